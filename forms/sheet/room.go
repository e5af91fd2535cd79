package sheet

import "huce/forms"

// room is the memory that the rows of a file are laid out in. Files write a row
// after the other and each from left to right, so that the row at hand stands at
// the end of a block and grows in place: nothing is copied, and no row keeps more
// than it holds.
type room struct {
	block []forms.Cell
	used  int
	grid  *forms.Grid // whose row stands at the end of the block
	row   int
	start int // where in the block it begins
}

// Cells of a block: little for a form of one page, and for a register of a whole
// community hardly more blocks than rows have cells.
const (
	firstBlock = 1 << 8
	lastBlock  = 1 << 14
)

// widen makes a row as wide as that.
func (m *room) widen(g *forms.Grid, row, width int) {
	old := g.Rows[row]
	if m.grid != g || m.row != row {
		if len(old) > 0 { // a file that comes back to a row
			g.Rows[row] = append(old, make([]forms.Cell, width-len(old))...)
			return
		}
		m.grid, m.row, m.start = g, row, m.used
	}
	if m.start+width > len(m.block) {
		m.block = make([]forms.Cell, max(2*width, min(max(firstBlock, 2*len(m.block)), lastBlock)))
		m.start = 0
		copy(m.block, old)
	}
	m.used = m.start + width
	g.Rows[row] = m.block[m.start:m.used:m.used]
}
