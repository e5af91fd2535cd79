package office

import (
	"context"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"huce/archive"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/fill"
	"huce/forms/recognise"
	"huce/forms/vocab"
)

// Filled is a department's form, filled from the register.
type Filled struct {
	Name   string // of a file: the original's, with the format it has now
	Title  string
	Result fill.Result
	Rows   int        // people, homes or events on it
	Blank  int        // cells that neither the register nor the form's last report answers
	Marks  []CellMark // what to look at before it is sent, in the order of the cells
}

// Fill fills the form of an import from the register as it stands: the people and
// homes of that import, each with what is known of them today. What is the
// department's own stays as last reported; opinions and signatures stay blank.
func (o *Office) Fill(id string) (*Filled, error) {
	if err := o.need(Issue); err != nil {
		return nil, err
	}
	f, err := o.refill(id)
	if err != nil {
		return nil, err
	}
	return f, o.archive.Record("fill", id, "")
}

// FillAll fills the forms of all imports that stand, in their order, several at once,
// and gives each to the caller. Lists of tasks ask for work and are left out.
func (o *Office) FillAll(ctx context.Context, each func(s archive.SubmissionInfo, f *Filled) error) error {
	if err := o.need(Issue); err != nil {
		return err
	}
	all, err := o.archive.Submissions()
	if err != nil {
		return err
	}
	subs := slices.DeleteFunc(all, func(s archive.SubmissionInfo) bool { return s.Withdrawn || s.Unit == forms.UnitTask })
	type outcome struct {
		filled *Filled
		err    error
	}
	done := make([]chan outcome, len(subs))
	atOnce := min(runtime.GOMAXPROCS(0), 4)
	working := make(chan struct{}, atOnce)
	begin := func(i int) {
		if i >= len(subs) {
			return
		}
		done[i] = make(chan outcome, 1)
		go func() {
			working <- struct{}{}
			defer func() { <-working }()
			f, err := o.refill(subs[i].ID)
			done[i] <- outcome{f, err}
		}()
	}
	ahead := 3 * atOnce // a long form holds up those behind it, not the work on them
	for i := range ahead {
		begin(i)
	}
	for i, s := range subs {
		got := <-done[i]
		done[i] = nil
		if ctx.Err() != nil {
			got.err = forms.NewFault("stopped").Because(ctx.Err())
		}
		if got.err == nil {
			begin(i + ahead)
			if got.err = o.archive.Record("fill", s.ID, ""); got.err == nil {
				got.err = each(s, got.filled)
			}
		}
		if got.err != nil {
			for _, later := range done[i+1:] { // what was begun is ended before the archive may be closed
				if later != nil {
					<-later
				}
			}
			return got.err
		}
	}
	return nil
}

// refill is Fill without its entry in the log.
func (o *Office) refill(id string) (*Filled, error) {
	sub, err := o.submission(id)
	if err != nil {
		return nil, err
	}
	data, _, err := o.archive.Original(id)
	if err != nil {
		return nil, err
	}
	layouts, err := o.archive.Layouts(id)
	if err != nil {
		return nil, err
	}
	reg, err := o.forFilling()
	if err != nil {
		return nil, err
	}
	f := &filler{answers: answers{reg: reg, today: o.Today()}, sub: indexOf(reg, id), again: true}
	var said []*forms.Claims
	if f.sub != nobody {
		said = reg.Submissions[f.sub].Claims
	}
	u, err := understandAs(sub.File, data, layouts, said)
	if err != nil {
		return nil, err
	}
	out := &Filled{Title: sub.Title}
	for i := range u.layouts {
		l := &u.layouts[i]
		if l.Kind != forms.KindTable && l.Kind != forms.KindCard {
			continue
		}
		s := fill.Sheet{Layout: l}
		f.open(&s, u.book)
		f.sheet(u, i, &s)
		if len(s.Rows)+len(s.Cards) == 0 {
			continue
		}
		out.Rows += len(s.Rows) + len(s.Cards)
		f.sheets = append(f.sheets, s)
	}
	if err := f.finish(out, data, u.book, stem(sub.File)); err != nil {
		return nil, err
	}
	return out, nil
}

// finish writes the values into the file.
func (f *filler) finish(out *Filled, data []byte, book *forms.Book, name string) (err error) {
	if out.Result, err = fill.File(data, book, f.sheets); err != nil {
		return err
	}
	for i := range f.marks {
		if m := &f.marks[i]; m.Card == 0 {
			m.Sheet, m.Row = out.Result.Sheets[m.sheet], out.Result.Rows[m.sheet][m.Row]+1
		} else {
			at := out.Result.Cards[m.sheet][m.Card-1]
			m.Sheet, m.Card = at.Sheet, at.Card
		}
		if f.marks[i].Mark == Missing {
			out.Blank++
		}
	}
	out.Marks = f.marks
	out.Name = name + "." + string(out.Result.Format)
	return nil
}

// forFilling is the register that fills forms: whole, but for what only sensitive
// forms say where that isn't granted.
func (o *Office) forFilling() (*register.Register, error) {
	reg, err := o.archive.Register()
	if err != nil || o.May(Private) {
		return reg, err
	}
	v := viewer{level: vocab.Whole, today: o.Today()}
	return v.register(reg), nil
}

func indexOf(reg *register.Register, id string) int {
	for i := range reg.Submissions {
		if reg.Submissions[i].ID == id {
			return i
		}
	}
	return -1
}

// filler gathers the values for the sheets of one file.
type filler struct {
	answers
	sub     int  // the form's last report, an index into the register's submissions; -1 for none
	again   bool // it is that report itself which is filled anew: what is its own stays
	belongs belongs
	sheets  []fill.Sheet
	layout  *forms.Layout // of the sheet being filled
	grid    *forms.Grid   // that sheet
	marks   []CellMark
}

// line is whom a row or card speaks of, and what the form's last report said there.
type line struct {
	said                   *forms.Claims // nil where it said nothing
	row                    int           // index into said
	person, home, dwelling int
}

// open begins a sheet.
func (f *filler) open(s *fill.Sheet, book *forms.Book) {
	f.layout, f.grid = s.Layout, book.Sheets[s.Layout.SheetIndex]
}

// into is a value as it is written into a cell (0-based) of the form: among what the
// cell has printed to choose from or to write between, else alone.
func (f *filler) into(row, col int, lead, field, value string) string {
	printed := strings.TrimSpace(strings.TrimPrefix(f.grid.At(row, col).Text, lead))
	if v, ok := vocab.Into(field, printed, value); ok {
		return v
	}
	return value
}

// sheet fills one recognised sheet: i is its place among the file's layouts.
func (f *filler) sheet(u *understood, i int, s *fill.Sheet) {
	c := u.claims[i]
	sheetNo := 0
	for k := range i {
		if u.claims[k] != nil {
			sheetNo++
		}
	}
	who := f.people(sheetNo)
	if c == nil || len(c.Rows) == 0 {
		f.everyone(s, share{})
		return
	}
	sp := newSpeller(f.reg, c)
	if len(s.Layout.Cards) > 0 {
		f.cards(c, sp, who, s)
		return
	}
	seen, names := map[int]bool{}, recognise.ColumnNames(s.Layout.Columns)
	for r := range c.Rows {
		l := line{c, r, nobody, nobody, nobody}
		if p, ok := who[r]; ok {
			if s.Layout.Unit == forms.UnitPerson && seen[p] {
				continue // the form named this person twice
			}
			seen[p] = true
			l.person, l.home = p, f.home(p)
		}
		s.Rows = append(s.Rows, f.row(s.Layout.Columns, names, sp, l, place{row: len(s.Rows)}))
	}
}

// people are the persons that the rows of a sheet of the last report speak of.
func (f *filler) people(sheetNo int) map[int]int {
	who := map[int]int{}
	for _, k := range f.reg.Links {
		if int(k.Row.Sub) == f.sub && int(k.Row.Sheet) == sheetNo {
			if _, ok := who[int(k.Row.Row)]; !ok {
				who[int(k.Row.Row)] = k.Person
			}
		}
	}
	return who
}

// place is where a row's values go: the row's index among those of its table, or
// among the members of a card.
type place struct{ card, row int }

// row is the values of one row of a table, whose columns reports keep under these names.
func (f *filler) row(cols []forms.Column, names []string, sp *speller, l line, at place) []string {
	out := make([]string, len(cols))
	for j, col := range cols {
		if col.Field == "calc.seq" {
			out[j] = strconv.Itoa(at.row + 1)
			continue
		}
		a := f.answer(col.Field, col.Label, names[j], col.Parts, sp, l)
		if col.Answer != "" {
			a = ticked(a, col)
		}
		f.mark(at, col.Label, col.Field, l, a)
		if out[j] = a.value; at.card == 0 && !f.layout.DataRows.Empty() {
			out[j] = f.into(f.layout.DataRows.First-1, col.Index, "", col.Field, a.value)
		}
	}
	return out
}

// ticked is a value in a column of one answer: a mark where it is that answer.
func ticked(a answer, col forms.Column) answer {
	is := func(shown string) string {
		want, _ := vocab.ParseText(col.Field, col.Answer)
		if got, _ := vocab.ParseText(col.Field, shown); got == want && got != "" {
			return "√"
		}
		return ""
	}
	a.value, a.was = is(a.value), is(a.was)
	return a
}
