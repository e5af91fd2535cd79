package office

import (
	"slices"
	"strconv"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// What a row would do to the register.
const (
	RowAdds    = "added"    // it names someone whom no row named before
	RowChanges = "changed"  // of someone known, a value would stand that doesn't now
	RowAsks    = "asked"    // it would raise a question
	RowAgrees  = "same"     // it says what is known
	RowNobody  = "unplaced" // it names no one well enough
)

// FilePreview is what an import of a file would do to the register.
type FilePreview struct {
	Added    int          `json:"added"`
	Changed  int          `json:"changed"`
	Asked    int          `json:"asked"`
	Same     int          `json:"same"`
	Unplaced int          `json:"unplaced"`
	Skipped  int          `json:"skipped"` // rows that are no data: LeftOut names each
	Rows     []RowPreview `json:"rows"`
}

// TrialTotal is what the files of a dry run would do together: a person whom several
// of them name is added once, and a value that several give is changed once.
type TrialTotal struct {
	Added   int // people
	Changed int // values that the user may see
	Asked   int // questions
}

// RowPreview is what one row would do.
type RowPreview struct {
	Sheet   string        `json:"sheet"`
	Row     int           `json:"row"` // the file's own, from 1
	What    string        `json:"what"`
	Name    string        `json:"name"`
	Person  string        `json:"person,omitempty"` // its id, "" for someone new
	Changes []ValueChange `json:"changes,omitempty"`
	Asks    []string      `json:"asks,omitempty"` // kinds of question
}

// ValueChange is a value that would stand in place of another; From is "" where none
// stands now.
type ValueChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// preview tells what the files of a dry run would do, all together.
func (in *intake) preview(rep *ImportReport) error {
	if !in.opt.DryRun || len(in.dry) == 0 {
		return nil
	}
	before, after, err := in.archive.Preview(in.dry)
	if err != nil {
		return err
	}
	c := newComparison(before, after)
	rep.Total = c.total(len(in.dry), in.May(Private))
	for i := range in.dry {
		f := &rep.Files[in.of[i]]
		f.Preview = c.file(i)
		in.mask(f.Preview)
		for _, l := range f.Left {
			if l.Row > 0 && l.Reason != "hidden_row" {
				f.Preview.Skipped++
			}
		}
	}
	return nil
}

// mask shows of a preview what the user sees of the register.
func (in *intake) mask(p *FilePreview) {
	in.sight.Lock()
	level := in.sight.level
	in.sight.Unlock()
	granted, today := in.May(Private), in.Today()
	for i := range p.Rows {
		r := &p.Rows[i]
		r.Name = vocab.Mask("person.name", r.Name, level, today)
		r.Changes = slices.DeleteFunc(r.Changes, func(c ValueChange) bool { return !granted && vocab.Sensitive(c.Field) })
		for j := range r.Changes {
			c := &r.Changes[j]
			c.From, c.To = vocab.Mask(c.Field, c.From, level, today), vocab.Mask(c.Field, c.To, level, today)
		}
	}
}

// comparison is two registers side by side, people found by their rows.
type comparison struct {
	before, after *register.Register
	was           map[register.RowID]int // person of before by row
	asked         map[string]bool        // questions of before
	asks          map[register.RowID][]string
	links         map[register.Ref]*register.Link
}

func newComparison(before, after *register.Register) *comparison {
	c := &comparison{
		before: before, after: after, was: map[register.RowID]int{}, asked: map[string]bool{},
		asks: map[register.RowID][]string{}, links: map[register.Ref]*register.Link{},
	}
	for i := range before.Links {
		c.was[before.Links[i].ID] = before.Links[i].Person
	}
	for i := range before.Questions {
		c.asked[before.Questions[i].ID] = true
	}
	ids := map[register.Ref]register.RowID{}
	for i := range after.Links {
		l := &after.Links[i]
		c.links[l.Row], ids[l.Row] = l, l.ID
	}
	for i := range after.Questions {
		q := &after.Questions[i]
		if c.asked[q.ID] {
			continue
		}
		about := map[register.RowID]bool{q.A: true, q.B: q.B != register.RowID{}}
		for _, v := range q.Values {
			for _, s := range v.Sources {
				about[ids[s.Row]] = true
			}
		}
		for id, is := range about {
			if is {
				c.asks[id] = append(c.asks[id], string(q.Kind))
			}
		}
	}
	return c
}

// file compares the rows of the nth file of a dry run.
func (c *comparison) file(n int) *FilePreview {
	p := &FilePreview{Rows: []RowPreview{}}
	sub := slices.IndexFunc(c.after.Submissions, func(s register.Submission) bool { return s.ID == strconv.Itoa(n+1) })
	if sub < 0 {
		return p
	}
	for k, claims := range c.after.Submissions[sub].Claims {
		for r := range claims.Rows {
			row := c.row(claims, register.Ref{Sub: int32(sub), Sheet: int32(k), Row: int32(r)})
			switch row.What {
			case RowAdds:
				p.Added++
			case RowChanges:
				p.Changed++
			case RowAsks:
				p.Asked++
			case RowAgrees:
				p.Same++
			case RowNobody:
				p.Unplaced++
			}
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

func (c *comparison) row(claims *forms.Claims, ref register.Ref) RowPreview {
	out := RowPreview{Sheet: claims.Sheet, Row: int(claims.Rows[ref.Row].Number), What: RowNobody, Name: nameIn(claims, int(ref.Row))}
	link := c.links[ref]
	if link == nil || link.Person < 0 {
		return out
	}
	out.Asks = c.asks[link.ID]
	now := &c.after.People[link.Person]
	then := c.person(now)
	switch {
	case then == nil:
		out.What = RowAdds
	default:
		out.Person = then.ID
		out.Changes = changed(then, now, ref)
		out.What = RowAgrees
		if len(out.Changes) > 0 {
			out.What = RowChanges
		}
	}
	if len(out.Asks) > 0 {
		out.What = RowAsks
	}
	return out
}

// total is what the first n submissions of a dry run do together; values that are
// private count where granted.
func (c *comparison) total(n int, granted bool) *TrialTotal {
	t := &TrialTotal{}
	for i := range c.after.Questions {
		if !c.asked[c.after.Questions[i].ID] {
			t.Asked++
		}
	}
	dry := map[int32]bool{}
	for i := range c.after.Submissions {
		if k, err := strconv.Atoi(c.after.Submissions[i].ID); err == nil && k >= 1 && k <= n {
			dry[int32(i)] = true
		}
	}
	for i := range c.after.People {
		now := &c.after.People[i]
		if !slices.ContainsFunc(now.Rows, func(r register.Ref) bool { return dry[r.Sub] }) {
			continue
		}
		then := c.person(now)
		if then == nil {
			t.Added++
			continue
		}
		for k := range now.Values {
			v := &now.Values[k]
			if then.Value(v.Field) != v.Value && (granted || !vocab.Sensitive(v.Field)) &&
				slices.ContainsFunc(v.Sources, func(s register.Source) bool { return dry[s.Row.Sub] }) {
				t.Changed++
			}
		}
	}
	return t
}

// person is who a person of after is in before, nil for someone new.
func (c *comparison) person(p *register.Person) *register.Person {
	for _, ref := range p.Rows {
		if l := c.links[ref]; l != nil {
			if at, known := c.was[l.ID]; known && at >= 0 {
				return &c.before.People[at]
			}
		}
	}
	return nil
}

// changed are the values of a person that would stand because a row says so.
func changed(then, now *register.Person, ref register.Ref) []ValueChange {
	var out []ValueChange
	for i := range now.Values {
		v := &now.Values[i]
		if was := then.Value(v.Field); was != v.Value && slices.ContainsFunc(v.Sources, func(s register.Source) bool { return s.Row == ref }) {
			out = append(out, ValueChange{v.Field, was, v.Value})
		}
	}
	return out
}

// nameIn is whom a row of claims names, "" where it names nobody.
func nameIn(c *forms.Claims, r int) string {
	for _, f := range []string{"person.name", "household.head_name", "house.owner_name", "org.name"} {
		if v := c.Get(r, f); v != "" {
			return v
		}
	}
	return ""
}
