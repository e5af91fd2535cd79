package print

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"huce/forms/print/pdftext"
)

// printed runs a printing and reads its PDF back, checking on the way that every
// glyph drawn is the right one.
func printed(t testingT, print func(w io.Writer) (Report, error)) (*pdftext.Document, Report, []byte) {
	t.Helper()
	var b bytes.Buffer
	report, err := print(&b)
	if err != nil {
		t.Fatalf("printing: %v", err)
	}
	doc, err := pdftext.Read(b.Bytes())
	if err != nil {
		t.Fatalf("reading back: %v", err)
	}
	if len(doc.Pages) != report.Pages {
		t.Fatalf("%d pages, reported %d", len(doc.Pages), report.Pages)
	}
	checkGlyphs(t, doc)
	return doc, report, b.Bytes()
}

type testingT interface {
	Helper()
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

var allFaces = []func() *face{fang, kai, hei, song, xbs, supp}

func faceNamed(pdfName string) *face {
	for _, f := range allFaces {
		if "utf8"+f().family == pdfName {
			return f()
		}
	}
	return nil
}

// checkGlyphs looks at the glyph of every code drawn: the font inside the PDF must
// have it, and its outline must be that of the character in the font it was cut
// from. Text extraction cannot see a missing glyph.
func checkGlyphs(t testingT, doc *pdftext.Document) {
	t.Helper()
	seen := map[string]map[uint16]bool{}
	for _, p := range doc.Pages {
		for _, r := range p.Runs {
			if seen[r.Font] == nil {
				seen[r.Font] = map[uint16]bool{}
			}
			chars := []rune(r.Text)
			if len(chars) != len(r.Codes) {
				t.Fatalf("%d codes for %q", len(r.Codes), r.Text)
			}
			for i, c := range r.Codes {
				if !seen[r.Font][c] {
					seen[r.Font][c] = true
					checkGlyph(t, doc.Fonts[r.Font], c, chars[i])
				}
			}
		}
	}
}

var outlines = map[*pdftext.Font]*sfnt.Font{}

func checkGlyph(t testingT, f *pdftext.Font, code uint16, char rune) {
	t.Helper()
	inside := outlines[f]
	if inside == nil {
		var err error
		if inside, err = sfnt.Parse(f.Program); err != nil {
			t.Fatalf("%s: the embedded font: %v", f.Name, err)
		}
		outlines[f] = inside
	}
	g := f.Glyph(code)
	if g == 0 || int(g) >= inside.NumGlyphs() {
		t.Fatalf("%s: %q (code %04X) has no glyph", f.Name, char, code)
	}
	src := faceNamed(f.Name)
	if src == nil {
		t.Fatalf("no face %s", f.Name)
	}
	var buf sfnt.Buffer
	em := fixed.I(1000)
	got, err := inside.LoadGlyph(&buf, sfnt.GlyphIndex(g), em, nil)
	if err != nil {
		t.Fatalf("%s: %q: %v", f.Name, char, err)
	}
	if len(got) == 0 && !unicode.IsSpace(char) {
		t.Fatalf("%s: %q is blank", f.Name, char)
	}
	if want := src.drawn(char); len(want) == 1 && !bytes.Equal(outlineOf(src, want[0]), segments(got)) {
		t.Fatalf("%s: %q is drawn with another character's outline", f.Name, char)
	}
	if w := f.Widths[code]; int(w) != src.width(char) {
		t.Fatalf("%s: %q is %v wide, laid out as %d", f.Name, char, w, src.width(char))
	}
}

var sources = map[*face]*sfnt.Font{}

func outlineOf(f *face, glyph uint16) []byte {
	if sources[f] == nil {
		sources[f] = sourceFont(f)
	}
	var buf sfnt.Buffer
	s, err := sources[f].LoadGlyph(&buf, sfnt.GlyphIndex(glyph), fixed.I(1000), nil)
	if err != nil {
		return []byte(err.Error())
	}
	return segments(s)
}

func segments(s sfnt.Segments) []byte {
	var b bytes.Buffer
	for _, x := range s {
		fmt.Fprint(&b, x.Op, x.Args)
	}
	return b.Bytes()
}

// bare is a text without the spaces that line ends and tables make of no account.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// inOrder checks that texts stand in a document one after another.
func inOrder(t testingT, text string, want []string) {
	t.Helper()
	text = bare(text)
	at := 0
	for _, w := range want {
		w = bare(clean(w))
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("%q is lost, or out of order; after it stands %q", w, head(text[at:], 200))
		}
		at += i + len(w)
	}
}

func head(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// count is how often each character stands in a text.
func count(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range bare(s) {
		m[r]++
	}
	return m
}

// lost checks that a text has at least the characters of another.
func lost(t testingT, text string, want []string) {
	t.Helper()
	have := count(text)
	for r, n := range count(clean(strings.Join(want, "\n"))) {
		if have[r] < n {
			t.Fatalf("%q stands %d times, was given %d times", r, have[r], n)
		}
	}
}

// sameByPdftotext compares what we read with what poppler's pdftotext reads.
func sameByPdftotext(t *testing.T, doc *pdftext.Document, file []byte) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the PDF was read back by our own reader alone")
	}
	cmd := exec.Command(tool, "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := count(doc.Text()), count(string(out))
	for r, n := range ours {
		if theirs[r] != n {
			t.Errorf("pdftotext finds %q %d times, we drew it %d times", r, theirs[r], n)
		}
	}
	for r := range theirs {
		if ours[r] == 0 && r != '\f' {
			t.Errorf("pdftotext finds %q, which we did not draw", r)
		}
	}
}

// lineAt gathers a page's runs by baseline, from top to bottom.
type textLine struct {
	y    float64
	x    float64
	end  float64
	text string
	runs []pdftext.Run
}

func linesOf(doc *pdftext.Document, p *pdftext.Page) []textLine {
	var out []textLine
	runs := slices.Clone(p.Runs)
	slices.SortStableFunc(runs, func(a, b pdftext.Run) int {
		if d := a.Y - b.Y; d > 0.5 || d < -0.5 {
			if d < 0 {
				return -1
			}
			return 1
		}
		if a.X < b.X {
			return -1
		}
		return 1
	})
	for _, r := range runs {
		if n := len(out); n > 0 && r.Y-out[n-1].y < 0.5 {
			l := &out[n-1]
			l.text += r.Text
			l.end = r.X + r.Width(doc)
			l.runs = append(l.runs, r)
			continue
		}
		out = append(out, textLine{y: r.Y, x: r.X, end: r.X + r.Width(doc), text: r.Text, runs: []pdftext.Run{r}})
	}
	return out
}
