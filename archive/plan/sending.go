package plan

import (
	"fmt"
	"strings"
	"time"

	"huce/forms"
)

// Sending is one form for one period on its way to its department (报送): prepared,
// sent, perhaps returned and sent again. Steps are only ever added; one that was entered by
// mistake stays, marked as taken back, and counts for nothing.
type Sending struct {
	ID         string // R0001, the archive's
	Form       string // the template's id
	Title      string
	Department string
	Period     string // 2026, 2026H1, 2026Q3, 2026-11; "" where the form has none
	Steps      []SendingStep
}

// SendingStep is something done with a form.
type SendingStep struct {
	Status   string // one of the Sending constants
	When     string // RFC 3339
	Who      string
	Document string // of SendingPrepared: the filed paper (A0001), the form as it was filled
	Reason   string // of SendingReturned: why it came back (退回原因)

	TakenBack bool `json:",omitempty"`
}

// How a form stands on its way, "plan.sending." and the value in the translations.
const (
	SendingDue      = "due"      // 待报: of no step, but of the period that has come
	SendingPrepared = "prepared" // 已填好
	SendingSent     = "sent"     // 已报送
	SendingReturned = "returned" // 被退回
)

// Status is how a form stands now.
func (s *Sending) Status() string {
	if at := s.Last(); at >= 0 {
		return s.Steps[at].Status
	}
	return SendingDue
}

// Last is the newest step that counts, -1 for none.
func (s *Sending) Last() int {
	for i := len(s.Steps) - 1; i >= 0; i-- {
		if !s.Steps[i].TakenBack {
			return i
		}
	}
	return -1
}

// Times is how often a form was sent: twice is sent again after it was returned.
func (s *Sending) Times() int {
	n := 0
	for _, step := range s.Steps {
		if step.Status == SendingSent && !step.TakenBack {
			n++
		}
	}
	return n
}

// Paper is the filed paper of the form as it was prepared last, "" where it wasn't.
func (s *Sending) Paper() string {
	for i := len(s.Steps) - 1; i >= 0; i-- {
		if s.Steps[i].Document != "" && !s.Steps[i].TakenBack {
			return s.Steps[i].Document
		}
	}
	return ""
}

// follows says which steps may come after which.
var follows = map[string][]string{
	SendingPrepared: {SendingDue, SendingPrepared, SendingReturned},
	SendingSent:     {SendingPrepared},
	SendingReturned: {SendingSent},
}

// May reports whether a step may follow how the form stands.
func (s *Sending) May(step string) bool {
	for _, before := range follows[step] {
		if before == s.Status() {
			return true
		}
	}
	return false
}

// rhythms are the words by which forms say how often they are sent, the shortest
// period first: 按月更新 and 年度核查 in one is a month.
var rhythms = []struct {
	words  []string
	months int
}{
	{[]string{"月"}, 1},
	{[]string{"季"}, 3},
	{[]string{"半年"}, 6},
	{[]string{"年"}, 12},
}

// PeriodAt is the period of a form's rhythm that a day lies in, and its last day;
// "" for a form sent whenever something happens (随时, 普查年).
func PeriodAt(rhythm string, day forms.Date) (period string, last forms.Date) {
	if strings.Contains(rhythm, "普查年") {
		return "", forms.Date{}
	}
	for _, r := range rhythms {
		if !hasAny(strings.ReplaceAll(rhythm, "半月", ""), r.words) {
			continue
		}
		y, m := int(day.Year), int(day.Month)
		n := (m - 1) / r.months
		end := (n + 1) * r.months
		last = forms.NewDate(y, end, time.Date(y, time.Month(end)+1, 0, 0, 0, 0, 0, time.UTC).Day())
		switch r.months {
		case 1:
			period = fmt.Sprintf("%d-%02d", y, m)
		case 3:
			period = fmt.Sprintf("%dQ%d", y, n+1)
		case 6:
			period = fmt.Sprintf("%dH%d", y, n+1)
		default:
			period = fmt.Sprint(y)
		}
		return period, last
	}
	return "", forms.Date{}
}
