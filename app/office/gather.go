package office

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"huce/forms"
	"huce/forms/sheet"
)

// maxFile bounds a file read into memory, in bytes.
const maxFile = 200 << 20

// Gather lists the files that paths name, folders walked to their ends, in an
// order that is the same everywhere. Office programs' own lock files and the
// system's hidden files are left out; anything else is named, so that what can't
// be read is refused by name and not in silence.
func Gather(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, forms.NewFault("path_missing", p).Because(err)
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		err = filepath.WalkDir(p, func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && file != p && strings.HasPrefix(d.Name(), "."):
				return filepath.SkipDir
			case d.IsDir() || passedOver(d.Name()):
				return nil
			}
			files = append(files, file)
			return nil
		})
		if err != nil {
			return nil, forms.NewFault("path_unreadable", p).Because(err)
		}
	}
	sort.Strings(files)
	return files, nil
}

// passedOver are files that nobody means when naming a folder.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// readFile is a file's bytes, within bounds.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, forms.NewFault("path_missing", path).Because(err)
	}
	if info.IsDir() {
		return nil, forms.NewFault("path_folder", path)
	}
	if info.Size() > maxFile {
		return nil, forms.NewFault("path_too_large", path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, forms.NewFault("path_unreadable", path).Because(err)
	}
	return b, nil
}

// openFile is readFile without the opening password that a department's file may
// have; what is kept of the file is what the password opens.
func openFile(path, password string) ([]byte, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return sheet.Unlock(data, password)
}
