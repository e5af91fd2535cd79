package sheet

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
)

// htmlLooks gathers how a web page's cells look while it is read: by its style sheets,
// the attributes of its tables, rows and cells, and the elements around their text.
type htmlLooks struct {
	css   *cssRules
	look  *forms.Look
	base  forms.CellLook
	known map[forms.CellLook]int
	seen  map[string]painted
	loose []looseText // what begins in the text outside tables
	wide  []int       // rows whose text stands in the middle or at the right of the page
}

// looseText is an element of the text outside tables, and the line it begins on.
type looseText struct {
	line int
	cssElement
}

// looksOfHTML is the look of a web page's one sheet, by its name.
func looksOfHTML(data []byte, book *forms.Book) (map[string]*forms.Look, error) {
	g := book.Sheets[0]
	text := decodeText(data).text
	l := &htmlLooks{css: cssOf(text), look: &forms.Look{CharWidth: 7 * pixel, ColWidth: 10}, known: map[forms.CellLook]int{}, seen: map[string]painted{}}
	l.base = l.paint(forms.CellLook{Font: "宋体", Size: 11, Down: forms.AtMiddle}, l.said(cssElement{tag: "body"}, nil))
	l.number(l.base)
	if _, err := readPageHTML(newHTMLReader(quiet(), g.Name, text, l)); err != nil {
		return nil, err
	}
	if len(g.Widths) == 0 && !slices.ContainsFunc(l.look.Styles, func(c forms.CellLook) bool { return c.Left+c.Top+c.Right+c.Bottom > 0 }) {
		return nil, nil // it says nothing of its table
	}
	for _, m := range g.Merges { // all cells of a merge, for the rules at its end
		if m.Top < len(l.look.Cells) && m.Left < len(l.look.Cells[m.Top]) {
			style := int(l.look.Cells[m.Top][m.Left])
			for r := m.Top; r <= min(m.Bottom, len(g.Rows)-1); r++ {
				for c := m.Left; c <= min(m.Right, g.Width()-1); c++ {
					l.look.Set(r, c, style)
				}
			}
		}
	}
	for _, r := range l.wide {
		if r < len(g.Rows) && g.Width() > 1 {
			g.Merges = append(g.Merges, forms.Range{Top: r, Bottom: r, Right: g.Width() - 1})
		}
	}
	l.page(g)
	return map[string]*forms.Look{g.Name: l.look}, nil
}

// page takes what the style sheet says of the paper.
func (l *htmlLooks) page(g *forms.Grid) {
	says := l.css.page
	if strings.Contains(says["mso-page-orientation"]+says["size"], "landscape") {
		g.Landscape = true
	}
	parts := strings.Fields(says["margin"])
	if len(parts) == 0 || len(parts) > 4 {
		return
	}
	order := [][]int{{0, 0, 0, 0}, {1, 0, 1, 0}, {1, 0, 1, 2}, {3, 0, 1, 2}}[len(parts)-1] // left top right bottom
	for i, k := range order {
		l.look.Margins[i] = cssPoints(parts[k], l.base.Size)
	}
}

// number is a look's number in the sheet's list; the plain one's where that is full.
func (l *htmlLooks) number(look forms.CellLook) int {
	n, ok := l.known[look]
	if !ok && len(l.look.Styles) < 1<<16 {
		n = len(l.look.Styles)
		l.look.Styles = append(l.look.Styles, look)
		l.known[look] = n
	}
	return n
}

// said are the declarations that count for an element: its attributes', the rules', its
// own.
func (l *htmlLooks) said(e cssElement, around []cssElement) map[string]string {
	says := map[string]string{}
	for attr, property := range htmlAttributes {
		if v := e.attrs[attr]; v != "" {
			says[property] = v
		}
	}
	if _, ok := e.attrs["nowrap"]; ok {
		says["white-space"] = "nowrap"
	}
	switch e.tag {
	case "th":
		says["font-weight"], says["text-align"] = "bold", "center"
	case "b", "strong":
		says["font-weight"] = "bold"
	case "center", "caption":
		says["text-align"] = "center"
	case "h1", "h2", "h3", "h4":
		says["font-weight"], says["font-size"] = "bold", [...]string{"22pt", "18pt", "14pt", "12pt"}[e.tag[1]-'1']
	case "font":
		if n, err := strconv.Atoi(e.attrs["size"]); err == nil && n >= 1 && n <= 7 {
			says["font-size"] = [...]string{"7.5pt", "10pt", "12pt", "13.5pt", "18pt", "24pt", "36pt"}[n-1]
		}
	}
	l.css.of(says, e, around)
	return says
}

// htmlAttributes are attributes that say what a declaration does.
var htmlAttributes = map[string]string{
	"align": "text-align", "valign": "vertical-align", "bgcolor": "background-color", "color": "color", "face": "font-family",
}

// inherited are the properties that an element has of those around it (CSS 2.1,
// appendix F). In tables a ground shows through, too.
var inheritedCSS = []string{"font", "font-family", "font-size", "font-weight", "color", "text-align", "white-space", "background-color"}

// cell gives a cell of the sheet its look, and its row its height.
func (l *htmlLooks) cell(t *htmlTable, c *htmlCell, row int) {
	around := append([]cssElement{{"table", t.attrs}, {"tr", t.rowAttrs}, {c.tag, c.attrs}}, c.inner...)
	var key strings.Builder
	for i := range around {
		around[i].sign(&key)
	}
	p, ok := l.seen[key.String()]
	if !ok {
		look, height := l.cellLook(around)
		p = painted{l.number(look), height}
		if len(l.seen) < 1<<16 {
			l.seen[key.String()] = p
		}
	}
	l.look.Set(row, t.left+c.col, p.style)
	if p.height > 0 {
		for len(l.look.Heights) <= row {
			l.look.Heights = append(l.look.Heights, 0)
		}
		l.look.Heights[row] = max(l.look.Heights[row], p.height)
	}
}

// painted is what cells of the same elements have in common.
type painted struct {
	style  int
	height float64 // of the row, as far as such a cell says it
}

// sign writes what of an element can say how it looks.
func (e cssElement) sign(b *strings.Builder) {
	b.WriteString(e.tag)
	for _, name := range []string{"id", "class", "style", "align", "valign", "bgcolor", "color", "face", "size", "border", "height", "rowspan"} {
		b.WriteByte(0)
		b.WriteString(e.attrs[name])
	}
	_, nowrap := e.attrs["nowrap"]
	b.WriteString(strconv.FormatBool(nowrap))
}

// cellLook is the look of a cell that stands in a table and a row, with the elements
// that its text stands in; and the height that it asks for.
func (l *htmlLooks) cellLook(around []cssElement) (forms.CellLook, float64) {
	table, tr, cell := around[0], around[1], around[2]
	look := l.base
	row := l.said(tr, around[:1])
	for _, outer := range []map[string]string{l.said(table, nil), row} {
		of := map[string]string{}
		for _, p := range inheritedCSS {
			if v, ok := outer[p]; ok && !(p == "text-align" && cell.tag == "th") {
				of[p] = v
			}
		}
		look = l.paint(look, of)
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(table.attrs["border"], "px")); err == nil && n > 0 {
		look.Left, look.Top, look.Right, look.Bottom = ruleThin, ruleThin, ruleThin, ruleThin
	}
	look.Wrap = true
	own := l.said(cell, around[:2])
	look = l.paint(look, own)
	for i, e := range around[3:] {
		says := l.said(e, around[:3+i])
		for name := range says {
			if strings.HasPrefix(name, "border") {
				delete(says, name)
			}
		}
		look = l.paint(look, says)
	}
	if own["white-space"] == "" && look.Left+look.Top+look.Right+look.Bottom == 0 {
		look.Wrap = false // nothing shows where such a cell ends
	}
	if cell.attrs["rowspan"] != "" {
		return look, 0
	}
	for _, height := range []string{own["height"], cell.attrs["height"], row["height"], tr.attrs["height"]} {
		if h := cssPoints(height, look.Size); h > 0 && h < 600 {
			return look, h
		}
	}
	return look, 0
}

// begins takes an element that begins before the text of a cell, or in the text outside
// tables.
func (l *htmlLooks) begins(r *htmlReader, name string, attrs map[string]string) {
	switch name {
	case "body":
		if len(l.look.Cells) > 0 { // a page has one
			return
		}
		l.base = l.paint(l.base, l.said(cssElement{name, attrs}, nil))
		l.look.Styles, l.known = l.look.Styles[:0], map[forms.CellLook]int{}
		l.number(l.base)
		return
	case "b", "strong", "font", "span", "p", "div", "center", "h1", "h2", "h3", "h4", "caption":
	default:
		return
	}
	e := cssElement{name, attrs}
	if t := r.table(); t != nil && t.cell != nil {
		if t.cell.text.Len() == 0 && len(t.cell.inner) < 8 {
			t.cell.inner = append(t.cell.inner, e)
		}
		return
	}
	line := 0
	for _, b := range r.loose.b {
		if b == '\n' {
			line++
		}
	}
	if len(l.loose) < 10_000 {
		l.loose = append(l.loose, looseText{line, e})
	}
}

// line gives a line of the text outside tables its look; the n-th of those at hand.
func (l *htmlLooks) line(n, row int) {
	look := l.base
	for i := range l.loose {
		if e := &l.loose[i]; e.line == n {
			look = l.paint(look, l.said(e.cssElement, nil))
		}
	}
	look.Left, look.Top, look.Right, look.Bottom = 0, 0, 0, 0
	if look.Across == forms.AtCentre || look.Across == forms.AtRight {
		l.wide = append(l.wide, row)
	}
	l.look.Set(row, 0, l.number(look))
}

// paint changes a look as declarations say.
func (l *htmlLooks) paint(look forms.CellLook, says map[string]string) forms.CellLook {
	if font := says["font"]; font != "" {
		look = fontShorthand(look, font)
	}
	if v := cssPoints(says["font-size"], look.Size); v >= 4 && v <= 72 {
		look.Size = v
	}
	if family := cssFamily(says["font-family"]); family != "" {
		look.Font = family
	}
	if w := says["font-weight"]; w != "" {
		look.Bold = heavy(w)
	}
	if c, ok := cssColour(says["color"]); ok {
		look.Colour = c
	}
	if bg := says["background-color"]; bg != "" {
		look.Fill, look.Filled = cssColour(bg)
	}
	switch strings.ToLower(says["text-align"]) {
	case "left", "start", "justify":
		look.Across = forms.AtLeft
	case "center", "middle":
		look.Across = forms.AtCentre
	case "right", "end":
		look.Across = forms.AtRight
	case "general":
		look.Across = forms.ByKind
	}
	switch strings.ToLower(says["vertical-align"]) {
	case "top":
		look.Down = forms.AtTop
	case "middle", "center":
		look.Down = forms.AtMiddle
	case "bottom":
		look.Down = forms.AtBottom
	}
	if space := says["white-space"]; space != "" {
		look.Wrap = space != "nowrap"
	}
	look.Shrink = look.Shrink || says["mso-text-control"] == "shrinktofit"
	look.Upright = look.Upright || strings.Contains(says["layout-flow"]+says["writing-mode"], "vertical") || strings.HasPrefix(says["writing-mode"], "tb")
	for i, side := range []*float64{&look.Top, &look.Right, &look.Bottom, &look.Left} {
		*side = cssRuleWidth(says, cssSides[i], *side)
	}
	return look
}

func heavy(weight string) bool {
	if n, err := strconv.Atoi(weight); err == nil {
		return n >= 600
	}
	return strings.HasPrefix(strings.ToLower(weight), "bold")
}

// fontShorthand takes font: bold 12px/1.5 "宋体", serif.
func fontShorthand(look forms.CellLook, font string) forms.CellLook {
	parts := strings.Fields(font)
	at := slices.IndexFunc(parts, func(p string) bool { return p[0] >= '0' && p[0] <= '9' && !strings.HasSuffix(p, "00") })
	if at < 0 {
		return look
	}
	look.Bold = slices.ContainsFunc(parts[:at], heavy)
	size, _, _ := strings.Cut(parts[at], "/")
	if v := cssPoints(size, look.Size); v >= 4 && v <= 72 {
		look.Size = v
	}
	if family := cssFamily(strings.Join(parts[at+1:], " ")); family != "" {
		look.Font = family
	}
	return look
}

// cssFamily is the first of a list of font families.
func cssFamily(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.Trim(strings.TrimSpace(first), `"'`)
}
