package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"go.etcd.io/bbolt"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

var golden = flag.Bool("golden", false, "write testdata/version1.gz anew; only before version 1 is released")

const version1 = "testdata/version1.gz"

// fillVersion1 does one act of every kind.
func fillVersion1(t *testing.T, a *Archive) {
	must[Imported](t)(a.Import(dibao()))
	must[Imported](t)(a.Import(other("乙")))
	must[uint64](t)(a.Decide(register.Decision{Kind: register.Same, A: register.RowID{1}, B: register.RowID{2}}))
	must[uint64](t)(a.Decide(register.Decision{Kind: register.Stands, A: register.RowID{1}, Field: "person.name", Value: "张伟"}))
	must[plan.Fund](t)(a.PutFund(plan.Fund{Task: "T0001", Department: "民政局", Allocated: 600000}))
	must[plan.Meeting](t)(a.PutMeeting(plan.Meeting{Title: "社区工作例会", Date: forms.NewDate(2026, 3, 2)}))
	must[plan.Visit](t)(a.PutVisit(plan.Visit{Household: "H00001", Outcome: plan.OutcomeMet}))
	must[Document](t)(a.FileDocument(Document{Kind: "plan", Title: "年度计划", Data: []byte("%PDF-1.4")}))
	if err := errors.Join(a.RevokeDecision(1), a.Withdraw("S0002")); err != nil {
		t.Fatal(err)
	}
}

// contents is all that an archive holds, as its callers see it.
func contents(t *testing.T, a *Archive) []any {
	t.Helper()
	original, _, err := a.Original("S0001")
	if err != nil {
		t.Fatal(err)
	}
	reg := must[*register.Register](t)(a.Register())
	return []any{
		must[[]SubmissionInfo](t)(a.Submissions()), original,
		must[[]forms.Layout](t)(a.Layouts("S0001")), reg.Submissions[0].Claims[0].Values,
		must[[]forms.Template](t)(a.Templates()), must[[]register.Decision](t)(a.Decisions()),
		must[[]plan.Task](t)(a.Tasks()), must[[]plan.Asking](t)(a.Askings()),
		must[[]plan.Fund](t)(a.Funds()), must[[]plan.Meeting](t)(a.Meetings()), must[[]plan.Visit](t)(a.Visits()),
		must[[]Document](t)(a.Documents()), must[Document](t)(a.Paper("A0001")).Data,
		must[[]Entry](t)(a.Log()), must[string](t)(a.Setting("community")),
	}
}

// An archive of version 1, as it was first written, opens and holds what it held.
// When a version 2 comes, this file is what its migration is tried on.
func TestVersion1Opens(t *testing.T) {
	if *golden {
		writeVersion1(t)
	}
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(path, oldest(t), 0o600); err != nil {
		t.Fatal(err)
	}
	a := must[*Archive](t)(Open(path, options()))
	defer a.Close()
	now := fresh(t)
	fillVersion1(t, now)
	got, want := contents(t, a), contents(t, now)
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%T was\n%+v and is read as\n%+v", want[i], want[i], got[i])
		}
	}
	sound(t, a)
}

// oldest is an archive of version 1 as it was first written.
func oldest(t *testing.T) []byte {
	t.Helper()
	f := must[*os.File](t)(os.Open(version1))
	defer f.Close()
	return must[[]byte](t)(io.ReadAll(must[*gzip.Reader](t)(gzip.NewReader(f))))
}

func writeVersion1(t *testing.T) {
	a := fresh(t)
	fillVersion1(t, a)
	copied := filepath.Join(t.TempDir(), "copy")
	if err := errors.Join(a.Close(), os.MkdirAll("testdata", 0o755)); err != nil {
		t.Fatal(err)
	}
	db := must[*bbolt.DB](t)(bbolt.Open(a.Path(), 0o600, nil))
	if err := errors.Join(writeCopy(t.Context(), db, copied, nil, checkPagesOf), db.Close()); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := must[*gzip.Writer](t)(gzip.NewWriterLevel(&packed, gzip.BestCompression))
	_, err := z.Write(readFile(t, copied))
	if err = errors.Join(err, z.Close(), os.WriteFile(version1, packed.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// newest is the version this program writes.
func newest() uint32 { return migrations[len(migrations)-1].version }

func TestMigrationsRunInOrderAndKeepACopy(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	before := dump(t, a)
	note := func(text string) func(*bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte(bucketSettings))
			return b.Put([]byte("steps"), append(bytes.Clone(b.Get([]byte("steps"))), text...))
		}
	}
	steps := append(append([]migration{}, migrations...), migration{newest() + 1, note("two ")}, migration{newest() + 2, note("three ")})
	for range 2 { // what has run doesn't run again
		if err := migrate(a.db, steps, true); err != nil {
			t.Fatal(err)
		}
	}
	after := dump(t, a)
	if got := after["settings/"+"7374657073"]; got != "two three " {
		t.Errorf("steps: %q", got)
	}
	err := a.db.View(func(tx *bbolt.Tx) error {
		if v, err := versionIn(tx); err != nil || v != newest()+2 {
			t.Errorf("version %d, %v", v, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b := must[*Archive](t)(Open(a.Path()+".v"+strconv.Itoa(int(newest())), options()))
	defer b.Close()
	if kept := dump(t, b); !reflect.DeepEqual(kept, before) {
		t.Error("the copy of the version before differs from what was there")
	}
}

// A migration that fails leaves the file at the version it had.
func TestMigrationIsAllOrNothing(t *testing.T) {
	a := fresh(t)
	before := dump(t, a)
	broken := errors.New("broken")
	steps := append(append([]migration{}, migrations...), migration{newest() + 1, func(tx *bbolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte(bucketTasks)), broken)
	}})
	if err := migrate(a.db, steps, true); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if after := dump(t, a); !reflect.DeepEqual(before, after) {
		t.Error("half a migration stays")
	}
}
