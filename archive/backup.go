package archive

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"huce/forms"
)

// Progress is told how far a long act is: bytes done, of all there are. nil is
// nobody who wants to know.
type Progress func(done, total int64)

// The log's acts of a backup. A copy holds the entry of its own making; where the
// making fails, the archive's log says that too.
const (
	actBackup       = "backup"
	actBackupFailed = "backup_failed"
)

// Backup writes a copy of the archive as it stands at this moment, with its own
// entry in the log, opens it and reads every value of it back, and only then lets
// it take its place at path. What stood there before is replaced. Faults:
// backup_place where the folder isn't there or may not be written to, backup_same
// where path is the archive itself, archive_full, copy_stopped where ctx was cancelled;
// archive_damaged where the archive itself isn't sound. With each of them what
// stood at path stays.
func (a *Archive) Backup(ctx context.Context, path string, tell Progress) error {
	if err := placeFor(a.path, path); err != nil {
		return err
	}
	if !a.readOnly {
		// With the register in it a backup opens as fast as the archive does. A full
		// disk has no room for that, nor for the entry in the log, and needs its
		// backup the more.
		err := errors.Join(a.keepRegister(), a.Record(actBackup, "", ""))
		if err != nil && !isFault(err, "archive_full") {
			return err
		}
	}
	a.turn.RLock()
	err := guard(func() error { return writeCopy(ctx, a.db, path, tell, a.checkCopy) })
	a.turn.RUnlock()
	if err != nil && !a.readOnly {
		err = errors.Join(err, a.Record(actBackupFailed, "", ""))
	}
	if isFault(err, "archive_missing") || isFault(err, "archive_read_only") {
		return forms.NewFault("backup_place").Because(err)
	}
	return err
}

// CopyAsIs copies an archive that is not open here, without its password: the copy's
// pages and checksums are checked, nothing is unsealed, and no log can tell of it.
// The program's installer asks for it before it puts another version in place.
// Faults as of Open, and backup_place.
func CopyAsIs(ctx context.Context, path, to string, tell Progress) error {
	if err := placeFor(path, to); err != nil {
		return err
	}
	return guard(func() error {
		if err := look(path); err != nil {
			return err
		}
		a := newArchive(path, Options{ReadOnly: true})
		if err := a.lock(time.Now().Add(lockWait), true); err != nil {
			return err
		}
		return errors.Join(writeCopy(ctx, a.db, to, tell, checkSums), a.db.Close())
	})
}

// placeFor refuses a place for a copy of an archive before anything is written.
func placeFor(archive, path string) error {
	switch info, err := os.Stat(filepath.Dir(path)); {
	case err != nil:
		return forms.NewFault("backup_place").Because(err)
	case !info.IsDir():
		return forms.NewFault("backup_place")
	}
	if sameFile(archive, path) {
		return forms.NewFault("backup_same")
	}
	return nil
}

// sameFile reports whether two paths lead to one file that is there.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// checkCopy opens a copy as it would be opened later, and reads all of it.
func (a *Archive) checkCopy(path string) error {
	b := a.twin(path)
	return errors.Join(b.checkWhole(Options{ReadOnly: true}), b.shut())
}

// twin is another file that is read with this archive's keys.
func (a *Archive) twin(path string) *Archive {
	b := newArchive(path, Options{User: a.user, Now: a.now, ReadOnly: true})
	b.keys = a.keys
	return b
}

// checkWhole opens an archive and reads all of it; archive_damaged where anything
// in it is amiss. The caller shuts it.
func (a *Archive) checkWhole(o Options) error {
	if err := guard(func() error { return a.open(o) }); err != nil {
		return err
	}
	r, err := a.Verify(false)
	if err == nil && !r.Sound() {
		err = damaged("%d problems, the first: %s %s: %w", len(r.Problems), r.Problems[0].Code, r.Problems[0].Subject, r.Problems[0].Cause)
	}
	return err
}

// shut closes the file of an archive that was opened to be checked.
func (a *Archive) shut() error {
	if a.db == nil {
		return nil
	}
	return asFault(a.db.Close())
}

// writeCopy writes a copy of a database beside its place, checks it, and moves it
// there.
func writeCopy(ctx context.Context, db *bbolt.DB, path string, tell Progress, check func(path string) error) error {
	part := path + ".part"
	err := copyTo(ctx, db, part, tell)
	if err == nil {
		err = check(part)
	}
	if err == nil {
		err = moveTo(part, path)
	}
	if err != nil {
		return errors.Join(err, dropPart(part))
	}
	return nil
}

func copyTo(ctx context.Context, db *bbolt.DB, path string, tell Progress) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	err = db.View(func(t *bbolt.Tx) error {
		m := meterOf(ctx, f, t.Size(), tell)
		_, err := t.WriteTo(m)
		return cmp.Or(m.err, err) // bbolt hands some errors on as text alone
	})
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// meter passes bytes on, tells how many, and stops once its context is cancelled.
type meter struct {
	ctx         context.Context
	w           io.Writer
	done, total int64
	tell        Progress
	err         error // the first
}

func meterOf(ctx context.Context, w io.Writer, total int64, tell Progress) *meter {
	return &meter{ctx: ctx, w: w, total: total, tell: tell}
}

// stopped is the fault of a long act whose context was cancelled.
func stopped(ctx context.Context) error {
	return forms.NewFault("copy_stopped").Because(ctx.Err())
}

func (m *meter) Write(b []byte) (n int, err error) {
	if m.ctx.Err() != nil {
		err = stopped(m.ctx)
	} else {
		n, err = m.w.Write(b)
	}
	m.err = cmp.Or(m.err, err)
	m.done += int64(n)
	if m.tell != nil && err == nil {
		m.tell(m.done, m.total)
	}
	return n, err
}

// checkPagesOf reads a copy's headers and pages back.
func checkPagesOf(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		var h header
		if h, _, err = heads(f, info.Size()); err == nil {
			_, err = checkPages(f, h)
		}
	}
	return errors.Join(err, f.Close())
}

// moveTo gives a finished file its name, in place of what has it, so that a power
// cut leaves the one or the other.
func moveTo(part, path string) error {
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func dropPart(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
