package office

import (
	"strings"
	"testing"

	"huce/archive/plan"
)

// A form that came back is prepared anew by its number, sent again, and its cover letter
// says that it is the second time; its addressee stands as a letter names it.
func TestReturnedFormIsSentAgain(t *testing.T) {
	o := printOffice(t)
	subs, err := o.Submissions()
	if err != nil {
		t.Fatal(err)
	}
	_, s, err := o.PrepareSending(subs.Rows[0][3], "2026")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.MarkSent(s.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.MarkReturned(s.ID, "缺一位"); err != nil {
		t.Fatal(err)
	}
	if _, again, err := o.PrepareSending(s.ID, ""); err != nil || again.ID != s.ID || again.Period != "2026" || again.Status() != plan.SendingPrepared {
		t.Fatalf("%+v, %v", again, err)
	}
	if s, err = o.MarkSent(s.ID); err != nil || s.Times() != 2 {
		t.Fatalf("sent %d times, %v", s.Times(), err)
	}
	p, err := o.PrintWith(LetterPaper, PrintOptions{Of: s.ID})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(pdfOf(t, p).Text(), "\n", "")
	for _, want := range []string{"第 2 次报送", "附件：", "回　执"} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter doesn't say %s", want)
		}
	}
	if _, _, err := o.PrepareSending("R0099", ""); !isFault(err, "no_form") {
		t.Errorf("a number that isn't there: %v", err)
	}
}
