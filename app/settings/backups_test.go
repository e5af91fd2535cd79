package settings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
	"huce/archive"
	"huce/assets"
)

// desk is an archive that does as it is told.
type desk struct {
	mu     sync.Mutex // as an office has: the page reads while it works
	folder string
	made   []archive.Backup
	fail   error
	amiss  []archive.Problem
}

func (d *desk) BackupFolder() (string, error)       { return d.folder, nil }
func (d *desk) SetBackupFolder(folder string) error { d.folder = folder; return d.fail }

func (d *desk) Backups() ([]archive.Backup, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.made), nil
}

func (d *desk) Verify(bool) (archive.Report, error) {
	return archive.Report{Values: 7, Problems: d.amiss}, d.fail
}

func (d *desk) BackupNow(ctx context.Context, tell archive.Progress) (archive.Backup, error) {
	tell(1, 2)
	if d.fail != nil {
		return archive.Backup{}, d.fail
	}
	b := archive.Backup{Path: d.folder + "/a.huce", At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Size: 2048}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made = append(d.made, b)
	return b, ctx.Err()
}

func newScreen(t *testing.T, d *desk) (s *backups, said *string) {
	t.Helper()
	test.NewTempApp(t)
	said = new(string)
	s = newBackups(kit.Page{
		Lang: assets.Chinese, Run: kit.AtOnce, Changed: func() { s.Refresh() },
		Say: func(text string) { *said = text }, Fail: func(err error) { *said = "⚠ " + err.Error() },
	}, d, func(backup string) { *said = "restore " + backup })
	s.Refresh()
	return s, said
}

func TestBackupIsMadeAndListed(t *testing.T) {
	d := &desk{}
	s, said := newScreen(t, d)
	if !strings.Contains(s.folder.Text, "还没有设置") {
		t.Errorf("without a folder: %s", s.folder.Text)
	}
	s.setFolder("/stick")
	if !strings.Contains(s.folder.Text, "/stick") {
		t.Errorf("the folder: %s", s.folder.Text)
	}
	test.Tap(s.now)
	if !strings.Contains(*said, "已备份并核对") || len(d.made) != 1 {
		t.Errorf("said %s, made %v", *said, d.made)
	}
	if s.now.Disabled() || s.work.Running() || s.work.Object().Visible() {
		t.Error("the screen is not as it was before")
	}
}

// Another folder for backups is taken back as any act is.
func TestBackupFolderIsTakenBack(t *testing.T) {
	d := &desk{folder: "/stick"}
	stage := kittest.New(t)
	s := newBackups(stage.Page, d, nil)
	stage.Show(s)
	s.setFolder("/other")
	stage.Lacks(t, "备份文件夹：/other")
	stage.TakeBack(t)
	stage.Lacks(t, "备份文件夹：/stick")
}

func TestBackupThatFailsIsTold(t *testing.T) {
	d := &desk{folder: "/stick", fail: errors.New("no stick")}
	s, said := newScreen(t, d)
	test.Tap(s.now)
	if !strings.HasPrefix(*said, "⚠") || len(d.made) != 0 || s.now.Disabled() {
		t.Errorf("said %s", *said)
	}
}

func TestVerifySaysWhatIsAmiss(t *testing.T) {
	d := &desk{}
	s, _ := newScreen(t, d)
	test.Tap(s.verify)
	if !strings.Contains(s.found.Text, "未发现问题：数据 7 项") {
		t.Errorf("found %s", s.found.Text)
	}
	d.amiss = []archive.Problem{{Code: "gone", Subject: "claims"}}
	test.Tap(s.verify)
	if !strings.Contains(s.found.Text, "发现问题") || !strings.Contains(s.found.Text, "claims 有内容不见了") {
		t.Errorf("found %s", s.found.Text)
	}
}

func TestBackupIsChosenToBePutBack(t *testing.T) {
	d := &desk{folder: "/stick"}
	s, said := newScreen(t, d)
	test.Tap(s.now)
	if !s.bring.Disabled() {
		t.Error("nothing is chosen yet")
	}
	s.table.Select(0)
	test.Tap(s.bring)
	if *said != "restore /stick/a.huce" {
		t.Errorf("said %s", *said)
	}
}
