// Package assets holds what the program carries inside: fonts, code tables,
// standard fields and their spellings, the built-in forms, rules, translations,
// the icon and the sample community. It imports nothing of ours and decides
// nothing: others read its files and give them a meaning.
package assets

import (
	"compress/gzip"
	"embed"
	"encoding/binary"
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
	Hei  = "hei"  // 黑体, first-level headings, the last fallback
	Song = "song" // 宋体, tables and page numbers
	Xbs  = "xbs"  // in place of 小标宋, titles
	Supp = "supp" // what 仿宋 and 楷体 lack
)

// Font is a fresh copy of an embedded TrueType font. Each caller gets its own:
// a PDF writer changes the bytes it is given.
func Font(name string) []byte { return mustUnpack("fonts/" + name + ".ttf.gz") }

// ScreenFont is the window's font: Hei as OpenType with PostScript outlines. Fyne
// unfolds every outline of a TrueType font when it loads it, for each style anew: that
// took 107 ms and 35 MB a style, where this takes 6 ms and 9 MB. A PDF writer can't
// use it.
func ScreenFont() []byte { return mustUnpack("fonts/screen.otf.gz") }

func mustUnpack(name string) []byte {
	b, err := unpack(name)
	if err != nil {
		panic(fmt.Sprintf("assets: %s: %v", name, err))
	}
	return b
}

// unpack is an embedded gzip file unpacked, with no byte of memory to spare: its last
// four bytes are the size (RFC 1952, 2.3.1).
func unpack(name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // reading only
	packed := f.(io.ReadSeeker)
	var size uint32
	if _, err = packed.Seek(-4, io.SeekEnd); err == nil {
		err = binary.Read(packed, binary.LittleEndian, &size)
	}
	if err == nil {
		_, err = packed.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(z, b); err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, z) // up to the checksum
	return b, err
}
