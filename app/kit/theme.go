// Package kit holds widgets and looks that know nothing of households: the theme
// with its one Chinese font, the data table, the page view, the day to type in, the
// runner of long work.
package kit

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"huce/assets"
)

// screenFont is the one font of the screen. One font for everything keeps table
// scrolling fast: a fallback font makes Fyne shape every text anew. Fyne copies what it
// needs of it for each style, so it is kept only until the styles in use are loaded.
type screenFont struct {
	mu   sync.Mutex
	data []byte // nil while nobody needs it
}

var (
	font               = &screenFont{}
	_    fyne.Resource = font
)

// Name is the font's file name.
func (*screenFont) Name() string { return "screen.otf" }

// Content is the font unpacked, which takes a tenth of a second.
func (f *screenFont) Content() []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.data == nil {
		f.data = assets.ScreenFont()
	}
	return f.data
}

// LoadFont unpacks the screen's font: begun while the system's graphics start, it is
// there when the first screen is drawn.
func LoadFont() { font.Content() }

// LetFontGo gives back what the unpacked font takes, 7 MB, once what is shown has been
// drawn.
func LetFontGo() {
	font.mu.Lock()
	defer font.mu.Unlock()
	font.data = nil
}

// Fyne brings a font of coloured pictures and loads it for each style, 5 MB each. Those
// of the system are found without it, and forms have none.
func init() {
	if emoji, ok := theme.DefaultEmojiFont().(*fyne.StaticResource); ok && emoji != nil {
		emoji.StaticContent = theme.DefaultSymbolFont().Content()
	}
}

// Look is how the window looks.
type Look string

// The looks.
const (
	Light Look = "light"
	Dark  Look = "dark"
	Large Look = "large" // light, a third larger
)

// Looks are all looks.
var Looks = []Look{Light, Dark, Large}

// largeBy is how much larger the large look is.
const largeBy = 1.35

// Theme is the standard theme with the embedded Chinese font and a calm blue.
type Theme struct {
	fyne.Theme
	look Look
}

var _ fyne.Theme = Theme{}

// NewTheme is the program's theme.
func NewTheme(l Look) Theme { return Theme{theme.DefaultTheme(), l} }

// Font is the embedded font in every style but that of symbols.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource {
	if s.Symbol {
		return t.Theme.Font(s)
	}
	return font
}

// colours are those that differ from the standard ones, by what they are for, light and
// dark. What is switched off is grey yet can be read: a clerk has to see what a button
// would do.
var colours = map[fyne.ThemeColorName][2]color.Color{
	theme.ColorNamePrimary:  {color.NRGBA{0x1f, 0x5f, 0xa8, 0xff}, color.NRGBA{0x5b, 0x9b, 0xe0, 0xff}},
	theme.ColorNameDisabled: {color.NRGBA{0x80, 0x80, 0x80, 0xff}, color.NRGBA{0x8c, 0x8c, 0x8c, 0xff}},
}

// Color is the standard one but for a few, light as office programs are unless dark was
// chosen.
func (t Theme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	at, variant := 0, theme.VariantLight
	if t.look == Dark {
		at, variant = 1, theme.VariantDark
	}
	if own, ok := colours[n]; ok {
		return own[at]
	}
	return t.Theme.Color(n, variant)
}

// Size makes rows as dense as clerks know them from spreadsheets.
func (t Theme) Size(n fyne.ThemeSizeName) float32 {
	size := t.Theme.Size(n)
	switch n {
	case theme.SizeNamePadding:
		size = 3
	case theme.SizeNameInnerPadding:
		size = 6
	}
	if t.look == Large {
		size *= largeBy
	}
	return size
}
