package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/office"
)

// A folder of 500 files of every kind is dropped: what can be read is taken in, each
// other file is named with its reason, and all 500 are accounted for.
func TestAFolderOfFiveHundredMixedFiles(t *testing.T) {
	archive, _ := newArchive(t)
	dir := t.TempDir()
	kinds := []struct{ ext, content string }{
		{"csv", ""}, // a roster of its own
		{"xlsx", "这不是表格"},
		{"pdf", "%PDF-1.4\n%%EOF"},
		{"png", "\x89PNG\r\n\x1a\n"},
		{"zip", "PK\x05\x06" + strings.Repeat("\x00", 18)},
		{"doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
		{"txt", "今天开会"},
		{"xls", ""},
		{"docx", "PK\x03\x04"},
		{"tmp", strings.Repeat("\x00", 512)},
	}
	const files = 500
	rosters := 0
	for i := range files {
		k := kinds[i%len(kinds)]
		content := k.content
		if k.ext == "csv" {
			rosters++
			content = strings.NewReplacer("王一", fmt.Sprintf("王%c", '一'+i), "010018", fmt.Sprintf("01%03d8", i%1000), "高龄津贴", fmt.Sprintf("第%d网格高龄津贴", i)).Replace(roster)
		}
		sub := filepath.Join(dir, fmt.Sprintf("第%d批", i/100))
		if err := os.MkdirAll(sub, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("文件%03d.%s", i, k.ext)), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newWindow(t, archive)
	w.dropped(fyne.Position{}, []fyne.URI{uri(dir)})
	shown := texts(w.win.Content())
	if want := fmt.Sprintf("另有 %d 个不导入", files-rosters); !strings.Contains(shown, want) {
		t.Fatalf("the trial lacks %q:\n%s", want, shown)
	}
	tap(t, w.win.Content(), "确认导入")
	if want := fmt.Sprintf("导入 %d 个文件", rosters); !strings.HasPrefix(w.status.Text, want) {
		t.Errorf("the window says %q, not %q", w.status.Text, want)
	}
	shown = texts(w.win.Content())
	for i := range files {
		if name := fmt.Sprintf("文件%03d.%s", i, kinds[i%len(kinds)].ext); i%len(kinds) > 0 && !strings.Contains(shown, name) {
			t.Errorf("nothing is said of %s", name)
		}
	}
}

// The clock is set back by a month while the window is open: what is done then is kept
// like all else, and the archive opens again whole.
func TestTheClockIsSetBack(t *testing.T) {
	archive, form := newArchive(t)
	now := day()
	w := New(test.NewTempApp(t), Options{Paths: []string{archive}, Run: kit.AtOnce, Now: func() time.Time { return now }})
	w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
	tap(t, w.win.Content(), "确认导入")
	now = now.AddDate(0, -1, 0)
	later := filepath.Join(t.TempDir(), "第二份.csv")
	if err := os.WriteFile(later, []byte(strings.NewReplacer("王一", "赵三", "194001010018", "194103030035", "高龄津贴", "老年人探访").Replace(roster)), 0o644); err != nil {
		t.Fatal(err)
	}
	w.dropped(fyne.Position{}, []fyne.URI{uri(later)})
	tap(t, w.win.Content(), "确认导入")
	if strings.HasPrefix(w.status.Text, "⚠") {
		t.Fatalf("the window says %q", w.status.Text)
	}
	w.lockIdle() // the clerk was last here in the future
	w.close()
	o, err := office.Open(archive, office.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}()
	subs, err := o.Submissions()
	if err != nil || len(subs.Rows) != 2 {
		t.Errorf("%d imports, %v", len(subs.Rows), err)
	}
	var people int
	if reg, err := o.Register(); err == nil {
		people = len(reg.People)
	}
	if people != 3 {
		t.Errorf("%d people", people)
	}
}
