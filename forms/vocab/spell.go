package vocab

import (
	"strconv"
	"strings"

	"huce/forms"
)

// Spell writes a value of the register as a form writes it: like are earlier values
// of the same column, whose way of writing is taken up (1950.3.1, 01 汉族, 199-0000-0001,
// 3#2-304, √). With like empty, or in no way that is known, it is the register's own
// spelling. What Spell writes, Parse reads as value again; only stars and a coarser
// date, where the form has those, say less.
func Spell(field, value string, like []string) string {
	return NewHand(like).Spell(field, value)
}

// Hand is how a column is written, found once for all the values that go into it. It
// is no one's but its column's, and is used by one goroutine at a time.
type Hand struct {
	like   []string          // the samples
	ways   map[string]int    // ways of writing found
	words  map[string]string // codes written before
	prefix *string           // before addresses
	stars  *string           // a number of which most are starred; "" for none
}

// NewHand is the hand that a column's earlier values show.
func NewHand(like []string) *Hand {
	return &Hand{like: samples(like), ways: map[string]int{}, words: map[string]string{}}
}

// Spell is the package's Spell, in this hand.
func (h *Hand) Spell(field, value string) string {
	f, ok := Field(field)
	if !ok || value == "" || len(h.like) == 0 {
		return value
	}
	switch {
	case isPersonName(f.Name):
		return spellName(value, h)
	case f.Type == "date" || f.Type == "month":
		return spellDate(value, h)
	case f.Type == "idcard":
		return spellID(value, h)
	case f.Type == "phone":
		return spellPhone(value, h)
	case f.Type == "address":
		return h.word(field, value, func() string { return spellAddress(value, h) }) // that of all who live there
	case f.Type == "code":
		return h.word(field, value, func() string { return spellCode(f, value, withoutJobs(f, h.like)) })
	case f.Type == "bool":
		return h.word(field, value, func() string { return spellBool(f, value, h.like) })
	case f.Type == "integer" || f.Type == "decimal" || f.Type == "money":
		return spellNumber(value, h)
	}
	return value
}

// word is how a code or an address is written: each is met often in a column.
func (h *Hand) word(field, value string, spell func() string) string {
	key := field + "|" + value
	s, ok := h.words[key]
	if !ok {
		s = spell()
		h.words[key] = s
	}
	return s
}

// usual is usual's answer for what is asked, kept.
func (h *Hand) usual(asked string, n int, written func(way int, sample string) bool) int {
	way, ok := h.ways[asked]
	if !ok {
		way = usual(h.like, n, written)
		h.ways[asked] = way
	}
	return way
}

// enough samples show how a column is written.
const enough = 60

// samples are the values of like that say something, at most as many as are enough.
func samples(like []string) []string {
	out := make([]string, 0, min(len(like), enough))
	for _, s := range like {
		if IsBlank(s) {
			continue
		}
		if out = append(out, s); len(out) == enough {
			break
		}
	}
	return out
}

// usual is the way of writing, out of n, by which most samples are written; -1 where
// none of them is written by any. Of equals the first wins.
func usual(like []string, n int, written func(way int, sample string) bool) int {
	best, most := -1, 0
	for way := range n {
		count := 0
		for _, s := range like {
			if written(way, s) {
				count++
			}
		}
		if count > most {
			best, most = way, count
		}
	}
	return best
}

// dateWays are the layouts of dates: of a full one, of a month, of a year. Y M D are
// the numbers, MM and DD with a zero before; 二 is the date in Chinese numbers.
var dateWays = [][3]string{
	{"Y-MM-DD", "Y-MM", "Y"},
	{"Y/M/D", "Y/M", "Y"},
	{"Y.M.D", "Y.M", "Y"},
	{"YMMDD", "YMM", "Y"},
	{"Y年M月D日", "Y年M月", "Y年"},
	{"Y-M-D", "Y-M", "Y"},
	{"Y/MM/DD", "Y/MM", "Y"},
	{"Y.MM.DD", "Y.MM", "Y"},
	{"Y年MM月DD日", "Y年MM月", "Y年"},
	{"二", "二", "二"},
}

func spellDate(value string, h *Hand) string {
	d, ok := forms.ParseISO(value)
	if !ok {
		return value
	}
	way := h.usual("date", len(dateWays), func(way int, s string) bool {
		e, ok := ParseDate(s)
		return ok && writeDate(e, way) == Narrow(s)
	})
	if way < 0 {
		return value
	}
	if coarse := h.usual("precision", 3, func(p int, s string) bool {
		e, ok := ParseDate(s)
		return ok && precision(e) == p
	}); coarse == 1 && d.Full() {
		d.Day = 0 // 出生年月: the form asks for no day
	}
	return writeDate(d, way)
}

// precision is 0 of a day, 1 of a month, 2 of a year.
func precision(d forms.Date) int {
	switch {
	case d.Full():
		return 0
	case d.Month != 0:
		return 1
	}
	return 2
}

func writeDate(d forms.Date, way int) string {
	layout := dateWays[way][precision(d)]
	if layout == "二" {
		s := HanDigits(itoa(int(d.Year))) + "年"
		if d.Month != 0 {
			s += HanNumber(int(d.Month)) + "月"
		}
		if d.Day != 0 {
			s += HanNumber(int(d.Day)) + "日"
		}
		return s
	}
	out := make([]byte, 0, 20)
	two := func(twice bool, n uint8) {
		if twice && n < 10 {
			out = append(out, '0')
		}
		out = strconv.AppendUint(out, uint64(n), 10)
	}
	for i := 0; i < len(layout); i++ {
		twice := i+1 < len(layout) && layout[i+1] == layout[i]
		switch layout[i] {
		case 'Y':
			out = strconv.AppendInt(out, int64(d.Year), 10)
			continue
		case 'M':
			two(twice, d.Month)
		case 'D':
			two(twice, d.Day)
		default:
			out = append(out, layout[i])
			continue
		}
		if twice {
			i++
		}
	}
	return string(out)
}

// spellID stars what the form's own numbers have starred.
func spellID(value string, h *Hand) string {
	if len(value) != 18 {
		return value
	}
	if h.stars == nil {
		pattern := mostlyStarred(h.like)
		h.stars = &pattern
	}
	if *h.stars == "" {
		return value
	}
	b := []byte(value)
	for i := range b {
		if (*h.stars)[i] == '*' {
			b[i] = '*'
		}
	}
	return string(b)
}

// mostlyStarred is the last of a column's numbers that have stars, "" where most have none.
func mostlyStarred(like []string) string {
	masked := 0
	pattern := ""
	for _, s := range like {
		if id := ParseID(s); id.Masked && len(id.Number) == 18 {
			masked++
			pattern = id.Number
		}
	}
	if masked*2 <= len(like) {
		return ""
	}
	return pattern
}

// phoneWays are the groupings of a mobile's digits.
var phoneWays = []struct {
	groups [3]int
	by     string
}{{[3]int{11, 0, 0}, ""}, {[3]int{3, 4, 4}, " "}, {[3]int{3, 4, 4}, "-"}, {[3]int{4, 4, 3}, " "}, {[3]int{4, 4, 3}, "-"}}

func spellPhone(value string, h *Hand) string {
	phones := strings.Split(value, "、")
	way := h.usual("phone", len(phoneWays), func(way int, s string) bool {
		read, ok := ParsePhone(s)
		return ok && len(read) == 1 && isMobile(read[0]) && groupPhone(read[0], way) == Narrow(s)
	})
	dashed := h.usual("dashed", 1, func(_ int, s string) bool {
		read, ok := ParsePhone(s)
		return ok && len(read) == 1 && len(read[0]) > 9 && read[0][0] == '0' && strings.Contains(s, "-")
	}) == 0
	for i, p := range phones {
		switch {
		case isMobile(p) && way > 0:
			phones[i] = groupPhone(p, way)
		case dashed && len(p) > 9 && p[0] == '0' && allDigits(p):
			area := 4
			if p[1] == '1' || p[1] == '2' {
				area = 3
			}
			phones[i] = p[:area] + "-" + p[area:]
		}
	}
	return strings.Join(phones, "、")
}

func groupPhone(p string, way int) string {
	w := phoneWays[way]
	if w.by == "" {
		return p
	}
	a, b := w.groups[0], w.groups[0]+w.groups[1]
	return p[:a] + w.by + p[a:b] + w.by + p[b:]
}

// spellName takes up the blank that forms put into names of two characters.
func spellName(value string, h *Hand) string {
	if runeLen(value) != 2 || !hasHan(value) {
		return value
	}
	blanks := []string{"", "  ", "　", " "}
	way := h.usual("blank", len(blanks), func(way int, s string) bool {
		r := []rune(s)
		return len(r) > 2 && isHan(r[0]) && isHan(r[len(r)-1]) && string(r[1:len(r)-1]) == blanks[way] || way == 0 && len(r) == 2
	})
	if way <= 0 {
		return value
	}
	r := []rune(value)
	return string(r[0]) + blanks[way] + string(r[1])
}

// spellNumber takes up the decimals and the unit of a form's own numbers.
func spellNumber(value string, h *Hand) string {
	if v, ok := plainDecimal(value); !ok || v != value {
		return value
	}
	ways := []func(string) string{
		func(v string) string { return v },
		func(v string) string { return decimals(v, 2) },
		func(v string) string { return decimals(v, 1) },
		func(v string) string { return v + "元" },
		func(v string) string { return v + "%" },
		func(v string) string { return v + "人" },
		func(v string) string { return v + "岁" },
		func(v string) string { return v + "平方米" },
	}
	way := h.usual("number", len(ways), func(way int, s string) bool {
		v, _, ok := parseNumber(s)
		return ok && ways[way](v) == Narrow(s)
	})
	if way < 0 {
		return value
	}
	return ways[way](value)
}

// decimals writes a number with n decimals, if it has no more.
func decimals(v string, n int) string {
	whole, frac, _ := strings.Cut(v, ".")
	if len(frac) > n {
		return v
	}
	return whole + "." + frac + strings.Repeat("0", n-len(frac))
}
