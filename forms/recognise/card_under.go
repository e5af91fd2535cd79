package recognise

import (
	"slices"
)

// markUnder finds the rows of values that stand under their labels: every text in
// them is under a label of a row that holds nothing but labels.
func (p *page) markUnder(rows []cardRow) {
	for i := 0; i+1 < len(rows); i++ {
		head := &rows[i]
		if head.under > 0 || !p.onlyLabels(head) {
			continue
		}
		n := 0
		for j := i + 1; j < len(rows) && p.valuesUnder(head, &rows[j]); j++ {
			n++
			rows[j].under = n
			for k := range rows[j].pieces {
				if c := &rows[j].pieces[k]; c.part == partLabel {
					c.part = partValue
				}
			}
		}
		if n == 0 {
			continue
		}
		for k := range head.pieces {
			if c := &head.pieces[k]; c.text != "" && c.part == partValue {
				c.part = partLabel
			}
		}
	}
}

// onlyLabels reports whether a row holds labels side by side and no value.
func (p *page) onlyLabels(r *cardRow) bool {
	if p.turns {
		return p.rowLook(r.row).strong()
	}
	texts, known := 0, 0
	for _, c := range r.pieces {
		if c.text == "" || c.part == partGroup || c.part == partLine || c.part == partPhoto {
			continue
		}
		k := p.words.of(c.text)
		if k.label < 0.2 {
			return false
		}
		texts++
		if k.known >= 0.6 {
			known++
		}
	}
	return texts >= 2 && known >= 2 && 2*known >= texts
}

// valuesUnder reports whether the texts of a row are values, each right under a
// label of head.
func (p *page) valuesUnder(head, r *cardRow) bool {
	texts := 0
	for _, c := range r.pieces {
		if c.text == "" || c.part == partGroup {
			continue
		}
		if k := p.words.of(c.text); k.label >= 0.45 && !p.turns || c.part == partLine || !head.labelOver(c) {
			return false
		}
		texts++
	}
	return texts > 0
}

// labelOver reports whether a row has a label that a cell below is cut like.
func (r *cardRow) labelOver(below piece) bool {
	return slices.ContainsFunc(r.pieces, func(c piece) bool {
		return c.text != "" && c.Left == below.Left && c.Right == below.Right && c.part != partGroup
	})
}
