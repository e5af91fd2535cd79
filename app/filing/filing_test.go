package filing

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/print"
)

// desk is an archive of three papers, two of which ran out.
type desk struct {
	papers    []archive.Document
	destroyed []string
	by        [2]string
	closed    []plan.Closing
	back      []string
	opened    []string
}

func newDesk() *desk {
	paper := func(id, no, title string, year int) archive.Document {
		return archive.Document{ID: id, ArchivalNo: no, Title: title, Date: forms.NewDate(year, 3, 1), Retention: "D10", Pages: 2}
	}
	return &desk{papers: []archive.Document{
		paper("A0001", "WS·2014-D10-BGS-0001", "月度报表", 2014), paper("A0002", "WS·2014-D10-BGS-0002", "通知", 2014), paper("A0003", "WS·2025-D10-BGS-0001", "工作计划", 2025),
	}}
}

func (d *desk) Filed() ([]archive.Document, error) { return d.papers, nil }
func (d *desk) FiledPaper(id string) (archive.Document, error) {
	d.opened = append(d.opened, id)
	return archive.Document{ID: id, Title: id, Data: []byte("%PDF-1.7")}, nil
}

func (d *desk) CheckPaper(code string) (office.CheckedPaper, error) {
	if code != "WS·2025-D10-BGS-0001/1/abc" {
		return office.CheckedPaper{}, forms.NewFault("paper_code", code)
	}
	return office.CheckedPaper{Document: d.papers[2], Page: 1}, nil
}

func (d *desk) Draft(office.PaperKind, office.PrintOptions) (*office.Paper, error) {
	return &office.Paper{Title: "目录", Data: []byte("%PDF-1.7"), Report: print.Report{Pages: 1}}, nil
}

func (d *desk) Documents(words string) ([]archive.Document, error) {
	if words == "消防" {
		return d.papers[2:], nil
	}
	return nil, nil
}

func (d *desk) TakeBackPaper(id string) error {
	d.back = append(d.back, id)
	return nil
}

func (d *desk) RunOut() ([]archive.Document, error) {
	return slices.DeleteFunc(slices.Clone(d.papers[:2]), func(x archive.Document) bool { return slices.Contains(d.destroyed, x.ID) }), nil
}

func (d *desk) Destroy(_ context.Context, ids []string, by [2]string, tell archive.Progress) (*office.Paper, error) {
	tell(1, 1)
	d.destroyed, d.by = ids, by
	return &office.Paper{Title: "销毁清册", Data: []byte("%PDF-1.7")}, nil
}
func (d *desk) Closings() ([]plan.Closing, error) { return d.closed, nil }
func (d *desk) FileReceived(int) ([]archive.Document, error) {
	return []archive.Document{{ID: "A0004"}, {ID: "A0005"}}, nil
}

func (d *desk) CloseYear(no int) (plan.Closing, error) {
	c := plan.Closing{Year: no, On: forms.NewDate(2026, 11, 23), By: "王主任", Documents: 1}
	d.closed = append(d.closed, c)
	return c, nil
}
func (d *desk) ClosedCatalogue(int) ([]byte, error) { return []byte("%PDF-1.7 closed"), nil }
func (d *desk) ExportYear(_ context.Context, w io.Writer, _ int) error {
	_, err := w.Write([]byte("zip"))
	return err
}
func (d *desk) May(office.Right) bool { return true }

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d, nil, nil)
	stage.Show(s)
	return stage, s
}

// Typing finds by number and title, Enter looks inside the papers, other words look
// among all again.
func TestPapersAreFoundByTitleAndInside(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	stage.Type(t, "通知")
	if s.find.Table.Len() != 1 {
		t.Errorf("%d papers", s.find.Table.Len())
	}
	s.find.Entry.SetText("")
	stage.Type(t, "消防")
	if s.find.Table.Len() != 0 {
		t.Errorf("%d papers are called so", s.find.Table.Len())
	}
	stage.Type(t, "\n")
	if s.find.Table.Len() != 1 || !strings.Contains(stage.Said, "共 1 件") {
		t.Errorf("%d papers; said %q", s.find.Table.Len(), stage.Said)
	}
	stage.Press(t, fyne.KeyDown, fyne.KeyDown)
	if !slices.Equal(d.opened, []string{"A0003"}) {
		t.Errorf("opened %v", d.opened)
	}
	s.find.Entry.SetText("")
	if s.find.Table.Len() != 3 {
		t.Errorf("without words %d papers", s.find.Table.Len())
	}
}

func TestPageIsHeldAgainstWhatIsFiled(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	stage.Window.Canvas().Focus(s.code)
	stage.Type(t, "x\n")
	if !strings.Contains(stage.Said, "paper_code") {
		t.Errorf("said %q", stage.Said)
	}
	s.code.SetText("")
	stage.Type(t, "WS·2025-D10-BGS-0001/1/abc\n")
	if !strings.Contains(stage.Said, "与存档一致") || !slices.Equal(d.opened, []string{"A0003"}) {
		t.Errorf("said %q, opened %v", stage.Said, d.opened)
	}
}

// Nothing is destroyed before two have signed and the word was typed; a paper can be
// spared.
func TestDestroyingWantsTwoNamesAndTheWord(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.tabs.SelectIndex(1)
	stage.Lacks(t, "打勾的 2 件")
	stage.Window.Canvas().Focus(s.gone.table.Focus())
	stage.Press(t, fyne.KeyDown, fyne.KeyReturn) // spare the first
	stage.Lacks(t, "打勾的 1 件")
	stage.Tap(t, "销毁")
	if d.destroyed != nil || stage.Window.Canvas().Focused() != s.gone.signed[0] {
		t.Fatalf("destroyed %v unsigned; said %s", d.destroyed, stage.Said)
	}
	stage.Type(t, "王主任")
	s.gone.signed[1].SetText("李录入")
	stage.Tap(t, "销毁")
	if d.destroyed != nil || stage.Window.Canvas().Focused() != s.gone.sure {
		t.Fatalf("destroyed %v without the word; said %s", d.destroyed, stage.Said)
	}
	stage.Type(t, "销毁\n")
	if !slices.Equal(d.destroyed, []string{"A0002"}) || d.by != [2]string{"王主任", "李录入"} || !strings.Contains(stage.Said, "已销毁 1 件") {
		t.Errorf("destroyed %v by %v; said %s", d.destroyed, d.by, stage.Said)
	}
	if s.gone.table.Len() != 1 || s.gone.sure.Text != "" {
		t.Errorf("%d papers wait; the word stands there still: %q", s.gone.table.Len(), s.gone.sure.Text)
	}
}

// What was received is filed, and taken back by Ctrl+Z; a year that is over is closed
// once its number was typed, and can't be closed twice; its package is saved.
func TestYearIsFiledClosedAndGivenOut(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.tabs.SelectIndex(2)
	if !s.years.receive.Disabled() || s.years.table.Len() != 3 {
		t.Errorf("%d years", s.years.table.Len())
	}
	s.years.table.Select(0) // this year
	if !s.years.close.Disabled() {
		t.Error("this year can be closed")
	}
	s.years.table.Select(1) // 2025
	stage.Tap(t, "收文归档")
	stage.TakeBack(t)
	if !slices.Equal(d.back, []string{"A0005", "A0004"}) {
		t.Errorf("taken back %v", d.back)
	}
	s.years.table.Select(1)
	stage.Tap(t, "看目录")
	stage.Tap(t, "年度结卷")
	if len(d.closed) != 0 {
		t.Fatal("closed without the year typed")
	}
	stage.Type(t, "2025\n")
	if len(d.closed) != 1 || !strings.Contains(stage.Said, "2025 年度已结卷") {
		t.Fatalf("closed %v; said %s", d.closed, stage.Said)
	}
	s.years.table.Select(1)
	if !s.years.close.Disabled() {
		t.Error("it can be closed twice")
	}
	file := filepath.Join(t.TempDir(), "2025.zip")
	s.years.export(2025, file)
	if got, err := os.ReadFile(file); err != nil || string(got) != "zip" {
		t.Errorf("wrote %q, %v", got, err)
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, newDesk(), nil, nil)
	stage.Show(s)
	stage.Settle()
	s.find.Table.Select(0)
	s.years.table.Select(1)
	s.years.doReceive()
	stage.Settle()
}

func TestFilingLooks(t *testing.T) {
	stage, _ := show(t, newDesk())
	stage.Looks(t, "filing")
}
