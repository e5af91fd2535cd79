package papers

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/fill"
	"huce/forms/print"
)

// desk is an archive of two forms, one of them with a sending.
type desk struct {
	sending plan.Sending
	filed   []string
	again   bool
	done    []string
	notes   []forms.Issue // on a form's file, filled
}

func (d *desk) Submissions() (office.Listing, error) {
	return office.Listing{Rows: [][]string{
		{"S0001", "高龄津贴花名册", "民政局", "gaoling", "2026-03-01", "2", "0", "0", "xlsx", "a.xlsx", "", "", "false", ""},
		{"S0002", "养犬登记表", "派出所", "quan", "2026-03-01", "2", "0", "0", "csv", "b.csv", "", "", "false", ""},
		{"S0003", "撤回的表", "派出所", "x", "2026-03-01", "2", "0", "0", "csv", "b.csv", "", "", "true", ""},
	}}, nil
}

func (d *desk) Sendings() (office.Listing, error) {
	return office.Listing{Rows: [][]string{{d.sending.ID, "gaoling", "", "", "2026", "2026-12-31", d.sending.Status(), "", "", "", ""}}}, nil
}

func (d *desk) Fill(string) (*office.Filled, error) {
	return &office.Filled{
		Name: "高龄津贴花名册.xlsx", Rows: 2, Blank: 1, Result: fill.Result{Cells: 10, Data: []byte("x"), Notes: d.notes},
		Marks: []office.CellMark{{Mark: office.Missing, Row: 4, Column: "联系电话"}, {Mark: office.Changed, Row: 5, Column: "住址", Value: "新", Was: "旧"}},
	}, nil
}

func (d *desk) step(status, reason string) (plan.Sending, error) {
	d.sending.ID, d.sending.Title, d.sending.Period = "R0001", "高龄津贴花名册", "2026"
	d.sending.Steps = append(d.sending.Steps, plan.SendingStep{Status: status, Reason: reason})
	return d.sending, nil
}

func (d *desk) PrepareSending(string, string) (*office.Filled, plan.Sending, error) {
	s, err := d.step(plan.SendingPrepared, "")
	return nil, s, err
}
func (d *desk) MarkSent(string) (plan.Sending, error) { return d.step(plan.SendingSent, "") }
func (d *desk) MarkReturned(_, reason string) (plan.Sending, error) {
	return d.step(plan.SendingReturned, reason)
}

func (d *desk) TakeBackStep(id string) (plan.Sending, error) {
	d.done = append(d.done, "step "+id)
	d.sending.Steps = d.sending.Steps[:len(d.sending.Steps)-1]
	return d.sending, nil
}

func (d *desk) TakeBackPaper(id string) error {
	d.done = append(d.done, "paper "+id)
	return nil
}

func (d *desk) Draft(kind office.PaperKind, _ office.PrintOptions) (*office.Paper, error) {
	return &office.Paper{Kind: kind, Title: "工作计划", Data: []byte("%PDF"), Report: print.Report{Pages: 3}}, nil
}

func (d *desk) PrintWith(kind office.PaperKind, _ office.PrintOptions) (*office.Paper, error) {
	if kind == "" {
		return nil, forms.NewFault("no_paper", "")
	}
	d.filed = append(d.filed, string(kind))
	return &office.Paper{Kind: kind, Title: "工作计划", ArchivalNo: "WS·2026-Y-BGS-0001", Document: "A0001", Again: d.again, Data: []byte("%PDF"), Report: print.Report{Pages: 3}}, nil
}

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d, nil, func([]byte) (string, error) { return "printed", nil })
	stage.Show(s)
	return stage, s
}

// A form goes its way by its buttons, and each step is taken back by Ctrl+Z.
func TestSendingGoesItsWayAndBack(t *testing.T) {
	d := &desk{}
	stage, s := show(t, d)
	if s.find.Table.Len() != 2 {
		t.Fatalf("%d forms are listed", s.find.Table.Len())
	}
	stage.Type(t, "高龄")
	stage.Press(t, fyne.KeyDown, fyne.KeyDown)
	stage.Lacks(t, "已填 2 行 10 格，还空 1 格", "缺 1", "有变化 1", "标记 2")
	if !s.sent.Disabled() || !s.returned.Disabled() {
		t.Error("what isn't prepared can be sent")
	}
	for _, c := range []struct{ button, says string }{{"填好待报", "已填好"}, {"已报送", "已报送"}} {
		stage.Tap(t, c.button)
		if !strings.Contains(stage.Said, c.says) {
			t.Errorf("%s says %q", c.button, stage.Said)
		}
	}
	stage.Tap(t, "被退回")
	if d.sending.Status() != plan.SendingSent || stage.Window.Canvas().Focused() != s.reason {
		t.Errorf("returned without a reason: %s, %s", d.sending.Status(), stage.Said)
	}
	stage.Type(t, "少一列")
	stage.Tap(t, "被退回")
	if d.sending.Steps[2].Reason != "少一列" {
		t.Errorf("steps %+v", d.sending.Steps)
	}
	for range 3 {
		stage.TakeBack(t)
	}
	if d.sending.Status() != plan.SendingDue || !slices.Equal(d.done, []string{"step R0001", "step R0001", "step R0001"}) {
		t.Errorf("%s after %v", d.sending.Status(), d.done)
	}
}

// A paper that was filed anew can be taken back; one that was filed before can't.
// What is said of a filled file beside its cells is said in the window, too.
func TestFilledFormsNotesAreSaid(t *testing.T) {
	stage, s := show(t, &desk{notes: []forms.Issue{{Row: -1, Col: -1, Code: "fill_macros"}, {Row: 5, Col: 1, Code: "fill_total"}}})
	stage.Type(t, "高龄")
	stage.Press(t, fyne.KeyDown, fyne.KeyDown)
	for _, want := range []string{"已去掉宏", "B6 合计数"} {
		if !strings.Contains(s.said.Text, want) {
			t.Errorf("%q is not said: %q", want, s.said.Text)
		}
	}
}

func TestFilingIsTakenBack(t *testing.T) {
	d := &desk{}
	stage, _ := show(t, d)
	stage.Tap(t, "计划")
	stage.Lacks(t, "《工作计划》共 3 页，还没有归档")
	stage.Tap(t, "编号归档")
	if !strings.Contains(stage.Said, "WS·2026-Y-BGS-0001") || len(d.filed) != 1 {
		t.Errorf("said %q", stage.Said)
	}
	stage.TakeBack(t)
	if !slices.Equal(d.done, []string{"paper A0001"}) {
		t.Errorf("taken back %v", d.done)
	}
	d.again = true
	stage.Tap(t, "编号归档")
	if len(stage.Acts) != 0 {
		t.Error("a paper filed before would be taken back")
	}
	stage.Tap(t, "打印")
	if stage.Said != "printed" {
		t.Errorf("said %q", stage.Said)
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, &desk{}, nil, nil)
	stage.Show(s)
	stage.Settle()
	s.choose(0)
	stage.Settle()
}

func TestPapersLook(t *testing.T) {
	stage, _ := show(t, &desk{})
	stage.Looks(t, "papers")
}
