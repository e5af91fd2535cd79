package sheet

import "strings"

// odfStyles are what a file's styles say of tables, columns and cells.
type odfStyles struct {
	hidden    map[string]bool    // by table style
	widths    map[string]float64 // by column style, in characters
	codes     map[string]string  // by data style: a number format's code
	data      map[string]string  // by cell style: its data style
	parents   map[string]string
	masters   map[string]string // by table style: its master page
	layouts   map[string]string // by master page: its layout
	landscape map[string]bool   // by layout
	list      *formatList
}

func newODFStyles() odfStyles {
	return odfStyles{
		hidden: map[string]bool{}, widths: map[string]float64{}, codes: map[string]string{}, data: map[string]string{},
		parents: map[string]string{}, masters: map[string]string{}, layouts: map[string]string{}, landscape: map[string]bool{},
		list: newFormatList(),
	}
}

// readStyles reads the styles of a part, up to its body.
func (o *odf) readStyles(part string) error {
	s, err := o.open(part)
	if err != nil {
		return err
	}
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenOpen && string(s.name) == "body") {
			return nil
		}
		if tok != tokenOpen {
			continue
		}
		switch name := string(s.name); {
		case name == "style":
			err = o.styles.style(s)
		case name == "page-layout":
			err = o.styles.pageLayout(s)
		case name == "master-page":
			o.styles.layouts[s.attr("name")] = s.attr("page-layout-name")
			err = s.skip()
		case strings.HasSuffix(name, "-style") && name != "list-style" && name != "default-style":
			err = o.styles.dataStyle(s)
		}
		if err != nil {
			return err
		}
	}
}

func (st *odfStyles) style(s *xmlScanner) error {
	name := s.attr("name")
	st.parents[name] = s.attr("parent-style-name")
	st.masters[name] = s.attr("master-page-name")
	delete(st.data, name) // the content's own styles may bear the name of one in styles.xml
	if d := s.attr("data-style-name"); d != "" {
		st.data[name] = d
	}
	return s.each(func(child string) (bool, error) {
		switch child {
		case "table-properties":
			if v := s.attr("display"); v == "false" {
				st.hidden[name] = true
			}
		case "table-column-properties":
			st.widths[name] = odfChars(s.attr("column-width"))
		}
		return false, nil
	}, nil)
}

func (st *odfStyles) pageLayout(s *xmlScanner) error {
	name := s.attr("name")
	return s.each(func(child string) (bool, error) {
		if child == "page-layout-properties" {
			st.landscape[name] = s.attr("print-orientation") == "landscape"
		}
		return false, nil
	}, nil)
}

// lies reports whether the pages of a table style lie on the wide side.
func (st *odfStyles) lies(tableStyle string) bool {
	return st.landscape[st.layouts[st.masters[tableStyle]]]
}

// odfTokens are the parts of a date, short and long.
var odfTokens = map[string][2]string{
	"year": {"yy", "yyyy"}, "month": {"m", "mm"}, "day": {"d", "dd"}, "day-of-week": {"ddd", "dddd"},
	"hours": {"h", "hh"}, "minutes": {"m", "mm"}, "seconds": {"s", "ss"},
	"am-pm": {"AM/PM", "AM/PM"}, "era": {"g", "g"},
}

// dataStyle turns a data style into the code that a workbook has for it. What it
// says of conditions is left out: the file holds the texts as shown.
func (st *odfStyles) dataStyle(s *xmlScanner) error {
	name := s.attr("name")
	var code strings.Builder
	err := s.each(func(child string) (bool, error) {
		if t, ok := odfTokens[child]; ok {
			long := string(s.rawAttr("style")) == "long"
			token := t[0]
			if long {
				token = t[1]
			}
			if child == "month" && s.flag("textual") {
				token += "mm"
			}
			code.WriteString(token)
			return false, nil
		}
		switch child {
		case "number", "scientific-number":
			code.WriteString(odfNumber(s))
			if child == "scientific-number" {
				code.WriteString("E+" + strings.Repeat("0", min(max(1, s.number("min-exponent-digits", 2)), 10)))
			}
		case "fraction":
			code.WriteString("# ?/?")
		case "text-content":
			code.WriteByte('@')
		case "text", "currency-symbol":
			text, err := readAllText(s)
			code.WriteString(odfLiteral(text))
			return true, err
		}
		return false, nil
	}, nil)
	st.codes[name] = code.String()
	return err
}

// odfNumber is the digits of a number style: 0.00, #,##0, General.
func odfNumber(s *xmlScanner) string {
	decimals, whole := s.number("decimal-places", -1), min(max(0, s.number("min-integer-digits", 1)), 30)
	if decimals < 0 && whole <= 1 && !s.flag("grouping") {
		return "General"
	}
	code := strings.Repeat("0", whole)
	if s.flag("grouping") {
		code = strings.Repeat("#", max(0, 4-whole)) + code
		code = code[:len(code)-3] + "," + code[len(code)-3:]
	} else if whole == 0 {
		code = "#"
	}
	if decimals > 0 {
		code += "." + strings.Repeat("0", min(decimals, 30))
	}
	return code
}

// odfLiteral quotes a text that is no sign of its own in a code.
func odfLiteral(text string) string {
	if text == "" || text == "%" || strings.Trim(text, "-/: .") == "" {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// format is the number format of a cell style, its own or that of a style it
// builds on.
func (st *odfStyles) format(style string) *numFormat {
	for range 20 { // a style may be said to build on itself
		if d, ok := st.data[style]; ok {
			return st.list.get(st.codes[d])
		}
		if style = st.parents[style]; style == "" {
			break
		}
	}
	return plainFormat
}
