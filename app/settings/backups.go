package settings

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/archive"
	"huce/assets"
)

// BackupDesk is what backups need of an archive.
type BackupDesk interface {
	BackupFolder() (string, error)
	SetBackupFolder(folder string) error
	BackupNow(ctx context.Context, tell archive.Progress) (archive.Backup, error)
	Backups() ([]archive.Backup, error)
	Verify(recompute bool) (archive.Report, error)
}

// backups is where copies of the archive go, making one now, and looking for damage.
type backups struct {
	page           kit.Page
	desk           BackupDesk
	restore        func(backup string)
	made           []archive.Backup
	chosen         int // the row of the table, -1 for none
	folder, found  *widget.Label
	work           *kit.Work
	now            *widget.Button
	choose, verify *widget.Button
	bring          *widget.Button
	table          *kit.DataTable
	root           fyne.CanvasObject
}

// newBackups is the screen over an archive; restore is asked to put a backup in its place.
func newBackups(page kit.Page, desk BackupDesk, restore func(backup string)) *backups {
	s := &backups{page: page, desk: desk, restore: restore, chosen: -1, folder: widget.NewLabel(""), found: widget.NewLabel(""), work: kit.NewWork(page)}
	s.found.Wrapping = kit.Wrap(page.Lang)
	s.choose = widget.NewButton(page.Text("backup_choose"), s.chooseFolder)
	s.now = widget.NewButton(page.Text("backup_now"), s.backUp)
	s.now.Importance = widget.HighImportance
	s.verify = widget.NewButton(page.Text("verify"), s.look)
	s.bring = widget.NewButton(page.Text("restore"), func() { s.restore(s.made[s.chosen].Path) })
	s.table = page.Table([]kit.Head{
		{Words: "col.backup", Width: 460},
		{Words: "col.made", Width: 160},
		{Words: "col.size", Width: 100},
	})
	s.table.OnSelect = func(row int) {
		s.chosen = row
		s.bring.Enable()
	}
	hint := widget.NewLabel(page.Text("backup_hint"))
	hint.Wrapping = kit.Wrap(page.Lang)
	top := container.NewVBox(hint, s.folder, container.NewHBox(s.choose, s.now, s.verify, s.bring), s.work.Object(), s.found)
	s.root = container.NewBorder(top, nil, nil, nil, s.table.Object())
	s.idle()
	return s
}

// Object is the screen.
func (s *backups) Object() fyne.CanvasObject { return s.root }

// Refresh looks anew where backups go and which there are.
func (s *backups) Refresh() {
	var folder string
	var all []archive.Backup
	var err error
	s.page.Run(func() {
		if folder, err = s.desk.BackupFolder(); err == nil {
			all, err = s.desk.Backups()
		}
	}, func() {
		if s.folder.SetText(s.page.Text("backup_none")); folder != "" {
			s.folder.SetText(s.page.Text("backup_folder", folder))
		}
		if err != nil {
			s.page.Fail(err)
		}
		rows := make([][]string, len(all))
		for i, b := range all {
			rows[i] = []string{filepath.Base(b.Path), b.At.Local().Format("2006-01-02 15:04"), strconv.FormatInt((b.Size+1023)/1024, 10) + " KB"}
		}
		s.made, s.chosen = all, -1
		s.bring.Disable()
		s.table.SetRows(rows)
	})
}

func (s *backups) chooseFolder() {
	kit.OpenFolder(kit.FileQuestion{Window: s.page.Window, Then: s.setFolder, Fail: s.page.Fail})
}

// setFolder has backups go to another folder; Ctrl+Z to the one before.
func (s *backups) setFolder(path string) {
	before := ""
	s.page.Try(func() (err error) {
		if before, err = s.desk.BackupFolder(); err == nil {
			err = s.desk.SetBackupFolder(path)
		}
		return err
	}, func() {
		s.page.Done(s.page.Text("backup_folder", path), func() error { return s.desk.SetBackupFolder(before) })
	})
}

// idle is how the screen stands while nothing runs.
func (s *backups) idle() {
	for _, b := range []*widget.Button{s.choose, s.now, s.verify} {
		b.Enable()
	}
	if s.chosen < 0 {
		s.bring.Disable()
	} else {
		s.bring.Enable()
	}
}

// busy is how it stands while something does.
func (s *backups) busy() {
	s.found.SetText("")
	for _, b := range []*widget.Button{s.choose, s.now, s.verify, s.bring} {
		b.Disable()
	}
}

func (s *backups) backUp() {
	s.busy()
	var made archive.Backup
	var err error
	s.work.Do(func(ctx context.Context, tell kit.Tell) {
		made, err = s.desk.BackupNow(ctx, archive.Progress(tell))
	}, func() {
		s.idle()
		if err != nil {
			s.page.Fail(err)
		} else {
			s.page.Say(s.page.Text("backup_made", made.Path))
		}
		s.Refresh()
	})
}

// look reads the whole archive and says what is amiss in it.
func (s *backups) look() {
	s.busy()
	s.page.Say(s.page.Text("verifying"))
	var r archive.Report
	var err error
	s.page.Run(func() { r, err = s.desk.Verify(true) }, func() {
		s.idle()
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.page.Say("")
		lines := []string{s.page.Text("verify_sound", strconv.Itoa(r.Values), strconv.Itoa(r.Rows), strconv.Itoa(r.Entries))}
		if !r.Sound() {
			lines[0] = s.page.Text("verify_amiss")
		}
		for _, p := range r.Problems {
			lines = append(lines, p.Subject+" "+assets.Text(s.page.Lang, "archive.problem."+p.Code))
		}
		s.found.SetText(strings.Join(lines, "\n"))
	})
}
