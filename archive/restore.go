package archive

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"huce/forms"
)

// Restore puts a backup in an archive's place, with an entry in its log that says
// so. The backup is copied, the copy is opened and read whole, and only then takes
// its place, in one step; the backup stays as it is. What stood at path is kept
// beside it: kept is its name, "" where nothing stood there.
//
// Faults: backup_unsound where the backup isn't whole, backup_same, archive_in_use
// where a program has the archive open, archive_newer, archive_full, copy_stopped where
// ctx was cancelled, and those of Open about the backup. With each of them what
// stood at path stays.
func Restore(ctx context.Context, backup, path string, o Options, tell Progress) (kept string, err error) {
	if sameFile(backup, path) {
		return "", forms.NewFault("backup_same")
	}
	release, stands, err := holdPlace(path)
	if err != nil {
		return "", asFault(err)
	}
	part := path + ".part"
	err = restored(ctx, backup, part, o, tell)
	if err == nil && stands {
		kept, err = keepReplaced(ctx, path, newArchive(path, o).now().Format("2006-01-02-150405"))
	}
	if err == nil {
		err = takePlace(part, path, release)
	} else {
		err = errors.Join(err, release())
	}
	if err == nil {
		removeNote(path) // of a crash: nobody has this file open
		return kept, nil
	}
	err = errors.Join(err, dropPart(part))
	if kept != "" { // a second name of what stands at path still
		err = errors.Join(err, dropPart(kept))
	}
	return "", asFault(err)
}

// holdPlace keeps other programs off the file at path, where there is one.
func holdPlace(path string) (release func() error, stands bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return func() error { return nil }, false, nil
	case err != nil:
		return nil, false, err
	case info.IsDir():
		return nil, false, forms.NewFault("archive_is_folder")
	case !info.Mode().IsRegular():
		return nil, false, forms.NewFault("archive_not")
	}
	release, err = holdFile(path)
	if isFault(err, "archive_in_use_by_unknown") {
		err = newArchive(path, Options{}).inUse()
	}
	return release, true, err
}

// restored makes the file that is to take the archive's place.
func restored(ctx context.Context, backup, part string, o Options, tell Progress) error {
	if err := look(backup); err != nil {
		return unsound(err)
	}
	if err := copyFile(ctx, backup, part, tell); err != nil {
		return err
	}
	o.ReadOnly, o.scratch = false, true
	a := newArchive(part, o)
	err := a.checkWhole(o)
	if err == nil {
		err = a.Record("restore_backup", "", "")
	}
	err = errors.Join(err, a.shut())
	a.keys.wipe()
	return unsound(err)
}

// unsound is the fault of a backup that isn't whole; others stay what they are.
func unsound(err error) error {
	for _, code := range []string{"archive_damaged", "archive_truncated", "archive_empty", "archive_not"} {
		if isFault(err, code) {
			return forms.NewFault("backup_unsound").Because(err)
		}
	}
	return err
}

// copyFile copies a file and brings the copy to the disk.
func copyFile(ctx context.Context, from, to string, tell Progress) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return err
	}
	dst, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(meterOf(ctx, dst, info.Size(), tell), src)
	if err == nil {
		err = dst.Sync()
	}
	return errors.Join(err, dst.Close())
}

// keepReplaced gives the file at path a second name beside it, such as
// 社区.replaced-2026-11-25-101500.huce, so that it stays when its place is taken.
// Where the disk knows no second names it is copied.
func keepReplaced(ctx context.Context, path, when string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext) + ".replaced-" + when
	kept := stem + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			break
		}
		kept = stem + "-" + strconv.Itoa(n) + ext
	}
	if os.Link(path, kept) == nil {
		return kept, nil
	}
	return kept, copyFile(ctx, path, kept, nil)
}
