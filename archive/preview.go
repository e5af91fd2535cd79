package archive

import (
	"strconv"

	"huce/archive/register"
)

// Preview is the register as it stands and as it would stand with some files more.
// In both, people and homes that were named before have their ids; After numbers the
// new ones as it likes. Nothing is kept: no id is minted, the file isn't touched.
// The submissions of the files are named "1", "2" … in After, in the files' order.
func (a *Archive) Preview(files []ImportFile) (before, after *register.Register, err error) {
	a.standing.Lock()
	defer a.standing.Unlock()
	s := &a.standing
	var from basis
	var subs []register.Submission
	err = a.view(func(c *txn) (err error) {
		if from, err = basisIn(c); err != nil {
			return err
		}
		subs, err = s.submissions(c, from.infos)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	ids, err := a.heldIDs()
	if err != nil {
		return nil, nil, err
	}
	if before = s.current; before == nil || s.stamp != from.stamp {
		if before, err = a.make(subs, from.decisions); err != nil {
			return nil, nil, err
		}
		ids.name(before)
	}
	if after, err = a.make(withFiles(subs, files), from.decisions); err != nil {
		return nil, nil, err
	}
	ids.name(after)
	return before, after, nil
}

// withFiles are submissions as they would stand with some files more: those that a
// file replaces give way to it.
func withFiles(subs []register.Submission, files []ImportFile) []register.Submission {
	replaced := map[string]*register.Submission{}
	for i := range files {
		if files[i].Replaces != "" {
			replaced[files[i].Replaces] = nil
		}
	}
	out := make([]register.Submission, 0, len(subs)+len(files))
	for i := range subs {
		if _, gives := replaced[subs[i].ID]; gives {
			replaced[subs[i].ID] = &subs[i]
			continue
		}
		out = append(out, subs[i])
	}
	for i := range files {
		sub := files[i].Submission
		sub.ID, sub.Corrects = strconv.Itoa(i+1), replaced[files[i].Replaces]
		out = append(out, sub)
	}
	return out
}
