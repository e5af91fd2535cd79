package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// usualText is the size of text that columns' widths are told for.
const usualText = 14

// wideAs is a column's width for text as large as it is now.
func wideAs(width float32) float32 { return width * theme.TextSize() / usualText }

// widthKey is what a column's width is remembered by.
func (c *Column) widthKey() string { return "width." + c.Name }

// atFirst is a column's width as the clerk last drew it, else so that its heading can
// be read whole.
func (c *Column) atFirst() float32 {
	if c.Name != "" {
		if drawn := fyne.CurrentApp().Preferences().Float(c.widthKey()); drawn > 0 {
			return float32(drawn)
		}
	}
	return max(c.Width, need(c.Label))
}

// need is how wide a column has to be for a text, at the usual size of text.
func need(text string) float32 {
	return (roomFor(text)+2*theme.InnerPadding())*usualText/theme.TextSize() + 1
}

func (d *DataTable) widths() {
	d.wide = make([]float32, len(d.Columns))
	for i := range d.Columns {
		d.table.SetColumnWidth(i, wideAs(d.Columns[i].atFirst()))
	}
}

// width is a column's width as it is drawn.
func (d *DataTable) width(column int) float32 {
	if d.wide[column] > 0 {
		return d.wide[column]
	}
	return wideAs(d.Columns[column].atFirst())
}

// keepWidth remembers the width that a column was drawn to.
func (d *DataTable) keepWidth(column int) {
	if c := &d.Columns[column]; c.Name != "" {
		fyne.CurrentApp().Preferences().SetFloat(c.widthKey(), float64(d.width(column)*usualText/theme.TextSize()))
	}
}

// Cut is a text that fits a width: one line, without its end where it is too long,
// by the rule of thumb that a Chinese character is as wide as the text is high.
func Cut(s string, width float32) string {
	size := theme.TextSize()
	room := width - 2*theme.InnerPadding()
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
		if room -= widthOf(r, size); room < 0 {
			return s[:i]
		}
	}
	return s
}

// roomFor is how wide a text is by the rule of Cut.
func roomFor(s string) (width float32) {
	size := theme.TextSize()
	for _, r := range s {
		width += widthOf(r, size)
	}
	return width
}

func widthOf(r rune, size float32) float32 {
	if r >= 0x1100 {
		return size
	}
	return size * 0.56
}
