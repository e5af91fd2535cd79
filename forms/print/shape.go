package print

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"huce/forms"
)

// style is how a piece of text is set.
type style struct {
	letter *letter
	size   float64
	track  float64 // put between any two characters outside words; negative draws them closer
	ink    ink
}

func (s style) at(size float64) style { s.size = size; return s }

// span is a piece of text in one style.
type span struct {
	text  string
	style style
	whole bool // not to be broken where it fits on a line: a choice to tick
}

// class is what line breaking needs to know of a character.
type class uint16

const (
	isSpace   class = 1 << iota // hangs at the end of a line
	isWord                      // holds to other word characters: Latin, digits
	notFirst                    // never begins a line (行首禁则)
	notLast                     // never ends a line (行尾禁则)
	halfBlank                   // a closing mark whose right half is blank
	halfEmpty                   // an opening mark whose left half is blank
	isNewline
	isPair // holds to its like: —— ……
)

// The marks that 禁则 speaks of (CY/T 154, W3C 中文排版需求 3.1.6).
const (
	closers   = "，。、；：！？）》〉」』】〕〗”’…—％‰℃°·～!?,.;:)]}%>々〃‐–、﹐﹑﹒﹔﹕﹖﹗）］｝．／|ー"
	openers   = "（《〈「『【〔〖“‘([{<￥¥$＄№＃□☐☑☒（［｛"
	blankHalf = "，。、；：）》〉」』】〕〗”’"
	emptyHalf = "（《〈「『【〔〖“‘"
)

// classes of the Basic Plane's characters.
var classes = func() *[1 << 16]class {
	var t [1 << 16]class
	for r := rune('!'); r <= '~'; r++ {
		t[r] |= isWord
	}
	for r := rune(0xA1); r < 0x2000; r++ { // Latin, Greek, Cyrillic …
		t[r] |= isWord
	}
	for r := rune(0xFF10); r <= 0xFF5A; r++ { // full-width letters and digits
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[r] |= isWord
		}
	}
	for _, r := range "·" {
		t[r] &^= isWord
	}
	for _, r := range closers {
		t[r] |= notFirst
	}
	for _, r := range openers {
		t[r] |= notLast
	}
	for _, r := range blankHalf {
		t[r] |= halfBlank
	}
	for _, r := range emptyHalf {
		t[r] |= halfEmpty
	}
	for _, r := range "—…－-" {
		t[r] |= isPair
	}
	for _, r := range " \u3000\u2002\u2003\u2009" {
		t[r] = isSpace
	}
	t['\u00a0'], t['\u202f'] = isWord, isWord
	t['\n'] = isNewline
	return &t
}()

func classOf(r rune) class {
	if r < 1<<16 {
		return classes[r]
	}
	return 0
}

// glyph is one character of a shaped text.
type glyph struct {
	at      int32 // where it begins in the text
	class   class
	style   uint16 // index of its span
	whole   bool
	tight   bool // lost its blank half to the mark beside it
	face    *face
	advance float32 // points
}

// typesetter turns text into lines. One serves one document.
type typesetter struct {
	missing map[rune]bool // characters no font has
	letters lettering     // of the document
	text    string        // being shaped
	glyphs  []glyph
	spans   []span
	forced  int // how often a word had to be broken
}

func newTypesetter(info forms.Info) *typesetter {
	return &typesetter{missing: map[rune]bool{}, letters: lettersOf(info.Fonts)}
}

// clean is a text as it can be printed: line ends are \n, a tab is a space, and
// what has no shape of its own (control and format characters, variation selectors)
// is gone. Everything else stays.
func clean(s string) string {
	dirty := false
	for _, r := range s {
		if r < ' ' && r != '\n' || shapeless(r) || r == utf8.RuneError {
			dirty = true
			break
		}
	}
	if !dirty {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case r == '\t':
			return ' '
		case r == '\n':
			return r
		case r < ' ' || shapeless(r):
			return -1
		}
		return r
	}, s)
}

func shapeless(r rune) bool {
	if r < 0x7F || r >= 0x3000 && r < 0xFE00 {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector)
}

// shape readies the spans for breaking: ts.text and ts.glyphs hold them until the
// next call.
func (ts *typesetter) shape(spans []span) {
	ts.glyphs, ts.spans, ts.text = ts.glyphs[:0], spans, ""
	for i := range spans {
		from := len(ts.text)
		if s := clean(spans[i].text); from == 0 {
			ts.text = s
		} else {
			ts.text += s
		}
		ts.shapeSpan(from, i)
	}
	for i := range ts.glyphs[:max(len(ts.glyphs)-1, 0)] {
		ts.tighten(&ts.glyphs[i], &ts.glyphs[i+1])
	}
}

func (ts *typesetter) shapeSpan(from, index int) {
	st := ts.spans[index].style
	letter := ts.letters.of(st.letter)
	for at, r := range ts.text[from:] {
		g := glyph{at: int32(from + at), class: classOf(r), style: uint16(index), whole: ts.spans[index].whole}
		if g.class != isNewline {
			f, found := letter.find(r)
			if !found {
				ts.missing[r] = true
			}
			g.face = f
			g.advance = float32(float64(f.width(r)) * st.size / 1000)
		}
		ts.glyphs = append(ts.glyphs, g)
	}
}

// tighten takes the blank half of a full-width mark that stands beside another's:
// 。” ，《 （“ take a character and a half, not two (标点挤压).
func (ts *typesetter) tighten(a, b *glyph) {
	blank := a.class&halfBlank != 0 && b.class&(halfBlank|halfEmpty) != 0 ||
		a.class&halfEmpty != 0 && b.class&halfEmpty != 0
	if size := float32(ts.spans[a.style].style.size); blank && a.style == b.style &&
		a.advance > 0.9*size && b.advance > 0.9*size {
		a.tight = true
		a.advance -= size / 2
	}
}

// width is how wide a text is on one line.
func (ts *typesetter) width(s string, st style) float64 {
	ts.shape([]span{{text: s, style: st}})
	w := 0.0
	for i, g := range ts.glyphs {
		w += float64(g.advance)
		if i > 0 && ts.gap(i) {
			w += st.track
		}
	}
	return w
}

// gap reports whether the space before glyph i may be stretched or squeezed: not
// inside a word.
func (ts *typesetter) gap(i int) bool {
	return ts.glyphs[i-1].class&isWord == 0 || ts.glyphs[i].class&isWord == 0
}
