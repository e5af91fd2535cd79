package print

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// gofpdf tells readers that every code is its own character. Where it is not,
// mendText gives the font a true ToUnicode map, so that searching and copying give
// the real character back. It returns an incremental update (PDF 32000-1, 7.5.6)
// to stand after the file: the bytes before it stay as they are.
func mendText(file []byte, inks encodings) ([]byte, error) {
	objects := toUnicodeRef.FindAllSubmatch(file, -1)
	trailer := trailerEnd.FindSubmatch(file)
	fonts := inks.inOrder()
	if len(objects) != len(fonts) || trailer == nil {
		return nil, fmt.Errorf("the PDF has %d fonts where %d were used", len(objects), len(fonts))
	}
	var out, table bytes.Buffer
	for i, e := range fonts {
		if len(e.other) == 0 {
			continue
		}
		number, err := strconv.Atoi(string(objects[i][1]))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n \n", number, len(file)+out.Len())
		stream := toUnicode(e.codes)
		fmt.Fprintf(&out, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", number, len(stream), stream)
	}
	at := len(file) + out.Len()
	fmt.Fprintf(&out, "xref\n0 1\n0000000000 65535 f \n%strailer\n<<\n%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n",
		table.Bytes(), trailer[1], trailer[2], at)
	return out.Bytes(), nil
}

var (
	toUnicodeRef = regexp.MustCompile(`/ToUnicode (\d+) 0 R>>`)
	trailerEnd   = regexp.MustCompile(`trailer\n<<\n((?:/[^\n]*\n)*)>>\nstartxref\n(\d+)\n%%EOF\n$`)
)

// toUnicode is the CMap of a font's codes (Adobe technical note 5411).
func toUnicode(codes []code) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(codes) > 0 {
		n := min(len(codes), 100) // the most that one section may hold
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, k := range codes[:n] {
			fmt.Fprintf(&b, "<%04X> <", k.code)
			for _, u := range utf16.Encode([]rune{k.char}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
