package pdftext

import (
	"fmt"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Undrawn names the characters that the pages call for and the embedded fonts have
// no shape for. Text extraction can't see them: they read well and print blank.
func (d *Document) Undrawn() ([]rune, error) {
	var out []rune
	seen := map[string]map[uint16]bool{}
	programs := map[string]*sfnt.Font{}
	for _, p := range d.Pages {
		for _, r := range p.Runs {
			if seen[r.Font] == nil {
				program, err := sfnt.Parse(d.Fonts[r.Font].Program)
				if err != nil {
					return nil, fmt.Errorf("font %s: %w", r.Font, err)
				}
				seen[r.Font], programs[r.Font] = map[uint16]bool{}, program
			}
			chars := []rune(r.Text)
			if len(chars) != len(r.Codes) {
				return nil, fmt.Errorf("%d codes for %d characters", len(r.Codes), len(chars))
			}
			for i, c := range r.Codes {
				if !seen[r.Font][c] && !unicode.IsSpace(chars[i]) && !d.Fonts[r.Font].draws(programs[r.Font], c) {
					out = append(out, chars[i])
				}
				seen[r.Font][c] = true
			}
		}
	}
	return out, nil
}

// draws reports whether a code has a glyph, and the glyph an outline.
func (f *Font) draws(program *sfnt.Font, code uint16) bool {
	g := f.Glyph(code)
	if g == 0 || int(g) >= program.NumGlyphs() {
		return false
	}
	var buf sfnt.Buffer
	outline, err := program.LoadGlyph(&buf, sfnt.GlyphIndex(g), fixed.I(1000), nil)
	return err == nil && len(outline) > 0
}
