package vocab

import "strings"

// ParsePhone reads the phone numbers of a cell: mobiles, landlines with or without
// area code, one or several, in any grouping and with names beside them
// (张三 199 0000 1234／0391-4820000). Each is its digits alone, an extension behind
// 转. ok is false where digits are left over that make no number; phones are then
// those that could be read.
func ParsePhone(s string) (phones []string, ok bool) {
	if isMobile(s) {
		return []string{s}, true
	}
	s = Narrow(s)
	if whole, cut := strings.CutSuffix(s, ".0"); cut && allDigits(whole) {
		s = whole
	}
	if strings.ContainsRune(s, '*') || isScientific(s) {
		return nil, false
	}
	if one := bareDigits(s); isMobile(one) { // a space between all digits
		return []string{one}, true
	}
	groups := phoneGroups(s)
	ok = true
	for i := 0; i < len(groups); {
		number, used := takePhone(groups[i:])
		if used == 0 {
			if len(groups[i].digits) <= 2 { // 1、 2、 before numbers, 5号 behind them
				i++
				continue
			}
			if two := splitMobiles(groups[i].digits); two != nil {
				phones = append(phones, two...)
			} else {
				ok = false
			}
			i++
			continue
		}
		phones = append(phones, number)
		i += used
	}
	return phones, ok && len(phones) > 0
}

// someReadable keeps a cell of several numbers of which only some can be read: those
// first, in their order, then the others as they stand. ok is false where there are
// not both.
func someReadable(text string) (value string, ok bool) {
	var good, bad []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、/／,，;；|\n", r) }) {
		if phones, read := ParsePhone(part); read {
			good = append(good, phones...)
		} else if strings.ContainsAny(Narrow(part), "0123456789") {
			bad = append(bad, Tidy(part))
		}
	}
	return strings.Join(append(good, bad...), "、"), len(good) > 0 && len(bad) > 0
}

// digitGroup is a run of digits; joined says that only a space, dash, dot or
// bracket parts it from the run before.
type digitGroup struct {
	digits    string
	joined    bool
	extension bool // behind 转 or 分机
}

func phoneGroups(s string) []digitGroup {
	var groups []digitGroup
	end := 0
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			continue
		}
		gap := strings.TrimSpace(s[end:i])
		for end = i; end < len(s) && isDigit(s[end]); end++ {
		}
		groups = append(groups, digitGroup{
			digits:    s[i:end],
			joined:    len(groups) > 0 && len(gap) <= len("—") && strings.Contains("-.)—–", gap) || gap == ")-",
			extension: gap == "转" || gap == "-转" || gap == "分机" || gap == "转分机" || gap == "#",
		})
		i = end
	}
	return groups
}

// takePhone joins as many groups as make one number, the most first; 0 where none
// does.
func takePhone(groups []digitGroup) (number string, used int) {
	most := 1
	for most < len(groups) && most < 5 && groups[most].joined {
		most++
	}
	for used = most; used > 0; used-- {
		joined := groups[0].digits
		for _, g := range groups[1:used] {
			joined += g.digits
		}
		number = onePhone(joined)
		if number == "" || len(number) <= 8 && used > 2 { // 2026-03-01 is no phone
			continue
		}
		if used < len(groups) && len(groups[used].digits) <= 5 && (groups[used].extension || groups[used].joined && !isMobile(number)) {
			return number + "转" + groups[used].digits, used + 1
		}
		return number, used
	}
	return "", 0
}

// onePhone is the number that digits are, without the country's code and a zero
// before a mobile; "" where they are none.
func onePhone(d string) string {
	for _, code := range [...]string{"0086", "86", "0"} {
		if rest, ok := strings.CutPrefix(d, code); ok && isMobile(rest) {
			return rest
		}
	}
	for _, code := range [...]string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(d, code); ok && len(rest) >= 10 && len(rest) <= 12 && rest[0] != '1' {
			return onePhone("0" + strings.TrimPrefix(rest, "0"))
		}
	}
	switch {
	case isMobile(d):
		return d
	case len(d) >= 10 && len(d) <= 12 && d[0] == '0' && d[1] != '0':
		return d // area code of 3 or 4 digits and 7 or 8 more
	case (len(d) == 7 || len(d) == 8) && d[0] != '1':
		return d
	case len(d) == 10 && (d[:3] == "400" || d[:3] == "800"):
		return d
	case len(d) == 5 && (d[:2] == "12" || d[:2] == "95"), len(d) == 6 && d[:2] == "95":
		return d
	}
	return ""
}

// isMobile reports whether s is 11 digits that begin with 1.
func isMobile(s string) bool { return len(s) == 11 && s[0] == '1' && s[1] > '2' && allDigits(s) }

// splitMobiles takes apart mobiles written without anything between them.
func splitMobiles(d string) []string {
	if len(d) < 22 || len(d)%11 != 0 {
		return nil
	}
	var out []string
	for ; d != ""; d = d[11:] {
		if !isMobile(d[:11]) {
			return nil
		}
		out = append(out, d[:11])
	}
	return out
}

// bareDigits is the digits of a text that holds only digits and what groups them,
// "" of any other.
func bareDigits(s string) string {
	for _, r := range s {
		if !(r >= '0' && r <= '9' || strings.ContainsRune(" -.()+—–", r)) {
			return ""
		}
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
