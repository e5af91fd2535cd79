package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strconv"

	"go.etcd.io/bbolt"

	"huce/forms"
)

// migration brings a file from the version before to Version. Each runs in one
// transaction of its own and has a test with a file of the version before. It may
// not use the codecs of today: what it needs of old ones is frozen beside it.
type migration struct {
	version uint32
	run     func(*bbolt.Tx) error
}

// migrations in order; the last is the version this program writes.
var migrations = []migration{
	{1, plantTree},
	{2, plantUsers},
	{3, plantSendings},
	{4, plantPlan},
	{5, plantFiling},
}

// plantTree makes the buckets of version 1.
func plantTree(t *bbolt.Tx) error {
	for _, name := range []string{
		"meta", "tally", "settings", "originals", "submissions", "claims", "layouts", "askings",
		"templates", "decisions", "ids", "register", "tasks", "funds", "meetings", "visits",
		"documents", "log",
	} {
		if _, err := t.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// plantUsers makes the buckets of version 2: who may open the archive, and how.
func plantUsers(t *bbolt.Tx) error {
	for _, name := range []string{"users", "slots"} {
		if _, err := t.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// plantSendings makes the bucket of version 3: forms on their way to departments.
func plantSendings(t *bbolt.Tx) error {
	_, err := t.CreateBucket([]byte("sendings"))
	return err
}

// plantPlan makes the buckets of version 4: what the plan, the gate and the
// evaluation keep.
func plantPlan(t *bbolt.Tx) error {
	for _, name := range []string{"task words", "drafts", "figures", "matters", "requests", "measures"} {
		if _, err := t.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// plantFiling makes the buckets of version 5: attachments, the plan of visits, and what
// filing keeps.
func plantFiling(t *bbolt.Tx) error {
	for _, name := range []string{"attachments", "visitors", "bookings", "welfare rules", "retentions", "closings", "texts"} {
		if _, err := t.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// migrate runs what a file lacks. Before the first step on a file that is in use
// already, a copy of it is kept beside it: path.v1, path.v2 … Where that can't be
// written the file stays as it is.
func migrate(db *bbolt.DB, steps []migration, keep bool) error {
	var version uint32
	if err := db.View(func(t *bbolt.Tx) (err error) {
		version, err = versionIn(t)
		return err
	}); err != nil {
		return err
	}
	newest := steps[len(steps)-1].version
	if version > newest {
		return newerThan(version, newest)
	}
	if keep && version > 0 && version < newest {
		if err := keepBefore(db, version); err != nil {
			return err
		}
	}
	for _, m := range steps {
		if m.version <= version {
			continue
		}
		if err := db.Update(func(t *bbolt.Tx) error {
			if err := m.run(t); err != nil {
				return err
			}
			return t.Bucket([]byte(bucketMeta)).Put(keyFormat, formatMark(m.version))
		}); err != nil {
			return err
		}
	}
	return nil
}

// keepBefore copies the file as it stands. A copy that is there already stays, and
// does where it holds the same, as after a migration that failed.
func keepBefore(db *bbolt.DB, version uint32) error {
	first := db.Path() + ".v" + strconv.Itoa(int(version))
	path := first
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			break
		}
		if same, err := holdsSame(db, path); err != nil || same {
			return err
		}
		path = first + "-" + strconv.Itoa(n)
	}
	return writeCopy(context.Background(), db, path, nil, checkPagesOf)
}

// holdsSame reports whether a file is a copy of the database as it stands.
func holdsSame(db *bbolt.DB, path string) (bool, error) {
	kept, err := hashOf(func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, f)
		return errors.Join(err, f.Close())
	})
	if err != nil {
		return false, err
	}
	now, err := hashOf(func(w io.Writer) error {
		return db.View(func(t *bbolt.Tx) error {
			_, err := t.WriteTo(w)
			return err
		})
	})
	return now == kept, err
}

func hashOf(write func(io.Writer) error) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	err = write(h)
	return [sha256.Size]byte(h.Sum(nil)), err
}

// formatMark is the value of meta/format, the only one without an envelope.
func formatMark(version uint32) []byte {
	mark := binary.BigEndian.AppendUint32([]byte("huce"), version)
	return binary.BigEndian.AppendUint32(mark, crc32.Checksum(mark, castagnoli))
}

// versionIn is the version of a file, 0 where it is a fresh one without buckets.
func versionIn(t *bbolt.Tx) (uint32, error) {
	meta := t.Bucket([]byte(bucketMeta))
	if meta == nil {
		if first, _ := t.Cursor().First(); first == nil {
			return 0, nil
		}
		return 0, forms.NewFault("archive_not")
	}
	mark := meta.Get(keyFormat)
	if len(mark) != 12 || string(mark[:4]) != "huce" {
		return 0, forms.NewFault("archive_not")
	}
	version := binary.BigEndian.Uint32(mark[4:])
	if string(formatMark(version)) != string(mark) {
		return 0, damaged("meta/format: checksum differs")
	}
	return version, nil
}

func newerThan(version, ours uint32) error {
	return forms.NewFault("archive_newer", strconv.FormatUint(uint64(version), 10), strconv.FormatUint(uint64(ours), 10))
}
