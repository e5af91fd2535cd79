package office

import (
	"cmp"
	"slices"
	"strconv"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/print"
	"huce/forms/vocab"
)

// register lays out the register as the user may see it.
func (j *job) register() (*print.Paper, error) {
	seen, err := j.Register()
	if err != nil {
		return nil, err
	}
	r, err := j.Roster(seen)
	if err != nil {
		return nil, err
	}
	j.title, r.Info.Fonts = r.Title, j.fonts
	if j.level() == vocab.Public {
		posted(r)
	}
	if err := j.bind(r, seen); err != nil {
		return nil, err
	}
	return print.LayRoster(r)
}

// bind gives the printed register what the options ask for beside its pages: a
// cover, an index of the heads of household, a page for every home.
func (j *job) bind(r *forms.Roster, reg *register.Register) error {
	community, street, err := j.names()
	if err != nil {
		return err
	}
	r.Pages = j.Homes
	if j.Cover {
		r.Cover = &forms.Cover{Title: r.Title, Info: r.Info, Lines: []forms.Pair{
			{Label: "编制单位", Value: committee(community)},
			{Label: "所属街道", Value: street},
			{Label: "户数人数", Value: strconv.Itoa(len(reg.Households)) + " 户 " + strconv.Itoa(len(reg.People)) + " 人"},
			{Label: "截止日期", Value: chineseDay(j.Today())},
		}}
	}
	if j.Index {
		r.Index = headIndex(r, reg)
	}
	return nil
}

// headIndex lists the heads of household by pinyin, of a home without one its first
// member. The groups of a Roster are its homes, by the id in their first cell.
func headIndex(r *forms.Roster, reg *register.Register) []forms.IndexEntry {
	homes := map[string]*register.Household{}
	for i := range reg.Households {
		homes[reg.Households[i].ID] = &reg.Households[i]
	}
	type entry struct {
		forms.IndexEntry
		sound string
	}
	var all []entry
	for g := range r.Groups {
		h := homes[r.Groups[g].Lead[0]]
		if h == nil || len(h.Members) == 0 {
			continue // people without a known home
		}
		head := h.Members[0]
		if h.Head >= 0 {
			head = h.Head
		}
		e := entry{IndexEntry: forms.IndexEntry{Term: reg.People[head].Value("person.name"), Detail: h.ID + " " + address(reg, h), Group: g}}
		e.sound, _ = vocab.Pinyin(e.Term)
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.sound, b.sound), cmp.Compare(a.Term, b.Term))
	})
	out := make([]forms.IndexEntry, len(all))
	for i := range all {
		out[i] = all[i].IndexEntry
	}
	return out
}
