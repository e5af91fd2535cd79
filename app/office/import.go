package office

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"

	"huce/archive"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// ImportOptions are what a clerk says about all files of an import.
type ImportOptions struct {
	Department string            // overrides what the forms say
	AsOf       forms.Date        // the day the forms speak of, where they don't say
	Accept     bool              // take files that ask for a yes first
	DryRun     bool              // understand everything, keep nothing, preview it
	Answers    map[string]string // answers to what files ask: see AskAsOf and its like
	Password   string            // opens files that have an opening password, "" where none is known
	// Means is what a clerk says that labels of a file's forms mean, by the file's path as
	// Import names it: it counts for the file's rows and is remembered with its form.
	Means map[string][]TemplateLine
}

// FileReport is what became of one file. Refused holds the error, "" rows and
// all, where the file was left out; nothing of it was kept then.
type FileReport struct {
	File     string
	ID       string // S0001
	Title    string
	Form     string // the id of the form it is
	Format   forms.Format
	Already  bool // the same bytes were imported before: nothing was done
	Rows     int  // rows of data
	Tasks    int
	Errors   int               // issues that need a clerk
	Replaces string            // the import whose place it takes, "" for none
	Changes  recognise.Changes // what the department changed in its form
	Left     []LeftOut         // rows, columns and sheets that hold no data or are hidden, and why
	Asks     []ImportQuestion  // what has to be answered before the file is taken in
	Preview  *FilePreview      // of a dry run
	Refused  error
}

// ImportReport is what became of an import.
type ImportReport struct {
	Files []FileReport
	Total *TrialTotal // of a dry run: what its files would do together
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

// intake is an import under way: what a clerk said, and the forms known by then.
type intake struct {
	*Office
	opt  ImportOptions
	seen []forms.Template
	subs []archive.SubmissionInfo
	dry  []archive.ImportFile // prepared by a dry run
	of   []int                // the report that each of them belongs to

	holders holders // of ID numbers; nil until they are needed
	held    *belongings
}

func (o *Office) intake(opt ImportOptions) (*intake, error) {
	seen, err := o.archive.Templates()
	if err != nil {
		return nil, err
	}
	subs, err := o.archive.Submissions()
	return &intake{Office: o, opt: opt, seen: seen, subs: subs}, err
}

// Import takes files in, one transaction each. A file that can't be read never
// stops the others. Between files it looks whether ctx was cancelled; what was
// taken in before stays. done is called after every file. A dry run previews all
// the files together at its end.
func (o *Office) Import(ctx context.Context, paths []string, opt ImportOptions, done func(i, n int, f *FileReport)) (*ImportReport, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	files, err := Gather(paths)
	if err != nil {
		return nil, err
	}
	in, err := o.intake(opt)
	if err != nil {
		return nil, err
	}
	rep := &ImportReport{}
	for i, file := range files {
		if ctx.Err() != nil {
			return rep, forms.NewFault("stopped").Because(ctx.Err())
		}
		data, err := openFile(file, opt.Password)
		f := FileReport{File: file}
		if err != nil {
			f.Refused = err
		} else {
			f = in.one(file, data, i)
		}
		rep.Files = append(rep.Files, f)
		if done != nil {
			done(i+1, len(files), &f)
		}
	}
	return rep, in.preview(rep)
}

// one takes a file in; at is its place in the report.
func (in *intake) one(file string, data []byte, at int) FileReport {
	f := FileReport{File: file}
	u, err := understand(file, data, in.seen)
	if err != nil {
		f.Refused = err
		return f
	}
	f.Format, f.Left = u.book.Format, u.leftOut()
	if sheet.NameMismatch(file, u.book.Format) && !in.opt.Accept {
		f.Refused = forms.NewFault("import_name_mismatch", string(u.book.Format))
		return f
	}
	said, err := in.meant(u, in.opt.Means[file])
	if err != nil {
		f.Refused = err
		return f
	}
	said = append(said, in.answered(u)...)
	p := in.prepare(file, data, u, in.opt)
	if len(said) > 0 {
		p.Template = u.taught(p.Submission.Form, p.Template, said)
	}
	f.take(&p)
	if f.Rows == 0 && len(p.Askings) == 0 && p.Template == nil && u.main() == nil {
		f.Refused = forms.NewFault("nothing_to_import", file)
		return f
	}
	f.Changes = u.changes()
	if f.ID = in.taken(data); f.ID != "" {
		f.Already = true
		return f
	}
	if f.Asks, err = in.asks(u, &p); err != nil {
		f.Refused = err
		return f
	}
	if len(f.Asks) > 0 && !in.opt.Accept {
		f.Refused = forms.NewFault("import_asks", file, f.Asks[0].Text, f.Asks[0].Key)
		return f
	}
	if p.Replaces, err = in.earlier(&p); err != nil {
		f.Refused = err
		return f
	}
	f.Replaces = p.Replaces
	if f.Refused = in.private(p.Submission.Form, p.Submission.Title); f.Refused == nil {
		in.keep(&f, p, at)
	}
	return f
}

// take tells of a prepared file.
func (f *FileReport) take(p *archive.ImportFile) {
	f.Title, f.Form, f.Tasks = p.Submission.Title, p.Submission.Form, len(p.Tasks)
	for _, c := range p.Submission.Claims {
		f.Rows += len(c.Rows)
		for _, is := range c.Issues {
			if is.Severity == forms.Error {
				f.Errors++
			}
		}
	}
}

// keep keeps a prepared file, or puts it aside for the preview of a dry run.
func (in *intake) keep(f *FileReport, p archive.ImportFile, at int) {
	if in.opt.DryRun {
		in.dry, in.of = append(in.dry, p), append(in.of, at)
	} else {
		got, err := in.archive.Import(p)
		if err != nil {
			f.Refused = err
			return
		}
		if f.ID, f.Already = got.ID, got.Already; f.Already {
			f.Replaces = ""
		} else if err := in.remember(f.Replaces, got.ID); err != nil {
			f.Refused = err
			return
		}
	}
	if p.Template != nil {
		in.seen = withTemplate(in.seen, *p.Template)
	}
	if in.holders != nil {
		in.holders.learn(p.Submission.Claims)
		in.held.learn(p.Submission.Claims)
	}
}

// taken is the import in force that these bytes are already, "" for none.
func (in *intake) taken(data []byte) string {
	sum := sha256.Sum256(data)
	sha := hex.EncodeToString(sum[:])
	for i := range in.subs {
		if in.subs[i].SHA == sha && !in.subs[i].Withdrawn {
			return in.subs[i].ID
		}
	}
	return ""
}

// remember keeps the list of imports up to date with one more.
func (in *intake) remember(replaced, id string) error {
	for i := range in.subs {
		if in.subs[i].ID == replaced {
			in.subs[i].Withdrawn = true
		}
	}
	info, err := in.submission(id)
	in.subs = append(in.subs, info)
	return err
}

// prepare gathers what an import keeps of a file.
func (o *Office) prepare(file string, data []byte, u *understood, opt ImportOptions) archive.ImportFile {
	main := u.main()
	sub := register.Submission{File: file, AsOf: opt.AsOf, Department: opt.Department}
	head := statHead(u.book)
	in := archive.ImportFile{Path: file, Format: u.book.Format, Data: data, Layouts: u.layouts, Head: &head}
	if main != nil {
		sub.Title, sub.Unit, sub.Period = main.Title, main.Unit, main.Period
		sub.Form = formID(main)
		if sub.Department == "" {
			sub.Department = main.Department
		}
		if !main.AsOf.IsZero() {
			sub.AsOf = main.AsOf
		}
	}
	if sub.Title == "" {
		sub.Title = stem(file)
	}
	if sub.Period == "" {
		sub.Period = recognise.PeriodIn(stem(file))
	}
	if sub.Department == "" {
		sub.Department = cmp.Or(recognise.DepartmentIn(filepath.ToSlash(filepath.Dir(file))), folder(file), recognise.DepartmentIn(stem(file)))
	}
	for _, c := range u.claims {
		if c != nil {
			sub.Claims = append(sub.Claims, c)
		}
	}
	if sub.AsOf.IsZero() {
		sub.AsOf = o.assumedDay(sub.Period, sub.Claims)
	}
	if main != nil {
		in.Template = u.learnt(sub.Form, main, sub.AsOf)
	}
	for i := range u.layouts {
		l := &u.layouts[i]
		g := u.book.Sheets[l.SheetIndex]
		if (l.Kind == forms.KindPlan || l.Kind == forms.KindNotice) && u.claims[i] != nil {
			in.Tasks = append(in.Tasks, plan.TasksOf(&sub, u.claims[i], linesAround(g, l)...)...)
		}
		lines := append(append([]string{}, g.Before...), g.After...)
		if l.Kind == forms.KindNotice {
			lines = linesOf(g)
		}
		in.Askings = append(in.Askings, plan.AskingsOf(&sub, l, lines)...)
	}
	in.Submission = sub
	return in
}

// linesAround are the lines before, above and after a table.
func linesAround(g *forms.Grid, l *forms.Layout) []string {
	lines := append(slices.Clone(g.Before), g.After...)
	for r := 0; r < min(l.HeaderRows.First-1, len(g.Rows)); r++ {
		for _, c := range g.Rows[r] {
			lines = append(lines, c.Text)
		}
	}
	return lines
}

// linesOf are all lines of a sheet that is a text.
func linesOf(g *forms.Grid) []string {
	lines := slices.Clone(g.Before)
	for _, row := range g.Rows {
		for _, c := range row {
			if c.Text != "" {
				lines = append(lines, c.Text)
			}
		}
	}
	return append(lines, g.After...)
}

// main is the layout a file is about: the first with data, else the first that
// asks anything, else its notice, nil where there is none.
func (u *understood) main() *forms.Layout {
	var asks, notice *forms.Layout
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind == forms.KindNotice && notice == nil {
			notice = l
		}
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
	if asks == nil {
		return notice
	}
	return asks
}

// String is a line for a log: no personal data.
func (f *FileReport) String() string {
	return fmt.Sprintf("%s: %d rows, %d tasks", f.ID, f.Rows, f.Tasks)
}
