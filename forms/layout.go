package forms

// Layout is how one sheet is understood. Rows are 1-based as people count them,
// columns 0-based.
type Layout struct {
	Sheet      string
	SheetIndex int // in Book.Sheets
	Hidden     bool
	Kind       Kind
	Title      string
	Department string
	Unit       Unit
	Template   string // id of the form it is, built-in or seen before, "" where none
	Columns    []Column
	HeaderRows Span
	DataRows   Span
	Cards      []Card // card forms: every card of the sheet, the first first
	Footer     Footer
	AsOf       Date   // the day the form speaks of; zero where it doesn't say
	Period     string // 2026, 2026Q1, 2026-03 … as far as the form says
	Skipped    []Skipped
	Issues     []Issue
}

// Column is one column of a table.
type Column struct {
	Index      int
	Label      string // the leaf label, as the file spells it
	Group      string // the merged label over it, "" where none
	Field      string // standard field, "" where none fits
	Confidence float64
	Boxes      int // cells that a value is written into, one character each; 0 is one cell for all
	// Answer is the value that a mark (√) in the column means, "" where the column holds
	// values: 男 of the columns 男 and 女 under 性别. All columns of the label have its field.
	Answer string
	// Parts are the standard fields that a cell of the column says together, as its label
	// lists them (姓名/关系/电话), Field among them; nil where it says one thing.
	Parts []string
	// Means is what the book itself says that the column's codes mean, by code as it
	// writes them (1 农业, 2 非农业); nil where it says nothing.
	Means map[string]string
}

// CardCell is where a card takes the value of a label.
type CardCell struct {
	Row, Col   int // of the value cell, 0-based
	Label      string
	Group      string // a vertical group label or a heading over the label, "" where none
	Field      string
	Confidence float64
	Boxes      int // as of a Column
	// Lead is what stands before the value in its own cell, "姓名：", "" where the label
	// has a cell of its own.
	Lead  string
	Parts []string // as of a Column
}

// Card is one card: its rows, its cells, and the table of members inside it.
type Card struct {
	Rows    Span
	Cells   []CardCell
	Header  Span // of the member table
	Members Span
	Columns []Column
}

// Footer is what stands beside a form's signature lines.
type Footer struct {
	Unit   string // 填报单位
	Leader string // 单位负责人
	Filler string // 填表人
	Phone  string // 联系电话
	Date   string // 填报日期, as written
}

// Skipped is a row that is no data, and why: blank, example, note, options,
// letters, repeated_header, total, footer.
type Skipped struct {
	Row    int // 1-based
	Reason string
}
