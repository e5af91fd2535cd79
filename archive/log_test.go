package archive

import (
	"encoding/json"
	"testing"

	"go.etcd.io/bbolt"
)

func TestLogSaysWhoDidWhat(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	if err := a.Record("print", "A0001", "报街道"); err != nil {
		t.Fatal(err)
	}
	a = reopen(t, a)
	log := must[[]Entry](t)(a.Log())
	want := []Entry{
		{No: 1, Act: "create"}, {No: 2, Act: "import", Subject: "S0001"}, {No: 3, Act: "print", Subject: "A0001", Reason: "报街道"},
	}
	if len(log) != len(want) {
		t.Fatalf("log: %+v", log)
	}
	for i, w := range want {
		w.Time, w.User, w.Before = "2026-03-02T12:00:00+08:00", "王录入", log[i].Before
		if log[i] != w || (w.Before == "") != (i == 0) {
			t.Errorf("entry %d: %+v, want %+v", i, log[i], w)
		}
	}
}

// Whoever changes the log in the file, even with right checksums, breaks its chain.
func TestLogFindsWhatWasDoneToIt(t *testing.T) {
	reseal := func(t *testing.T, b *bbolt.Bucket, no uint64, change func(*Entry)) {
		plain := must[[]byte](t)(plainly.unseal(bucketLog, numberKey(no), b.Get(numberKey(no))))
		var e Entry
		if err := json.Unmarshal(plain, &e); err != nil {
			t.Fatal(err)
		}
		change(&e)
		if err := b.Put(numberKey(e.No), plainly.seal(bucketLog, numberKey(e.No), must[[]byte](t)(json.Marshal(e)))); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		do   func(*testing.T, *bbolt.Bucket)
	}{
		{"an entry changed", func(t *testing.T, b *bbolt.Bucket) {
			reseal(t, b, 2, func(e *Entry) { e.User = "别人" })
		}},
		{"the newest changed", func(t *testing.T, b *bbolt.Bucket) {
			reseal(t, b, 4, func(e *Entry) { e.Subject = "S0009" })
		}},
		{"an entry taken out", func(t *testing.T, b *bbolt.Bucket) {
			if err := b.Delete(numberKey(3)); err != nil {
				t.Fatal(err)
			}
		}},
		{"the newest taken out", func(t *testing.T, b *bbolt.Bucket) {
			if err := b.Delete(numberKey(4)); err != nil {
				t.Fatal(err)
			}
		}},
		{"an entry added", func(t *testing.T, b *bbolt.Bucket) {
			reseal(t, b, 4, func(e *Entry) { e.No = 5 })
		}},
		{"two exchanged", func(t *testing.T, b *bbolt.Bucket) {
			reseal(t, b, 2, func(e *Entry) { e.Subject = "S0002" })
			reseal(t, b, 3, func(e *Entry) { e.Subject = "S0001" })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := fresh(t)
			for _, name := range []string{"甲", "乙", "丙"} {
				must[Imported](t)(a.Import(other(name)))
			}
			sound(t, a)
			err := a.db.Update(func(tx *bbolt.Tx) error {
				c.do(t, tx.Bucket([]byte(bucketLog)))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			_, err = a.Log()
			wantFault(t, err, "archive_damaged")
			r := must[Report](t)(a.Verify(false))
			found := false
			for _, p := range r.Problems {
				found = found || p.Code == "log"
			}
			if !found {
				t.Errorf("Verify found only %+v", r.Problems)
			}
		})
	}
}
