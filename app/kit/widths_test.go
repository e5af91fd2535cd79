package kit

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// named is a table whose widths are remembered, in a window.
func named(t *testing.T) *DataTable {
	t.Helper()
	d := NewDataTable([]Column{{Label: "姓名", Width: 80, Name: "t.name"}, {Label: "住址", Width: 80, Name: "t.address"}})
	newWindow(t, d.Object())
	d.SetRows([][]string{{"王一", "桂花花园3号楼2单元304室"}, {"李二", "短"}})
	return d
}

// shownCells are the texts of the cells in sight.
func shownCells(d *DataTable) string {
	var b strings.Builder
	walkWidgets(d.table, func(o fyne.CanvasObject) {
		if c, ok := o.(*cell); ok {
			b.WriteString(c.label.Text + "|")
		}
	})
	return b.String()
}

// walkWidgets visits all that an object is drawn of.
func walkWidgets(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch v := o.(type) {
	case *fyne.Container:
		for _, c := range v.Objects {
			walkWidgets(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(v).Objects() {
			walkWidgets(c, visit)
		}
	}
}

// A column that is drawn wider shows more of its texts, and is as wide the next time.
func TestColumnIsDrawnWider(t *testing.T) {
	test.NewTempApp(t)
	d := named(t)
	if got := shownCells(d); strings.Contains(got, "单元") {
		t.Fatalf("at first it shows %s", got)
	}
	var head *heading
	walkWidgets(d.table, func(o fyne.CanvasObject) {
		if h, ok := o.(*heading); ok && h.column == 1 {
			head = h
		}
	})
	press := func(x, window float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 8), AbsolutePosition: fyne.NewPos(window, 8)}}
	}
	head.MouseMoved(press(40, 140))
	if head.Cursor() != desktop.PointerCursor {
		t.Error("the middle of a heading is no edge")
	}
	head.MouseMoved(press(77, 177))
	if head.Cursor() != desktop.HResizeCursor {
		t.Error("an edge looks like none")
	}
	head.MouseDown(press(77, 177))
	head.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(297, 8)}})
	head.DragEnd()
	head.Tapped(nil)
	if d.sorted >= 0 {
		t.Error("drawing an edge sorted")
	}
	if got := shownCells(d); !strings.Contains(got, "3号楼2单元") {
		t.Errorf("drawn wider it shows %s", got)
	}
	if got := named(t); !strings.Contains(shownCells(got), "3号楼2单元") || got.width(0) != d.width(0) {
		t.Errorf("the next table is %.0f and %.0f wide", got.width(0), got.width(1))
	}
}

// A heading that is longer than its column is wide can be read all the same.
func TestHeadingsAreReadWhole(t *testing.T) {
	test.NewTempApp(t)
	d := NewDataTable([]Column{{Label: "Changes", Width: 20}})
	newWindow(t, d.Object())
	if got := d.head(0, d.width(0)); got != "Changes" {
		t.Errorf("the heading is %q", got)
	}
}

func TestCellsAreCopiedAsInASpreadsheet(t *testing.T) {
	test.NewTempApp(t)
	d := named(t)
	chosen := 0
	d.OnSelect = func(int) { chosen++ }
	press := func(k fyne.KeyName) { d.table.TypedKey(&fyne.KeyEvent{Name: k}) }
	clip := test.NewClipboard()
	copied := func() string {
		d.table.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
		return clip.Content()
	}
	press(fyne.KeyDown)
	press(fyne.KeyRight)
	if got := copied(); got != "桂花花园3号楼2单元304室" || chosen != 1 {
		t.Errorf("copied %q, chosen %d times", got, chosen)
	}
	press(fyne.KeyDown) // in the same column
	if got := copied(); got != "短" || chosen != 2 {
		t.Errorf("copied %q, chosen %d times", got, chosen)
	}
	d.table.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "姓名\t住址\r\n李二\t短\r\n" {
		t.Errorf("the row is %q", got)
	}
	d.table.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := copied(); got != "姓名\t住址\r\n王一\t桂花花园3号楼2单元304室\r\n李二\t短\r\n" {
		t.Errorf("the table is %q", got)
	}
	press(fyne.KeyUp)
	if got := copied(); got != "桂花花园3号楼2单元304室" {
		t.Errorf("after all one cell: %q", got)
	}
}

// A list read anew stays where it was scrolled to, with its chosen row.
func TestListReadAnewStays(t *testing.T) {
	test.NewTempApp(t)
	d := NewDataTable([]Column{{Label: "号", Width: 60}})
	newWindow(t, d.Object())
	rows := make([][]string, 400)
	for i := range rows {
		rows[i] = []string{strconv.Itoa(i)}
	}
	d.SetRows(rows)
	d.Select(200)
	before := shownCells(d)
	if !strings.Contains(before, "|200|") {
		t.Fatalf("shown are %s", before)
	}
	if d.Again(rows, 200); shownCells(d) != before || d.Chosen() != 200 {
		t.Errorf("read anew it shows %s, %d is chosen", shownCells(d), d.Chosen())
	}
	if d.Again(rows[:10], -1); !strings.Contains(shownCells(d), "0|1|") || d.Chosen() != -1 {
		t.Errorf("where most are gone it shows %s", shownCells(d))
	}
}
