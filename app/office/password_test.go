package office

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/assets"
)

// A department's file with an opening password is asked for it; with it the file
// comes in, and what is kept of it opens without.
func TestFilesWithAnOpeningPassword(t *testing.T) {
	path := filepath.Join(t.TempDir(), "名册.xlsx")
	if err := os.WriteFile(path, workbook(t, "开门123"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := testOffice(t)
	for _, c := range []struct{ password, code string }{
		{"", "file_password"}, {"开门124", "file_password_wrong"}, {"开门123", ""},
	} {
		in := InspectFile(assets.Chinese, path, c.password)
		if (in.Error == "") != (c.code == "") {
			t.Errorf("inspected with %q: %q", c.password, in.Error)
		}
		rep, err := o.Import(t.Context(), []string{path}, ImportOptions{AsOf: newYear, Password: c.password}, nil)
		if err != nil {
			t.Fatal(err)
		}
		f := rep.Files[0]
		if c.code != "" {
			if f.Refused == nil || !strings.Contains(f.Refused.Error(), c.code) {
				t.Errorf("imported with %q: %v", c.password, f.Refused)
			}
			continue
		}
		if f.Refused != nil || f.Rows != 1 {
			t.Fatalf("%+v", f)
		}
		kept, _, err := o.archive.Original(f.ID)
		if err != nil || string(kept[:2]) != "PK" {
			t.Errorf("kept %d bytes, %v", len(kept), err)
		}
	}
}
