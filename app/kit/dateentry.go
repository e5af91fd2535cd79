package kit

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// DateEntry is a day to type in as yyyy-mm-dd. It takes a day however clerks write
// it (20260301, 2026.3.1, 2026年3月1日, 3-1 of this year) and shows it in its own
// way when one leaves it; the arrows up and down go on and back by a day.
type DateEntry struct {
	Entry
	now func() time.Time
}

// NewDateEntry is an empty entry; now says which year is this one.
func NewDateEntry(now func() time.Time, keys KeyHandler) *DateEntry {
	e := &DateEntry{now: now}
	e.OnKey = keys
	e.PlaceHolder = "yyyy-mm-dd"
	e.ExtendBaseWidget(e)
	return e
}

const isoDay = "2006-01-02"

// Day is the day that stands there; false where none does.
func (e *DateEntry) Day() (time.Time, bool) { return ReadDay(e.Text, e.now().Year()) }

// FocusLost writes the day in its own way.
func (e *DateEntry) FocusLost() {
	if d, ok := e.Day(); ok {
		e.SetText(d.Format(isoDay))
	}
	e.Entry.FocusLost()
}

// TypedKey is Fyne's.
func (e *DateEntry) TypedKey(k *fyne.KeyEvent) {
	by := map[fyne.KeyName]int{fyne.KeyUp: 1, fyne.KeyDown: -1}[k.Name]
	d, ok := e.Day()
	if by == 0 || !ok && e.Text != "" {
		e.Entry.TypedKey(k)
		return
	}
	if !ok {
		d, by = e.now(), 0
	}
	e.SetText(d.AddDate(0, 0, by).Format(isoDay))
}

// ReadDay reads a day; year is for what names none. It must be one of the calendar.
func ReadDay(s string, year int) (time.Time, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	switch {
	case len(parts) == 1 && len(parts[0]) == 8:
		p := parts[0]
		parts = []string{p[:4], p[4:6], p[6:]}
	case len(parts) == 1 && len(parts[0]) == 4:
		p := parts[0]
		parts = []string{strconv.Itoa(year), p[:2], p[2:]}
	case len(parts) == 2:
		parts = append([]string{strconv.Itoa(year)}, parts...)
	}
	if len(parts) != 3 || len(parts[0]) != 4 {
		return time.Time{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return time.Time{}, false
		}
		n[i] = v
	}
	d := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if d.Year() != n[0] || int(d.Month()) != n[1] || d.Day() != n[2] {
		return time.Time{}, false
	}
	return d, true
}
