package office

import (
	"slices"

	"huce/archive/plan"
	"huce/forms"
)

// Matters are the entries of the approved list (准入清单) that are in force.
func (o *Office) Matters() ([]plan.Matter, error) {
	all, err := records(o, o.archive.Matters)
	return slices.DeleteFunc(all, func(m plan.Matter) bool { return m.Dropped }), err
}

// PutMatter keeps an entry of the approved list: a new one where its ID is empty.
// To take one off the list, set Dropped.
func (o *Office) PutMatter(m plan.Matter) (plan.Matter, error) {
	return keep(o, o.archive.PutMatter, m)
}

// Gate holds every task, form and survey against the approved list.
func (o *Office) Gate() ([]plan.Gated, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	list, err := o.archive.Matters()
	if err != nil {
		return nil, err
	}
	requests, err := o.archive.Requests()
	if err != nil {
		return nil, err
	}
	return plan.Gate(in, list, requests), nil
}

// Requests are the requests for admission, replies and logged hours.
func (o *Office) Requests() ([]plan.Request, error) { return records(o, o.archive.Requests) }

// PutRequest keeps a request, reply or logged hours: a new one where its ID is empty,
// with what is known of the task or import that it is Of. Faults: archive_unknown
// for an Of that there isn't, request_kind, request_hours for hours below 0.
func (o *Office) PutRequest(r plan.Request) (plan.Request, error) {
	if err := o.need(Enter); err != nil {
		return r, err
	}
	if !slices.Contains([]string{plan.RequestApply, plan.RequestDecline, plan.RequestHours}, r.Kind) {
		return r, forms.NewFault("request_kind", r.Kind)
	}
	if r.Hours < 0 {
		return r, forms.NewFault("request_hours")
	}
	if r.Of != "" {
		if err := o.ofMatter(&r); err != nil {
			return r, err
		}
	}
	if r.On.IsZero() {
		r.On = o.Today()
	}
	return o.archive.PutRequest(r)
}

// ofMatter fills what a request leaves open from the task or import that it is of.
func (o *Office) ofMatter(r *plan.Request) error {
	tasks, err := o.archive.Tasks()
	if err != nil {
		return err
	}
	or := func(to *string, v string) {
		if *to == "" {
			*to = v
		}
	}
	for i := range tasks {
		t := &tasks[i]
		if t.ID != r.Of {
			continue
		}
		or(&r.Department, t.Department)
		or(&r.Title, t.Text)
		or(&r.Basis, t.Basis)
		or(&r.Work, t.Text)
		or(&r.Due, t.Deadline)
		or(&r.FundsText, t.FundsText)
		if r.Funds == 0 {
			r.Funds = t.Funds
		}
		return nil
	}
	s, err := o.submission(r.Of)
	if err != nil {
		return err
	}
	or(&r.Department, s.Department)
	or(&r.Title, s.Title)
	return nil
}

// Admit sets what a task's admission is: plan.AdmissionListed, AdmissionApproved,
// AdmissionNone or "" for not checked. A group's askings are set one by one.
func (o *Office) Admit(task, admission string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	if !slices.Contains([]string{"", plan.AdmissionListed, plan.AdmissionApproved, plan.AdmissionNone}, admission) {
		return forms.NewFault("admission_kind", admission)
	}
	tasks, err := o.archive.Tasks()
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if t.ID == task {
			t.Admission = admission
			_, err := o.archive.PutTask(t)
			return err
		}
	}
	return forms.NewFault("archive_unknown", task)
}

// LoadMatters adds the entries of a list in a file (xlsx, csv, docx …) to the
// approved list: a column whose label holds 事项 or 名称, and where there are such, 部门,
// 依据, 类别, 周期, 备注. What is on the list already, by department and name, is passed
// over. It says how many came.
func (o *Office) LoadMatters(path string) (int, error) {
	rows, err := o.tableFile(path, "matter", map[string][]string{
		"department": {"部门", "单位", "牵头"}, "basis": {"依据", "文件"}, "kind": {"类别", "清单", "类型"},
		"cycle": {"周期", "频次", "时限"}, "note": {"备注", "说明"}, "name": {"事项", "名称", "内容"},
	}, "name")
	if err != nil {
		return 0, err
	}
	have, err := o.Matters()
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range rows {
		m := plan.Matter{Department: r["department"], Name: r["name"], Basis: r["basis"], Cycle: r["cycle"], Note: r["note"], Kind: matterKind(r["kind"])}
		if m.Kind == "" {
			m.Note = noted(m.Note, r["kind"])
		}
		if slices.ContainsFunc(have, func(h plan.Matter) bool { return h.Department == m.Department && h.Name == m.Name }) {
			continue
		}
		if m, err = o.PutMatter(m); err != nil {
			return n, err
		}
		have = append(have, m)
		n++
	}
	return n, nil
}
