package planning

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/plan"
)

// versions are the versions that were kept of a text, and two of them side by side.
type versions struct {
	w     *writing
	table *kit.DataTable
	with  *widget.Select // what the chosen one is held against
	shown *widget.Check  // as printed, numbers and all
	back  *widget.Button
	sides *fyne.Container
	root  fyne.CanvasObject
	all   []plan.Draft // the newest first
	turn  int
}

func newVersions(w *writing) *versions {
	p := w.page
	v := &versions{w: w, sides: container.NewVBox(widget.NewLabel(p.Text("choose_version")))}
	v.table = p.Table([]kit.Head{
		{Words: "col.version", Width: 60},
		{Words: "col.made", Width: 130},
		{Words: "col.by", Width: 80},
		{Words: "col.note", Width: 200},
	})
	v.table.OnSelect = func(int) { v.compare() }
	v.with = widget.NewSelect(nil, func(string) { v.compare() })
	v.with.PlaceHolder = p.Text("version_with")
	v.shown = widget.NewCheck(p.Text("version_shown"), func(bool) { v.compare() })
	v.back = widget.NewButton(p.Text("version_back"), v.bringBack)
	v.back.Disable()
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(v.shown, v.back), v.with)
	split := container.NewVSplit(v.table.Object(), container.NewBorder(bar, nil, nil, nil, container.NewVScroll(v.sides)))
	split.SetOffset(0.3)
	v.root = split
	return v
}

func (v *versions) refresh() {
	var all []plan.Draft
	v.w.page.Try(func() (err error) {
		all, err = v.w.desk.PlanVersions(v.w.kind)
		return err
	}, func() {
		slices.Reverse(all)
		v.all = all
		names := []string{v.w.page.Text("version_now")}
		rows := make([][]string, len(all))
		for i := range all {
			d := &all[i]
			rows[i] = []string{d.ID, kit.When(d.At), d.By, d.Note}
			names = append(names, d.ID+"　"+kit.When(d.At))
		}
		v.table.SetRows(rows)
		v.with.SetOptions(names)
		v.back.Disable()
		if len(all) == 0 {
			v.sides.Objects = []fyne.CanvasObject{widget.NewLabel(v.w.page.Text("versions_none"))}
			v.sides.Refresh()
		}
	})
}

// compare sets the chosen version beside the other: the one in force unless another
// was chosen.
func (v *versions) compare() {
	at := v.table.Chosen()
	if at < 0 {
		return
	}
	if v.w.desk.May(office.Enter) {
		v.back.Enable()
	}
	left, right := v.all[at].ID, ""
	if with := v.with.SelectedIndex(); with > 0 {
		right = v.all[with-1].ID
	}
	v.turn++
	turn, shown := v.turn, v.shown.Checked
	var lines []plan.DiffLine
	v.w.page.Try(func() (err error) {
		lines, err = v.w.desk.PlanDiff(v.w.kind, left, right, shown)
		return err
	}, func() {
		if turn == v.turn {
			v.show(lines)
		}
	})
}

// tones behind the two sides, by how they differ.
var tones = map[plan.DiffKind][2]kit.Tone{
	plan.DiffChanged: {kit.Doubt, kit.Doubt},
	plan.DiffAdded:   {kit.Plain, kit.Good},
	plan.DiffRemoved: {kit.Bad, kit.Plain},
}

// show shows what differs, what is the same in between as a count of lines.
func (v *versions) show(lines []plan.DiffLine) {
	p := v.w.page
	var out []fyne.CanvasObject
	same, differs := 0, 0
	flush := func() {
		if same > 0 {
			l := widget.NewLabel(p.Text("version_same", kit.Number(same)))
			l.Importance = widget.LowImportance
			out = append(out, l)
		}
		same = 0
	}
	for i := range lines {
		l := &lines[i]
		if l.Kind == plan.DiffSame {
			same++
			continue
		}
		flush()
		differs++
		left, right := l.Left, l.Right
		if l.Kind == plan.DiffChanged {
			left, right = office.Marked(left, right)
		}
		out = append(out, container.NewGridWithColumns(2, side(left, tones[l.Kind][0]), side(right, tones[l.Kind][1])))
	}
	flush()
	head := widget.NewLabel(p.Text("version_differs", kit.Number(differs)))
	v.sides.Objects = append([]fyne.CanvasObject{head}, out...)
	v.sides.Refresh()
}

// side is a line of one side; the characters that the other lacks stand out.
func side(text string, tone kit.Tone) fyne.CanvasObject {
	return container.NewStack(canvas.NewRectangle(kit.ToneColor(tone)), kit.Diff(text))
}

// bringBack makes the chosen version the one in force once more, as a new version.
func (v *versions) bringBack() {
	at := v.table.Chosen()
	if at < 0 || v.w.editing {
		return
	}
	d := v.all[at]
	v.w.store(d.Text, v.w.page.Text("version_brought", d.ID), func() {})
}
