package sheet

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// tokens is what a scanner finds, a line each; text pieces are joined.
func tokens(r io.Reader) (string, error) {
	s := newXMLScanner(r)
	var b, text strings.Builder
	for {
		tok, err := s.next()
		if tok == tokenText && err == nil {
			text.Write(s.text)
			continue
		}
		if t := strings.TrimSpace(text.String()); t != "" {
			fmt.Fprintf(&b, "%q\n", t)
		}
		text.Reset()
		if err != nil || tok == tokenEnd {
			return b.String(), err
		}
		if tok == tokenOpen {
			fmt.Fprintf(&b, "<%s", s.name)
			for _, a := range s.attrs {
				fmt.Fprintf(&b, " %s=%q", a.name, s.attr(string(a.name)))
			}
			b.WriteString(">\n")
		} else {
			fmt.Fprintf(&b, "</%s>\n", s.name)
		}
	}
}

const sampleXML = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY big "<x/>">]>
<!-- a <b> --><w:a r:id='1' x = "a &gt; b > c"><b/>姓名&amp;&#24207;&#x1F600;&nbsp;<![CDATA[<i>]]></w:a>`

func TestScannerReadsXML(t *testing.T) {
	const want = "<a id=\"1\" x=\"a > b > c\">\n<b>\n</b>\n\"姓名&序😀&nbsp;<i>\"\n</a>\n"
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(sampleXML)
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{
		"whole":       strings.NewReader(sampleXML),
		"byte a read": iotest.OneByteReader(strings.NewReader(sampleXML)),
		"with a BOM":  strings.NewReader("\uFEFF" + sampleXML),
		"UTF-16":      strings.NewReader(utf16),
	} {
		got, err := tokens(r)
		if got != want || err != nil {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestScannerRefusesBrokenXML(t *testing.T) {
	for _, x := range []string{"<a", "<a b", "<a b=c>", `<a b="c>`, "<!-- a", "<>", "<a><![CDATA[x", strings.Repeat("<a>", xmlDepth+1)} {
		if got, err := tokens(strings.NewReader(x)); err == nil {
			t.Errorf("%.20s gives %s", x, got)
		}
	}
	if _, err := tokens(iotest.ErrReader(io.ErrUnexpectedEOF)); err == nil {
		t.Error("an error of the reader is lost")
	}
}

// Where a document is cut between two reads makes no difference.
func TestScannerReadsInPieces(t *testing.T) {
	long := "<a>" + strings.Repeat("姓名&amp;性别", 20_000) + `<b c="` + strings.Repeat("值", 50_000) + `"/>` + sampleXML + "</a>"
	want, err := tokens(strings.NewReader(long))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(500, 70_000).Draw(t, "size")
		got, err := tokens(piecewise{strings.NewReader(long), size})
		if got != want || err != nil {
			t.Fatalf("pieces of %d: %v", size, err)
		}
	})
}

type piecewise struct {
	r    io.Reader
	size int
}

func (p piecewise) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.size)]) }

func FuzzXML(f *testing.F) {
	f.Add(sampleXML)
	f.Add("<\x00>")
	f.Fuzz(func(t *testing.T, x string) {
		whole, err1 := tokens(strings.NewReader(x))
		pieces, err2 := tokens(iotest.OneByteReader(strings.NewReader(x)))
		if (err1 == nil) != (err2 == nil) || (err1 == nil && whole != pieces) {
			t.Fatalf("%v %v\n%s\n%s", err1, err2, whole, pieces)
		}
	})
}
