package archive

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// The same bytes are kept once, whoever they are attached to; what is taken off is put
// back as it was.
func TestAttachments(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	must[*register.Register](t)(a.Register())
	scan := scrambled("scan", 9_000)
	originals := func() (n int) {
		err := a.view(func(c *txn) error {
			return c.each(bucketOriginals, func(_, _ []byte) error { n++; return nil })
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := originals()
	first := must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "P00001", Name: "残疾证.jpg", Type: "image/jpeg"}, scan))
	task := must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "T0001", Name: "佐证.jpg"}, scan))
	again := must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "P00001", Name: "又一次.jpg"}, scan))
	if first.ID != "J0001" || task.ID != "J0002" || again != first || originals() != before+1 {
		t.Errorf("%+v\n%+v\n%+v\n%d originals, %d before", first, task, again, originals(), before)
	}
	if err := a.Detach(first.ID); err != nil {
		t.Fatal(err)
	}
	if all := must[[]plan.Attachment](t)(a.Attachments()); len(plan.AttachedTo(all, "P00001")) != 0 || len(plan.AttachedTo(all, "T0001")) != 1 || !all[0].Removed {
		t.Errorf("%+v", all)
	}
	if err := a.Reattach(first.ID); err != nil {
		t.Fatal(err)
	}
	at, data, err := a.Attached(first.ID)
	if err != nil || !bytes.Equal(data, scan) || at.Removed || at.Size != 9_000 {
		t.Errorf("%+v, %d bytes, %v", at, len(data), err)
	}
	_, _, err = a.Attached("J0009")
	wantFault(t, err, "archive_unknown")
	wantFault(t, a.Detach("T0001"), "archive_unknown")
	for _, e := range must[[]Entry](t)(a.Log()) {
		if bytes.Contains([]byte(e.Subject+e.Reason), []byte("残疾证")) {
			t.Errorf("the log names the file: %+v", e)
		}
	}
	sound(t, reopen(t, a))
}

// someone is a form about one person.
func someone(name, id string) ImportFile {
	f := other(name)
	for field, v := range map[string]string{"person.id_no": id, "person.residence_address": "幸福里" + name + "楼1单元101室"} {
		f.Submission.Claims[0].Put(0, field, v, v)
	}
	return f
}

// An attachment follows its person when the register is computed anew, when two people
// become one and when they are taken apart again; withdrawing the form keeps it.
func TestAttachmentStaysWithItsPerson(t *testing.T) {
	a := fresh(t)
	first := must[Imported](t)(a.Import(dibao()))
	must[Imported](t)(a.Import(someone("李娜", "110199198502022999")))
	reg := must[*register.Register](t)(a.Register())
	rows := map[string]register.RowID{}
	var old, li string // of the first form and of the second
	for _, l := range reg.Links {
		p := &reg.People[l.Person]
		rows[p.ID] = l.ID
		switch {
		case l.Row.Sub == 1:
			li = p.ID
		case p.Value("person.name") == "李娜":
			old = p.ID
		}
	}
	at := must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: li, Name: "a.jpg"}, []byte("scan")))
	owner := func() string { return must[string](t)(a.CurrentID(at.Of)) }
	no := must[uint64](t)(a.Decide(register.Decision{Kind: register.Same, A: rows[old], B: rows[li]}))
	if got := owner(); got != min(old, li) {
		t.Errorf("once they are one it is %s's", got)
	}
	if err := a.RevokeDecision(no); err != nil {
		t.Fatal(err)
	}
	if got := owner(); got != li {
		t.Errorf("taken apart it is %q's", got)
	}
	if err := a.Withdraw(first.ID); err != nil {
		t.Fatal(err)
	}
	a = reopen(t, a)
	if sound(t, a); owner() != li {
		t.Errorf("after computing anew it is %q's", owner())
	}
	if err := a.Withdraw("S0002"); err != nil {
		t.Fatal(err)
	}
	if got := owner(); got != "" {
		t.Errorf("nobody is left, and it is %q's", got)
	}
	if err := a.Restore("S0002"); err != nil || owner() != li {
		t.Errorf("brought back it is %q's, %v", owner(), err)
	}
}

// Sealing and a backup keep attachments.
func TestAttachmentIsSealedAndBackedUp(t *testing.T) {
	a := freshSealed(t)
	scan := scrambled("sealed", 9_000)
	must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "T0001", Name: "残疾证.jpg"}, scan))
	raw := readFile(t, a.Path())
	if bytes.Contains(raw, scan[:32]) || bytes.Contains(raw, []byte("残疾证")) {
		t.Error("the sealed file shows it")
	}
	copied := filepath.Join(t.TempDir(), "copy.huce")
	if err := a.Backup(t.Context(), copied, nil); err != nil {
		t.Fatal(err)
	}
	b := must[*Archive](t)(Open(copied, sealedOptions()))
	defer b.Close()
	if _, data, err := b.Attached("J0001"); err != nil || !bytes.Equal(data, scan) {
		t.Error(err)
	}
	if r := must[Report](t)(b.Verify(false)); len(r.Problems) > 0 {
		t.Errorf("%+v", r.Problems)
	}
}

// Joining brings attachments, bookings and fund entries to the people, homes and tasks
// that they are of there, whatever their ids are here.
func TestJoinBringsAttachments(t *testing.T) {
	make := func(name string, order ...ImportFile) *Archive {
		a := must[*Archive](t)(Create(filepath.Join(t.TempDir(), name), options()))
		t.Cleanup(func() { a.Close() })
		for _, f := range order {
			must[Imported](t)(a.Import(f))
			must[*register.Register](t)(a.Register()) // ids are minted in this order
		}
		return a
	}
	named := func(a *Archive, name string) register.Person {
		reg := must[*register.Register](t)(a.Register())
		for _, p := range reg.People {
			if p.Value("person.name") == name {
				return p
			}
		}
		t.Fatalf("no %s", name)
		return register.Person{}
	}
	home := func(a *Archive, name string) string {
		reg := must[*register.Register](t)(a.Register())
		return reg.Households[named(a, name).Household].ID
	}
	mine := make("a.huce", someone("甲", "110199197003033456"), dibao())
	theirs := make("b.huce", dibao(), someone("甲", "110199197003033456"))
	must[plan.Task](t)(mine.PutTask(plan.Task{Text: "别的"}))
	must[plan.Task](t)(mine.PutTask(plan.Task{Text: "又一项"}))
	task := must[plan.Task](t)(theirs.PutTask(plan.Task{Text: "慰问"}))
	must[plan.Fund](t)(theirs.PutFund(plan.Fund{Task: task.ID, Name: "慰问经费"}))
	if named(mine, "张伟").ID == named(theirs, "张伟").ID {
		t.Fatal("the ids are equal: the test would prove nothing")
	}
	must[plan.Attachment](t)(theirs.Attach(plan.Attachment{Of: named(theirs, "张伟").ID, Name: "1.jpg"}, []byte("one")))
	must[plan.Attachment](t)(theirs.Attach(plan.Attachment{Of: home(theirs, "甲"), Name: "2.jpg"}, []byte("two")))
	must[plan.Attachment](t)(theirs.Attach(plan.Attachment{Of: task.ID, Name: "3.jpg"}, []byte("three")))
	must[[]plan.Booking](t)(theirs.PutBookings([]plan.Booking{{Household: home(theirs, "甲"), Date: forms.NewDate(2026, 5, 1), Visitor: "王"}}))
	must[Joined](t)(mine.Join(theirs))
	if again := must[Joined](t)(mine.Join(theirs)); again != (Joined{}) {
		t.Errorf("joining twice brought %+v", again)
	}
	want := []string{named(mine, "张伟").ID, home(mine, "甲"), "T0004"}
	all := must[[]plan.Attachment](t)(mine.Attachments())
	for i := range all {
		if i >= len(want) || all[i].Of != want[i] {
			t.Errorf("%s is of %s, want %v", all[i].Name, all[i].Of, want)
		}
	}
	if funds := must[[]plan.Fund](t)(mine.Funds()); len(all) != 3 || len(funds) != 1 || funds[0].Task != "T0004" {
		t.Errorf("%d attachments, %+v", len(all), funds)
	}
	if b := must[[]plan.Booking](t)(mine.Bookings()); len(b) != 1 || b[0].Household != home(mine, "甲") {
		t.Errorf("%+v", b)
	}
	if err := theirs.Detach("J0003"); err != nil {
		t.Fatal(err)
	}
	must[Joined](t)(mine.Join(theirs))
	if all := must[[]plan.Attachment](t)(mine.Attachments()); !all[2].Removed {
		t.Error("taken off there, and not here")
	}
	sound(t, mine)
}

// Bytes that are attached are not destroyed with a document.
func TestAttachedIsNotDestroyed(t *testing.T) {
	a := fresh(t)
	d := must[Document](t)(a.FileDocument(Document{Kind: "form", Title: "通知", Date: forms.NewDate(2010, 1, 1), Data: []byte("paper")}))
	must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "T0001"}, []byte("paper")))
	wantFault(t, a.Destroy(t.Context(), []string{d.ID}, [2]string{"甲", "乙"}, "", forms.NewDate(2021, 1, 1), nil), "destroy_shared")
	if _, err := os.Stat(a.Path()); err != nil {
		t.Fatal(err)
	}
	must[Document](t)(a.Paper(d.ID))
}
