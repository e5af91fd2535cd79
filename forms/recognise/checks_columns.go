package recognise

import (
	"strconv"

	"huce/forms"
	"huce/forms/vocab"
)

// checkFilledDown notes ID numbers that a spreadsheet filled down from the row above:
// the same number for another name, or one that counts on from it.
func (rd *reading) checkFilledDown(l *forms.Layout, cols map[string]int) {
	id, name := rd.Column("person.id_no"), rd.Column("person.name")
	if id < 0 || name < 0 || l.Kind != forms.KindTable {
		return
	}
	for r := 1; r < len(rd.Rows); r++ {
		above, here := rd.Values[id][r-1], rd.Values[id][r]
		if len(here) < 15 || len(above) != len(here) || rd.Values[name][r] == rd.Values[name][r-1] {
			continue
		}
		if above != here && !countsOn(above, here) || slipOfPen(rd.Values[name][r-1], rd.Values[name][r]) {
			continue
		}
		row, col := at(l, cols, rd.Rows[r], "person.id_no")
		rd.Issues = append(rd.Issues, forms.Issue{Row: row, Col: col, Severity: forms.Error, Code: "id_filled_down", Args: []string{strconv.Itoa(int(rd.Rows[r-1].Number))}})
	}
}

// slipOfPen reports whether two names of three characters or more differ in one: the
// same person written twice.
func slipOfPen(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) || len(x) < 3 {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	return differ == 1
}

// countsOn reports whether a number is the one before plus one, and so no ID number of
// its own: the check digit would be another.
func countsOn(before, number string) bool {
	head := len(number) - 6
	if before[:head] != number[:head] || vocab.ParseID(number).Valid {
		return false
	}
	a, err1 := strconv.Atoi(before[head:])
	b, err2 := strconv.Atoi(number[head:])
	return err1 == nil && err2 == nil && b == a+1
}

// checkShiftedRows notes rows whose values stand a column beside their own: no ID
// number under its label, but one right beside it.
func (rd *reading) checkShiftedRows(l *forms.Layout, cols map[string]int) {
	col, ok := cols["person.id_no"]
	id := rd.Column("person.id_no")
	if !ok || id < 0 || l.Kind != forms.KindTable {
		return
	}
	for r, ref := range rd.Rows {
		shown := rd.ShownAs(id, r)
		if shown == "" || ref.Member > 1 || isFigure(shown) || vocab.Fits("person.id_no", shown) >= 0.3 {
			continue
		}
		row := int(ref.Number) - 1
		for _, beside := range []int{col - 1, col + 1} {
			if vocab.ParseID(rd.p.text(row, beside)).Valid {
				rd.Issues = append(rd.Issues, forms.Issue{Row: row, Col: col, Severity: forms.Error, Code: "row_shifted"})
				break
			}
		}
	}
}

// typed are the kinds of field whose values can hardly be mistaken for others'.
var typed = map[string]bool{"idcard": true, "phone": true, "date": true, "address": true, "code": true, "bankcard": true}

// shifted finds a whole table whose values stand a column beside their labels, as when
// a column was put in or taken out below the header: of the columns whose values are
// telling at least three, and most, hold what the label beside asks for. The answer
// is how far to the right the values stand, 0 where they stand as they should.
func shifted(qs []*question) int {
	for _, by := range []int{1, -1} {
		own, beside, all := 0, 0, 0
		for i, q := range qs {
			field := q.said()
			def, ok := vocab.Field(field)
			if !ok || !typed[def.Type] && field != "person.name" || i+by < 0 || i+by >= len(qs) {
				continue
			}
			next := qs[i+by]
			if len(next.sample) == 0 {
				continue
			}
			all++
			if len(q.sample) > 0 && q.fit(field) >= 0.5 {
				own++
			}
			if next.fit(field) >= 0.7 {
				beside++
			}
		}
		if beside >= 3 && 4*beside >= 3*all && 4*own <= all {
			return by
		}
	}
	return 0
}

// said is the field that a question's label alone means, "" where it leaves it open.
func (q *question) said() string {
	field, best := "", 0.6
	for _, m := range q.seen {
		if m.Score > best {
			field, best = m.Field, m.Score
		}
	}
	return field
}
