package plan

import (
	"cmp"
	"math"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// Contradiction is a number that a department holds to be right and the register
// counts differently.
type Contradiction struct {
	Department string
	Source     string // where the department says it: a form's title, or as a clerk noted it
	Submission string // of a form, "" of a noted figure
	Code       string
	Label      string
	Theirs     float64
	Ours       float64
	Unit       string
	AsOf       forms.Date // of theirs
	Rows       []register.Ref
}

// Text tells a contradiction in one sentence.
func (c *Contradiction) Text() string {
	return phrase("sum.differs", c.Department, c.Source, c.Label, decimal(c.Theirs, 2)+c.Unit, decimal(c.Ours, 2)+c.Unit)
}

// disputed names the departments that hold another number than the register's, and
// theirs; "" where none does.
func (p *paper) disputed(code string) string {
	var others []string
	for i := range p.disputes {
		if c := &p.disputes[i]; c.Code == code {
			name, _, _ := strings.Cut(c.Department, "/")
			others = append(others, phrase("sum.theirs", cmp.Or(strings.TrimSpace(name), c.Source), decimal(c.Theirs, 2)+c.Unit))
		}
	}
	return strings.Join(others, "，")
}

// roster is a form whose rows are what an indicator counts: the roster of 低保 and
// 低保户数.
type roster struct {
	Form string
	Code string
}

// Contradictions are the noted figures (Input.Figures) and the rosters of
// departments that differ from what the register counts. Of a form that came several
// times the newest counts.
func Contradictions(in Input, t *Table) []Contradiction {
	var out []Contradiction
	add := func(c Contradiction) {
		if i := t.Get(c.Code); i.Known && math.Abs(i.Number-c.Theirs) > 0.005 {
			c.Label, c.Unit, c.Ours = i.Label, i.Unit, i.Number
			out = append(out, c)
		}
	}
	for _, f := range in.Figures {
		if t.Has(f.Code) && (f.AsOf.IsZero() || int(f.AsOf.Year) == in.Year) {
			add(Contradiction{Department: f.Department, Source: cmp.Or(f.Source, phrase("figure.noted")), Code: f.Code, Theirs: f.Value, AsOf: f.AsOf})
		}
	}
	for _, r := range ruleBook().Rosters {
		best := -1
		for i := range in.Register.Submissions {
			s := &in.Register.Submissions[i]
			if s.Form == r.Form && (best < 0 || s.AsOf.Compare(in.Register.Submissions[best].AsOf) >= 0) {
				best = i
			}
		}
		if best < 0 {
			continue
		}
		s := &in.Register.Submissions[best]
		if rows := subjectRows(s, best); len(rows) > 0 {
			add(Contradiction{
				Department: s.Department, Source: phrase("figure.form", plainTitle(s.Title)), Submission: s.ID, Code: r.Code,
				Theirs: float64(len(rows)), AsOf: s.AsOf, Rows: rows,
			})
		}
	}
	return out
}

// subjectRows are the rows of a submission that are of the people it is about.
func subjectRows(s *register.Submission, sub int) []register.Ref {
	var rows []register.Ref
	for k, c := range s.Claims {
		if !isForm(c) {
			continue
		}
		for r := range c.Rows {
			if c.Rows[r].Role == forms.RoleSubject {
				rows = append(rows, register.Ref{Sub: int32(sub), Sheet: int32(k), Row: int32(r)})
			}
		}
	}
	return rows
}
