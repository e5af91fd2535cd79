package office

import (
	"huce/archive/register"
	"huce/forms"
	"huce/forms/recognise"
)

// cells finds the cells of the imported files that values come from.
type cells struct {
	o       *Office
	reg     *register.Register
	layouts map[int32][]forms.Layout // by submission, once read
	err     error                    // the first that kept one from being read
}

func (o *Office) cells(reg *register.Register) *cells {
	return &cells{o: o, reg: reg, layouts: map[int32][]forms.Layout{}}
}

// sources are the cells that say a value, each with its file and department.
func (c *cells) sources(value string, sources []register.Source) []PageSource {
	out := make([]PageSource, 0, len(sources))
	for _, s := range sources {
		file, sheet, row := Place(c.reg, s.Row)
		sub := &c.reg.Submissions[s.Row.Sub]
		out = append(out, PageSource{
			File: file, Sheet: sheet, Row: row, Cell: c.cell(s), Department: sub.Department, AsOf: sub.AsOf.String(), Shown: cellText(c.reg, s, value),
		})
	}
	return out
}

// cellText is what a cell says, or the value in its place where its text is masked.
func cellText(reg *register.Register, s register.Source, value string) string {
	if s.Col < 0 {
		return value
	}
	return reg.Shown(s)
}

// cell is the name of the cell that a value comes from: C7. "" where no one cell gave
// it, or the archive doesn't know how its sheet was understood.
func (c *cells) cell(s register.Source) string {
	layouts, known := c.layouts[s.Row.Sub]
	if !known {
		var err error
		if layouts, err = c.o.archive.Layouts(c.reg.Submissions[s.Row.Sub].ID); err != nil && c.err == nil {
			c.err = err
		}
		c.layouts[s.Row.Sub] = layouts
	}
	claims := c.reg.Submissions[s.Row.Sub].Claims[s.Row.Sheet]
	for i := range layouts {
		if layouts[i].Sheet != claims.Sheet || !holds(&layouts[i], claims.Rows[s.Row.Row]) {
			continue
		}
		if row, col, ok := recognise.Where(&layouts[i], claims, int(s.Row.Row), claims.Fields[max(s.Col, ^s.Col)]); ok {
			return forms.CellName(row, col)
		}
	}
	return ""
}

// holds reports whether a row is one of a layout's: several tables may stand on a sheet.
func holds(l *forms.Layout, ref forms.RowRef) bool {
	of := l.DataRows
	if ref.Card > 0 {
		if int(ref.Card) > len(l.Cards) {
			return false
		}
		of = l.Cards[ref.Card-1].Rows
	}
	return of.First <= int(ref.Number) && int(ref.Number) <= of.Last
}
