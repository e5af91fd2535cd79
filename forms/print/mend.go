package print

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode/utf16"

	"huce/forms"
)

// amend says what gofpdf can't: what stands on the pages, packed; the catalog's
// language, page labels and wish that the title stand in the window; and, where a code
// is not its own character, a true ToUnicode map, so that searching and copying give
// the real character back. It returns an incremental update (PDF 32000-1, 7.5.6) to
// stand after the file: the bytes before it stay as they are.
func amend(file []byte, inks encodings, pages []*page, contents [][]byte, info forms.Info) ([]byte, error) {
	objects := toUnicodeRef.FindAllSubmatch(file, -1)
	trailer := trailerEnd.FindSubmatch(file)
	catalog := catalogEnd.FindSubmatch(file)
	fonts := inks.inOrder()
	if len(objects) != len(fonts) || trailer == nil || catalog == nil {
		return nil, fmt.Errorf("the PDF has %d fonts where %d were used, or no catalog", len(objects), len(fonts))
	}
	streams := contentRef.FindAllSubmatch(file, -1)
	if len(streams) != len(pages) {
		return nil, fmt.Errorf("the PDF has %d pages where %d were painted", len(streams), len(pages))
	}
	u := amendment{from: len(file)}
	for i, packed := range contents {
		if packed != nil {
			u.object(streams[i][1], fmt.Sprintf("<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", len(packed), packed))
		}
		contents[i] = nil
	}
	for i, e := range fonts {
		if len(e.other) == 0 {
			continue
		}
		stream := toUnicode(e.codes)
		u.object(objects[i][1], fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(stream), stream))
	}
	u.object(catalog[1], string(catalog[2])+entries(pages, info)+">>")
	at := len(file) + u.out.Len()
	fmt.Fprintf(&u.out, "xref\n0 1\n0000000000 65535 f \n%strailer\n<<\n%s/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n",
		u.table.Bytes(), trailer[1], trailer[2], at)
	return u.out.Bytes(), nil
}

// amendment is an incremental update being written.
type amendment struct {
	from       int // length of the file before it
	out, table bytes.Buffer
}

// object gives an object a new content.
func (u *amendment) object(number []byte, content string) {
	fmt.Fprintf(&u.table, "%s 1\n%010d 00000 n \n", number, u.from+u.out.Len())
	fmt.Fprintf(&u.out, "%s 0 obj\n%s\nendobj\n", number, content)
}

var (
	toUnicodeRef = regexp.MustCompile(`/ToUnicode (\d+) 0 R>>`)
	contentRef   = regexp.MustCompile(`\n/Contents (\d+) 0 R>>\nendobj`)
	catalogEnd   = regexp.MustCompile(`(\d+) 0 obj\n(<<\n/Type /Catalog\n(?:[^\n]+\n)*?)>>\nendobj\nxref\n`)
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
