package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/assets"
)

// slow is a Runner whose work waits until it is let go on.
type slow struct{ waiting []func() }

func (s *slow) run(work, then func()) {
	s.waiting = append(s.waiting, func() {
		work()
		then()
	})
}

// goOn does what waits, and what comes to wait by it.
func (s *slow) goOn() {
	for len(s.waiting) > 0 {
		next := s.waiting[0]
		s.waiting = s.waiting[1:]
		next()
	}
}

func slowWindow(t *testing.T, opt Options) (*Window, *slow) {
	t.Helper()
	s := &slow{}
	opt.Run, opt.Now = s.run, day
	w := New(test.NewTempApp(t), opt)
	s.goOn()
	t.Cleanup(func() {
		s.goOn()
		if w.office != nil {
			if err := w.office.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return w, s
}

// Closing the window with a backup folder set shows the backup, which can be left out,
// and never stands still; what was being done is done first.
func TestClosingShowsItsBackup(t *testing.T) {
	archive, form := newArchive(t)
	folder := t.TempDir()
	w, s := slowWindow(t, Options{Paths: []string{archive}})
	if err := w.office.SetBackupFolder(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Import(t.Context(), []string{form}, office.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	done := false
	w.run(func() { done = true }, func() {})
	w.close()
	if done || w.office == nil {
		t.Fatal("the window didn't wait for what was under way")
	}
	s.waiting[0]()
	s.waiting = s.waiting[1:]
	if shown := kittest.Text(w.win.Content()); !strings.Contains(shown, "不备份，直接关闭") || len(s.waiting) != 1 {
		t.Fatalf("closing shows\n%s", shown)
	}
	w.close() // once more: nothing more is asked for
	s.goOn()
	if made, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(made) == 0 || w.office != nil {
		t.Errorf("backups %v, %v", made, err)
	}
}

func TestClosingWithoutTheBackup(t *testing.T) {
	archive, form := newArchive(t)
	folder := t.TempDir()
	w, s := slowWindow(t, Options{Paths: []string{archive}})
	if err := w.office.SetBackupFolder(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Import(t.Context(), []string{form}, office.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	w.closeArchive()
	tap(t, w.win.Content(), "不备份，直接关闭")
	s.goOn()
	made, err := os.ReadDir(folder)
	if err != nil || slices.ContainsFunc(made, func(e os.DirEntry) bool { return strings.HasSuffix(e.Name(), archiveExt) }) {
		t.Errorf("backups %v, %v", made, err)
	}
	if shown := kittest.Text(w.win.Content()); !strings.Contains(shown, "新建档案") {
		t.Errorf("closed it shows\n%s", shown)
	}
}

// What is under way keeps its bar: language and looks are switched once it is done.
func TestSwitchingWaitsForWork(t *testing.T) {
	archive, _ := newArchive(t)
	w, s := slowWindow(t, Options{Paths: []string{archive}})
	before := w.win.Content()
	w.run(func() {}, func() {})
	w.setLang(assets.English)
	w.setLook(kit.Dark)
	if w.win.Content() != before || !strings.Contains(w.status.Text, "做完就切换") {
		t.Errorf("the page was made anew while something was under way; said %q", w.status.Text)
	}
	s.goOn()
	if w.lang != assets.English || w.look != kit.Dark || !strings.Contains(texts(w.win.Content()), "Register") {
		t.Errorf("afterwards it shows\n%s", texts(w.win.Content()))
	}
}

// Another archive takes the place of the one that is open once work in that is done.
func TestAnotherArchiveWaitsForWork(t *testing.T) {
	first, _ := newArchive(t)
	second, _ := newArchive(t)
	w, s := slowWindow(t, Options{Paths: []string{first}})
	w.open(second)
	if w.office.Path() != first {
		t.Fatal("it is open before it was read")
	}
	s.goOn()
	if w.office == nil || w.office.Path() != second {
		t.Error("the second archive isn't open")
	}
}

// A crash is told at the foot of every page until it was seen, and its report copied.
func TestCrashIsTold(t *testing.T) {
	archive, _ := newArchive(t)
	w, _ := slowWindow(t, Options{Paths: []string{archive}, Crash: "panic\nhuce/app.open"})
	for _, room := range []string{"residents", "review"} {
		w.show(room)
		if !strings.Contains(texts(w.win.Content()), "上次程序意外结束") {
			t.Errorf("%s doesn't tell it", room)
		}
	}
	tap(t, w.win.Content(), "复制报告")
	if got := w.app.Clipboard().Content(); got != "panic\nhuce/app.open" {
		t.Errorf("copied %q", got)
	}
	tap(t, w.win.Content(), "看内容")
	if !strings.Contains(texts(w.win.Content()), "huce/app.open") {
		t.Error("the report isn't shown")
	}
	tap(t, w.win.Content(), "知道了")
	w.show("overview")
	if strings.Contains(kittest.Text(w.win.Content()), "上次程序意外结束") {
		t.Error("it is told still")
	}
}

// Typing and the mouse are work: what is being worked in isn't locked.
func TestIdleLockCountsKeysAndMouse(t *testing.T) {
	now := day()
	w := New(test.NewTempApp(t), Options{Paths: []string{newSealed(t)}, Run: kit.AtOnce, Now: func() time.Time { return now }})
	t.Cleanup(func() {
		if w.office != nil {
			if err := w.office.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	login(w, "王主任", "王主任的密码一二三四")
	w.show("intake") // which looks for new files every minute
	w.show("residents")
	w.minute()
	for range 3 {
		now = now.Add(9 * time.Minute)
		test.Type(w.win.Canvas().Focused(), "王")
		w.minute()
		now = now.Add(9 * time.Minute)
		w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		w.minute()
		now = now.Add(9 * time.Minute)
		w.moved(t)
		w.minute()
	}
	if w.office == nil {
		t.Fatal("it was locked in the middle of work")
	}
	for range 10 {
		now = now.Add(time.Minute)
		w.minute()
	}
	if w.office != nil || w.asking == nil {
		t.Error("it wasn't locked after ten minutes without work")
	}
}

// moved moves the mouse over the page as Fyne's driver for the desktop does, which
// asks everything under it for its cursor; the one for tests doesn't.
func (w *Window) moved(t *testing.T) {
	t.Helper()
	root := w.win.Content().(*fyne.Container).Objects[0].(*fyne.Container) // under the tips
	back, ok := root.Objects[0].(*watch)
	if !ok || back.Size() != root.Size() {
		t.Fatalf("nothing watches the whole page: %T", root.Objects[0])
	}
	back.Cursor()
}
