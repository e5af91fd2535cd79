package archive

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
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

// version1 is an archive on which fillVersion1 was done by the program of version 1.
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
	texts := map[string]string{}
	if err := a.EachText(func(id, text string) { texts[id] = text }); err != nil {
		t.Fatal(err)
	}
	return []any{
		must[[]SubmissionInfo](t)(a.Submissions()), original,
		must[[]forms.Layout](t)(a.Layouts("S0001")), reg.Submissions[0].Claims[0].Values,
		must[[]forms.Template](t)(a.Templates()), must[[]register.Decision](t)(a.Decisions()),
		must[[]plan.Task](t)(a.Tasks()), must[[]plan.Asking](t)(a.Askings()),
		must[[]plan.Fund](t)(a.Funds()), must[[]plan.Meeting](t)(a.Meetings()), must[[]plan.Visit](t)(a.Visits()),
		must[[]Document](t)(a.Documents()), must[Document](t)(a.Paper("A0001")).Data,
		must[[]Entry](t)(a.Log()), must[string](t)(a.Setting("community")),
		must[[]plan.Sending](t)(a.Sendings()), must[[]plan.TaskWord](t)(a.TaskWords()),
		must[[]plan.Draft](t)(a.Drafts()), must[[]plan.Figure](t)(a.Figures()), must[[]plan.Matter](t)(a.Matters()),
		must[[]plan.Request](t)(a.Requests()), must[[]plan.Measure](t)(a.Measures()),
		must[[]plan.Attachment](t)(a.Attachments()), must[[]plan.Visitor](t)(a.Visitors()), must[[]plan.Booking](t)(a.Bookings()),
		must[[]plan.WelfareRule](t)(a.WelfareRules()), must[[]plan.Retention](t)(a.Retentions()),
		must[[]plan.Closing](t)(a.Closings()), texts,
	}
}

// An archive of version 1, as it was first written, opens and holds what it held.
// Every later version's migration is tried on this file.
func TestVersion1Opens(t *testing.T) {
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
	return readFrozen(t, version1)
}

// An archive of an older version that is only read is left alone.
func TestOlderArchiveIsNotReadAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(path, oldest(t), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.ReadOnly = true
	_, err := Open(path, o)
	wantFault(t, err, "archive_older")
	untouched(t, path, oldest(t))
}

// Each version adds its buckets and changes nothing else; the file as it was is kept
// beside it.
func TestMigrationsAddTheirBuckets(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(path, oldest(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		to    uint32
		added []string
	}{
		{2, []string{"users", "slots"}}, // who may open the archive
		{3, []string{"sendings"}},       // forms on their way to departments
		{4, []string{"task words", "drafts", "figures", "matters", "requests", "measures"}},
		{5, []string{"attachments", "visitors", "bookings", "welfare rules", "retentions", "closings", "texts"}},
	} {
		db := must[*bbolt.DB](t)(bbolt.Open(path, 0o600, newArchive(path, options()).bolt(lockWait, false, 0)))
		was := dumpOf(t, db)
		old := maps.Clone(was)
		if err := migrate(db, migrations[:c.to], true); err != nil {
			t.Fatal(err)
		}
		is := dumpOf(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, added := range c.added {
			if n, ok := is[added]; !ok || n != "0" {
				t.Errorf("bucket %s: %q", added, n)
			}
			delete(is, added)
		}
		mark := fmt.Sprintf("meta/%x", keyFormat)
		if was[mark] != string(formatMark(c.to-1)) || is[mark] != string(formatMark(c.to)) {
			t.Errorf("the mark went from %x to %x", was[mark], is[mark])
		}
		delete(was, mark)
		delete(is, mark)
		if !maps.Equal(was, is) {
			t.Errorf("beside that version %d changed\n%v\nto\n%v", c.to, was, is)
		}
		kept := must[*bbolt.DB](t)(bbolt.Open(fmt.Sprintf("%s.v%d", path, c.to-1), 0o600, newArchive(path, options()).bolt(lockWait, true, 0)))
		if !maps.Equal(dumpOf(t, kept), old) {
			t.Errorf("the copy of before version %d differs from what was there", c.to)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A backup of an older version counts as sound, and is brought up to date when it is
// restored; of that no other copy stays.
func TestRestoreAnOlderBackup(t *testing.T) {
	backup := filepath.Join(t.TempDir(), "b.huce")
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(backup, oldest(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := CheckBackup(backup, options()); err != nil {
		t.Fatal(err)
	}
	must[string](t)(Restore(t.Context(), backup, path, options(), nil))
	untouched(t, backup, oldest(t))
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("beside it: %v", got)
	}
	a := must[*Archive](t)(Open(path, options()))
	defer a.Close()
	sound(t, a)
	changed := bytes.ReplaceAll(oldest(t), []byte("安宁社区"), []byte("安乐社区"))
	if err := os.WriteFile(backup, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	wantFault(t, CheckBackup(backup, options()), "backup_unsound")
}

// A copy of an earlier try of a migration stays where it holds the same; one that
// holds something else stays too, and the new one stands beside it.
func TestMigrationKeepsEveryCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.huce")
	if err := os.WriteFile(path, oldest(t), 0o600); err != nil {
		t.Fatal(err)
	}
	db := must[*bbolt.DB](t)(bbolt.Open(path, 0o600, newArchive(path, options()).bolt(lockWait, false, 0)))
	defer db.Close()
	for _, want := range []int{2, 2} { // the file and its copy
		if err := keepBefore(db, 1); err != nil {
			t.Fatal(err)
		}
		if got := names(t, filepath.Dir(path)); len(got) != want {
			t.Errorf("there are %v", got)
		}
	}
	if err := os.WriteFile(path+".v1", []byte("of another year"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keepBefore(db, 1); err != nil {
		t.Fatal(err)
	}
	if string(readFile(t, path+".v1")) != "of another year" || !bytes.Equal(readFile(t, path+".v1-2"), oldest(t)) {
		t.Errorf("there are %v", names(t, filepath.Dir(path)))
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
