package archive

import (
	"cmp"
	"slices"
	"time"

	"huce/archive/plan"
)

// submissions unites the imports.
func (j *joining) submissions() error {
	for _, s := range j.theirs.subs {
		if s.Destroyed { // what is destroyed there has nothing to bring; here it stays until it is destroyed here
			continue
		}
		s.Replaces = j.subs[s.Replaces] // it came later, so that is here by now
		at := slices.IndexFunc(j.mine.subs, func(m SubmissionInfo) bool {
			return m.SHA == s.SHA && m.reads(&s) && m.Replaces == s.Replaces && !j.met[m.ID]
		})
		if at >= 0 {
			if err := j.both(&j.mine.subs[at], &s); err != nil {
				return err
			}
			continue
		}
		if err := j.bring(s); err != nil {
			return err
		}
	}
	if err := j.newest(func(s *SubmissionInfo) string { return j.root(s.ID) }); err != nil {
		return err
	}
	return j.newest(func(s *SubmissionInfo) string { return s.SHA })
}

// root is the first of the imports of which each took the place of the one before.
func (j *joining) root(id string) string {
	for range j.mine.subs {
		at := slices.IndexFunc(j.mine.subs, func(s SubmissionInfo) bool { return s.ID == id })
		if at < 0 || j.mine.subs[at].Replaces == "" {
			break
		}
		id = j.mine.subs[at].Replaces
	}
	return id
}

// reads reports whether two imports understood their file the same.
func (s *SubmissionInfo) reads(o *SubmissionInfo) bool {
	return s.Claims == o.Claims && s.Form == o.Form && s.Department == o.Department && s.Unit == o.Unit && s.AsOf == o.AsOf && s.Period == o.Period
}

// both is an import that both have: the later act holds, and of two at once the
// withdrawal.
func (j *joining) both(mine, theirs *SubmissionInfo) error {
	j.subs[theirs.ID], j.met[mine.ID] = mine.ID, true
	if mine.Withdrawn == theirs.Withdrawn {
		return nil
	}
	later := cmp.Compare(theirs.ChangedAt, mine.ChangedAt)
	if later < 0 || later == 0 && mine.Withdrawn {
		return nil
	}
	mine.Withdrawn, mine.ChangedAt, mine.ChangedBy = theirs.Withdrawn, theirs.ChangedAt, theirs.ChangedBy
	j.done.Withdrawn++
	return putJSON(j.c, bucketSubmissions, mine.key(), *mine)
}

// bring keeps an import that only the other has.
func (j *joining) bring(s SubmissionInfo) error {
	no, err := j.c.next(bucketSubmissions)
	if err != nil {
		return err
	}
	p, was := j.theirs.parts[s.ID], s.ID
	s.ID = idOf("S", no)
	j.subs[was], j.met[s.ID] = s.ID, true
	if err := keepOriginal(j.c, p.original); err != nil {
		return err
	}
	if err := putJSON(j.c, bucketSubmissions, s.key(), s); err != nil {
		return err
	}
	if err := j.c.put(bucketClaims, s.key(), p.claims); err != nil {
		return err
	}
	if p.layouts != nil {
		if err := j.c.put(bucketLayouts, s.key(), p.layouts); err != nil {
			return err
		}
	}
	if p.askings != nil {
		var askings []plan.Asking
		if err := fromJSON(bucketAskings, p.askings, &askings); err != nil {
			return err
		}
		for i := range askings {
			askings[i].Submission = s.ID
		}
		if err := putJSON(j.c, bucketAskings, s.key(), askings); err != nil {
			return err
		}
	}
	j.mine.subs = append(j.mine.subs, s)
	j.done.Submissions++
	return nil
}

// newest leaves, of several imports in force that are alike, the newest in force: of
// one file read twice, or of several that took the place of one.
func (j *joining) newest(alike func(*SubmissionInfo) string) error {
	best := map[string]int{}
	for i := range j.mine.subs {
		s := &j.mine.subs[i]
		if s.Withdrawn {
			continue
		}
		key := alike(s)
		k, taken := best[key]
		if !taken {
			best[key] = i
			continue
		}
		older := i
		if o := &j.mine.subs[k]; cmp.Or(cmp.Compare(o.ImportedAt, s.ImportedAt), cmp.Compare(o.Claims, s.Claims), cmp.Compare(o.Department, s.Department)) < 0 {
			best[key], older = i, k
		}
		out := &j.mine.subs[older]
		out.Withdrawn, out.ChangedAt, out.ChangedBy = true, j.now().Format(time.RFC3339), j.user
		if err := putJSON(j.c, bucketSubmissions, out.key(), *out); err != nil {
			return err
		}
		j.done.Withdrawn++
	}
	return nil
}
