package plan

import (
	"regexp"
	"slices"
	"strings"

	"huce/forms"
)

// The text of a plan or summary is what the clerk sees and edits: a line a
// paragraph; 一、 （一） 1. （1） begin sections, heads, items and points, whose numbers
// are counted anew; and marks stand for what is live:
//
//	{{B02}}          a number with its unit, {{B02.数}} without, {{B02.上年}} last year's
//	{{年度}} {{日期}} {{社区}}
//	{{T0012.时限}}    what is known of a task: 名称 部门 指标 时限 经费 责任人 进展 完成值;
//	                 a task named so is told by the clerk and left out of its block
//	{{未统计:B03,B04}} those of the numbers that no form answered, by name
//	{{非零:B08.10}}   a number with its name, nothing where it is 0
//	{{句:会议登记}}    a sentence, inside a line
//	{{段:问题}} {{任务:03}} {{任务:其余}} {{任务:T0012}} {{板块:03}} {{板块:其余}}
//	                 a line of its own: paragraphs made from tasks and records
//
// What stands outside marks is the clerk's and stays as it is.

const (
	markPlain   = ".数"
	markLast    = ".上年"
	markUnknown = "未统计:"
	markNonzero = "非零:"
)

var aMark = regexp.MustCompile(`\{\{([^{}\n]+)\}\}`)

// Composed is a plan or summary as its text and the records make it.
type Composed struct {
	Official forms.Official
	Lines    []Line    // of the body, in its order, tables left out
	Problems []Problem // marks in the text that mean nothing
	Table    *Table    // every number, to show rows of
}

// Line is one printed paragraph of a Composed.
type Line struct {
	No     int // the line of the text that it comes from, from 1
	Level  int // as forms.Block
	Live   bool
	Pieces []Piece
}

// Piece is a run of a Line. A number has the Code of the indicator whose rows it can
// show (Table.Get), other text none.
type Piece struct {
	Text string
	Code string
}

// Text is the line as it is printed.
func (l *Line) Text() string {
	var b strings.Builder
	for _, p := range l.Pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Problem is a mark that means nothing.
type Problem struct {
	Line int // from 1
	Mark string
}

// Compose makes the document of a text, kind DraftPlan or DraftSummary, with its
// annexes. A mark that means nothing is a Problem and printed as it stands.
func Compose(in Input, kind, text string) Composed { return compose(in, Indicators(in), kind, text) }

// Written is Compose of the program's own text, PlanText or SummaryText.
func Written(in Input, kind string) Composed {
	t := Indicators(in)
	text := planText
	if kind == DraftSummary {
		text = summaryText
	}
	return compose(in, t, kind, text(in, t))
}

func compose(in Input, table *Table, kind, text string) Composed {
	t := template()
	p := paperOf(in, table, nil)
	p.reword = namedTasks(text)
	if kind == DraftSummary {
		p.disputes = Contradictions(in, table)
	}
	c := Composed{Table: p.table}
	var from []int // the line of the text, by block
	live := []bool{}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	named := blocksNamed(lines)
	for n, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		made := false
		if m := aMark.FindStringSubmatch(line); m != nil && m[0] == line {
			made = p.part(m[1], named)
		}
		if !made {
			p.literal(line)
			c.Problems = append(c.Problems, p.problems(n+1, line)...)
		}
		for len(from) < len(p.body) {
			from, live = append(from, n+1), append(live, made)
		}
	}
	for i := range p.body {
		if p.body[i].Table != nil {
			continue
		}
		pieces := p.pieces(p.body[i].Text)
		l := Line{No: from[i], Level: p.body[i].Level, Live: live[i], Pieces: pieces}
		p.body[i].Text = l.Text()
		c.Lines = append(c.Lines, l)
	}
	if kind == DraftSummary {
		c.Official = p.official(t.SummaryTitle, []forms.Annex{p.resultAnnex()})
	} else {
		c.Official = p.official(t.PlanTitle, []forms.Annex{p.taskAnnex(), p.fundAnnex(), p.formAnnex()})
	}
	return c
}

// source is the body as a text to edit.
func (p *paper) source() string {
	lines := make([]string, len(p.body))
	for i := range p.body {
		lines[i] = p.body[i].Text
	}
	return strings.Join(lines, "\n") + "\n"
}

// literal adds a line of the clerk's own.
func (p *paper) literal(line string) {
	depth, rest := outline(line)
	switch depth {
	case 0:
		p.open(rest)
	case 1:
		p.head(rest)
	case 2:
		p.item(rest)
	case 3:
		p.point(rest)
	default:
		p.say(line)
	}
}

// parts are the marks that make paragraphs.
var parts map[string]func(*paper)

// sentences are the marks that make a sentence.
var sentences map[string]func(*paper) string

func init() {
	parts = map[string]func(*paper){
		"工作目标":  (*paper).goals,
		"应拨经费":  func(p *paper) { p.say(p.fundsAsked()) },
		"到位与支出": func(p *paper) { p.say(p.fundsLedger()) },
		"入户走访":  (*paper).visits,
		"完成情况":  (*paper).done,
		"上年对比":  (*paper).compared,
		"亮点":    (*paper).highlights,
		"经费使用":  (*paper).spent,
		"问题":    (*paper).problemsFound,
		"打算":    (*paper).next,
	}
	sentences = map[string]func(*paper) string{
		"会议登记":  (*paper).meetingsKept,
		"应拨经费":  (*paper).fundsAsked,
		"到位与支出": (*paper).fundsLedger,
	}
}

// part adds what a mark that stands alone makes; false where it makes no paragraphs.
func (p *paper) part(mark string, named map[string]bool) bool {
	kind, arg, ok := strings.Cut(mark, ":")
	if !ok {
		kind, arg, ok = strings.Cut(mark, "：")
	}
	if !ok {
		return false
	}
	switch kind {
	case "段":
		f := parts[arg]
		if f != nil {
			f(p)
		}
		return f != nil
	case "任务":
		return p.taskPart(arg, named)
	case "板块":
		return p.blockPart(arg, named)
	}
	return false
}

func (p *paper) taskPart(arg string, named map[string]bool) bool {
	if arg == "其余" {
		if len(p.in.Tasks) == 0 {
			p.say(phrase("task.none"))
		}
		p.rest("任务", named, func(b string) bool { return p.anyLeft(b) }, p.tasksOf)
		return true
	}
	if isBlock(arg) {
		p.tasksOf(arg)
		return true
	}
	for i := range p.merged {
		for _, k := range p.merged[i].Tasks {
			if p.in.Tasks[k].ID == arg {
				p.item(p.taskLine(&p.merged[i]))
				return true
			}
		}
	}
	return false
}

// anyLeft reports whether a block has tasks that the clerk's text doesn't tell.
func (p *paper) anyLeft(block string) bool {
	return slices.ContainsFunc(p.byBlock(block), func(m *Merged) bool { return !p.reworded(m) })
}

func (p *paper) blockPart(arg string, named map[string]bool) bool {
	if arg == "其余" {
		p.rest("板块", named, func(b string) bool { return len(p.byBlock(b)) > 0 || len(p.knownOf(b)) > 0 }, p.block)
		return true
	}
	if !isBlock(arg) {
		return false
	}
	p.block(arg)
	return true
}

// rest tells the blocks that the text names nowhere, each under its head.
func (p *paper) rest(kind string, named map[string]bool, has func(block string) bool, tell func(block string)) {
	for _, b := range template().Blocks {
		if !named[kind+b[0]] && has(b[0]) {
			p.head(b[1])
			tell(b[0])
		}
	}
}

func isBlock(s string) bool {
	return slices.ContainsFunc(template().Blocks, func(b [2]string) bool { return b[0] == s })
}

// blocksNamed are the blocks that a text has marks for: 任务03, 板块03.
func blocksNamed(lines []string) map[string]bool {
	named := map[string]bool{}
	for _, l := range lines {
		for _, m := range aMark.FindAllStringSubmatch(l, -1) {
			named[strings.NewReplacer(":", "", "：", "").Replace(m[1])] = true
		}
	}
	return named
}

// ShownText is a composed paper's body as plain text, a line a paragraph: what a
// version keeps, and what two versions are compared by.
func (c *Composed) ShownText() string {
	lines := make([]string, len(c.Lines))
	for i := range c.Lines {
		lines[i] = c.Lines[i].Text()
	}
	return strings.Join(lines, "\n") + "\n"
}

// FiguresOf are all known numbers as they are shown, by code.
func FiguresOf(t *Table) map[string]string {
	m := make(map[string]string, len(t.List))
	for i := range t.List {
		if x := &t.List[i]; x.Known {
			m[x.Code] = x.Shown()
		}
	}
	return m
}
