package sheet

import (
	"context"
	"strings"

	"huce/forms"
)

// AddLooks reads how the sheets of a book look in the file it was read from: fonts,
// rules, heights, the page. Sheets of which it can't be read (damaged styles) and formats
// that say nothing of it (csv) keep no look, since their text was read and is what counts.
func AddLooks(data []byte, book *forms.Book) {
	defer func() {
		if recover() != nil {
			for _, g := range book.Sheets {
				g.Look = nil
			}
		}
	}()
	if err := addLooks(data, book); err != nil {
		return // printed without: see above
	}
}

// addLooks is AddLooks without its boundary: a panic here is a mistake of ours.
func addLooks(data []byte, book *forms.Book) error {
	var looks map[string]*forms.Look
	var err error
	switch book.Format {
	case forms.XLSX:
		looks, err = looksOfXLSX(data)
	case forms.XLS:
		looks, err = looksOfXLS(data)
	case forms.DOCX:
		looks, err = looksOfDOCX(data)
	case forms.ODS:
		looks, err = looksOfODS(data, book)
	case forms.HTML:
		looks, err = looksOfHTML(data, book)
	case forms.SpreadsheetML:
		looks, err = looksOfSpreadsheetML(data, book)
	}
	if err != nil {
		return err
	}
	for _, g := range book.Sheets {
		if l := looks[g.Name]; l != nil {
			settle(l)
			g.Look = l
		}
	}
	return nil
}

// settle fills in what a file leaves to its program.
func settle(l *forms.Look) {
	base := l.Of(-1, -1)
	if base.Size <= 0 {
		base.Size = 11
	}
	// The width of a digit of the default font: 8 pixels of 宋体 in 11 and 12 points,
	// 7 of Calibri and Arial.
	pixels := 7.0
	switch {
	case base.Size > 12.5:
		pixels = base.Size * 2 / 3
	case base.Size >= 10.5 && isChinese(base.Font):
		pixels = 8
	}
	if l.CharWidth == 0 {
		l.CharWidth = pixels * 0.75
	}
	if l.RowHeight == 0 {
		l.RowHeight = max(base.Size*1.25, 13.5)
	}
	if l.ColWidth == 0 {
		l.ColWidth = 8.43 + 5/pixels
	}
}

func isChinese(font string) bool {
	return strings.ContainsFunc(font, func(r rune) bool { return r >= 0x2E80 }) || strings.HasPrefix(font, "Sim")
}

// rule widths, points.
const (
	ruleHair   = 0.25
	ruleThin   = 0.5
	ruleMedium = 1.25
	ruleThick  = 2.0
)

// ruleNames are the widths of xlsx's border styles (ECMA-376 part 1, 18.18.3).
var ruleNames = map[string]float64{
	"hair": ruleHair, "thin": ruleThin, "dotted": ruleThin, "dashed": ruleThin, "dashDot": ruleThin, "dashDotDot": ruleThin,
	"medium": ruleMedium, "mediumDashed": ruleMedium, "mediumDashDot": ruleMedium, "mediumDashDotDot": ruleMedium, "slantDashDot": ruleMedium,
	"thick": ruleThick, "double": ruleMedium,
}

// ruleCodes are those of xls by their code ([MS-XLS] 2.5.11).
var ruleCodes = [16]float64{
	0, ruleThin, ruleMedium, ruleThin, ruleThin, ruleThick, ruleMedium, ruleHair, ruleMedium, ruleThin, ruleMedium, ruleThin, ruleMedium, ruleMedium,
}

// palette are the colours that files count into, from 8 (ECMA-376 part 1, 18.8.27).
var palette = [56]forms.RGB{
	0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
	0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
	0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
	0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
	0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
	0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
	0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
}

// indexed is a colour of the palette; false where the index leaves it to the
// program.
func indexed(i int, of *[56]forms.RGB) (forms.RGB, bool) {
	switch {
	case i >= 8 && i < 64:
		return of[i-8], true
	case i >= 0 && i < 8:
		return palette[i], true
	}
	return 0, false
}

// quiet is a context for a pass over a file that was read within its limits before.
func quiet() *budget { return newBudget(context.Background()) }
