package office

import (
	"huce/archive/plan"
)

// Stats are the counts of an archive and what filling once has saved.
type Stats struct {
	Sealed    bool      `json:"sealed"` // has a password
	Files     int       `json:"files"`
	Rows      int       `json:"rows"`
	People    int       `json:"people"`
	Homes     int       `json:"households"`
	Dwellings int       `json:"dwellings"`
	Questions int       `json:"questions"`
	Unplaced  int       `json:"unplaced"`
	Tasks     int       `json:"tasks"`
	TaskKinds int       `json:"tasks_merged"`
	Burden    plan.Load `json:"burden"`
}

// Stats counts what the archive holds.
func (o *Office) Stats() (*Stats, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	s := o.counted(in)
	s.Burden = o.burdenOf(in)
	return s, nil
}

// Counts are the Stats that are there at once: all but the burden, which is counted
// cell by cell (Burden).
func (o *Office) Counts() (*Stats, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return nil, err
	}
	tasks, err := o.Tasks()
	if err != nil {
		return nil, err
	}
	return o.counted(plan.Input{Register: reg, Tasks: plan.TasksOfYear(tasks, reg, o.WorkYear())}), nil
}

func (o *Office) counted(in plan.Input) *Stats {
	reg := in.Register
	s := &Stats{
		Sealed: o.Sealed(),
		Files:  len(reg.Submissions), People: len(reg.People), Homes: len(reg.Households),
		Dwellings: len(reg.Dwellings), Questions: len(reg.Questions), Unplaced: len(reg.Unplaced),
		Tasks: len(in.Tasks),
	}
	groups := map[string]bool{}
	for i := range in.Tasks {
		t := &in.Tasks[i]
		if t.Group == "" {
			s.TaskKinds++
		} else if !groups[t.Group] {
			groups[t.Group] = true
			s.TaskKinds++
		}
	}
	for i := range reg.Submissions {
		for _, c := range reg.Submissions[i].Claims {
			s.Rows += len(c.Rows)
		}
	}
	return s
}
