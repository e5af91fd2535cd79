package print

import (
	"io"
	"slices"
	"testing"

	"golang.org/x/image/font/sfnt"

	"huce/assets"
)

var faceAssets = map[string]string{
	"fandolfang": assets.Fang, "fandolkai": assets.Kai, "notosanssc": assets.Hei,
	"notoserifsc": assets.Song, "notoserifscbold": assets.Xbs, "lxgwwenkailight": assets.Supp,
}

func sourceFont(f *face) *sfnt.Font {
	s, err := sfnt.Parse(assets.Font(faceAssets[f.family]))
	if err != nil {
		panic(err)
	}
	return s
}

// What we read of the fonts' character maps is what another reader reads.
func TestFacesKnowTheirCharacters(t *testing.T) {
	for _, load := range allFaces {
		f := load()
		src := sourceFont(f)
		var buf sfnt.Buffer
		n := 0
		for r := rune(1); r < 0x32000; r++ {
			g, err := src.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			if r >= privateFirst && r <= privateLast {
				g = 0 // a private character of a text is nobody's alias
			}
			if uint16(g) != f.glyph(r) {
				t.Fatalf("%s: %U is glyph %d, read as %d", f.family, r, g, f.glyph(r))
			}
			if g != 0 {
				n++
			}
		}
		if n < 6000 {
			t.Errorf("%s: only %d characters", f.family, n)
		}
	}
}

func TestFallbackFindsAFace(t *testing.T) {
	for _, c := range []struct {
		char   rune
		letter *letter
		want   func() *face
		found  bool
	}{
		{'户', fangSong, fang, true},
		{'镕', fangSong, supp, true},
		{'𬭎', fangSong, supp, true},
		{'㐀', fangSong, hei, true},
		{'4', kaiTi, fang, true}, // FandolKai's is ugly
		{'４', kaiTi, kai, true},
		{'喆', kaiTi, supp, true},
		{'镕', tableSong, song, true},
		{'7', tableSong, fang, true}, // half an em, as all of fang's digits
		{'☐', fangSong, fang, true},  // drawn as □
		{'☑', tableSong, song, true}, // □ and √ laid over each other
		{'한', fangSong, fang, false},
		{'\ue000', heiTi, hei, false}, // an alias of the font's, but not the text's
		{'⼀', fangSong, hei, true},
	} {
		f, found := c.letter.find(c.char)
		if f != c.want() || found != c.found {
			t.Errorf("%q: found in %s (%v), want %s (%v)", c.char, f.family, found, c.want().family, c.found)
		}
		if c.found && f.drawn(c.char)[0] == 0 {
			t.Errorf("%q: %s draws nothing", c.char, f.family)
		}
		if !c.found && f.drawn(c.char)[0] != f.glyph(geta) {
			t.Errorf("%q is not drawn as 〓", c.char)
		}
	}
}

func TestBrokenFontIsAnError(t *testing.T) {
	b := assets.Font(assets.Song)
	for _, n := range []int{0, 3, 11, 40, 200, len(b) / 2} {
		if _, err := readFace(b[:n]); err == nil {
			t.Errorf("the first %d bytes of a font pass for a font", n)
		}
	}
}

// A glyph taken out of a printed page's font is missed, so that the check which
// finds none missing is known to look.
func TestUndrawnIsSeen(t *testing.T) {
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, eyeOfficial()) })
	if undrawn, err := doc.Undrawn(); err != nil || len(undrawn) > 0 {
		t.Fatalf("undrawn %q, %v", undrawn, err)
	}
	run := doc.Pages[0].Runs[0]
	at := 2 * int(run.Codes[0])
	copy(doc.Fonts[run.Font].Glyphs[at:], []byte{0, 0})
	want := []rune(run.Text)[0]
	if undrawn, err := doc.Undrawn(); err != nil || !slices.Contains(undrawn, want) {
		t.Errorf("without the glyph of %q undrawn is %q, %v", want, undrawn, err)
	}
}
