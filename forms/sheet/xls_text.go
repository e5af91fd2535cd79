package sheet

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// xlsText reads texts from a record and its continuations. Where a text's
// characters are cut, the continuation says anew whether they take one byte or
// two ([MS-XLS] 2.5.293).
type xlsText struct {
	pieces [][]byte // the first is at hand
	pos    int
}

func newXLSText(r record) *xlsText {
	return &xlsText{pieces: append([][]byte{r.data}, r.more...)}
}

// done reports whether nothing is left.
func (t *xlsText) done() bool {
	for len(t.pieces) > 0 && t.pos >= len(t.pieces[0]) {
		t.pieces, t.pos = t.pieces[1:], 0
	}
	return len(t.pieces) == 0
}

// u8 reads a byte, 0 at the end.
func (t *xlsText) u8() byte {
	if t.done() {
		return 0
	}
	b := t.pieces[0][t.pos]
	t.pos++
	return b
}

func (t *xlsText) u16() int { return int(t.u8()) | int(t.u8())<<8 }

func (t *xlsText) u32() int { return t.u16() | t.u16()<<16 }

// Flags of a text.
const (
	wideText  = 0x01 // characters of two bytes
	extText   = 0x04 // with phonetic data after it
	richText  = 0x08 // with formatting runs after it
	runLength = 4    // bytes of a formatting run
)

// text reads a text of n characters: its flags, the characters, and what follows
// them.
func (t *xlsText) text(n int) string {
	flags := t.u8()
	after := 0
	if flags&richText != 0 {
		after = runLength * t.u16()
	}
	if flags&extText != 0 {
		after += t.u32()
	}
	text := t.characters(n, flags&wideText != 0)
	t.skip(after)
	return text
}

// characters reads n characters, going on into continuations.
func (t *xlsText) characters(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 1<<12))
	for {
		size := 1
		if wide {
			size = 2
		}
		if len(t.pieces) == 0 {
			break
		}
		piece := t.pieces[0][min(t.pos, len(t.pieces[0])):]
		here := min(n, len(piece)/size)
		for i := range here {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(piece[2*i:]))
			} else {
				units = append(units, uint16(piece[i]))
			}
		}
		n -= here
		t.pos += here * size
		if n == 0 {
			break
		}
		t.pos = len(t.pieces[0]) // a byte over is no character
		if t.done() {
			break
		}
		wide = t.u8()&wideText != 0
	}
	return string(utf16.Decode(units))
}

// skip steps over n bytes, without a flag where a continuation begins.
func (t *xlsText) skip(n int) {
	for n > 0 && !t.done() {
		here := min(n, len(t.pieces[0])-t.pos)
		t.pos += here
		n -= here
	}
}

// bytes reads n bytes, going on into continuations.
func (t *xlsText) bytes(n int) []byte {
	out := make([]byte, 0, min(n, 1<<12))
	for ; n > 0 && !t.done(); n-- {
		out = append(out, t.u8())
	}
	return out
}

// codePages that workbooks of Excel 5 and 95 name. What they say is often wrong:
// programs wrote Chinese under the western 1252.
var codePages = map[int]string{936: encGB18030, 54936: encGB18030, 950: encBig5, 65001: encUTF8, 1200: encUTF16LE}

// text reads a text of n characters, or of n bytes in the code page.
func (w *xlsBook) text(t *xlsText, n int) string {
	if !w.bytesOnly {
		return w.mend(t.text(n))
	}
	data := t.bytes(n)
	if enc, ok := codePages[w.codePage]; ok {
		return decodeBytes(data, enc)
	}
	if isASCII(data) {
		return string(data)
	}
	if score(data, gbWeight) == 1 {
		return decodeBytes(data, encGB18030)
	}
	return latin(data)
}

// latin decodes bytes of the western code page.
func latin(data []byte) string {
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = charmap.Windows1252.DecodeByte(b)
	}
	return string(runes)
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

// mend gives back the Chinese of a text whose bytes a program wrote as if each
// were a character (ÐÕÃû for 姓名): all beyond ASCII pairs up to everyday
// characters, two at least. In a western text such pairs don't come about.
func (w *xlsBook) mend(text string) string {
	high := 0
	for _, r := range text {
		if r > 0xFF {
			return text
		}
		if r >= 0x80 {
			high++
		}
	}
	if high < 4 {
		return text
	}
	data := make([]byte, 0, len(text))
	for _, r := range text {
		data = append(data, byte(r))
	}
	if score(data, gbWeight) < 1 {
		return text
	}
	w.mended = true
	return decodeBytes(data, encGB18030)
}
