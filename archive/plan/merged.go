package plan

import (
	"slices"
	"strings"

	"huce/forms"
)

// Merged is one task of the one plan: all askings of a group, the fullest first.
type Merged struct {
	Tasks []int // indexes of Input.Tasks
	Main  *Task // the asking whose words stand for all
	Block string
	Due   forms.Date // the earliest of all
	Funds int64      // fen, of all askings that name a sum
	Open  bool       // some asking leaves its funds open (按实)
}

// Merge gathers tasks by their groups, in the order of blocks, due days and first
// askings.
func Merge(tasks []Task) []Merged {
	var all []Merged
	at := map[string]int{}
	for i := range tasks {
		t := &tasks[i]
		k, ok := at[t.Group]
		if !ok || t.Group == "" {
			k = len(all)
			all = append(all, Merged{})
			at[t.Group] = k
		}
		all[k].Tasks = append(all[k].Tasks, i)
	}
	for k := range all {
		all[k].settle(tasks)
	}
	slices.SortStableFunc(all, func(a, b Merged) int {
		if c := strings.Compare(a.Block, b.Block); c != 0 {
			return c
		}
		return strings.Compare(a.Main.ID, b.Main.ID)
	})
	return all
}

// settle finds what stands for the group: the words of the asking that tells most,
// the earliest day, every sum.
func (m *Merged) settle(tasks []Task) {
	for _, i := range m.Tasks {
		t := &tasks[i]
		if m.Main == nil || told(t) > told(m.Main) {
			m.Main = t
		}
		if !t.Due.IsZero() && (m.Due.IsZero() || t.Due.Compare(m.Due) < 0) {
			m.Due = t.Due
		}
		switch {
		case t.FundsKnown:
			m.Funds += t.Funds
		case t.FundsText != "" && !isNone(t.FundsText):
			m.Open = true
		}
	}
	m.Block = m.Main.Block
	if m.Block == "" {
		m.Block = BlockOf(*m.Main)
	}
}

func isNone(s string) bool { return strings.Trim(s, "-—/ 　") == "" }

// told is how much an asking tells: its target and day before the length of its
// words.
func told(t *Task) int {
	n := min(len(t.Text), 200)
	for _, s := range []string{t.Target, t.Indicator, t.Deadline} {
		if s != "" {
			n += 1000
		}
	}
	return n
}

// Departments are those who ask, in their order, each once.
func (m *Merged) Departments(tasks []Task) []string {
	var names []string
	for _, i := range m.Tasks {
		if d := tasks[i].Department; d != "" && !slices.Contains(names, d) {
			names = append(names, d)
		}
	}
	return names
}

// Status is the group's: done, declined or paused where every asking is, doing where
// one is at least begun, else open.
func (m *Merged) Status(tasks []Task) string {
	count := map[string]int{}
	for _, i := range m.Tasks {
		count[StatusOf(&tasks[i])]++
	}
	for _, s := range []string{StatusDone, StatusDeclined, StatusPaused, StatusOpen} {
		if count[s] == len(m.Tasks) {
			return s
		}
	}
	return StatusDoing
}

// Overdue reports whether the group's day has passed and it is still to be done.
func (m *Merged) Overdue(tasks []Task, today forms.Date) bool {
	s := m.Status(tasks)
	return (s == StatusOpen || s == StatusDoing) && !m.Due.IsZero() && m.Due.Compare(today) < 0
}

// StatusOf is a task's status, StatusOpen where none was set.
func StatusOf(t *Task) string {
	if t.Status == "" {
		return StatusOpen
	}
	return t.Status
}
