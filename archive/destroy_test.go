package archive

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

// scrambled is text that no packing makes shorter, so that it is found raw in a file.
func scrambled(seed string, n int) []byte {
	var b []byte
	for len(b) < n {
		sum := sha256.Sum256([]byte(seed))
		b, seed = append(b, sum[:]...), string(sum[:])
	}
	return b[:n]
}

// A destroyed document leaves no byte in the file, and its line in the catalogue;
// what is kept stays whole.
func TestDestroyedIsGone(t *testing.T) {
	a := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "a.huce"), options()))
	defer a.Close()
	secret, other := scrambled("destroyed", 20_000), scrambled("kept", 20_000)
	day := forms.NewDate(2010, 3, 5)
	old := must[Document](t)(a.FileDocument(Document{Kind: "form", Title: "旧通知", Date: day, Data: secret}))
	kept := must[Document](t)(a.FileDocument(Document{Kind: "plan", Title: "计划", Date: day, Data: other}))
	holds := func() bool { return bytes.Contains(readFile(t, a.Path()), secret[:64]) }
	if !holds() {
		t.Fatal("the file does not hold the document as it is: the test would prove nothing")
	}
	code := func(err error) string {
		var f *forms.Fault
		if errors.As(err, &f) {
			return f.Code
		}
		return "none"
	}
	destroy := func(today forms.Date, two [2]string, ids ...string) string {
		return code(a.Destroy(t.Context(), ids, two, "销毁清册", today, nil))
	}
	two := [2]string{"甲", "乙"}
	for _, c := range []struct{ got, want string }{
		{destroy(forms.NewDate(2021, 1, 1), [2]string{"甲", " 甲"}, old.ID), "destroy_names"},
		{destroy(forms.NewDate(2020, 12, 31), two, old.ID), "destroy_early"},
		{destroy(forms.NewDate(2099, 1, 1), two, old.ID, kept.ID), "destroy_early"},
		{destroy(forms.NewDate(2021, 1, 1), two, "A9999"), "archive_unknown"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if !holds() {
		t.Fatal("refused, and yet gone")
	}
	for range 2 {
		if got := destroy(forms.NewDate(2021, 1, 1), two, old.ID); got != "none" {
			t.Fatal(got)
		}
	}
	raw := readFile(t, a.Path())
	for i := 0; i+16 <= len(secret); i += 16 {
		if bytes.Contains(raw, secret[i:i+16]) {
			t.Fatalf("the file still holds bytes %d to %d", i, i+16)
		}
	}
	docs := must[[]Document](t)(a.Documents())
	if len(docs) != 2 || !docs[0].Destroyed() || docs[0].Title != "旧通知" || docs[0].DestroyedBy != "甲、乙" || docs[1].Destroyed() {
		t.Errorf("%+v", docs)
	}
	if _, err := a.Paper(old.ID); code(err) != "document_destroyed" {
		t.Errorf("a destroyed paper is given: %v", err)
	}
	if p := must[Document](t)(a.Paper(kept.ID)); !bytes.Equal(p.Data, other) {
		t.Error("the other paper changed")
	}
	if r := must[Report](t)(a.Verify(false)); len(r.Problems) > 0 {
		t.Errorf("%+v", r.Problems)
	}
}

// With a document go the files attached to it, taken off or not, and what they were
// called; one that is attached elsewhere too stays there.
func TestAttachmentsGoWithTheirDocument(t *testing.T) {
	a := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "a.huce"), options()))
	defer a.Close()
	old := must[Document](t)(a.FileDocument(Document{Kind: "form", Title: "旧通知", Date: forms.NewDate(2010, 3, 5), Data: scrambled("document", 8_000)}))
	scan, photo, shared := scrambled("scan", 8_000), scrambled("photo", 8_000), scrambled("shared", 8_000)
	attach := func(of, name string, data []byte) plan.Attachment {
		return must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: of, Name: name, Title: name, Type: "image/png"}, data))
	}
	gone := attach(old.ID, "zhangsan-scan.png", scan)
	off := attach(old.ID, "zhangsan-photo.png", photo)
	attach(old.ID, "zhangsan-shared.png", shared)
	stays := attach("T0001", "kept.png", shared)
	if err := a.Detach(off.ID); err != nil {
		t.Fatal(err)
	}
	raw := readFile(t, a.Path())
	if !bytes.Contains(raw, scan[:64]) || !bytes.Contains(raw, photo[:64]) {
		t.Fatal("the file does not hold them as they are: the test would prove nothing")
	}
	if err := a.Destroy(t.Context(), []string{old.ID}, [2]string{"甲", "乙"}, "销毁清册", forms.NewDate(2021, 1, 1), nil); err != nil {
		t.Fatal(err)
	}
	raw = readFile(t, a.Path())
	for name, secret := range map[string][]byte{"scan": scan, "photo": photo, "document": scrambled("document", 8_000)} {
		for i := 0; i+16 <= len(secret); i += 16 {
			if bytes.Contains(raw, secret[i:i+16]) {
				t.Fatalf("the file still holds bytes %d to %d of the %s", i, i+16, name)
			}
		}
	}
	if bytes.Contains(raw, []byte("zhangsan")) {
		t.Error("the file still holds what they were called")
	}
	if _, data, err := a.Attached(stays.ID); err != nil || !bytes.Equal(data, shared) {
		t.Errorf("what is attached elsewhere has gone: %v", err)
	}
	_, _, err := a.Attached(gone.ID)
	wantFault(t, err, "attachment_destroyed")
	wantFault(t, a.Reattach(off.ID), "attachment_destroyed")
	again := attach(old.ID, "new.png", scan)
	if _, data, err := a.Attached(again.ID); err != nil || again.ID == gone.ID || !bytes.Equal(data, scan) {
		t.Errorf("the same bytes attached again: %+v %v", again, err)
	}
	sound(t, a)
}

// Bytes that an import or another paper has too are not taken from it.
func TestSharedIsNotDestroyed(t *testing.T) {
	a := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "a.huce"), options()))
	defer a.Close()
	d := Document{Kind: "form", Title: "通知", Date: forms.NewDate(2010, 1, 1), Data: []byte(strings.Repeat("一", 100))}
	old := must[Document](t)(a.FileDocument(d))
	d.Date = forms.NewDate(2026, 1, 1)
	must[Document](t)(a.FileDocument(d))
	var f *forms.Fault
	err := a.Destroy(t.Context(), []string{old.ID}, [2]string{"甲", "乙"}, "", forms.NewDate(2021, 1, 1), nil)
	if !errors.As(err, &f) || f.Code != "destroy_shared" {
		t.Error(err)
	}
	must[Document](t)(a.Paper(old.ID))
}

// A received file is destroyed with its import once that is withdrawn, never under the
// register.
func TestReceivedIsDestroyedOnceWithdrawn(t *testing.T) {
	a := fresh(t)
	f := dibao()
	f.Data = scrambled("received", 9_000)
	id := must[Imported](t)(a.Import(f)).ID
	d := must[Document](t)(a.FileDocument(Document{
		Kind: ReceivedKind, Title: "旧通知名册", Date: forms.NewDate(2010, 1, 1), Retention: "D10", Submission: id, Data: f.Data,
	}))
	destroy := func() error {
		return a.Destroy(t.Context(), []string{d.ID}, [2]string{"甲", "乙"}, "清册", forms.NewDate(2021, 1, 1), nil)
	}
	wantFault(t, destroy(), "destroy_shared")
	if err := a.Withdraw(id); err != nil {
		t.Fatal(err)
	}
	if err := destroy(); err != nil {
		t.Fatal(err)
	}
	raw := readFile(t, a.Path())
	if bytes.Contains(raw, f.Data[:32]) || bytes.Contains(raw, []byte("110199196001011234")) {
		t.Error("the file still holds it")
	}
	wantFault(t, a.Restore(id), "submission_destroyed")
	if _, _, err := a.Original(id); err == nil {
		t.Error("its bytes are given")
	}
	b := fresh(t)
	must[Joined](t)(b.Join(a))
	if again := must[Imported](t)(a.Import(f)); again.Already || again.ID == id {
		t.Errorf("sent again it is %+v", again)
	}
	sound(t, reopen(t, a))
	sound(t, b)
}
