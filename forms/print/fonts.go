package print

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"huce/forms"
)

// What keeps a font file from being printed with.
var (
	errNotTrueType = errors.New("not a TrueType font with outlines of its own (an OpenType font of PostScript outlines?)")
	errForbidden   = errors.New("the font's maker forbids to embed it")
)

// CheckFont reports why a font can't be printed with: it is damaged, has other
// outlines than TrueType's, or may not be embedded in a document (OpenType, table
// OS/2, fsType).
func CheckFont(f forms.FontFile) error {
	_, err := readOwn(f, "check")
	return err
}

// readOwn reads a font of the user's own, whole: nobody has looked at it before.
func readOwn(file forms.FontFile, family string) (*face, error) {
	at, err := faceIn(file)
	if err != nil {
		return nil, err
	}
	f, err := readFaceAt(file.Data, at)
	if err != nil {
		return nil, err
	}
	if be16(f.tables["OS/2"], 8)&0x000F == 0x0002 {
		return nil, errForbidden
	}
	f.family = family
	if f.name == "" {
		f.name = family
	}
	return f, f.sound()
}

// faceIn is where in a file the wanted face's table directory begins (OpenType,
// font collections).
func faceIn(file forms.FontFile) (at int, err error) {
	b := file.Data
	defer func() { // a collection shorter than it says
		if recover() != nil {
			at, err = 0, errNotTrueType
		}
	}()
	if string(b[:4]) != "ttcf" {
		return 0, nil
	}
	first := int(be32(b, 12))
	for i := range int(be32(b, 8)) {
		at := int(be32(b, 12+4*i))
		f, err := readFaceAt(b, at)
		if err == nil && file.Face != "" && strings.EqualFold(f.named(1), file.Face) {
			return at, nil
		}
	}
	return first, nil
}

// sound reports an outline that lies outside of its table, or a composite of glyphs
// that there are none of.
func (f *face) sound() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a glyph is damaged: %v", r)
		}
	}()
	c := cutter{face: f, place: map[uint16]uint16{}}
	for g := range f.advance {
		c.renumbered(f.outline(uint16(g)))
	}
	for part := range c.place {
		f.outline(part)
	}
	return nil
}

// lettering is the typefaces of one document: the program's, some replaced by the
// user's own.
type lettering map[*letter]*letter

// lettersOf reads the user's own fonts. Those that can't be read have been refused
// by CheckFont before; here they give way to the embedded ones.
func lettersOf(own *forms.Fonts) lettering {
	if own == nil {
		return nil
	}
	lastOwn.Lock()
	defer lastOwn.Unlock()
	if lastOwn.of == own {
		return lastOwn.letters
	}
	out := lettering{}
	for _, role := range []struct {
		name    string
		file    forms.FontFile
		letters []*letter
	}{
		{"ownfang", own.Fang, []*letter{fangSong}},
		{"ownkai", own.Kai, []*letter{kaiTi}},
		{"ownhei", own.Hei, []*letter{heiTi}},
		{"ownsong", own.Song, []*letter{tableSong, pageSong}},
		{"owntitle", own.Title, []*letter{biaoSong}},
	} {
		if len(role.file.Data) == 0 {
			continue
		}
		f, err := readOwn(role.file, role.name)
		if err != nil {
			continue
		}
		load := func() *face { return f }
		for _, l := range role.letters {
			out[l] = &letter{load, append([]func() *face{load}, l.faces...)}
		}
	}
	lastOwn.of, lastOwn.letters = own, out
	return out
}

// The fonts read last: a document's parts are set in the same.
var lastOwn struct {
	sync.Mutex
	of      *forms.Fonts
	letters lettering
}

// of is the typeface that stands in for one of the program's.
func (s lettering) of(l *letter) *letter {
	if own, ok := s[l]; ok {
		return own
	}
	return l
}
