package plan

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// Matter is one entry of the approved list (准入清单) that the community was given by
// its district. The program ships none: what is approved is for the district to say.
type Matter struct {
	ID         string // L0001, the archive's
	Kind       string // one of the Matter kinds, "" where the list doesn't say
	Department string // whose matter it is, "" for any
	Name       string // 事项名称, in the list's words
	Basis      string // 依据
	Cycle      string // 周期, as the list says
	Note       string
	Dropped    bool // no longer on the list; it stays for what was approved by it
}

// The lists that districts publish, "plan.matter." and the value in the translations.
const (
	MatterOwn       = "own"       // 依法自治（履职）事项
	MatterAssist    = "assist"    // 依法协助事项
	MatterForbidden = "forbidden" // 负面（不得承担）事项
)

// The kinds of what is held against the list.
const (
	GateTask   = "task"
	GateForm   = "form"
	GateSurvey = "survey"
)

// Gated is a task, form or survey held against the approved list.
type Gated struct {
	ID         string // of the task (T0001) or import (S0001)
	Kind       string // GateTask, GateForm or GateSurvey
	Department string
	Title      string
	Basis      string
	Admission  string  // AdmissionListed, AdmissionApproved, AdmissionNone; "" while only proposed
	Matter     string  // the entry of the list that it is, or seems to be; "" for none
	Likeness   float64 // 0…1: 1 where the entry says the same words or a clerk said so
	Forbidden  bool    // that entry is of the 负面 list
	Request    string  // the newest request or reply about it, "" for none
	Hours      float64 // logged on it
}

// Request is what the community does about a matter that is not on the list: the
// form 《申请准入社区工作事项审批表》 on the department's behalf, or a reply that declines.
type Request struct {
	ID         string // Q0001, the archive's
	Of         string // T0001 or S0001, "" for a matter that came by word of mouth
	Department string
	Title      string
	Basis      string
	Work       string // 工作内容
	Need       string // 申请理由
	Due        string // 工作时限
	Funds      int64  // fen
	FundsText  string // as the form says
	People     string // 人员安排
	Kind       string // RequestApply, RequestDecline or RequestHours
	On         forms.Date
	Reason     string  // why it is declined, or what was decided
	Outcome    string  // OutcomePending, OutcomeApproved or OutcomeRefused
	Hours      float64 // the community's hours on it
	Note       string
}

// What a Request may be, "plan.request." and the value in the translations.
const (
	RequestApply   = "apply"   // 申请准入
	RequestDecline = "decline" // 不予承接的答复
	RequestHours   = "hours"   // 只登记工时
)

// What came of a Request, "plan.request.outcome." and the value.
const (
	OutcomePending  = "pending"
	OutcomeApproved = "approved"
	OutcomeDenied   = "denied"
)

// surelyListed is the likeness from which a matter of the same department is held
// to be the entry; below it, down to enough, it is only proposed.
const surelyListed = 1.0

// Gate holds every task, form and survey against the approved list: tasks once a
// group, forms once a template and department. What nobody decided and no entry
// says in the same words has no Admission; its Matter is then the likeliest entry.
func Gate(in Input, list []Matter, requests []Request) []Gated {
	g := gate{list: list, requests: requests, v: wordBook()}
	for i := range list {
		t := Task{Text: list[i].Name, Department: list[i].Department, ID: list[i].ID}
		g.traits = append(g.traits, g.v.traitsOf(&t))
	}
	var out []Gated
	for _, m := range Merge(in.Tasks) {
		x := Gated{
			ID: m.Main.ID, Kind: GateTask, Title: m.Main.Text, Basis: m.Main.Basis,
			Department: strings.Join(m.Departments(in.Tasks), "、"),
		}
		for _, i := range m.Tasks {
			if a := in.Tasks[i].Admission; a != "" && (x.Admission == "" || a == AdmissionNone) {
				x.Admission = a
			}
		}
		ids := make([]string, len(m.Tasks))
		for k, i := range m.Tasks {
			ids[k] = in.Tasks[i].ID
		}
		out = append(out, g.judge(x, m.Main, ids))
	}
	return append(out, g.forms(in)...)
}

type gate struct {
	list     []Matter
	requests []Request
	traits   []traits
	v        *vocabulary
}

// forms holds received forms and surveys against the list.
func (g *gate) forms(in Input) []Gated {
	var out []Gated
	seen := map[string]int{}
	survey := map[string]bool{}
	for i := range in.Askings {
		survey[in.Askings[i].Submission] = true
	}
	for i := range in.Register.Submissions {
		s := &in.Register.Submissions[i]
		if !asksCells(s) && !survey[s.ID] {
			continue
		}
		key := cmp.Or(s.Form, s.Title) + "\x00" + s.Department
		if at, ok := seen[key]; ok {
			out[at] = g.add(out[at], s)
			continue
		}
		x := Gated{ID: s.ID, Kind: GateForm, Title: s.Title, Department: s.Department}
		if survey[s.ID] {
			x.Kind = GateSurvey
		}
		seen[key] = len(out)
		out = append(out, g.judge(x, &Task{Text: plainTitle(s.Title), Department: s.Department}, []string{s.ID}))
	}
	return out
}

// add lets a form that came again carry what was said of it under its other import.
func (g *gate) add(x Gated, s *register.Submission) Gated { return g.requested(x, []string{s.ID}) }

// judge finds the entry, and what was asked and decided of it.
func (g *gate) judge(x Gated, t *Task, ids []string) Gated {
	tr := g.v.traitsOf(t)
	name := bareName(t.Text)
	for i := range g.list {
		m := &g.list[i]
		if m.Dropped || m.Department != "" && x.Department != "" && !strings.Contains(x.Department, m.Department) && !strings.Contains(m.Department, x.Department) {
			continue
		}
		like := 1.0
		if bareName(m.Name) != name {
			b := g.traits[i]
			b.task = &Task{Text: m.Name, ID: m.ID, File: "list", Department: "\x00" + m.ID} // an entry is nobody's asking
			like = min(g.v.likeness(&tr, &b), 0.99)
		}
		if like >= enough && like > x.Likeness {
			x.Matter, x.Likeness, x.Forbidden = m.ID, like, m.Kind == MatterForbidden
		}
	}
	if x.Admission == "" && x.Likeness >= surelyListed && !x.Forbidden {
		x.Admission = AdmissionListed
	}
	return g.requested(x, ids)
}

// requested adds what was asked, decided and worked.
func (g *gate) requested(x Gated, ids []string) Gated {
	for i := range g.requests {
		r := &g.requests[i]
		if !slices.Contains(ids, r.Of) {
			continue
		}
		x.Hours += r.Hours
		if r.Kind == RequestHours {
			continue
		}
		x.Request = r.ID
		switch r.Outcome {
		case OutcomeApproved:
			x.Admission = AdmissionApproved
		case OutcomeDenied:
			x.Admission = AdmissionNone
		default:
			if r.Kind == RequestDecline {
				x.Admission = AdmissionNone
			}
		}
	}
	return x
}

// bareName is a name without what says nothing of the matter.
func bareName(s string) string {
	s = forms.Squeeze(narrow(plainTitle(s)))
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("，,。；;、：:“”\"《》（）() ", r) {
			return -1
		}
		return r
	}, s)
}

// HoursBy are the hours logged on matters that are not on the list, by department,
// the most first.
func HoursBy(requests []Request) []DepartmentHours {
	var out []DepartmentHours
	for i := range requests {
		r := &requests[i]
		if r.Hours == 0 {
			continue
		}
		k := slices.IndexFunc(out, func(d DepartmentHours) bool { return d.Department == r.Department })
		if k < 0 {
			k = len(out)
			out = append(out, DepartmentHours{Department: r.Department})
		}
		out[k].Matters++
		out[k].Hours += r.Hours
	}
	slices.SortStableFunc(out, func(a, b DepartmentHours) int { return cmp.Compare(b.Hours, a.Hours) })
	return out
}

// DepartmentHours are the hours that a department's unlisted matters took.
type DepartmentHours struct {
	Department string
	Matters    int
	Hours      float64
}
