package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"huce/forms"
	"huce/forms/vocab"
)

// paperText is assets/rules/plan_text.json.
type paperText struct {
	Blocks map[string][]string // the indicators that a block of the summary tells
	Text   map[string]string
}

var paperBook = sync.OnceValue(func() *paperText {
	p := &paperText{}
	mustDecode("rules/plan_text.json", p)
	return p
})

func texts() map[string]string { return paperBook().Text }

// paper writes the body of an official document: sections 一、, heads （一）, items 1.
type paper struct {
	in     Input
	table  *Table
	merged []Merged
	body   []forms.Block
	titles []string        // of the sections to come
	one    int             // of the section
	two    int             // of the head
	three  int             // of the item
	four   int             // of the point under it
	reword map[string]bool // tasks that the clerk's own text names

	disputes []Contradiction // of a summary
}

func newPaper(in Input, sections []string) *paper { return paperOf(in, Indicators(in), sections) }

// paperOf is newPaper where the numbers are counted already.
func paperOf(in Input, t *Table, sections []string) *paper {
	return &paper{in: in, table: t, merged: Merge(in.Tasks), titles: sections}
}

// section begins the next section of the template. What the template says in
// brackets at the end is said to us, not to the reader.
func (p *paper) section() {
	title := p.titles[p.one]
	if i := strings.LastIndex(title, "（"); i > 0 && strings.HasSuffix(title, "）") {
		title = title[:i]
	}
	_, title = outline(title)
	p.open(title)
}

// open begins a section 一、.
func (p *paper) open(title string) {
	p.one, p.two, p.three, p.four = p.one+1, 0, 0, 0
	p.body = append(p.body, forms.Block{Level: 1, Text: vocab.HanNumber(p.one) + "、" + title})
}

// head begins a head （一）.
func (p *paper) head(title string) {
	p.two, p.three, p.four = p.two+1, 0, 0
	p.body = append(p.body, forms.Block{Level: 2, Text: "（" + vocab.HanNumber(p.two) + "）" + title})
}

// item adds an item 1.
func (p *paper) item(text string) {
	p.three, p.four = p.three+1, 0
	p.body = append(p.body, forms.Block{Level: 3, Text: strconv.Itoa(p.three) + "." + text})
}

// point adds a point （1） under an item.
func (p *paper) point(text string) {
	p.four++
	p.body = append(p.body, forms.Block{Level: 4, Text: "（" + strconv.Itoa(p.four) + "）" + text})
}

func (p *paper) say(text string) {
	if text != "" {
		p.body = append(p.body, forms.Block{Text: text})
	}
}

func (p *paper) tableOf(t forms.Table) { p.body = append(p.body, forms.Block{Table: &t}) }

// lines are the phrases key.1, key.2 … one after the other.
func lines(key string) []string {
	var all []string
	for i := 1; ; i++ {
		s, ok := texts()[key+"."+strconv.Itoa(i)]
		if !ok {
			return all
		}
		all = append(all, s)
	}
}

// tell writes indicators as one sentence; those that no form answered are named
// after it, never filled in.
func (p *paper) tell(codes ...string) string {
	var known, unknown []string
	for _, c := range codes {
		i := p.table.Get(c)
		if !i.Known {
			unknown = append(unknown, i.Code)
			continue
		}
		known = append(known, p.told(i))
	}
	s := ""
	if len(known) > 0 {
		s = strings.Join(known, "，") + "。"
	}
	if len(unknown) > 0 {
		s += "{{" + markUnknown + strings.Join(unknown, ",") + "}}"
	}
	return s
}

// told is a number with its label; a share says of how many.
func (p *paper) told(i *Indicator) string {
	if i.Share == "" {
		return i.Label + mark(i.Code)
	}
	return phrase("share.base", i.Label+mark(i.Code), mark(i.Share))
}

// mark stands in a text for a number, plain for the number without its unit.
func mark(code string) string  { return "{{" + code + "}}" }
func plain(code string) string { return "{{" + code + markPlain + "}}" }

func unknownOf(labels []string) string {
	switch n := len(labels); {
	case n == 0:
		return ""
	case n <= 4:
		return phrase("unknown_list", strings.Join(labels, "、"))
	default:
		return phrase("unknown_many", strings.Join(labels[:3], "、"), n)
	}
}

// official is the paper's frame: title, addressee, issuer, date.
func (p *paper) official(title string, annexes []forms.Annex) forms.Official {
	name := committee(p.in.Community)
	to := ""
	if p.in.Street != "" {
		to = phrase("office", strings.TrimSuffix(p.in.Street, "办事处"))
	}
	full := strings.NewReplacer("{{社区}}社区居民委员会", name, "{{年度}}", strconv.Itoa(p.in.Year)).Replace(title)
	return forms.Official{
		Title: full, To: to, Body: p.body, Annexes: annexes, Issuer: name, Date: p.in.Today,
		Info: forms.Info{Title: full, Author: name, Created: p.in.Today},
	}
}

// committee is the committee's name: 安宁社区居民委员会 of 安宁, 安宁社区 or its full name.
func committee(community string) string {
	base := strings.TrimSuffix(strings.TrimSuffix(community, "居民委员会"), "居委会")
	if !strings.HasSuffix(base, "社区") && base == community {
		base += "社区"
	}
	return phrase("committee", base)
}

// byBlock are the merged tasks of a block.
func (p *paper) byBlock(block string) []*Merged {
	var some []*Merged
	for i := range p.merged {
		if p.merged[i].Block == block {
			some = append(some, &p.merged[i])
		}
	}
	return some
}

// askers are the departments of a merged task in one line.
func (p *paper) askers(m *Merged) string { return strings.Join(m.Departments(p.in.Tasks), "、") }

// dueText is a task's deadline for reading: the days of all askings, the earliest
// first; as written where no day could be read.
func (p *paper) dueText(m *Merged) string {
	if m.Due.IsZero() {
		return m.Main.Deadline
	}
	return ChineseDate(m.Due)
}

// fundText is a task's funds: the sum, 按实, both, or "" where nothing is named.
func (m *Merged) fundText() string {
	switch {
	case m.Open && m.Funds > 0:
		return phrase("open_fund_more", Yuan(m.Funds))
	case m.Open:
		return m.openText()
	case m.Funds > 0:
		return Yuan(m.Funds)
	}
	return ""
}

func (m *Merged) openText() string { return cmp.Or(m.Main.FundsText, phrase("none")) }

// targetText is a task's indicator with its target: 探访率100%.
func targetText(t *Task) string {
	if t.Target == "" {
		return t.Indicator
	}
	return t.Indicator + t.Target + t.Unit
}

// departments are all that ask, in their order by tasks.
func (p *paper) departments() []string {
	var names []string
	for i := range p.in.Tasks {
		if d := p.in.Tasks[i].Department; d != "" && !slices.Contains(names, d) {
			names = append(names, d)
		}
	}
	return names
}

// paperwork is the kind of a task that is only a department's own paper, "" of others.
func paperwork(t *Task) string { return wordBook().housekeeping(narrow(t.Text), t.Department) }
