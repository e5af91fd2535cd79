package office

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huce/archive"
)

// What the window opened last is copied before an update, sealed archives too, and
// what is gone, or no archive any more, keeps nobody from updating.
func TestRecentArchivesAreCopiedBeforeAnUpdate(t *testing.T) {
	dir := t.TempDir()
	plain, sealed := filepath.Join(dir, "安宁 社区．甲.huce"), filepath.Join(dir, "密.huce")
	for path, password := range map[string]string{plain: "", sealed: "王主任的密码一二三四"} {
		o, err := New(path, Options{Community: "安宁社区", Password: archive.Secret(password), Cost: archive.KeyCost{Passes: 1, Memory: 64, Lanes: 1}})
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(dir, "换成了别的.huce")
	if err := os.WriteFile(other, []byte("姓名,电话"), 0o600); err != nil {
		t.Fatal(err)
	}
	preferences := filepath.Join(dir, "preferences.json")
	if all, err := Recent(preferences); err != nil || len(all) != 0 {
		t.Fatalf("without preferences: %v %v", all, err)
	}
	text, err := json.Marshal(map[string]any{
		"lang": "zh", "width": 1180.5, RecentKey: []string{sealed, filepath.Join(dir, "拔掉的U盘.huce"), plain, other},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(preferences, text, 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := Recent(preferences)
	if err != nil || !slices.Equal(all, []string{sealed, plain, other}) {
		t.Fatalf("recent: %v %v", all, err)
	}
	for path, want := range map[string]string{
		plain: filepath.Join(dir, "安宁 社区．甲.before-0.2.0.huce"), sealed: filepath.Join(dir, "密.before-0.2.0.huce"), other: "",
	} {
		to, err := CopyBeforeUpdate(t.Context(), path, "0.2.0")
		if err != nil || to != want {
			t.Errorf("%s goes to %q, %v", path, to, err)
		}
		if to == "" {
			continue
		}
		if err := archive.CheckBackup(to, archive.Options{}); err != nil {
			t.Errorf("%s: %v", to, err)
		}
	}
}
