package office

import (
	"os"
	"path/filepath"
	"testing"
)

// What a clerk says of a column counts in the preview already, before anything is
// kept, and in the import itself; the form remembers it for the next file.
func TestCorrectedColumnsCountInThePreview(t *testing.T) {
	dir := t.TempDir()
	o := testOffice(t)
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("2026年3月名单.csv", "姓名,身份证号,联系电话,备用\n王一,110199194001010018,19900000001,\n")
	second := write("2026年5月走访名单.csv", "姓名,身份证号,走访备忘,备用号\n王一,110199194001010018,19900000009,甲\n")
	if _, err := o.Import(t.Context(), []string{first}, ImportOptions{Accept: true}, nil); err != nil {
		t.Fatal(err)
	}
	phones := func(opt ImportOptions) (n int) {
		t.Helper()
		opt.Accept, opt.DryRun = true, true
		rep, err := o.Import(t.Context(), []string{second}, opt, nil)
		if err != nil || rep.Files[0].Refused != nil {
			t.Fatal(err, rep.Files[0].Refused)
		}
		for _, r := range rep.Files[0].Preview.Rows {
			for _, c := range r.Changes {
				if c.Field == "person.phone" && c.From == "19900000001" && c.To == "19900000009" {
					n++
				}
			}
		}
		return n
	}
	if n := phones(ImportOptions{}); n != 0 {
		t.Fatalf("%d phones change before anything was said", n)
	}
	means := map[string][]TemplateLine{second: {{Label: "走访备忘", Field: "person.phone"}}}
	if n := phones(ImportOptions{Means: means}); n != 1 {
		t.Errorf("%d phones change, once the column is said to be a phone", n)
	}
	rep, err := o.Import(t.Context(), []string{second}, ImportOptions{Accept: true, Means: means}, nil)
	if err != nil || rep.Files[0].Refused != nil {
		t.Fatal(err, rep.Files[0].Refused)
	}
	form, err := o.Template(rep.Files[0].Form)
	if err != nil {
		t.Fatal(err)
	}
	if len(form.Mapped) != 1 || form.Mapped[0] != (TemplateLine{"走访备忘", "person.phone"}) {
		t.Errorf("the form remembers %v", form.Mapped)
	}
	for _, bad := range []TemplateLine{{"走访备忘", "person.nothing"}, {"没有这一列", "person.phone"}} {
		rep, err := o.Import(t.Context(), []string{second}, ImportOptions{DryRun: true, Means: map[string][]TemplateLine{second: {bad}}}, nil)
		if err != nil || rep.Files[0].Refused == nil {
			t.Errorf("%v: taken without a word: %v", bad, err)
		}
	}
}
