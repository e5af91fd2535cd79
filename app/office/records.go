package office

import (
	"huce/archive"
	"huce/archive/plan"
)

// Path is the archive's file.
func (o *Office) Path() string { return o.archive.Path() }

// Funds, Meetings and Visits are the records of a kind in the order they came.
func (o *Office) Funds() ([]plan.Fund, error)       { return records(o, o.archive.Funds) }
func (o *Office) Meetings() ([]plan.Meeting, error) { return records(o, o.archive.Meetings) }
func (o *Office) Visits() ([]plan.Visit, error)     { return records(o, o.archive.Visits) }

// PutTask and its like keep a record: a new one where its ID is empty.
func (o *Office) PutTask(t plan.Task) (plan.Task, error) { return keep(o, o.archive.PutTask, t) }
func (o *Office) PutFund(f plan.Fund) (plan.Fund, error) { return keep(o, o.archive.PutFund, f) }
func (o *Office) PutMeeting(m plan.Meeting) (plan.Meeting, error) {
	return keep(o, o.archive.PutMeeting, m)
}

// PutVisit keeps a visit. Without a purpose it collects, without an outcome somebody was
// met. Faults: visit_home, visit_outcome, visit_second where it collects from a home that
// was asked this year and gives no Reason.
func (o *Office) PutVisit(v plan.Visit) (plan.Visit, error) {
	if err := o.need(Enter); err != nil {
		return v, err
	}
	in, err := o.Input()
	if err != nil {
		return v, err
	}
	if err := o.fitVisit(in, &v, v.Household); err != nil {
		return v, err
	}
	return o.archive.PutVisit(v)
}

func records[T any](o *Office, list func() ([]T, error)) ([]T, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	return list()
}

func keep[T any](o *Office, put func(T) (T, error), record T) (T, error) {
	if err := o.need(Enter); err != nil {
		return record, err
	}
	return put(record)
}

// Verify checks the archive and writes nothing; everyone may.
func (o *Office) Verify(recompute bool) (archive.Report, error) { return o.archive.Verify(recompute) }
