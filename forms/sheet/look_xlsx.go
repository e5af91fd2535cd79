package sheet

import (
	"errors"
	"strconv"
	"strings"

	"huce/forms"
)

// looksOfXLSX are the looks of a workbook's sheets by their names.
func looksOfXLSX(data []byte) (map[string]*forms.Look, error) {
	p, err := openParcel(data, quiet())
	if err != nil {
		return nil, err
	}
	main := p.main()
	rels, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	w := &workbook{p: p, list: newFormatList()}
	if err := w.readList(main, rels); err != nil {
		return nil, err
	}
	part := "xl/styles.xml"
	for _, r := range rels {
		if r.kind == "styles" {
			part = r.target
		}
	}
	styles, err := readCellLooks(p, part)
	if err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	out := map[string]*forms.Look{}
	for _, e := range w.sheets {
		l := &forms.Look{Styles: styles}
		if err := readSheetLook(p, e.part, l); err != nil {
			return nil, err
		}
		out[e.name] = l
	}
	return out, readPrintNames(p, main, out)
}

// styleParts are the lists of a styles part that cell formats count into.
type styleParts struct {
	fonts, fills, borders []forms.CellLook // each with its own members alone
	cells                 []forms.CellLook
}

// readCellLooks reads the looks of cell formats (cellXfs).
func readCellLooks(p *parcel, part string) ([]forms.CellLook, error) {
	s, err := p.scan(part)
	if err != nil {
		return nil, err
	}
	var t styleParts
	list := ""
	for {
		tok, err := s.next()
		if err != nil {
			return nil, err
		}
		switch tok {
		case tokenEnd:
			return t.cells, nil
		case tokenClose:
			if string(s.name) == list {
				list = ""
			}
		case tokenOpen:
			name := string(s.name)
			switch name {
			case "fonts", "fills", "borders", "cellXfs":
				list = name
				continue
			}
			switch list {
			case "fonts":
				t.font(s, name)
			case "fills":
				t.fill(s, name)
			case "borders":
				t.border(s, name)
			case "cellXfs":
				t.cell(s, name)
			}
		}
	}
}

func last(list []forms.CellLook) *forms.CellLook {
	if len(list) == 0 {
		return &forms.CellLook{}
	}
	return &list[len(list)-1]
}

func (t *styleParts) font(s *xmlScanner, name string) {
	f := last(t.fonts)
	switch name {
	case "font":
		t.fonts = append(t.fonts, forms.CellLook{Size: 11})
	case "sz":
		if v, err := strconv.ParseFloat(s.attr("val"), 64); err == nil && v >= 1 && v <= 409 {
			f.Size = v
		}
	case "b":
		v := s.attr("val")
		f.Bold = v == "" || isTrue(v)
	case "name":
		f.Font = s.attr("val")
	case "color":
		f.Colour, _ = colourOf(s)
	}
}

func (t *styleParts) fill(s *xmlScanner, name string) {
	f := last(t.fills)
	switch name {
	case "fill":
		t.fills = append(t.fills, forms.CellLook{})
	case "patternFill":
		f.Filled = s.attr("patternType") == "solid"
	case "fgColor":
		colour, ok := colourOf(s)
		if f.Fill = colour; !ok {
			f.Filled = false
		}
	}
}

func (t *styleParts) border(s *xmlScanner, name string) {
	b := last(t.borders)
	width := ruleNames[s.attr("style")]
	switch name {
	case "border":
		t.borders = append(t.borders, forms.CellLook{})
	case "left", "start":
		b.Left = width
	case "right", "end":
		b.Right = width
	case "top":
		b.Top = width
	case "bottom":
		b.Bottom = width
	}
}

func (t *styleParts) cell(s *xmlScanner, name string) {
	switch name {
	case "xf":
		c := forms.CellLook{Size: 11}
		if i := s.number("fontId", 0); i >= 0 && i < len(t.fonts) {
			c = t.fonts[i]
		}
		if i := s.number("fillId", 0); i >= 0 && i < len(t.fills) {
			c.Fill, c.Filled = t.fills[i].Fill, t.fills[i].Filled
		}
		if i := s.number("borderId", 0); i >= 0 && i < len(t.borders) {
			b := t.borders[i]
			c.Left, c.Top, c.Right, c.Bottom = b.Left, b.Top, b.Right, b.Bottom
		}
		t.cells = append(t.cells, c)
	case "alignment":
		c := last(t.cells)
		c.Across = map[string]forms.Across{
			"left": forms.AtLeft, "center": forms.AtCentre, "centerContinuous": forms.AtCentre, "distributed": forms.AtCentre,
			"right": forms.AtRight, "justify": forms.AtLeft, "fill": forms.AtLeft,
		}[s.attr("horizontal")]
		c.Down = map[string]forms.Down{
			"center": forms.AtMiddle, "distributed": forms.AtMiddle, "justify": forms.AtMiddle, "top": forms.AtTop,
		}[s.attr("vertical")]
		c.Wrap, c.Shrink = s.flag("wrapText"), s.flag("shrinkToFit")
		c.Indent = min(max(s.number("indent", 0), 0), 15)
		c.Upright = s.number("textRotation", 0) != 0
	}
}

// colourOf is the colour of an element, false where it is the program's own or of a
// theme other than black and white.
func colourOf(s *xmlScanner) (forms.RGB, bool) {
	if v := s.attr("rgb"); len(v) == 8 || len(v) == 6 {
		n, err := strconv.ParseUint(v[len(v)-6:], 16, 32)
		return forms.RGB(n), err == nil
	}
	if i := s.number("indexed", -1); i >= 0 {
		return indexed(i, &palette)
	}
	if s.number("theme", -1) == 0 {
		return 0xFFFFFF, s.attr("tint") == ""
	}
	return 0, false
}

// readSheetLook reads what a worksheet part says of its look.
func readSheetLook(p *parcel, part string, l *forms.Look) error {
	s, err := p.scan(part)
	if err != nil {
		return err
	}
	row, col, fits := -1, -1, false
	inRows := false
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd {
			return nil
		}
		if tok == tokenClose {
			inRows = inRows && string(s.name) != "rowBreaks"
		}
		if tok != tokenOpen {
			continue
		}
		switch string(s.name) {
		case "pageSetUpPr":
			fits = s.flag("fitToPage")
		case "sheetFormatPr":
			l.RowHeight = length(s, "defaultRowHeight")
			l.ColWidth = length(s, "defaultColWidth")
		case "row":
			row, col = s.number("r", row+2)-1, -1
			if h := length(s, "ht"); h > 0 && row >= 0 && row < maxRows {
				for len(l.Heights) <= row {
					l.Heights = append(l.Heights, 0)
				}
				l.Heights[row] = h
			}
		case "c":
			col++
			at := row
			if name := s.rawAttr("r"); len(name) > 0 {
				var ok bool
				if at, col, ok = parseCell(name); !ok {
					return errCellName
				}
			}
			if style := s.number("s", 0); style > 0 && style < 1<<16 {
				if err := p.b.spend(1, 2); err != nil {
					return err
				}
				l.Set(at, col, style)
			}
		case "pageMargins":
			for i, side := range []string{"left", "top", "right", "bottom"} {
				l.Margins[i] = length(s, side) * 72
			}
		case "printOptions":
			l.Centred = s.flag("horizontalCentered")
		case "pageSetup":
			l.Scale = float64(min(max(s.number("scale", 100), 10), 400)) / 100
			if fits {
				l.Scale, l.FitHeight = 1, s.number("fitToHeight", 1) == 1
			}
		case "rowBreaks":
			inRows = true
		case "brk":
			if inRows {
				l.Breaks = append(l.Breaks, s.number("id", 0))
			}
		}
	}
}

// length reads an attribute that measures something, 0 where it doesn't.
func length(s *xmlScanner, name string) float64 {
	v, err := strconv.ParseFloat(s.attr(name), 64)
	if err != nil || !(v > 0 && v < 1000) {
		return 0
	}
	return v
}

// readPrintNames reads the workbook's names of what is printed and repeated.
func readPrintNames(p *parcel, main string, looks map[string]*forms.Look) error {
	return p.eachOpen(main, func(s *xmlScanner) error {
		if string(s.name) != "definedName" {
			return nil
		}
		name := s.attr("name")
		text, err := readOwnText(s, nil)
		if err != nil {
			return err
		}
		for _, ref := range strings.Split(string(unescape(text)), ",") {
			at := strings.LastIndexByte(ref, '!')
			if at < 0 {
				continue
			}
			sheet := strings.ReplaceAll(strings.Trim(ref[:at], "'"), "''", "'")
			if l := looks[sheet]; l != nil {
				printName(l, name, ref[at+1:])
			}
		}
		return nil
	})
}

// printName takes the range of one such name: $1:$3 of titles, $A$1:$H$40 of an area.
func printName(l *forms.Look, name, ref string) {
	switch name {
	case "_xlnm.Print_Titles":
		from, to, _ := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
		first, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 == nil && err2 == nil {
			l.Titles = forms.Span{First: first, Last: end}
		}
	case "_xlnm.Print_Area":
		if r, ok := parseRange(ref); ok && !l.HasArea {
			l.PrintArea, l.HasArea = r, true
		}
	}
}
