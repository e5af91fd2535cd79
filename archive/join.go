package archive

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// Joined is what joining another archive brought.
type Joined struct {
	Submissions int `json:"submissions"` // imports that were not here
	Withdrawn   int `json:"withdrawn"`   // imports of both that the other withdrew, or that gave way to another reading of the same file
	Decisions   int `json:"decisions"`   // that were not here
	Disputed    int `json:"disputed"`    // of either, that contradict each other: questions now
	Records     int `json:"records"`     // tasks, funds, meetings, visits and forms on their way that were not here
}

// Join takes into this archive what clerks did in a copy of it, or in another one:
// imports, decisions and records are united. Of what both have, the act that was
// taken later holds: withdrawn or brought back, revoked or not. Where the two settled
// the same thing differently, neither holds, and it is a question again. Joining in
// either direction gives the same register, ids aside. The other stays as it is.
func (a *Archive) Join(other *Archive) (Joined, error) {
	var done Joined
	theirs, err := other.stock()
	if err != nil {
		return done, err
	}
	err = a.update(func(c *txn) error {
		mine, err := stockIn(c)
		if err != nil {
			return err
		}
		j := joining{Archive: a, c: c, mine: mine, theirs: theirs, subs: map[string]string{}, done: &done}
		for _, step := range []func() error{j.submissions, j.decisions, j.records} {
			if err := step(); err != nil {
				return err
			}
		}
		if done == (Joined{}) {
			return errNothing
		}
		return a.enter(c, "join", "", "")
	})
	if err != nil {
		return Joined{}, err
	}
	return done, nil
}

// stock is all that is joined.
type stock struct {
	subs      []SubmissionInfo
	parts     map[string]subParts // by the import's id
	decided   []settled
	decisions []register.Decision
	tasks     []plan.Task
	funds     []plan.Fund
	meetings  []plan.Meeting
	visits    []plan.Visit
	sendings  []plan.Sending
}

// subParts are what an import keeps beside its info.
type subParts struct {
	original, claims, layouts, askings []byte
}

func (a *Archive) stock() (*stock, error) {
	var all *stock
	err := a.view(func(c *txn) (err error) {
		if all, err = stockIn(c); err != nil {
			return err
		}
		all.parts = map[string]subParts{}
		for _, s := range all.subs {
			var p subParts
			if p.original, err = original(c, s.SHA); err != nil {
				return err
			}
			for b, to := range map[bucket]*[]byte{bucketClaims: &p.claims, bucketLayouts: &p.layouts, bucketAskings: &p.askings} {
				v, err := c.get(b, s.key())
				if err != nil {
					return err
				}
				*to = bytes.Clone(v)
			}
			all.parts[s.ID] = p
		}
		return nil
	})
	return all, err
}

func stockIn(c *txn) (*stock, error) {
	all := &stock{}
	var err error
	read := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	read(func() (e error) { all.subs, e = listJSON[SubmissionInfo](c, bucketSubmissions); return e })
	read(func() (e error) { all.decided, e = listJSON[settled](c, bucketDecisions); return e })
	read(func() (e error) { all.decisions, e = decisionsIn(c); return e })
	read(func() (e error) { all.tasks, e = listJSON[plan.Task](c, bucketTasks); return e })
	read(func() (e error) { all.funds, e = listJSON[plan.Fund](c, bucketFunds); return e })
	read(func() (e error) { all.meetings, e = listJSON[plan.Meeting](c, bucketMeetings); return e })
	read(func() (e error) { all.visits, e = listJSON[plan.Visit](c, bucketVisits); return e })
	read(func() (e error) { all.sendings, e = listJSON[plan.Sending](c, bucketSendings); return e })
	return all, err
}

// joining is one join.
type joining struct {
	*Archive
	c            *txn
	mine, theirs *stock
	subs         map[string]string // their import's id → the id here
	done         *Joined
}

// submissions unites the imports.
func (j *joining) submissions() error {
	for _, s := range j.theirs.subs {
		at := slices.IndexFunc(j.mine.subs, func(m SubmissionInfo) bool { return m.SHA == s.SHA && m.reads(&s) })
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
	return j.oneReading()
}

// reads reports whether two imports understood their file the same.
func (s *SubmissionInfo) reads(o *SubmissionInfo) bool {
	return s.Claims == o.Claims && s.Form == o.Form && s.Department == o.Department && s.Unit == o.Unit && s.AsOf == o.AsOf && s.Period == o.Period
}

// both is an import that both have: the later act holds, and of two at once the
// withdrawal.
func (j *joining) both(mine, theirs *SubmissionInfo) error {
	j.subs[theirs.ID] = mine.ID
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
	j.subs[was] = s.ID
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

// oneReading leaves of several imports of one file that are in force the newest.
func (j *joining) oneReading() error {
	best := map[string]int{}
	for i := range j.mine.subs {
		s := &j.mine.subs[i]
		if s.Withdrawn {
			continue
		}
		k, taken := best[s.SHA]
		if !taken {
			best[s.SHA] = i
			continue
		}
		older := i
		if o := &j.mine.subs[k]; cmp.Or(cmp.Compare(o.ImportedAt, s.ImportedAt), cmp.Compare(o.Claims, s.Claims), cmp.Compare(o.Department, s.Department)) < 0 {
			best[s.SHA], older = i, k
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

// made is a decision as it was taken, whichever number it has.
type made struct {
	kind        register.DecisionKind
	a, b        register.RowID
	field       string
	value       string
	who, when   string
	occurrences int
}

func madeOf(list []register.Decision) []made {
	seen := map[made]int{}
	out := make([]made, len(list))
	for i, d := range list {
		m := made{kind: d.Kind, a: d.A, b: d.B, field: d.Field, value: d.Value, who: d.Who, when: d.When}
		n := seen[m]
		seen[m]++
		m.occurrences = n
		out[i] = m
	}
	return out
}

// decisions unites the decisions: theirs follow ours, what contradicts is disputed.
func (j *joining) decisions() error {
	ours, theirs := madeOf(j.mine.decisions), madeOf(j.theirs.decisions)
	disputes := register.Contradictions(j.mine.decisions, j.theirs.decisions, func(mine bool, i int) bool {
		if mine {
			return slices.Contains(theirs, ours[i])
		}
		return slices.Contains(ours, theirs[i])
	})
	lastMine, lastTheirs := lastWords(j.mine.decided), lastWords(j.theirs.decided)
	numbers := map[int]uint64{} // their decision's place → its number here
	for i, d := range j.theirs.decisions {
		if at := slices.Index(ours, theirs[i]); at >= 0 {
			m := j.mine.decisions[at]
			numbers[i] = m.No
			w, x := lastTheirs[d.No], lastMine[m.No]
			if d.Revoked != m.Revoked && (w.When > x.When || w.When == x.When && d.Revoked) {
				if err := j.say(settled{Kind: w.Kind, Of: m.No, Who: w.Who, When: w.When}); err != nil {
					return err
				}
				j.done.Decisions++
			}
			continue
		}
		s := settled{Kind: d.Kind, A: rowText(d.A), B: rowText(d.B), Field: d.Field, Value: d.Value, Who: d.Who, When: d.When}
		if err := j.settle(j.c, &s); err != nil {
			return err
		}
		numbers[i] = s.No
		j.done.Decisions++
		if w, spoken := lastTheirs[d.No]; spoken {
			if err := j.say(settled{Kind: w.Kind, Of: s.No, Who: w.Who, When: w.When}); err != nil {
				return err
			}
		}
	}
	for _, p := range disputes {
		for _, no := range []uint64{j.mine.decisions[p[0]].No, numbers[p[1]]} {
			if err := j.say(settled{Kind: dispute, Of: no}); err != nil {
				return err
			}
			j.done.Disputed++
		}
	}
	return nil
}

func (j *joining) say(s settled) error { return j.settle(j.c, &s) }

// lastWords are, by decision, the last that was said of it.
func lastWords(decided []settled) map[uint64]settled {
	out := map[uint64]settled{}
	for _, s := range decided {
		if s.Of != 0 {
			out[s.Of] = s
		}
	}
	return out
}

// records unites what clerks wrote by hand and what came with imports.
func (j *joining) records() error {
	for i := range j.theirs.tasks {
		t := &j.theirs.tasks[i]
		t.Submission = cmp.Or(j.subs[t.Submission], t.Submission)
	}
	for _, unite := range []func() (int, error){
		func() (int, error) { return uniteRecords(j.c, tasks, j.mine.tasks, j.theirs.tasks) },
		func() (int, error) { return uniteRecords(j.c, funds, j.mine.funds, j.theirs.funds) },
		func() (int, error) { return uniteRecords(j.c, meetings, j.mine.meetings, j.theirs.meetings) },
		func() (int, error) { return uniteRecords(j.c, visits, j.mine.visits, j.theirs.visits) },
		func() (int, error) { return uniteRecords(j.c, sendings, j.mine.sendings, j.theirs.sendings) },
	} {
		n, err := unite()
		if err != nil {
			return err
		}
		j.done.Records += n
	}
	return nil
}

// uniteRecords keeps those of the other's records that say what none here says.
func uniteRecords[T any](c *txn, k recordKind[T], mine, theirs []T) (int, error) {
	says := func(r T) (string, error) {
		*k.id(&r) = ""
		text, err := json.Marshal(r)
		return string(text), err
	}
	have := map[string]int{}
	for _, r := range mine {
		text, err := says(r)
		if err != nil {
			return 0, fmt.Errorf("archive: %s: %w", k.bucket, err)
		}
		have[text]++
	}
	n := 0
	for _, r := range theirs {
		text, err := says(r)
		if err != nil {
			return 0, fmt.Errorf("archive: %s: %w", k.bucket, err)
		}
		if have[text] > 0 {
			have[text]--
			continue
		}
		*k.id(&r) = ""
		if _, err := k.put(c, r); err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// JoinFile joins the archive at path, opened with o, which is left as it is. An
// archive with itself is join_same.
func (a *Archive) JoinFile(path string, o Options) (done Joined, err error) {
	if sameFile(path, a.path) {
		return done, forms.NewFault("join_same")
	}
	o.ReadOnly = true
	other, err := Open(path, o)
	if err != nil {
		return done, err
	}
	defer func() {
		if e := other.Close(); err == nil {
			err = e
		}
	}()
	return a.Join(other)
}
