package office

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"huce/archive"
	"huce/forms"
)

// settingBackupFolder is where backups are made by themselves: at close and daily.
// Unset, none are.
const settingBackupFolder = "backup.folder"

// BackupFolder is the folder that backups go to by themselves, "" where none is set.
func (o *Office) BackupFolder() (string, error) { return o.archive.Setting(settingBackupFolder) }

// SetBackupFolder sets the folder that backups go to by themselves; "" stops them.
// Fault: backup_place where the folder isn't there.
func (o *Office) SetBackupFolder(folder string) error {
	if err := o.need(SetUp); err != nil {
		return err
	}
	if folder != "" {
		full, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		if info, err := os.Stat(full); err != nil || !info.IsDir() {
			return forms.NewFault("backup_place").Because(err)
		}
		folder = full
	}
	if err := o.archive.SetSetting(settingBackupFolder, folder); err != nil {
		return err
	}
	return noteFolder(o.archive.Path(), folder)
}

// Backup writes a checked copy of the archive to a path. Faults as of
// archive.Backup.
func (o *Office) Backup(ctx context.Context, path string, tell archive.Progress) error {
	if err := o.need(BackUp); err != nil {
		return err
	}
	return o.archive.Backup(ctx, path, tell)
}

// BackupNow makes a backup in the folder that is set. Faults: backup_no_folder
// where none is, backup_absent where it isn't there now (a stick that isn't plugged
// in), and those of Backup.
func (o *Office) BackupNow(ctx context.Context, tell archive.Progress) (archive.Backup, error) {
	folder, err := o.BackupFolder()
	switch {
	case err != nil:
		return archive.Backup{}, err
	case folder == "":
		return archive.Backup{}, forms.NewFault("backup_no_folder")
	}
	if _, err := os.Stat(folder); err != nil {
		return archive.Backup{}, forms.NewFault("backup_absent", folder).Because(err)
	}
	made, err := o.archive.BackupInto(ctx, folder, tell)
	if err != nil {
		return made, err
	}
	return made, noteFolder(o.archive.Path(), folder)
}

// Backups are the backups of this archive in the folder that is set, newest first.
func (o *Office) Backups() ([]archive.Backup, error) {
	folder, err := o.BackupFolder()
	if err != nil || folder == "" {
		return nil, err
	}
	return archive.Backups(folder, o.archive.Path())
}

// restful are the acts after which an archive holds nothing that its last backup
// lacks.
var restful = []string{"backup", "login"}

// BackupDue reports whether a folder is set and something was done since the last
// backup.
func (o *Office) BackupDue() (bool, error) {
	folder, err := o.BackupFolder()
	if err != nil || folder == "" {
		return false, err
	}
	log, err := o.archive.Log()
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(log) {
		if !slices.Contains(restful, e.Act) {
			return true, nil
		}
		if e.Act == "backup" {
			return false, nil
		}
	}
	return true, nil
}

// DailyBackup makes a backup where one is due and none was made today. The window
// calls it now and then while it is open; made is false where there was no need.
func (o *Office) DailyBackup(ctx context.Context, tell archive.Progress) (made bool, err error) {
	if due, err := o.BackupDue(); err != nil || !due {
		return false, err
	}
	log, err := o.archive.Log()
	if err != nil {
		return false, err
	}
	today := o.Now().Format(time.DateOnly)
	for _, e := range slices.Backward(log) {
		if at, err := time.Parse(time.RFC3339, e.Time); e.Act == "backup" && err == nil {
			if at.In(o.Now().Location()).Format(time.DateOnly) == today {
				return false, nil
			}
			break
		}
	}
	_, err = o.BackupNow(ctx, tell)
	return err == nil, err
}

// closingBackup makes the backup of closing time. What keeps it from being made is
// told, and keeps nobody from closing.
func (o *Office) closingBackup(ctx context.Context, tell archive.Progress) {
	due, err := o.BackupDue()
	if err == nil && due {
		_, err = o.BackupNow(ctx, tell)
	}
	if err != nil && o.tell != nil {
		o.tell(err)
	}
}

// folderNote stands beside an archive and says where its backups are, for the day
// on which the archive itself can't be read.
type folderNote struct {
	Folder string `json:"folder"`
}

func notePath(path string) string { return path + ".backups" }

func noteFolder(path, folder string) error {
	text, err := json.Marshal(folderNote{folder})
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(notePath(path)); err == nil && string(old) == string(text) {
		return nil
	}
	return os.WriteFile(notePath(path), text, 0o600)
}

func notedFolder(path string) string {
	var n folderNote
	text, err := os.ReadFile(notePath(path))
	if err != nil || json.Unmarshal(text, &n) != nil {
		return ""
	}
	return n.Folder
}

// broken are the faults of an archive that a backup can mend.
var broken = []string{"archive_damaged", "archive_truncated", "archive_empty", "archive_not", "archive_missing"}

// withBackup adds to the fault of a broken archive which backup can take its place:
// archive_repairable (what is wrong, the backup's path, when it was made, the archive's path), or where
// the folder of its backups isn't there now, archive_backups_absent (the folder).
// Nothing is changed: putting the backup in place is Restore's, once the clerk
// agrees.
func withBackup(path string, o archive.Options, err error) error {
	folder := notedFolder(path)
	var f *forms.Fault
	if folder == "" || !errors.As(err, &f) || !slices.Contains(broken, f.Code) {
		return err
	}
	newest, found, e := archive.NewestSound(context.Background(), folder, path, o)
	switch {
	case e != nil:
		return forms.NewFault("archive_backups_absent", folder).Because(err)
	case !found:
		return err
	}
	return forms.NewFault("archive_repairable", newest.Path, newest.At.Format("2006-01-02 15:04"), path).Because(err)
}

// RepairOf is which backup can take the place of which broken archive, where the
// error of Open names one.
func RepairOf(err error) (backup, path string, ok bool) {
	var f *forms.Fault
	if !errors.As(err, &f) || f.Code != "archive_repairable" {
		return "", "", false
	}
	return f.Args[0], f.Args[2], true
}

// Restore puts a backup in an archive's place and says what the replaced file is
// called now. Faults as of archive.Restore.
func Restore(ctx context.Context, backup, path string, o Options, tell archive.Progress) (kept string, err error) {
	defer o.Password.Wipe()
	opt := o.archive()
	opt.Admit = func(u archive.User) error { return needOf(u, Manage) }
	return archive.Restore(ctx, backup, path, opt, tell)
}

// VerifyAgainst adds to a report what shows only beside a backup: an archive's log
// goes on where the log in its backup ends, entry by entry. A log that was written
// anew with a chain of its own is found so.
func (o *Office) VerifyAgainst(r *archive.Report, backup string, opt Options) error {
	defer opt.Password.Wipe()
	opt.ReadOnly = true
	b, err := archive.Open(backup, opt.archive())
	if err != nil {
		return err
	}
	ours, err := o.archive.Log()
	theirs, e := b.Log()
	if err = errors.Join(err, e, b.Close()); err != nil {
		return err
	}
	if len(theirs) > len(ours) || !slices.Equal(ours[:len(theirs)], theirs) {
		r.Problems = append(r.Problems, archive.Problem{Code: "history", Subject: filepath.Base(backup)})
	}
	return nil
}
