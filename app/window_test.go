package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/assets"
)

const roster = `高龄津贴花名册,,,,
填报单位：安宁社区居民委员会,,,填报日期：2026年3月1日,
序号,姓名,身份证号,家庭住址,联系电话
1,王一,110199194001010018,桂花花园3号楼2单元304室,19900000001
2,李二,110199193502020025,桂花花园3号楼2单元305室,19900000002
`

func day() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// newArchive is a new archive and a folder with one form beside it.
func newArchive(t *testing.T) (archive, form string) {
	t.Helper()
	dir := t.TempDir()
	archive, form = filepath.Join(dir, "a.huce"), filepath.Join(dir, "高龄津贴花名册.csv")
	o, err := office.New(archive, office.Options{Community: "安宁社区", Street: "幸福街道", Now: day})
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(form, []byte(roster), 0o644); err != nil {
		t.Fatal(err)
	}
	return archive, form
}

func newWindow(t *testing.T, paths ...string) *Window {
	t.Helper()
	w := New(test.NewTempApp(t), Options{Paths: paths, Run: kit.AtOnce, Now: day})
	t.Cleanup(func() {
		if w.office != nil {
			if err := w.office.Close(); err != nil {
				t.Error(err)
			}
			w.office = nil
		}
	})
	return w
}

// texts are the words that a window shows, in any widget.
func texts(o fyne.CanvasObject) string {
	var b strings.Builder
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch v := o.(type) {
		case *widget.Label:
			b.WriteString(v.Text + "\n")
		case *kit.TipLabel:
			b.WriteString(v.Text + "\n")
		case *widget.Button:
			b.WriteString(v.Text + "\n")
		case *container.AppTabs:
			for _, i := range v.Items {
				b.WriteString(i.Text + "\n")
				walk(i.Content)
			}
		case *fyne.Container:
			for _, c := range v.Objects {
				walk(c)
			}
		case *container.Split:
			walk(v.Leading)
			walk(v.Trailing)
		case *container.Scroll:
			walk(v.Content)
		case *widget.Accordion:
			for _, i := range v.Items {
				b.WriteString(i.Title + "\n")
				walk(i.Detail)
			}
		}
	}
	walk(o)
	return b.String()
}

func TestFirstStartSaysWhatToDo(t *testing.T) {
	w := newWindow(t)
	shown := texts(w.win.Content())
	for _, want := range []string{"打开档案", "新建档案", "试用示例社区", "建档"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the first page lacks %q:\n%s", want, shown)
		}
	}
	w.setLang(assets.English)
	if shown := texts(w.win.Content()); !strings.Contains(shown, "A new archive") {
		t.Errorf("in English the first page says:\n%s", shown)
	}
}

func TestDroppedFormsBecomeTheRegister(t *testing.T) {
	archive, form := newArchive(t)
	w := newWindow(t, archive)
	w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
	if shown := texts(w.win.Content()); !strings.Contains(shown, "将新增 2 人") {
		t.Errorf("the trial says:\n%s", shown)
	}
	tap(t, w.win.Content(), "确认导入")
	shown := texts(w.win.Content())
	w.show("residents")
	shown += texts(w.win.Content())
	for _, want := range []string{"户册", "核对", "表单", "报送", "导入 1 个文件，2 行", "2 / 2 人"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the window lacks %q:\n%s", want, shown)
		}
	}
}

func TestAFileThatIsNoArchiveIsRefusedInWords(t *testing.T) {
	_, form := newArchive(t)
	w := newWindow(t, form)
	if w.office != nil {
		t.Fatal("a csv was opened as an archive")
	}
	if !strings.HasPrefix(w.status.Text, "⚠") || strings.Contains(w.status.Text, "archive_") {
		t.Errorf("the window says %q", w.status.Text)
	}
}

func TestFilesDroppedWithoutAnArchive(t *testing.T) {
	_, form := newArchive(t)
	w := newWindow(t)
	w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
	if !strings.Contains(w.status.Text, "请先打开") {
		t.Errorf("the window says %q", w.status.Text)
	}
}

func TestLanguageIsSwitchedWithoutRestart(t *testing.T) {
	archive, form := newArchive(t)
	w := newWindow(t, archive)
	w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
	tap(t, w.win.Content(), "确认导入")
	w.show("residents")
	w.setLang(assets.English)
	shown := texts(w.win.Content())
	if !strings.Contains(shown, "2 of 2 people") || strings.Contains(shown, "待核对") {
		t.Errorf("in English the window says:\n%s", shown)
	}
}
