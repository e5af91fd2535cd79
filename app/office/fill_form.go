package office

import (
	"errors"
	"io/fs"
	"os"

	"huce/archive"
	"huce/forms"
	"huce/forms/fill"
	"huce/forms/recognise"
)

// FillForm fills a form named by an import (S0001), by a template's id (its newest
// import), or by a file: a blank copy, filled for those who belong on it.
func (o *Office) FillForm(name string) (*Filled, error) {
	if err := o.need(Issue); err != nil {
		return nil, err
	}
	subs, err := o.archive.Submissions()
	if err != nil {
		return nil, err
	}
	if s := newest(subs, func(s *archive.SubmissionInfo) bool { return s.ID == name || s.Form == name }); s != nil {
		return o.Fill(s.ID)
	}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, forms.NewFault("no_form", name).Because(err)
	}
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	return o.fillNew(name, data, subs)
}

// newest is the import that stands, of the newest day, for which is holds.
func newest(subs []archive.SubmissionInfo, is func(*archive.SubmissionInfo) bool) *archive.SubmissionInfo {
	var found *archive.SubmissionInfo
	for i := range subs {
		s := &subs[i]
		if !s.Withdrawn && is(s) && (found == nil || s.AsOf.Compare(found.AsOf) >= 0) {
			found = s
		}
	}
	return found
}

// fillNew fills a form for a new time: for those who belong on it now. What stands in
// its cells goes.
func (o *Office) fillNew(file string, data []byte, subs []archive.SubmissionInfo) (*Filled, error) {
	seen, err := o.archive.Templates()
	if err != nil {
		return nil, err
	}
	u, err := understand(file, data, seen)
	if err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err == nil {
		in.Register, err = o.forFilling()
	}
	if err != nil {
		return nil, err
	}
	f := &filler{answers: answers{reg: in.Register, today: o.Today()}, sub: nobody}
	out := &Filled{}
	copies := copiesOf(u.layouts)
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind != forms.KindTable && l.Kind != forms.KindCard {
			continue
		}
		if err := o.private(formID(l), l.Title); err != nil {
			return nil, err
		}
		out.Title = l.Title
		f.sub = nobody
		if s := newest(subs, func(s *archive.SubmissionInfo) bool { return s.Form == formID(l) }); s != nil {
			f.sub = indexOf(in.Register, s.ID)
		}
		f.belongs = o.belonging(in, l.Template, l.Title, f.sub)
		s := fill.Sheet{Layout: l}
		f.open(&s, u.book)
		f.everyone(&s, copies[i])
		out.Rows += len(s.Rows) + len(s.Cards)
		f.sheets = append(f.sheets, s)
	}
	if len(f.sheets) == 0 {
		return nil, forms.NewFault("no_form", file)
	}
	if err := f.finish(out, data, u.book, stem(file)); err != nil {
		return nil, err
	}
	if out.Rows == 0 {
		out.Result.Notes = append(out.Result.Notes, forms.Issue{Row: -1, Col: -1, Severity: forms.Warning, Code: "fill_nobody"})
	}
	return out, o.archive.Record("fill", out.Title, "")
}

// share says which part of a form's lines a sheet takes, where the file has the form
// several times: four blank cards, a page for each building.
type share struct{ nth, of int }

// copiesOf finds the sheets of a file that are the same form. Each card of several
// takes one line and the last the rest; of several tables the first takes all.
func copiesOf(layouts []forms.Layout) []share {
	out := make([]share, len(layouts))
	first := map[string][]int{}
	for i := range layouts {
		if k := layouts[i].Kind; k == forms.KindTable || k == forms.KindCard {
			key := recognise.Fingerprint(&layouts[i])
			first[key] = append(first[key], i)
		}
	}
	for _, same := range first {
		for nth, i := range same {
			out[i] = share{nth, len(same)}
		}
	}
	return out
}

// lines are the sheet's part of those of the form.
func (s share) lines(all []line, cards int) []line {
	switch {
	case s.of < 2:
		return all
	case cards == 0 && s.nth > 0:
		return nil
	case cards == 0:
		return all
	}
	from := min(s.nth*cards, len(all))
	if s.nth == s.of-1 {
		return all[from:]
	}
	return all[from:min(from+cards, len(all))]
}
