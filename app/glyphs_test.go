package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"huce/assets"
)

// Every character that the window writes by itself, in its words or in its own text,
// has a shape in the one font: another would be drawn as a box, and measured slowly.
func TestEveryCharacterHasAShape(t *testing.T) {
	font, err := sfnt.Parse(assets.ScreenFont())
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	look := func(where, text string) {
		for _, r := range text {
			if at, err := font.GlyphIndex(&buffer, r); r >= ' ' && r != '\ufffd' && (err != nil || at == 0) {
				t.Errorf("%s: %q has no shape in %q", where, r, text)
			}
		}
	}
	for _, lang := range assets.Langs {
		for key, text := range assets.Keys(lang) {
			look(string(lang)+" "+key, text)
		}
	}
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if path == "office" { // shows nothing itself
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && (l.Kind == token.STRING || l.Kind == token.CHAR) {
				if text, err := strconv.Unquote(l.Value); err == nil && !strings.Contains(text, "\xd0") {
					look(path, text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The window's font shows every character that the printed pages can, so that a name
// on paper is the name on the screen. Private-use aliases are the PDF writer's alone.
func TestTheScreenShowsWhatIsPrinted(t *testing.T) {
	paper, err := sfnt.Parse(assets.Font(assets.Hei))
	if err != nil {
		t.Fatal(err)
	}
	screen, err := sfnt.Parse(assets.ScreenFont())
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	shown := 0
	for r := rune(' '); r < 0x32000; r++ {
		if r >= 0xe000 && r < 0xf900 {
			continue
		}
		if at, err := paper.GlyphIndex(&buffer, r); err != nil || at == 0 {
			continue
		}
		if at, err := screen.GlyphIndex(&buffer, r); err != nil || at == 0 {
			t.Errorf("%q (%U) is printed and not shown", r, r)
		}
		shown++
	}
	if shown < 27_484 { // the Unified Ideographs and Extension A
		t.Errorf("only %d characters were compared", shown)
	}
}
