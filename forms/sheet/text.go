package sheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Names of encodings as Book.Encoding has them.
const (
	encUTF8    = "utf-8"
	encGB18030 = "gb18030"
	encBig5    = "big5"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
)

var encodings = map[string]encoding.Encoding{
	encGB18030: simplifiedchinese.GB18030,
	encBig5:    traditionalchinese.Big5,
	encUTF16LE: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	encUTF16BE: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
}

// boms are the byte order marks, by encoding.
var boms = map[string]string{
	encUTF8:    "\xEF\xBB\xBF",
	encUTF16LE: "\xFF\xFE",
	encUTF16BE: "\xFE\xFF",
	encGB18030: "\x84\x31\x95\x33",
}

// plainText is a text file decoded.
type plainText struct {
	text     string
	encoding string
	bom      bool
	mixed    bool // lines of two encodings
	broken   int  // characters that could not be decoded, U+FFFD in text
}

// decodeText decodes a text by its byte order mark; else as UTF-8 where it is
// valid; else as GB18030, or Big5 where that fits better. Lines of UTF-8 in a
// file that else is GB18030 (two programs wrote into it) are decoded each by its
// own.
func decodeText(data []byte) plainText {
	for _, enc := range []string{encUTF8, encGB18030, encUTF16LE, encUTF16BE} {
		if rest, ok := bytes.CutPrefix(data, []byte(boms[enc])); ok {
			return decodeAs(rest, enc, true)
		}
	}
	if enc := bareUTF16(data); enc != "" {
		return decodeAs(data, enc, false)
	}
	if utf8.Valid(withoutCutTail(data)) && !looksTwoByte(data) {
		return decodeAs(data, encUTF8, false)
	}
	if t, ok := decodeMixed(data); ok {
		return t
	}
	if score(data, big5Weight) > score(data, gbWeight)+0.05 {
		return decodeAs(data, encBig5, false)
	}
	return decodeAs(data, encGB18030, false)
}

func decodeAs(data []byte, enc string, bom bool) plainText {
	t := plainText{encoding: enc, bom: bom, text: decodeBytes(data, enc)}
	t.broken = strings.Count(t.text, "\uFFFD")
	return t
}

func decodeBytes(data []byte, enc string) string {
	if e := encodings[enc]; e != nil {
		if out, err := e.NewDecoder().Bytes(data); err == nil {
			return string(out)
		}
	}
	return strings.ToValidUTF8(string(data), "\uFFFD")
}

// withoutCutTail drops a character that the end of the file cuts in two.
func withoutCutTail(data []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		tail := data[len(data)-n:]
		if utf8.RuneStart(tail[0]) {
			if tail[0] >= 0xC0 && !utf8.FullRune(tail) {
				return data[:len(data)-n]
			}
			break
		}
	}
	return data
}

// bareUTF16 knows UTF-16 without a mark by the zero bytes of its separators and
// line ends, which stand on one side alone.
func bareUTF16(data []byte) string {
	var zeros [2]int
	for i, c := range data[:min(len(data), 4096)] {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case len(data)%2 != 0:
		return ""
	case zeros[1] > 0 && zeros[0] == 0:
		return encUTF16LE
	case zeros[0] > 0 && zeros[1] == 0:
		return encUTF16BE
	}
	return ""
}

// looksTwoByte tells a short GBK text that happens to be valid UTF-8: it then
// reads as letters of two bytes alone (Greek, Arabic …), never as Chinese.
func looksTwoByte(data []byte) bool {
	two := 0
	for _, r := range string(data) {
		if r >= 0x800 {
			return false
		}
		if r >= 0x80 {
			two++
		}
	}
	return two > 0 && score(data, gbWeight) > 0.9
}

// decodeMixed decodes a file whose lines are of two encodings, false where they
// are of one.
func decodeMixed(data []byte) (plainText, bool) {
	lines := bytes.SplitAfter(data, []byte("\n"))
	isUTF8 := make([]bool, len(lines))
	counts := [2]int{}
	for i, line := range lines {
		plain, kind := utf8Line(line)
		isUTF8[i] = kind
		if plain {
			continue
		}
		if kind {
			counts[1]++
		} else {
			counts[0]++
		}
	}
	if counts[1] == 0 {
		return plainText{}, false
	}
	var b strings.Builder
	for i, line := range lines {
		if isUTF8[i] {
			b.WriteString(strings.ToValidUTF8(string(line), "\uFFFD"))
		} else {
			b.WriteString(decodeBytes(line, encGB18030))
		}
	}
	t := plainText{text: b.String(), encoding: encGB18030, mixed: counts[0] > 0}
	if counts[1] >= counts[0] {
		t.encoding = encUTF8
	}
	t.broken = strings.Count(t.text, "\uFFFD")
	return t, true
}

// utf8Line tells a line of ASCII alone (plain), and one whose bytes beyond ASCII
// are nearly all whole characters of three bytes or more.
func utf8Line(line []byte) (plain, isUTF8 bool) {
	high, whole := 0, 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if line[i] >= 0x80 {
			high += n
			if r != utf8.RuneError && n >= 3 {
				whole += n
			}
		}
		i += n
	}
	return high == 0, high > 0 && whole*10 >= high*8
}

// score is how well the bytes beyond ASCII fit a double-byte encoding: the mean
// of what weight gives for each character.
func score(data []byte, weight func(b []byte) (float64, int)) float64 {
	sum, n := 0.0, 0
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		w, size := weight(data[i:])
		sum += w
		n++
		i += size
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// gbWeight: 1 for the everyday characters and signs of GB 2312, less for rarer
// ones, -2 for what is no character at all.
func gbWeight(b []byte) (float64, int) {
	if len(b) < 2 {
		return 0, 1 // cut off
	}
	lead, trail := b[0], b[1]
	switch {
	case lead == 0x80 || lead == 0xFF:
		return -2, 1
	case trail >= 0x30 && trail <= 0x39:
		return 0.5, min(4, len(b))
	case trail < 0x40 || trail == 0x7F || trail == 0xFF:
		return -2, 1
	case trail >= 0xA1 && (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3):
		return 1, 2
	case trail >= 0xA1 && lead >= 0xD8 && lead <= 0xF7:
		return 0.5, 2
	}
	return 0.1, 2
}

// big5Weight is the same for Big5.
func big5Weight(b []byte) (float64, int) {
	if len(b) < 2 {
		return 0, 1
	}
	lead, trail := b[0], b[1]
	switch {
	case lead < 0x81 || lead == 0xFF, trail < 0x40, trail > 0x7E && trail < 0xA1, trail == 0xFF:
		return -2, 1
	case lead >= 0xA4 && lead <= 0xC6, lead == 0xA1:
		return 1, 2
	case lead >= 0xC9 && lead <= 0xF9:
		return 0.3, 2
	}
	return 0, 2
}
