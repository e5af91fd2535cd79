package fill

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"huce/forms"
	"huce/forms/sheet"
)

// standing are the formulas of the workbook that stay, and what is filled: the puts of
// the rows that are written anew.
func (x *xlsxFill) standing(patches map[string]map[int]*rowPatch) (all []standing, filled touched, err error) {
	filled = touched{}
	for name, rows := range patches {
		for row, p := range rows {
			for i := range p.puts {
				filled.add(name, row, p.puts[i].col)
			}
		}
	}
	filled.settle()
	for _, name := range slices.Sorted(maps.Keys(x.names.sheets)) {
		s, err := x.formulaSheet(x.names.sheets[name])
		if err != nil {
			return nil, nil, err
		}
		if s == nil {
			continue
		}
		for i := range s.rows {
			r := &s.rows[i]
			if !s.hasFormulas(r.extent) {
				continue
			}
			cells, err := s.cells(r)
			if err != nil {
				return nil, nil, err
			}
			for k := range cells {
				c := &cells[k]
				if c.formula.to == c.formula.from || filled.has(name, r.number, c.col) {
					continue
				}
				kind, _, text := s.formulaOf(c)
				if kind == "shared" {
					text = s.plainFormula(r.number, c)
				}
				f := standing{name, r.number, c.col, reachOf(text, name)}
				if kind == "dataTable" {
					f.reach.beyond = true
				}
				all = append(all, f)
			}
		}
	}
	return all, filled, nil
}

// formulaSheet is a sheet's part where it has formulas, nil where it has none or is
// not read by its bytes.
func (x *xlsxFill) formulaSheet(part string) (*sheetPart, error) {
	text, err := x.p.part(part)
	if err != nil || !maybeFormulas(text) {
		return nil, err
	}
	s, err := x.p.sheet(part)
	if err != nil || !s.hasFormulas(s.data) {
		return nil, nil //nolint:nilerr // no cell that is read this way
	}
	return s, nil
}

// valued puts the values of the formulas that depend on what was filled into the file:
// they are worked out as the reader of files does it, and where it doesn't (a sum over a
// whole register, what depends on the day), Excel and WPS do it when they open the file.
func (x *xlsxFill) valued(stale touched) error {
	if len(stale) == 0 {
		return nil
	}
	book, err := sheet.Read("."+string(forms.XLSX), x.res.Data)
	if err != nil {
		return err
	}
	since1904 := false
	if text, err := x.p.part(x.names.main); err == nil {
		since1904 = from1904.Match(text)
	}
	left := 0
	for _, name := range slices.Sorted(maps.Keys(stale)) {
		i := slices.IndexFunc(book.Sheets, func(g *forms.Grid) bool { return g.Name == name })
		if i < 0 {
			continue
		}
		part := x.names.sheets[name]
		s, err := x.p.sheet(part)
		if err != nil {
			return err
		}
		cuts, blank, err := s.values(book.Sheets[i], name, stale, since1904)
		if err != nil {
			return err
		}
		left += blank
		x.p.with[part] = splice(s.text, cuts)
	}
	if left > 0 {
		x.res.Notes = append(x.res.Notes, note(-1, -1, "fill_formulas", strconv.Itoa(left)))
	}
	x.res.Data, err = x.p.bytes()
	return err
}

// from1904 is a workbook whose days count from 1904 (18.2.28).
var from1904 = regexp.MustCompile(`<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"`)

// values are the changes that give a sheet's stale formulas their values; blank are
// those that have none.
func (s *sheetPart) values(g *forms.Grid, name string, stale touched, since1904 bool) (cuts []cut, blank int, err error) {
	for i := range s.rows {
		r := &s.rows[i]
		if !s.hasFormulas(r.extent) {
			continue
		}
		cells, err := s.cells(r)
		if err != nil {
			return nil, 0, err
		}
		for k := range cells {
			c := &cells[k]
			if c.formula.to == c.formula.from || c.value != "" || !stale.has(name, r.number, c.col) {
				continue
			}
			is := g.At(r.number, c.col)
			kind, value := stored(is)
			if value == "" || since1904 && is.Kind == forms.CellDate { // what is read counts from 1900
				blank++
				continue
			}
			if kind != "" {
				at := c.from + len("<"+s.prefix+"c")
				cuts = append(cuts, cut{extent{at, at}, ` t="` + kind + `"`})
			}
			v := "<" + s.prefix + "v>" + escape.Replace(value) + "</" + s.prefix + "v>"
			cuts = append(cuts, cut{extent{c.formula.to, c.formula.to}, v})
		}
	}
	return cuts, blank, nil
}

// stored is a cell's value as a file stores it, and its type (18.18.11); "" where it has
// none.
func stored(c forms.Cell) (kind, value string) {
	switch c.Kind {
	case forms.CellEmpty:
		return "", ""
	case forms.CellNumber, forms.CellDate:
		number := cmp.Or(c.Raw, c.Text)
		if _, err := strconv.ParseFloat(number, 64); err != nil {
			return "", ""
		}
		return "", number
	case forms.CellBool:
		if c.Text == "TRUE" {
			return "b", "1"
		}
		return "b", "0"
	case forms.CellError:
		return "e", c.Text
	}
	return "str", c.Text
}
