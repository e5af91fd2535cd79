package office

import (
	"errors"
	"slices"

	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
)

// Draft lays a paper out to be looked at: nothing is filed, it has no number and no
// code. It can be saved and printed all the same, so it is entered in the log as what
// is printed is. Faults as of PrintWith.
func (o *Office) Draft(kind PaperKind, opt PrintOptions) (*Paper, error) {
	opt.look = true
	_, p, err := o.layOut(kind, opt)
	if err != nil {
		return nil, err
	}
	return p, errors.Join(o.archive.Record("print", string(kind), ""), o.looked(string(kind)))
}

// Wording is the plan's or the summary's text as its numbers stand now.
func (o *Office) Wording(kind PaperKind) (forms.Official, error) {
	of := map[PaperKind]func(plan.Input) forms.Official{PlanPaper: plan.Plan, SummaryPaper: plan.Summary}[kind]
	if of == nil {
		return forms.Official{}, forms.NewFault("no_paper", string(kind))
	}
	if err := o.need(Read); err != nil {
		return forms.Official{}, err
	}
	in, err := o.Input()
	if err != nil {
		return forms.Official{}, err
	}
	return of(in), nil
}

// Doors are the homes to be visited, in the order of a walk, as the user may see
// them, with what is open at each.
func (o *Office) Doors() ([]forms.VisitSheet, error) {
	reg, err := o.Register()
	if err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	in.Register = reg
	return plan.VisitSheets(in), o.looked("visits")
}

// Filed lists the papers that are filed and that the user may know of, without their
// bytes.
func (o *Office) Filed() ([]archive.Document, error) {
	all, err := records(o, o.archive.Documents)
	return slices.DeleteFunc(all, func(d archive.Document) bool { return o.private("", d.Title) != nil }), err
}

// FiledPaper is a filed paper with its bytes, to be looked at or given out; that is
// entered in the log.
func (o *Office) FiledPaper(id string) (archive.Document, error) {
	if err := o.need(Issue); err != nil {
		return archive.Document{}, err
	}
	d, err := o.archive.Paper(id)
	if err == nil {
		err = o.private("", d.Title)
	}
	if err != nil {
		return archive.Document{}, err
	}
	return d, errors.Join(o.archive.Record("print", d.ID, ""), o.looked(d.ID))
}

// Community are the names that the archive was made with.
func (o *Office) Community() (community, street string, err error) {
	if err := o.need(Read); err != nil {
		return "", "", err
	}
	return o.names()
}
