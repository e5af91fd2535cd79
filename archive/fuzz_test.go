package archive

import (
	"bytes"
	"encoding/json"
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

// jsonCodecs are the types kept as JSON, each as what reads a value, and writes and
// reads it again.
var jsonCodecs = []struct {
	in    bucket
	again func(t *testing.T, plain []byte)
}{
	{bucketSubmissions, again[SubmissionInfo](bucketSubmissions)},
	{bucketLayouts, again[[]forms.Layout](bucketLayouts)},
	{bucketAskings, again[[]plan.Asking](bucketAskings)},
	{bucketTemplates, again[forms.Template](bucketTemplates)},
	{bucketDecisions, again[settled](bucketDecisions)},
	{bucketTasks, again[plan.Task](bucketTasks)},
	{bucketFunds, again[plan.Fund](bucketFunds)},
	{bucketMeetings, again[plan.Meeting](bucketMeetings)},
	{bucketVisits, again[plan.Visit](bucketVisits)},
	{bucketDocuments, again[Document](bucketDocuments)},
	{bucketLog, again[Entry](bucketLog)},
	{bucketUsers, again[keeper](bucketUsers)},
	{bucketSlots, again[slot](bucketSlots)},
}

// again wants that a value which is read is written and read as the same.
func again[T any](b bucket) func(*testing.T, []byte) {
	return func(t *testing.T, plain []byte) {
		var v, w T
		if fromJSON(b, plain, &v) != nil {
			return
		}
		written, err := json.Marshal(v)
		if err != nil {
			t.Fatalf("%s: %+v can't be written: %v", b, v, err)
		}
		if err := fromJSON(b, written, &w); err != nil {
			t.Fatalf("%s: %s can't be read: %v", b, written, err)
		}
		if twice, err := json.Marshal(w); err != nil || !bytes.Equal(twice, written) {
			t.Fatalf("%s: %s becomes %s, %v", b, written, twice, err)
		}
	}
}

// Whatever stands in the file, every codec of JSON gives a value or an error, and a
// value comes back when it is written.
func FuzzJSON(f *testing.F) {
	a := fresh(f)
	for _, act := range []error{
		second(a.Import(dibao())), second(a.PutFund(plan.Fund{Task: "T0001", Allocated: 600000})),
		second(a.PutMeeting(plan.Meeting{Title: "例会", Date: forms.NewDate(2026, 3, 2)})),
		second(a.PutVisit(plan.Visit{Household: "H00001", Outcome: plan.OutcomeMet})),
		second(a.FileDocument(Document{Kind: "plan", Title: "年度计划", Data: []byte("%PDF-1.4")})),
	} {
		if act != nil {
			f.Fatal(act)
		}
	}
	for which, c := range jsonCodecs {
		err := a.view(func(tx *txn) error {
			return tx.each(c.in, func(_, plain []byte) error {
				f.Add(uint8(which), bytes.Clone(plain))
				return nil
			})
		})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(which), []byte("{}"))
		f.Add(uint8(which), []byte("null"))
	}
	f.Fuzz(func(t *testing.T, which uint8, plain []byte) {
		jsonCodecs[int(which)%len(jsonCodecs)].again(t, plain)
	})
}

func second[T any](_ T, err error) error { return err }

// A slot from a file that was tampered with gives an error or a key, and asks for no
// more memory and time than a slot may: one that asks for more is refused before.
func FuzzSlot(f *testing.F) {
	s, _, err := newSlot("王录入", Secret("户册户册户册户册"), cheap)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(must[[]byte](f)(json.Marshal(s)))
	f.Add([]byte(`{"cost":{"Passes":4294967295,"Memory":4294967295,"Lanes":255}}`))
	f.Fuzz(func(t *testing.T, plain []byte) {
		var s slot
		if fromJSON(bucketSlots, plain, &s) != nil {
			return
		}
		if s.Cost.sane() && s.Cost.Memory <= 1<<10 && s.Cost.Passes <= 2 { // else it takes too long to try
			_, err := s.open(1, Secret("户册户册户册户册"))
			if err == nil {
				t.Fatal("a slot that was never filled opens")
			}
		}
		if s.Cost.sane() && (s.Cost.Memory > largestCost.Memory || s.Cost.Passes > largestCost.Passes) {
			t.Fatalf("%+v is sane", s.Cost)
		}
	})
}

// Nothing but what was sealed with the key for its place is unsealed.
func FuzzUnsealSealed(f *testing.F) {
	data := make(Secret, keySize)
	keys := must[keyring](f)(newKeyring(data))
	for _, plain := range [][]byte{{}, []byte("张伟"), bytes.Repeat([]byte("幸福街道"), 100)} {
		f.Add(keys.env.seal(bucketTasks, numberKey(1), plain))
		f.Add(plainly.seal(bucketTasks, numberKey(1), plain))
		f.Add(keys.env.seal(bucketTasks, numberKey(2), plain))
	}
	f.Fuzz(func(t *testing.T, stored []byte) {
		plain, err := keys.env.unseal(bucketTasks, numberKey(1), stored)
		if err != nil {
			return
		}
		sealedAgain := keys.env.seal(bucketTasks, numberKey(1), plain)
		if got, err := keys.env.unseal(bucketTasks, numberKey(1), sealedAgain); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%q comes back as %q, %v", plain, got, err)
		}
		if _, err := plainly.unseal(bucketTasks, numberKey(1), stored); err == nil {
			t.Fatal("a sealed value is read without the key")
		}
	})
}

// The file's head: any bytes give a header within the file, or a fault.
func FuzzHeads(f *testing.F) {
	whole := sample(f)
	f.Add(whole[:2*pageSize])
	f.Add(whole[:pageSize])
	f.Add(append(make([]byte, pageSize), whole[pageSize:2*pageSize]...))
	f.Fuzz(func(t *testing.T, file []byte) {
		h, whole, err := heads(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		if whole < 1 || h.pages < 4 || h.pageSize < 1024 || int64(h.pages)*h.pageSize > int64(len(file)) {
			t.Fatalf("%+v of %d bytes, %d whole", h, len(file), whole)
		}
	})
}

// The names of backups: any file name is one of ours or is left alone.
func FuzzBackupName(f *testing.F) {
	f.Add("社区-1a2b3c4d-2026-11-25-101500")
	f.Add("社区.v1")
	f.Fuzz(func(t *testing.T, name string) {
		m := backupName.FindStringSubmatch(name)
		if m == nil {
			return
		}
		if got := m[1] + "-" + m[2] + m[3] + "-" + m[4]; got != name {
			t.Fatalf("%q is taken for %q", name, got)
		}
	})
}
