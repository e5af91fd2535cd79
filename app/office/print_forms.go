package office

import (
	"strings"

	"huce/archive"
	"huce/forms"
	"huce/forms/print"
	"huce/forms/sheet"
	"huce/forms/vocab"
)

// form lays out one department's form.
func (j *job) form() (*print.Paper, error) {
	subs, err := j.submissions()
	if err != nil {
		return nil, err
	}
	s := newest(subs, func(s *archive.SubmissionInfo) bool { return s.ID == j.Of || s.Form == j.Of })
	if s == nil {
		return nil, forms.NewFault("no_form", j.Of)
	}
	f, err := j.sheets(s)
	if err != nil {
		return nil, err
	}
	j.title = f.Title
	return print.LayForms([]forms.Form{f}, j.info(f.Title, s.Department))
}

// forms lays out every form that stands, in the order they were imported. Lists of
// tasks are no forms.
func (j *job) forms() (*print.Paper, error) {
	subs, err := j.submissions()
	if err != nil {
		return nil, err
	}
	var list []forms.Form
	for i := range subs {
		if subs[i].Withdrawn || subs[i].Unit == forms.UnitTask {
			continue
		}
		f, err := j.sheets(&subs[i])
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	community, _, err := j.names()
	if err != nil {
		return nil, err
	}
	j.title = community + "报送各部门报表"
	return print.LayForms(list, j.info(j.title, ""))
}

// info is what a PDF says of itself.
func (j *job) info(title, subject string) forms.Info {
	community, _, _ := j.names() // a name that can't be read is no reason not to print
	return forms.Info{Title: title, Author: committee(community), Subject: subject, Created: j.Today(), Lang: string(j.Lang), Fonts: j.fonts}
}

// sheets are the sheets of a form, as they were imported or filled anew; masked as
// the register is.
func (j *job) sheets(s *archive.SubmissionInfo) (forms.Form, error) {
	title := s.Title
	if title == "" {
		title = stem(s.File)
	}
	if j.Filled {
		filled, err := j.Fill(s.ID)
		if err != nil {
			return forms.Form{}, err
		}
		return j.asForm(title, filled.Name, filled.Result.Data)
	}
	data, _, err := j.archive.Original(s.ID)
	if err != nil {
		return forms.Form{}, err
	}
	return j.asForm(title, s.File, data)
}

func (j *job) asForm(title, name string, data []byte) (forms.Form, error) {
	if !j.Masked() {
		book, err := sheet.Read(name, data)
		if err != nil {
			return forms.Form{}, err
		}
		sheet.AddLooks(data, book)
		return forms.FormOf(title, book), nil
	}
	seen, err := j.archive.Templates()
	if err != nil {
		return forms.Form{}, err
	}
	u, err := understand(name, data, seen)
	if err != nil {
		return forms.Form{}, err
	}
	maskSheets(u, j.level(), j.Today())
	sheet.AddLooks(data, u.book)
	return forms.FormOf(title, u.book), nil
}

// maskSheets masks every value of a form by its field, and the numbers in every
// other text.
func maskSheets(u *understood, level vocab.Level, today forms.Date) {
	known := map[*forms.Cell]bool{} // masked by its field
	set := func(g *forms.Grid, row, col, boxes int, field string) {
		if field == "" || row < 0 || row >= len(g.Rows) || col >= len(g.Rows[row]) {
			return
		}
		cells := g.Rows[row][col:min(col+max(boxes, 1), len(g.Rows[row]))]
		maskCells(cells, field, level, today)
		for i := range cells {
			known[&cells[i]] = true
		}
	}
	columns := func(g *forms.Grid, rows forms.Span, cols []forms.Column) {
		for row := rows.First - 1; row < rows.Last; row++ {
			for _, c := range cols {
				set(g, row, c.Index, c.Boxes, c.Field)
			}
		}
	}
	for i := range u.layouts {
		l := &u.layouts[i]
		g := u.book.Sheets[l.SheetIndex]
		columns(g, l.DataRows, l.Columns)
		for _, card := range l.Cards {
			columns(g, card.Members, card.Columns)
			for _, c := range card.Cells {
				set(g, c.Row, c.Col, c.Boxes, c.Field)
			}
		}
	}
	for _, g := range u.book.Sheets {
		for row := range g.Rows {
			for col := range g.Rows[row] {
				c := &g.Rows[row][col]
				if !known[c] {
					c.Text = vocab.MaskText(c.Text, level)
				}
				c.Raw = ""
			}
		}
		for _, texts := range [][]string{g.Before, g.After} {
			for i := range texts {
				texts[i] = vocab.MaskText(texts[i], level)
			}
		}
	}
}

// maskCells masks a value that stands in one cell, or in several, a character each.
func maskCells(cells []forms.Cell, field string, level vocab.Level, today forms.Date) {
	var value strings.Builder
	for i := range cells {
		value.WriteString(cells[i].Text)
	}
	masked := []rune(vocab.Mask(field, value.String(), level, today))
	for i := range cells {
		cells[i].Text = ""
		switch {
		case i == len(cells)-1:
			cells[i].Text = string(masked)
		case len(masked) > 0:
			cells[i].Text, masked = string(masked[:1]), masked[1:]
		}
	}
}
