package register

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/archive/link"
	"huce/forms"
	"huce/forms/vocab"
)

// records writes mentions for the linker.
func records(list []mention, subs []Submission, p *places, threads int) *link.Records {
	const piece = 4096
	rec := link.NewRecords(len(list))
	spread((len(list)+piece-1)/piece, threads, func(k int) {
		for i := k * piece; i < min((k+1)*piece, len(list)); i++ {
			sub := int32(-1)
			if m := &list[i]; m.as.lists && listsPeople(subs[m.sub].Unit, m) {
				sub = m.sub<<8 | m.ref.Sheet&0xff
			}
			rec.Put(i, sub, resident(&list[i], p))
		}
	})
	return rec
}

// listsPeople reports whether the form names each person once: a table of people
// or of homes with their members, not cards.
func listsPeople(unit forms.Unit, m *mention) bool {
	ref := m.from.claims.Rows[m.ref.Row]
	return (unit == forms.UnitPerson || unit == forms.UnitHousehold) && ref.Card == 0
}

func resident(m *mention, p *places) link.Resident {
	head, _ := m.head()
	address := m.lives()
	a := p.of[address]
	if a.Rest != "" {
		address = a.Rest
	}
	name := m.person("person.name")
	if nickname(name) {
		name = "" // whoever of the family that is
	}
	return link.Resident{
		Name: name, ID: idText(m), Birth: isoOnly(m.person("person.birth")), Sex: m.person("person.sex"),
		Phone:   phoneText(m.person("person.phone")),
		Address: link.PlaceText(a.Area+p.keyOf(a), a.Building, a.Unit, roomOf(a), address), Head: head,
	}
}

// titles are what people are called by, behind a surname.
var titles = []string{"师傅", "大爷", "大妈", "大姐", "大哥", "阿姨", "先生", "女士", "小姐", "老师", "奶奶", "爷爷", "叔叔", "婶婶", "同志", "某某", "某"}

// nickname reports whether a name is what neighbours say: 小胡, 老李, 彭师傅. It
// names a family, not one of its people.
func nickname(name string) bool {
	for _, t := range titles {
		if rest, ok := strings.CutSuffix(name, t); ok && utf8.RuneCountInString(rest) <= 2 {
			return true
		}
	}
	if utf8.RuneCountInString(name) != 2 {
		return false
	}
	return strings.HasPrefix(name, "小") || strings.HasPrefix(name, "老")
}

// keyOf is the estate's key, "" where the address names none.
func (p *places) keyOf(a place) string {
	if a.Estate == "" {
		return ""
	}
	return p.key(a.Estate)
}

// roomOf is the room, or a house's number where that is all there is.
func roomOf(a place) string {
	if a.Room == "" && a.House {
		return a.Building
	}
	return a.Room
}

// idText is a mention's ID number: with stars where a spreadsheet cut it off, ""
// where nothing is left of it.
func idText(m *mention) string {
	s := m.person("person.id_no")
	switch {
	case len(s) < 14 || strings.ContainsAny(s, ".E+"):
		return ""
	case len(s) == 18 && strings.HasSuffix(s, "000") && (m.from.cut || !vocab.ParseID(s).Valid):
		return s[:15] + "***"
	case strings.Contains(s, "*") && len(s) != 18:
		return ""
	}
	return s
}

func isoOnly(s string) string {
	if _, ok := forms.ParseISO(s); ok {
		return s
	}
	return ""
}

// phoneText is the numbers of a cell without extensions.
func phoneText(s string) string {
	if !strings.Contains(s, "转") {
		return s
	}
	parts := strings.Split(s, link.Also)
	for i, p := range parts {
		parts[i], _, _ = strings.Cut(p, "转")
	}
	return strings.Join(parts, link.Also)
}

// surely groups the mentions that give the same valid ID number and name.
func surely(list []mention) [][]int32 {
	type key struct{ id, name string }
	var keyed []struct {
		key
		at int32
	}
	for i := range list {
		id, name := list[i].person("person.id_no"), list[i].person("person.name")
		if len(id) == 18 && name != "" && vocab.CheckChar(id) == id[17] {
			keyed = append(keyed, struct {
				key
				at int32
			}{key{id, name}, int32(i)})
		}
	}
	slices.SortFunc(keyed, func(a, b struct {
		key
		at int32
	},
	) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.name, b.name), cmp.Compare(a.at, b.at))
	})
	var groups [][]int32
	for i := 0; i < len(keyed); {
		j := i
		var rows []int32
		for ; j < len(keyed) && keyed[j].key == keyed[i].key; j++ {
			rows = append(rows, keyed[j].at)
		}
		if len(rows) > 1 {
			groups = append(groups, rows)
		}
		i = j
	}
	return groups
}
