package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"huce/archive"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
	"huce/forms/vocab"
)

// ImportOptions are what a clerk says about all files of an import.
type ImportOptions struct {
	Department string     // overrides what the forms say
	AsOf       forms.Date // the day the forms speak of, where they don't say
	Accept     bool       // take files that ask for a yes first
	DryRun     bool       // understand everything, keep nothing
}

// FileReport is what became of one file. Refused holds the error, "" rows and
// all, where the file was left out; nothing of it was kept then.
type FileReport struct {
	File    string
	ID      string // S0001
	Title   string
	Format  forms.Format
	Already bool // the same bytes were imported before: nothing was done
	Rows    int  // rows of data
	Tasks   int
	Errors  int // issues that need a clerk
	Refused error
}

// ImportReport is what became of an import.
type ImportReport struct {
	Files []FileReport
}

// Refused is how many files were left out.
func (r *ImportReport) Refused() int {
	n := 0
	for i := range r.Files {
		if r.Files[i].Refused != nil {
			n++
		}
	}
	return n
}

// Import takes files in, one transaction each. A file that can't be read never
// stops the others. Between files it looks whether ctx was cancelled; what was
// taken in before stays. done is called after every file.
func (o *Office) Import(ctx context.Context, paths []string, opt ImportOptions, done func(i, n int, f *FileReport)) (*ImportReport, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	files, err := Gather(paths)
	if err != nil {
		return nil, err
	}
	rep := &ImportReport{}
	for i, file := range files {
		if ctx.Err() != nil {
			return rep, forms.NewFault("stopped").Because(ctx.Err())
		}
		data, err := readFile(file)
		f := FileReport{File: file}
		if err != nil {
			f.Refused = err
		} else {
			f = o.importOne(file, data, opt)
		}
		rep.Files = append(rep.Files, f)
		if done != nil {
			done(i+1, len(files), &f)
		}
	}
	return rep, nil
}

func (o *Office) importOne(file string, data []byte, opt ImportOptions) FileReport {
	f := FileReport{File: file}
	u, err := understand(file, data)
	if err != nil {
		f.Refused = err
		return f
	}
	f.Format = u.book.Format
	if sheet.NameMismatch(file, u.book.Format) && !opt.Accept {
		f.Refused = forms.NewFault("import_name_mismatch", string(u.book.Format))
		return f
	}
	in := o.prepare(file, data, u, opt)
	f.Title = in.Submission.Title
	f.Tasks = len(in.Tasks)
	for _, c := range in.Submission.Claims {
		f.Rows += len(c.Rows)
		for _, is := range c.Issues {
			if is.Severity == forms.Error {
				f.Errors++
			}
		}
	}
	if f.Rows == 0 && len(in.Askings) == 0 && in.Template == nil {
		f.Refused = forms.NewFault("nothing_to_import", file)
		return f
	}
	if f.Refused = o.private(in.Submission.Form, in.Submission.Title); f.Refused != nil || opt.DryRun {
		return f
	}
	got, err := o.archive.Import(in)
	if err != nil {
		f.Refused = err
		return f
	}
	f.ID, f.Already = got.ID, got.Already
	return f
}

// prepare gathers what an import keeps of a file.
func (o *Office) prepare(file string, data []byte, u *understood, opt ImportOptions) archive.ImportFile {
	main := u.main()
	sub := register.Submission{File: file, AsOf: opt.AsOf, Department: opt.Department}
	in := archive.ImportFile{Path: file, Format: u.book.Format, Data: data, Layouts: u.layouts}
	if main != nil {
		sub.Title, sub.Unit, sub.Period = main.Title, main.Unit, main.Period
		sub.Form = formID(main)
		if sub.Department == "" {
			sub.Department = main.Department
		}
		if !main.AsOf.IsZero() {
			sub.AsOf = main.AsOf
		}
		in.Template = learnt(sub.Form, main)
	}
	if sub.Title == "" {
		sub.Title = stem(file)
	}
	if sub.Department == "" {
		sub.Department = recognise.DepartmentIn(filepath.ToSlash(filepath.Dir(file)))
	}
	if sub.Department == "" {
		sub.Department = folder(file)
	}
	for _, c := range u.claims {
		if c != nil {
			sub.Claims = append(sub.Claims, c)
		}
	}
	if sub.AsOf.IsZero() {
		sub.AsOf = o.assumedDay(sub.Period, sub.Claims)
	}
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind == forms.KindPlan && u.claims[i] != nil {
			in.Tasks = append(in.Tasks, plan.TasksOf(&sub, u.claims[i])...)
		}
		g := u.book.Sheets[l.SheetIndex]
		in.Askings = append(in.Askings, plan.AskingsOf(&sub, l, append(append([]string{}, g.Before...), g.After...))...)
	}
	in.Submission = sub
	return in
}

// main is the layout a file is about: the first with data, else the first that
// asks anything, nil where nothing does.
func (u *understood) main() *forms.Layout {
	var asks *forms.Layout
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind != forms.KindTable && l.Kind != forms.KindCard && l.Kind != forms.KindPlan {
			continue
		}
		if u.claims[i] != nil && len(u.claims[i].Rows) > 0 {
			return l
		}
		if asks == nil {
			asks = l
		}
	}
	return asks
}

// eventDays are fields that say on which day a row of a form was made.
var eventDays = []string{
	"report.date", "visit.date", "inspect.date", "event.time", "dispute.date", "petition.date",
	"act.date", "waste.visit", "health.exam_date",
}

// assumedDay is the day of a form that doesn't say it: the newest day that its rows
// were made on, else the period its title names, else today.
func (o *Office) assumedDay(period string, claims []*forms.Claims) forms.Date {
	today := o.Today()
	var newest forms.Date
	for _, c := range claims {
		for _, field := range eventDays {
			f := c.Column(field)
			if f < 0 {
				continue
			}
			for _, v := range c.Values[f] {
				if d, ok := forms.ParseISO(v); ok && d.Full() && d.Compare(newest) > 0 && d.Compare(today) <= 0 {
					newest = d
				}
			}
		}
	}
	if !newest.IsZero() {
		return newest
	}
	if d, ok := forms.ParseISO(period); ok {
		return d
	}
	return today
}

// formID is the built-in form a layout is, or a name made of its header.
func formID(l *forms.Layout) string {
	if l.Template != "" {
		return l.Template
	}
	sum := sha256.Sum256([]byte(recognise.Fingerprint(l)))
	return "t-" + hex.EncodeToString(sum[:6])
}

// learnt is a layout as a template of its own, nil for a built-in form.
func learnt(id string, l *forms.Layout) *forms.Template {
	if _, builtIn := vocab.Template(id); builtIn {
		return nil
	}
	t := &forms.Template{ID: id, Title: l.Title, Department: l.Department, Unit: l.Unit}
	for _, c := range l.Columns {
		t.Fields = append(t.Fields, templateField(c.Label, c.Field))
	}
	if len(l.Cards) > 0 {
		for _, c := range l.Cards[0].Cells {
			t.Fields = append(t.Fields, templateField(c.Label, c.Field))
		}
	}
	return t
}

func templateField(label, field string) forms.TemplateField {
	def, _ := vocab.Field(field)
	return forms.TemplateField{Label: label, Field: field, Type: def.Type, Codes: def.Codes}
}

// String is a line for a log: no personal data.
func (f *FileReport) String() string {
	return fmt.Sprintf("%s: %d rows, %d tasks", f.ID, f.Rows, f.Tasks)
}
