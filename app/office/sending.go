package office

import (
	"slices"
	"strconv"
	"time"

	"huce/archive"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// PrepareSending fills a form (a template's or an import's id) for a period, files
// it as it is to be sent, and keeps that it is prepared. "" is the period of today
// by the form's own rhythm. A form returned is prepared anew under the same number,
// by which it may be named, too (R0001).
// Faults: no_form, sending_step where the form of that period is sent already.
func (o *Office) PrepareSending(form, period string) (*Filled, plan.Sending, error) {
	if err := o.need(Issue); err != nil {
		return nil, plan.Sending{}, err
	}
	subs, err := o.archive.Submissions()
	if err != nil {
		return nil, plan.Sending{}, err
	}
	if form, period, err = o.sendingNamed(form, period); err != nil {
		return nil, plan.Sending{}, err
	}
	last := newest(subs, func(s *archive.SubmissionInfo) bool { return s.ID == form || s.Form == form })
	if last == nil {
		return nil, plan.Sending{}, forms.NewFault("no_form", form)
	}
	if err := o.private(last.Form, last.Title); err != nil {
		return nil, plan.Sending{}, err
	}
	if period == "" {
		period, _ = plan.PeriodAt(rhythmOf(last.Form), o.Today())
	}
	s, err := o.sendingOf(last, period)
	if err != nil {
		return nil, s, err
	}
	if !s.May(plan.SendingPrepared) {
		return nil, s, forms.NewFault("sending_step", s.ID, assets.Text(o.Lang, "plan.sending."+s.Status()))
	}
	data, _, err := o.archive.Original(last.ID)
	if err != nil {
		return nil, s, err
	}
	filled, err := o.fillNew(last.File, data, subs)
	if err != nil {
		return nil, s, err
	}
	paper, err := o.archive.FileDocument(archive.Document{
		Kind: "form", Title: last.Title, Date: o.Today(), Note: period, Data: filled.Result.Data,
	})
	if err != nil {
		return nil, s, err
	}
	s.Steps = append(s.Steps, o.step(plan.SendingStep{Status: plan.SendingPrepared, Document: paper.ID}))
	s, err = o.archive.PutSending(s)
	return filled, s, err
}

// sendingNamed is the form and the period of a sending that is named by its number; what
// names none stays as it is.
func (o *Office) sendingNamed(form, period string) (string, string, error) {
	all, err := o.archive.Sendings()
	if err != nil {
		return "", "", err
	}
	for _, s := range all {
		if s.ID == form && s.Form != "" {
			return s.Form, s.Period, nil
		}
	}
	return form, period, nil
}

// MarkSent keeps that a prepared form went to its department. Faults:
// archive_unknown, sending_step.
func (o *Office) MarkSent(id string) (plan.Sending, error) {
	return o.advance(id, plan.SendingStep{Status: plan.SendingSent})
}

// MarkReturned keeps that a form came back (退回), and why. Faults: archive_unknown,
// sending_step, reason_missing.
func (o *Office) MarkReturned(id, reason string) (plan.Sending, error) {
	if reason == "" {
		return plan.Sending{}, forms.NewFault("sending_reason")
	}
	return o.advance(id, plan.SendingStep{Status: plan.SendingReturned, Reason: reason})
}

func (o *Office) advance(id string, step plan.SendingStep) (plan.Sending, error) {
	if err := o.need(Issue); err != nil {
		return plan.Sending{}, err
	}
	all, err := o.archive.Sendings()
	if err != nil {
		return plan.Sending{}, err
	}
	at := slices.IndexFunc(all, func(s plan.Sending) bool { return s.ID == id })
	if at < 0 {
		return plan.Sending{}, forms.NewFault("archive_unknown", id)
	}
	s := all[at]
	if !s.May(step.Status) {
		return s, forms.NewFault("sending_step", s.ID, assets.Text(o.Lang, "plan.sending."+s.Status()))
	}
	s.Steps = append(slices.Clone(s.Steps), o.step(step))
	return o.archive.PutSending(s)
}

func (o *Office) step(s plan.SendingStep) plan.SendingStep {
	s.When, s.Who = o.Now().Format(time.RFC3339), o.archive.Who().Name
	return s
}

// sendingOf is the sending of a form for a period: the one that is kept, else a new one.
func (o *Office) sendingOf(last *archive.SubmissionInfo, period string) (plan.Sending, error) {
	all, err := o.archive.Sendings()
	if err != nil {
		return plan.Sending{}, err
	}
	for _, s := range all {
		if s.Form == last.Form && s.Period == period {
			return s, nil
		}
	}
	return plan.Sending{Form: last.Form, Title: last.Title, Department: last.Department, Period: period}, nil
}

// rhythmOf is how often a built-in form is sent, in the department's words.
func rhythmOf(form string) string {
	if t, ok := vocab.Template(form); ok {
		return t.Period
	}
	return ""
}

// Sendings lists the forms on their way and those that are due: of each form that
// was ever reported, the period that today lies in.
func (o *Office) Sendings() (Listing, error) {
	l := Listing{Columns: []string{"sending", "form", "title", "department", "period", "due", "status", "times", "paper", "when", "reason"}}
	if err := o.need(Read); err != nil {
		return l, err
	}
	all, err := o.archive.Sendings()
	if err != nil {
		return l, err
	}
	all = slices.DeleteFunc(all, func(s plan.Sending) bool { return o.private(s.Form, s.Title) != nil })
	known := map[[2]string]bool{}
	for _, s := range all {
		known[[2]string{s.Form, s.Period}] = true
	}
	subs, err := o.submissions()
	if err != nil {
		return l, err
	}
	for _, sub := range subs {
		period, _ := plan.PeriodAt(rhythmOf(sub.Form), o.Today())
		key := [2]string{sub.Form, period}
		if sub.Withdrawn || period == "" || known[key] {
			continue
		}
		known[key] = true
		all = append(all, plan.Sending{Form: sub.Form, Title: sub.Title, Department: sub.Department, Period: period})
	}
	for _, s := range all {
		due := ""
		if period, last := plan.PeriodAt(rhythmOf(s.Form), o.Today()); period == s.Period {
			due = last.String()
		}
		row := []string{s.ID, s.Form, s.Title, s.Department, s.Period, due, s.Status(), strconv.Itoa(s.Times()), s.Paper(), "", ""}
		if last := s.Last(); last >= 0 {
			row[9], row[10] = s.Steps[last].When, s.Steps[last].Reason
		}
		l.Rows = append(l.Rows, row)
	}
	return l, nil
}
