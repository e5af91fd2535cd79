package sample

import (
	"strings"

	"huce/forms"
)

// identity writes the number of whom the row speaks of.
func (h *hand) identity(e *entry, id string) forms.Cell {
	if id == "" || h.d.chance(0.018*h.quality) {
		if e.p != nil && e.p.age(e.on) < 3 && h.parentID(e) != "" && h.fault("id_parent", 0.15) {
			return text(h.parentID(e))
		}
		h.mark(true, "no_id")
		return forms.Cell{Style: forms.StyleBody}
	}
	if e.p != nil && e.p.age(e.on) < 14 && h.parentID(e) != "" && h.fault("id_parent", 0.04) {
		return text(h.parentID(e))
	}
	if h.aboveID != "" && h.aboveID != id && h.fault("id_neighbour", 0.0004) {
		return text(h.aboveID)
	}
	return h.typedID(e, id)
}

func (h *hand) parentID(e *entry) string {
	for _, p := range [...]*person{e.p.mother, e.p.father} {
		if p != nil && p.idNo != "" {
			return p.idNo
		}
	}
	return ""
}

// typedID is a number of the right person, as it was typed.
func (h *hand) typedID(e *entry, id string) forms.Cell {
	switch h.s.idMode {
	case "mask":
		h.mark(true, "id_mask")
		return text(id[:h.s.idShown] + strings.Repeat("*", 14-h.s.idShown) + id[14:])
	case "trunc", "sci":
		if id[17] != 'X' {
			return h.cutID(id)
		}
	}
	if id[17] == 'X' && h.fault("id_x", 0.2) {
		return text(id[:17] + h.d.of("x", "x", "×", "Ｘ"))
	}
	for _, t := range idFaults {
		if (t.when == nil || t.when(e)) && h.fault(t.kind, t.p) {
			return text(t.make(h.d, id))
		}
	}
	return text(id)
}

// cutID is a number that a spreadsheet took for one: it keeps fifteen digits.
func (h *hand) cutID(id string) forms.Cell {
	h.mark(true, "id_"+h.s.idMode)
	raw := id[:15] + "000"
	shown := id[:1] + "." + strings.TrimRight(id[1:6], "0") + "E+17"
	if h.s.idMode == "trunc" {
		shown = raw
	}
	c := forms.Cell{Text: shown, Raw: raw, Kind: forms.CellNumber, Style: forms.StyleBody}
	if h.s.plainText() {
		c.Kind, c.Raw = forms.CellText, ""
	}
	return c
}

// idFaults are slips in typing a number.
var idFaults = []struct {
	kind string
	p    float64
	when func(*entry) bool
	make func(d dice, id string) string
}{
	{"id_full", 0.007, nil, func(_ dice, id string) string { return wide(id) }},
	{"id_15", 0.004, bornBefore2000, func(_ dice, id string) string { return id[:6] + id[8:17] }},
	{"id_transposed", 0.002, nil, func(d dice, id string) string {
		i := d.between(6, 15)
		for id[i] == id[i+1] && i < 15 {
			i++
		}
		return id[:i] + string(id[i+1]) + string(id[i]) + id[i+2:]
	}},
	{"id_digit", 0.0027, nil, func(d dice, id string) string {
		i := d.between(6, 16)
		return id[:i] + string('0'+(id[i]-'0'+byte(d.between(1, 9)))%10) + id[i+1:]
	}},
	{"id_missing_digit", 0.0027, nil, func(d dice, id string) string {
		i := d.between(6, 16)
		return id[:i] + id[i+1:]
	}},
	{"id_extra_digit", 0.0005, nil, func(d dice, id string) string {
		i := d.between(6, 16)
		return id[:i] + string(id[i]) + id[i:]
	}},
	{"id_letter", 0.0008, nil, func(_ dice, id string) string {
		return strings.NewReplacer("0", "O", "1", "l").Replace(id[:6]) + id[6:]
	}},
	{"id_space", 0.004, nil, func(d dice, id string) string {
		return d.of(" "+id, id+" ", id[:6]+" "+id[6:14]+" "+id[14:])
	}},
}

func bornBefore2000(e *entry) bool { return e.p != nil && e.p.birth.Year < 2000 }

// telephone writes the number of whom the row speaks of.
func (h *hand) telephone(e *entry, p *person, number string) forms.Cell {
	switch {
	case number == "":
		return forms.Cell{Style: forms.StyleBody}
	case h.fault("phone_missing", 0.034):
		return forms.Cell{Style: forms.StyleBody}
	case p != nil && p.formerPhone(e.on) != "" && h.fault("phone_stale", 0.08):
		return h.phoneCell(p.formerPhone(e.on))
	case p != nil && p.landline != "" && h.fault("phone_landline", 0.4):
		return text(p.landline)
	case h.fault("phone_digit", 0.0027):
		b := []byte(number)
		i := h.d.between(7, 10)
		b[i] = '0' + (b[i]-'0'+byte(h.d.between(1, 9)))%10
		return h.phoneCell(string(b))
	}
	return h.phoneCell(number)
}

// phoneCell writes a number in the hand's style.
func (h *hand) phoneCell(number string) forms.Cell {
	switch {
	case number == "":
		return forms.Cell{Style: forms.StyleBody}
	case h.s.widePhones:
		return text(wide(number))
	case h.d.chance(0.02 * h.wild()):
		return text(number[:3] + h.d.of("-", " ") + number[3:7] + h.d.of("-", " ") + number[7:])
	case h.s.numberPhones && !h.s.plainText():
		return forms.Cell{Text: number, Kind: forms.CellNumber, Style: forms.StyleBody}
	}
	return text(number)
}
