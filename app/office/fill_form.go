package office

import (
	"errors"
	"io/fs"
	"os"

	"huce/archive"
	"huce/forms"
	"huce/forms/fill"
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
		f.open(&s)
		f.everyone(&s)
		out.Rows += len(s.Rows) + len(s.Cards)
		f.sheets = append(f.sheets, s)
	}
	if len(f.sheets) == 0 {
		return nil, forms.NewFault("no_form", file)
	}
	if err := f.finish(out, data, u.book, stem(file)); err != nil {
		return nil, err
	}
	return out, o.archive.Record("fill", out.Title, "")
}
