package recognise

import (
	"strings"

	"huce/forms"
)

// cardClaims reads the cards of a sheet.
func cardClaims(p *page, l *forms.Layout) *forms.Claims {
	rd := newReading(p)
	codes := codesOf(l.Template)
	for i := range l.Cards {
		c := &l.Cards[i]
		if rd.emptyCard(c) {
			continue
		}
		rd.readSubject(c, i+1, codes)
		rd.readMembers(c, i+1, codes)
	}
	rd.resolve(l)
	rd.completeDays(l)
	rd.homes(l)
	rd.check(l)
	return rd.Claims
}

// emptyCard reports whether nothing is filled in on a card.
func (rd *reading) emptyCard(c *forms.Card) bool {
	for _, cell := range c.Cells {
		if cell.Field != "" && !blank(rd.p.valueIn(&cell).Text) {
			return false
		}
	}
	for n := c.Members.First; n >= 1 && n <= c.Members.Last; n++ {
		if !rd.p.blankRow(n - 1) {
			return false
		}
	}
	for _, cell := range c.Cells {
		if ownText(rd.p.valueIn(&cell).Text) != "" {
			return false
		}
	}
	return true
}

// readSubject reads the cells of a card into a row of their own.
func (rd *reading) readSubject(c *forms.Card, number int, codes map[string]string) {
	rd.addRow(forms.RowRef{Number: int32(c.Rows.First), Card: int32(number)})
	r := len(rd.Rows) - 1
	names := CellNames(c.Cells)
	for i, cell := range c.Cells {
		if holdsParts(cell.Field, cell.Parts) {
			rd.readParts(r, rd.p.valueIn(&cell).Text, cell.Parts, cell.Row, cell.Col, codes)
		}
		name := names[i]
		rd.read(r, rd.field(name), rd.p.valueIn(&cell), cell.Row, cell.Col, codes[name], ownMeaningOf(name, cell.Label, nil))
	}
}

// readMembers reads the member table of a card, a row for each member.
func (rd *reading) readMembers(c *forms.Card, number int, codes map[string]string) {
	names := MemberNames(c.Columns)
	for n := c.Members.First; n >= 1 && n <= c.Members.Last; n++ {
		if !rd.memberHere(c, n-1) {
			continue
		}
		rd.addRow(forms.RowRef{Number: int32(n), Card: int32(number), Role: forms.RoleMember})
		r := len(rd.Rows) - 1
		for i, col := range c.Columns {
			name := names[i]
			rd.read(r, rd.field(name), rd.p.At(n-1, col.Index), n-1, col.Index, codes[name], ownMeaningOf(name, col.Label, col.Means))
		}
	}
}

// memberHere reports whether a row of a member table names someone: a running
// number alone is a row kept ready.
func (rd *reading) memberHere(c *forms.Card, row int) bool {
	for _, col := range c.Columns {
		if strings.HasPrefix(col.Field, "calc.") {
			continue
		}
		if !blank(rd.p.text(row, col.Index)) {
			return true
		}
	}
	return false
}

// homes repeats on the rows of members what their card says of the home, and names
// the card's subject on them.
func (rd *reading) homes(l *forms.Layout) {
	members := false
	for _, ref := range rd.Rows {
		members = members || ref.Role == forms.RoleMember
	}
	if !members {
		return
	}
	address := rd.field("household.address")
	name, id := rd.field(SubjectName), rd.field(SubjectID)
	residence := rd.Column("person.residence_address")
	subject := -1
	for r, ref := range rd.Rows {
		if ref.Role == forms.RoleSubject {
			subject = r
			continue
		}
		if subject < 0 || rd.Rows[subject].Card != ref.Card {
			continue
		}
		for f, field := range rd.Fields {
			if strings.HasPrefix(field, "household.") && rd.Values[f][r] == "" {
				rd.set(r, f, rd.Values[f][subject], rd.ShownAs(f, subject))
			}
		}
		if residence >= 0 && rd.Values[address][r] == "" {
			rd.set(r, address, rd.Values[residence][subject], rd.ShownAs(residence, subject))
		}
		rd.set(r, name, rd.first(subject, "person.name", "household.head_name"), "")
		rd.set(r, id, rd.first(subject, "person.id_no", "household.head_id"), "")
		rd.Shown[name][r], rd.Shown[id][r] = "", ""
	}
}

// first is the value of the first of some fields that a row has.
func (rd *reading) first(r int, fields ...string) string {
	for _, f := range fields {
		if v := rd.Get(r, f); v != "" {
			return v
		}
	}
	return ""
}
