package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"huce/forms"
)

const (
	nsWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

	// An A4 page with margins of 1000 twips.
	pageShort, pageLong, pageMargin = 11906, 16838, 1000
)

// writeDOCX writes a text document: every sheet its paragraphs before (the first
// as a title), its table with borders, its paragraphs after, on a page of its
// own. A sheet without cells is its paragraphs alone.
func writeDOCX(b *forms.Book) ([]byte, error) {
	var doc strings.Builder
	fmt.Fprintf(&doc, xmlHead+`<w:document xmlns:w="%s"><w:body>`, nsWord)
	for i, g := range b.Sheets {
		writePage(&doc, g, i > 0)
		last := i == len(b.Sheets)-1
		if !last && b.Sheets[i+1].Landscape != g.Landscape {
			fmt.Fprintf(&doc, `<w:p><w:pPr>%s</w:pPr></w:p>`, pageLayout(g.Landscape))
		}
	}
	landscape := len(b.Sheets) > 0 && b.Sheets[len(b.Sheets)-1].Landscape
	fmt.Fprintf(&doc, `%s</w:body></w:document>`, pageLayout(landscape))

	var out bytes.Buffer
	z := zip.NewWriter(&out)
	types := fmt.Appendf(nil, xmlHead+`<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="%swordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`, nsPackage, mimeOffice)
	err := addParts(z, []part{
		{"[Content_Types].xml", types},
		{"_rels/.rels", packageRelations("word/document.xml")},
		{"docProps/core.xml", coreProperties()},
		{"word/document.xml", []byte(doc.String())},
	})
	if err == nil {
		err = z.Close()
	}
	return out.Bytes(), err
}

// pageLayout is the properties of pages.
func pageLayout(landscape bool) string {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/>`, pageShort, pageLong)
	if landscape {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, pageLong, pageShort)
	}
	return fmt.Sprintf(`<w:sectPr>%s<w:pgMar w:top="%[2]d" w:right="%[2]d" w:bottom="%[2]d" w:left="%[2]d" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>`, size, pageMargin)
}

// writePage writes one sheet; breaks tells that it begins a page.
func writePage(doc *strings.Builder, g *forms.Grid, breaks bool) {
	before := g.Before
	if len(before) == 0 && breaks {
		before = []string{""}
	}
	for i, p := range before {
		style := forms.StylePlain
		if i == 0 {
			style = forms.StyleTitle
		}
		writeParagraph(doc, p, style, breaks && i == 0)
	}
	if rows := lastWritten(g) + 1; rows > 0 {
		writeTable(doc, g, rows)
	}
	for _, p := range g.After {
		writeParagraph(doc, p, forms.StylePlain, false)
	}
	if len(g.After) == 0 { // a table must not be the last of a body or touch the next
		doc.WriteString(`<w:p/>`)
	}
}

// writeParagraph writes a paragraph; line ends in it become breaks.
func writeParagraph(doc *strings.Builder, text string, style forms.Style, breaks bool) {
	l := looks[style]
	doc.WriteString(`<w:p><w:pPr>`)
	if breaks {
		doc.WriteString(`<w:pageBreakBefore/>`)
	}
	if l.centre {
		doc.WriteString(`<w:jc w:val="center"/>`)
	}
	doc.WriteString(`</w:pPr>`)
	if text != "" {
		doc.WriteString(`<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>`)
		if l.bold {
			doc.WriteString(`<w:b/>`)
		}
		fmt.Fprintf(doc, `<w:sz w:val="%d"/></w:rPr>`, 2*l.points)
		for i, line := range strings.Split(text, "\n") {
			if i > 0 {
				doc.WriteString(`<w:br/>`)
			}
			for j, piece := range strings.Split(line, "\t") {
				if j > 0 {
					doc.WriteString(`<w:tab/>`)
				}
				if piece != "" {
					doc.WriteString(`<w:t xml:space="preserve">` + escape(piece) + `</w:t>`)
				}
			}
		}
		doc.WriteString(`</w:r>`)
	}
	doc.WriteString(`</w:p>`)
}

// writeTable writes a grid as a bordered table as wide as the page.
func writeTable(doc *strings.Builder, g *forms.Grid, rows int) {
	widths := tableWidths(g)
	doc.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(doc, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	doc.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(doc, `<w:gridCol w:w="%d"/>`, w)
	}
	doc.WriteString(`</w:tblGrid>`)
	owner := mergeOwners(g)
	for row := range rows {
		doc.WriteString(`<w:tr>`)
		if g.HiddenRows[row] {
			doc.WriteString(`<w:trPr><w:hidden/></w:trPr>`)
		}
		for col := 0; col < len(widths); {
			col = writeTableCell(doc, g, row, col, widths, owner)
		}
		doc.WriteString(`</w:tr>`)
	}
	doc.WriteString(`</w:tbl>`)
}

// writeTableCell writes the cell at row, col with its span and gives the column
// after it.
func writeTableCell(doc *strings.Builder, g *forms.Grid, row, col int, widths []int, owner map[[2]int]forms.Range) int {
	m, merged := owner[[2]int{row, col}]
	if !merged {
		m = forms.Range{Top: row, Left: col, Bottom: row, Right: col}
	}
	width := 0
	for c := col; c <= m.Right; c++ {
		width += widths[c]
	}
	fmt.Fprintf(doc, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if m.Right > col {
		fmt.Fprintf(doc, `<w:gridSpan w:val="%d"/>`, m.Right-col+1)
	}
	switch {
	case m.Bottom == m.Top:
	case row == m.Top:
		doc.WriteString(`<w:vMerge w:val="restart"/>`)
	default:
		doc.WriteString(`<w:vMerge/>`)
	}
	doc.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	c := forms.Cell{}
	if row == m.Top {
		c = g.At(row, col)
	}
	for _, line := range strings.Split(c.Text, "\n") {
		writeParagraph(doc, line, c.Style, false)
	}
	doc.WriteString(`</w:tc>`)
	return m.Right + 1
}

// mergeOwners maps every cell under a merge to it, the first merge first; one
// that overlaps another is left out, as a text table can't have it.
func mergeOwners(g *forms.Grid) map[[2]int]forms.Range {
	owner := map[[2]int]forms.Range{}
	for _, m := range g.Merges {
		if overlaps(owner, m) {
			continue
		}
		for r := m.Top; r <= m.Bottom; r++ {
			for c := m.Left; c <= m.Right; c++ {
				owner[[2]int{r, c}] = m
			}
		}
	}
	return owner
}

func overlaps(owner map[[2]int]forms.Range, m forms.Range) bool {
	for r := m.Top; r <= m.Bottom; r++ {
		for c := m.Left; c <= m.Right; c++ {
			if _, taken := owner[[2]int{r, c}]; taken {
				return true
			}
		}
	}
	return false
}

// tableWidths are the widths of a table's columns in twips, scaled to the page.
func tableWidths(g *forms.Grid) []int {
	n := g.Width()
	for _, m := range g.Merges {
		n = max(n, m.Right+1)
	}
	page := pageShort - 2*pageMargin
	if g.Landscape {
		page = pageLong - 2*pageMargin
	}
	sum := 0.0
	for c := range n {
		sum += columnWidth(g, c)
	}
	widths := make([]int, n)
	for c := range n {
		widths[c] = int(columnWidth(g, c) / sum * float64(page))
	}
	return widths
}
