package archive

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

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
	ids := map[string]string{} // their task → the task here
	for _, unite := range []func() (int, error){
		func() (int, error) { return uniteRecords(j.c, tasks, j.mine.tasks, j.theirs.tasks, ids) },
		func() (int, error) { return uniteRecords(j.c, funds, j.mine.funds, j.theirs.funds, nil) },
		func() (int, error) { return uniteRecords(j.c, meetings, j.mine.meetings, j.theirs.meetings, nil) },
		func() (int, error) { return uniteRecords(j.c, sendings, j.mine.sendings, j.theirs.sendings, nil) },
		func() (int, error) { return uniteRecords(j.c, drafts, j.mine.drafts, j.theirs.drafts, nil) },
		func() (int, error) { return uniteRecords(j.c, figures, j.mine.figures, j.theirs.figures, nil) },
		func() (int, error) { return uniteRecords(j.c, matters, j.mine.matters, j.theirs.matters, nil) },
		func() (int, error) { return uniteRecords(j.c, measures, j.mine.measures, j.theirs.measures, nil) },
		func() (int, error) {
			for i := range j.theirs.taskWords {
				w := &j.theirs.taskWords[i]
				w.A, w.B = cmp.Or(ids[w.A], w.A), cmp.Or(ids[w.B], w.B)
			}
			return uniteRecords(j.c, taskWords, j.mine.taskWords, j.theirs.taskWords, nil)
		},
		func() (int, error) {
			for i := range j.theirs.requests {
				r := &j.theirs.requests[i]
				r.Of = cmp.Or(ids[r.Of], j.subs[r.Of], r.Of)
			}
			return uniteRecords(j.c, requests, j.mine.requests, j.theirs.requests, nil)
		},
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
// notes in ids which record here each of the other's is now; ids may be nil.
func uniteRecords[T any](c *txn, k recordKind[T], mine, theirs []T, ids map[string]string) (int, error) {
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
		}
		if err := putJSON(j.c, bucketDocuments, numberKey(no), d); err != nil {
			return err
		}
		j.mine.documents = append(j.mine.documents, d)
		j.done.Documents++
	}
	return nil
}
