package archive

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"huce/archive/plan"
	"huce/forms"
)

// records unites what clerks wrote by hand and what came with imports.
func (j *joining) records() error {
	for i := range j.theirs.tasks {
		t := &j.theirs.tasks[i]
		t.Submission = cmp.Or(j.subs[t.Submission], t.Submission)
	}
	for i := range j.theirs.sendings {
		for k := range j.theirs.sendings[i].Steps {
			step := &j.theirs.sendings[i].Steps[k]
			step.Document = cmp.Or(j.papers[step.Document], step.Document)
		}
	}
	task := func(id string) string { return cmp.Or(j.ids[id], id) }
	mine, theirs := j.mine, j.theirs
	for _, unite := range []func() (int, error){
		func() (int, error) { return uniteRecords(j.c, tasks, mine.tasks, theirs.tasks, j.ids, nil) },
		func() (int, error) {
			return uniteRecords(j.c, funds, mine.funds, theirs.funds, j.ids, func(f *plan.Fund) { f.Task = task(f.Task) })
		},
		func() (int, error) { return uniteRecords(j.c, meetings, mine.meetings, theirs.meetings, nil, nil) },
		func() (int, error) { return uniteRecords(j.c, sendings, mine.sendings, theirs.sendings, nil, nil) },
		func() (int, error) { return uniteRecords(j.c, drafts, mine.drafts, theirs.drafts, nil, nil) },
		func() (int, error) { return uniteRecords(j.c, figures, mine.figures, theirs.figures, nil, nil) },
		func() (int, error) { return uniteRecords(j.c, matters, mine.matters, theirs.matters, nil, nil) },
		func() (int, error) { return uniteRecords(j.c, measures, mine.measures, theirs.measures, nil, nil) },
		func() (int, error) {
			return uniteRecords(j.c, taskWords, mine.taskWords, theirs.taskWords, nil, func(w *plan.TaskWord) { w.A, w.B = task(w.A), task(w.B) })
		},
		func() (int, error) {
			return uniteRecords(j.c, requests, mine.requests, theirs.requests, nil, func(r *plan.Request) { r.Of = cmp.Or(j.ids[r.Of], j.subs[r.Of], r.Of) })
		},
		func() (int, error) {
			return uniteTable(j.c, visitors, mine.visitors, theirs.visitors, func(v *plan.Visitor) string { return v.Name })
		},
		func() (int, error) {
			return uniteTable(j.c, welfareRules, mine.welfareRules, theirs.welfareRules, func(w *plan.WelfareRule) string { return w.Class + "\n" + w.Who })
		},
		func() (int, error) {
			return uniteTable(j.c, retentions, mine.retentions, theirs.retentions, func(r *plan.Retention) string { return r.Group + "\n" + r.Name })
		},
		j.closings,
	} {
		n, err := unite()
		if err != nil {
			return err
		}
		j.done.Records += n
	}
	return nil
}

// uniteRecords keeps those of the other's records that say what none here says, and
// notes in ids which record here each of the other's is now. hither, where a record
// names others, gives it the names they have here. Both may be nil.
func uniteRecords[T any](c *txn, k recordKind[T], mine, theirs []T, ids map[string]string, hither func(*T)) (int, error) {
	says := func(r T) (string, error) {
		*k.id(&r) = ""
		text, err := json.Marshal(r)
		return string(text), err
	}
	have := map[string][]string{}
	for _, r := range mine {
		text, err := says(r)
		if err != nil {
			return 0, fmt.Errorf("archive: %s: %w", k.bucket, err)
		}
		have[text] = append(have[text], *k.id(&r))
	}
	note := func(theirs, here string) {
		if ids != nil {
			ids[theirs] = here
		}
	}
	n := 0
	for _, r := range theirs {
		text, err := says(r)
		if err != nil {
			return 0, fmt.Errorf("archive: %s: %w", k.bucket, err)
		}
		was := *k.id(&r)
		if hither != nil && len(have[text]) == 0 {
			hither(&r)
			if text, err = says(r); err != nil {
				return 0, fmt.Errorf("archive: %s: %w", k.bucket, err)
			}
		}
		if same := have[text]; len(same) > 0 {
			note(was, same[0])
			have[text] = same[1:]
			continue
		}
		*k.id(&r) = ""
		kept, err := k.put(c, r)
		if err != nil {
			return 0, err
		}
		note(was, *k.id(&kept))
		n++
	}
	return n, nil
}

// uniteTable keeps those lines of the other's table that none here is of, by what they
// are called: of a line that both have, what was said here holds.
func uniteTable[T any](c *txn, k recordKind[T], mine, theirs []T, called func(*T) string) (n int, err error) {
	have := map[string]bool{}
	for i := range mine {
		have[called(&mine[i])] = true
	}
	for _, r := range theirs {
		if have[called(&r)] {
			continue
		}
		*k.id(&r) = ""
		if _, err := k.put(c, r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// closings takes over the years that only the other closed, with their catalogues.
func (j *joining) closings() (int, error) {
	n := 0
	for _, y := range j.theirs.closings {
		if slices.ContainsFunc(j.mine.closings, func(m plan.Closing) bool { return m.Year == y.Year }) {
			continue
		}
		if err := keepOriginal(j.c, j.theirs.papers[y.SHA]); err != nil {
			return n, err
		}
		y.ID = ""
		if _, err := closings.put(j.c, y); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// settings takes over those that were never set here.
func (j *joining) settings() error {
	for _, name := range slices.Sorted(maps.Keys(j.theirs.settings)) {
		if _, set := j.mine.settings[name]; set {
			continue
		}
		if err := j.c.put(bucketSettings, []byte(name), []byte(j.theirs.settings[name])); err != nil {
			return err
		}
	}
	return nil
}

// templates unites the learnt forms: of one that both know, all its versions and what
// either clerk said of its labels; where they said two things, what was said here.
func (j *joining) templates() error {
	for _, t := range j.theirs.templates {
		at := slices.IndexFunc(j.mine.templates, func(m forms.Template) bool { return m.ID == t.ID })
		if at >= 0 {
			mine := j.mine.templates[at]
			learnt := false
			for _, v := range t.Versions {
				if !slices.ContainsFunc(mine.Versions, func(m forms.Version) bool { return m.Fingerprint == v.Fingerprint }) {
					mine.Versions, learnt = append(mine.Versions, v), true
				}
			}
			for _, m := range t.Mapped {
				if !slices.ContainsFunc(mine.Mapped, func(o forms.Mapping) bool { return o.Group == m.Group && o.Label == m.Label }) {
					mine.Mapped, learnt = append(mine.Mapped, m), true
				}
			}
			if !learnt {
				continue
			}
			slices.SortStableFunc(mine.Versions, func(a, b forms.Version) int {
				return cmp.Or(cmp.Compare(a.Seen, b.Seen), cmp.Compare(a.Fingerprint, b.Fingerprint))
			})
			t = mine
		}
		if err := putJSON(j.c, bucketTemplates, []byte(t.ID), t); err != nil {
			return err
		}
		j.done.Templates++
	}
	return nil
}

// documents files the papers that only the other has. One whose archival number is
// another's here has the next free one; the paper's note keeps the number printed on it.
func (j *joining) documents() error {
	taken := map[string]bool{}
	for _, d := range j.mine.documents {
		taken[d.ArchivalNo] = true
	}
	for _, d := range j.theirs.documents {
		same := func(m Document) bool {
			return m.SHA == d.SHA && m.Kind == d.Kind && m.Title == d.Title && m.FiledAt == d.FiledAt
		}
		if at := slices.IndexFunc(j.mine.documents, same); at >= 0 {
			j.papers[d.ID] = j.mine.documents[at].ID
			continue
		}
		was := d
		d.Submission = j.subs[d.Submission]
		if taken[d.ArchivalNo] {
			earlier, err := number(j.c, &d)
			if err != nil {
				return err
			}
			if earlier != nil { // both filed the same paper
				j.papers[was.ID] = earlier.ID
				continue
			}
			d.Note += "原档号 " + was.ArchivalNo
		}
		no, err := j.c.next(bucketDocuments)
		if err != nil {
			return err
		}
		d.ID = idOf("A", no)
		j.papers[was.ID], taken[d.ArchivalNo] = d.ID, true
		if !d.Destroyed() {
			if err := keepOriginal(j.c, j.theirs.papers[d.SHA]); err != nil {
				return err
			}
			if err := keepText(j.c, no, j.theirs.texts[was.ID]); err != nil {
				return err
			}
		}
		if err := putJSON(j.c, bucketDocuments, numberKey(no), d); err != nil {
			return err
		}
		j.mine.documents = append(j.mine.documents, d)
		j.done.Documents++
	}
	return nil
}
