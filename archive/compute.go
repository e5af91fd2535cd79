package archive

import (
	"slices"

	"huce/archive/register"
	"huce/forms"
)

// compute makes the register, working out what has changed since it was last made,
// and gives everyone in it their ids. Ids given for the first time are in the file
// before anybody sees them.
func (a *Archive) compute(subs []register.Submission, decisions []register.Decision) (*register.Register, error) {
	ids, err := a.heldIDs()
	if err != nil {
		return nil, err
	}
	reg, err := a.make(subs, decisions)
	if err != nil {
		return nil, err
	}
	minted := ids.name(reg)
	if minted.empty() {
		return reg, nil
	}
	if !a.readOnly {
		if err := a.keepMinting(minted); err != nil {
			return nil, err
		}
	}
	ids.add(minted)
	return reg, nil
}

// make is build, one at a time.
func (a *Archive) make(subs []register.Submission, decisions []register.Decision) (*register.Register, error) {
	a.making.Lock()
	defer a.making.Unlock()
	return a.build(subs, decisions)
}

func (a *Archive) keepMinting(m *minting) error {
	return a.update(func(c *txn) error {
		no, err := c.next(bucketIDs)
		if err != nil {
			return err
		}
		return c.put(bucketIDs, numberKey(no), encodeMinting(m))
	})
}

// heldIDs are the ids minted so far, read once. The caller holds a.standing.
func (a *Archive) heldIDs() (*held, error) {
	if a.standing.ids != nil {
		return a.standing.ids, nil
	}
	ids := newHeld()
	err := a.view(func(c *txn) error {
		return c.each(bucketIDs, func(key, plain []byte) error {
			m, err := decodeMinting(plain)
			if err != nil {
				return damaged("ids %x: %w", key, err)
			}
			ids.add(m)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	a.standing.ids = ids
	return ids, nil
}

// CurrentID is the id of the person or home that goes by this id now: of one that
// became one with another, the id that stands. "" where the register as it stands
// has nobody of that id.
func (a *Archive) CurrentID(id string) (string, error) {
	reg, err := a.Register()
	if err != nil {
		return "", err
	}
	a.standing.Lock()
	defer a.standing.Unlock()
	ids, err := a.heldIDs()
	if err != nil {
		return "", err
	}
	return ids.current(reg, id), nil
}

// RegisterOn is the register as the forms of up to a day tell it, with all that was
// decided since: who someone is doesn't depend on the day. Ids are those of Register;
// who is in none later has the next free one, which isn't kept.
func (a *Archive) RegisterOn(day forms.Date) (*register.Register, error) {
	if _, err := a.Register(); err != nil { // everyone has an id
		return nil, err
	}
	a.standing.Lock()
	defer a.standing.Unlock()
	var from basis
	var subs []register.Submission
	err := a.view(func(c *txn) (err error) {
		if from, err = basisIn(c); err != nil {
			return err
		}
		from.infos = slices.DeleteFunc(from.infos, func(s SubmissionInfo) bool { return s.AsOf.Compare(day) > 0 })
		subs, err = a.standing.submissions(c, from.infos)
		return err
	})
	if err != nil {
		return nil, err
	}
	ids, err := a.heldIDs()
	if err != nil {
		return nil, err
	}
	reg, err := register.Build(subs, from.decisions, register.Options{})
	if err != nil {
		return nil, err
	}
	ids.name(reg)
	return reg, nil
}
