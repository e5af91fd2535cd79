package sample

import (
	"slices"
	"strings"
	"sync"

	"huce/forms"
)

// hand writes values into cells, with a style and with slips. noise is what went
// wrong in the row being written.
type hand struct {
	w       *world
	d       dice
	s       *style
	subject subject
	quality float64 // how often things go wrong: 1 usual
	noise   []string
	aboveID string // of the row above
	above   hukou
}

// subject names the fields that speak of whom the row is about.
type subject struct{ name, id, phone, address string }

// subjectOf finds them: a form about homes has the head's.
func subjectOf(fields []field) subject {
	has := map[string]bool{}
	for _, f := range fields {
		has[f.Name] = true
	}
	first := func(names ...string) string {
		for _, n := range names {
			if has[n] {
				return n
			}
		}
		return ""
	}
	return subject{
		name:    first("person.name", "household.head_name", "house.owner_name"),
		id:      first("person.id_no", "household.head_id", "house.owner_id"),
		phone:   first("person.phone", "household.head_phone", "house.owner_phone"),
		address: first("person.residence_address", "household.address", "house.address"),
	}
}

// begin starts a row.
func (h *hand) begin() { h.noise = h.noise[:0] }

// end finishes a row about an entry and says what went wrong in it.
func (h *hand) end(e *entry) string {
	if e.p != nil {
		h.aboveID, h.above = e.p.id(e.on), e.p.hukou
	}
	slices.Sort(h.noise)
	return strings.Join(h.noise, " ")
}

// write is the cell of a field for an entry, in a column's style.
func (h *hand) write(e *entry, c *column) forms.Cell {
	f := &c.field
	switch f.Name {
	case "":
		return text(h.unnamed(e, c))
	case "person.name", "household.head_name", "house.owner_name":
		return h.nameCell(e, f)
	case "person.id_no", "household.head_id", "house.owner_id":
		if f.Name == h.subject.id {
			return h.identity(e, e.value(f))
		}
		return text(e.value(f))
	case "person.phone", "household.head_phone", "house.owner_phone":
		if f.Name == h.subject.phone {
			return h.telephone(e, h.whose(e, f.Name), e.value(f))
		}
		return h.phoneCell(e.value(f))
	case "person.birth":
		return h.birthCell(e, c)
	case "person.sex":
		return h.sexCell(e, c)
	case "person.relation":
		return h.relationCell(e, c)
	}
	if s, ok := h.addressCell(e, f); ok {
		return text(s)
	}
	return h.plain(e, c)
}

// whose telephone a subject's field speaks of.
func (h *hand) whose(e *entry, name string) *person {
	switch {
	case name == "house.owner_phone" && e.h != nil:
		return e.h.owner(e.on)
	case name == "household.head_phone" && e.h != nil:
		return e.h.head(e.on)
	}
	return e.p
}

func (h *hand) nameCell(e *entry, f *field) forms.Cell {
	v := e.value(f)
	if v == "" {
		return text("")
	}
	if f.Name == h.subject.name {
		return text(h.name(e, v))
	}
	return text(h.machine(v, false))
}

func (h *hand) birthCell(e *entry, c *column) forms.Cell {
	if e.p == nil {
		return text("")
	}
	b := h.birth(e.p.birth)
	if c.field.Type == "month" || b.Day == 0 {
		h.mark(true, "birth_month")
		b.Day = 0
	}
	return h.dateCell(b, c)
}

func (h *hand) sexCell(e *entry, c *column) forms.Cell {
	v := e.value(&c.field)
	if v != "" && h.fault("sex", 0.002) {
		v = map[string]string{"1": "2", "2": "1"}[v]
	}
	return h.codeCell(v, c, e)
}

// wrongRelations are what a relation is mistaken for, by code of GB/T 4761.
var wrongRelations = map[string]string{
	"20": "30", "30": "20", "21": "31", "31": "21", "22": "23", "23": "22", "32": "33", "33": "32",
	"51": "55", "52": "54", "41": "43", "42": "44", "28": "20", "38": "30",
}

func (h *hand) relationCell(e *entry, c *column) forms.Cell {
	v := e.value(&c.field)
	if wrong, ok := wrongRelations[v]; ok && h.fault("relation", 0.004) {
		v = wrong
	}
	return h.codeCell(v, c, e)
}

// addressCell writes the fields that are addresses.
func (h *hand) addressCell(e *entry, f *field) (string, bool) {
	switch f.Name {
	case h.subject.address:
		return h.residence(e), true
	case "person.hukou_address":
		if e.p == nil {
			return "", true
		}
		return h.hukou(e), true
	case "person.residence_address", "household.address", "house.address":
		if e.at == nil {
			return "", true
		}
		return h.address(e, e.at, false), true
	case "household.building":
		return h.inEstate(e), true
	case "house.building":
		return h.address(e, e.at, false), true
	case "dispute.address", "event.address":
		return h.place(e), true
	case "youth.guardian_address":
		if e.guardian().p == nil {
			return "", true
		}
		return h.address(e, e.at, false), true
	case "house.owner_address":
		return e.of(f.Name, "外地|本市|东风路|人民路|"), true
	case "emp.place":
		return e.of(f.Name, "安宁社区|幸福街道|本市|"), true
	case "org.address":
		return e.of("street", "人民路|东风路|解放街") + h.number(e) + "号", true
	}
	return "", false
}

func (h *hand) number(e *entry) string { return tenths(10 * (1 + e.draw("house number", 198))) }

// plain writes a field that has no rule of its own.
func (h *hand) plain(e *entry, c *column) forms.Cell {
	f := &c.field
	v := e.value(f)
	if v != "" && f.Name != "calc.seq" && (!f.Required && h.d.chance(0.05*h.quality) || f.Required && h.d.chance(0.006*h.quality)) {
		v = ""
	}
	v = h.w.local(v)
	switch f.Type {
	case "date", "month":
		if d, ok := forms.ParseISO(v); ok {
			if f.Type == "month" {
				d.Day = 0
			}
			return h.dateCell(d, c)
		}
	case "code", "multicode", "bool":
		return h.codeCell(v, c, e)
	case "phone":
		if isDigits(v) {
			return h.phoneCell(v)
		}
	case "integer", "money", "decimal":
		if v != "" && !h.s.plainText() {
			return forms.Cell{Text: v, Kind: forms.CellNumber, Style: forms.StyleBody}
		}
	}
	return text(v)
}

// local puts the community's own names in place of those the word lists have.
func (w *world) local(v string) string {
	if w.names == nil {
		w.names = strings.NewReplacer("安宁", w.options.Community, "幸福", w.options.Street)
	}
	return w.names.Replace(v)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// dateCell writes a day in a column's style, now and then in another.
func (h *hand) dateCell(d forms.Date, c *column) forms.Cell {
	s := c.date
	if h.d.chance(0.06 * h.quality) {
		s = dateStyle(h.d.IntN(int(nativeDate)))
	}
	if s == nativeDate && d.Day != 0 && !h.s.plainText() {
		return forms.Cell{Text: d.String(), Raw: serial(d), Kind: forms.CellDate, Style: forms.StyleBody}
	}
	return text(dayText(s, d))
}

// spellings are the words clerks write for a code, by "table code".
var spellings = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, line := range dataLines("spellings.txt") {
		p := strings.Fields(line)
		all[p[0]+" "+p[1]] = p[2]
	}
	return all
})

// codeCell writes a code, or several, in a column's style.
func (h *hand) codeCell(v string, c *column, e *entry) forms.Cell {
	if v == "" {
		if c.field.Name == "person.education" && e.p != nil && c.codes != codeOnly {
			return text(levelWords[e.p.schooling])
		}
		return text("")
	}
	if c.field.Codes == "" || len(codeTables()[c.field.Codes]) == 0 {
		return text(v)
	}
	if c.field.Codes == "yes_no" {
		return text(h.yesNo(v, c))
	}
	var words []string
	for one := range strings.SplitSeq(v, "|") {
		words = append(words, h.codeWords(one, c))
	}
	return text(strings.Join(words, h.s.separator))
}

func (h *hand) yesNo(v string, c *column) string {
	switch {
	case c.codes == ticks:
		return pick(v == "1", "√", "")
	case c.codes == codeOnly:
		return v
	case c.codes == codeName2:
		return v + h.d.of(" ", "、", ".") + pick(v == "1", "是", "否")
	case strings.HasPrefix(c.field.Label, "有无"):
		return pick(v == "1", "有", "无")
	}
	return pick(v == "1", "是", "否")
}

func (h *hand) codeWords(v string, c *column) string {
	table := c.field.Codes
	name := codeName(table, v)
	if c.codes != tableNames {
		if spelled, ok := spellings()[table+" "+v]; ok {
			name = h.d.oneOf(spelled)
		}
	}
	switch c.codes {
	case codeOnly:
		return v
	case codeName2:
		return v + h.d.of(" ", "、", ".") + name
	}
	return name
}

// unnamed writes the columns that are no standard field: the department's own, the
// remarks, what somebody signs.
func (h *hand) unnamed(e *entry, c *column) string {
	switch {
	case c.field.Type == "opinion":
		return h.d.oneOf(opinions)
	case c.own != "":
		return h.w.local(e.of(c.field.Label, c.own))
	case h.d.chance(0.05 * h.wild()):
		return h.d.of("待核实", "已核实", "新增", "电话无人接听", "长期不在家", "本人拒绝提供")
	}
	return ""
}

const opinions = "同意|情况属实|符合条件，同意。|经核实，情况属实，同意上报。|经公示无异议，同意上报。"
