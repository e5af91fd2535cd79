package office

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"huce/archive"
	"huce/archive/plan"
	"huce/forms/vocab"
)

// What was received has a number like what is printed; a closed year's are final.
func TestReceivedIsFiledAndTheYearClosed(t *testing.T) {
	o, _ := visitOffice(t) // 2026: one form as of 2026-03-01, one survey
	if _, err := o.Print(PlanPaper); err != nil {
		t.Fatal(err)
	}
	_, err := o.CloseYear(2026)
	hasFault(t, err, "closing_early")
	filed, err := o.FileReceived(0)
	if err != nil || len(filed) != 2 || filed[0].Kind != archive.ReceivedKind || filed[0].Retention != "D30" || filed[0].Title != "高龄津贴花名册" {
		t.Fatalf("%+v, %v", filed, err)
	}
	if again, err := o.FileReceived(0); err != nil || len(again) != 0 {
		t.Errorf("filed twice: %+v, %v", again, err)
	}
	p, err := o.archive.Paper(filed[0].ID)
	if err != nil || string(p.Data) != visitRoster {
		t.Errorf("%q, %v", p.Data, err)
	}
	o.Now = func() time.Time { return noon.AddDate(1, 0, 0) }
	y, err := o.CloseYear(2026)
	if err != nil || y.Documents != 3 {
		t.Fatalf("%+v, %v", y, err)
	}
	if c, err := o.ClosedCatalogue(2026); err != nil || !bytes.HasPrefix(c, []byte("%PDF")) {
		t.Error(err)
	}
	_, err = o.CloseYear(2026)
	hasFault(t, err, "closing_again")
	if f := importOne(t, o, "民政/补报.csv", []byte(strings.ReplaceAll(visitRoster, "王一", "王二"))); f.Refused != nil {
		t.Fatal(f.Refused)
	}
	late, err := o.FileReceived(2026)
	if err != nil || len(late) != 1 || !late[0].Late || !strings.HasSuffix(late[0].ArchivalNo, "D30-BGS-0002") {
		t.Errorf("%+v, %v", late, err)
	}
}

// Papers are found by their title, by their number, and by words in them; not by words
// that the user may not see.
func TestPapersAreFoundByTheirWords(t *testing.T) {
	o, _ := visitOffice(t)
	if _, err := o.Print(RegisterPaper); err != nil {
		t.Fatal(err)
	}
	if _, err := o.FileReceived(0); err != nil {
		t.Fatal(err)
	}
	find := func(words string) string {
		all, err := o.Documents(words)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, d := range all {
			ids = append(ids, d.ID)
		}
		return strings.Join(ids, " ")
	}
	for words, want := range map[string]string{
		"高龄津贴": "A0002", "D30-BGS-0001": "A0002", "王一": "A0001 A0002", "王一 高龄津贴": "A0002", "19900000002": "A0001 A0002", "没有的字": "",
		"入户调查": "A0003",
	} {
		if got := find(words); !sameWords(got, want) {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
	o.see(vocab.InList, "")
	if got := find("王一"); got != "" {
		t.Errorf("masked, words inside find %q", got)
	}
	if got := find("高龄津贴"); got != "A0002" {
		t.Errorf("masked, titles find %q", got)
	}
}

func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	for _, w := range x {
		if !strings.Contains(" "+b+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// The first change makes the program's table the clerk's; what is filed later follows it.
func TestRetentionTableBecomesTheClerks(t *testing.T) {
	o, _ := visitOffice(t)
	before, err := o.Retentions()
	if err != nil || len(before) < 20 || before[0].ID != "" {
		t.Fatalf("%d lines, %v", len(before), err)
	}
	line, found := plan.RetentionOf(before, "", "高龄津贴花名册")
	if !found {
		t.Fatal("no line")
	}
	line.Period = "Y"
	kept, err := o.PutRetention(line)
	if err != nil || kept.ID == "" {
		t.Fatal(kept, err)
	}
	after, err := o.Retentions()
	if err != nil || len(after) != len(before) || after[0].Name != before[0].Name {
		t.Errorf("%d lines, %v", len(after), err)
	}
	if filed, err := o.FileReceived(0); err != nil || filed[0].Retention != "Y" {
		t.Errorf("%+v, %v", filed, err)
	}
	line.Period = "很久"
	_, err = o.PutRetention(line)
	hasFault(t, err, "document_retention")
	kept.Dropped = true
	if _, err := o.PutRetention(kept); err != nil {
		t.Fatal(err)
	}
	if after, err = o.Retentions(); err != nil || len(after) != len(before)-1 {
		t.Errorf("%d lines, %v", len(after), err)
	}
}
