package sheet

import (
	"context"
	"errors"
	"io"
	"time"

	"huce/forms"
)

// Limits of what one file may ask of the machine. A form of a community of
// 15,000 people has a tenth of each at most.
const (
	maxUnzipped = 200 << 20 // bytes of all parts read, unzipped
	maxCells    = 2_500_000 // cells of all sheets, counted as the grid holds them
	maxText     = 64 << 20  // bytes of all texts
	maxMerges   = 200_000
	maxSheets   = 1_000
	maxRows     = 1 << 20 // as many as Excel has
	maxCols     = 1 << 14
	maxTime     = time.Minute // for reading one file
)

// budget is what is left of the limits while one file is read.
type budget struct {
	unzipped int64
	cells    int
	text     int
	merges   int
	room     room
	ctx      context.Context // who waits for the file, and how long
	calls    int
}

func newBudget(ctx context.Context) *budget {
	return &budget{unzipped: maxUnzipped, cells: maxCells, text: maxText, merges: maxMerges, ctx: ctx}
}

// patience is the fault of a file whose reading was stopped, or took too long.
func (b *budget) patience() error {
	switch err := b.ctx.Err(); {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return forms.NewFault("file_takes_too_long").Because(err)
	default:
		return forms.NewFault("stopped").Because(err)
	}
}

// tooBig is the fault of a file over a limit; what names the limit.
func tooBig(what string) *forms.Fault { return forms.NewFault("file_too_big_" + what) }

// spend takes n cells and bytes of text from the budget.
func (b *budget) spend(cells, text int) error {
	b.cells -= cells
	b.text -= text
	if b.cells < 0 || b.text < 0 {
		return tooBig("cells")
	}
	const often = 1 << 12
	if b.calls++; b.calls%often == 0 {
		return b.patience()
	}
	return nil
}

// put sets a cell of a grid within the budget. Empty cells are left out, so that
// formatted blank rows and columns cost nothing.
func (b *budget) put(g *forms.Grid, row, col int, c forms.Cell) error {
	switch {
	case c.Kind == forms.CellEmpty:
		return nil
	case row < 0 || col < 0 || row >= maxRows || col >= maxCols:
		return tooBig("cells")
	}
	grown := col + 1
	if row < len(g.Rows) {
		grown = max(0, col+1-len(g.Rows[row]))
	}
	if err := b.spend(grown, len(c.Text)+len(c.Raw)); err != nil {
		return err
	}
	for len(g.Rows) <= row {
		g.Rows = append(g.Rows, nil)
	}
	if grown > 0 {
		b.room.widen(g, row, col+1)
	}
	g.Rows[row][col] = c
	return nil
}

// merge adds a merge within the budget; one of a single cell is none.
func (b *budget) merge(g *forms.Grid, m forms.Range) error {
	if m.Top > m.Bottom || m.Left > m.Right || (m.Top == m.Bottom && m.Left == m.Right) ||
		m.Top < 0 || m.Left < 0 || m.Bottom >= maxRows || m.Right >= maxCols {
		return nil
	}
	if b.merges--; b.merges < 0 {
		return tooBig("cells")
	}
	g.Merges = append(g.Merges, m)
	return nil
}

// limitedReader counts what is unzipped and stops a bomb.
type limitedReader struct {
	r io.Reader
	b *budget
}

func (l limitedReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.b.unzipped -= int64(n); l.b.unzipped < 0 {
		return 0, tooBig("unzipped")
	}
	if stopped := l.b.patience(); stopped != nil {
		return 0, stopped
	}
	return n, err
}
