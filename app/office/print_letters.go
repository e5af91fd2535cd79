package office

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/print"
)

// letter lays out the cover letter of a form that is sent (报送函), and on a page of
// its own the slip on which its department says that it came (回执). The form is
// named by its sending (R0001), its import or its template.
func (j *job) letter() (*print.Paper, error) {
	s, err := j.sent()
	if err != nil {
		return nil, err
	}
	community, street, err := j.names()
	if err != nil {
		return nil, err
	}
	form := "《" + s.Title + "》"
	j.title = "关于报送" + form + "的函"
	body := "按照贵单位工作安排，我社区已完成" + form + period(s.Period) + "的填报。"
	if s.Times() > 1 {
		body += "本次为第 " + strconv.Itoa(s.Times()) + " 次报送，已按退回意见修改。"
	}
	body += "现随函报送，请查收。收到后请填写回执交回我社区。"
	s.Department = strings.Join(strings.FieldsFunc(s.Department, func(r rune) bool { return strings.ContainsRune("/／、 　", r) }), "、")
	d := forms.Official{
		Title: j.title, Number: j.Number, To: s.Department, Issuer: committee(community), Date: j.Today(), Sealed: j.SealRoom,
		Body:    []forms.Block{{Text: body}},
		Annexes: []forms.Annex{{Title: s.Title, Apart: true}},
		Info:    j.info(j.title, s.Department),
	}
	j.refNo = j.Number
	first, err := print.LayOfficial(&d)
	if err != nil {
		return nil, err
	}
	slip, err := print.LayForms([]forms.Form{{Title: "回执", Sheets: []*forms.Grid{receipt(s, street+committee(community), j.Today())}}}, d.Info)
	if err != nil {
		return nil, err
	}
	return print.Join(d.Info, []*print.Paper{first, slip}, []string{"报送函", "回执"})
}

// sent is the sending that a letter speaks of; of an import or a template that is on
// its way the last one, else one of its own.
func (j *job) sent() (plan.Sending, error) {
	all, err := j.archive.Sendings()
	if err != nil {
		return plan.Sending{}, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].ID == j.Of || all[i].Form == j.Of {
			return all[i], nil
		}
	}
	subs, err := j.submissions()
	if err != nil {
		return plan.Sending{}, err
	}
	s := newest(subs, func(s *archive.SubmissionInfo) bool { return s.ID == j.Of || s.Form == j.Of })
	if s == nil {
		return plan.Sending{}, forms.NewFault("no_form", j.Of)
	}
	for i := len(all) - 1; i >= 0; i-- {
		if s.Form != "" && all[i].Form == s.Form && all[i].Department == s.Department {
			return all[i], nil
		}
	}
	return plan.Sending{Form: s.Form, Title: s.Title, Department: s.Department, Period: s.Period}, nil
}

// period is a period in words: 2026 2026年度, 2026H1 2026年上半年, 2026Q3 2026年第3季度,
// 2026-11 2026年11月.
func period(p string) string {
	if len(p) < 4 {
		return ""
	}
	year, rest := p[:4], strings.TrimPrefix(p[4:], "-")
	switch {
	case rest == "":
		return "（" + year + "年度）"
	case rest == "H1":
		return "（" + year + "年上半年）"
	case rest == "H2":
		return "（" + year + "年下半年）"
	case strings.HasPrefix(rest, "Q"):
		return "（" + year + "年第" + rest[1:] + "季度）"
	}
	if m, err := strconv.Atoi(rest); err == nil {
		return "（" + year + "年" + strconv.Itoa(m) + "月）"
	}
	return ""
}

// receipt is the slip that comes back.
func receipt(s plan.Sending, from string, day forms.Date) *forms.Grid {
	g := &forms.Grid{Name: "回执", Widths: []float64{16, 26, 16, 26}}
	g.Set(0, 0, forms.T("回　执", forms.StyleTitle))
	g.Merges = append(g.Merges, forms.Range{Right: 3})
	rows := [][2][2]string{
		{{"报送单位", from}},
		{{"报表名称", s.Title}},
		{{"报表所属期", strings.Trim(period(s.Period), "（）")}, {"报送日期", chineseDay(day)}},
		{{"接收单位", s.Department}},
		{{"份数、页数", ""}, {"报送方式", "□ 纸质　□ 电子"}},
		{{"接收情况", "□ 符合要求，予以接收\n□ 退回修改，原因：\n\n\n"}},
		{{"接收人（签字）", ""}, {"联系电话", ""}},
		{{"接收日期", "　　　　年　　月　　日（盖章）"}},
	}
	setLabelled(g, rows)
	return g
}

// setLabelled puts rows of two labels and what stands beside them under a card's
// title, the first row of a grid four columns wide; a row with one label alone takes
// the whole width.
func setLabelled(g *forms.Grid, rows [][2][2]string) {
	for i, row := range rows {
		r := i + 1
		g.Set(r, 0, forms.T(row[0][0], forms.StyleLabel))
		g.Set(r, 1, forms.T(row[0][1], forms.StyleBody))
		if row[1][0] == "" {
			g.Merges = append(g.Merges, forms.Range{Top: r, Left: 1, Bottom: r, Right: 3})
			continue
		}
		g.Set(r, 2, forms.T(row[1][0], forms.StyleLabel))
		g.Set(r, 3, forms.T(row[1][1], forms.StyleBody))
	}
}

// headings are the beginnings of a document's headings by level (GB/T 9704-2012,
// 7.3.3).
var headings = []*regexp.Regexp{
	regexp.MustCompile(`^[一二三四五六七八九十]+、`),
	regexp.MustCompile(`^（[一二三四五六七八九十]+）`),
	regexp.MustCompile(`^[0-9]+[.．]`),
	regexp.MustCompile(`^（[0-9]+）`),
}

// request lays out a 请示: its first line is the title, every other a paragraph, its
// level by its number. What it asks for last is added where the text doesn't.
func (j *job) request() (*print.Paper, error) {
	if !utf8.Valid(j.Text) {
		return nil, forms.NewFault("request_not_utf8")
	}
	text := strings.ReplaceAll(strings.TrimPrefix(string(j.Text), "\ufeff"), "\r\n", "\n")
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) < 2 {
		return nil, forms.NewFault("request_empty")
	}
	community, street, err := j.names()
	if err != nil {
		return nil, err
	}
	d := forms.Official{
		Title: lines[0], Number: j.Number, To: j.To, Issuer: committee(community), Date: j.Today(), Sealed: j.SealRoom,
	}
	if d.To == "" {
		d.To = street + "办事处"
	}
	for _, l := range lines[1:] {
		b := forms.Block{Text: l}
		for i, h := range headings {
			if h.MatchString(l) {
				b.Level = i + 1
			}
		}
		d.Body = append(d.Body, b)
	}
	if last := lines[len(lines)-1]; !strings.Contains(last, "请批示") && !strings.Contains(last, "请批复") && !strings.Contains(last, "请审批") {
		d.Body = append(d.Body, forms.Block{Text: "妥否，请批示。"})
	}
	j.title, j.refNo = strings.Join(strings.Fields(d.Title), ""), j.Number
	d.Info = j.info(j.title, "请示")
	return print.LayOfficial(&d)
}
