package archive

import "huce/archive/plan"

// What the plan of visits and filing keep.

// Visitors are those who go to homes, with those who go no more.
func (a *Archive) Visitors() ([]plan.Visitor, error) { return visitors.list(a) }

// PutVisitor keeps who goes to homes.
func (a *Archive) PutVisitor(v plan.Visitor) (plan.Visitor, error) { return visitors.keep(a, v) }

// Bookings are the homes reserved for a day, with those released.
func (a *Archive) Bookings() ([]plan.Booking, error) { return bookings.list(a) }

// PutBooking keeps a home reserved.
func (a *Archive) PutBooking(b plan.Booking) (plan.Booking, error) { return bookings.keep(a, b) }

// PutBookings keeps many at once: all of them or none.
func (a *Archive) PutBookings(list []plan.Booking) ([]plan.Booking, error) {
	return keepAll(a, bookings, list)
}

// WelfareRules are the lines of the table of welfare visits, with those dropped; none
// while nobody changed the program's own.
func (a *Archive) WelfareRules() ([]plan.WelfareRule, error) { return welfareRules.list(a) }

// PutWelfareRules keeps lines of the table of welfare visits.
func (a *Archive) PutWelfareRules(list []plan.WelfareRule) ([]plan.WelfareRule, error) {
	return keepAll(a, welfareRules, list)
}

// Retentions are the lines of the table of retention periods, with those dropped; none
// while nobody changed the program's own.
func (a *Archive) Retentions() ([]plan.Retention, error) { return retentions.list(a) }

// PutRetentions keeps lines of the table of retention periods.
func (a *Archive) PutRetentions(list []plan.Retention) ([]plan.Retention, error) {
	return keepAll(a, retentions, list)
}

// Closings are the years that were closed.
func (a *Archive) Closings() ([]plan.Closing, error) { return closings.list(a) }

// keepAll keeps records at once, all of them or none, with one entry in the log: the
// id of the only one, else nothing.
func keepAll[T any](a *Archive, k recordKind[T], list []T) ([]T, error) {
	kept := make([]T, len(list))
	err := a.update(func(c *txn) (err error) {
		if len(list) == 0 {
			return errNothing
		}
		for i := range list {
			if kept[i], err = k.put(c, list[i]); err != nil {
				return err
			}
		}
		subject := ""
		if len(list) == 1 {
			subject = *k.id(&kept[0])
		}
		return a.enter(c, k.act, subject, "")
	})
	return kept, err
}
