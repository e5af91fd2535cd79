package forms

import "math"

// Texts holds the texts of many rows without a pointer each: every different text
// once, and per row its number. Archives give their claims so: 200,000 rows take a
// third of the memory, and there is nothing in them for the collector of garbage to
// look at. The zero Texts is empty in every row. Texts never change.
type Texts struct {
	text string   // the different texts, one behind the other
	ends []uint32 // of each text, where it ends in text; text 0 is ""
	// per row the number of its text; the narrowest that holds them all is there
	few  []uint8
	some []uint16
	many []uint32
}

// NewTexts holds these texts.
func NewTexts(texts []string) Texts {
	number := map[string]uint32{"": 0}
	var text []byte
	ends, of := []uint32{0}, make([]uint32, len(texts))
	for r, s := range texts {
		n, known := number[s]
		if !known {
			n = uint32(len(ends))
			number[s] = n
			text = append(text, s...)
			ends = append(ends, uint32(len(text)))
		}
		of[r] = n
	}
	return TextsOf(string(text), ends, of)
}

// TextsOf are those whose row r has text of[r] of those that stand in text one
// behind the other: text k > 0 goes from ends[k-1] to ends[k]. Text 0 is "", and
// ends[0] where the first one begins. It keeps text and ends, not of.
func TextsOf(text string, ends, of []uint32) Texts {
	if len(ends) <= 1 {
		return Texts{}
	}
	c := Texts{text: text, ends: ends}
	switch {
	case len(ends) <= math.MaxUint8+1:
		c.few = narrowed[uint8](of)
	case len(ends) <= math.MaxUint16+1:
		c.some = narrowed[uint16](of)
	default:
		c.many = narrowed[uint32](of)
	}
	return c
}

func narrowed[N uint8 | uint16 | uint32](of []uint32) []N {
	out := make([]N, len(of))
	for i, n := range of {
		out[i] = N(n)
	}
	return out
}

// Number is the number of the text in row r: 0 where it is empty, equal for equal
// ones.
func (c *Texts) Number(r int) uint32 {
	switch {
	case c.few != nil:
		return uint32(c.few[r])
	case c.some != nil:
		return uint32(c.some[r])
	case c.many != nil:
		return c.many[r]
	}
	return 0
}

// Count is how many different texts there are, with "".
func (c *Texts) Count() int { return max(1, len(c.ends)) }

// Text is the text of a number.
func (c *Texts) Text(n uint32) string {
	if n == 0 {
		return ""
	}
	return c.text[c.ends[n-1]:c.ends[n]]
}

// At is the text in row r.
func (c *Texts) At(r int) string { return c.Text(c.Number(r)) }

// fits reports whether the column has this many rows.
func (c *Texts) fits(rows int) bool {
	return c.ends == nil || max(len(c.few), len(c.some), len(c.many)) == rows
}
