package plan

import (
	"cmp"
	"slices"

	"huce/forms"
)

// LedgerLine is one line of the 费随事转 ledger: what a task asks for beside what its
// department allocated, what came and what was spent. All sums are fen.
type LedgerLine struct {
	Fund       string // F0001; "" where a task names a sum and no entry was made
	Task       string // T0001, "" for none alone
	Department string
	Name       string // of the fund, else the task's words
	Basis      string
	Asked      int64  // what the task's form names
	AskedText  string // as the form says: 按实, -500; "" where Asked is read from it
	Allocated  int64
	Arrived    int64
	ArrivedOn  forms.Date
	Voucher    string
	Spent      int64
	SpentOn    forms.Date
	SpentFor   string
	Due        forms.Date // when it ought to be here
	Overdue    bool       // that day passed and not all is here
	Short      int64      // what lacks of what was allocated, else asked; never negative
	Overspent  bool       // more was spent than came
	Urged      string
	Note       string
}

// Balance is what arrived and is not spent, in fen.
func (l *LedgerLine) Balance() int64 { return l.Arrived - l.Spent }

// Ledger is the whole 费随事转 ledger: a line a fund entry, and a line a task that
// names money and has none, by department. A fund is a task's where it names the
// task or a group that the task is of.
func Ledger(in Input) []LedgerLine {
	var out []LedgerLine
	paid := map[string]bool{} // tasks that an entry names
	at := map[string]*Task{}
	group := map[string][]*Task{}
	for i := range in.Tasks {
		t := &in.Tasks[i]
		at[t.ID] = t
		if t.Group != "" {
			group[t.Group] = append(group[t.Group], t)
		}
	}
	for i := range in.Funds {
		f := &in.Funds[i]
		l := LedgerLine{
			Fund: f.ID, Task: f.Task, Department: f.Department, Name: f.Name, Basis: f.Basis, Allocated: f.Allocated, Arrived: f.Arrived,
			ArrivedOn: f.ArrivedOn, Voucher: f.Voucher, Spent: f.Spent, SpentOn: f.SpentOn, SpentFor: f.SpentFor, Due: f.Due, Urged: f.Urged, Note: f.Note,
		}
		if t := at[f.Task]; t != nil {
			l.ofTask(t, paid)
		}
		for _, t := range group[f.Task] {
			if t.Department == f.Department || f.Department == "" {
				l.ofTask(t, paid)
			}
		}
		out = append(out, l)
	}
	for i := range in.Tasks {
		t := &in.Tasks[i]
		if paid[t.ID] || isNone(t.FundsText) || t.FundsKnown && t.Funds == 0 {
			continue
		}
		l := LedgerLine{Task: t.ID, Department: t.Department, Name: t.Text, Basis: t.Basis, Due: t.Due}
		l.ask(t)
		out = append(out, l)
	}
	for i := range out {
		out[i].settle(in.Today)
	}
	slices.SortStableFunc(out, func(a, b LedgerLine) int { return cmp.Compare(a.Department, b.Department) })
	return out
}

func (l *LedgerLine) ofTask(t *Task, paid map[string]bool) {
	if paid[t.ID] {
		return // a second entry for the same task: it asks once
	}
	paid[t.ID] = true
	l.ask(t)
	l.Name, l.Basis, l.Department = cmp.Or(l.Name, t.Text), cmp.Or(l.Basis, t.Basis), cmp.Or(l.Department, t.Department)
	if l.Due.IsZero() {
		l.Due = t.Due
	}
}

func (l *LedgerLine) ask(t *Task) {
	if t.FundsKnown {
		l.Asked += t.Funds
	} else if !isNone(t.FundsText) {
		l.AskedText = t.FundsText
	}
}

func (l *LedgerLine) settle(today forms.Date) {
	l.Short = max(0, cmp.Or(l.Allocated, l.Asked)-l.Arrived)
	l.Overdue = l.Short > 0 && !l.Due.IsZero() && l.Due.Compare(today) < 0
	l.Overspent = l.Spent > l.Arrived
}
