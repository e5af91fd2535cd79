package office

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huce/archive"
	"huce/forms"
)

// AppID is the program's name to the system, and of the folder that the window keeps
// its preferences in.
const AppID = "cn.huce.huce"

// RecentKey is the preference that holds the archives opened last, a list of paths.
const RecentKey = "recent"

// PreferencesFile is where the window keeps its preferences (Fyne's own place).
func PreferencesFile() (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "fyne", AppID, "preferences.json"), err
}

// Recent are the archives opened last that are still there, by a preferences file;
// none where there is no such file.
func Recent(preferences string) ([]string, error) {
	text, err := os.ReadFile(preferences)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	kept := map[string]json.RawMessage{}
	var all []string
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, err
	}
	if list := kept[RecentKey]; list != nil {
		if err := json.Unmarshal(list, &all); err != nil {
			return nil, err
		}
	}
	var there []string
	for _, path := range all {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			there = append(there, path)
		}
	}
	return there, nil
}

// CopyBeforeUpdate copies an archive beside itself before another version of the
// program takes over, without its password: 社区.before-<version>.huce. A copy made
// for the same version before is replaced.
func CopyBeforeUpdate(ctx context.Context, path, version string) (to string, err error) {
	ext := filepath.Ext(path)
	to = strings.TrimSuffix(path, ext) + ".before-" + version + ext
	if err := archive.CopyAsIs(ctx, path, to, nil); err != nil {
		var f *forms.Fault
		if errors.As(err, &f) && f.Code == "archive_not" {
			return "", nil // another file has its name now
		}
		return "", err
	}
	return to, nil
}
