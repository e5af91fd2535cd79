// Package assets holds what the program carries inside: fonts, code tables,
// standard fields and their spellings, the built-in forms, rules, translations,
// the icon and the sample community. It imports nothing of ours and decides
// nothing: others read its files and give them a meaning.
package assets

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"io/fs"
)

//go:embed codes fields templates rules lang fonts manual icon.png
var files embed.FS

// Read is the content of an embedded file, such as "codes/gbt2261_1_sex.csv". It
// panics where the file is not embedded: that is a fault of the program alone.
func Read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	return b
}

// List is the names of the embedded files in a folder, in order.
func List(dir string) []string {
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, dir+"/"+e.Name())
		}
	}
	return names
}

// The embedded fonts (see fonts/README.md for what each covers).
const (
	Fang = "fang" // 仿宋, the body of official documents
	Kai  = "kai"  // 楷体, second-level headings
	Hei  = "hei"  // 黑体, first-level headings, the screen, the last fallback
	Song = "song" // 宋体, tables and page numbers
	Xbs  = "xbs"  // in place of 小标宋, titles
	Supp = "supp" // what 仿宋 and 楷体 lack
)

// Font is a fresh copy of an embedded TrueType font. Each caller gets its own:
// a PDF writer changes the bytes it is given.
func Font(name string) []byte {
	z, err := gzip.NewReader(bytes.NewReader(Read("fonts/" + name + ".ttf.gz")))
	if err != nil {
		panic(fmt.Sprintf("assets: font %s: %v", name, err))
	}
	b, err := io.ReadAll(z)
	if err != nil {
		panic(fmt.Sprintf("assets: font %s: %v", name, err))
	}
	return b
}
