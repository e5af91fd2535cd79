package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/widget"
)

// Finder is a table of things with an entry over it that finds them by any words of
// theirs. A thing keeps its number, from 0, however few of them are shown.
type Finder struct {
	Entry    *Entry
	Table    *DataTable
	Count    *widget.Label             // how many are shown, of how many
	OnSelect func(thing int)           // it was chosen
	Tone     func(thing, col int) Tone // nil is plain everywhere

	page        Page
	shows, none string
	things      []Found
	shown       []int // of things, the rows of the table
}

// Found is a thing that can be found: its row, words that find it too, and what tells
// it from the others when the list is read anew, "" for its place.
type Found struct {
	Row  []string
	Also string
	Key  string
}

// NewFinder is an empty finder. hint, shows and none are keys of the window's words:
// what stands in the empty entry, "{0} of {1}" beside it, and what to do first where
// there is nothing at all; "" is nothing.
func NewFinder(page Page, hint, shows, none string, heads []Head) *Finder {
	f := &Finder{Entry: NewEntry(page.Key), Table: page.Table(heads), Count: widget.NewLabel(""), page: page, shows: shows, none: none}
	f.Entry.SetPlaceHolder(page.Text(hint))
	f.Entry.OnChanged = func(string) { f.Table.SetRows(f.list()) }
	f.Entry.OnDown = func() { page.Window.Canvas().Focus(f.Table.Focus()) }
	f.Table.OnSelect = func(row int) {
		if f.OnSelect != nil {
			f.OnSelect(f.shown[row])
		}
	}
	f.Table.Tone = func(row, col int) Tone {
		if f.Tone == nil || row >= len(f.shown) {
			return Plain
		}
		return f.Tone(f.shown[row], col)
	}
	return f
}

// Set shows the things anew, those that the entry's words find; the chosen one stays
// chosen and in sight.
func (f *Finder) Set(things []Found) {
	key, chosen := "", f.Chosen()
	if chosen >= 0 {
		key = f.things[chosen].Key
	}
	f.things = things
	rows := f.list()
	at := -1
	if key != "" {
		at = slices.IndexFunc(f.shown, func(thing int) bool { return things[thing].Key == key })
	}
	f.Table.Again(rows, at)
}

// Mark shows a thing as the chosen one without choosing it; where it isn't among
// those shown nothing happens.
func (f *Finder) Mark(thing int) {
	if row := slices.Index(f.shown, thing); row >= 0 {
		f.Table.Mark(row)
	}
}

// Chosen is the thing that is chosen, -1 for none.
func (f *Finder) Chosen() int {
	if row := f.Table.Chosen(); row >= 0 {
		return f.shown[row]
	}
	return -1
}

// list are the rows of the things that the entry's words find; it counts them, too.
func (f *Finder) list() [][]string {
	words := strings.Fields(strings.ToLower(f.Entry.Text))
	f.shown = f.shown[:0]
	rows := [][]string{}
	for i, t := range f.things {
		all := strings.ToLower(strings.Join(t.Row, " ") + " " + t.Also)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) }) {
			f.shown = append(f.shown, i)
			rows = append(rows, t.Row)
		}
	}
	switch {
	case len(f.things) == 0 && f.none != "":
		f.Count.SetText(f.page.Text(f.none))
	case f.shows != "":
		f.Count.SetText(f.page.Text(f.shows, Number(len(rows)), Number(len(f.things))))
	default:
		f.Count.SetText("")
	}
	return rows
}
