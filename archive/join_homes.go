package archive

import (
	"cmp"
	"fmt"

	"huce/archive/plan"
	"huce/archive/register"
)

// anchors are what people, homes and dwellings are known by in another archive, where
// they have other ids: rows of the person, rows of the home's people, the address.
type anchors struct {
	rows    map[string][]register.RowID
	address map[string]string
}

// anchorsOf are those that visits, bookings and attachments speak of.
func (a *Archive) anchorsOf(s *stock) (*anchors, error) {
	named := map[string]bool{}
	for i := range s.visits {
		named[s.visits[i].Household] = true
	}
	for i := range s.bookings {
		named[s.bookings[i].Household] = true
	}
	for i := range s.attachments {
		switch plan.OwnerKind(s.attachments[i].Of) {
		case plan.OwnerPerson, plan.OwnerHome, plan.OwnerDwelling:
			named[s.attachments[i].Of] = true
		}
	}
	out := &anchors{rows: map[string][]register.RowID{}, address: map[string]string{}}
	if len(named) == 0 {
		return out, nil
	}
	reg, err := a.Register()
	if err != nil {
		return nil, err
	}
	people, homes := map[int][]string{}, map[int][]string{} // by index: the ids they are named by
	for id := range named {
		now, err := a.CurrentID(id)
		if err != nil {
			return nil, err
		}
		if h := reg.FindHousehold(now); h >= 0 {
			homes[h] = append(homes[h], id)
		} else if p := reg.FindPerson(now); p >= 0 {
			people[p] = append(people[p], id)
		}
	}
	for i := range reg.Dwellings {
		if d := &reg.Dwellings[i]; named[d.ID] {
			out.address[d.ID] = addressOf(d)
		}
	}
	for i := range reg.Links {
		l := &reg.Links[i]
		for _, id := range homes[reg.People[l.Person].Household] {
			out.rows[id] = append(out.rows[id], l.ID)
		}
		for _, id := range people[l.Person] {
			out.rows[id] = append(out.rows[id], l.ID)
		}
	}
	return out, nil
}

// here finds in this register who is anchored there.
type here struct {
	*anchors
	person, home map[register.RowID]string
	dwelling     map[string]string // by address
}

func (a *Archive) findHere(of *anchors) (*here, error) {
	reg, err := a.Register()
	if err != nil {
		return nil, err
	}
	f := &here{of, map[register.RowID]string{}, map[register.RowID]string{}, map[string]string{}}
	for i := range reg.Links {
		l := &reg.Links[i]
		p := &reg.People[l.Person]
		f.person[l.ID] = p.ID
		if p.Household >= 0 {
			f.home[l.ID] = reg.Households[p.Household].ID
		}
	}
	for i := range reg.Dwellings {
		f.dwelling[addressOf(&reg.Dwellings[i])] = reg.Dwellings[i].ID
	}
	return f, nil
}

// id is the id here of a person, home or dwelling there, its own where nobody here is
// it.
func (f *here) id(there string) string {
	switch plan.OwnerKind(there) {
	case plan.OwnerPerson:
		return cmp.Or(mostOf(f.rows[there], f.person), there)
	case plan.OwnerHome:
		return cmp.Or(mostOf(f.rows[there], f.home), there)
	case plan.OwnerDwelling:
		return cmp.Or(f.dwelling[f.address[there]], there)
	}
	return there
}

// mostOf is who most of some rows are of, the first of two.
func mostOf(rows []register.RowID, of map[register.RowID]string) string {
	count, best := map[string]int{}, ""
	for _, r := range rows {
		id := of[r]
		if id == "" {
			continue
		}
		count[id]++
		if best == "" || count[id] > count[best] || count[id] == count[best] && id < best {
			best = id
		}
	}
	return best
}

// joinHomes keeps what isn't here of visits, bookings and attachments, each with the
// home or person that its rows are of. ids are what became of their other records.
func (a *Archive) joinHomes(theirs *stock, of *anchors, ids map[string]string) (n int, err error) {
	if len(theirs.visits)+len(theirs.bookings)+len(theirs.attachments) == 0 {
		return 0, nil
	}
	find, err := a.findHere(of)
	if err != nil {
		return 0, err
	}
	err = a.update(func(c *txn) error {
		n = 0
		mine, err := stockIn(c)
		if err != nil {
			return err
		}
		visited, err := joinVisits(c, mine.visits, theirs.visits, find, ids)
		if err != nil {
			return err
		}
		booked, err := uniteRecords(c, bookings, mine.bookings, theirs.bookings, nil,
			func(b *plan.Booking) { b.Household = find.id(b.Household) })
		if err != nil {
			return err
		}
		attached, err := joinAttachments(c, mine.attachments, theirs, find, ids)
		if err != nil {
			return err
		}
		if n = visited + booked + attached; n == 0 {
			return errNothing
		}
		return a.enter(c, "join", "", "")
	})
	return n, err
}

// joinVisits keeps the visits that aren't here, and notes in ids which each of theirs
// is here.
func joinVisits(c *txn, mine, theirs []plan.Visit, find *here, ids map[string]string) (n int, err error) {
	have := map[string][]string{}
	for _, v := range mine {
		key := visitSays(v)
		have[key] = append(have[key], v.ID)
	}
	for _, v := range theirs {
		was, key := v.ID, visitSays(v)
		if len(have[key]) == 0 {
			v.Household = find.id(v.Household)
			key = visitSays(v)
		}
		if same := have[key]; len(same) > 0 {
			ids[was], have[key] = same[0], same[1:]
			continue
		}
		v.ID = ""
		kept, err := visits.put(c, v)
		if err != nil {
			return n, err
		}
		ids[was] = kept.ID
		n++
	}
	return n, nil
}

func visitSays(v plan.Visit) string {
	v.ID = ""
	return fmt.Sprintf("%+v", v)
}

// joinAttachments keeps the attachments that aren't here. Of those that both have, what
// was said last holds: taken off or not.
func joinAttachments(c *txn, mine []plan.Attachment, theirs *stock, find *here, ids map[string]string) (n int, err error) {
	type key struct{ sha, of string }
	have := map[key]plan.Attachment{}
	for _, at := range mine {
		have[key{at.SHA, at.Of}] = at
	}
	for _, at := range theirs.attachments {
		if at.Destroyed { // it has nothing to bring
			continue
		}
		at.Of = cmp.Or(ids[at.Of], find.id(at.Of))
		old, known := have[key{at.SHA, at.Of}]
		switch {
		case old.Destroyed:
			continue
		case !known:
			if err := keepOriginal(c, theirs.papers[at.SHA]); err != nil {
				return n, err
			}
			at.ID = ""
		case at.RemovedAt > old.RemovedAt && at.Removed != old.Removed:
			old.Removed, old.RemovedAt, old.RemovedBy = at.Removed, at.RemovedAt, at.RemovedBy
			at = old
		default:
			continue
		}
		kept, err := attachments.put(c, at)
		if err != nil {
			return n, err
		}
		have[key{kept.SHA, kept.Of}] = kept
		n++
	}
	return n, nil
}
