package register

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/archive/link"
	"huce/forms"
	"huce/forms/vocab"
)

// listOf is the list that names each person once and that a row stands in: a table
// (0), or the people of one card. False where the row may well repeat another.
func listOf(m *mention, unit forms.Unit) (card int32, ok bool) {
	if m.as.lists && listsPeople(unit, m) {
		return 0, true
	}
	return cardOf(m)
}

// cardOf is the card whose subject a row is, or another of its people.
func cardOf(m *mention) (int32, bool) {
	ref := m.from.claims.Rows[m.ref.Row]
	relation := m.person("person.relation")
	if ref.Card == 0 || ref.Role == forms.RoleMember && (relation == "" || selves[relation]) {
		return 0, false
	}
	return ref.Card, true
}

// listsPeople reports whether the form names each person once: a table of people
// or of homes with their members, not cards.
func listsPeople(unit forms.Unit, m *mention) bool {
	ref := m.from.claims.Rows[m.ref.Row]
	return (unit == forms.UnitPerson || unit == forms.UnitHousehold) && ref.Card == 0
}

// resident is what a row says of its person, the address left out.
func resident(m *mention, day forms.Date) link.Resident {
	head, _ := m.head()
	name := vocab.Simplified(m.person("person.name"))
	id, order, parents := idText(m), orderOf(m.person("person.relation")), false
	switch {
	case nickname(name):
		name = "" // whoever of the family that is
	case nameless(name):
		order = cmp.Or(orderOf(name), order)
		parents = tooOld(id, day)
		name = ""
	}
	sex := sexOf[m.person("person.relation")]
	if m.as.takes == nil {
		sex = cmp.Or(sex, m.from.sex)
	}
	return link.Resident{
		Name: name, ID: id, Parents: parents, Birth: birthOf(m, day), Sex: cmp.Or(m.person("person.sex"), link.Implied(sex)),
		Phone: phoneText(m.person("person.phone")), Head: vocab.Simplified(head), Order: order,
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

// newborns are what a child is called that has no name yet, behind the name of a
// parent or alone.
var newborns = []string{"之子", "之女", "之长子", "之长女", "之次子", "之次女", "之双", "之大双", "之小双", "宝宝", "婴儿", "新生儿", "未取名", "未起名", "未命名", "待取名", "待起名"}

// nameless reports whether a name is a child's before it has one: 张丽之子, 未取名. It
// says whose child it is, not which.
func nameless(name string) bool {
	name = strings.TrimRight(name, "0123456789一二三四")
	for _, n := range newborns {
		before, ok := strings.CutSuffix(name, n)
		if ok && (utf8.RuneCountInString(before) != 1 || strings.HasPrefix(n, "之")) {
			return true
		}
	}
	return false
}

// unnamedYears is how old a child without a name may be: it has one when it is entered
// in the household register, and goes to school with it.
const unnamedYears = 6

// tooOld reports whether a number was given to somebody who has had a name for long: on
// the row of a child without one it is a parent's.
func tooOld(id string, day forms.Date) bool {
	if len(id) != 18 || day.IsZero() {
		return false
	}
	year, err := strconv.Atoi(id[6:10])
	return err == nil && int(day.Year)-year > unnamedYears
}

// orders are the words for which child of its parents a child is, of twins, too.
var orders = []struct{ word, order string }{
	{"长子", "1"}, {"长女", "1"}, {"大双", "1"}, {"次子", "2"}, {"次女", "2"}, {"二女", "2"}, {"二子", "2"}, {"小双", "2"}, {"三子", "3"}, {"三女", "3"},
}

// orderOf is the order of birth that a name or a relation says: 赵丽之小双, 次子.
func orderOf(text string) string {
	for _, o := range orders {
		if strings.HasSuffix(text, o.word) {
			return o.order
		}
	}
	return ""
}

// idText is a mention's ID number: with stars where a spreadsheet cut it off, ""
// where nothing is left of it.
func idText(m *mention) string {
	s := m.person("person.id_no")
	switch {
	case len(s) < 7:
		return ""
	case vocab.ParseID(s).Fault == "id_other":
		return link.Paper(s) // a passport's, a permit's
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

// surely is a hash of a mention's ID number and name, 0 where it gives no valid
// number or no name.
func surely(m *mention) uint64 {
	id, name := m.person("person.id_no"), m.person("person.name")
	if len(id) != 18 || name == "" || vocab.CheckChar(id) != id[17] {
		return 0
	}
	return joinText(joinText(3, id), vocab.Simplified(name))
}

// identified reports whether a row says enough to be someone: a name, and a number,
// a birth, a phone or a place beside it; of a child without a name yet the day of
// birth and where it lives.
func identified(m *mention, texts *[link.Fields]string, lives string) bool {
	if texts[link.Name] == "" {
		return validID(texts[link.ID]) || lives != "" && len(m.person("person.birth")) == len("2026-01-01") && nameless(m.person("person.name"))
	}
	for _, f := range []int{link.ID, link.Birth, link.Phone} {
		if v := texts[f]; v != "" && !link.IsReckoned(v) {
			return true
		}
	}
	return lives != ""
}

// join and joinText go on with a hash.
func join(h, v uint64) uint64 {
	h ^= v * 0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

func joinText(h uint64, s string) uint64 {
	h = join(h, uint64(len(s)))
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h ^ h>>32
}
