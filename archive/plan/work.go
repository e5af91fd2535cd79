package plan

import (
	"slices"

	"huce/archive/register"
)

// countWork adds the indicators of the community's own work: tasks, funds,
// meetings, visits, forms. They are counted in code, for what they count are no
// values of the register. Where no record of a kind was kept, its numbers are not
// known.
func countWork(in Input, t *Table) {
	got := map[string]Indicator{}
	put := func(i Indicator) { got[i.Code] = i }
	workOfTasks(in, put)
	workOfFunds(in, put)
	workOfMeetings(in, put)
	workOfVisits(in, t, put)
	workOfForms(in, put)
	workOfRegister(in, put)
	for _, w := range ruleBook().Work {
		i, ok := got[w.Code]
		if !ok {
			panic("plan: nobody counts " + w.Code)
		}
		i.Unit = w.Unit
		t.add(i)
	}
}

func workOfTasks(in Input, put func(Indicator)) {
	merged := Merge(in.Tasks)
	var heads, done, late, declined []int
	for k := range merged {
		m := &merged[k]
		heads = append(heads, m.Tasks[0])
		switch m.Status(in.Tasks) {
		case StatusDone:
			done = append(done, m.Tasks[0])
		case StatusDeclined:
			declined = append(declined, m.Tasks[0])
		}
		if m.Overdue(in.Tasks, in.Today) {
			late = append(late, m.Tasks[0])
		}
	}
	all := make([]int, len(in.Tasks))
	for i := range all {
		all[i] = i
	}
	put(countOf("W01.1", "", OfTasks, heads, phrase("how.merged")))
	put(countOf("W01.2", "", OfTasks, all, phrase("how.tasks")))
	put(countOf("W01.3", "", OfTasks, done, phrase("how.status")))
	rate := shareOf("W01.4", float64(len(done)), float64(len(heads)), phrase("how.status"))
	rate.Of, rate.Items, rate.Share = OfTasks, done, "W01.1"
	put(rate)
	put(countOf("W01.5", "", OfTasks, late, phrase("how.overdue")))
	put(countOf("W01.6", "", OfTasks, declined, phrase("how.status")))
	put(countOf("W01.7", "", OfTasks, proven(in, merged), phrase("how.proven")))
}

// proven are the tasks that are done and have something attached that shows it, be it to
// another asking of the same task.
func proven(in Input, merged []Merged) []int {
	var tasks []int
	for k := range merged {
		if m := &merged[k]; m.Status(in.Tasks) == StatusDone && len(m.Attached(in)) > 0 {
			tasks = append(tasks, m.Tasks[0])
		}
	}
	return tasks
}

func workOfFunds(in Input, put func(Indicator)) {
	var due, arrived, spent int64
	items := make([]int, len(in.Funds))
	for i := range in.Funds {
		items[i] = i
		due += in.Funds[i].Allocated
		arrived += in.Funds[i].Arrived
		spent += in.Funds[i].Spent
	}
	kept := len(in.Funds) > 0
	money := func(code string, fen int64) {
		i := moneyOf(code, fen, kept, phrase("how.funds"))
		i.Of, i.Items = OfFunds, items
		put(i)
	}
	// What departments promise in their task lists is due even where no ledger is kept.
	var asked []int
	promised := int64(0)
	for i := range in.Tasks {
		if in.Tasks[i].FundsKnown && in.Tasks[i].Funds > 0 {
			promised += in.Tasks[i].Funds
			asked = append(asked, i)
		}
	}
	if kept {
		money("W02.1", due)
	} else {
		i := moneyOf("W02.1", promised, len(in.Tasks) > 0, phrase("how.promised"))
		i.Of, i.Items = OfTasks, asked
		put(i)
	}
	money("W02.2", arrived)
	put(shareOf("W02.3", float64(arrived), float64(due), phrase("how.funds")))
	money("W02.4", spent)
	put(shareOf("W02.5", float64(spent), float64(arrived), phrase("how.funds")))
}

func workOfMeetings(in Input, put func(Indicator)) {
	var planned, held []int
	for i := range in.Meetings {
		if m := &in.Meetings[i]; int(m.Date.Year) == in.Year {
			planned = append(planned, i)
			if m.Held {
				held = append(held, i)
			}
		}
	}
	for code, items := range map[string][]int{"W03.1": planned, "W03.2": held} {
		i := countOf(code, "", OfMeetings, items, phrase("how.meetings"))
		i.Known = len(in.Meetings) > 0
		put(i)
	}
}

func workOfVisits(in Input, t *Table, put func(Indicator)) {
	var homes []int
	for h, met := range visitedHomes(in) {
		if met {
			homes = append(homes, h)
		}
	}
	i := countOf("W04.1", "", OfHomes, homes, phrase("how.visits"))
	i.Known = len(in.Visits) > 0
	put(i)
	rate := shareOf("W04.2", float64(len(homes)), t.Get("B01").Number, phrase("how.visits"))
	rate.Known, rate.Of, rate.Items, rate.Share = rate.Known && i.Known, OfHomes, homes, "B01"
	put(rate)
}

func workOfForms(in Input, put func(Indicator)) {
	load := Burden(in)
	plain := func(code string, n int, how string) {
		put(Indicator{Code: code, Known: true, How: how, Number: float64(n), Value: Thousands(int64(n))})
	}
	var received []int
	for i := range in.Register.Submissions {
		if asksCells(&in.Register.Submissions[i]) {
			received = append(received, i)
		}
	}
	put(countOf("W05.1", "", OfForms, received, phrase("how.forms")))
	plain("W05.2", load.Columns, phrase("how.forms"))
	plain("W05.3", load.Fields, phrase("how.fields_merged"))
	put(shareOf("W05.4", float64(load.Columns-load.Fields), float64(load.Columns), phrase("how.fields_merged")))
	plain("W06.1", load.Cells, phrase("how.cells"))
	plain("W06.2", load.Known, phrase("how.cells_known"))
	put(shareOf("W06.3", float64(load.Known), float64(load.Cells), phrase("how.cells_known")))
	put(Indicator{Code: "W06.4", Known: load.Cells > 0, How: phrase("how.hours", load.SecondsPerCell), Number: load.Hours, Value: decimal(load.Hours, 1)})
}

// asksCells reports whether a submission is a form with rows, not a task list.
func asksCells(s *register.Submission) bool {
	return slices.ContainsFunc(s.Claims, isForm)
}

// complete are the fields that a person's entry should have.
var complete = []string{"person.name", "person.sex", "person.birth", "person.id_no", "person.residence_address", "person.phone"}

func workOfRegister(in Input, put func(Indicator)) {
	r := in.Register
	filled, bad := 0, make([]bool, len(r.People))
	for i := range r.Questions {
		if q := &r.Questions[i]; q.Kind == register.BadIdentifier && q.Person >= 0 && q.Person < len(bad) {
			bad[q.Person] = true
		}
	}
	var numbered, pass []int
	for p := range r.People {
		for _, f := range complete {
			if r.People[p].Value(f) != "" {
				filled++
			}
		}
		if r.People[p].Value("person.id_no") != "" {
			numbered = append(numbered, p)
			if !bad[p] {
				pass = append(pass, p)
			}
		}
	}
	put(shareOf("W07.1", float64(filled), float64(len(complete)*len(r.People)), phrase("how.complete")))
	rate := shareOf("W07.2", float64(len(pass)), float64(len(numbered)), phrase("how.ids"))
	rate.Of, rate.Items = OfPeople, pass
	put(rate)
}
