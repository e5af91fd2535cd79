package plan

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// SecondsPerCell is what writing one cell by hand is taken to cost where the Input
// doesn't say: looking it up, keying it, checking it.
const SecondsPerCell = 12

// Load is what the departments' forms ask, and how much of it a clerk need not
// write again. A cell is known where an earlier form (by its as-of day) says that
// field of that person or home and the register has a value for it; the first to
// ask pays. Columns of running numbers are no cells. Hours are Known cells at
// SecondsPerCell each: an estimate, shown with its rate.
type Load struct {
	Forms          int              `json:"forms"`
	Columns        int              `json:"columns"`
	Fields         int              `json:"fields"` // different columns, all forms together
	Rows           int              `json:"rows"`
	Cells          int              `json:"cells"`
	Known          int              `json:"known"`
	Notices        int              `json:"notices"`      // surveys and notices that ask homes
	NoticeCells    int              `json:"notice_cells"` // what they ask, of everyone they ask
	NoticeKnown    int              `json:"notice_known"` // of it, what the register knows
	SecondsPerCell int              `json:"cell_seconds"`
	Hours          float64          `json:"hours"`         // saved, at that rate
	Departments    []DepartmentLoad `json:"by_department"` // in their order by cells asked
	Months         []MonthLoad      `json:"by_month"`      // of all departments, in order
	ByMonth        []MonthLoad      `json:"by_department_and_month"`
	Unmarked       []UnmarkedForm   `json:"unmarked"` // forms without 表号 or 批准文号
	Unlooked       int              `json:"unlooked"` // forms imported before that was looked at
}

// DepartmentLoad is the load of one department.
type DepartmentLoad struct {
	Department string `json:"department"`
	Forms      int    `json:"forms"`
	Columns    int    `json:"columns"`
	Rows       int    `json:"rows"`
	Cells      int    `json:"cells"`
	Known      int    `json:"known"`
	Tasks      int    `json:"tasks"`
	Meetings   int    `json:"meetings"`
	Surveys    int    `json:"surveys"` // notices that ask homes
	Visits     int    `json:"visits"`  // homes that these ask to be visited, each notice by itself
}

// Burden counts the load of all forms, tasks and meetings.
func Burden(in Input) Load {
	b := &burden{in: in, fields: map[string]int{}, columns: map[string]bool{}, of: map[string]*DepartmentLoad{}, months: map[[2]string]*MonthLoad{}}
	b.readForms()
	b.readHomes()
	b.readNotices()
	for i := range in.Tasks {
		t := &in.Tasks[i]
		b.add(t.Department, cmp.Or(b.monthOf(t.Submission), monthOf(t.Due)), DepartmentLoad{Tasks: 1})
	}
	for i := range in.Meetings {
		if m := &in.Meetings[i]; m.Department != "" {
			b.add(m.Department, monthOf(m.Date), DepartmentLoad{Meetings: 1})
		}
	}
	return b.sum()
}

type burden struct {
	in      Input
	load    Load
	fields  map[string]int  // number of every standard and own field
	columns map[string]bool // those that some form asks
	of      map[string]*DepartmentLoad
	sheets  [][]sheetLoad            // by submission and sheet
	loads   []DepartmentLoad         // by submission
	months  map[[2]string]*MonthLoad // by department and month
	rank    []int                    // of submissions, by as-of day
}

// sheetLoad are the columns of a sheet that speak of people and of homes, by number.
type sheetLoad struct {
	person []column
	home   []column
}

type column struct {
	at     int // in Claims.Fields
	number int
	name   string
	birth  int // an age: the number of the birth that it follows from, else -1
}

func (b *burden) department(name string) *DepartmentLoad {
	d := b.of[name]
	if d == nil {
		d = &DepartmentLoad{Department: name}
		b.of[name] = d
	}
	return d
}

// readForms counts forms, columns, rows and cells.
func (b *burden) readForms() {
	subs := b.in.Register.Submissions
	b.sheets = make([][]sheetLoad, len(subs))
	b.loads = make([]DepartmentLoad, len(subs))
	b.rank = make([]int, len(subs))
	order := make([]int, len(subs))
	for i := range subs {
		order[i] = i
		b.readForm(i)
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(subs[x].AsOf.Compare(subs[y].AsOf), strings.Compare(subs[x].File, subs[y].File))
	})
	for rank, s := range order {
		b.rank[s] = rank
	}
}

func (b *burden) readForm(s int) {
	sub := &b.in.Register.Submissions[s]
	b.sheets[s] = make([]sheetLoad, len(sub.Claims))
	counted := false
	if sub.Form == VisitForm { // answers to the one visit: nobody asked for a form
		return
	}
	b.department(sub.Department)
	d := &b.loads[s]
	for k, claims := range sub.Claims {
		if !isForm(claims) {
			continue
		}
		sheet := &b.sheets[s][k]
		for _, f := range cellColumns(claims) {
			name := claims.Fields[f]
			n := b.number(name)
			b.columns[name] = true
			c := column{f, n, name, -1}
			if name == "calc.age" {
				c.birth = b.number("person.birth")
			}
			if strings.HasPrefix(name, "household.") || strings.HasPrefix(name, "house.") {
				sheet.home = append(sheet.home, c)
			} else {
				sheet.person = append(sheet.person, c)
			}
		}
		columns := len(sheet.home) + len(sheet.person)
		d.Columns += columns
		d.Rows += len(claims.Rows)
		d.Cells += columns * len(claims.Rows)
		counted = true
	}
	if counted {
		d.Forms++
		b.mark(sub)
	}
}

// number is a field's, a new one where it has none.
func (b *burden) number(name string) int {
	n, ok := b.fields[name]
	if !ok {
		n = len(b.fields)
		b.fields[name] = n
	}
	return n
}

// isForm reports whether a sheet asks cells of people or homes: it has rows, and
// they are no tasks.
func isForm(claims *forms.Claims) bool {
	return len(claims.Rows) > 0 && claims.Column("task.name") < 0
}

// cellColumns are the columns of a form that somebody has to write: not the running
// number.
func cellColumns(claims *forms.Claims) []int {
	columns := make([]int, 0, len(claims.Fields))
	for f, name := range claims.Fields {
		if name != "calc.seq" {
			columns = append(columns, f)
		}
	}
	return columns
}

// readHomes counts the cells that are known when they are asked, home by home.
func (b *burden) readHomes() {
	r := b.in.Register
	seen := newSeen(len(b.fields))
	homeSeen := newSeen(len(b.fields))
	var rows, all []register.Ref
	person := func(p int) {
		seen.next()
		rows = append(rows[:0], r.People[p].Rows...)
		b.inTime(rows)
		for _, ref := range rows {
			b.asked(ref, b.sheets[ref.Sub][ref.Sheet].person, seen, r.People[p].Values)
		}
	}
	for h := range r.Households {
		home := &r.Households[h]
		homeSeen.next()
		all = append(all[:0], home.Rows...)
		for _, p := range home.Members {
			person(p)
			all = append(all, r.People[p].Rows...)
		}
		b.inTime(all)
		for _, ref := range slices.Compact(all) {
			b.asked(ref, b.sheets[ref.Sub][ref.Sheet].home, homeSeen, home.Values)
		}
	}
	for p := range r.People {
		if r.People[p].Household < 0 {
			person(p)
		}
	}
}

// inTime orders rows by their submission's as-of day.
func (b *burden) inTime(rows []register.Ref) {
	slices.SortFunc(rows, func(x, y register.Ref) int {
		return cmp.Or(b.rank[x.Sub]-b.rank[y.Sub], int(x.Sheet-y.Sheet), int(x.Row-y.Row))
	})
}

// asked counts the cells of one row that an earlier row says already. Only fields
// with a value that stands count; an age is known with the birth.
func (b *burden) asked(ref register.Ref, columns []column, seen *seen, values []register.Standing) {
	claims := b.in.Register.Submissions[ref.Sub].Claims[ref.Sheet]
	known := 0
	for _, c := range columns {
		switch {
		case c.birth >= 0:
			if seen.has(c.birth) {
				known++
			}
		case seen.has(c.number):
			known++
		case claims.Value(c.at, int(ref.Row)) != "" && stands(values, c.name):
			seen.add(c.number)
		}
	}
	b.loads[ref.Sub].Known += known
}

func stands(values []register.Standing, field string) bool {
	s := register.Find(values, field)
	return s != nil && s.Value != ""
}

// seen are fields that were said, emptied at no cost for the next person.
type seen struct {
	round int
	in    []int
}

func newSeen(fields int) *seen     { return &seen{in: make([]int, fields)} }
func (s *seen) next()              { s.round++ }
func (s *seen) has(field int) bool { return s.in[field] == s.round }
func (s *seen) add(field int)      { s.in[field] = s.round }

// readNotices counts what surveys and notices ask of everyone whom they ask.
func (b *burden) readNotices() {
	var audience asked
	for i := range b.in.Askings {
		a := &b.in.Askings[i]
		b.load.Notices++
		b.add(a.Department, cmp.Or(b.monthOf(a.Submission), monthOf(a.Due)), DepartmentLoad{Surveys: 1, Visits: b.homesAsked(a, &audience)})
		asked := audience.of(b.in.Register, a, b.in.Today)
		for _, field := range a.Fields {
			if hasPrefix(field, visitBook().Home) {
				b.load.NoticeCells += len(b.in.Register.Households)
				for h := range b.in.Register.Households {
					if stands(b.in.Register.Households[h].Values, field) {
						b.load.NoticeKnown++
					}
				}
				continue
			}
			b.load.NoticeCells += len(asked)
			for _, p := range asked {
				if stands(b.in.Register.People[p].Values, field) {
					b.load.NoticeKnown++
				}
			}
		}
	}
}

func (b *burden) sum() Load {
	l := b.load
	for s := range b.loads {
		if sub := &b.in.Register.Submissions[s]; sub.Form != VisitForm {
			b.add(sub.Department, monthOf(sub.AsOf), b.loads[s])
		}
	}
	for _, d := range b.of {
		l.Forms += d.Forms
		l.Columns += d.Columns
		l.Rows += d.Rows
		l.Cells += d.Cells
		l.Known += d.Known
		l.Departments = append(l.Departments, *d)
	}
	slices.SortFunc(l.Departments, func(x, y DepartmentLoad) int {
		return cmp.Or(y.Cells-x.Cells, strings.Compare(x.Department, y.Department))
	})
	l.Months, l.ByMonth = b.byMonth()
	l.Fields = len(b.columns)
	l.SecondsPerCell = b.in.SecondsPerCell
	if l.SecondsPerCell == 0 {
		l.SecondsPerCell = SecondsPerCell
	}
	l.Hours = float64(l.Known) * float64(l.SecondsPerCell) / 3600
	return l
}
