package archive

import (
	"bytes"
	"maps"
	"slices"

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
	Documents   int `json:"documents"`   // filed papers that were not here
	Templates   int `json:"templates"`   // forms learnt there, or of which more was learnt there
}

// Join takes into this archive what clerks did in a copy of it, or in another one:
// imports, decisions, records, learnt forms and filed papers are united. Of what both
// have, the act that was taken later holds: withdrawn or brought back, revoked or not.
// Of several imports that took the place of one, the newest holds. Where the two settled
// the same thing differently, neither holds, and it is a question again. Settings stay
// as they are here; those that were never set here are the other's. Joining in either
// direction gives the same register, ids aside. The other stays as it is.
func (a *Archive) Join(other *Archive) (Joined, error) {
	var done Joined
	theirs, err := other.stock()
	if err != nil {
		return done, err
	}
	known, err := other.anchorsOf(theirs)
	if err != nil {
		return done, err
	}
	ids, err := a.joinAll(theirs, &done)
	if err != nil {
		return Joined{}, err
	}
	// Visits and attachments last, as the homes and people they speak of have their ids
	// here only now. Should the program end in between, joining again brings them.
	n, err := a.joinHomes(theirs, known, ids)
	done.Records += n
	return done, err
}

// joinAll takes in all but what speaks of homes and people by their ids. ids are those
// here of their tasks, funds and documents.
func (a *Archive) joinAll(theirs *stock, done *Joined) (ids map[string]string, err error) {
	err = a.update(func(c *txn) error {
		mine, err := stockIn(c)
		if err != nil {
			return err
		}
		j := joining{
			Archive: a, c: c, mine: mine, theirs: theirs, subs: map[string]string{}, papers: map[string]string{}, met: map[string]bool{},
			ids: map[string]string{}, done: done,
		}
		ids = j.ids
		for _, step := range []func() error{j.submissions, j.decisions, j.settings, j.templates, j.documents, j.records} {
			if err := step(); err != nil {
				return err
			}
		}
		maps.Copy(j.ids, j.papers)
		if *done == (Joined{}) {
			return errNothing
		}
		return a.enter(c, "join", "", "")
	})
	return ids, err
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
	documents []Document
	papers    map[string][]byte // of the documents and attachments, by SHA-256
	texts     map[string][]byte // the words of documents, by their ids
	templates []forms.Template
	settings  map[string]string
	taskWords []plan.TaskWord
	drafts    []plan.Draft
	figures   []plan.Figure
	matters   []plan.Matter
	requests  []plan.Request
	measures  []plan.Measure

	attachments  []plan.Attachment
	visitors     []plan.Visitor
	bookings     []plan.Booking
	welfareRules []plan.WelfareRule
	retentions   []plan.Retention
	closings     []plan.Closing
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
			if s.Destroyed {
				continue
			}
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
		return all.readPapers(c)
	})
	return all, err
}

// readPapers reads the bytes that documents, attachments and closings name.
func (s *stock) readPapers(c *txn) (err error) {
	s.papers, s.texts = map[string][]byte{}, map[string][]byte{}
	var hashes []string
	for i := range s.documents {
		d := &s.documents[i]
		if d.Destroyed() {
			continue
		}
		hashes = append(hashes, d.SHA)
		words, err := c.get(bucketTexts, numberKey(numberOf("A", d.ID)))
		if err != nil {
			return err
		}
		s.texts[d.ID] = bytes.Clone(words)
	}
	for i := range s.attachments {
		if s.attachments[i].Destroyed {
			continue
		}
		hashes = append(hashes, s.attachments[i].SHA)
	}
	for i := range s.closings {
		hashes = append(hashes, s.closings[i].SHA)
	}
	for _, sha := range hashes {
		if s.papers[sha] == nil {
			if s.papers[sha], err = original(c, sha); err != nil {
				return err
			}
		}
	}
	return nil
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
	read(func() (e error) { all.documents, e = listJSON[Document](c, bucketDocuments); return e })
	read(func() (e error) { all.templates, e = listJSON[forms.Template](c, bucketTemplates); return e })
	read(func() error {
		all.settings = map[string]string{}
		return c.each(bucketSettings, func(key, plain []byte) error { all.settings[string(key)] = string(plain); return nil })
	})
	read(func() (e error) { all.taskWords, e = listJSON[plan.TaskWord](c, bucketTaskWords); return e })
	read(func() (e error) { all.drafts, e = listJSON[plan.Draft](c, bucketDrafts); return e })
	read(func() (e error) { all.figures, e = listJSON[plan.Figure](c, bucketFigures); return e })
	read(func() (e error) { all.matters, e = listJSON[plan.Matter](c, bucketMatters); return e })
	read(func() (e error) { all.requests, e = listJSON[plan.Request](c, bucketRequests); return e })
	read(func() (e error) { all.measures, e = listJSON[plan.Measure](c, bucketMeasures); return e })
	read(func() (e error) { all.attachments, e = listJSON[plan.Attachment](c, bucketAttachments); return e })
	read(func() (e error) { all.visitors, e = listJSON[plan.Visitor](c, bucketVisitors); return e })
	read(func() (e error) { all.bookings, e = listJSON[plan.Booking](c, bucketBookings); return e })
	read(func() (e error) { all.welfareRules, e = listJSON[plan.WelfareRule](c, bucketWelfareRules); return e })
	read(func() (e error) { all.retentions, e = listJSON[plan.Retention](c, bucketRetentions); return e })
	read(func() (e error) { all.closings, e = listJSON[plan.Closing](c, bucketClosings); return e })
	return all, err
}

// joining is one join.
type joining struct {
	*Archive
	c            *txn
	mine, theirs *stock
	subs         map[string]string // their import's id → the id here
	papers       map[string]string // their document's id → the id here
	met          map[string]bool   // imports here that one of theirs is
	ids          map[string]string // their task or fund → the one here
	done         *Joined
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
