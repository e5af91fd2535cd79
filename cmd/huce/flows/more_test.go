//go:build flows

package flows

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// screens keeps pictures of the screens that the flows don't come by, in both
// languages and in the dark, for the manual.
func (f flow) screens(t *testing.T) {
	w := f.start(t)
	w.key("F2")
	w.says("约省")
	w.picture("overview")
	w.key("F4")
	w.says("/ 178 人")
	w.pasteHere("zs") // the initials of a name
	w.until("the people found", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool {
			return strings.Contains(e.Text, "/ 178 人") && !strings.HasPrefix(e.Text, "178 ")
		})
	})
	w.key("Down")
	w.says("H00")
	w.picture("residents")
	w.key("F7")
	w.says("任务")
	w.picture("planning")
	w.key("F9")
	w.says("高龄津贴")
	w.picture("filing")
	w.key("F10")
	w.says("备份")
	w.picture("settings")
	w.key("F12")
	w.says("Ctrl+Z")
	w.picture("keys")
	w.key("F1")
	w.says("户册使用手册")
	w.picture("manual")
	w.quit()
}

// twoWindows: a second start hands over to the first window; a window of another user
// is told that the archive is open elsewhere, and so is the terminal.
func (f flow) twoWindows(t *testing.T) {
	w := f.start(t)
	again := exec2(t, f.home, f.archive)
	if again != 0 {
		t.Errorf("a second start ends with %d", again)
	}
	if _, code := ctl(t, "stats", f.archive); code != 4 {
		t.Errorf("hucectl on an open archive ends with %d", code)
	}
	other := start(t, t.TempDir(), f.archive)
	other.says("⚠")
	other.picture("two-windows")
	t.Log("the second window says: " + other.says("⚠"))
	other.quit()
	w.quit()
	verified(t, f.archive)
}

// closeInImport closes the window while an import runs: it stops, what was taken in is
// kept whole and the rest isn't there.
func (f flow) closeInImport(t *testing.T) {
	archive := filepath.Join(f.home, "Documents", "停.huce")
	if _, code := ctl(t, "new", archive, "--community", community, "--street", street); code != 0 {
		t.Fatalf("hucectl new ends with %d", code)
	}
	w := start(t, f.home, archive)
	w.says("停.huce")
	w.key("F3")
	w.click("导入文件夹")
	w.until("the folder", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Above && (e.Text == "民政局" || e.Text == formsFolder) })
	})
	if !slices.ContainsFunc(w.shown(), func(e element) bool { return e.Above && e.Text == "民政局" }) {
		w.click(formsFolder)
	}
	w.until("the folder opened", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Above && e.Text == "民政局" })
	})
	w.click("打开")
	w.says("个文件将新增")
	w.click("确认导入")
	w.key("ctrl+q")
	w.end()

	verified(t, archive)
	s := asked[stats](t, "stats", archive)
	t.Logf("closed in the middle, the archive holds %d of 54 files", s.Files)
	if subs := asked[[]row](t, "submissions", archive); len(subs) != s.Files {
		t.Errorf("%d files are listed, %d counted", len(subs), s.Files)
	}
}

// diskGone takes the archive's folder away while the window is open: the window says so
// at the next act, and nothing that was kept is lost once it is there again.
func (f flow) diskGone(t *testing.T) {
	dir, gone := filepath.Join(f.home, "stick"), filepath.Join(f.home, "stick-out")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(dir, "盘.huce")
	data, err := os.ReadFile(f.archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(archive, data, 0o600); err != nil {
		t.Fatal(err)
	}
	before := asked[stats](t, "stats", archive)
	w := start(t, f.home, archive)
	w.says("盘.huce")
	if err := os.Rename(dir, gone); err != nil {
		t.Fatal(err)
	}
	w.key("F5")
	w.says("待核对 ")
	w.says("住在哪里？")
	w.key("1")
	w.until("what is said of it", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool {
			return strings.HasPrefix(e.Text, "⚠") || strings.HasPrefix(e.Text, "已记录")
		})
	})
	w.picture("disk-gone")
	w.quit()
	if err := os.Rename(gone, dir); err != nil {
		t.Fatal(err)
	}
	verified(t, archive)
	after := asked[stats](t, "stats", archive)
	t.Logf("with the folder gone: %d questions before, %d after", before.Questions, after.Questions)
	if after.People != before.People {
		t.Errorf("%d people before, %d after", before.People, after.People)
	}
}
