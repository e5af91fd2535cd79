package recognise

import (
	"slices"

	"huce/forms"
)

// Where is the cell (0-based) of a layout that gave row r of its claims a field. Of a
// member of a card, what the card says of the whole home stands in the card's own
// cell. False where no one cell gave it.
func Where(l *forms.Layout, c *forms.Claims, r int, field string) (row, col int, ok bool) {
	ref := c.Rows[r]
	if l.Kind != forms.KindCard {
		if at := tableColumn(l.Columns, field, int(ref.Member)); at >= 0 {
			return int(ref.Number) - 1, at, true
		}
		return 0, 0, false
	}
	if ref.Card < 1 || int(ref.Card) > len(l.Cards) {
		return 0, 0, false
	}
	card := &l.Cards[ref.Card-1]
	if ref.Role == forms.RoleMember {
		if at := memberColumn(card.Columns, field); at >= 0 {
			return int(ref.Number) - 1, at, true
		}
	}
	if row, col, ok = cardCell(card, field); !ok && field == "household.address" {
		row, col, ok = cardCell(card, "person.residence_address")
	}
	return row, col, ok
}

// tableColumn is the column that tableClaims reads a field from, of a row with
// several people that of person k; -1 where there is none.
func tableColumn(cols []forms.Column, field string, k int) int {
	sets := memberSets(cols)
	for i, name := range ColumnNames(cols) {
		if name == field && sets.belongs(i, k) {
			return cols[i].Index
		}
	}
	return -1
}

// memberColumn is the column that readMembers reads a field from.
func memberColumn(cols []forms.Column, field string) int {
	if i := slices.Index(MemberNames(cols), field); i >= 0 {
		return cols[i].Index
	}
	return -1
}

// cardCell is the cell that readSubject reads a field from.
func cardCell(card *forms.Card, field string) (row, col int, ok bool) {
	if i := slices.Index(CellNames(card.Cells), field); i >= 0 {
		return card.Cells[i].Row, card.Cells[i].Col, true
	}
	return 0, 0, false
}
