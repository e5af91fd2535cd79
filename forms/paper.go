package forms

// Official is an official document (公文) as GB/T 9704-2012 lays it out.
type Official struct {
	Title     string
	Number    string // 发文字号, "" where it has none
	To        string // 主送机关 without the colon, "" where it has none
	Body      []Block
	Annexes   []Annex
	Issuer    string // 署名
	Date      Date
	Sealed    bool   // leave room for a seal
	RedHead   string // 发文机关标志; "" is none, the default for a 居委会
	PrintedBy string // 版记: 印发机关, "" leaves the 版记 out
	CopyTo    string // 版记: 抄送机关
	Info      Info
}

// Block is a paragraph, a heading or a table of an official document.
type Block struct {
	Level int // 0 a paragraph; 1 一、 2 （一） 3 1. 4 （1）, the number being part of Text
	Text  string
	Table *Table

	Picture *Picture // in the text, its caption under it, as wide as the text allows
}

// Annex is an attachment (附件) on pages of its own.
type Annex struct {
	Title     string
	Apart     bool // it lies beside the document: named there, not printed with it
	Landscape bool
	Body      []Block
}

// Table is a table inside a document.
type Table struct {
	Title   string
	Columns []TableColumn
	Rows    [][]string
	Note    string // under the table: unit, source
}

// TableColumn is a column of a Table or Roster.
type TableColumn struct {
	Label string
	Width float64 // share of the page's width; the shares are scaled to fill it
	Align Align
}

// Align is how text stands in a column.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Roster is a register printed as a landscape table, people gathered by home.
type Roster struct {
	Title   string
	Notes   []string // under the title, one line: unit, day, counts
	Columns []TableColumn
	Groups  []RosterGroup
	Footer  []string // 单位负责人：… 填表人：…
	Info    Info

	Cover *Cover       // nil is none
	Index []IndexEntry // behind the register, in the order given; none is no index
	Pages bool         // every home on a page of its own, its own cells above its rows
}

// IndexEntry is one line of a Roster's index: a word and where in the register it
// stands.
type IndexEntry struct {
	Term, Detail string
	Group        int // of Roster.Groups
}

// RosterGroup is one home of a Roster. Lead fills the first len(Lead) columns and
// spans its rows; each of Rows fills the columns after them.
type RosterGroup struct {
	Bookmark string // starts a bookmark where not empty: a grid, a building
	Lead     []string
	Rows     [][]string
}

// VisitSheet is the one sheet for the one visit to a home: what is known stands
// printed, only what is open is to be written.
type VisitSheet struct {
	Community string
	Code      string // to find the home by when keying back
	Home      string // its address
	Head      string
	Phone     string
	Visitor   string // who is to go there, "" where that is open
	Planned   Date   // when, zero where that is open
	Year      string
	Members   Table  // what is known of its people
	Known     []Pair // what is known of the home
	Asks      []Ask  // what is open
	Welfare   string // why this home is also visited for its welfare, "" if not
	Info      Info
}

// Pair is a label and its value.
type Pair struct{ Label, Value string }

// Ask is one open field of a visit sheet.
type Ask struct {
	About   string // a person's name, "" for the home
	Label   string
	Options []string // boxes to tick; none is a line to write on
	Hint    string   // what is known so far, or why it is asked
	For     []string // the departments that ask it
}

// Info is a printed document's own information.
type Info struct {
	Title   string
	Author  string
	Subject string
	Created Date   // also in the file; equal input gives equal bytes
	Lang    string // of the words the typesetter adds: zh, en; "" is Chinese
	Fonts   *Fonts // of the user's own; nil is the embedded set
}

// Form is a department's form to be printed as it looks: the sheets of its file.
type Form struct {
	Title  string  // its bookmark
	Sheets []*Grid // hidden ones are left out
	Flow   bool    // of a text document: tables follow each other down the page
}

// FormOf is the form of a file as read. Where it has no title of its own the file's
// name serves.
func FormOf(title string, b *Book) Form {
	return Form{Title: title, Sheets: b.Sheets, Flow: b.Format == DOCX}
}
