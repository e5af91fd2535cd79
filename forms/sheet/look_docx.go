package sheet

import (
	"errors"
	"strconv"

	"huce/forms"
)

// looksOfDOCX are the looks of a text document's tables by their names: fonts and
// alignment of what stands in the cells, rules, shades, heights, the page (ECMA-376
// part 1, 17.4).
func looksOfDOCX(data []byte) (map[string]*forms.Look, error) {
	p, err := openParcel(data, quiet())
	if err != nil {
		return nil, err
	}
	rels, err := p.relations(p.main())
	if err != nil {
		return nil, err
	}
	styles := &docStyles{base: forms.CellLook{Size: 10}, rules: map[string]docRules{}, based: map[string]string{}}
	gridded := false
	for _, r := range rels {
		var err error
		switch r.kind {
		case "styles":
			err = styles.read(p, r.target)
		case "settings":
			gridded, err = docGridded(p, r.target)
		}
		if err != nil && !errors.Is(err, errNoPart) {
			return nil, err
		}
	}
	s, err := p.scan(p.main())
	if err != nil {
		return nil, err
	}
	d := &docLooks{s: s, styles: styles, gridded: gridded, out: map[string]*forms.Look{}}
	return d.out, d.read()
}

// docGridded reports whether the lines of a document's tables keep to its page's grid
// (ECMA-376 part 1, 17.15.3.1, adjustLineHeightInTable), as Chinese documents do.
func docGridded(p *parcel, part string) (bool, error) {
	s, err := p.scan(part)
	if err != nil {
		return false, err
	}
	found := false
	var path docPath
	err = path.walk(s, func(name string) (bool, error) {
		if name == "adjustLineHeightInTable" {
			v := s.attr("val")
			found = v == "" || isTrue(v)
		}
		return false, nil
	}, nil, func(string) {})
	return found, err
}

// docRules are the rules of a table: top, left, bottom, right, between rows, between
// columns. Negative is not said.
type docRules [6]float64

var (
	unruled  = docRules{-1, -1, -1, -1, -1, -1}
	ruleSide = map[string]int{"top": 0, "left": 1, "start": 1, "bottom": 2, "right": 3, "end": 3, "insideH": 4, "insideV": 5}
)

// rule is the width of the rule that an element says, 0 for none: its size counts in
// eighths of a point.
func docRule(s *xmlScanner) float64 {
	switch s.attr("val") {
	case "nil", "none":
		return 0
	}
	return min(max(float64(s.number("sz", 4))/8, ruleHair), ruleThick)
}

// docStyles are what a document's styles say of tables, and the look of plain text.
type docStyles struct {
	base  forms.CellLook
	rules map[string]docRules // of table styles
	based map[string]string   // a style's parent
}

func (t *docStyles) read(p *parcel, part string) error {
	s, err := p.scan(part)
	if err != nil {
		return err
	}
	path := docPath{}
	id, plain := "", false
	return path.walk(s, func(name string) (bool, error) {
		switch {
		case name == "style":
			id = s.attr("styleId")
			plain = s.attr("type") == "paragraph" && s.flag("default")
		case name == "docDefaults":
			plain = true
		case name == "basedOn":
			t.based[id] = s.attr("val")
		case path.under("tblBorders"):
			r, known := t.rules[id]
			if !known {
				r = unruled
			}
			if side, ok := ruleSide[name]; ok {
				r[side] = docRule(s)
				t.rules[id] = r
			}
		case plain && path.under("rPr"):
			docFont(s, name, &t.base)
		}
		return false, nil
	}, nil, func(name string) {
		if name == "style" || name == "docDefaults" {
			plain = false
		}
	})
}

// of is what a table style says, or those that it is based on.
func (t *docStyles) of(id string) docRules {
	for range 10 {
		if r, ok := t.rules[id]; ok {
			return r
		}
		id = t.based[id]
	}
	return unruled
}

// docFont takes up what a property of a run says of its look.
func docFont(s *xmlScanner, name string, l *forms.CellLook) {
	switch name {
	case "sz":
		if v := s.number("val", 0); v >= 4 && v <= 400 {
			l.Size = float64(v) / 2
		}
	case "b":
		v := s.attr("val")
		l.Bold = v == "" || isTrue(v)
	case "rFonts":
		if v := s.attr("eastAsia"); v != "" {
			l.Font = v
		}
	case "color":
		if v, err := strconv.ParseUint(s.attr("val"), 16, 32); err == nil {
			l.Colour = forms.RGB(v)
		}
	}
}

// docPath is where a walk over a document stands: the names of the open elements.
type docPath []string

// under reports whether the element just opened stands directly in one of a name.
func (p docPath) under(name string) bool { return len(p) > 1 && p[len(p)-2] == name }

// within reports whether the element just opened stands in these, the outer first.
func (p docPath) within(outer, inner string) bool {
	return p.under(inner) && len(p) > 2 && p[len(p)-3] == outer
}

// walk calls open for every element, text for every text, and shut for every end.
// What open says to skip, and what is not shown, has neither.
func (p *docPath) walk(s *xmlScanner, open func(name string) (skip bool, err error), text func([]byte), shut func(name string)) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokenEnd:
			return nil
		case tokenText:
			if text != nil {
				text(s.text)
			}
		case tokenClose:
			n := len(*p) - 1
			if n < 0 {
				continue
			}
			name := (*p)[n]
			*p = (*p)[:n]
			shut(name)
		case tokenOpen:
			*p = append(*p, string(s.name))
			skip, err := open((*p)[len(*p)-1])
			if err == nil && skip {
				*p = (*p)[:len(*p)-1]
				err = s.skip()
			}
			if err != nil {
				return err
			}
		}
	}
}
