package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// showNumber shows v under a section for numbers.
func (s *section) showNumber(v float64) string {
	switch {
	case s.has(itemSlash):
		return s.showFraction(v)
	case s.has(itemExponent):
		return s.showExponent(v)
	case s.has(itemDigit):
		return s.showDecimal(v)
	}
	var b strings.Builder
	if v < 0 && (s.general || s.has(itemText)) {
		b.WriteByte('-')
		v = -v
	}
	for _, it := range s.items {
		switch it.kind {
		case itemGeneral, itemText:
			b.WriteString(s.chinese(general(v), true))
		case itemDigit, itemDate:
		default:
			b.WriteString(it.text)
		}
	}
	return b.String()
}

func (s *section) has(kind itemKind) bool {
	for _, it := range s.items {
		if it.kind == kind {
			return true
		}
	}
	return false
}

// chinese puts a number into Chinese numerals where the section asks for them.
func (s *section) chinese(digits string, words bool) string {
	if s.dbnum == 0 {
		return digits
	}
	whole, decimals, point := strings.Cut(digits, ".")
	if words {
		whole = chineseNumber(whole, s.dbnum)
	} else {
		whole = chineseEach(whole, s.dbnum)
	}
	if point {
		whole += "." + chineseEach(decimals, s.dbnum)
	}
	return whole
}

// picture is what the digits of a section ask: how many before and after the
// point, at least and at most; thousands; scaling.
type picture struct {
	first, last int // items that are digits, points or commas
	point       int // item of the point, -1
	whole       int // digit signs before the point
	decimals    int
	least       int // decimals that always show
	thousands   bool
	scale       float64
}

func (s *section) picture() picture {
	p := picture{first: -1, point: -1, scale: 1}
	trailing := 0
	for i, it := range s.items {
		switch it.kind {
		case itemDigit:
			if p.first < 0 {
				p.first = i
			}
			p.last = i
			if p.point >= 0 {
				p.decimals++
				if it.text == "0" {
					p.least = p.decimals
				}
			} else {
				p.whole++
				p.thousands = p.thousands || trailing > 0
			}
			trailing = 0
		case itemPoint:
			if p.point < 0 {
				p.point = i
				p.scale /= math.Pow(1000, float64(trailing))
				trailing = 0
				if p.first < 0 {
					p.first = i
				}
				p.last = max(p.last, i)
			}
		case itemComma:
			if p.first >= 0 {
				trailing++
			}
		case itemPercent:
			p.scale *= 100
		}
	}
	p.scale /= math.Pow(1000, float64(trailing))
	return p
}

// showDecimal shows v under digits with an optional point.
func (s *section) showDecimal(v float64) string {
	p := s.picture()
	digits := fixed(math.Abs(v)*p.scale, p.decimals)
	whole, decimals, _ := strings.Cut(digits, ".")
	if whole == "0" {
		whole = ""
	}
	for len(decimals) > p.least && strings.HasSuffix(decimals, "0") {
		decimals = decimals[:len(decimals)-1]
	}
	var b strings.Builder
	if v < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteByte('-')
	}
	s.writeWhole(&b, p, whole)
	s.writeDecimals(&b, p, decimals)
	return b.String()
}

// writeWhole writes the items before the point, the digits of whole spread over
// the digit signs from the right, what is over at the first.
func (s *section) writeWhole(b *strings.Builder, p picture, whole string) {
	end := p.point
	if end < 0 {
		end = p.last + 1
	}
	left := p.whole // digit signs still to come
	shown := 0
	digit := func(d byte, power int) {
		if p.thousands && shown > 0 && power%3 == 2 {
			b.WriteByte(',')
		}
		shown++
		b.WriteString(s.chinese(string(d), false))
	}
	if left == 0 && whole != "" && p.point >= 0 { // ".00" shows 12.50 whole
		b.WriteString(s.chinese(whole, false))
	}
	for _, it := range s.items[:end] {
		switch it.kind {
		case itemDigit:
			from := 0
			if shown > 0 || left < p.whole {
				from = len(whole) - left
			}
			for i := max(from, 0); i <= len(whole)-left; i++ {
				digit(whole[i], len(whole)-1-i)
			}
			if len(whole) < left {
				switch it.text {
				case "0":
					digit('0', left-1)
				case "?":
					b.WriteByte(' ')
				}
			}
			left--
		case itemComma:
		default:
			b.WriteString(it.text)
		}
	}
}

// writeDecimals writes the point and what follows.
func (s *section) writeDecimals(b *strings.Builder, p picture, decimals string) {
	from := p.point
	if from < 0 {
		from = p.last + 1
	}
	next := 0
	for i, it := range s.items[from:] {
		switch it.kind {
		case itemPoint:
			if i == 0 {
				b.WriteByte('.')
			} else {
				b.WriteString(it.text)
			}
		case itemDigit:
			if next < len(decimals) {
				b.WriteString(s.chinese(decimals[next:next+1], false))
			} else if it.text == "?" {
				b.WriteByte(' ')
			}
			next++
		case itemComma:
		default:
			b.WriteString(it.text)
		}
	}
}

// showExponent shows v under 0.00E+00. More than one digit before the point
// makes the exponent a multiple of their number (engineering notation).
func (s *section) showExponent(v float64) string {
	at := 0
	for i, it := range s.items {
		if it.kind == itemExponent {
			at = i
		}
	}
	mantissa := section{items: s.items[:at], dbnum: s.dbnum}
	p := mantissa.picture()
	exp := 0
	if v != 0 {
		exp = int(math.Floor(math.Log10(math.Abs(v)) + 1e-12))
		step := max(p.whole, 1)
		exp = int(math.Floor(float64(exp)/float64(step))) * step
		if m := fixed(math.Abs(v)/math.Pow(10, float64(exp)), p.decimals); len(m) > 0 && wholeDigits(m) > step {
			exp += step
		}
	}
	sign := ""
	if exp < 0 {
		sign = "-"
	} else if s.items[at].text == "+" {
		sign = "+"
	}
	width := 0
	for _, it := range s.items[at+1:] {
		if it.kind == itemDigit {
			width++
		}
	}
	digits := strconv.Itoa(max(exp, -exp))
	for len(digits) < width {
		digits = "0" + digits
	}
	return mantissa.showDecimal(v/math.Pow(10, float64(exp))) + "E" + sign + digits
}

func wholeDigits(decimal string) int {
	whole, _, _ := strings.Cut(decimal, ".")
	return len(whole)
}

// showFraction shows v as 1 1/2: the nearest fraction whose denominator has as
// many digits as the format, or is the one the format names.
func (s *section) showFraction(v float64) string {
	slash, denominator, places, above := 0, 0, 0, 0
	for i, it := range s.items {
		if it.kind == itemSlash {
			slash = i
		}
	}
	for _, it := range s.items[slash+1:] {
		if it.kind == itemDigit {
			places++
		} else if n, err := strconv.Atoi(it.text); err == nil {
			denominator = denominator*10 + n
		}
	}
	for i := slash - 1; i >= 0 && s.items[i].kind == itemDigit; i-- {
		above++
	}
	wholeSigns := 0 // digit signs followed by a space before the numerator
	for i, it := range s.items[:slash] {
		if it.kind == itemLiteral && strings.TrimSpace(it.text) == "" && i > 0 {
			wholeSigns = 1
		}
	}
	a := math.Abs(v)
	whole := 0.0
	if wholeSigns > 0 {
		whole = math.Trunc(a)
	}
	num, den := nearest(a-whole, denominator, min(max(places, 1), 4))
	if num == den && wholeSigns > 0 {
		whole, num = whole+1, 0
	}
	sign := ""
	if v < 0 {
		sign = "-"
	}
	switch {
	case num == 0:
		return sign + strconv.FormatFloat(whole, 'f', 0, 64)
	case whole == 0:
		return sign + strconv.Itoa(num) + "/" + strconv.Itoa(den)
	}
	return fmt.Sprintf("%s%.0f %*d/%d", sign, whole, above, num, den) // ??/?? stands under the ones of other rows
}

// nearest is the fraction nearest to v, of the given denominator or of the
// smallest with at most places digits.
func nearest(v float64, denominator, places int) (num, den int) {
	if denominator > 0 {
		return int(math.Round(v * float64(denominator))), denominator
	}
	best := math.Inf(1)
	for d := 1; d < int(math.Pow10(places)); d++ {
		n := math.Round(v * float64(d))
		if diff := math.Abs(v - n/float64(d)); diff < best-1e-12 {
			best, num, den = diff, int(n), d
		}
	}
	return num, den
}
