package fill

import (
	"fmt"

	"huce/forms"
)

// fillCardGrids writes the cards of a sheet into its card slots; where there are
// more cards than slots it returns further sheets, made like the first.
func fillCardGrids(g *forms.Grid, s *Sheet, res *Result) []*forms.Grid {
	blank := copyGrid(g)
	per := len(s.Layout.Cards)
	var more []*forms.Grid
	for page := 0; page == 0 || page*per < len(s.Cards); page++ {
		target := g
		if page > 0 {
			target = copyGrid(blank)
			target.Name = fmt.Sprintf("%s (%d)", blank.Name, page+1)
			more = append(more, target)
		}
		for i, slot := range s.Layout.Cards {
			var c Card
			if n := page*per + i; n < len(s.Cards) {
				c = s.Cards[n]
			}
			fillCardSlot(slot, c, res, func(row, col int, v string) {
				numeric := target.At(row, col).Kind == forms.CellNumber
				target.Set(row, col, valueCell(v, numeric))
			})
		}
	}
	return more
}

// fillCardSlot writes one card into one slot by set. A card without values blanks
// its slot.
func fillCardSlot(slot forms.Card, c Card, res *Result, set func(row, col int, v string)) {
	for i, cell := range slot.Cells {
		v := ""
		if i < len(c.Cells) {
			if c.Cells[i] == nil {
				continue
			}
			v = *c.Cells[i]
		}
		for _, k := range partsOf(cell.Lead+v, cell.Boxes) {
			set(cell.Row, cell.Col+k.beside, k.text)
		}
		if v != "" {
			res.Cells++
		}
	}
	for i := range slot.Members.Len() {
		row := slot.Members.First - 1 + i
		for j, col := range slot.Columns {
			v := ""
			if i < len(c.Members) {
				v = c.Members[i][j]
			}
			for _, k := range partsOf(v, col.Boxes) {
				set(row, col.Index+k.beside, k.text)
			}
			if v != "" {
				res.Cells++
			}
		}
	}
	if extra := len(c.Members) - slot.Members.Len(); extra > 0 {
		res.Notes = append(res.Notes, note(slot.Members.Last-1, -1, "fill_members", fmt.Sprint(extra)))
	}
}

// dress gives a sheet whose format could not be kept the look of a form: a title,
// bordered cells under a header.
func dress(g *forms.Grid, l *forms.Layout) {
	style := func(row int, s forms.Style) {
		for col := range g.Width() {
			c := g.At(row, col)
			c.Style = s
			g.Set(row, col, c)
		}
	}
	top := l.HeaderRows.First
	if len(l.Cards) > 0 {
		top = l.Cards[0].Rows.First
	}
	titled := false
	for row := range min(max(top-1, 0), len(g.Rows)) {
		if !titled && len(g.Rows[row]) > 0 && g.At(row, 0).Text == l.Title {
			style(row, forms.StyleTitle)
			titled = true
			continue
		}
		style(row, forms.StyleNote)
	}
	for n := l.HeaderRows.First; !l.HeaderRows.Empty() && n <= l.HeaderRows.Last; n++ {
		style(n-1, forms.StyleHead)
	}
	last := l.DataRows.Last
	if len(l.Cards) > 0 {
		last = l.Cards[len(l.Cards)-1].Rows.Last
	}
	for row := max(l.HeaderRows.Last, top-1); row >= 0 && row < min(last, len(g.Rows)); row++ {
		style(row, forms.StyleBody)
	}
}
