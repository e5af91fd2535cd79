package settings

import (
	"strings"
	"testing"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/forms"
)

// fonts is an archive with a setting for fonts.
type fonts struct {
	folder string
	may    bool
}

func (f *fonts) FontFolder() (string, error) { return f.folder, nil }
func (f *fonts) SetFontFolder(folder string) error {
	if folder == "/empty" {
		return forms.NewFault("fonts_none", folder)
	}
	f.folder = folder
	return nil
}

func (f *fonts) Draft(kind office.PaperKind, _ office.PrintOptions) (*office.Paper, error) {
	return &office.Paper{Kind: kind, Data: []byte(kind)}, nil
}
func (f *fonts) May(office.Right) bool { return f.may }

func TestFontsAreSetAndUndone(t *testing.T) {
	f := &fonts{may: true}
	stage := kittest.New(t)
	printed := ""
	s := newPrinting(stage.Page, f, func(data []byte) (string, error) {
		printed = string(data)
		return "已送到打印机。", nil
	})
	stage.Window.SetContent(s.root)
	s.refresh()
	stage.Lacks(t, "现在用：自带字体")
	stage.Tap(t, "Windows 字体")
	s.refresh()
	stage.Lacks(t, "现在用：Windows 字体")
	s.set("/empty")
	if f.folder != office.WindowsFonts || !strings.Contains(stage.Said, "fonts_none") {
		t.Errorf("set to %q, said %q", f.folder, stage.Said)
	}
	stage.TakeBack(t)
	if f.folder != "" {
		t.Errorf("undone to %q", f.folder)
	}
	stage.Tap(t, "打印一页试试")
	if printed != string(office.PopulationPaper) || stage.Said != "已送到打印机。" {
		t.Errorf("printed %q, said %q", printed, stage.Said)
	}
	f.may = false
	if s := newPrinting(stage.Page, f, nil); !s.win.Disabled() || !s.try.Disabled() {
		t.Error("who may not can")
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	b := newBackups(stage.Page, &desk{folder: "/stick"}, nil)
	p := newPrinting(stage.Page, &fonts{may: true}, nil)
	b.Refresh()
	p.refresh()
	b.backUp()
	stage.Settle()
	b.look()
	stage.Settle()
	if b.work.Running() || b.now.Disabled() {
		t.Error("the backup never ended")
	}
}
