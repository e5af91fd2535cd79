// Package cmd holds the test of the directions between the project's rooms.
package cmd

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mayImport says which of our own packages a room imports: the first entry that
// matches the importing package counts. A trailing /... takes the folder and all
// below it.
var mayImport = []struct {
	room string
	from []string
}{
	{"assets", nil},
	{"forms", nil},
	{"forms/sheet", []string{"forms"}},
	{"forms/vocab", []string{"forms", "assets"}},
	{"forms/recognise", []string{"forms", "forms/vocab", "assets"}},
	{"forms/print", []string{"forms", "forms/print/...", "assets"}},
	{"forms/print/...", []string{"forms", "forms/print/..."}},
	{"forms/fill", []string{"forms", "forms/sheet", "forms/vocab"}},
	{"forms/sample", []string{"forms", "forms/sheet", "forms/vocab", "assets"}},
	{"archive/link", []string{"forms", "forms/vocab"}},
	{"archive/register", []string{"forms", "forms/vocab", "archive/link"}},
	{"archive/plan", []string{"forms", "forms/vocab", "archive/register", "assets"}},
	{"archive", []string{"forms", "forms/vocab", "archive/...", "assets"}},
	{"app/office", []string{"forms/...", "archive/...", "assets"}},
	{"app/kit", []string{"forms", "assets"}},
	{"app/printing", []string{"app/office"}},
	{"app", []string{"app/...", "forms/...", "archive/...", "assets"}},
	{"app/...", []string{"app/kit", "app/office", "forms/...", "archive/...", "assets"}},
	{"cmd/huce", []string{"app", "app/crash", "app/instance", "app/office", "assets"}},
	{"cmd/huce/flows", nil},
	{"cmd/hucectl", []string{"app/office", "forms/...", "archive/...", "assets"}},
	{"cmd", nil},
}

// onlyIn says where a technology may be imported.
var onlyIn = []struct {
	lib   string
	rooms []string
}{
	{"fyne.io/fyne/v2/app", []string{"cmd/huce"}},
	{"fyne.io/...", []string{"app", "app/...", "cmd/huce"}},
	{"github.com/jung-kurt/gofpdf/...", []string{"forms/print"}},
	{"go.etcd.io/bbolt/...", []string{"archive"}},
}

// notIn says which rooms of a wider permission stay without a technology.
var notIn = map[string][]string{"fyne.io/...": {"app/office"}}

func TestRoomsImportOnlyInTheirDirections(t *testing.T) {
	root := ".."
	seen := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		seen++
		checkFile(t, file, path.Dir(filepath.ToSlash(rel)), strings.HasSuffix(file, "_test.go"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Fatalf("only %d Go files seen: the walk is wrong", seen)
	}
}

func checkFile(t *testing.T, file, room string, test bool) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		if ours, ok := strings.CutPrefix(imp, "huce/"); ok {
			if !test && ours != room && !allowed(room, ours) {
				t.Errorf("%s imports %s, which %s may not", file, imp, room)
			}
			continue
		}
		for _, o := range onlyIn {
			if !matches(o.lib, imp) {
				continue
			}
			if !anyMatch(o.rooms, room) || anyMatch(notIn[o.lib], room) {
				t.Errorf("%s imports %s, which belongs to %s alone", file, imp, strings.Join(o.rooms, ", "))
			}
			break
		}
	}
}

func allowed(room, imp string) bool {
	for _, m := range mayImport {
		if matches(m.room, room) {
			return anyMatch(m.from, imp)
		}
	}
	return false
}

func anyMatch(patterns []string, name string) bool {
	for _, p := range patterns {
		if matches(p, name) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	if dir, ok := strings.CutSuffix(pattern, "/..."); ok {
		return name == dir || strings.HasPrefix(name, dir+"/")
	}
	return pattern == name
}
