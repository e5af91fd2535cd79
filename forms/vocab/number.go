package vocab

import (
	"strconv"
	"strings"

	"huce/forms"
)

func itoa(n int) string { return strconv.Itoa(n) }

// countUnits are the words that may follow a number without changing it, longest
// first.
var countUnits = []string{
	"平方米", "平米", "平方", "平", "㎡", "M²", "M2", "元/人·月", "元/人/月", "元/人.月", "元/人", "元/月", "元/年", "元整", "元", "块钱", "块", "圆",
	"厘米", "公分", "CM", "毫米", "MM", "米", "公斤", "KG", "千克", "斤", "周岁", "岁", "个月", "个", "人次", "人", "口人", "口", "户",
	"名", "位", "间", "层", "栋", "套", "辆", "台", "只", "条", "次", "场", "份", "小时", "天", "分钟", "分", "年", "月", "日", "级", "%", "‰", "/月", "/年",
	"MMOL/L", "MMHG", "℃", "°C",
}

// scales are the words that multiply the number before them.
var scales = []struct {
	word  string
	power int
}{{"亿", 8}, {"千万", 7}, {"百万", 6}, {"万", 4}, {"W", 4}, {"千", 3}, {"K", 3}, {"百", 2}}

// parseNumber reads a number with its unit words: 1.5万元 is 15000, 100% is 100,
// １,２３４.50 is 1234.5, 三人 is 3. approx is set where the form says 约 or 左右.
func parseNumber(text string) (value string, approx, ok bool) {
	s := fold(text)
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") { // 3人(其中2女)
		s = s[:i]
	}
	if inner, ok := strings.CutPrefix(s, "("); ok && strings.HasSuffix(inner, ")") {
		s = strings.TrimSuffix(inner, ")")
	}
	switch s {
	case "俩":
		return "2", false, true
	case "仨":
		return "3", false, true
	}
	if rest, cut := cutPrefixes(s, "约", "大约", "近", "≈", "每月", "每年", "月均", "年均", "人均", "共计", "合计", "共", "人民币", "¥", "￥", "RMB"); cut {
		approx = strings.HasPrefix(s, "约") || strings.HasPrefix(s, "大约") || strings.HasPrefix(s, "近") || strings.HasPrefix(s, "≈")
		s = strings.TrimPrefix(strings.TrimPrefix(rest, "¥"), "￥")
	}
	if rest, cut := cutSuffixes(s, "左右", "上下", "多", "余"); cut {
		s, approx = rest, true
	}
	for cut := true; cut; {
		s, cut = cutSuffixes(s, countUnits...)
	}
	if rest, cut := cutSuffixes(s, "多", "余", "来"); cut {
		s, approx = rest, true
	}
	power, tail := 0, ""
	if n, w := readHan(s); w == len(s) && w > 0 {
		return itoa(n), approx, true
	}
	for _, sc := range scales {
		if i := strings.Index(s, sc.word); i > 0 {
			power, tail, s = sc.power, s[i+len(sc.word):], s[:i]
			break
		}
	}
	value, ok = scale(s, power, tail)
	return value, approx, ok
}

// scale is digits times ten to the power; tail is what stood behind the scale
// word: the 5 of 1万5 is five thousand.
func scale(digits string, power int, tail string) (string, bool) {
	digits, ok := plainDecimal(digits)
	if !ok {
		return "", false
	}
	if tail != "" {
		for _, sc := range scales { // the 5千 of 1万5千
			if n, ok := strings.CutSuffix(tail, sc.word); ok && len(n) == 1 && sc.power < power {
				tail = n + strings.Repeat("0", sc.power)
				tail = strings.Repeat("0", power-len(tail)) + tail
				break
			}
		}
		if power == 0 || !allDigits(tail) || len(tail) > power || strings.Contains(digits, ".") {
			return "", false
		}
		if len(tail) < power && len(tail) > 1 { // 1万500
			tail = strings.Repeat("0", power-len(tail)) + tail
		}
		digits += "." + tail
	}
	if power == 0 {
		return digits, true
	}
	whole, frac, _ := strings.Cut(digits, ".")
	for len(frac) < power {
		frac += "0"
	}
	return plainDecimal(whole + frac[:power] + "." + frac[power:])
}

// plainDecimal is a decimal number without thousands separators, leading and
// trailing zeros: 1,234.50 is 1234.5.
func plainDecimal(s string) (string, bool) {
	minus := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" && frac != "" {
		whole = "0"
	}
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return "", false
			}
		}
		whole = strings.Join(groups, "")
	}
	if !allDigits(whole) || frac != "" && !allDigits(frac) {
		return "", false
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		whole += "." + frac
	}
	if minus && whole != "0" {
		whole = "-" + whole
	}
	return whole, true
}

// rawNumber is the number beneath a number cell, written out; "" where the cell
// holds none.
func rawNumber(c forms.Cell) string {
	if c.Kind != forms.CellNumber {
		return ""
	}
	raw := c.Raw
	if raw == "" {
		raw = c.Text
	}
	if v, ok := plainDecimal(raw); ok {
		return v
	}
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || f > 1e18 || f < -1e18 {
		return ""
	}
	v, _ := plainDecimal(strconv.FormatFloat(f, 'f', -1, 64))
	return v
}

func readNumber(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	shown := Narrow(c.Text)
	if isNothing(shown) && shown != "0" && shown != "00" {
		return "", nil
	}
	value, approx, ok := parseNumber(shown)
	// A spreadsheet shows 0.95 as 95% and 1234.5 as 1,235: a share counts as
	// shown, every other number as it is beneath.
	if raw := rawNumber(c); raw != "" && !strings.HasSuffix(shown, "%") {
		value, approx, ok = raw, false, true
	}
	switch {
	case !ok:
		return Tidy(c.Text), warn("number_unreadable")
	case f.Type == "integer" && strings.Contains(value, "."):
		return value, warn("number_not_whole")
	case strings.HasPrefix(value, "-"):
		return value, warn("number_negative")
	case approx:
		return value, warn("number_approx")
	}
	return value, nil
}
