package office

import (
	"cmp"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/print"
)

func (j *job) plan() (*print.Paper, error)    { return j.composed(plan.DraftPlan) }
func (j *job) summary() (*print.Paper, error) { return j.composed(plan.DraftSummary) }

// composed lays out the plan or summary in force, or to be looked at another text. A
// summary is kept as a version as it is printed, so that next year's has its numbers.
func (j *job) composed(kind string) (*print.Paper, error) {
	text := ""
	if j.look {
		text = string(j.Text)
	}
	c, err := j.ComposePlan(kind, text)
	if err != nil {
		return nil, err
	}
	if kind == plan.DraftSummary && !j.look {
		if err := j.keepPrinted(&c); err != nil {
			return nil, err
		}
	}
	subject := "工作计划"
	if kind == plan.DraftSummary {
		subject = "工作总结"
	}
	return j.official(&c.Official, subject)
}

// official lays out an official document; its own information says what it is about.
func (j *job) official(d *forms.Official, subject string) (*print.Paper, error) {
	j.title, d.Info.Fonts = d.Title, j.fonts
	if d.Info.Subject == "" {
		d.Info.Subject = subject
	}
	return print.LayOfficial(d)
}

// keepPrinted keeps a summary as it is printed, unless the newest version reads so.
func (j *job) keepPrinted(c *plan.Composed) error {
	versions, err := j.PlanVersions(plan.DraftSummary)
	if err != nil {
		return err
	}
	if n := len(versions); n > 0 && versions[n-1].Shown == c.ShownText() {
		return nil
	}
	text := "" // the program's own, which follows what is kept from now on
	if e := inForce(versions); e != nil {
		text = e.Text
	}
	_, err = j.archive.PutDraft(j.draft(plan.DraftSummary, text, "打印", c))
	return err
}

func (j *job) ledger() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	d := plan.LedgerPaper(in)
	return j.official(&d, "费随事转经费")
}

// extract lays out the part of the summary that is about one department.
func (j *job) extract() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	if !plan.AsksAnything(in, j.Of) {
		return nil, forms.NewFault("no_department", j.Of)
	}
	d := plan.Extract(in, j.Of)
	return j.official(&d, j.Of)
}

func (j *job) evaluation() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	list, err := j.Evaluation()
	if err != nil {
		return nil, err
	}
	d := plan.Binder(in, list)
	return j.official(&d, "示范社区创建")
}

// requested is the request that a paper is of: by its id (Q0001), or the newest of a
// task or import.
func (j *job) requested() (plan.Request, error) {
	all, err := j.archive.Requests()
	if err != nil {
		return plan.Request{}, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].ID == j.Of || all[i].Of == j.Of {
			return all[i], nil
		}
	}
	return plan.Request{}, forms.NewFault("no_request", j.Of)
}

func (j *job) decline() (*print.Paper, error) {
	r, err := j.requested()
	if err != nil {
		return nil, err
	}
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	d := plan.DeclineLetter(in, &r)
	d.Number, d.Sealed, j.refNo = j.Number, j.SealRoom, j.Number
	return j.official(&d, r.Department)
}

// admission lays out the draft of 《申请准入社区工作事项审批表》.
func (j *job) admission() (*print.Paper, error) {
	r, err := j.requested()
	if err != nil {
		return nil, err
	}
	community, street, err := j.names()
	if err != nil {
		return nil, err
	}
	j.title = "申请准入社区工作事项审批表"
	return print.LayForms([]forms.Form{{Title: j.title, Sheets: []*forms.Grid{admissionForm(&r, street, community)}}}, j.info(j.title, r.Department))
}

// admissionForm is the form as districts have it: what is asked by whom, on what
// basis, with which money and people, and the three opinions of the procedure
// (部门申请, 评估, 联席会议审批).
func admissionForm(r *plan.Request, street, community string) *forms.Grid {
	g := &forms.Grid{Name: "审批表", Widths: []float64{18, 30, 18, 30}}
	g.Set(0, 0, forms.T("申请准入社区工作事项审批表", forms.StyleTitle))
	g.Merges = append(g.Merges, forms.Range{Right: 3})
	funds := r.FundsText
	if sum, ok := plan.ParseFunds(funds); ok && sum == 0 {
		funds = ""
	}
	if r.Funds > 0 {
		funds = plan.Yuan(r.Funds) + "元"
	}
	sign := "\n\n\n　　　　　　　　　　　　（盖章）　　　　年　　月　　日"
	rows := [][2][2]string{
		{{"申请单位", r.Department}, {"申请日期", chineseDay(r.On)}},
		{{"事项名称", r.Title}},
		{{"准入社区", street + committee(community)}},
		{{"政策依据", cmp.Or(r.Basis, "（未附文件依据，由申请单位补充）")}},
		{{"工作内容", cmp.Or(r.Work, r.Title)}},
		{{"申请理由", cmp.Or(r.Need, "\n\n")}},
		{{"工作时限", r.Due}, {"工作经费", cmp.Or(funds, "（由申请单位填写）")}},
		{{"人员安排", cmp.Or(r.People, "（由申请单位填写）")}},
		{{"社区意见", communityView(r) + sign}},
		{{"申请单位意见", sign}},
		{{"街道办事处\n评估意见", sign}},
		{{"联席会议\n审批意见", sign}},
		{{"备注", r.Note}},
	}
	setLabelled(g, rows)
	return g
}

func communityView(r *plan.Request) string {
	parts := []string{"经核对，该事项未列入社区工作事项准入清单。"}
	if r.Hours > 0 {
		parts = append(parts, "社区已投入约"+strconv.FormatFloat(r.Hours, 'f', -1, 64)+"小时。")
	}
	if r.Reason != "" {
		parts = append(parts, strings.TrimRight(r.Reason, "。")+"。")
	}
	return strings.Join(parts, "")
}

// visits lays out the visit sheets of the plan of visits, or of the homes that a visitor
// or some days ask for.
func (j *job) visits() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	var seen *register.Register
	if seen, err = j.Register(); err != nil {
		return nil, err
	}
	in.Register = seen
	j.title = in.Community + "入户走访单"
	sheets := plan.VisitSheets(in)
	only := !j.From.IsZero() || !j.Until.IsZero()
	if only || j.Visitor != "" || in.Year == int(in.Today.Year) {
		p, err := j.PlanVisits(j.From, j.Until)
		if err != nil {
			return nil, err
		}
		if sheets = plan.PlannedSheets(sheets, p, j.Visitor, only); len(sheets) == 0 {
			return nil, forms.NewFault("visits_none")
		}
	}
	for i := range sheets {
		sheets[i].Info.Fonts = j.fonts
	}
	return print.LayVisits(sheets)
}
