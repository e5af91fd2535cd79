package office

import (
	"path/filepath"
	"testing"
)

// A folder's name is a department's only where it can be one.
func TestFolderOfDepartment(t *testing.T) {
	for path, want := range map[string]string{
		"民政局/名册.xlsx":   "民政局",
		"水务集团/欠费清单.csv": "水务集团",
		"imp/名册.xlsx":   "",
		"下载/名册.xlsx":    "",
		"新建文件夹/名册.xlsx": "",
		"安宁社区/名册.xlsx":  "",
		"2026年/名册.xlsx": "",
		"名册.xlsx":       "",
	} {
		if got := folder(filepath.FromSlash(path)); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
