package recognise

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// listNames are words in the names of sheets that hold lists to choose from.
var listNames = []string{"下拉", "选项", "字典", "代码", "编码表", "枚举", "参数", "数据源", "数据有效性", "dict", "option", "code", "hidden"}

// noteNames are words in the names of sheets that explain how to fill a form in.
var noteNames = []string{"说明", "须知", "指南", "要求", "帮助", "readme"}

func nameHas(name string, words []string) bool {
	n := strings.ToLower(forms.Squeeze(name))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(n, w) })
}

// noticeTitle ends the titles of texts that ask for something.
var noticeTitle = regexp.MustCompile(`(通知|函|公告|方案|意见|通报|倡议书|告知书|请示|批复)(（[^）]*）)?$`)

// planTitle is in the titles of texts and tables that set tasks.
var planTitle = regexp.MustCompile(`任务|工作要点|工作计划|工作清单|责任清单|工作事项|分解表|事项清单|重点工作|工作安排|目标责任`)

// numbered begins a task in a numbered list: 1. 一、 （一） （3） 第一，
var numbered = regexp.MustCompile(`^\s*(?:[0-9０-９]{1,2}\s*[.．、)）]|[（(]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[,，、]|[①-⑳])\s*(\S.*)`)

// textKind is the kind of a sheet that holds text and no table; ok is false where
// it may hold one.
func (p *page) textKind() (kind forms.Kind, ok bool) {
	if p.rows == 0 {
		lines := append(paragraphs(p.Before), paragraphs(p.After)...)
		if len(lines) == 0 {
			return forms.KindEmpty, true
		}
		return textKindOf(lines), true
	}
	cells, rows, long := 0, 0, 0
	for r := 0; r < min(p.rows, 200); r++ {
		if n := len(p.slots(r)); n > 0 {
			rows++
			cells += n
			if n == 1 && utf8.RuneCountInString(p.slots(r)[0].text) > 12 {
				long++
			}
		}
	}
	lines := p.linesOf(0, min(p.rows, 200)-1)
	if cells > rows+rows/8 {
		return "", false
	}
	if 2*long >= rows || nameHas(p.Name, noteNames) || noteStart(lines[0].text) {
		return textKindOf(lines), true
	}
	return "", false
}

// textKindOf tells a notice and a numbered plan from other texts.
func textKindOf(lines []line) forms.Kind {
	title := titleOf(lines[:min(len(lines), 6)])
	tasks := 0
	for _, l := range lines {
		if numbered.MatchString(l.text) {
			tasks++
		}
	}
	switch {
	case noteStart(lines[0].text) || noteStart(title):
		return forms.KindUnknown
	case planTitle.MatchString(title) && tasks >= 2:
		return forms.KindPlan
	case noticeTitle.MatchString(forms.Squeeze(title)):
		return forms.KindNotice
	case tasks >= 3 && planTitle.MatchString(lines[0].text):
		return forms.KindPlan
	}
	return forms.KindUnknown
}

// textLayout is the layout of a sheet without a table. Filling notes have no
// title: they belong to the form beside them.
func (p *page) textLayout(kind forms.Kind) forms.Layout {
	l := forms.Layout{Kind: kind}
	if kind != forms.KindNotice && kind != forms.KindPlan {
		return l
	}
	lines := append(paragraphs(p.Before), p.linesOf(0, p.rows-1)...)
	lines = append(lines, paragraphs(p.After)...)
	l.Title = titleOf(lines[:min(len(lines), 6)])
	p.describe(&l, lines[:min(len(lines), 8)], lines[max(0, len(lines)-4):])
	if kind == forms.KindPlan {
		p.taskRows(&l)
	} else {
		l.Unit = forms.UnitTask
	}
	return l
}

// taskRows takes the rows of a numbered list of tasks as a column of tasks.
func (p *page) taskRows(l *forms.Layout) {
	l.Unit = forms.UnitTask
	first, last, col := -1, -1, 0
	for r := 0; r < p.rows; r++ {
		s := p.slots(r)
		if len(s) == 0 {
			continue
		}
		if numbered.MatchString(s[0].text) {
			if first < 0 {
				first, col = r, s[0].Left
			}
			last = r
		} else if first >= 0 {
			l.Skipped = append(l.Skipped, forms.Skipped{Row: r + 1, Reason: skipNote})
		}
	}
	if first >= 0 {
		l.DataRows = span1(first, last)
		l.Columns = []forms.Column{{Index: col, Field: "task.name", Confidence: 0.7}}
		l.Skipped = slices.DeleteFunc(l.Skipped, func(s forms.Skipped) bool { return s.Row-1 > last })
	}
}

// codeHeads are the labels over a code list.
var codeHeads = map[string]bool{"代码": true, "编码": true, "名称": true, "值": true, "选项": true, "含义": true, "说明": true, "代码值": true, "代码名称": true, "字典值": true, "字典项": true, "类型": true, "项目": true, "编号": true, "标识": true, "内容": true, "村名": true, "村名称": true, "code": true, "name": true, "value": true, "label": true}

// codeKinds are labels of what a code list's entries belong to; with a column of codes
// beside them they head a dictionary.
var codeKinds = map[string]bool{"代码类别": true, "类别": true, "字段": true, "字段名": true, "字段名称": true, "指标": true, "指标名称": true, "码值": true, "代码说明": true, "代码含义": true, "编码说明": true, "中文名称": true, "分类": true, "栏目": true, "数据项": true, "备注": true, "序号": true, "解释": true, "释义": true, "代码表": true, "代码集": true, "代码项": true, "取值": true, "代码取值": true, "代码值含义": true, "对应代码": true, "选项代码": true, "填报代码": true, "填写代码": true, "项目名称": true, "大类": true, "小类": true, "类别代码": true, "类别名称": true, "描述": true}

// isList reports whether a sheet is a list to choose from.
func (p *page) isList() bool {
	if p.rows == 0 {
		return false
	}
	named := nameHas(p.Name, listNames)
	head := p.slots(0)
	for r := 1; len(head) < 2 && r < min(p.rows, 4); r++ {
		head = p.slots(r)
	}
	codes, coded := 0, false
	for _, s := range head {
		b := strings.ToLower(bare(s.text))
		if codeHeads[b] || codeKinds[b] {
			codes++
		}
		coded = coded || strings.HasSuffix(b, "代码") || strings.HasSuffix(b, "编码") || strings.HasSuffix(b, "码值") || b == "选项" || b == "code"
	}
	if coded && len(head) >= 2 && len(head) <= 6 && codes >= len(head)-1 && !p.namesPeople() {
		return true
	}
	switch {
	case p.namesPeople():
		return false
	case codes == len(head) && len(head) >= 2 && p.width <= 4:
		return true
	case named && p.Hidden, named && codes > 0, named && p.shortTexts():
		return true
	}
	return p.Hidden && p.shortTexts() && !p.looksLikeHeader(head)
}

// looksLikeHeader reports whether cells are labels of people or homes, which no
// list to choose from has.
func (p *page) looksLikeHeader(cells []slot) bool {
	known := 0
	for _, s := range cells {
		if p.words.of(s.text).known >= 0.9 {
			known++
		}
	}
	return known >= 3
}

// namesPeople reports whether a sheet holds ID numbers or phones: a list to choose
// from never does.
func (p *page) namesPeople() bool {
	n := 0
	for r := 0; r < min(p.rows, 60); r++ {
		for _, c := range p.Rows[r] {
			if t := forms.Squeeze(c.Text); len(t) == 18 && isFigure(t) || len(t) == 11 && t[0] == '1' && isFigure(t) {
				n++
			}
		}
	}
	return n > 1
}

// shortTexts reports whether all texts of a sheet are short, as options are.
func (p *page) shortTexts() bool {
	n, long := 0, 0
	for r := 0; r < min(p.rows, 100); r++ {
		for _, c := range p.Rows[r] {
			if blank(c.Text) {
				continue
			}
			n++
			if utf8.RuneCountInString(c.Text) > 24 {
				long++
			}
		}
	}
	return n > 0 && 10*long <= n
}

// listLayout is the layout of a list: it is kept out of the register, so nothing
// more is asked of it.
func (p *page) listLayout() forms.Layout { return forms.Layout{Kind: forms.KindList} }

var tableName = regexp.MustCompile(`^表\d+$`)

func isTableName(name string) bool { return tableName.MatchString(name) }

// containsName reports whether a sheet's name holds a person's name, whatever
// dots and spaces are in either.
func containsName(sheet, name string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("·", "", "•", "", "・", "", ".", "", "．", "").Replace(forms.Squeeze(s))
	}
	n := plain(name)
	return utf8.RuneCountInString(n) >= 2 && strings.Contains(plain(sheet), n)
}

// bands parts a sheet into its table and the list beside it: two blocks of
// columns with an empty one between them that nothing spans. side is nil where
// there is none.
func (p *page) bands() (main, side *page) {
	held := make([]bool, p.width+1)
	for r := 0; r < p.rows; r++ {
		for c, cell := range p.Rows[r] {
			if c < p.width && !blank(cell.Text) {
				held[c] = true
			}
		}
	}
	for _, m := range p.merges {
		for c := m.Left; c <= min(m.Right, p.width-1); c++ {
			if m.Right > m.Left {
				held[c] = true
			}
		}
	}
	gap := slices.Index(held[:p.width], false)
	if gap < 2 || p.width-gap < 2 || p.width-gap > 6 || p.headedAt(gap) {
		return p, nil
	}
	return p.cut(0, gap-1), p.cut(gap+1, p.width-1)
}

// headedAt reports whether a gap is only a column left empty: the header of the
// table goes on behind it, or what stands there goes on as long as the table does.
func (p *page) headedAt(gap int) bool {
	left, right := p.cut(0, gap-1), p.cut(gap+1, p.width-1)
	if right.codeList() {
		return false
	}
	if left.rows == right.rows || right.namesPeople() {
		return true
	}
	h, ok := left.findHeader(0, left.rows-1)
	if !ok {
		return true
	}
	for _, s := range p.slots(h.bottom) {
		if s.Left > gap && p.words.of(s.text).known >= 0.6 {
			return true
		}
	}
	return false
}

// codeList reports whether a page of a few columns is headed as a list of codes.
func (p *page) codeList() bool {
	for r := 0; r < p.rows; r++ {
		if head := p.slots(r); len(head) > 0 {
			return len(head) >= 2 && !p.namesPeople() && !slices.ContainsFunc(head, func(s slot) bool { return !codeHeads[strings.ToLower(bare(s.text))] })
		}
	}
	return false
}

// cut is a page of the columns from..to alone, at the same rows and columns.
func (p *page) cut(from, to int) *page {
	g := *p.Grid
	g.Rows = make([][]forms.Cell, len(p.Rows))
	for i, r := range p.Rows {
		if len(r) <= from {
			continue
		}
		g.Rows[i] = make([]forms.Cell, min(len(r), to+1))
		copy(g.Rows[i][from:], r[from:min(len(r), to+1)])
	}
	return newPage(&g, p.words)
}
