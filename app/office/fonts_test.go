package office

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/assets"
	"huce/forms"
)

func writeFont(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A folder's own fonts are printed with, by setting or for once, and the paper's
// record in the archive says which.
func TestOwnFonts(t *testing.T) {
	o := printOffice(t)
	dir := t.TempDir()
	writeFont(t, dir, "SIMFANG.TTF", assets.Font(assets.Kai))
	fontsOf := func(opt PrintOptions) string {
		p, err := o.PrintWith(PlanPaper, opt)
		if err != nil {
			t.Fatal(Message(o.Lang, err))
		}
		pdfOf(t, p)
		all, err := o.archive.Documents()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if d.ArchivalNo == p.ArchivalNo { // the same paper printed again keeps its number
				return d.Fonts
			}
		}
		t.Fatalf("%s is not in the archive", p.ArchivalNo)
		return ""
	}
	usual := fontsOf(PrintOptions{})
	if !strings.Contains(usual, "CM FangSong") {
		t.Fatalf("set in %q", usual)
	}
	own := func(set string) bool { return strings.Count(set, "CM Kai") == strings.Count(usual, "CM Kai")+1 }
	if once := fontsOf(PrintOptions{Fonts: dir}); !own(once) {
		t.Errorf("set in %q", once)
	}
	if err := o.SetFontFolder(dir); err != nil {
		t.Fatal(err)
	}
	if set := fontsOf(PrintOptions{}); !own(set) {
		t.Errorf("by setting: set in %q", set)
	}
	if draft, err := o.Draft(PlanPaper, PrintOptions{}); err != nil || !own(strings.Join(draft.Report.Fonts, "; ")) {
		t.Errorf("a draft is set in %q, %v", draft.Report.Fonts, err)
	}
	if back := fontsOf(PrintOptions{Fonts: EmbeddedFonts}); back != usual {
		t.Errorf("embedded: set in %q", back)
	}
}

// A folder without fonts or with a broken one is refused by name, and the setting
// stays.
func TestFontsRefused(t *testing.T) {
	o := printOffice(t)
	empty, broken := t.TempDir(), t.TempDir()
	writeFont(t, broken, "simsun.ttc", []byte("ttcf\x00\x01"))
	t.Setenv("WINDIR", filepath.Join(empty, "none"))
	for folder, code := range map[string]string{empty: "fonts_none", broken: "font_unusable", WindowsFonts: "fonts_none", filepath.Join(empty, "x"): "fonts_none"} {
		var f *forms.Fault
		if err := o.SetFontFolder(folder); !errors.As(err, &f) || f.Code != code {
			t.Errorf("%s: %v, want %s", folder, err, code)
		}
		if _, err := o.PrintWith(PlanPaper, PrintOptions{Fonts: folder}); !errors.As(err, &f) || f.Code != code {
			t.Errorf("print with %s: %v, want %s", folder, err, code)
		}
	}
	if set, err := o.FontFolder(); err != nil || set != "" {
		t.Errorf("setting %q %v", set, err)
	}
}
