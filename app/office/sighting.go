package office

import (
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// Sighting is a file as it looks, with what is recognised in it.
type Sighting struct {
	Inspection
	Grids []SightedGrid // of each of the Inspection's sheets
	Title map[string]string
}

// SightedGrid are a sheet's cells as the file shows them, from its first row on.
type SightedGrid struct {
	Cells [][]string
	Wide  int // columns
	More  int // rows that follow and are not here
}

// sightRows are how many rows of a sheet are shown: what is recognised, and wrongly
// so, shows itself in the first hundreds.
const sightRows = 400

// Sight reads a file to be looked at before it is taken in, with the forms in mind
// that the archive knows. The password opens it where it has one. What can't be read
// is an error: nothing else of the file is known then.
func (o *Office) Sight(path, password string) (*Sighting, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	data, err := openFile(path, password)
	if err != nil {
		return nil, err
	}
	seen, err := o.archive.Templates()
	if err != nil {
		return nil, err
	}
	u, err := understand(path, data, seen)
	if err != nil {
		return nil, err
	}
	s := &Sighting{Inspection: Inspection{File: path, Format: string(u.book.Format)}, Title: map[string]string{}}
	for i := range u.layouts {
		g := u.book.Sheets[u.layouts[i].SheetIndex]
		s.Sheets = append(s.Sheets, inspected(o.Lang, &u.layouts[i], u.claims[i]))
		s.Grids = append(s.Grids, sighted(g))
	}
	for _, sheet := range s.Sheets {
		for _, c := range sheet.Columns {
			s.name(o.Lang, c.Field)
		}
		for _, c := range sheet.Cells {
			s.name(o.Lang, c.Field)
		}
	}
	return s, nil
}

// name notes what people call a field.
func (s *Sighting) name(lang assets.Lang, field string) {
	if field == "" {
		s.Title[field] = assets.Text(lang, "field.own")
		return
	}
	s.Title[field] = FieldLabel(field)
}

func sighted(g *forms.Grid) SightedGrid {
	out := SightedGrid{Wide: g.Width(), More: max(0, len(g.Rows)-sightRows)}
	for _, row := range g.Rows[:min(len(g.Rows), sightRows)] {
		cells := make([]string, len(row))
		for j := range row {
			cells[j] = row[j].Text
		}
		out.Cells = append(out.Cells, cells)
	}
	return out
}

// Fields are the standard fields that a column may mean.
func (o *Office) Fields() []forms.FieldDef { return vocab.Fields() }
