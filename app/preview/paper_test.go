package preview_test

import (
	"context"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"huce/app/office"
	"huce/app/preview"
)

const roster = "人口登记表\n填报日期：2026-03-01\n姓名,身份证号,联系电话,家庭住址,与户主关系\n王一,110199194001010018,19900000001,桂花园1号楼1单元101室,户主\n李二,11019919930202002X,19900000002,桂花园1号楼1单元102室,户主\n"

// A page as a scanner sees it: the code at its foot is found, and what it says is
// what the archive checks a paper by.
func TestCodeOnAPrintedPage(t *testing.T) {
	dir := t.TempDir()
	o, err := office.New(filepath.Join(dir, "a.huce"), office.Options{
		Community: "安宁社区", Street: "幸福街道", Now: func() time.Time { return time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	file := filepath.Join(dir, "人口.csv")
	if err := os.WriteFile(file, []byte(roster), 0o600); err != nil {
		t.Fatal(err)
	}
	if rep, err := o.Import(t.Context(), []string{file}, office.ImportOptions{}, nil); err != nil || rep.Refused() > 0 {
		t.Fatal(err, rep)
	}
	r := preview.New(filepath.Join(os.TempDir(), "huce-test-preview"))
	defer r.Close()
	for _, kind := range []office.PaperKind{office.RegisterPaper, office.PlanPaper} {
		p, err := o.PrintWith(kind, office.PrintOptions{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := r.Open(context.Background(), p.Data, "")
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= d.Pages(); n++ {
			page, err := d.Page(n, 200)
			if err != nil {
				t.Fatal(err)
			}
			code, err := scanned(page)
			if err != nil {
				t.Errorf("%s page %d: %v", kind, n, err)
				continue
			}
			got, err := o.CheckPaper(code)
			if err != nil || got.ArchivalNo != p.ArchivalNo || got.Page != n {
				t.Errorf("%s page %d says %q: %v %s page %d", kind, n, code, err, got.ArchivalNo, got.Page)
			}
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

// scanned is what the code in the foot of a page says.
func scanned(page image.Image) (string, error) {
	b := page.Bounds()
	foot := image.NewGray(image.Rect(0, 0, b.Dx()/2, b.Dy()/6))
	draw.Draw(foot, foot.Bounds(), page, image.Pt(b.Min.X, b.Max.Y-b.Dy()/6), draw.Src)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(foot)
	if err != nil {
		return "", err
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
