package office

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/assets"
	"huce/forms"
)

// sheetFile writes an xlsx of lines with | between their cells; dress hides what it will.
func sheetFile(t *testing.T, path, lines string, dress func(f *excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	for r, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		for c, text := range strings.Split(line, "|") {
			if err := f.SetCellStr("Sheet1", forms.CellName(r, c), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if dress != nil {
		if err := dress(f); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A trial tells row by row and in sum what a file would do, names every row, column and
// sheet that it leaves out or that is hidden, asks once which day the form speaks of,
// and keeps nothing.
func TestTrialOfAFile(t *testing.T) {
	dir := t.TempDir()
	o := testOffice(t)
	first := sheetFile(t, filepath.Join(dir, "居民名册.xlsx"), `
姓名|身份证号|联系电话
王一|110199194001010018|19900000001
赵二|110199195003070019|19900000002`, nil)
	if _, err := o.Import(t.Context(), []string{first}, ImportOptions{AsOf: forms.Date{Year: 2026, Month: 3, Day: 1}}, nil); err != nil {
		t.Fatal(err)
	}
	before, err := o.archive.Submissions()
	if err != nil {
		t.Fatal(err)
	}
	second := sheetFile(t, filepath.Join(dir, "走访名册.xlsx"), `
居民走访名册
序号|姓名|身份证号|联系电话|备注
例|张三|110199194001010018|19900000000|
1|王一|110199194001010018|19900000001|
2|赵二|110199195003070019|19900000009|
3|孙三|110199194607070015|19900000003|
4||||下月再访
合计|3|||
填表人：李四`, func(f *excelize.File) error {
		if _, err := f.NewSheet("字典"); err != nil {
			return err
		}
		for cell, text := range map[string]string{"A1": "代码", "B1": "名称", "A2": "01", "B2": "是"} {
			if err := f.SetCellStr("字典", cell, text); err != nil {
				return err
			}
		}
		if err := f.SetSheetVisible("字典", false); err != nil {
			return err
		}
		if err := f.SetRowVisible("Sheet1", 5, false); err != nil {
			return err
		}
		return f.SetColVisible("Sheet1", "D", false)
	})
	third := sheetFile(t, filepath.Join(dir, "通讯录.xlsx"), `
居民通讯录
序号|姓名|身份证号|联系电话
1|王一|110199194001010018|19900000001
2|孙三|110199194607070015|19900000003`, func(*excelize.File) error { return nil })
	rep, err := o.Import(t.Context(), []string{second, third}, ImportOptions{DryRun: true, Answers: map[string]string{AskAsOf: "2026-05-01"}, AsOf: forms.Date{Year: 2026, Month: 5, Day: 1}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range rep.Files {
		if f.Preview == nil || f.Preview.Added != 1 {
			t.Errorf("%s: %v, %+v", f.File, f.Refused, f.Preview)
		}
	}
	if rep.Total == nil || rep.Total.Added != 1 { // the same person in two files
		t.Errorf("together %+v", rep.Total)
	}
	try := func(opt ImportOptions) FileReport {
		t.Helper()
		opt.DryRun = true
		rep, err := o.Import(t.Context(), []string{second}, opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		return rep.Files[0]
	}
	asked := try(ImportOptions{})
	if len(asked.Asks) != 1 || asked.Asks[0].Key != AskAsOf {
		t.Errorf("asks %+v, want the day", asked.Asks)
	}
	f := try(ImportOptions{Answers: map[string]string{AskAsOf: "2026-05-01"}, AsOf: forms.Date{Year: 2026, Month: 5, Day: 1}})
	if f.Refused != nil || len(f.Asks) > 0 || f.Preview == nil {
		t.Fatalf("refused %v, asks %v", f.Refused, f.Asks)
	}
	what := map[string]string{}
	for _, r := range f.Preview.Rows {
		what[r.Name] += r.What
	}
	if what["王一"] != RowAgrees || what["孙三"] != RowAdds || what["赵二"] != RowChanges && what["赵二"] != RowAsks {
		t.Errorf("the rows would do %v", what)
	}
	if p := f.Preview; p.Added != 1 || p.Same != 1 || p.Changed+p.Asked != 1 || p.Unplaced != 1 || p.Skipped != 3 {
		t.Errorf("in sum %+v", *p)
	}
	var left []string
	for _, l := range f.Left {
		left = append(left, l.Words(assets.Chinese))
	}
	for _, want := range []struct{ place, reason string }{
		{"3", "example"}, {"8", "total"}, {"9", "footer"}, {"5", "hidden_row"}, {"D", "hidden_column"}, {"字典", "hidden_list"}, {"字典", "sheet_list"},
	} {
		words := assets.Text(assets.Chinese, "skip."+want.reason)
		if !slices.ContainsFunc(left, func(s string) bool { return strings.Contains(s, want.place) && strings.Contains(s, words) }) {
			t.Errorf("%s of %s is not told: %v", want.reason, want.place, left)
		}
	}
	after, err := o.archive.Submissions()
	if err != nil || len(after) != len(before) {
		t.Errorf("the trial kept something: %d imports, then %d, %v", len(before), len(after), err)
	}
}
