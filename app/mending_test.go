package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"huce/app/office"
)

// An archive that is damaged is offered its newest sound backup; only when the clerk
// agrees does that take its place, and the broken file stays beside it.
func TestDamagedArchiveIsOfferedItsBackup(t *testing.T) {
	archive, form := newArchive(t)
	folder := t.TempDir()
	w := newWindow(t, archive)
	if err := w.office.SetBackupFolder(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Import(t.Context(), []string{form}, office.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	w.daily()
	if !strings.Contains(w.status.Text, "备份") {
		t.Fatalf("today's backup: %s", w.status.Text)
	}
	if err := w.office.Close(); err != nil {
		t.Fatal(err)
	}
	w.office = nil
	whole, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(archive, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}

	w.open(archive)
	if shown := texts(w.win.Content()); w.office != nil || !strings.Contains(shown, "用这个备份恢复") {
		t.Fatalf("a damaged archive shows %s", shown)
	}
	if now, err := os.ReadFile(archive); err != nil || len(now) != len(whole)/2 {
		t.Fatalf("the file was touched before anybody agreed: %v", err)
	}
	tap(t, w.win.Content(), "用这个备份恢复")
	if w.office == nil {
		t.Fatalf("it was not mended: %s", w.status.Text)
	}
	reg, err := w.office.Register()
	if err != nil || len(reg.People) != 2 {
		t.Errorf("%d people, %v", len(reg.People), err)
	}
	if beside, err := filepath.Glob(archive + "*"); err != nil || len(beside) < 2 {
		t.Errorf("the broken file is gone: %v %v", beside, err)
	}
}

// A backup that is chosen takes the open archive's place once the clerk agrees; the
// archive as it was stays beside it. Where that fails everything is as before.
func TestChosenBackupTakesTheArchivesPlace(t *testing.T) {
	archive, form := newArchive(t)
	folder := t.TempDir()
	w := newWindow(t, archive)
	if err := w.office.SetBackupFolder(folder); err != nil {
		t.Fatal(err)
	}
	empty, err := w.office.BackupNow(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Import(t.Context(), []string{form}, office.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}

	w.askRestore(filepath.Join(folder, "not there.huce"))
	tap(t, w.win.Content(), "用这个备份恢复")
	if w.office != nil || !strings.HasPrefix(w.status.Text, "⚠") {
		t.Fatalf("a backup that isn't there: %s", w.status.Text)
	}
	w.open(archive)
	reg, err := w.office.Register()
	if err != nil || len(reg.People) != 2 {
		t.Fatalf("after that: %d people, %v", len(reg.People), err)
	}

	w.askRestore(empty.Path)
	if shown := texts(w.win.Content()); !strings.Contains(shown, "什么都不会丢") {
		t.Errorf("it asks: %s", shown)
	}
	tap(t, w.win.Content(), "用这个备份恢复")
	if w.office == nil {
		t.Fatalf("it was not put back: %s", w.status.Text)
	}
	if reg, err = w.office.Register(); err != nil || len(reg.People) != 0 {
		t.Errorf("the backup held nobody, the archive holds %d, %v", len(reg.People), err)
	}
	replaced, err := filepath.Glob(strings.TrimSuffix(archive, ".huce") + ".replaced-*.huce")
	if err != nil || len(replaced) != 1 {
		t.Fatalf("the replaced archive: %v %v", replaced, err)
	}
	w.open(replaced[0])
	if reg, err = w.office.Register(); err != nil || len(reg.People) != 2 {
		t.Errorf("the replaced archive holds %d, %v", len(reg.People), err)
	}
}

// tap taps the button with a text.
func tap(t testing.TB, o fyne.CanvasObject, text string) {
	t.Helper()
	var found *widget.Button
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch v := o.(type) {
		case *widget.Button:
			if v.Text == text {
				found = v
			}
		case *fyne.Container:
			for _, c := range v.Objects {
				walk(c)
			}
		case *container.Split:
			walk(v.Leading)
			walk(v.Trailing)
		case *container.AppTabs:
			for _, i := range v.Items {
				walk(i.Content)
			}
		}
	}
	walk(o)
	if found == nil {
		t.Fatalf("no button %s", text)
	}
	test.Tap(found)
}
