package sample

import (
	"fmt"
	"strconv"
	"strings"
)

// addressStyles is how many ways there are to write an address; the truth calls
// them addr_fmt0 to addr_fmt8.
const addressStyles = 9

// The styles with a meaning of their own.
const (
	numeralStyle = 6 // 一号楼一单元一〇〇二室
	wideStyle    = 7 // １号楼１单元１００２室
	spacedStyle  = 8 // 1栋 1单元 1002
)

// addressParts are the words of the plain styles: after building, unit and room.
var addressParts = [...][3]string{
	{"号楼", "单元", "室"}, // 锦绣小区1号楼1单元1002室
	{"楼", "单元", ""},   // 锦绣小区1楼1单元1002
	{"幢", "单元", ""},
	{"#", "-", ""}, // 锦绣小区1#1-1002
	{"-", "-", ""}, // 锦绣小区1-1-1002
	{"栋", "单元", "室"},
}

// within writes the part of an address inside its estate.
func within(h *dwelling, style int, noUnit bool) string {
	b, u, r := strconv.Itoa(h.building), strconv.Itoa(h.unit), h.room
	if style == numeralStyle {
		b, u, r = numeral(h.building), numeral(h.unit), digitNumerals(r)
	}
	if h.estate.kind == lane {
		b += "号"
		switch style {
		case wideStyle:
			b = wide(b)
		case spacedStyle:
			b = " " + b
		}
		return b
	}
	if style == spacedStyle {
		if noUnit {
			return fmt.Sprintf(" %s栋 %s", b, r)
		}
		return fmt.Sprintf(" %s栋 %s单元 %s", b, u, r)
	}
	words := addressParts[0]
	if style < len(addressParts) {
		words = addressParts[style]
	}
	s := b + words[0]
	if !noUnit {
		s += u + words[1]
	}
	s += r + words[2]
	if style == wideStyle {
		s = wide(s)
	}
	return s
}

// prefixes stand before some addresses.
func (w *world) prefix(d dice) string {
	street, community := w.options.Street+"街道", w.options.Community+"社区"
	return d.of(street, community, street+community, "某市某区"+street+community)
}

// residence writes where the person or home of a row lives, with the faults that
// such a cell has.
func (h *hand) residence(e *entry) string {
	if e.at == nil {
		return ""
	}
	if text, ok := h.notAtHome(e); ok {
		return text
	}
	at := e.at
	if former := e.h.formerAt(e.on); former != nil && h.fault("addr_stale", 0.2) {
		at = former
	} else if at.estate.kind != lane && h.fault("addr_wrong_room", 0.002) {
		wrong := *at
		wrong.room = h.otherRoom(at.room)
		at = &wrong
	}
	return h.address(e, at, true)
}

// notAtHome is what stands in place of an address: nothing, where they work, where
// they are registered.
func (h *hand) notAtHome(e *entry) (string, bool) {
	switch {
	case h.fault("addr_missing", 0.017):
		return "", true
	case e.p != nil && e.p.away && h.fault("addr_away", 0.4):
		return h.d.of("外出务工", "深圳务工", "在外地"), true
	case e.p != nil && e.p.elsewhere() && h.fault("addr_hukou", 0.03):
		return e.p.hukou.address(), true
	}
	return "", false
}

func (h *hand) otherRoom(room string) string {
	n, err := strconv.Atoi(room)
	if err != nil {
		return room
	}
	n += [...]int{100, 1, 2}[h.d.IntN(3)]
	return strconv.Itoa(n)
}

// address writes a dwelling's address in the hand's style; marked says whether the
// style is noted as the row's.
func (h *hand) address(e *entry, at *dwelling, marked bool) string {
	style := h.s.address
	if h.d.chance(0.25 * h.wild()) {
		style = h.d.IntN(addressStyles)
	}
	name := at.estate.nameOn(e.on)
	noUnit := false
	if h.d.chance(0.18*h.wild()) && len(at.estate.aliases) > 1 {
		name = h.d.of(at.estate.aliases[1:]...)
		h.mark(marked, "addr_alias")
	}
	if at.unit > 0 && h.d.chance(0.1*h.wild()) {
		noUnit = true
		h.mark(marked, "addr_no_unit")
	}
	if style == wideStyle {
		name = wide(name)
	}
	text := name + within(at, style, noUnit)
	if h.d.chance(0.14 * h.wild()) {
		text = h.w.prefix(h.d) + text
	}
	h.mark(marked, "addr_fmt"+strconv.Itoa(style))
	return text
}

// hukou writes where a person is registered.
func (h *hand) hukou(e *entry) string {
	k := e.p.hukou
	if h.d.chance(0.02 * h.quality) {
		return ""
	}
	if k.here == nil {
		return k.address()
	}
	if h.above == k && h.above.here != nil && h.d.chance(0.03) {
		return "同上"
	}
	if k.here == e.at && h.s.asksResidence && h.d.chance(0.05) {
		return h.d.of("同现住址", "同现住址", "同住址")
	}
	return h.address(e, k.here, false)
}

// place writes where something happened: a building, not a home.
func (h *hand) place(e *entry) string {
	if e.at.estate.kind == lane {
		return fmt.Sprintf("%s%d号", e.at.estate.name, e.at.building)
	}
	return fmt.Sprintf("%s%d号楼%s", e.at.estate.name, e.at.building, e.of("spot", "|楼下|东侧|一单元门口"))
}

// inEstate writes building, unit and room alone.
func (h *hand) inEstate(e *entry) string {
	style := h.s.address
	if style == numeralStyle || h.d.chance(0.2*h.wild()) {
		style = h.d.of2(4, 0, 3)
	}
	return strings.TrimSpace(within(e.at, style, false))
}

func (d dice) of2(styles ...int) int { return styles[d.IntN(len(styles))] }
