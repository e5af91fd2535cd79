package recognise

import (
	"hash/maphash"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// check compares what a row says with itself and with the rows before: an ID number
// with the birth and sex beside it, a row with its double, a form's people with
// their names, a column's codes with their list.
func (rd *reading) check(l *forms.Layout) {
	if l.Kind == forms.KindPlan {
		return
	}
	cols := map[string]int{}
	for _, c := range l.Columns {
		if c.Field != "" {
			cols[c.Field] = c.Index
		}
	}
	rd.checkCodes(l, cols)
	rd.checkIdentity(l, cols)
	rd.checkNames(l, cols)
	rd.checkDoubles()
	rd.checkFilledDown(l, cols)
	if l.Kind == forms.KindTable {
		rd.checkShiftedRows(l, cols)
		rd.checkEquations(l)
		rd.checkTotals(l)
	}
}

// at is the column where a row's field stands: of a card's subject the cell's.
func at(l *forms.Layout, cols map[string]int, ref forms.RowRef, field string) (row, col int) {
	row, col = int(ref.Number)-1, -1
	if ref.Card > 0 && ref.Role == forms.RoleSubject && int(ref.Card) <= len(l.Cards) {
		for _, c := range l.Cards[ref.Card-1].Cells {
			if c.Field == field {
				return c.Row, c.Col
			}
		}
		return row, col
	}
	if c, ok := cols[field]; ok {
		col = c
	}
	return row, col
}

// checkCodes takes the bare codes of a column as unread where together they can't
// be those of the standard's list: the form's maker has numbered them anew, and no
// one but its department knows how.
func (rd *reading) checkCodes(l *forms.Layout, cols map[string]int) {
	party := strings.Contains(l.Title, "党") || slices.ContainsFunc(rd.Fields, func(f string) bool { return strings.HasPrefix(f, "party.") })
	named := codesOf(l.Template)
	for f, field := range rd.Fields {
		if rd.otherList(l, f, named[field]) {
			continue
		}
		if !vocab.CanDoubt(field) {
			continue
		}
		shown := make([]string, len(rd.Rows))
		for r := range rd.Rows {
			shown[r] = rd.ShownAs(f, r)
		}
		if !vocab.Doubtful(field, shown, party) {
			continue
		}
		for r := range rd.Rows {
			if vocab.IsBareCode(shown[r]) {
				rd.set(r, f, "", shown[r])
			}
		}
		col, ok := cols[field]
		if !ok {
			col = -1
		}
		rd.Issues = append(rd.Issues, forms.Issue{Row: -1, Col: col, Severity: forms.Warning, Code: "codes_doubtful"})
	}
}

func (rd *reading) checkIdentity(l *forms.Layout, cols map[string]int) {
	id, birth, sex := rd.Column("person.id_no"), rd.Column("person.birth"), rd.Column("person.sex")
	if id < 0 || birth < 0 && sex < 0 {
		return
	}
	for r, ref := range rd.Rows {
		number := rd.Values[id][r]
		if len(number) != 18 {
			continue
		}
		who := vocab.ParseID(number)
		if !who.Valid {
			continue
		}
		if birth >= 0 {
			if d, ok := forms.ParseISO(rd.Values[birth][r]); ok && !agrees(d, who.Birth) {
				row, col := at(l, cols, ref, "person.birth")
				rd.Issues = append(rd.Issues, forms.Issue{Row: row, Col: col, Severity: forms.Warning, Code: "birth_not_of_id", Suggest: who.Birth.String()})
			}
		}
		if sex >= 0 {
			if s := rd.Values[sex][r]; (s == "男" || s == "女") && s != who.Sex {
				row, col := at(l, cols, ref, "person.sex")
				rd.Issues = append(rd.Issues, forms.Issue{Row: row, Col: col, Severity: forms.Warning, Code: "sex_not_of_id", Suggest: who.Sex})
			}
		}
	}
}

// agrees reports whether a stated day of birth is the ID number's, as far as it goes.
func agrees(stated, id forms.Date) bool {
	return stated.Year == id.Year && (stated.Month == 0 || stated.Month == id.Month) && (stated.Day == 0 || stated.Day == id.Day)
}

// checkNames notes rows that speak of someone and don't say whom.
func (rd *reading) checkNames(l *forms.Layout, cols map[string]int) {
	field := ""
	for _, f := range []string{"person.name", "household.head_name", "org.name"} {
		if rd.Column(f) >= 0 {
			field = f
			break
		}
	}
	if field == "" || l.Unit == forms.UnitEvent {
		return
	}
	name, head := rd.Column(field), rd.Column("household.head_name")
	for r, ref := range rd.Rows {
		if rd.Values[name][r] != "" || ref.Role == forms.RoleSubject && head >= 0 && rd.Values[head][r] != "" {
			continue
		}
		if rd.nobody(r) {
			continue
		}
		row, col := at(l, cols, ref, field)
		rd.Issues = append(rd.Issues, forms.Issue{Row: row, Col: col, Severity: forms.Error, Code: "name_missing"})
	}
}

// thingGroups are groups of fields that speak of a place, a firm or a doing, which has a row
// of its own without anybody in it: a flat that is not let, a team's card.
var thingGroups = []string{"house.", "org.", "act.", "vol.", "event.", "inspect.", "dog."}

// nobody reports whether a row speaks of a place or a doing and of nobody: it says
// nothing that only a person has; of a card's subject, whose numbers may be those of the
// one who answers for the doing, that it is about such at all.
func (rd *reading) nobody(r int) bool {
	things := false
	for f, field := range rd.Fields {
		if rd.Values[f][r] == "" {
			continue
		}
		if strings.HasPrefix(field, "person.") && !strings.HasSuffix(field, "_address") && !(rd.Rows[r].Card > 0 && (field == "person.id_no" || field == "person.phone")) {
			return false
		}
		things = things || slices.ContainsFunc(thingGroups, func(p string) bool { return strings.HasPrefix(field, p) })
	}
	return things
}

// checkDoubles notes rows that say what a row before says, running numbers aside.
func (rd *reading) checkDoubles() {
	keys := make([]uint64, len(rd.Rows)) // of what each row says, 0 where that is little
	seed := maphash.MakeSeed()
	shares := min(len(rd.Rows)/1000+1, runtime.GOMAXPROCS(0))
	side(shares, func(n int) {
		from, to := n*len(keys)/shares, (n+1)*len(keys)/shares
		for r := from; r < to; r++ {
			keys[r] = rd.key(r, seed)
		}
	})
	seen := make(map[uint64]int32, len(rd.Rows))
	for r, ref := range rd.Rows {
		if keys[r] == 0 {
			continue
		}
		if first, ok := seen[keys[r]]; ok {
			rd.Issues = append(rd.Issues, forms.Issue{Row: int(ref.Number) - 1, Col: -1, Severity: forms.Warning, Code: "row_double", Args: []string{strconv.Itoa(int(first))}})
			continue
		}
		seen[keys[r]] = ref.Number
	}
}

// key tells what a row says, running numbers aside, from what others say; 0 where
// it says too little to be another's double.
func (rd *reading) key(r int, seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	said := 0
	for f, field := range rd.Fields {
		if field == "calc.seq" {
			continue
		}
		v := rd.Values[f][r]
		if v != "" {
			said++
		}
		h.WriteString(v)
		h.WriteByte(0)
	}
	if said < 3 {
		return 0
	}
	return h.Sum64()
}
