package archive

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"go.etcd.io/bbolt"

	"huce/forms"
)

func TestImportKeepsTheWholeFile(t *testing.T) {
	a := fresh(t)
	f := dibao()
	done := must[Imported](t)(a.Import(f))
	if want := (Imported{ID: "S0001", Rows: 2, Issues: 1, Tasks: 1}); done != want {
		t.Fatalf("imported %+v, want %+v", done, want)
	}
	a = reopen(t, a)

	subs := must[[]SubmissionInfo](t)(a.Submissions())
	if len(subs) != 1 || subs[0].Department != "民政局" || subs[0].AsOf != forms.NewDate(2026, 2, 28) ||
		subs[0].ImportedBy != "王录入" || subs[0].ImportedAt != "2026-03-02T12:00:00+08:00" || subs[0].Size != int64(len(f.Data)) {
		t.Errorf("submissions: %+v", subs)
	}
	data, format, err := a.Original("S0001")
	if err != nil || format != forms.CSV || !bytes.Equal(data, f.Data) {
		t.Errorf("original: %q %s %v", data, format, err)
	}
	if got := must[[]forms.Layout](t)(a.Layouts("S0001")); !reflect.DeepEqual(got, f.Layouts) {
		t.Errorf("layouts: %+v", got)
	}
	if got := must[[]forms.Template](t)(a.Templates()); len(got) != 1 || !reflect.DeepEqual(got[0], *f.Template) {
		t.Errorf("templates: %+v", got)
	}
	tasks, err := a.Tasks()
	if err != nil || len(tasks) != 1 || tasks[0].ID != "T0001" || tasks[0].Submission != "S0001" || tasks[0].Due != f.Tasks[0].Due {
		t.Errorf("tasks: %+v %v", tasks, err)
	}
	askings, err := a.Askings()
	if err != nil || len(askings) != 1 || askings[0].Submission != "S0001" {
		t.Errorf("askings: %+v %v", askings, err)
	}
	if r := sound(t, a); r.Rows != 2 {
		t.Errorf("Verify read %d rows", r.Rows)
	}
}

func TestImportOfTheSameBytes(t *testing.T) {
	moved := dibao()
	moved.Path, moved.Submission.File = "副本.csv", "副本.csv"
	later := dibao()
	later.Submission.AsOf = forms.NewDate(2026, 3, 1)
	for _, c := range []struct {
		name     string
		withdraw bool
		again    ImportFile
		want     Imported
	}{
		{"is no import", false, dibao(), Imported{ID: "S0001", Already: true, Rows: 2, Issues: 1, Tasks: 1}},
		{"under another name is none", false, moved, Imported{ID: "S0001", Already: true, Rows: 2, Issues: 1, Tasks: 1}},
		{"with another day is none while the first stands", false, later, Imported{ID: "S0001", Already: true, Rows: 2, Issues: 1, Tasks: 1}},
		{"once withdrawn says so", true, dibao(), Imported{ID: "S0001", Already: true, Withdrawn: true, Rows: 2, Issues: 1, Tasks: 1}},
		{"once withdrawn, with another day, is new", true, later, Imported{ID: "S0002", Rows: 2, Issues: 1, Tasks: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := fresh(t)
			must[Imported](t)(a.Import(dibao()))
			if c.withdraw {
				if err := a.Withdraw("S0001"); err != nil {
					t.Fatal(err)
				}
			}
			before := dump(t, a)
			if got := must[Imported](t)(a.Import(c.again)); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if after := dump(t, a); c.want.Already && !reflect.DeepEqual(before, after) {
				t.Error("the archive has changed")
			}
			var originals int
			err := a.view(func(c *txn) error {
				return c.each(bucketOriginals, func(_, _ []byte) error { originals++; return nil })
			})
			if err != nil || originals != 1 {
				t.Errorf("%d originals, %v", originals, err)
			}
		})
	}
}

func TestWithdrawAndRestore(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	must[Imported](t)(a.Import(other("乙")))
	before := must[[]SubmissionInfo](t)(a.Submissions())
	for range 2 { // twice is once
		if err := a.Withdraw("S0001"); err != nil {
			t.Fatal(err)
		}
	}
	if tasks, err := a.Tasks(); err != nil || len(tasks) != 0 {
		t.Errorf("withdrawn tasks stand: %v %v", tasks, err)
	}
	if askings, err := a.Askings(); err != nil || len(askings) != 0 {
		t.Errorf("withdrawn askings stand: %v %v", askings, err)
	}
	if reg, err := a.Register(); err != nil || len(reg.Submissions) != 1 || reg.Submissions[0].ID != "S0002" {
		t.Errorf("the register has %v, %v", reg, err)
	}
	if err := a.Restore("S0001"); err != nil {
		t.Fatal(err)
	}
	after := must[[]SubmissionInfo](t)(a.Submissions())
	after[0].ChangedAt, after[0].ChangedBy = "", ""
	if !reflect.DeepEqual(before, after) {
		t.Errorf("before %+v\nafter %+v", before, after)
	}
	if tasks, err := a.Tasks(); err != nil || len(tasks) != 1 {
		t.Errorf("tasks don't come back: %v %v", tasks, err)
	}
	wantFault(t, a.Withdraw("S0003"), "archive_unknown")
	wantFault(t, a.Restore("S1"), "archive_unknown")
	acts := ""
	for _, e := range must[[]Entry](t)(a.Log()) {
		acts += e.Act + " "
	}
	if acts != "create import import withdraw restore " {
		t.Errorf("log: %s", acts)
	}
	sound(t, a)
}

func TestRestoreIsRefusedWhereAnotherStands(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	if err := a.Withdraw("S0001"); err != nil {
		t.Fatal(err)
	}
	again := dibao()
	again.Submission.Department = "残联"
	must[Imported](t)(a.Import(again))
	wantFault(t, a.Restore("S0001"), "submission_replaced")
	if err := a.Withdraw("S0002"); err != nil {
		t.Fatal(err)
	}
	if err := a.Restore("S0001"); err != nil {
		t.Fatal(err)
	}
}

// An import that fails at any of its steps leaves nothing: here each bucket that it
// writes to is gone in turn.
func TestImportIsAllOrNothing(t *testing.T) {
	for _, b := range []bucket{
		bucketOriginals, bucketSubmissions, bucketClaims, bucketLayouts, bucketTemplates,
		bucketTasks, bucketAskings, bucketLog, bucketMeta, bucketTally,
	} {
		t.Run(string(b), func(t *testing.T) {
			a := fresh(t)
			must[Imported](t)(a.Import(other("甲")))
			if err := a.db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte(b)) }); err != nil {
				t.Fatal(err)
			}
			before := dump(t, a)
			_, err := a.Import(dibao())
			wantFault(t, err, "archive_damaged")
			if after := dump(t, a); !reflect.DeepEqual(before, after) {
				t.Errorf("half an import stays:\n%v\n%v", before, after)
			}
		})
	}
}

// A disk without room fails the import at its very end.
func TestImportOnAFullDisk(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(other("甲")))
	before := dump(t, a)
	a.db.MaxSize = 1 << 16
	big := dibao()
	big.Data = noise(1 << 20)
	_, err := a.Import(big)
	wantFault(t, err, "archive_full")
	if after := dump(t, a); !reflect.DeepEqual(before, after) {
		t.Error("half an import stays")
	}
	a.db.MaxSize = 0
	if done := must[Imported](t)(a.Import(big)); done.ID != "S0002" {
		t.Errorf("once there is room: %+v", done)
	}
	sound(t, a)
}

func TestImportRefusesRaggedClaims(t *testing.T) {
	a := fresh(t)
	f := dibao()
	f.Submission.Claims[0].Values[1] = f.Submission.Claims[0].Values[1][:1]
	if _, err := a.Import(f); err == nil {
		t.Error("ragged claims are kept")
	}
}

// dump is everything in the file, by bucket and key.
func dump(t testing.TB, a *Archive) map[string]string {
	t.Helper()
	return dumpOf(t, a.db)
}

func dumpOf(t testing.TB, db *bbolt.DB) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			all[string(name)] = fmt.Sprint(b.Sequence())
			return b.ForEach(func(k, v []byte) error {
				all[fmt.Sprintf("%s/%x", name, k)] = string(v)
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// noise is n bytes that no compression makes smaller.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint64(88172645463325252)
	for i := range b {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b[i] = byte(x)
	}
	return b
}
