package register

import "slices"

// fewSorted is how many different numbers must rise from row to row before their order
// is no chance: of so many, one order in a hundred million.
const fewSorted = 12

// sortedWord is what a phone counts for that stands in a column put in order. Nobody
// lists people by their phones: the column was sorted without the others.
const sortedWord = 0.02

// sortedColumns are the columns of phones of a sheet that rise from row to row.
func (s *sheet) sortedColumns() []int32 {
	var out []int32
	for _, f := range []string{"person.phone", "household.head_phone", "house.owner_phone"} {
		if at, ok := s.at[f]; ok && s.rises(at) {
			out = append(out, int32(at))
		}
	}
	return out
}

// rises reports whether the values of a column never fall, empty cells left out, and
// are enough to tell.
func (s *sheet) rises(at int) bool {
	last, different := "", 0
	for r := range s.claims.Rows {
		v := s.claims.Value(at, r)
		switch {
		case v == "" || v == last:
			continue
		case v < last:
			return false
		}
		last = v
		different++
	}
	return different >= fewSorted
}

// inOrder reports whether a cell stands in a column that was put in order.
func (v *valuer) inOrder(c cell) bool { return slices.Contains(v.list[c.row].from.sorted, c.col) }
