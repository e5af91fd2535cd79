package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"huce/forms"
)

func TestCreateRefusesAnExistingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(path, []byte("别的文件"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Create(path, options())
	wantFault(t, err, "archive_exists")
	if got := readFile(t, path); string(got) != "别的文件" {
		t.Errorf("the file now holds %q", got)
	}
}

func TestCreateNeedsItsFolder(t *testing.T) {
	_, err := Create(filepath.Join(t.TempDir(), "none", "a.huce"), options())
	wantFault(t, err, "archive_missing")
}

func TestSettings(t *testing.T) {
	a := fresh(t)
	if err := a.SetSetting("region", "110199"); err != nil {
		t.Fatal(err)
	}
	a = reopen(t, a)
	for name, want := range map[string]string{"community": "安宁社区", "street": "幸福街道", "region": "110199", "none": ""} {
		if got := must[string](t)(a.Setting(name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// sample is the bytes of an archive that holds two imports and was closed.
func sample(t testing.TB) []byte {
	t.Helper()
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	big := other("乙")
	big.Data = noise(20000)
	must[Imported](t)(a.Import(big))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return readFile(t, a.Path())
}

func TestOpenRefuses(t *testing.T) {
	whole := sample(t)
	change := func(f func(b []byte) []byte) []byte { return f(bytes.Clone(whole)) }
	for _, c := range []struct {
		name string
		file []byte
		want string
	}{
		{"no bytes", nil, "archive_empty"},
		{"one byte", []byte{0}, "archive_not"},
		{"a text", []byte(strings.Repeat("姓名,身份证号\n", 5000)), "archive_not"},
		{"noise", noise(100000), "archive_not"},
		{"zeros", make([]byte, 100000), "archive_not"},
		{"its first page alone", whole[:pageSize], "archive_truncated"},
		{"its last page missing", change(func(b []byte) []byte { return b[:usedBytes(t, b)-1] }), "archive_truncated"},
		{"half", whole[:usedBytes(t, whole)/2], "archive_truncated"},
		{"both headers changed", change(func(b []byte) []byte { b[40]++; b[pageSize+40]++; return b }), "archive_damaged"},
		{"both headers overwritten", change(func(b []byte) []byte { copy(b, noise(2*pageSize)); return b }), "archive_damaged"},
		{"its tree overwritten", change(func(b []byte) []byte { copy(b[2*pageSize:], noise(len(b)-2*pageSize)); return b }), "archive_damaged"},
		{"another program's database", foreign(t), "archive_not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.huce")
			if err := os.WriteFile(path, c.file, 0o600); err != nil {
				t.Fatal(err)
			}
			refuses(t, path, c.want)
			untouched(t, path, c.file)
		})
	}
}

// refuses fails unless opening a file gives this fault, to write and to read alone,
// and leaves its whole folder as it was, to the times of change.
func refuses(t *testing.T, path, fault string) {
	t.Helper()
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, long, long); err != nil && !errors.Is(err, syscall.EROFS) {
		t.Fatal(err)
	}
	before := folderState(t, filepath.Dir(path))
	for _, readOnly := range []bool{false, true} {
		o := options()
		o.ReadOnly = readOnly
		a, err := Open(path, o)
		if err == nil {
			a.Close()
		}
		wantFault(t, err, fault)
	}
	if after := folderState(t, filepath.Dir(path)); after != before {
		t.Errorf("the folder was\n%sand is\n%s", before, after)
	}
}

// folderState is every file of a folder with its mode, size, time of change and hash.
func folderState(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range names(t, dir) {
		info := must[os.FileInfo](t)(os.Stat(filepath.Join(dir, name)))
		var sum [sha256.Size]byte
		if info.Mode().IsRegular() {
			sum = sha256.Sum256(readFile(t, filepath.Join(dir, name)))
		}
		fmt.Fprintln(&all, name, info.Mode(), info.Size(), info.ModTime().UnixNano(), hex.EncodeToString(sum[:4]))
	}
	return all.String()
}

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir, options())
	wantFault(t, err, "archive_is_folder")
	_, err = Open(filepath.Join(dir, "none.huce"), options())
	wantFault(t, err, "archive_missing")
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) > 0 {
		t.Errorf("Open has made %v", left)
	}
}

func TestOpenRefusesANewerFile(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	err := a.db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketMeta)).Put(keyFormat, formatMark(newest()+1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, a.Path())
	refuses(t, a.Path(), "archive_newer")
	untouched(t, a.Path(), before)
}

// untouched fails unless the file is alone in its folder and has these bytes.
func untouched(t *testing.T, path string, want []byte) {
	t.Helper()
	if !bytes.Equal(readFile(t, path), want) {
		t.Error("the file has changed")
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))); len(left) != 1 {
		t.Errorf("beside it there is %v", left)
	}
}

// usedBytes is how much of a file its pages fill; the rest is room to grow.
func usedBytes(t *testing.T, file []byte) int {
	t.Helper()
	h, _, err := heads(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return int(h.pages) * int(h.pageSize)
}

func foreign(t *testing.T) []byte {
	path := filepath.Join(t.TempDir(), "other.db")
	db := must[*bbolt.DB](t)(bbolt.Open(path, 0o600, nil))
	err := db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("things")); return err })
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return readFile(t, path)
}

func TestInUse(t *testing.T) {
	a := fresh(t)
	for name, o := range map[string]Options{"to write": {}, "to read": {ReadOnly: true}} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			_, err := Open(a.Path(), o)
			t.Logf("told after %v", time.Since(began))
			wantFault(t, err, "archive_in_use")
			var f *forms.Fault
			errors.As(err, &f)
			if f.Args[0] != "王录入" || f.Args[2] == "" {
				t.Errorf("in use by %v", f.Args)
			}
		})
	}
	t.Run("nobody says by whom", func(t *testing.T) {
		if err := os.WriteFile(notePath(a.Path()), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(a.Path(), options())
		wantFault(t, err, "archive_in_use_by_unknown")
	})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(notePath(a.Path())); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the note stays: %v", err)
	}
}

// A note that a crash left behind keeps nobody out.
func TestStaleNote(t *testing.T) {
	a := fresh(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	leaveNote(a.Path(), "李走访", noon)
	b := must[*Archive](t)(Open(a.Path(), options()))
	if note, ok := readNote(a.Path()); !ok || note.User != "王录入" {
		t.Errorf("the note says %+v", note)
	}
	b.Close()
}

func TestSeveralMayRead(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, a.Path())
	o := options()
	o.ReadOnly = true
	first := must[*Archive](t)(Open(a.Path(), o))
	defer first.Close()
	second := must[*Archive](t)(Open(a.Path(), o))
	defer second.Close()
	_, err := Open(a.Path(), options())
	wantFault(t, err, "archive_in_use_by_unknown")
	if subs := must[[]SubmissionInfo](t)(second.Submissions()); len(subs) != 1 {
		t.Errorf("submissions: %+v", subs)
	}
	_, err = second.Import(other("乙"))
	wantFault(t, err, "archive_read_only")
	must[any](t)(second.Register())
	sound(t, second)
	if err := errors.Join(first.Close(), second.Close()); err != nil {
		t.Fatal(err)
	}
	untouched(t, a.Path(), before)
}

func TestClosed(t *testing.T) {
	a := fresh(t)
	for range 2 {
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, err := a.Submissions()
	wantFault(t, err, "archive_closed")
	_, err = a.Import(dibao())
	wantFault(t, err, "archive_closed")
}

func TestFaultsOfTheSystem(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Err: fs.ErrPermission}, "archive_read_only"},
		{fmt.Errorf("file resize error: %s", systemFaultOf[0].err), "archive_full"},
		{&fs.PathError{Op: "write", Err: systemFaultOf[0].err}, "archive_full"},
		{berrors.ErrDatabaseNotOpen, "archive_closed"},
	} {
		wantFault(t, asFault(c.err), c.want)
	}
	if err := asFault(syscall.EINVAL); !errors.Is(err, syscall.EINVAL) {
		t.Errorf("an unknown error becomes %v", err)
	}
}

func TestReadOnlyFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write to files that are read-only")
	}
	a := fresh(t)
	if err := errors.Join(a.Close(), os.Chmod(a.Path(), 0o400)); err != nil {
		t.Fatal(err)
	}
	_, err := Open(a.Path(), options())
	wantFault(t, err, "archive_read_only")
}
