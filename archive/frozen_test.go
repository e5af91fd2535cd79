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
	"testing"

	"huce/archive/plan"
	"huce/forms"
)

var freeze = flag.Bool("freeze", false, "write the frozen archives of today's version that are not there yet")

// frozen are archives as their versions first wrote them, what is on users' disks and
// what later migrations are tried on, with the acts that made them.
var frozen = []struct {
	name, file string
	sealed     bool
	fill       func(*testing.T, *Archive)
}{
	{"2 plain", "testdata/version2.gz", false, fillVersion1},
	{"2 sealed", "testdata/version2-sealed.gz", true, fillVersion1},
	{"4 plain", "testdata/version4.gz", false, fillVersion4},
	{"4 sealed", "testdata/version4-sealed.gz", true, fillVersion4},
	{"5 plain", "testdata/version5.gz", false, fillVersion5},
	{"5 sealed", "testdata/version5-sealed.gz", true, fillVersion5},
}

// fillVersion4 keeps one record of each kind that came after version 1, too.
func fillVersion4(t *testing.T, a *Archive) {
	fillVersion1(t, a)
	day := forms.NewDate(2026, 3, 2)
	must[plan.Sending](t)(a.PutSending(plan.Sending{
		Form: "dibao", Title: "低保名册", Department: "民政局", Period: "2026Q1",
		Steps: []plan.SendingStep{{Status: plan.SendingSent, When: "2026-03-02T09:00:00+08:00", Who: "王录入"}},
	}))
	must[plan.TaskWord](t)(a.PutTaskWord(plan.TaskWord{A: "T0001", B: "T0002", Same: true, By: "王录入"}))
	must[plan.Draft](t)(a.PutDraft(plan.Draft{
		Kind: plan.DraftPlan, Year: 2026, Text: "全年服务{{B02}}", Shown: "全年服务178人", Figures: map[string]string{"B02": "178人"},
	}))
	must[plan.Figure](t)(a.PutFigure(plan.Figure{Department: "民政局", Code: "M01.1", Value: 12.5, AsOf: day, Source: "通报"}))
	must[plan.Matter](t)(a.PutMatter(plan.Matter{Department: "民政局", Name: "低保复核", Cycle: "每季度"}))
	must[plan.Request](t)(a.PutRequest(plan.Request{
		Of: "S0001", Department: "民政局", Title: "低保名册", Kind: plan.RequestApply, On: day, Outcome: plan.OutcomePending, Hours: 1.5,
	}))
	must[plan.Measure](t)(a.PutMeasure(plan.Measure{No: "1.1", Group: "组织建设", Name: "例会", Points: 5, Scored: true, Score: 4.5}))
}

// fillVersion5 keeps what came with version 5, too.
func fillVersion5(t *testing.T, a *Archive) {
	fillVersion4(t, a)
	day := forms.NewDate(2026, 3, 2)
	must[plan.Attachment](t)(a.Attach(plan.Attachment{Of: "T0001", Name: "现场.txt", Title: "现场", Date: day}, []byte("照片说明")))
	must[plan.Visitor](t)(a.PutVisitor(plan.Visitor{Name: "李走访", Areas: []string{"第一网格"}, Weekdays: []int{2, 4}, PerDay: 6}))
	must[plan.Booking](t)(a.PutBooking(plan.Booking{Household: "H00001", Date: day, Visitor: "李走访", Purpose: plan.PurposeCollect}))
	must[[]plan.WelfareRule](t)(a.PutWelfareRules([]plan.WelfareRule{{Class: "重点", Rhythm: "每月1次", Days: 30, Who: "独居老人", Order: 1}}))
	must[[]plan.Retention](t)(a.PutRetentions([]plan.Retention{{Group: "居民自治", Name: "年度计划", Period: "Y", Kinds: []string{"plan"}, Order: 1}}))
	must[Document](t)(a.FileDocument(Document{Kind: "letter", Title: "来函", Date: forms.NewDate(2025, 12, 3), Text: "请于月底前报送", Data: []byte("%PDF-1.4 b")}))
	must[plan.Closing](t)(a.CloseYear(2025, day, []byte("%PDF-1.4 c")))
}

// Archives as they were first written open and hold what they held; the sealed ones
// by the passwords of both their users.
func TestFrozenArchivesOpen(t *testing.T) {
	for _, c := range frozen {
		t.Run(c.name, func(t *testing.T) {
			o := options()
			if c.sealed {
				o = sealedOptions()
			}
			now := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "now.huce"), o))
			c.fill(t, now)
			if c.sealed {
				must[User](t)(now.AddUser("李录入", RoleEntry, Secret(other1)))
			}
			want := holdings(t, now)
			if err := now.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(c.file); *freeze && errors.Is(err, os.ErrNotExist) {
				writeFrozen(t, c.file, readFile(t, now.Path()))
			}
			path := filepath.Join(t.TempDir(), "a.huce")
			if err := os.WriteFile(path, readFrozen(t, c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			a := must[*Archive](t)(Open(path, o))
			defer a.Close()
			wantHoldings(t, a, want)
			if !c.sealed {
				return
			}
			b := must[*Archive](t)(reopenAs(t, a, "李录入", other1))
			if got := holdings(t, b); !reflect.DeepEqual(got, want) {
				t.Error("the second user finds something else")
			}
		})
	}
}

func writeFrozen(t *testing.T, file string, data []byte) {
	t.Helper()
	var packed bytes.Buffer
	z := must[*gzip.Writer](t)(gzip.NewWriterLevel(&packed, gzip.BestCompression))
	_, err := z.Write(data)
	if err = errors.Join(err, z.Close(), os.WriteFile(file, packed.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func readFrozen(t *testing.T, file string) []byte {
	t.Helper()
	f := must[*os.File](t)(os.Open(file))
	defer f.Close()
	return must[[]byte](t)(io.ReadAll(must[*gzip.Reader](t)(gzip.NewReader(f))))
}
