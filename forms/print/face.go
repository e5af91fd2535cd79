package print

import (
	"encoding/binary"
	"fmt"
	"sort"
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"huce/assets"
)

// face is one embedded font, read once and never changed: the PDF writer gets a
// small cut of it (see cut.go), never these bytes.
type face struct {
	family  string // its name inside the PDF
	name    string // as the font calls itself, and its version
	tables  map[string][]byte
	glyphs  *[1 << 16]uint16 // of the Basic Plane, 0 where it has none
	beyond  map[rune]uint16  // of the other planes
	advance []uint16         // of each glyph, thousandths of an em
}

// The embedded fonts, each unpacked when the first character needs it and kept
// for the life of the process.
var (
	fang = lazyFace(assets.Fang, "fandolfang")
	kai  = lazyFace(assets.Kai, "fandolkai")
	hei  = lazyFace(assets.Hei, "notosanssc")
	song = lazyFace(assets.Song, "notoserifsc")
	xbs  = lazyFace(assets.Xbs, "notoserifscbold")
	supp = lazyFace(assets.Supp, "lxgwwenkailight")
)

func lazyFace(name, family string) func() *face {
	return sync.OnceValue(func() *face {
		f, err := readFace(assets.Font(name))
		if err != nil {
			// An embedded font that can't be read is a fault of the program alone.
			panic(fmt.Sprintf("print: font %s: %v", name, err))
		}
		f.family = family
		if f.name == "" {
			f.name = family
		}
		return f
	})
}

// readFace reads what the typesetter needs of a TrueType font: its tables, its
// character map (cmap formats 4 and 12) and its advances.
func readFace(b []byte) (*face, error) { return readFaceAt(b, 0) }

// readFaceAt is readFace of the face whose table directory begins at a place: a
// collection has several.
func readFaceAt(b []byte, start int) (f *face, err error) {
	defer func() { // a table shorter than it says
		if recover() != nil {
			f, err = nil, fmt.Errorf("not a whole TrueType font")
		}
	}()
	b = b[:len(b):len(b)]
	f = &face{tables: map[string][]byte{}, glyphs: new([1 << 16]uint16), beyond: map[rune]uint16{}}
	if v := be32(b, start); v != 0x00010000 && string(b[start:start+4]) != "true" {
		return nil, errNotTrueType
	}
	for i := range int(be16(b, start+4)) {
		rec := b[start+12+16*i:]
		at, n := be32(rec, 8), be32(rec, 12)
		f.tables[string(rec[:4])] = b[at : at+n : at+n]
	}
	for _, need := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} {
		if f.tables[need] == nil {
			return nil, fmt.Errorf("no table %s: %w", need, errNotTrueType)
		}
	}
	em, count := int(be16(f.tables["head"], 18)), int(be16(f.tables["maxp"], 4))
	long, hmtx := int(be16(f.tables["hhea"], 34)), f.tables["hmtx"]
	f.advance = make([]uint16, count)
	for g := range f.advance {
		f.advance[g] = uint16((int(be16(hmtx, 4*min(g, long-1)))*1000 + em/2) / em)
	}
	f.name = f.named(4)
	if f.name == "" {
		f.name = f.named(1)
	}
	return f, f.readMap()
}

// named is one of the font's own names in English (OpenType, table name), "" where
// it has none.
func (f *face) named(id uint16) string {
	b := f.tables["name"]
	texts := int(be16(b, 4))
	for i := range int(be16(b, 2)) {
		rec := b[6+12*i:]
		if be16(rec, 0) != 3 || be16(rec, 4) != 0x409 || be16(rec, 6) != id {
			continue
		}
		var u []uint16
		for at := texts + int(be16(rec, 10)); len(u)*2 < int(be16(rec, 8)); at += 2 {
			u = append(u, be16(b, at))
		}
		return string(utf16.Decode(u))
	}
	return ""
}

// readMap reads the fullest Unicode subtable of cmap: one of all planes, else one of
// the Basic Plane alone.
func (f *face) readMap() error {
	cmap := f.tables["cmap"]
	var full, basic []byte
	for i := range int(be16(cmap, 2)) {
		rec := cmap[4+8*i:]
		sub := cmap[be32(rec, 4):]
		switch platform, kind, format := be16(rec, 0), be16(rec, 2), be16(sub, 0); {
		case platform == 3 && kind == 10 && format == 12, platform == 0 && format == 12:
			full = sub
		case platform == 3 && kind == 1 && format == 4, platform == 0 && format == 4:
			basic = sub
		}
	}
	switch {
	case full != nil:
		f.readFull(full)
	case basic != nil:
		f.readBasic(basic)
	default:
		return fmt.Errorf("no Unicode character map")
	}
	// The embedded fonts lend private-use codes to characters beyond the Basic
	// Plane. In a text such a code is somebody else's private character, and no
	// font can know which.
	for r := privateFirst; r <= privateLast; r++ {
		f.glyphs[r] = 0
	}
	return nil
}

// readFull reads a subtable of format 12.
func (f *face) readFull(sub []byte) {
	for i := range int(be32(sub, 12)) {
		group := sub[16+12*i:]
		first, last, glyph := be32(group, 0), be32(group, 4), be32(group, 8)
		for r := first; r <= min(last, unicode.MaxRune); r++ {
			if g := f.held(glyph + r - first); r < 1<<16 {
				f.glyphs[r] = g
			} else {
				f.beyond[rune(r)] = g
			}
		}
	}
}

// readBasic reads a subtable of format 4.
func (f *face) readBasic(sub []byte) {
	n := int(be16(sub, 6)) // twice the number of segments
	last, first, delta, offset := sub[14:], sub[16+n:], sub[16+2*n:], sub[16+3*n:]
	for i := 0; i < n; i += 2 {
		for r := int(be16(first, i)); r <= int(be16(last, i)) && r < 0xFFFF; r++ {
			g := uint16(r)
			if at := int(be16(offset, i)); at != 0 {
				if g = be16(offset, i+at+2*(r-int(be16(first, i)))); g == 0 {
					continue
				}
			}
			f.glyphs[r] = f.held(uint32(g + be16(delta, i)))
		}
	}
}

// held is a glyph that the font has, 0 for one that it only names.
func (f *face) held(g uint32) uint16 {
	if g >= uint32(len(f.advance)) {
		return 0
	}
	return uint16(g)
}

// The private-use area of the Basic Plane.
const (
	privateFirst = '\uE000'
	privateLast  = '\uF8FF'
)

// glyph is the glyph of a character, 0 where the font has none.
func (f *face) glyph(r rune) uint16 {
	if r < 1<<16 {
		return f.glyphs[r]
	}
	return f.beyond[r]
}

// A character that stands for another: drawn in its place, while the text that is
// searched and copied keeps the real one. Several are laid over each other.
var lookAlikes = map[rune][]rune{
	'☐': {'□'}, '☑': {'□', '√'}, '☒': {'□', '×'}, '✔': {'√'}, '✓': {'√'}, '✗': {'×'}, '✘': {'×'},
	'\u2011': {'-'}, '\u2012': {'–'}, '\u2015': {'—'}, '\u2212': {'－'}, '\u2215': {'/'},
	'\u00a0': {' '}, '\u2002': {' '}, '\u2003': {'　'}, '\u2009': {' '}, '\u202f': {' '},
}

// geta is drawn where no font has the character (〓, the printers' mark for it).
const geta = '〓'

// parts are the glyphs of some characters, nil unless the font has them all.
func (f *face) parts(rs []rune) []uint16 {
	var out []uint16
	for _, r := range rs {
		g := f.glyph(r)
		if g == 0 {
			return nil
		}
		out = append(out, g)
	}
	return out
}

// drawn are the glyphs that draw a character in this font once it was chosen for
// it: its own, those of a look-alike, its compatibility equivalent's, or 〓.
func (f *face) drawn(r rune) []uint16 {
	if g := f.glyph(r); g != 0 {
		return []uint16{g}
	}
	if s := f.parts(lookAlikes[r]); s != nil {
		return s
	}
	if e, ok := equivalent(r); ok && f.glyph(e) != 0 {
		return []uint16{f.glyph(e)}
	}
	return []uint16{f.glyph(geta)}
}

// equivalent is the one character that Unicode holds compatible with r, such as
// 一 of the radical ⼀.
func equivalent(r rune) (rune, bool) {
	e := []rune(norm.NFKC.String(string(r)))
	return e[0], len(e) == 1 && e[0] != r
}

// letter is a typeface as a reader knows it: the wanted font, and those that lend
// what it lacks. Latin letters and digits may have a font of their own.
type letter struct {
	latin func() *face
	faces []func() *face
}

// The typefaces. Where 仿宋 and 楷体 lack a character, supp comes nearest to their
// stroke; hei has the most.
var (
	fangSong = &letter{fang, []func() *face{fang, supp, hei, song}}
	kaiTi    = &letter{fang, []func() *face{kai, supp, hei, song, fang}} // FandolKai's digits are ugly
	heiTi    = &letter{hei, []func() *face{hei, supp, song, fang}}
	biaoSong = &letter{xbs, []func() *face{xbs, hei, supp, fang}}
	// Noto Serif's digits have no common width, those of FandolFang are half an em:
	// numbers below each other in a table stand straight.
	tableSong = &letter{fang, []func() *face{song, hei, supp, fang}}
	// Noto Serif with its own digits: page numbers.
	pageSong = &letter{song, []func() *face{song, hei}}
)

// find is the font that draws a character, and whether one has it.
func (l *letter) find(r rune) (*face, bool) {
	if r < 0x80 {
		if f := l.latin(); f.glyph(r) != 0 {
			return f, true
		}
	}
	for i, load := range l.faces {
		f := load()
		if f.glyph(r) != 0 {
			return f, true
		}
		if like := lookAlikes[r]; i == 0 && f.parts(like) != nil {
			return f, true
		}
	}
	if e, ok := equivalent(r); ok {
		for _, load := range l.faces {
			if f := load(); f.glyph(e) != 0 {
				return f, true
			}
		}
	}
	return l.latin(), false
}

// width is the advance of a character drawn in this font, thousandths of an em.
func (f *face) width(r rune) int {
	if g := f.glyph(r); g != 0 {
		return int(f.advance[g])
	}
	return int(f.advance[f.drawn(r)[0]])
}

func be16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func be32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }

// sortedRunes are the members of a set, in order.
func sortedRunes(set map[rune]bool) []rune {
	out := make([]rune, 0, len(set))
	for r := range set {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
