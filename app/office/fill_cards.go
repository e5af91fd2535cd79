package office

import (
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/fill"
	"huce/forms/recognise"
)

// cards fills a sheet of cards: each card's subject as the register knows them, and
// in its member table the rest of the home.
func (f *filler) cards(c *forms.Claims, sp *speller, who map[int]int, s *fill.Sheet) {
	for r := range c.Rows {
		if c.Rows[r].Role != forms.RoleSubject {
			continue
		}
		l := line{c, r, nobody, nobody, nobody}
		if p, ok := who[r]; ok {
			l.person, l.home = p, f.home(p)
		}
		s.Cards = append(s.Cards, f.card(s.Layout.Cards[0], sp, who, l, len(s.Cards)+1))
	}
}

// card is the values of the n-th card; who is nil for one that is new.
func (f *filler) card(slot forms.Card, sp *speller, who map[int]int, l line, n int) fill.Card {
	card := fill.Card{}
	names := recognise.CellNames(slot.Cells)
	for i, cell := range slot.Cells {
		card.Cells = append(card.Cells, f.cell(cell, names[i], sp, l, n))
	}
	if len(slot.Columns) == 0 {
		return card
	}
	for i, m := range f.members(who, l) {
		card.Members = append(card.Members, f.memberRow(slot.Columns, sp, m, l, place{n, i + 1}))
	}
	return card
}

// cell is a card cell's value; an approval box keeps its lines for signature and
// date, and loses what was decided last time.
func (f *filler) cell(cell forms.CardCell, own string, sp *speller, l line, n int) *string {
	a := f.answer(cell.Field, cell.Label, own, cell.Parts, sp, l)
	if cell.Field == "" && isApproval(cell.Label) {
		if a.value == "" {
			return nil
		}
		v := signatureLines(a.value)
		return &v
	}
	f.mark(place{card: n}, cell.Label, cell.Field, l, a)
	v := f.into(cell.Row, cell.Col, cell.Lead, cell.Field, a.value)
	return &v
}

// approvals are words of the boxes that others write in.
var approvals = []string{"意见", "承诺", "评议", "签字", "签名", "公示", "审批", "审核"}

func isApproval(label string) bool {
	for _, w := range approvals {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// signatureLines are the lines of an approval box from the first that asks for a
// signature, a seal or a date.
func signatureLines(text string) string {
	for i, w := range []string{"负责人", "经办人", "签字", "签名", "盖章"} {
		at := strings.Index(text, w)
		if at < 0 {
			continue
		}
		line := strings.LastIndexByte(text[:at], '\n') + 1
		if line == 0 && i < 2 { // all in one paragraph: what stands before is the opinion
			line = at
		}
		return text[line:]
	}
	return ""
}

// members are the people of a card's member table: those whom the home has now,
// then those the card named whom the register places elsewhere or nowhere.
func (f *filler) members(who map[int]int, subject line) []line {
	named := map[int]int{} // person → the card's row
	var listed, rest []line
	if f.again {
		for _, r := range membersOf(subject.said, subject.row) {
			p, ok := who[r]
			if !ok {
				rest = append(rest, line{subject.said, r, nobody, nobody, nobody})
				continue
			}
			if _, twice := named[p]; !twice {
				named[p] = r
				listed = append(listed, line{subject.said, r, p, f.home(p), nobody})
			}
		}
	}
	if subject.home == nobody {
		return append(listed, rest...)
	}
	var out []line
	for _, p := range f.reg.Households[subject.home].Members {
		if p == subject.person {
			continue
		}
		l := line{nil, nobody, p, subject.home, nobody}
		if row, ok := named[p]; ok {
			l.said, l.row = subject.said, row
		}
		out = append(out, l)
	}
	return append(out, rest...)
}

// membersOf are the member rows of the card whose subject's row is given.
func membersOf(c *forms.Claims, subject int) []int {
	var rows []int
	if c == nil || subject < 0 {
		return nil
	}
	for r, ref := range c.Rows {
		if ref.Card == c.Rows[subject].Card && ref.Role == forms.RoleMember {
			rows = append(rows, r)
		}
	}
	return rows
}

// memberRow is a member's row. The relation is to the card's subject: as the card
// said it, the register's where the subject heads the home, else as both are related to its head.
func (f *filler) memberRow(cols []forms.Column, sp *speller, m, subject line, at place) []string {
	row := f.row(cols, recognise.MemberNames(cols), sp, m, place{at.card, at.row})
	for j, col := range cols {
		switch {
		case col.Field == "calc.seq":
			row[j] = strconv.Itoa(at.row)
		case col.Field != "person.relation":
		case m.said != nil:
			row[j] = lastShown(m.said, col.Field, m.row)
		case subject.home != nobody && f.reg.Households[subject.home].Head == subject.person:
			v, _ := f.of(m, col.Field)
			row[j] = sp.spell(col.Field, v)
		default:
			row[j] = sp.spell(col.Field, register.Kinship(f.kin(m), f.kin(subject)))
		}
	}
	return row
}

// kin is what is known of somebody of a home.
func (f *filler) kin(l line) register.Kin {
	if l.person == nobody || l.home == nobody {
		return register.Kin{}
	}
	p := &f.reg.People[l.person]
	k := register.Kin{Relation: p.Value("person.relation"), Sex: p.Value("person.sex"), Birth: p.Value("person.birth")}
	if f.reg.Households[l.home].Head == l.person {
		k.Relation = "户主"
	}
	return k
}
