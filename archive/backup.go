package archive

import (
	"errors"
	"io/fs"
	"os"

	"go.etcd.io/bbolt"

	"huce/forms"
)

// Backup writes a copy of the archive as it stands at this moment, with its own
// entry in the log, opens it to see that it is whole, and only then lets it take
// its place at path. What stood there before is replaced. Faults: backup_place
// where the folder isn't there or may not be written to, archive_full.
func (a *Archive) Backup(path string) error {
	if !a.readOnly {
		if err := a.Record("backup", "", ""); err != nil {
			return err
		}
	}
	err := guard(func() error { return writeCopy(a.db, path) })
	if isFault(err, "archive_missing") || isFault(err, "archive_read_only") {
		return forms.NewFault("backup_place").Because(err)
	}
	return err
}

// writeCopy writes a checked copy of a database.
func writeCopy(db *bbolt.DB, path string) error {
	part := path + ".part"
	err := copyTo(db, part)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, dropPart(part))
	}
	return nil
}

func copyTo(db *bbolt.DB, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	err = db.View(func(t *bbolt.Tx) error {
		_, err := t.WriteTo(f)
		return err
	})
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = checkFile(f)
	}
	return errors.Join(err, f.Close())
}

// checkFile reads a copy's headers and pages back.
func checkFile(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h, _, err := heads(f, info.Size())
	if err != nil {
		return err
	}
	_, err = checkPages(f, h)
	return err
}

func dropPart(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
