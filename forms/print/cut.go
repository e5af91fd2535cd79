package print

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// code is one two-byte code of a font inside a PDF: the character it stands for
// and the glyphs that draw it.
type code struct {
	code   uint16
	char   rune
	glyphs []uint16
}

// Flags of a composite glyph's part (OpenType, table glyf).
const (
	partWords  = 0x0001
	partXY     = 0x0002
	partScale  = 0x0008
	partMore   = 0x0020
	partXYBoth = 0x0040
	part2x2    = 0x0080
)

// cut is a TrueType font of just these codes, for the PDF writer. It reads a few
// hundred glyphs of it in a moment, where the whole font costs it some ten
// megabytes and a tenth of a second; and every code gets a glyph of its own, which
// frees characters from the one plane the writer can address. codes are in order.
func (f *face) cut(codes []code) []byte {
	c := cutter{face: f, place: map[uint16]uint16{}}
	c.add(0, nil)
	for _, k := range codes {
		if len(k.glyphs) == 1 {
			c.add(k.glyphs[0], nil)
		} else {
			c.add(k.glyphs[0], k.glyphs)
		}
	}
	for i := 0; i < len(c.slots); i++ { // grows as parts of composites are met
		c.write(c.slots[i])
	}
	return c.assemble(codes)
}

// slot is one glyph of the cut font: a glyph of the face, or several laid over
// each other.
type slot struct {
	glyph uint16
	over  []uint16
}

type cutter struct {
	face  *face
	slots []slot
	place map[uint16]uint16 // where a glyph of the face stands as a part
	glyf  bytes.Buffer
	loca  []uint32
	hmtx  bytes.Buffer
}

func (c *cutter) add(glyph uint16, over []uint16) uint16 {
	c.slots = append(c.slots, slot{glyph, over})
	return uint16(len(c.slots) - 1)
}

// part is the place of a glyph that a composite is made of.
func (c *cutter) part(glyph uint16) uint16 {
	at, ok := c.place[glyph]
	if !ok {
		at = c.add(glyph, nil)
		c.place[glyph] = at
	}
	return at
}

func (c *cutter) write(s slot) {
	c.loca = append(c.loca, uint32(c.glyf.Len()))
	var data []byte
	if s.over != nil {
		data = c.overlay(s.over)
	} else {
		data = c.renumbered(c.face.outline(s.glyph))
	}
	c.glyf.Write(data)
	for c.glyf.Len()%4 != 0 {
		c.glyf.WriteByte(0)
	}
	var left uint16
	if len(data) >= 10 {
		left = be16(data, 2) // xMin: the outline stays where it is drawn
	}
	c.hmtx.Write(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, c.face.units(s.glyph)), left))
}

// outline is a glyph's data in table glyf, empty for a blank.
func (f *face) outline(g uint16) []byte {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	if be16(f.tables["head"], 50) == 0 {
		return glyf[2*int(be16(loca, 2*int(g))) : 2*int(be16(loca, 2*int(g)+2))]
	}
	return glyf[be32(loca, 4*int(g)):be32(loca, 4*int(g)+4)]
}

// units is a glyph's advance in the font's own units.
func (f *face) units(g uint16) uint16 {
	long := be16(f.tables["hhea"], 34)
	return be16(f.tables["hmtx"], 4*int(min(g, long-1)))
}

// renumbered is a glyph's data with the parts of a composite at their new places.
func (c *cutter) renumbered(data []byte) []byte {
	if len(data) < 10 || int16(be16(data, 0)) >= 0 {
		return data
	}
	data = slices.Clone(data)
	for at, more := 10, true; more; {
		flags := be16(data, at)
		binary.BigEndian.PutUint16(data[at+2:], c.part(be16(data, at+2)))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partXYBoth != 0:
			at += 4
		case flags&part2x2 != 0:
			at += 8
		}
		more = flags&partMore != 0
	}
	return data
}

// overlay is a composite of glyphs laid over each other, such as □ and √ for ☑.
func (c *cutter) overlay(glyphs []uint16) []byte {
	box := [4]int16{32767, 32767, -32768, -32768}
	var parts []byte
	for i, g := range glyphs {
		if o := c.face.outline(g); len(o) >= 10 {
			for k := range 2 {
				box[k] = min(box[k], int16(be16(o, 2+2*k)))
				box[k+2] = max(box[k+2], int16(be16(o, 6+2*k)))
			}
		}
		flags := uint16(partWords | partXY)
		if i < len(glyphs)-1 {
			flags |= partMore
		}
		for _, v := range []uint16{flags, c.part(g), 0, 0} {
			parts = binary.BigEndian.AppendUint16(parts, v)
		}
	}
	head := binary.BigEndian.AppendUint16(nil, 0xFFFF) // −1: a composite
	for _, v := range box {
		head = binary.BigEndian.AppendUint16(head, uint16(v))
	}
	return append(head, parts...)
}

// assemble puts the tables together. Checksums stay zero: the PDF writer cuts the
// font once more and makes them anew.
func (c *cutter) assemble(codes []code) []byte {
	count := uint16(len(c.slots))
	var loca []byte
	for _, at := range append(c.loca, uint32(c.glyf.Len())) {
		loca = binary.BigEndian.AppendUint32(loca, at)
	}
	patched := func(name string, at int, v uint16) []byte {
		b := slices.Clone(c.face.tables[name])
		binary.BigEndian.PutUint16(b[at:], v)
		return b
	}
	tables := []struct {
		name string
		data []byte
	}{
		{"OS/2", c.face.tables["OS/2"]},
		{"cmap", cmapOf(codes)},
		{"glyf", c.glyf.Bytes()},
		{"head", patched("head", 50, 1)}, // long offsets in loca
		{"hhea", patched("hhea", 34, count)},
		{"hmtx", c.hmtx.Bytes()},
		{"loca", loca},
		{"maxp", patched("maxp", 4, count)},
		{"name", c.face.tables["name"]},
		{"post", c.face.tables["post"][:32]},
	}
	for _, hints := range []string{"cvt ", "fpgm", "prep"} { // glyphs that have instructions need them
		if b := c.face.tables[hints]; b != nil {
			tables = append(tables, struct {
				name string
				data []byte
			}{hints, b})
		}
	}
	out := []byte{0, 1, 0, 0, 0, byte(len(tables)), 0, 0, 0, 0, 0, 0}
	at := len(out) + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.name...)
		for _, v := range []uint32{0, uint32(at), uint32(len(t.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(t.data)&3)...)
	}
	return out
}

// cmapOf maps codes[i] to glyph i+1, as a format 4 subtable of one segment for
// each run of codes.
func cmapOf(codes []code) []byte {
	var first, last, delta []uint16
	for i, k := range codes {
		if n := len(last); n > 0 && last[n-1] == k.code-1 {
			last[n-1] = k.code
			continue
		}
		first, last = append(first, k.code), append(last, k.code)
		delta = append(delta, uint16(i+1)-k.code)
	}
	first, last, delta = append(first, 0xFFFF), append(last, 0xFFFF), append(delta, 1)
	segments := len(first)
	words := []uint16{0, 1, 3, 1, 0, 12, 4, uint16(16 + 8*segments), 0, uint16(2 * segments), 0, 0, 0}
	words = append(append(words, last...), 0)
	words = append(append(words, first...), delta...)
	words = append(words, make([]uint16, segments)...)
	var b []byte
	for _, w := range words {
		b = binary.BigEndian.AppendUint16(b, w)
	}
	return b
}
