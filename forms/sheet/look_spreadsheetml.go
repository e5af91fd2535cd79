package sheet

import (
	"strconv"
	"strings"

	"huce/forms"
)

// xmlLooks reads the looks of an XML Spreadsheet 2003.
type xmlLooks struct {
	s     *xmlScanner
	b     *budget
	list  []forms.CellLook
	known map[string]int // by style: its number in list
}

// looksOfSpreadsheetML are the looks of the sheets of a book by their names.
func looksOfSpreadsheetML(data []byte, book *forms.Book) (map[string]*forms.Look, error) {
	b := quiet()
	x := &xmlLooks{s: scanText(data, b), b: b, list: []forms.CellLook{{Size: 11}}, known: map[string]int{"": 0, "Default": 0}}
	grids := map[string]*forms.Grid{}
	for _, g := range book.Sheets {
		grids[g.Name] = g
	}
	out := map[string]*forms.Look{}
	for {
		tok, err := x.s.next()
		if err != nil {
			return nil, err
		}
		if tok == tokenEnd {
			break
		}
		if tok != tokenOpen {
			continue
		}
		switch string(x.s.name) {
		case "Style":
			err = x.style()
		case "Worksheet":
			g := grids[x.s.attr("Name")]
			if g == nil {
				err = x.s.skip()
				break
			}
			t := &xmlTableLook{xmlLooks: x, g: g, l: &forms.Look{CharWidth: pointsPerChar, ColWidth: 48.0 / pointsPerChar}}
			out[g.Name] = t.l
			err = t.read()
		}
		if err != nil {
			return nil, err
		}
	}
	for _, l := range out {
		l.Styles = x.list
	}
	return out, nil
}

// The words that the format has for how text stands.
var (
	xmlAcross = map[string]forms.Across{
		"Left": forms.AtLeft, "Justify": forms.AtLeft, "Fill": forms.AtLeft, "Right": forms.AtRight,
		"Center": forms.AtCentre, "CenterAcrossSelection": forms.AtCentre, "Distributed": forms.AtCentre, "JustifyDistributed": forms.AtCentre,
	}
	xmlDown = map[string]forms.Down{"Top": forms.AtTop, "Center": forms.AtMiddle, "Justify": forms.AtMiddle, "Distributed": forms.AtMiddle}
	// xmlRules are the widths of rules by their weight.
	xmlRules = [4]float64{ruleHair, ruleThin, ruleMedium, ruleThick}
)

// style reads a style; what it doesn't say is as its parent has it.
func (x *xmlLooks) style() error {
	s := x.s
	id, parent := s.attr("ID"), s.attr("Parent")
	look := x.list[x.known[parent]] // of none, and of one that isn't known, the first
	err := s.each(func(name string) (bool, error) {
		switch name {
		case "Font":
			xmlFont(s, &look)
		case "Alignment":
			look.Across, look.Down = xmlAcross[s.attr("Horizontal")], xmlDown[s.attr("Vertical")]
			look.Wrap, look.Shrink = s.flag("WrapText"), s.flag("ShrinkToFit")
			look.Indent = min(max(s.number("Indent", 0), 0), 15)
			turned, _ := strconv.ParseFloat(s.attr("Rotate"), 64)
			look.Upright = s.flag("VerticalText") || turned != 0
		case "Borders":
			look.Left, look.Top, look.Right, look.Bottom = 0, 0, 0, 0
			return true, s.each(func(name string) (bool, error) {
				if name == "Border" {
					xmlBorder(s, &look)
				}
				return false, nil
			}, nil)
		case "Interior":
			colour, ok := odfColour(s.attr("Color"))
			look.Fill, look.Filled = colour, ok && s.attr("Pattern") == "Solid"
		}
		return false, nil
	}, nil)
	if n, ok := x.known[id]; ok {
		x.list[n] = look
	} else if len(x.list) < 1<<16 {
		x.known[id] = len(x.list)
		x.list = append(x.list, look)
	}
	return err
}

func xmlFont(s *xmlScanner, look *forms.CellLook) {
	if name := s.attr("FontName"); name != "" {
		look.Font = name
	}
	if v, err := strconv.ParseFloat(s.attr("Size"), 64); err == nil && v >= 1 && v <= 409 {
		look.Size = v
	}
	if v := s.attr("Bold"); v != "" {
		look.Bold = isTrue(v)
	}
	if v, ok := odfColour(s.attr("Color")); ok {
		look.Colour = v
	}
}

func xmlBorder(s *xmlScanner, look *forms.CellLook) {
	width := 0.0
	if line := s.attr("LineStyle"); line != "" && line != "None" {
		width = xmlRules[min(max(s.number("Weight", 0), 0), 3)]
	}
	switch s.attr("Position") {
	case "Left":
		look.Left = width
	case "Top":
		look.Top = width
	case "Right":
		look.Right = width
	case "Bottom":
		look.Bottom = width
	}
}

// xmlTableLook is one sheet's look as it is read.
type xmlTableLook struct {
	*xmlLooks
	g        *forms.Grid
	l        *forms.Look
	columns  map[int]string // by column: the style of cells that aren't there
	row, col int
}

func (t *xmlTableLook) read() error {
	return t.s.each(func(name string) (bool, error) {
		switch name {
		case "Names":
			return true, t.s.each(func(string) (bool, error) {
				for ref := range strings.SplitSeq(t.s.attr("RefersTo"), ",") {
					t.name(t.s.attr("Name"), ref)
				}
				return false, nil
			}, nil)
		case "Table":
			return true, t.table()
		case "WorksheetOptions":
			return true, t.options()
		case "PageBreaks":
			return true, t.breaks()
		}
		return false, nil
	}, nil)
}

func (t *xmlTableLook) table() error {
	s := t.s
	t.l.RowHeight = length(s, "DefaultRowHeight")
	if w := length(s, "DefaultColumnWidth"); w > 0 {
		t.l.ColWidth = w / pointsPerChar
	}
	t.columns, t.row = map[int]string{}, -1
	col := 0
	return s.each(func(name string) (bool, error) {
		switch name {
		case "Column":
			first := max(s.number("Index", col+1)-1, 0)
			col = min(first+max(s.number("Span", 0), 0)+1, maxCols)
			if style := s.attr("StyleID"); style != "" {
				for c := first; c < min(col, t.g.Width()+blankCols); c++ {
					t.columns[c] = style
				}
			}
		case "Row":
			return true, t.tableRow()
		}
		return false, nil
	}, nil)
}

// tableRow reads a row, and sets those that are like it.
func (t *xmlTableLook) tableRow() error {
	s := t.s
	t.row = s.number("Index", t.row+2) - 1
	if t.row < 0 || t.row >= maxRows {
		return tooBig("cells")
	}
	first, style := t.row, s.attr("StyleID")
	t.row += min(max(s.number("Span", 0), 0), maxRows)
	last := min(t.row, len(t.g.Rows)+blankRows)
	if h := length(s, "Height"); h > 0 {
		for len(t.l.Heights) <= last {
			t.l.Heights = append(t.l.Heights, 0)
		}
		for r := first; r <= last; r++ {
			t.l.Heights[r] = h
		}
	}
	t.col = -1
	err := s.each(func(name string) (bool, error) {
		if name == "Cell" {
			return false, t.tableCell(first, last, style)
		}
		return false, nil
	}, nil)
	if err != nil {
		return err
	}
	return t.fill(first, last, t.col+1, t.g.Width()-1, "", style)
}

// tableCell gives a cell, and those it is merged with, its look; those passed over
// before it have that of their row or column.
func (t *xmlTableLook) tableCell(first, last int, row string) error {
	s := t.s
	col := s.number("Index", t.col+2) - 1
	if col < 0 || col >= maxCols {
		return tooBig("cells")
	}
	if err := t.fill(first, last, t.col+1, col-1, "", row); err != nil {
		return err
	}
	right, down := min(max(s.number("MergeAcross", 0), 0), maxCols), min(max(s.number("MergeDown", 0), 0), maxRows)
	t.col = col + right
	return t.fill(first, last+down, col, t.col, s.attr("StyleID"), row)
}

// fill gives cells their own look, else that of their row, else of their column.
func (t *xmlTableLook) fill(first, last, from, to int, own, row string) error {
	for c := from; c <= min(to, t.g.Width()+blankCols); c++ {
		name := own
		if name == "" {
			name = row
		}
		if name == "" {
			name = t.columns[c]
		}
		style := t.known[name]
		if style == 0 {
			continue
		}
		end := min(last, len(t.g.Rows)+blankRows)
		if err := t.b.spend(max(end-first+1, 0), 2); err != nil {
			return err
		}
		for r := first; r <= end; r++ {
			if own == "" && r < len(t.l.Cells) && c < len(t.l.Cells[r]) && t.l.Cells[r][c] != 0 {
				continue // a merge has reached it from above
			}
			t.l.Set(r, c, style)
		}
	}
	return nil
}

// options reads what lies outside the table: the page.
func (t *xmlTableLook) options() error {
	s := t.s
	fits, high, scale := false, 1, 100
	err := s.walk(s.depth-1, func() error {
		count := func(n *int) error {
			text, err := readOwnText(s, nil)
			if v, bad := strconv.Atoi(strings.TrimSpace(string(text))); bad == nil {
				*n = v
			}
			return err
		}
		switch string(s.name) {
		case "Layout":
			t.l.Centred = s.flag("CenterHorizontal")
		case "PageMargins":
			for i, side := range []string{"Left", "Top", "Right", "Bottom"} {
				t.l.Margins[i] = length(s, side) * 72
			}
		case "FitToPage":
			fits = true
		case "FitHeight":
			return count(&high)
		case "Scale":
			return count(&scale)
		}
		return nil
	})
	if t.l.Scale = float64(min(max(scale, 10), 400)) / 100; fits {
		t.l.Scale, t.l.FitHeight = 1, high == 1
	}
	return err
}

// breaks reads the rows that begin a page.
func (t *xmlTableLook) breaks() error {
	return t.s.walk(t.s.depth-1, func() error {
		if string(t.s.name) != "Row" {
			return nil
		}
		text, err := readOwnText(t.s, nil)
		if n, bad := strconv.Atoi(strings.TrimSpace(string(text))); bad == nil && n > 0 {
			t.l.Breaks = append(t.l.Breaks, n)
		}
		return err
	})
}

// name takes a name of what is printed (=表!R1C1:R20C8) and repeated (=表!R1:R3).
func (t *xmlTableLook) name(name, ref string) {
	if at := strings.LastIndexByte(ref, '!'); at >= 0 {
		ref = ref[at+1:]
	}
	from, to, several := strings.Cut(ref, ":")
	if !several {
		to = from
	}
	top, left, ok1 := xmlReference(from)
	bottom, right, ok2 := xmlReference(to)
	switch {
	case !ok1 || !ok2 || top < 1 || bottom < top:
	case name == "Print_Titles":
		t.l.Titles = forms.Span{First: top, Last: bottom}
	case name == "Print_Area" && !t.l.HasArea && left > 0 && right >= left:
		t.l.PrintArea, t.l.HasArea = forms.Range{Top: top - 1, Left: left - 1, Bottom: bottom - 1, Right: right - 1}, true
	}
}

// xmlReference is R20C8 in numbers; the column is 0 where none is said.
func xmlReference(ref string) (row, col int, ok bool) {
	rest, ok := strings.CutPrefix(ref, "R")
	r, c, both := strings.Cut(rest, "C")
	row, err := strconv.Atoi(r)
	if both && err == nil {
		col, err = strconv.Atoi(c)
	}
	return row, col, ok && err == nil && row <= maxRows && col <= maxCols
}
