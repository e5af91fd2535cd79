package print

import (
	"bytes"
	"io"
	"sort"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"huce/forms"
)

// paint writes laid-out pages as a PDF. gofpdf serves as a layer of primitives
// alone: pages, bookmarks, font embedding. Pages that are painted once let go of what
// stands on them.
func paint(w io.Writer, pages []*page, inks encodings, info forms.Info, once bool) error {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: a4Short, Ht: a4Long}})
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // of pages: see page.paint
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	describe(pdf, info, inks)
	for _, c := range inks {
		pdf.AddUTF8FontFromBytes(c.face.family, "", c.face.cut(c.codes))
	}
	contents := make([][]byte, len(pages))
	if len(pages) > 0 {
		last, level := pages[len(pages)-1].height(), -1
		b := newBrush(pdf, inks)
		for i, p := range pages {
			contents[i] = p.paint(pdf, b)
			level = p.bookmarks(pdf, last, level)
			if once {
				p.texts, p.rules, p.fills, p.codes = nil, nil, nil, nil
			}
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return err
	}
	update, err := amend(out.Bytes(), inks, pages, contents, info)
	if err != nil {
		return err
	}
	if _, err = w.Write(out.Bytes()); err == nil {
		_, err = w.Write(update)
	}
	return err
}

func describe(pdf *gofpdf.Fpdf, info forms.Info, inks encodings) {
	pdf.SetTitle(paired16(info.Title), true)
	pdf.SetAuthor(paired16(info.Author), true)
	pdf.SetSubject(paired16(info.Subject), true)
	pdf.SetKeywords(words(info, "fonts", strings.Join(inks.names(), " ")), true)
	pdf.SetCreator("户册 HuCe", true)
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // never the clock: equal input, equal bytes
	if d := info.Created; !d.IsZero() {
		day = time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC)
	}
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
}

// paired16 gives gofpdf a text of its own information and bookmarks: it makes UTF-16
// of at most three bytes a character, so one beyond the Basic Plane goes in as its
// two surrogates, each in three bytes.
func paired16(s string) string {
	var b []byte
	for _, r := range s {
		if r < 1<<16 {
			b = utf8.AppendRune(b, r)
			continue
		}
		high, low := utf16.EncodeRune(r)
		for _, u := range []rune{high, low} {
			b = append(b, 0xE0|byte(u>>12), 0x80|byte(u>>6)&0xBF, 0x80|byte(u)&0xBF)
		}
	}
	return string(b)
}

// paint adds the page. gofpdf keeps what stands on all pages until the end, and packs
// each by a machinery of its own: memory and time by the hundred. So a page is packed
// here, and put in its place when the file is amended. One with pictures, which gofpdf
// paints, goes in as it is: packed is nil.
func (p *page) paint(pdf *gofpdf.Fpdf, b *brush) (packed []byte) {
	way := "P"
	if p.wide {
		way = "L"
	}
	pdf.AddPageFormat(way, gofpdf.SizeType{Wd: a4Short, Ht: a4Long})
	for i := range p.images {
		p.images[i].paint(pdf)
	}
	if len(p.marks) > 0 && len(p.texts) > 0 {
		pdf.SetFont(p.texts[0].face.family, "", float64(p.texts[0].size)) // bookmarks need one
	}
	b.begin(p.height())
	for _, f := range p.fills {
		b.fill(f)
	}
	for _, r := range p.rules {
		b.rule(r)
	}
	for _, t := range p.texts {
		b.text(t)
	}
	for _, q := range p.codes {
		b.out = append(append(b.out, q.path(p.height())...), '\n')
	}
	if len(p.images) > 0 {
		pdf.RawWriteStr(string(b.out))
		return nil
	}
	return b.pack.bytes(b.out)
}

// bookmarks sets the page's bookmarks, below one of this level, and returns the
// level of the last. gofpdf measures them on the height of the document's last
// page, writes Chinese only while a font is chosen, and makes a circle of one that
// is more than a level below the one before.
func (p *page) bookmarks(pdf *gofpdf.Fpdf, lastHeight float64, level int) int {
	for _, m := range p.marks {
		if len(p.texts) == 0 || m.title == "" {
			continue
		}
		level = min(m.level, level+1)
		pdf.Bookmark(paired16(clean(m.title)), level, m.y+lastHeight-p.height())
	}
	return level
}

// encoding gives each character drawn in one font its two-byte code: its own code
// point, or one of the private-use area where it has none of two bytes or another
// glyph stands in for it.
type encoding struct {
	face  *face
	codes []code
	other map[rune]rune // characters whose code is not their code point
}

// encodings are those of all fonts of a document.
type encodings map[*face]*encoding

// inksOf finds every character that is drawn, font by font.
func inksOf(pages []*page) encodings {
	used := map[*face]map[rune]bool{}
	for _, p := range pages {
		for _, t := range p.texts {
			set := used[t.face]
			if set == nil {
				set = map[rune]bool{}
				used[t.face] = set
			}
			for _, r := range t.s {
				set[r] = true
			}
		}
	}
	all := encodings{}
	for f, set := range used {
		all[f] = f.encode(sortedRunes(set))
	}
	return all
}

func (f *face) encode(chars []rune) *encoding {
	e := &encoding{face: f, other: map[rune]rune{}}
	next := privateFirst
	for _, r := range chars {
		c := r
		if r >= 0xFFFE || (r >= privateFirst && r <= privateLast) {
			c = min(next, privateLast) // more than 6,400 such characters share the last code
			next++
			e.other[r] = c
		}
		if n := len(e.codes); n > 0 && c == privateLast && e.codes[n-1].code == uint16(c) {
			continue
		}
		e.codes = append(e.codes, code{uint16(c), r, f.drawn(r)})
	}
	sort.SliceStable(e.codes, func(i, j int) bool { return e.codes[i].code < e.codes[j].code })
	return e
}

// append adds the codes of a text's characters, two bytes each, as a PDF string holds
// them (PDF 32000-1, 7.3.4.2).
func (e *encoding) append(out []byte, s string) []byte {
	for _, r := range s {
		if len(e.other) > 0 {
			if c, ok := e.other[r]; ok {
				r = c
			}
		}
		out = appendByte(appendByte(out, byte(r>>8)), byte(r))
	}
	return out
}

func appendByte(out []byte, c byte) []byte {
	switch c {
	case '\\', '(', ')':
		return append(out, '\\', c)
	case '\r':
		return append(out, '\\', 'r')
	}
	return append(out, c)
}

// names are the fonts' names, in the order they are written.
func (all encodings) names() []string {
	var names []string
	for _, e := range all.inOrder() {
		names = append(names, e.face.name)
	}
	return names
}

// inOrder are the encodings as gofpdf writes their fonts.
func (all encodings) inOrder() []*encoding {
	out := make([]*encoding, 0, len(all))
	for _, e := range all {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].face.family < out[j].face.family })
	return out
}
