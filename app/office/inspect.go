package office

import (
	"huce/assets"
	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/sheet"
)

// Inspection is what is recognised in one file, as `hucectl inspect --json`
// prints it.
type Inspection struct {
	File   string           `json:"file"`
	Format string           `json:"format"`
	Error  string           `json:"error"`
	Sheets []InspectedSheet `json:"sheets"`
}

// InspectedSheet is one recognised table, card or list of a file. Rows count from
// 1, columns by letters, as the file shows them.
type InspectedSheet struct {
	Name       string            `json:"name"`
	Hidden     bool              `json:"hidden"`
	Kind       string            `json:"kind"`
	Title      string            `json:"title"`
	Department string            `json:"department"`
	RowUnit    string            `json:"row_unit"`
	Template   string            `json:"template,omitempty"`
	AsOf       string            `json:"as_of,omitempty"`
	HeaderRows []int             `json:"header_rows"`
	DataRows   []int             `json:"data_rows"`
	Columns    []InspectedColumn `json:"columns"`
	Cells      []InspectedCell   `json:"cells"`
	Footer     InspectedFooter   `json:"footer"`
	Skipped    []SkippedRow      `json:"skipped,omitempty"`
	HiddenCols []string          `json:"hidden_columns,omitempty"`
	HiddenRows []int             `json:"hidden_rows,omitempty"`
	Issues     []InspectedIssue  `json:"issues"`
}

// InspectedColumn is a column and the standard field it means, "" where none fits.
type InspectedColumn struct {
	Column     string  `json:"column"`
	Label      string  `json:"label"`
	Group      string  `json:"group,omitempty"`
	Field      string  `json:"field"`
	Confidence float64 `json:"confidence"`
}

// InspectedCell is where a card takes the value of a label.
type InspectedCell struct {
	Cell       string  `json:"cell"`
	Label      string  `json:"label"`
	Field      string  `json:"field"`
	Confidence float64 `json:"confidence"`
}

// InspectedFooter is what stands beside a form's signature lines.
type InspectedFooter struct {
	Unit   string `json:"unit,omitempty"`
	Leader string `json:"leader,omitempty"`
	Filler string `json:"filler,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Date   string `json:"date,omitempty"`
}

// SkippedRow is a row that is no data, and why.
type SkippedRow struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

// InspectedIssue is something amiss, in the user's words.
type InspectedIssue struct {
	Cell     string `json:"cell"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

// Inspect says what is recognised in a file, without importing it. An unreadable
// file is an Inspection with an Error.
func Inspect(lang assets.Lang, name string, data []byte) Inspection {
	in := Inspection{File: name, Sheets: []InspectedSheet{}}
	u, err := understand(name, data, nil)
	if err != nil {
		in.Error = Message(lang, err)
		return in
	}
	in.Format = string(u.book.Format)
	for i := range u.layouts {
		s := inspected(lang, &u.layouts[i], u.claims[i])
		for _, h := range hiddenIn(u.book.Sheets[u.layouts[i].SheetIndex]) {
			switch {
			case h.Column != "":
				s.HiddenCols = append(s.HiddenCols, h.Column)
			case h.Row > 0:
				s.HiddenRows = append(s.HiddenRows, h.Row)
			}
		}
		in.Sheets = append(in.Sheets, s)
	}
	return in
}

// InspectFile inspects a file on disk. The password opens it where it has one.
func InspectFile(lang assets.Lang, path, password string) Inspection {
	data, err := openFile(path, password)
	if err != nil {
		return Inspection{File: path, Error: Message(lang, err), Sheets: []InspectedSheet{}}
	}
	return Inspect(lang, path, data)
}

// understood is a file as read and recognised; claims[i] belongs to layouts[i] and
// is nil where that holds no rows.
type understood struct {
	book    *forms.Book
	layouts []forms.Layout
	claims  []*forms.Claims

	recalled []recognise.Recalled // by layout: what is remembered of its form
}

func understand(name string, data []byte, seen []forms.Template) (*understood, error) {
	book, err := sheet.Read(name, data)
	if err != nil {
		return nil, err
	}
	u := &understood{book: book, layouts: recognise.Book(book)}
	u.recalled = recognise.Recall(u.layouts, seen)
	u.claims = make([]*forms.Claims, len(u.layouts))
	for i := range u.layouts {
		l := &u.layouts[i]
		u.claims[i] = recognise.Claims(book.Sheets[l.SheetIndex], l)
	}
	return u, nil
}

// understandAs reads a file as it was understood when it was imported; what its rows
// say is taken over from said, the claims of that import, where there are any.
func understandAs(name string, data []byte, layouts []forms.Layout, said []*forms.Claims) (*understood, error) {
	book, err := sheet.Read(name, data)
	if err != nil {
		return nil, err
	}
	u := &understood{book: book, layouts: layouts, claims: make([]*forms.Claims, len(layouts))}
	var saying []int // the layouts that claims are read from
	for i := range layouts {
		if recognise.Says(&layouts[i]) && layouts[i].SheetIndex < len(book.Sheets) {
			saying = append(saying, i)
		}
	}
	for n, i := range saying {
		if len(said) == len(saying) {
			u.claims[i] = said[n]
		} else {
			u.claims[i] = recognise.Claims(book.Sheets[layouts[i].SheetIndex], &layouts[i])
		}
	}
	return u, nil
}

func inspected(lang assets.Lang, l *forms.Layout, c *forms.Claims) InspectedSheet {
	s := InspectedSheet{
		Name: l.Sheet, Hidden: l.Hidden, Kind: string(l.Kind), Title: l.Title,
		Department: l.Department, RowUnit: string(l.Unit), Template: l.Template, AsOf: l.AsOf.String(),
		HeaderRows: []int{}, DataRows: []int{}, Columns: []InspectedColumn{}, Cells: []InspectedCell{},
		Footer: InspectedFooter(l.Footer), Issues: []InspectedIssue{},
	}
	header, data, columns := l.HeaderRows, l.DataRows, l.Columns
	if len(l.Cards) > 0 {
		card := l.Cards[0]
		if header.Empty() {
			header = card.Header
		}
		if data.Empty() {
			data = card.Members
		}
		if len(columns) == 0 {
			columns = card.Columns
		}
		for _, cell := range card.Cells {
			s.Cells = append(s.Cells, InspectedCell{forms.CellName(cell.Row, cell.Col), cell.Label, cell.Field, cell.Confidence})
		}
	}
	s.HeaderRows, s.DataRows = pair(header), pair(data)
	for _, col := range columns {
		s.Columns = append(s.Columns, InspectedColumn{forms.ColumnName(col.Index), col.Label, col.Group, col.Field, col.Confidence})
	}
	for _, k := range l.Skipped {
		s.Skipped = append(s.Skipped, SkippedRow(k))
	}
	for _, is := range l.Issues {
		s.Issues = append(s.Issues, inspectedIssue(lang, is))
	}
	if c != nil {
		for _, is := range c.Issues {
			s.Issues = append(s.Issues, inspectedIssue(lang, is))
		}
	}
	return s
}

func inspectedIssue(lang assets.Lang, is forms.Issue) InspectedIssue {
	return InspectedIssue{is.Cell(), string(is.Severity), is.Code, assets.Text(lang, "issue."+is.Code, is.Args...)}
}

func pair(s forms.Span) []int {
	if s.Empty() {
		return []int{}
	}
	return []int{s.First, s.Last}
}
