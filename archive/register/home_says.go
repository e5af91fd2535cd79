package register

import (
	"slices"

	"huce/archive/link"
	"huce/forms"
)

// says is what a person's rows say of whose home they live in.
type says struct {
	newest headClaim   // the newest that names a head
	named  []headClaim // every head that another of the rows names, once each
	kin    []headClaim // of them those that it calls the person kin of
	groups []groupKey
	// the newest row that tells the kind of home says that it is a collective one
	collective bool
}

// headClaim is what one row says of a person's place in the home.
type headClaim struct {
	headship
	name, id string // of the head
}

// headship is what the newest row that names a head says of a person's place in
// the home.
type headship struct {
	person   int32 // the head, none where not found
	relation string
	asOf     forms.Date
	self     bool // the row calls the person the head
	kin      bool // the relation is one of kinship
	named    bool // a row names a head
}

// groupKey is a home as one sheet numbers it, or one card.
type groupKey struct {
	from *sheet
	no   string
	card int32
}

// selves are the relations of the head.
var selves = map[string]bool{"户主": true, "本人": true, "本人或户主": true, "本人(户主)": true, "申请人": true}

// strangers are the relations of those who live along without being kin.
var strangers = map[string]bool{"非亲属": true, "其他": true, "租客": true, "租户": true, "房客": true, "保姆": true, "雇工": true, "合租": true, "朋友": true, "同事": true}

// says reads the rows of each person.
func (b *builder) says() []*says {
	out := make([]*says, len(b.people))
	const piece = 64
	link.Spread((len(out)+piece-1)/piece, b.threads, func(k int) {
		for p := k * piece; p < min((k+1)*piece, len(out)); p++ {
			if old := b.memo.says[b.signs[p]]; old != nil {
				out[p] = old
			} else {
				out[p] = b.read(b.crowd.rows[p])
			}
		}
	})
	for p, x := range out {
		b.next.says[b.signs[p]] = x
	}
	return out
}

func (b *builder) read(rows []int32) *says {
	out := &says{}
	add := func(list []headClaim, c headClaim) []headClaim {
		if slices.ContainsFunc(list, func(x headClaim) bool { return x.name == c.name && x.id == c.id }) {
			return list
		}
		return append(list, c)
	}
	for _, i := range rows {
		m := &b.list[i]
		c, ok := headOf(m, b.subs[m.sub].AsOf)
		if ok && c.asOf.Compare(out.newest.asOf) >= 0 {
			out.newest = c
		}
		if ok && !c.self {
			out.named = add(out.named, c)
		}
		if c.relation != "" && !selves[c.relation] && !strangers[c.relation] {
			name, id := m.head()
			if name != "" || id != "" {
				out.kin = add(out.kin, headClaim{name: name, id: id})
			}
		}
		if kind := m.from.get(int(m.ref.Row), "household.kind"); kind != "" && m.as.homes {
			out.collective = kind == collective
		}
		if key, ok := groupOf(m); ok && !slices.Contains(out.groups, key) {
			out.groups = append(out.groups, key)
		}
	}
	return out
}

func headOf(m *mention, asOf forms.Date) (headClaim, bool) {
	relation := m.person("person.relation")
	name, id := m.head()
	c := headClaim{headship{relation: relation, asOf: asOf, self: selves[relation]}, name, id}
	headRow := m.as.takes["household.head_name"] != ""
	if headRow || name != "" && name == m.person("person.name") && relation == "" {
		c.self = true
	}
	c.headship.named = c.self || name != "" || id != ""
	c.headship.kin = !c.self && relation != "" && !strangers[relation]
	return c, c.headship.named
}

// groupOf is the card, or the sheet's number of a home, that a row stands under.
func groupOf(m *mention) (groupKey, bool) {
	if !m.as.homes {
		return groupKey{}, false
	}
	ref := m.from.claims.Rows[m.ref.Row]
	key := groupKey{from: m.from, card: ref.Card}
	if ref.Card == 0 {
		key.no = m.from.get(int(m.ref.Row), "household.no")
	}
	return key, ref.Card != 0 || key.no != ""
}
