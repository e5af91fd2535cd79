package sheet

import (
	"strconv"
	"strings"

	"huce/forms"
)

// odsStyles are what a spreadsheet's styles say of looks.
type odsStyles struct {
	faces   map[string]string    // font families by the names that the file gives them
	cells   map[string]odfProps  // by cell style
	base    odfProps             // of all cells
	heights map[string]float64   // by row style, points
	breaks  map[string]bool      // by row style: it begins a page
	masters map[string]string    // by table style: its master page
	layouts map[string]odfMaster // by master page
	pages   map[string]odfPage   // by layout
}

// odfProps are a style's properties as written, and the style that it builds on.
type odfProps struct {
	parent string
	of     map[string]string
}

// odfMaster is a master page: its layout, and whether it has a header and a footer.
type odfMaster struct {
	layout         string
	header, footer bool
}

// odfPage is the layout of pages.
type odfPage struct {
	margins        [4]float64 // left, top, right, bottom
	header, footer float64    // their heights
	scale          float64
	fits, centred  bool
}

func newODSStyles() *odsStyles {
	return &odsStyles{
		faces: map[string]string{}, cells: map[string]odfProps{}, heights: map[string]float64{}, breaks: map[string]bool{},
		masters: map[string]string{}, layouts: map[string]odfMaster{}, pages: map[string]odfPage{},
	}
}

// read reads the styles of a part, up to its body.
func (st *odsStyles) read(s *xmlScanner) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || tok == tokenOpen && string(s.name) == "body" {
			return nil
		}
		if tok != tokenOpen {
			continue
		}
		switch string(s.name) {
		case "font-face":
			st.faces[s.attr("name")] = strings.Trim(s.attr("font-family"), `'"`)
		case "style", "default-style":
			err = st.style(s)
		case "page-layout":
			err = st.pageLayout(s)
		case "master-page":
			err = st.master(s)
		}
		if err != nil {
			return err
		}
	}
}

func (st *odsStyles) style(s *xmlScanner) error {
	name, base := s.attr("name"), string(s.name) == "default-style"
	switch s.attr("family") {
	case "table":
		st.masters[name] = s.attr("master-page-name")
	case "table-row":
		return s.each(func(child string) (bool, error) {
			if child == "table-row-properties" {
				st.heights[name] = odfPoints(s.attr("row-height"))
				st.breaks[name] = s.attr("break-before") == "page"
			}
			return false, nil
		}, nil)
	case "table-cell":
		p := odfProps{parent: s.attr("parent-style-name"), of: map[string]string{}}
		err := s.each(func(child string) (bool, error) {
			switch child {
			case "table-cell-properties", "paragraph-properties", "text-properties":
				for _, a := range s.attrs {
					p.of[string(a.name)] = s.attr(string(a.name))
				}
			}
			return false, nil
		}, nil)
		if base {
			st.base = p
		} else {
			st.cells[name] = p
		}
		return err
	}
	return s.skip()
}

// cell is the look of a cell style: what all cells have, what the styles have that it
// builds on, and its own.
func (st *odsStyles) cell(name string) forms.CellLook {
	chain := []odfProps{}
	for range 20 { // a style may be said to build on itself
		p, ok := st.cells[name]
		if !ok {
			break
		}
		chain = append(chain, p)
		name = p.parent
	}
	look := forms.CellLook{Size: 10}
	st.apply(&look, st.base.of)
	for i := len(chain) - 1; i >= 0; i-- {
		st.apply(&look, chain[i].of)
	}
	return look
}

// apply lets properties change a look.
func (st *odsStyles) apply(l *forms.CellLook, of map[string]string) {
	first := func(names ...string) string { // that of Chinese text goes before that of Western
		for _, n := range names {
			if v := of[n]; v != "" {
				return v
			}
		}
		return ""
	}
	if v := first("font-name-asian", "font-name"); v != "" {
		l.Font = v
		if family := st.faces[v]; family != "" {
			l.Font = family
		}
	} else if v := first("font-family-asian", "font-family"); v != "" {
		l.Font = strings.Trim(v, `'"`)
	}
	if v := odfPoints(first("font-size-asian", "font-size")); v >= 1 {
		l.Size = min(v, 409)
	}
	if v := first("font-weight-asian", "font-weight"); v != "" {
		n, _ := strconv.Atoi(v)
		l.Bold = v == "bold" || n >= 600
	}
	if v, ok := odfColour(of["color"]); ok {
		l.Colour = v
	}
	if of["use-window-font-color"] == "true" {
		l.Colour = 0
	}
	if v := of["background-color"]; v != "" {
		l.Fill, l.Filled = odfColour(v)
	}
	for _, side := range []struct {
		name string
		rule *float64
	}{{"border-left", &l.Left}, {"border-top", &l.Top}, {"border-right", &l.Right}, {"border-bottom", &l.Bottom}} {
		if v := first(side.name, "border"); v != "" {
			*side.rule = odfRule(v)
		}
	}
	if v := of["text-align-source"]; v == "value-type" {
		l.Across = forms.ByKind
	} else if v := of["text-align"]; v != "" {
		l.Across = map[string]forms.Across{
			"start": forms.AtLeft, "left": forms.AtLeft, "justify": forms.AtLeft, "center": forms.AtCentre, "end": forms.AtRight, "right": forms.AtRight,
		}[v]
	}
	if v := of["vertical-align"]; v != "" {
		l.Down = map[string]forms.Down{"top": forms.AtTop, "middle": forms.AtMiddle}[v]
	}
	if v := of["wrap-option"]; v != "" {
		l.Wrap = v == "wrap"
	}
	if v := of["shrink-to-fit"]; v != "" {
		l.Shrink = v == "true"
	}
	if v := of["rotation-angle"]; v != "" {
		n, _ := strconv.ParseFloat(strings.TrimSuffix(v, "deg"), 64)
		l.Upright = n != 0
	}
	if v := of["direction"]; v == "ttb" {
		l.Upright = true
	}
	if v := of["margin-left"]; v != "" && l.Size > 0 {
		l.Indent = min(int(odfPoints(v)/l.Size), 15)
	}
}

// odfRule is the width of a border ("0.74pt solid #000000").
func odfRule(v string) float64 {
	for _, word := range strings.Fields(v) {
		switch word {
		case "none", "hidden":
			return 0
		case "thin":
			return ruleThin
		case "medium":
			return ruleMedium
		case "thick":
			return ruleThick
		}
		if w := odfPoints(word); w > 0 {
			switch {
			case w < 0.4:
				return ruleHair
			case w < 1:
				return ruleThin
			case w < 2:
				return ruleMedium
			}
			return ruleThick
		}
	}
	return 0
}

// odfColour is #rrggbb; false where it is none.
func odfColour(v string) (forms.RGB, bool) {
	hex, ok := strings.CutPrefix(v, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	return forms.RGB(n), ok && err == nil && len(hex) == 6
}

func (st *odsStyles) pageLayout(s *xmlScanner) error {
	name := s.attr("name")
	var p odfPage
	high := func(h *float64) (bool, error) {
		return true, s.each(func(child string) (bool, error) {
			if child == "header-footer-properties" {
				if *h = odfPoints(s.attr("min-height")); *h == 0 {
					*h = odfPoints(s.attr("height"))
				}
			}
			return false, nil
		}, nil)
	}
	err := s.each(func(child string) (bool, error) {
		switch child {
		case "header-style":
			return high(&p.header)
		case "footer-style":
			return high(&p.footer)
		case "page-layout-properties":
			for i, side := range []string{"margin-left", "margin-top", "margin-right", "margin-bottom"} {
				if p.margins[i] = odfPoints(s.attr(side)); p.margins[i] == 0 {
					p.margins[i] = odfPoints(s.attr("margin"))
				}
			}
			p.scale = odfPercent(s.attr("scale-to"))
			p.fits = s.number("scale-to-pages", 0) == 1 || s.number("scale-to-Y", 0) == 1
			centred := s.attr("table-centering")
			p.centred = centred == "horizontal" || centred == "both"
		}
		return false, nil
	}, nil)
	st.pages[name] = p
	return err
}

func (st *odsStyles) master(s *xmlScanner) error {
	name := s.attr("name")
	m := odfMaster{layout: s.attr("page-layout-name")}
	err := s.each(func(child string) (bool, error) {
		shown := s.attr("display") != "false"
		switch child {
		case "header":
			m.header = shown
		case "footer":
			m.footer = shown
		}
		return true, s.skip()
	}, nil)
	st.layouts[name] = m
	return err
}

// page is a look with what the pages of a table style say.
func (st *odsStyles) page(tableStyle string) *forms.Look {
	m, ok := st.layouts[st.masters[tableStyle]]
	if !ok {
		m = st.layouts["Default"]
	}
	p := st.pages[m.layout]
	if m.header && p.margins[1] > 0 {
		p.margins[1] += p.header
	}
	if m.footer && p.margins[3] > 0 {
		p.margins[3] += p.footer
	}
	return &forms.Look{
		CharWidth: 72 / charsPerInch, ColWidth: 0.89 * charsPerInch,
		Margins: p.margins, Scale: p.scale, FitHeight: p.fits, Centred: p.centred,
	}
}
