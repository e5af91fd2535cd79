package kit

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"huce/assets"
)

func TestFinder(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(Light))
	f := NewFinder(Page{Lang: assets.Chinese}, "tasks_find", "tasks_shown", "tasks_none", []Head{{"col.department", 100}, {"col.task", 200}})
	f.Set(nil)
	if want := assets.Text(assets.Chinese, "app.tasks_none"); f.Count.Text != want {
		t.Errorf("with nothing it says %q, want %q", f.Count.Text, want)
	}
	f.Set([]Found{
		{Row: []string{"民政局", "探访独居老人"}, Also: "安民〔2026〕1号", Key: "T1"},
		{Row: []string{"残联", "入户核查"}},
		{Row: []string{"民政局", "低保复核"}, Also: "A-17", Key: "T3"},
	})
	chosen := -1
	f.OnSelect = func(thing int) { chosen = thing }
	f.Tone = func(thing, col int) Tone {
		if thing == 2 && col == 1 {
			return Bad
		}
		return Plain
	}
	for _, c := range []struct {
		words string
		shown []int
	}{
		{"", []int{0, 1, 2}},
		{"民政", []int{0, 2}},
		{" 复核  民政局 ", []int{2}}, // any order, any spaces
		{"a-17", []int{2}},      // what is not in the row, in either case
		{"没有", nil},
	} {
		f.Entry.SetText(c.words)
		if f.Table.Len() != len(c.shown) {
			t.Errorf("%q shows %d", c.words, f.Table.Len())
			continue
		}
		for row, thing := range c.shown {
			if f.Table.Select(row); chosen != thing {
				t.Errorf("%q: row %d is %d, want %d", c.words, row, chosen, thing)
			}
			if got := f.Table.Tone(row, 1); got == Bad != (thing == 2) {
				t.Errorf("%q: row %d has tone %d", c.words, row, got)
			}
		}
	}
	f.Entry.SetText("")
	chosen = -1
	if f.Mark(2); chosen != -1 {
		t.Error("marking is no choosing")
	}
	// read anew, the list stays where it was: the chosen thing is told by its key
	f.Set([]Found{{Row: []string{"残联", "入户核查"}}, {Row: []string{"民政局", "低保复核，已办"}, Key: "T3"}})
	if f.Chosen() != 1 || chosen != -1 {
		t.Errorf("of the list read anew %d is chosen", f.Chosen())
	}
	f.Set([]Found{{Row: []string{"残联", "入户核查"}}})
	if f.Chosen() != -1 {
		t.Errorf("what is gone is chosen: %d", f.Chosen())
	}
}
