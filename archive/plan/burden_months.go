package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// MonthLoad is what was asked in a month: by forms of that month's days, task lists and
// notices that came with such, meetings held in it.
type MonthLoad struct {
	Month string `json:"month"` // 2026-03, "" where nothing says when
	DepartmentLoad
}

// UnmarkedForm is a form that lacks what a statistical table must say of itself (统计法
// 第十五条): without it a community may decline to fill it in.
type UnmarkedForm struct {
	Submission string `json:"submission"`
	Title      string `json:"title"`
	Department string `json:"department"`
	NoNumber   bool   `json:"no_number"`   // no 表号
	NoApproval bool   `json:"no_approval"` // no 批准文号 or 备案文号
}

func monthOf(d forms.Date) string {
	if d.IsZero() || d.Month == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
}

// monthOf is the month of an import.
func (b *burden) monthOf(submission string) string {
	if submission == "" {
		return ""
	}
	subs := b.in.Register.Submissions
	if at := slices.IndexFunc(subs, func(s register.Submission) bool { return s.ID == submission }); at >= 0 {
		return monthOf(subs[at].AsOf)
	}
	return ""
}

// add counts a load for a department, and for it in a month.
func (b *burden) add(department, month string, l DepartmentLoad) {
	b.department(department).Add(&l)
	key := [2]string{department, month}
	m := b.months[key]
	if m == nil {
		m = &MonthLoad{Month: month, DepartmentLoad: DepartmentLoad{Department: department}}
		b.months[key] = m
	}
	m.Add(&l)
}

// Add counts another load in.
func (d *DepartmentLoad) Add(l *DepartmentLoad) {
	d.Forms += l.Forms
	d.Columns += l.Columns
	d.Rows += l.Rows
	d.Cells += l.Cells
	d.Known += l.Known
	d.Tasks += l.Tasks
	d.Meetings += l.Meetings
	d.Surveys += l.Surveys
	d.Visits += l.Visits
}

// byMonth are the months of all departments together, and of each.
func (b *burden) byMonth() (all, each []MonthLoad) {
	at := map[string]int{}
	for _, m := range b.months {
		if m.empty() {
			continue
		}
		each = append(each, *m)
		k, ok := at[m.Month]
		if !ok {
			k = len(all)
			at[m.Month] = k
			all = append(all, MonthLoad{Month: m.Month})
		}
		all[k].Add(&m.DepartmentLoad)
	}
	byMonth := func(x, y MonthLoad) int {
		return cmp.Or(strings.Compare(x.Month, y.Month), strings.Compare(x.Department, y.Department))
	}
	slices.SortFunc(all, byMonth)
	slices.SortFunc(each, byMonth)
	return all, each
}

func (d *DepartmentLoad) empty() bool {
	e := *d
	e.Department = ""
	return e == DepartmentLoad{}
}

// homesAsked are how many homes a notice has visited: all, or those of whom it asks.
func (b *burden) homesAsked(a *Asking, audience *asked) int {
	r := b.in.Register
	if a.Audience == (Audience{}) {
		n := 0
		for h := range r.Households {
			if len(r.Households[h].Members) > 0 {
				n++
			}
		}
		return n
	}
	homes := map[int]bool{}
	for _, p := range audience.of(r, a, b.in.Today) {
		if h := r.People[p].Household; h >= 0 {
			homes[h] = true
		}
	}
	return len(homes)
}

// mark notes a form that lacks its number or approval.
func (b *burden) mark(s *register.Submission) {
	head, looked := b.in.Heads[s.ID]
	if !looked {
		b.load.Unlooked++
		return
	}
	if u := (UnmarkedForm{s.ID, s.Title, s.Department, head.No == "", head.Approval == ""}); u.NoNumber || u.NoApproval {
		b.load.Unmarked = append(b.load.Unmarked, u)
	}
}
