package register

import (
	"cmp"
	"slices"
	"strconv"
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
	lists := newLists(list, subs)
	spread((len(list)+piece-1)/piece, threads, func(k int) {
		for i := k * piece; i < min((k+1)*piece, len(list)); i++ {
			m := &list[i]
			rec.Put(i, lists.of(m), resident(m, subs[m.sub].AsOf, p))
		}
	})
	return rec
}

// lists numbers the lists that name each person once: a table, or the members of one
// card beside its subject.
type lists struct {
	subs  []Submission
	cards map[groupKey]int32
}

// newLists numbers the cards behind the tables.
func newLists(list []mention, subs []Submission) *lists {
	l := &lists{subs: subs, cards: map[groupKey]int32{}}
	for i := range list {
		if key, ok := cardOf(&list[i]); ok {
			if _, known := l.cards[key]; !known {
				l.cards[key] = int32(len(subs))<<8 + int32(len(l.cards))
			}
		}
	}
	return l
}

// of is the list that a row stands in, -1 where the row may well repeat another.
func (l *lists) of(m *mention) int32 {
	if m.as.lists && listsPeople(l.subs[m.sub].Unit, m) {
		return m.sub<<8 | m.ref.Sheet&0xff
	}
	if key, ok := cardOf(m); ok {
		return l.cards[key]
	}
	return -1
}

// cardOf is the card whose subject a row is, or another of its people.
func cardOf(m *mention) (groupKey, bool) {
	ref := m.from.claims.Rows[m.ref.Row]
	relation := m.person("person.relation")
	if ref.Card == 0 || ref.Role == forms.RoleMember && (relation == "" || selves[relation]) {
		return groupKey{}, false
	}
	return groupKey{from: m.from, card: ref.Card}, true
}

// listsPeople reports whether the form names each person once: a table of people
// or of homes with their members, not cards.
func listsPeople(unit forms.Unit, m *mention) bool {
	ref := m.from.claims.Rows[m.ref.Row]
	return (unit == forms.UnitPerson || unit == forms.UnitHousehold) && ref.Card == 0
}

func resident(m *mention, day forms.Date, p *places) link.Resident {
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
		Name: name, ID: idText(m), Birth: birthOf(m, day), Sex: cmp.Or(m.person("person.sex"), link.Implied(sexOf[m.person("person.relation")])),
		Phone:   phoneText(m.person("person.phone")),
		Address: link.PlaceText(a.Area+p.keyOf(a), a.Building, a.Unit, roomOf(a), address), Head: head,
	}
}

// birthOf is the birth that a row states, else the year that its age gives.
func birthOf(m *mention, day forms.Date) string {
	if birth := isoOnly(m.person("person.birth")); birth != "" {
		return birth
	}
	age, err := strconv.Atoi(m.from.get(int(m.ref.Row), "calc.age"))
	if err != nil || m.as.takes != nil || age <= 0 || age > 120 || day.IsZero() {
		return ""
	}
	return link.Reckoned(int(day.Year) - age)
}

// sexOf is the sex of whom a relation to the head of a home names.
var sexOf = map[string]string{}

func init() {
	for sex, relations := range map[string]string{
		"男": "子 儿子 长子 次子 三子 父 父亲 公公 岳父 孙 孙子 外孙 外孙子 祖父 爷爷 外祖父 外公 兄 弟 兄弟 哥哥 弟弟 女婿 孙女婿 夫 丈夫 侄子 外甥 继父 养子 伯父 叔父 舅父",
		"女": "女 女儿 长女 次女 三女 母 母亲 婆婆 岳母 孙女 外孙女 祖母 奶奶 外祖母 外婆 姐 妹 姐妹 姐姐 妹妹 儿媳 媳妇 孙媳 妻 妻子 侄女 外甥女 继母 养女 伯母 婶母 舅母 姑母 姨母",
	} {
		for _, r := range strings.Fields(relations) {
			sexOf[r] = sex
		}
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
