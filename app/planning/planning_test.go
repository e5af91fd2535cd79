package planning

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
	"huce/forms/print"
)

// desk is an archive with one task and a plan of two lines.
type desk struct {
	task     plan.Task
	versions []plan.Draft
	laid     []string
	composed int
}

func newDesk() *desk {
	return &desk{task: plan.Task{ID: "T0001", Department: "民政局", Text: "走访高龄老人", Target: "20", Unit: "户", Group: "G01"}}
}

func (d *desk) Tasks() ([]plan.Task, error) { return []plan.Task{d.task}, nil }

func (d *desk) PutTask(t plan.Task) (plan.Task, error) {
	d.task = t
	return t, nil
}

const written = "一、情况\n现有居民{{B02}}。\n"

func (d *desk) PlanText(kind string) (office.EditedPlan, error) {
	e := office.EditedPlan{Kind: kind, Year: 2026, Text: written}
	if n := len(d.versions); n > 0 {
		e.Text, e.Version = d.versions[n-1].Text, &d.versions[n-1]
	}
	return e, nil
}

func (d *desk) ComposePlan(kind, text string) (plan.Composed, error) {
	d.composed++
	if text == "" {
		e, _ := d.PlanText(kind)
		text = e.Text
	}
	c := plan.Composed{Official: forms.Official{Title: "工作计划"}, Table: &plan.Table{List: []plan.Indicator{
		{Code: "B01", Value: "62", Unit: "户", Known: true}, {Code: "B02", Value: "178", Unit: "人", Known: true},
	}}}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		l := plan.Line{No: i + 1, Pieces: []plan.Piece{{Text: strings.ReplaceAll(line, "{{B02}}", "178人")}}}
		if strings.HasPrefix(line, "一、") {
			l.Level = 1
		}
		if strings.Contains(line, "{{B02}}") {
			l.Pieces = append(l.Pieces, plan.Piece{Text: "178人", Code: "B02"})
		}
		if strings.Contains(line, "{{X}}") {
			c.Problems = append(c.Problems, plan.Problem{Line: i + 1, Mark: "X"})
		}
		c.Lines = append(c.Lines, l)
	}
	return c, nil
}

func (d *desk) KeepPlan(kind, text, note string) (plan.Draft, error) {
	if strings.Contains(text, "{{X}}") {
		return plan.Draft{}, forms.NewFault("plan_mark", "2", "X")
	}
	if text == "" {
		text = written
	}
	v := plan.Draft{ID: "D000" + string(rune('1'+len(d.versions))), Kind: kind, At: "2026-11-23T09:00:00Z", By: "王主任", Note: note, Text: text}
	d.versions = append(d.versions, v)
	return v, nil
}

func (d *desk) PlanVersions(string) ([]plan.Draft, error) {
	return append([]plan.Draft{}, d.versions...), nil
}

func (d *desk) PlanDiff(_, left, right string, _ bool) ([]plan.DiffLine, error) {
	return []plan.DiffLine{
		{Left: "一、情况", Right: "一、情况", Kind: plan.DiffSame},
		{Left: left + "有居民", Right: "现有居民" + right, Kind: plan.DiffChanged},
		{Right: "新的一行", Kind: plan.DiffAdded},
	}, nil
}

func (d *desk) NumberRows(code string) (plan.Indicator, office.Listing, error) {
	return plan.Indicator{Code: code, Label: "总人口", Value: "178", Unit: "人", Known: true, How: "在册的人"},
		office.Listing{Columns: []string{"person", "name"}, Rows: [][]string{{"P00001", "王一"}, {"P00002", "李二"}}}, nil
}

func (d *desk) Draft(_ office.PaperKind, opt office.PrintOptions) (*office.Paper, error) {
	d.laid = append(d.laid, string(opt.Text))
	return &office.Paper{Data: []byte("%PDF"), Report: print.Report{Pages: 1}}, nil
}

func (d *desk) May(office.Right) bool { return true }

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d, nil)
	stage.Show(s)
	return stage, s
}

func TestProgressOfATaskIsKeptAndUndone(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	stage.Window.Canvas().Focus(s.Focus())
	stage.Type(t, "高龄")
	stage.Press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	stage.Type(t, "12\n")
	if d.task.Done != "12" || d.task.Group != "" {
		t.Errorf("kept %+v; said %s", d.task, stage.Said)
	}
	stage.TakeBack(t)
	if d.task.Done != "" {
		t.Errorf("after undoing %+v", d.task)
	}
}

// The text is edited with its numbers beside it, kept as a version, compared with the
// one before, and brought back.
func TestPlanIsEditedKeptAndCompared(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.tabs.SelectIndex(1)
	w := s.writing[0]
	stage.Lacks(t, "由程序按任务和户册写成", "178人")
	if len(d.laid) != 1 || d.laid[0] != "" {
		t.Errorf("laid out %q", d.laid)
	}
	stage.Tap(t, "改文字")
	if w.entry.Text != written {
		t.Fatalf("to edit there is %q", w.entry.Text)
	}
	w.entry.SetText("一、情况\n社区有{{X}}。\n")
	stage.Lacks(t, "第 2 行的 {{X}} 不认识")
	s.Keep()
	if len(d.versions) != 0 || !strings.Contains(stage.Said, "plan_mark") || !w.editing {
		t.Errorf("kept with a mark that means nothing: %s", stage.Said)
	}
	w.entry.SetText("一、情况\n社区有{{B02}}。\n")
	stage.Tap(t, "看样子")
	if last := d.laid[len(d.laid)-1]; last != w.entry.Text {
		t.Errorf("laid out %q", last)
	}
	w.note.SetText("改说法")
	s.Keep() // Ctrl+S
	if len(d.versions) != 1 || d.versions[0].Note != "改说法" || w.editing {
		t.Fatalf("versions %+v; said %s", d.versions, stage.Said)
	}
	stage.Lacks(t, "版本 D0001（2026-11-23 09:00，王主任）")

	w.tabs.SelectIndex(2)
	w.versions.table.Select(0)
	stage.Lacks(t, "不同 2 处", "……相同 1 行……", "新的一行")
	stage.Tap(t, "改回这一版")
	if n := len(d.versions); n != 2 || d.versions[1].Text != d.versions[0].Text {
		t.Errorf("versions %+v", d.versions)
	}
	stage.TakeBack(t)
	stage.TakeBack(t)
	if n := len(d.versions); d.versions[n-1].Text != written {
		t.Errorf("undone it reads %q", d.versions[n-1].Text)
	}
}

func TestChangesCanBeGivenUp(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.tabs.SelectIndex(2)
	stage.Tap(t, "改文字")
	s.writing[1].entry.SetText("别的")
	stage.Tap(t, "放弃修改")
	stage.Lacks(t, "178人")
	if len(d.versions) != 0 {
		t.Errorf("versions %+v", d.versions)
	}
}

// A number shows its rows: tapped in the text, or found by its name; while the text
// is edited Enter puts its mark in.
func TestNumberShowsItsRows(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.tabs.SelectIndex(1)
	w := s.writing[0]
	for _, o := range w.reading.Objects {
		for _, run := range o.(*kit.Flow).Runs() {
			if run.Act != nil {
				run.Act()
			}
		}
	}
	stage.Lacks(t, "总人口：178人　在册的人", "共 2 行")
	if got := w.numbers.rows.TSV(true); !strings.Contains(got, "人号\t姓名") || !strings.Contains(got, "P00002\t李二") {
		t.Errorf("rows\n%s", got)
	}
	stage.Tap(t, "改文字")
	w.entry.SetText("有")
	w.entry.CursorColumn = 1
	stage.Window.Canvas().Focus(w.numbers.find.Entry)
	stage.Type(t, "B01")
	stage.Press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if w.entry.Text != "有{{B01}}" {
		t.Errorf("the text is %q", w.entry.Text)
	}
}

// While a text is composed only the newest waits: typing on costs nothing more.
func TestOnlyTheNewestTextIsComposed(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	d := newDesk()
	s := New(stage.Page, d, nil)
	stage.Show(s)
	s.tabs.SelectIndex(1)
	stage.Settle()
	w := s.writing[0]
	w.begin()
	stage.Settle()
	before := d.composed
	for range 20 {
		test.Type(w.entry, "字")
	}
	stage.Settle()
	if n := d.composed - before; n != 2 {
		t.Errorf("20 letters were composed %d times", n)
	}
}

// Every column of a number's rows has words, of records too.
func TestListedColumnsHaveWords(t *testing.T) {
	columns := office.TaskListing(nil).Columns
	for _, record := range []any{plan.Fund{}, plan.Meeting{}, plan.Visit{}} {
		for i := range reflect.TypeOf(record).NumField() {
			columns = append(columns, reflect.TypeOf(record).Field(i).Name)
		}
	}
	for _, lang := range assets.Langs {
		for _, c := range columns {
			if key := "app.listed." + c; assets.Text(lang, key) == key {
				t.Errorf("%s: no words for the column %s", lang, c)
			}
		}
	}
}

func TestPlanningLooks(t *testing.T) {
	stage, s := show(t, newDesk())
	s.find.Table.Select(0)
	stage.Looks(t, "planning")
}
