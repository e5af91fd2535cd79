package office

import (
	"slices"

	"huce/archive/plan"
	"huce/forms"
)

// TakeBackVisit takes back a visit (V0001) that was entered by mistake; of a sheet
// that was keyed its answers are withdrawn with it. Its line stays in the archive and
// counts for nothing. Faults: role_may_not, archive_unknown.
func (o *Office) TakeBackVisit(id string) error {
	v, err := o.visit(id)
	if err != nil {
		return err
	}
	if v.Submission != "" {
		return o.Withdraw(v.Submission)
	}
	v.TakenBack = true
	_, err = o.archive.PutVisit(v)
	return err
}

// BringBackVisit puts a visit that was taken back where it stood; of a sheet that was
// keyed its answers hold again. Faults: role_may_not, archive_unknown.
func (o *Office) BringBackVisit(v plan.Visit) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	if v.Submission != "" {
		return o.BringBack(v.Submission)
	}
	v.TakenBack = false
	_, err := o.archive.PutVisit(v)
	return err
}

// TakeBackVerified takes back that a sheet was keyed a second time. Faults as of
// TakeBackVisit.
func (o *Office) TakeBackVerified(id string) error {
	v, err := o.visit(id)
	if err != nil {
		return err
	}
	v.Verified = ""
	_, err = o.archive.PutVisit(v)
	return err
}

// visit is a visit that is to be changed.
func (o *Office) visit(id string) (plan.Visit, error) {
	if err := o.need(Enter); err != nil {
		return plan.Visit{}, err
	}
	all, err := o.archive.Visits()
	if err != nil {
		return plan.Visit{}, err
	}
	at := slices.IndexFunc(all, func(v plan.Visit) bool { return v.ID == id })
	if at < 0 {
		return plan.Visit{}, forms.NewFault("archive_unknown", id)
	}
	return all[at], nil
}

// TakeBackStep takes back the newest step of a sending (R0001): a form prepared, sent
// or returned by mistake stands as it stood before, and the paper that was filed for
// it is filed no more. Faults: role_may_not, archive_unknown.
func (o *Office) TakeBackStep(id string) (plan.Sending, error) {
	if err := o.need(Issue); err != nil {
		return plan.Sending{}, err
	}
	all, err := o.archive.Sendings()
	if err != nil {
		return plan.Sending{}, err
	}
	at := slices.IndexFunc(all, func(s plan.Sending) bool { return s.ID == id })
	if at < 0 || all[at].Last() < 0 {
		return plan.Sending{}, forms.NewFault("archive_unknown", id)
	}
	s := all[at]
	s.Steps = slices.Clone(s.Steps)
	step := &s.Steps[s.Last()]
	step.TakenBack = true
	if paper := step.Document; paper != "" && s.Paper() != paper {
		if err := o.archive.TakeBackDocument(paper); err != nil && !isFault(err, "archive_unknown") {
			return s, err
		}
	}
	return o.archive.PutSending(s)
}

// TakeBackPaper takes back that a paper (A0001) was filed; its number stays used.
// Faults: role_may_not, archive_unknown, document_destroyed.
func (o *Office) TakeBackPaper(id string) error {
	if err := o.need(Issue); err != nil {
		return err
	}
	return o.archive.TakeBackDocument(id)
}
