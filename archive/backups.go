package archive

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"huce/forms"
)

// A folder of backups holds files named
//
//	<name of the archive>-<place><birth>-<2026-11-25-101500>.huce
//
// place (4 hex digits) is from the computer and path of the archive, birth (4) from
// the first entry of its log: two archives of one name, or two copies of one archive
// that go different ways, may share a folder, and neither makes the other's backups
// disappear. The name holds no personal data, and tells all that is needed to find a
// backup of an archive that can't be read any more.

// backupTime is how a backup's name tells when it was made, in local time.
const backupTime = "2006-01-02-150405"

var backupName = regexp.MustCompile(`^(.+)-([0-9a-f]{4})([0-9a-f]{4})-(\d{4}-\d\d-\d\d-\d{6})$`)

// Backup is one backup in a folder.
type Backup struct {
	Path  string
	At    time.Time
	Size  int64 // bytes
	birth string
}

// BackupInto makes a backup in a folder under a name of its own and removes the
// earlier ones of this archive that Spare names. Faults as of Archive.Backup.
func (a *Archive) BackupInto(ctx context.Context, folder string, tell Progress) (Backup, error) {
	birth, err := a.birth()
	if err != nil {
		return Backup{}, err
	}
	place, err := placeOfFile(a.path)
	if err != nil {
		return Backup{}, err
	}
	made := Backup{At: a.now().Local().Truncate(time.Second), birth: birth}
	made.Path = filepath.Join(folder, stemOf(a.path)+"-"+place+birth+"-"+made.At.Format(backupTime)+extension)
	if err := a.Backup(ctx, made.Path, tell); err != nil {
		return Backup{}, err
	}
	if info, err := os.Stat(made.Path); err == nil {
		made.Size = info.Size()
	}
	all, err := Backups(folder, a.path)
	if err != nil {
		return made, err
	}
	for _, b := range Spare(slices.DeleteFunc(all, func(b Backup) bool { return b.birth != birth })) {
		if b.Path != made.Path {
			err = errors.Join(err, asFault(os.Remove(b.Path)))
		}
	}
	return made, err
}

const extension = ".huce"

func stemOf(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// birth stands for the archive itself: its first log entry.
func (a *Archive) birth() (string, error) {
	var first []byte
	err := a.view(func(c *txn) (err error) {
		first, err = c.get(bucketLog, numberKey(1))
		sum := sha256.Sum256(first)
		first = sum[:2]
		return err
	})
	return hex.EncodeToString(first), err
}

// placeOfFile stands for the computer and the path that an archive is kept at.
func placeOfFile(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	host, err := os.Hostname()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(host + "\x00" + full))
	return hex.EncodeToString(sum[:2]), nil
}

// Backups are the backups in a folder of the archive kept at a path, newest first.
// The archive itself need not be readable or there. Fault: backup_place where the
// folder isn't there.
func Backups(folder, archive string) ([]Backup, error) {
	place, err := placeOfFile(archive)
	if err != nil {
		return nil, err
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, forms.NewFault("backup_place").Because(err)
	}
	var all []Backup
	for _, f := range files {
		m := backupName.FindStringSubmatch(strings.TrimSuffix(f.Name(), extension))
		if m == nil || m[1] != stemOf(archive) || m[2] != place || filepath.Ext(f.Name()) != extension {
			continue
		}
		at, err := time.ParseInLocation(backupTime, m[4], time.Local)
		info, statErr := f.Info()
		if err != nil || statErr != nil || !info.Mode().IsRegular() {
			continue // not of ours, or taken away meanwhile
		}
		all = append(all, Backup{filepath.Join(folder, f.Name()), at, info.Size(), m[3]})
	}
	slices.SortFunc(all, func(a, b Backup) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Path, a.Path))
	})
	return all, nil
}

// What is kept of an archive's backups: the newest of each of the last 7 days, 4
// weeks (from Monday) and 12 months that have one.
var rotation = []struct {
	keep   int
	period func(time.Time) [2]int
}{
	{7, func(t time.Time) [2]int { return [2]int{t.Year(), t.YearDay()} }},
	{4, func(t time.Time) [2]int { y, w := t.ISOWeek(); return [2]int{y, w} }},
	{12, func(t time.Time) [2]int { return [2]int{t.Year(), int(t.Month())} }},
}

// Spare are the backups, of those of one archive, that need not be kept. Days,
// weeks and months without a backup don't count, so a computer that was off for a
// year loses none.
func Spare(all []Backup) []Backup {
	newestFirst := slices.SortedFunc(slices.Values(all), func(a, b Backup) int { return b.At.Compare(a.At) })
	kept := make([]bool, len(newestFirst))
	for _, r := range rotation {
		seen := map[[2]int]bool{}
		for i, b := range newestFirst {
			if p := r.period(b.At); len(seen) < r.keep && !seen[p] {
				seen[p], kept[i] = true, true
			}
		}
	}
	var spare []Backup
	for i, b := range newestFirst {
		if !kept[i] {
			spare = append(spare, b)
		}
	}
	return spare
}

// NewestSound is the newest of an archive's backups in a folder that is whole: each
// is opened and read in full, from the newest on. false where there is none.
func NewestSound(ctx context.Context, folder, archive string, o Options) (Backup, bool, error) {
	all, err := Backups(folder, archive)
	if err != nil {
		return Backup{}, false, err
	}
	for _, b := range all {
		if ctx.Err() != nil {
			return Backup{}, false, stopped(ctx)
		}
		if CheckBackup(b.Path, o) == nil {
			return b, true, nil
		}
	}
	return Backup{}, false, nil
}

// CheckBackup opens a file for reading and reads all of it. Where it needs a
// password that isn't given, or comes from an older program, its pages and checksums
// are checked, which takes no key: Restore will read the rest. Faults:
// backup_unsound, and those of Open.
func CheckBackup(path string, o Options) error {
	o.ReadOnly = true
	a := newArchive(path, o)
	err := errors.Join(a.checkWhole(o), a.shut())
	a.keys.wipe()
	for _, code := range []string{"archive_older", "archive_password_missing", "archive_password_wrong"} {
		if isFault(err, code) {
			err = guard(func() error { return checkSums(path) })
			break
		}
	}
	return unsound(err)
}

// checkSums checks the pages of a file and the checksum of every value, of any
// version, sealed or not.
func checkSums(path string) error {
	if err := checkPagesOf(path); err != nil {
		return err
	}
	db, err := bbolt.Open(path, 0, newArchive(path, Options{}).bolt(lockWait, true, 0))
	if err != nil {
		return err
	}
	err = db.View(func(t *bbolt.Tx) error {
		return t.ForEach(func(name []byte, in *bbolt.Bucket) error {
			return in.ForEach(func(key, stored []byte) error {
				if bucket(name) == bucketMeta && bytes.Equal(key, keyFormat) {
					return nil // read when it was opened; it has a checksum of its own
				}
				if n := len(stored) - envelopeAfter; n < 0 || checksum(bucket(name), key, stored[:n]) != sumOf(stored) {
					return damaged("%s: %w", placeOf(bucket(name), key), errDamagedValue)
				}
				return nil
			})
		})
	})
	return errors.Join(err, db.Close())
}
