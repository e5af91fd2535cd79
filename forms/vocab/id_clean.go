package vocab

import "strings"

// cleanID is an ID number without spaces, quotation marks and dashes between its
// groups, its X in capitals, its stars *.
func cleanID(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r = narrowRune(r); r {
		case ' ', '\'', '"', '`', '‘', '’', '“', '”':
			return -1
		case 'x', '×', 'Χ', 'χ', 'Х', 'х', '╳', '✕', '✖', 'ⅹ', 'Ⅹ':
			return 'X'
		case '＊', '●', '•', '※', '★', '∗', '﹡', '□':
			return '*'
		case '—', '–', '−':
			return '-'
		}
		return r
	}, s)
	s = strings.Trim(s, ",;。、:.")
	for _, label := range [...]string{"ID", "NO", "No", "no"} { // ID:1101…, NO.1101…
		rest, ok := strings.CutPrefix(s, label)
		if rest = strings.TrimLeft(rest, ":."); ok && rest != "" && isDigit(rest[0]) {
			s = rest
		}
	}
	if strings.Count(s, "X") > 3 { // 110199XXXXXXXX1234: X as a mask
		last := len(s) - 1
		s = strings.ReplaceAll(s[:last], "X", "*") + s[last:]
	}
	if strings.Contains(s, "-") {
		if joined := strings.ReplaceAll(s, "-", ""); len(joined) == 18 && allDigits(joined[:17]) {
			return joined
		}
	}
	if whole, ok := strings.CutSuffix(s, ".0"); ok && allDigits(whole) {
		return whole
	}
	return s
}

// isScientific reports whether s is a number that a spreadsheet shows shortened:
// 1.10199E+17. What it was can't be known.
func isScientific(s string) bool {
	i := strings.IndexAny(s, "Ee")
	if i < 1 || i+1 >= len(s) {
		return false
	}
	exponent := strings.TrimLeft(s[i+1:], "+")
	mantissa := strings.Replace(s[:i], ".", "", 1)
	return allDigits(exponent) && len(exponent) <= 3 && allDigits(mantissa) && (strings.Contains(s, "+") || strings.Contains(s, "."))
}

// validHead is the ID number that s begins with, where it is valid: a disability
// certificate's number is the ID number with two to four characters behind it.
func validHead(s string) string {
	if id, ok := plainID(s[:min(18, len(s))]); ok && id.Valid {
		return id.Number
	}
	return ""
}

// documents are the words for papers other than the resident's ID card.
var documents = []string{"护照", "通行证", "台胞证", "回乡证", "居留证", "居住证", "军官证", "士兵证", "警官证", "户口本", "户口簿", "出生证", "出生医学证明", "字第"}

func hasDocument(s string) bool {
	for _, d := range documents {
		if strings.Contains(s, d) {
			return true
		}
	}
	return false
}

func hasLetter(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' {
			return true
		}
	}
	return false
}

// isForeign reports whether s looks like a passport, a travel permit of Hong Kong,
// Macao or Taiwan, or an officer's card: one to three letters, then digits.
func isForeign(s string) bool {
	letters := 0
	for letters < len(s) && s[letters] >= 'A' && s[letters] <= 'Z' {
		letters++
	}
	rest := s[letters:]
	return letters > 0 && letters <= 3 && len(rest) >= 6 && len(rest) <= 12 && allDigits(rest)
}

// mendLetters is the number with the letters that look like digits read as those,
// if that makes it valid.
func mendLetters(s string) string {
	if len(s) != 18 && len(s) != 15 {
		return ""
	}
	b := []byte(s)
	for i, c := range b {
		switch c {
		case 'O', 'o', 'Q', 'D':
			b[i] = '0'
		case 'l', 'L', 'I', 'i', '|', '!':
			b[i] = '1'
		case 'Z', 'z':
			b[i] = '2'
		case 'S', 's':
			b[i] = '5'
		case 'B':
			b[i] = '8'
		}
	}
	if len(b) == 15 {
		return Upgrade15(string(b))
	}
	if id, ok := plainID(string(b)); ok && id.Valid {
		return id.Number
	}
	return ""
}

// mendLength is the valid number in one of the wrong length, where there is only
// one: with a digit too many (or a disability certificate's 20), or with the check
// character lost.
func mendLength(s string) string {
	if len(s) > 1 && !allDigits(s[:len(s)-1]) {
		return ""
	}
	found := ""
	try := func(n string) bool {
		if id, ok := plainID(n); ok && id.Valid && n != found {
			if found != "" {
				found = ""
				return false
			}
			found = n
		}
		return true
	}
	switch len(s) {
	case 17:
		try(s + string(CheckChar(s)))
	case 19:
		for i := range len(s) {
			if !try(s[:i] + s[i+1:]) {
				return ""
			}
		}
	case 20, 21:
		try(s[:18])
	}
	return found
}
