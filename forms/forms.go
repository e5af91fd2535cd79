// Package forms says what a department's form is, in plain data.
//
// Its words are the clerk's. A file (a Book) holds sheets (Grids). A sheet that
// was understood has a Layout: where the table or card stands and which column
// means which standard field. What its rows say, typed and checked, are Claims.
// A Template is a department's form, known again whenever it comes back.
// Official, Roster and VisitSheet are what is printed.
//
// The package depends on the standard library alone and does no input or
// output. Reading and writing files is sheet's, understanding them recognise's,
// the meaning of values vocab's; fill and print put values back on paper.
package forms

// Kind is what a sheet is.
type Kind string

// The kinds of sheet.
const (
	KindTable   Kind = "table"   // a header and rows below it
	KindCard    Kind = "card"    // labels beside values, often one person or home a page
	KindList    Kind = "list"    // a code list, a dictionary, drop-down options
	KindPlan    Kind = "plan"    // a department's tasks
	KindNotice  Kind = "notice"  // a text that asks for something
	KindEmpty   Kind = "empty"   // nothing on it
	KindUnknown Kind = "unknown" // none of these: filling notes, a drawing, an unreadable layout
)

// Unit is what one row of a form speaks of.
type Unit string

// The units of a row.
const (
	UnitPerson       Unit = "person"
	UnitHousehold    Unit = "household"
	UnitDwelling     Unit = "dwelling"
	UnitEvent        Unit = "event"
	UnitOrganisation Unit = "organisation"
	UnitTask         Unit = "task"
)

// Span is a run of rows, 1-based and inclusive as the file numbers them. The
// zero Span is none.
type Span struct{ First, Last int }

// Empty reports whether the span holds no row.
func (s Span) Empty() bool { return s.First == 0 || s.Last < s.First }

// Len is the number of rows in the span.
func (s Span) Len() int {
	if s.Empty() {
		return 0
	}
	return s.Last - s.First + 1
}

// Has reports whether row n (1-based) lies in the span.
func (s Span) Has(n int) bool { return !s.Empty() && n >= s.First && n <= s.Last }
