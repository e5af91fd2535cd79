// Package kit holds widgets and looks that know nothing of households: the theme
// with its one Chinese font, the data table, the runner of long work.
package kit

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"huce/assets"
)

// font is the one font of the screen. One font for everything keeps table
// scrolling fast: a fallback font makes Fyne shape every text anew.
var font = sync.OnceValue(func() fyne.Resource {
	return fyne.NewStaticResource("hei.ttf", assets.Font(assets.Hei))
})

// Theme is the standard theme with the embedded Chinese font and a calm blue.
type Theme struct{ fyne.Theme }

var _ fyne.Theme = Theme{}

// NewTheme is the program's theme.
func NewTheme() Theme { return Theme{theme.DefaultTheme()} }

// Font is the embedded font in every style but that of symbols.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource {
	if s.Symbol {
		return t.Theme.Font(s)
	}
	return font()
}

// Color is the standard light one, as office programs are, but for the main colour.
func (t Theme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if n == theme.ColorNamePrimary {
		return color.NRGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff}
	}
	return t.Theme.Color(n, theme.VariantLight)
}

// Size makes rows as dense as clerks know them from spreadsheets.
func (t Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNamePadding:
		return 3
	case theme.SizeNameInnerPadding:
		return 6
	}
	return t.Theme.Size(n)
}
