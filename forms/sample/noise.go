package sample

import (
	"strings"
	"unicode/utf8"

	"github.com/6tail/lunar-go/calendar"

	"huce/forms"
)

// wild is how freely a hand writes: 1 usual, 0 where there is to be no noise.
func (h *hand) wild() float64 {
	if h.w.options.Noise == 0 {
		return 0
	}
	return 0.5 + 0.5*min(1.6, h.quality)
}

// fault happens with a probability (at quality 1) and notes itself.
func (h *hand) fault(kind string, p float64) bool {
	if !h.d.chance(p * h.quality) {
		return false
	}
	h.mark(true, kind)
	return true
}

// mark notes a kind of noise for the row being written, once.
func (h *hand) mark(marked bool, kind string) {
	if !marked {
		return
	}
	for _, k := range h.noise {
		if k == kind {
			return
		}
	}
	h.noise = append(h.noise, kind)
}

// name writes the name of whom the row speaks of.
func (h *hand) name(e *entry, name string) string {
	name = h.machine(name, true)
	switch {
	case strings.ContainsAny(name, "·•・．"):
		return name
	case h.fault("name_homophone", 0.008):
		return h.confuse(name, "sound", "name_homophone")
	case h.fault("name_shape", 0.0028):
		return h.confuse(name, "shape", "name_shape")
	case h.fault("name_char", 0.0009):
		return h.otherCharacter(name)
	case utf8.RuneCountInString(name) == 3 && h.fault("name_swap", 0.0008):
		r := []rune(name)
		return string([]rune{r[0], r[2], r[1]})
	case h.fault("name_nick", 0.0014):
		return h.nickname(name, e)
	case h.fault("name_space", 0.024):
		return h.spaced(name)
	case h.fault("name_suffix", 0.0065):
		return name + h.suffix(e)
	}
	return name
}

// machine writes a name as far as a machine could: rare characters go, the dot of
// minority names becomes another.
func (h *hand) machine(name string, marked bool) string {
	if hasRare(name) && h.d.chance(min(1, 0.45*h.quality)) {
		put := h.d.of("?", "?", "□", "")
		if put == "" && utf8.RuneCountInString(name) < 3 {
			put = "?"
		}
		name = strings.Map(func(r rune) rune {
			if !isRare(r) {
				return r
			}
			if put == "" {
				return -1
			}
			p, _ := utf8.DecodeRuneInString(put)
			return p
		}, name)
		h.mark(marked, "name_rare")
	}
	if strings.Contains(name, "·") && h.d.chance(min(1, 0.5*h.quality)) {
		name = strings.ReplaceAll(name, "·", h.d.of("•", "・", "．", "", "."))
		h.mark(marked, "name_dot")
	}
	return name
}

// confuse replaces one character of the given name by one that is heard or seen
// like it; without any such it takes the mark back.
func (h *hand) confuse(name, how, mark string) string {
	surname, rest := splitName(name)
	r := []rune(rest)
	for _, i := range h.d.Perm(len(r)) {
		if others := confusable()[how][r[i]]; len(others) > 0 {
			r[i] = others[h.d.IntN(len(others))]
			return surname + string(r)
		}
	}
	if s, ok := firstConfusable(surname, how); ok && utf8.RuneCountInString(surname) == 1 {
		return s + rest
	}
	h.unmark(mark)
	return name
}

func firstConfusable(surname, how string) (string, bool) {
	r, _ := utf8.DecodeRuneInString(surname)
	others := confusable()[how][r]
	if len(others) == 0 {
		return "", false
	}
	return string(others[0]), true
}

func (h *hand) unmark(kind string) {
	for i, k := range h.noise {
		if k == kind {
			h.noise = append(h.noise[:i], h.noise[i+1:]...)
			return
		}
	}
}

func (h *hand) otherCharacter(name string) string {
	r := []rune(name)
	pool := given()["new 男"]
	for {
		c, _ := utf8.DecodeRuneInString(h.d.of(pool...))
		if c != r[len(r)-1] {
			r[len(r)-1] = c
			return string(r)
		}
	}
}

// nickname is what neighbours say.
func (h *hand) nickname(name string, e *entry) string {
	surname, rest := splitName(name)
	last, _ := utf8.DecodeLastRuneInString(rest)
	age := 40
	if e.p != nil {
		age = e.p.age(e.on)
	}
	switch {
	case age >= 55:
		return h.d.of("老"+surname, surname+"师傅", surname+string(last))
	case age < 12:
		return string(last) + string(last)
	}
	return h.d.of("小"+surname, surname+string(last), "阿"+string(last))
}

func (h *hand) spaced(name string) string {
	r := []rune(name)
	switch h.d.IntN(4) {
	case 0:
		return name + " "
	case 1:
		return " " + name
	case 2:
		return name + "\u3000"
	}
	if len(r) == 2 {
		return string(r[0]) + h.d.of(" ", "\u3000", "  ") + string(r[1])
	}
	return name + "  "
}

func (h *hand) suffix(e *entry) string {
	if e.h != nil && e.h.tenant {
		return h.d.of("（租户）", "(租)")
	}
	if e.p != nil && e.h != nil && e.h.head(e.on) == e.p {
		return h.d.of("（户主）", "(户主)", "*")
	}
	return h.d.of("*", "（已核）", "(女)", "1")
}

// birth is the day of birth as the hand believes it.
func (h *hand) birth(b forms.Date) forms.Date {
	switch {
	case h.fault("birth_shift", 0.0035):
		return h.shifted(b)
	case b.Day <= 12 && b.Day != uint8(b.Month) && h.fault("birth_swap", 0.0008):
		return forms.NewDate(int(b.Year), int(b.Day), int(b.Month))
	case h.fault("birth_lunar", 0.0006):
		if l := lunar(b); l.Valid() {
			return l
		}
		h.unmark("birth_lunar")
	case h.fault("birth_month", 0.004):
		b.Day = 0
	}
	return b
}

// shifted is a day near the right one, a year or a month off.
func (h *hand) shifted(b forms.Date) forms.Date {
	switch h.d.IntN(3) {
	case 0:
		return addDays(b, 1)
	case 1:
		return addDays(b, 30)
	}
	c := b
	c.Year++
	if !c.Valid() { // 29 February
		c.Day = 28
	}
	return c
}

// lunar is the day of the old calendar, as families of the old keep birthdays.
func lunar(b forms.Date) forms.Date {
	l := calendar.NewSolarFromYmd(int(b.Year), int(b.Month), int(b.Day)).GetLunar()
	month := l.GetMonth()
	if month < 0 { // a leap month
		month = -month
	}
	return forms.NewDate(l.GetYear(), month, l.GetDay())
}

func text(s string) forms.Cell { return forms.T(s, forms.StyleBody) }
