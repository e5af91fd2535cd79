package recognise

import (
	"slices"

	"huce/forms"
	"huce/forms/vocab"
)

// besides understands tables that stand side by side on a sheet, each with a header of
// its own in the same row: two lists with an empty column between them, or one long
// list broken into two columns. It gives nothing where there is one table only.
//
// What stands over them all (the title, the day) is every one's.
func (p *page) besides() []forms.Layout {
	h, ok := p.findHeader(0, p.rows-1)
	if !ok {
		return nil
	}
	cuts := p.cutsBeside(h)
	if len(cuts) < 2 {
		return nil
	}
	var out []forms.Layout
	for i, from := range cuts {
		to := p.width - 1
		if i+1 < len(cuts) {
			to = cuts[i+1] - 1
		}
		found := p.cut(from, to).tables()
		if len(found) == 0 || found[0].HeaderRows.Empty() {
			return nil
		}
		out = append(out, found...)
	}
	over := p.linesOf(0, h.top-1)
	over = append(paragraphs(p.Before), over...)
	title := titleOf(over)
	for i := range out {
		l := &out[i]
		if l.Title == "" || i == 0 {
			l.Title = title
		}
		if i == 0 {
			continue
		}
		first := &out[0]
		if l.Department == "" {
			l.Department = first.Department
		}
		if l.AsOf.IsZero() {
			l.AsOf = first.AsOf
		}
		if l.Period == "" {
			l.Period = first.Period
		}
	}
	return out
}

// cutsBeside are the first columns of the tables whose labels stand in one header row:
// one where a running number or the first label comes again behind an empty column, or
// where all labels come again in the same order.
func (p *page) cutsBeside(h header) []int {
	labels := map[int]string{}
	var cols []int
	for _, c := range h.columns {
		if l := bare(c.Label); l != "" && c.Group == "" {
			labels[c.Index] = l
			cols = append(cols, c.Index)
		}
	}
	if len(cols) < 4 || len(cols) != len(h.columns) {
		return nil
	}
	if size := p.wholeRuns(cols, labels); size > 0 {
		var cuts []int
		for i := 0; i < len(cols); i += size {
			cuts = append(cuts, cols[i])
		}
		return cuts
	}
	cuts := []int{cols[0]}
	seen := map[string]bool{labels[cols[0]]: true}
	for i := 1; i < len(cols); i++ {
		c := cols[i]
		if c-cols[i-1] > 1 && p.emptyColumns(cols[i-1]+1, c-1, h.top) && seen[labels[c]] && len(cols)-i >= 2 && (seqLabels[labels[c]] || namesSomebody(labels[c])) {
			cuts = append(cuts, c)
		}
		seen[labels[c]] = true
	}
	return cuts
}

// wholeRuns is how many labels the parts of a list have that is broken into columns:
// the same labels in the same order, from the first to the last, and each part counts
// or names its own rows. 0 where the labels don't come again so.
func (p *page) wholeRuns(cols []int, labels map[int]string) int {
	for size := 2; size <= len(cols)/2; size++ {
		if len(cols)%size != 0 || !seqLabels[labels[cols[0]]] {
			continue
		}
		same := true
		for i := size; i < len(cols) && same; i++ {
			same = labels[cols[i]] == labels[cols[i-size]]
		}
		if same {
			return size
		}
	}
	return 0
}

// namesSomebody reports whether a label asks for the name of a person or a head.
func namesSomebody(label string) bool {
	return slices.ContainsFunc(meanings(label, ""), func(m vocab.Meaning) bool {
		_, part := owner(m.Field)
		return part == "_name" && m.Score >= 0.6
	})
}

// emptyColumns reports whether nothing stands in columns from..to from a row on.
func (p *page) emptyColumns(from, to, top int) bool {
	for r := top; r < p.rows; r++ {
		for c := from; c <= to; c++ {
			if !blank(p.text(r, c)) {
				return false
			}
		}
	}
	return true
}
