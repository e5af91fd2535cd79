package plan

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
)

// nothing are the words for no money at all.
var nothing = []string{"无", "零", "没有", "无经费", "无需经费", "不需要", "不需经费", "不涉及", "免费", "零元", "〇"}

// sum is a sum of money: digits with thousands and fen, an order of magnitude,
// the unit.
var sum = regexp.MustCompile(`^(?:共计?|合计|总计|计|拨付|安排)?[¥￥]?(\d[\d,]*(?:\.\d+)?)(亿|千万|百万|万|千|百)?元?整?$`)

// written is a sum in Chinese numbers, 五千元 or 壹万贰仟元整.
var written = regexp.MustCompile(`^(?:共计?|合计|总计|计|拨付|安排)?(?:人民币)?([〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟萬]+)[元圆]?整?$`)

// mixed is 1万2千.
var mixed = regexp.MustCompile(`^(\d+)万(\d)千元?$`)

var magnitude = map[string]float64{"": 1, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}

var aside = regexp.MustCompile(`\([^()]*\)`)

// ParseFunds reads a sum as departments write it (6000, 1.5万元, 五千元, 无) in fen.
// Open sums (按实, 据实列支), rates (每户300元), spans, estimates, negative sums and
// anything else are not ok: they stay text, shown and never counted.
func ParseFunds(s string) (fen int64, ok bool) {
	s = forms.Squeeze(narrow(s))
	s = aside.ReplaceAllString(s, "")
	s = strings.TrimPrefix(s, "RMB")
	for _, w := range nothing {
		if s == w {
			return 0, true
		}
	}
	if m := mixed.FindStringSubmatch(s); m != nil {
		s = m[1] + m[2] + "000"
	}
	if m := sum.FindStringSubmatch(s); m != nil {
		n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		return toFen(n*magnitude[m[2]], err == nil)
	}
	if m := written.FindStringSubmatch(s); m != nil {
		n, read := chineseNumber(m[1])
		return toFen(float64(n), read)
	}
	return 0, false
}

// toFen is yuan in fen. Sums over a hundred billion yuan are slips of the pen.
func toFen(yuan float64, ok bool) (int64, bool) {
	if !ok || yuan < 0 || yuan > 1e11 {
		return 0, false
	}
	return int64(math.Round(yuan * 100)), true
}

var placeOf = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// chineseNumber reads a number below a hundred million written in Chinese.
func chineseNumber(s string) (n int64, ok bool) {
	var section, digit int64
	for _, r := range s {
		if d := digitOf(r); d >= 0 {
			if digit != 0 {
				return 0, false // 三五千: about, not a sum
			}
			digit = int64(d)
			continue
		}
		if p, is := placeOf[r]; is {
			section += max(digit, 1) * p
		} else { // 万
			n += (section + digit) * 10000
			section = 0
		}
		digit = 0
	}
	return n + section + digit, s != ""
}

// Yuan writes fen as an official table does: 12,000 or 12,000.50, without the unit.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	s := sign + Thousands(fen/100)
	if rest := fen % 100; rest != 0 {
		s += "." + strconv.FormatInt(100+rest, 10)[1:]
	}
	return s
}

// Thousands writes a whole number with commas: 14,000.
func Thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
