// Package fill puts values back into a department's own file: into the cells its
// layout names, with everything else of the file left as the department made it.
// An xlsx, docx or csv comes back in its own format; another workbook comes back
// as xlsx and another document as docx, which the result says. Macros are left out,
// which it says too.
//
// It knows cells and rows alone. Which values go where, and how they are spelled,
// its caller decides.
package fill

import (
	"fmt"
	"slices"
	"strings"

	"huce/forms"
)

// Sheet is what one recognised sheet of the file is to hold. Layout is as
// recognised on that very file.
type Sheet struct {
	Layout *forms.Layout
	Rows   [][]string // of a table: a value for each of Layout.Columns
	Cards  []Card     // of a card form, one for each card wanted
}

// Card is the values of one card: Cells for each of the first card's Cells (nil
// leaves a cell as it is, which approval boxes need), Members for each of its
// member table's Columns.
type Card struct {
	Cells   []*string
	Members [][]string
}

// Result is the filled file.
type Result struct {
	Data   []byte
	Format forms.Format
	Cells  int           // values written
	Sheets []string      // of each sheet given: its name in the file
	Rows   [][]int       // of each sheet given: the row (0-based) that each of its Rows went to; nil for cards
	Cards  [][]Spot      // of each sheet given: where each of its Cards went; nil for tables
	Notes  []forms.Issue // what a clerk should look at
}

// Spot is where a card stands in the filled file.
type Spot struct {
	Sheet string
	Card  int // from 1 on that sheet
}

// pagesOf is how many times a sheet is needed for its cards.
func pagesOf(s *Sheet) int {
	per := max(1, len(s.Layout.Cards))
	return max(1, (len(s.Cards)+per-1)/per)
}

// spots are the places of n cards on sheets of so many each.
func spots(n, each int, sheet func(page int) string) []Spot {
	out := make([]Spot, n)
	for i := range out {
		out[i] = Spot{sheet(i / each), i%each + 1}
	}
	return out
}

// File fills the sheets of a file. book is what sheet.Read made of src. All cells
// that a layout takes data from are set: to the value given, or to nothing.
func File(src []byte, book *forms.Book, sheets []Sheet) (Result, error) {
	for i := range sheets {
		if err := check(book, &sheets[i]); err != nil {
			return Result{}, err
		}
	}
	var res Result
	var err error
	switch book.Format {
	case forms.XLSX:
		res, err = intoXLSX(src, book, sheets)
	case forms.DOCX:
		res, err = intoDOCX(src, book, sheets)
	default:
		return intoGrids(book, sheets)
	}
	if err != nil {
		return Result{}, err
	}
	whole, macros, err := withoutMacros(res.Data)
	if err != nil {
		return Result{}, forms.NewFault("fill_write", "").Because(err)
	}
	if res.Data = whole; macros {
		res.Notes = append(res.Notes, note(-1, -1, "fill_macros"))
	}
	return res, nil
}

func check(book *forms.Book, s *Sheet) error {
	l := s.Layout
	if l.SheetIndex < 0 || l.SheetIndex >= len(book.Sheets) {
		return fmt.Errorf("fill: layout of sheet %d of %d", l.SheetIndex, len(book.Sheets))
	}
	for i, r := range s.Rows {
		if len(r) != len(l.Columns) {
			return fmt.Errorf("fill: row %d has %d values for %d columns", i+1, len(r), len(l.Columns))
		}
	}
	if len(s.Cards) > 0 && len(l.Cards) == 0 {
		return fmt.Errorf("fill: cards for a sheet that has none")
	}
	for i, c := range s.Cards {
		if len(c.Cells) != len(l.Cards[0].Cells) {
			return fmt.Errorf("fill: card %d has %d values for %d cells", i+1, len(c.Cells), len(l.Cards[0].Cells))
		}
	}
	return nil
}

// slots are the rows of a table that take data, 0-based: its data rows without
// those that are no data (totals, notes, headers printed again). A form without
// any takes data into the blank rows under its header (and its row of letters).
func slots(g *forms.Grid, l *forms.Layout) []int {
	skip := map[int]string{}
	for _, s := range l.Skipped {
		skip[s.Row] = s.Reason
	}
	var rows []int
	span := l.DataRows
	for n := span.First; !span.Empty() && n <= span.Last; n++ {
		if reason, skipped := skip[n]; !skipped || reason == "blank" {
			rows = append(rows, n-1)
		}
	}
	if !span.Empty() {
		return rows
	}
	for r := firstFree(g, l); r < len(g.Rows); r++ {
		if reason, skipped := skip[r+1]; skipped && reason != "blank" || !isFree(g.Rows[r], l) {
			break
		}
		rows = append(rows, r)
	}
	return rows
}

// isFree reports whether a row holds nothing, or nothing but its number.
func isFree(cells []forms.Cell, l *forms.Layout) bool {
	rest := slices.Clone(cells)
	for _, c := range l.Columns {
		if c.Field == "calc.seq" && c.Index < len(rest) && strings.Trim(strings.TrimSpace(rest[c.Index].Text), "0123456789") == "" {
			rest[c.Index] = forms.Cell{}
		}
	}
	return isBlank(rest)
}

func isBlank(cells []forms.Cell) bool {
	return !slices.ContainsFunc(cells, func(c forms.Cell) bool { return strings.TrimSpace(c.Text) != "" })
}

// firstFree is the row (0-based) where data starts in a form without data rows: below
// the header, as far down as its merged labels reach, and its row of letters.
func firstFree(g *forms.Grid, l *forms.Layout) int {
	row := l.HeaderRows.Last
	for _, m := range g.Merges {
		if m.Top >= l.HeaderRows.First-1 && m.Top < l.HeaderRows.Last && m.Bottom < l.HeaderRows.Last+headerBelow {
			row = max(row, m.Bottom+1)
		}
	}
	for _, s := range l.Skipped {
		if s.Reason == "letters" && s.Row == row+1 {
			row++
		}
	}
	return row
}

// headerBelow is how many rows further down than it was found to end a header's labels
// may reach; what reaches further is a label beside the data.
const headerBelow = 3

// totals are the rows of a table that sum it up, 0-based.
func totals(l *forms.Layout) []int {
	var rows []int
	for _, s := range l.Skipped {
		if s.Reason == "total" && s.Row > l.HeaderRows.Last && (l.DataRows.Empty() || s.Row <= l.DataRows.Last+1) {
			rows = append(rows, s.Row-1)
		}
	}
	return rows
}

// note is something a clerk should look at, at a cell.
func note(row, col int, code string, args ...string) forms.Issue {
	return forms.Issue{Row: row, Col: col, Severity: forms.Warning, Code: code, Args: args}
}
