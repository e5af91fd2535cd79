package archive

import "huce/archive/plan"

// recordKind is a kind of record that a clerk writes and mends: one JSON value
// each, numbered.
type recordKind[T any] struct {
	bucket bucket
	act    string // in the log
	prefix string // of its ids
	id     func(*T) *string
}

var (
	tasks    = recordKind[plan.Task]{bucketTasks, "task", "T", func(r *plan.Task) *string { return &r.ID }}
	funds    = recordKind[plan.Fund]{bucketFunds, "fund", "F", func(r *plan.Fund) *string { return &r.ID }}
	meetings = recordKind[plan.Meeting]{bucketMeetings, "meeting", "M", func(r *plan.Meeting) *string { return &r.ID }}
	visits   = recordKind[plan.Visit]{bucketVisits, "visit", "V", func(r *plan.Visit) *string { return &r.ID }}
	sendings = recordKind[plan.Sending]{bucketSendings, "sending", "R", func(r *plan.Sending) *string { return &r.ID }}

	taskWords = recordKind[plan.TaskWord]{bucketTaskWords, "task word", "W", func(r *plan.TaskWord) *string { return &r.ID }}
	drafts    = recordKind[plan.Draft]{bucketDrafts, "draft", "D", func(r *plan.Draft) *string { return &r.ID }}
	figures   = recordKind[plan.Figure]{bucketFigures, "figure", "N", func(r *plan.Figure) *string { return &r.ID }}
	matters   = recordKind[plan.Matter]{bucketMatters, "matter", "L", func(r *plan.Matter) *string { return &r.ID }}
	requests  = recordKind[plan.Request]{bucketRequests, "request", "Q", func(r *plan.Request) *string { return &r.ID }}
	measures  = recordKind[plan.Measure]{bucketMeasures, "measure", "E", func(r *plan.Measure) *string { return &r.ID }}

	attachments  = recordKind[plan.Attachment]{bucketAttachments, "attach", "J", func(r *plan.Attachment) *string { return &r.ID }}
	visitors     = recordKind[plan.Visitor]{bucketVisitors, "visitor", "G", func(r *plan.Visitor) *string { return &r.ID }}
	bookings     = recordKind[plan.Booking]{bucketBookings, "booking", "K", func(r *plan.Booking) *string { return &r.ID }}
	welfareRules = recordKind[plan.WelfareRule]{bucketWelfareRules, "welfare rule", "Y", func(r *plan.WelfareRule) *string { return &r.ID }}
	retentions   = recordKind[plan.Retention]{bucketRetentions, "retention", "B", func(r *plan.Retention) *string { return &r.ID }}
	closings     = recordKind[plan.Closing]{bucketClosings, "closing", "C", func(r *plan.Closing) *string { return &r.ID }}
)

// put keeps a record: a new one where its id is empty, else in place of the one
// with that id.
func (k recordKind[T]) put(c *txn, record T) (T, error) {
	id := k.id(&record)
	no := numberOf(k.prefix, *id)
	if *id == "" {
		var err error
		if no, err = c.next(k.bucket); err != nil {
			return record, err
		}
		*id = idOf(k.prefix, no)
	} else if old, err := c.get(k.bucket, numberKey(no)); err != nil {
		return record, err
	} else if old == nil {
		return record, unknown(*id)
	}
	return record, putJSON(c, k.bucket, numberKey(no), record)
}

// keep is put as an act of its own.
func (k recordKind[T]) keep(a *Archive, record T) (T, error) {
	kept := record
	err := a.update(func(c *txn) (err error) {
		if kept, err = k.put(c, record); err != nil {
			return err
		}
		return a.enter(c, k.act, *k.id(&kept), "")
	})
	if err != nil {
		return record, err
	}
	return kept, nil
}

func (k recordKind[T]) list(a *Archive) ([]T, error) {
	var all []T
	err := a.view(func(c *txn) (err error) {
		all, err = listJSON[T](c, k.bucket)
		return err
	})
	return all, err
}

// Tasks are all tasks in the order they came, without those of withdrawn imports.
func (a *Archive) Tasks() ([]plan.Task, error) {
	var standing []plan.Task
	err := a.view(func(c *txn) error {
		gone, err := withdrawnIn(c)
		if err != nil {
			return err
		}
		all, err := listJSON[plan.Task](c, bucketTasks)
		for _, t := range all {
			if !gone[t.Submission] {
				standing = append(standing, t)
			}
		}
		return err
	})
	return standing, err
}

// PutTask keeps a task: a new one where its ID is empty, which the answer holds.
// An ID that the archive never gave is archive_unknown, here and below.
func (a *Archive) PutTask(t plan.Task) (plan.Task, error) { return tasks.keep(a, t) }

// Funds are the lines of the ledger in the order they came.
func (a *Archive) Funds() ([]plan.Fund, error) { return funds.list(a) }

// PutFund keeps a line of the ledger.
func (a *Archive) PutFund(f plan.Fund) (plan.Fund, error) { return funds.keep(a, f) }

// Meetings are all meetings in the order they came.
func (a *Archive) Meetings() ([]plan.Meeting, error) { return meetings.list(a) }

// PutMeeting keeps a meeting.
func (a *Archive) PutMeeting(m plan.Meeting) (plan.Meeting, error) { return meetings.keep(a, m) }

// Visits are all visits in the order they came, without those whose answers are
// withdrawn and those that were taken back.
func (a *Archive) Visits() ([]plan.Visit, error) {
	var standing []plan.Visit
	err := a.view(func(c *txn) error {
		gone, err := withdrawnIn(c)
		if err != nil {
			return err
		}
		all, err := listJSON[plan.Visit](c, bucketVisits)
		for _, v := range all {
			if !gone[v.Submission] && !v.TakenBack {
				standing = append(standing, v)
			}
		}
		return err
	})
	return standing, err
}

// PutVisit keeps a visit.
func (a *Archive) PutVisit(v plan.Visit) (plan.Visit, error) { return visits.keep(a, v) }

// Sendings are the forms on their way to departments in the order they came.
func (a *Archive) Sendings() ([]plan.Sending, error) { return sendings.list(a) }

// PutSending keeps a form on its way.
func (a *Archive) PutSending(s plan.Sending) (plan.Sending, error) { return sendings.keep(a, s) }

// Askings is what survey notices and forms ask, without withdrawn imports.
func (a *Archive) Askings() ([]plan.Asking, error) {
	var standing []plan.Asking
	err := a.view(func(c *txn) error {
		gone, err := withdrawnIn(c)
		if err != nil {
			return err
		}
		lists, err := listJSON[[]plan.Asking](c, bucketAskings)
		for _, list := range lists {
			if len(list) > 0 && !gone[list[0].Submission] {
				standing = append(standing, list...)
			}
		}
		return err
	})
	return standing, err
}
