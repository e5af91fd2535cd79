// Package review is the screen 核对: the open questions one at a time, the two sides
// beside each other with what differs marked, answered by one key each.
package review

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/register"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	Questions() ([]office.Asked, error)
	Answer(id string, kind register.DecisionKind, value string) (uint64, error)
	AnswerLike(id string, kind register.DecisionKind, value string) ([]uint64, error)
	Revoke(no string) error
}

// Screen is the screen 核对.
type Screen struct {
	page     kit.Page
	desk     Desk
	table    *kit.DataTable
	count    *widget.Label
	progress *widget.ProgressBar
	ask      *fyne.Container
	root     fyne.CanvasObject

	questions []office.Asked
	later     map[string]time.Time // put off, by question, and when
	at        int                  // the question shown, -1 for none
	most      int                  // questions that were open at most since the screen was made
	busy      bool                 // an answer is being kept
	answers   []answer             // of the question shown, by the digits of their keys
	own       []fyne.CanvasObject  // buttons of the question shown, for tests and keys
	given     int                  // answers given here
}

// answer is one answer to a question: its words and what they decide.
type answer struct {
	words string
	kind  register.DecisionKind
	value string
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk) *Screen {
	s := &Screen{
		page: page, desk: desk, count: widget.NewLabel(""), progress: widget.NewProgressBar(),
		later: map[string]time.Time{}, at: -1,
	}
	s.table = page.Table([]kit.Head{
		{Words: "col.question", Width: 150},
		{Words: "col.name", Width: 80},
		{Words: "col.why", Width: 170},
	})
	s.table.OnSelect = s.show
	s.table.Tone = func(row, _ int) kit.Tone {
		if row < len(s.questions) && s.putOff(row) {
			return kit.Doubt
		}
		return kit.Plain
	}
	s.ask = container.NewVBox(widget.NewLabel(page.Text("choose_question")))
	split := container.NewHSplit(s.table.Object(), container.NewVScroll(s.ask))
	split.SetOffset(0.36)
	s.root = container.NewBorder(container.NewBorder(nil, nil, s.count, nil, s.progress), nil, nil, nil, split)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Focus is what takes the keys.
func (s *Screen) Focus() fyne.Focusable { return s.table.Focus() }

func (s *Screen) putOff(row int) bool { return !s.later[s.questions[row].ID].IsZero() }

// Refresh reads the open questions anew and shows the next.
func (s *Screen) Refresh() {
	var qs []office.Asked
	s.page.Try(func() (err error) {
		qs, err = s.desk.Questions()
		return err
	}, func() {
		was := ""
		if s.at >= 0 && s.at < len(s.questions) {
			was = s.questions[s.at].ID
		}
		s.questions = qs
		s.most = max(s.most, len(qs))
		rows := make([][]string, len(qs))
		next := -1
		for i, q := range qs {
			rows[i] = []string{q.Text, q.Name, q.Gate}
			if q.ID == was {
				next = i
			}
		}
		s.table.SetRows(rows)
		s.tell()
		if next < 0 {
			next = s.next(s.at)
		}
		s.choose(next)
	})
}

// next is the question to be shown from a place on: the first not put off, else the
// one that was put off longest ago; -1 where none is open.
func (s *Screen) next(from int) int {
	n := len(s.questions)
	oldest := -1
	for k := range n {
		i := (max(from, 0) + k) % n
		if !s.putOff(i) {
			return i
		}
		if oldest < 0 || s.later[s.questions[i].ID].Before(s.later[s.questions[oldest].ID]) {
			oldest = i
		}
	}
	return oldest
}

func (s *Screen) choose(row int) {
	if row < 0 {
		s.at = -1
		s.show(-1)
		return
	}
	s.table.Mark(row)
	s.show(row)
}

// tell says how many questions are open, and how far the clerk has come.
func (s *Screen) tell() {
	s.count.SetText(s.page.Text("open_questions", strconv.Itoa(len(s.questions))))
	if s.most > 0 {
		s.progress.SetValue(1 - float64(len(s.questions))/float64(s.most))
	}
}

// keyLater are the keys that put a question off; 3 does where it is no answer.
const (
	keyLater  = "0"
	keyAlso   = "3"
	keyBack   = "Z"
	keyLike   = "S" // with all that are like it: the first answer
	keyUnlike = "D" // the second
)

// Key answers by the digits, puts off by 3 or 0, takes back by Z.
func (s *Screen) Key(k fyne.KeyName) bool {
	key := string(k)
	switch {
	case key == keyBack || key == "z":
		s.takeBack()
		return true
	case s.at < 0:
		return false
	}
	if n := int(k[0] - '1'); len(key) == 1 && n >= 0 && n < len(s.answers) {
		s.answer(s.answers[n])
		return true
	}
	if key == keyLater || key == keyAlso {
		s.putLater()
		return true
	}
	if s.questions[s.at].Like > 0 && s.pair() {
		switch key {
		case keyLike, "s":
			s.answerLike(s.answers[0])
			return true
		case keyUnlike, "d":
			s.answerLike(s.answers[1])
			return true
		}
	}
	return false
}

// putLater puts the question off and goes on.
func (s *Screen) putLater() {
	s.later[s.questions[s.at].ID] = s.page.Now()
	s.table.RefreshTones()
	s.choose(s.next(s.at + 1))
}
