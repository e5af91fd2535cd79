package intake

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/assets"
)

// library are the forms by department, each with its versions and what its labels mean.
type library struct {
	s    *Screen
	all  office.Listing
	find *kit.Finder
	page *widget.Label
	root fyne.CanvasObject
}

// of the listing's columns, those shown.
var formColumns = []struct {
	at    int
	key   string
	width float32
}{
	{2, "col.department", 130},
	{1, "col.title", 230},
	{5, "col.versions", 46},
	{6, "col.seen", 96},
	{8, "col.imports", 46},
	{7, "col.taught", 46},
	{periodColumn, "col.period", 76},
	{dueColumn, "col.next_due", 96},
	{statusColumn, "col.status", 66},
	{admissionColumn, "col.admission", 90},
}

// What stands behind a listing's own columns: the period that today lies in, its last
// day, how far the form is in it, whether the form is on the approved list.
const (
	periodColumn = 9 + iota
	dueColumn
	statusColumn
	admissionColumn
	wide
)

// Of the listings of sendings and imports.
const (
	sendingForm, sendingPeriod, sendingDue, sendingStatus = 1, 4, 5, 6

	importForm = 3
)

// look adds to each form where it stands.
func (l *library) look(all *office.Listing) error {
	sendings, err := l.s.desk.Sendings()
	if err != nil {
		return err
	}
	imports, err := l.s.desk.Submissions()
	if err != nil {
		return err
	}
	gated, err := l.s.desk.Gate()
	if err != nil {
		return err
	}
	formOf, admitted := map[string]string{}, map[string]string{}
	for _, r := range imports.Rows {
		formOf[r[idColumn]] = r[importForm]
	}
	for i := range gated {
		if form := formOf[gated[i].ID]; form != "" && gated[i].Admission != "" {
			admitted[form] = gated[i].Admission
		}
	}
	lang := l.s.page.Lang
	for i := range all.Rows {
		row := append(all.Rows[i], make([]string, wide-len(all.Rows[i]))...)
		for _, s := range sendings.Rows { // the newest period comes last
			if s[sendingForm] == row[0] {
				row[periodColumn], row[dueColumn] = s[sendingPeriod], s[sendingDue]
				row[statusColumn] = assets.Text(lang, "plan.sending."+s[sendingStatus])
			}
		}
		if a := admitted[row[0]]; a != "" {
			row[admissionColumn] = assets.Text(lang, "plan.admission."+a)
		}
		all.Rows[i] = row
	}
	return nil
}

func newLibrary(s *Screen) *library {
	p := s.page
	l := &library{s: s, page: widget.NewLabel(p.Text("choose_form"))}
	l.page.Wrapping = kit.Wrap(p.Lang)
	heads := make([]kit.Head, len(formColumns))
	for i, c := range formColumns {
		heads[i] = kit.Head{Words: c.key, Width: c.width}
	}
	l.find = kit.NewFinder(p, "forms_find", "", "", heads)
	l.find.OnSelect = func(form int) { l.open(l.all.Rows[form][0]) }
	split := container.NewHSplit(container.NewBorder(l.find.Entry, nil, nil, nil, l.find.Table.Object()), container.NewVScroll(l.page))
	split.SetOffset(0.62)
	l.root = split
	return l
}

func (l *library) refresh() {
	var all office.Listing
	l.s.page.Try(func() (err error) {
		if all, err = l.s.desk.TemplateListing(); err == nil {
			err = l.look(&all)
		}
		return err
	}, func() {
		slices.SortStableFunc(all.Rows, func(a, b []string) int { return strings.Compare(a[2], b[2]) })
		l.all = all
		l.list()
	})
}

func (l *library) list() {
	found := make([]kit.Found, len(l.all.Rows))
	for i, r := range l.all.Rows {
		row := make([]string, len(formColumns))
		for j, c := range formColumns {
			if row[j] = r[c.at]; row[j] == "0" {
				row[j] = ""
			}
		}
		found[i].Row, found[i].Key = row, r[0]
	}
	l.find.Set(found)
}

// open shows one form: what it asks, its versions and what changed, what a clerk said.
func (l *library) open(id string) {
	var t *office.TemplatePage
	l.s.page.Try(func() (err error) {
		t, err = l.s.desk.Template(id)
		return err
	}, func() { l.page.SetText(l.words(t)) })
}

func (l *library) words(t *office.TemplatePage) string {
	p := l.s.page
	text := t.Title + "\n" + t.Department + "\n"
	lines := func(key string, all []office.TemplateLine) {
		if len(all) == 0 {
			return
		}
		text += "\n" + p.Text(key) + "\n"
		for _, a := range all {
			means := p.Text("own_field")
			if a.Field != "" {
				means = office.FieldLabel(a.Field)
			}
			text += "　" + a.Label + " → " + means + "\n"
		}
	}
	for _, v := range slices.Backward(t.Versions) {
		text += "\n" + p.Text("version", v.Seen) + "　" + v.Changes + "\n"
		for _, change := range v.Added {
			text += "　＋ " + change + "\n"
		}
		for _, change := range v.Removed {
			text += "　－ " + change + "\n"
		}
		for _, r := range v.Renamed {
			text += "　" + r[0] + " → " + r[1] + "\n"
		}
	}
	lines("taught", t.Mapped)
	if len(t.Versions) > 0 {
		lines("asks", t.Versions[len(t.Versions)-1].Labels)
	} else {
		lines("asks", t.Asks)
	}
	return text
}
