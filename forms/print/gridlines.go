package print

import (
	"math"

	"huce/forms"
)

// singleLine is what a line of 宋体 takes where nothing is said, in em.
const singleLine = 1.3

// compactLines are a text document's lines at single spacing, with half of Word's own
// margins of a cell.
func (s *strip) compactLines() { s.look.padX, s.look.padY, s.look.leading = 2.7, 1.6, singleLine }

// documentLines sets the lines of a text document's table as far apart as its file says.
// One distance serves the whole table: that of the size most of its text has.
func (s *strip) documentLines() {
	s.compactLines()
	says := s.looks.Lines
	if says == (forms.DocLines{}) {
		return
	}
	sizes := map[float64]int{}
	size := s.looks.Of(-1, -1).Size
	for i := range s.boxes {
		if b := &s.boxes[i]; b.cell.Text != "" {
			if sizes[b.look.Size]++; sizes[b.look.Size] > sizes[size] {
				size = b.look.Size
			}
		}
	}
	if size <= 0 {
		return
	}
	pitch := size * singleLine
	if says.Grid > 0 { // a line takes whole rows of the grid
		pitch = math.Ceil(pitch/says.Grid-0.02) * says.Grid
	}
	if says.Times > 0 {
		pitch *= min(says.Times, 3)
	}
	if says.Fixed > 0 {
		pitch = max(says.Fixed, size)
	}
	s.look.leading = min(max(pitch/size, 1.05), 4)
	s.look.padY = min(max((pitch-size)/2, 0.4)+says.Gap/2, 30)
}

// closer sets a text document's lines at single spacing, if that keeps its page.
func (s *strip) closer(room float64) bool {
	was := s.look
	s.compactLines()
	if s.look == was {
		return false
	}
	if s.layAll(); s.total() <= room+hair {
		return true
	}
	return false // and stays so: what gives way next has more room
}
