package kit

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Month is a month as a calendar, Monday first, with a word on each day; a day is
// chosen by a tap or by Tab and Enter.
type Month struct {
	Word   func(day time.Time) string // what stands on a day, "" for nothing; nil is nothing anywhere
	OnDay  func(day time.Time)
	page   Page
	first  time.Time // of the month shown
	chosen time.Time
	title  *widget.Label
	days   *fyne.Container
	root   fyne.CanvasObject
}

// NewMonth is the month of today.
func NewMonth(page Page) *Month {
	m := &Month{page: page, title: widget.NewLabel(""), days: container.NewGridWithColumns(7)}
	back := NewTipButton(theme.IconNameNavigateBack, page.Text("tip.month_back"), func() { m.turn(-1) })
	on := NewTipButton(theme.IconNameNavigateNext, page.Text("tip.month_on"), func() { m.turn(1) })
	m.root = container.NewVBox(container.NewHBox(back, m.title, on), m.days)
	m.Go(page.now())
	return m
}

// Object is what to put on a screen.
func (m *Month) Object() fyne.CanvasObject { return m.root }

// Chosen is the day that is chosen.
func (m *Month) Chosen() time.Time { return m.chosen }

// Go chooses a day and shows its month.
func (m *Month) Go(day time.Time) {
	m.chosen = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	m.first = m.chosen.AddDate(0, 0, 1-m.chosen.Day())
	m.Refresh()
}

func (m *Month) turn(by int) {
	m.first = m.first.AddDate(0, by, 0)
	m.Refresh()
}

// Refresh asks anew what stands on each day.
func (m *Month) Refresh() {
	m.title.SetText(m.first.Format("2006-01"))
	m.days.Objects = nil
	for i := range 7 {
		l := widget.NewLabel(m.page.Text("weekday." + strconv.Itoa(i+1)))
		l.Alignment = fyne.TextAlignCenter
		m.days.Objects = append(m.days.Objects, l)
	}
	for range (int(m.first.Weekday()) + 6) % 7 {
		m.days.Objects = append(m.days.Objects, widget.NewLabel(""))
	}
	for day := m.first; day.Month() == m.first.Month(); day = day.AddDate(0, 0, 1) {
		text := strconv.Itoa(day.Day())
		if m.Word != nil {
			if word := m.Word(day); word != "" {
				text += " · " + word
			}
		}
		b := widget.NewButton(text, func() {
			m.Go(day)
			if m.OnDay != nil {
				m.OnDay(day)
			}
		})
		b.Importance = widget.LowImportance
		if day.Equal(m.chosen) {
			b.Importance = widget.HighImportance
		}
		m.days.Objects = append(m.days.Objects, b)
	}
	m.days.Refresh()
}
