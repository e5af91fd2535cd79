package register

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"huce/archive/link"
	"huce/forms"
)

// candidate is one value of a field and who says it.
type candidate struct {
	value  string
	cells  []cell
	score  float64
	best   float64 // the most trusted department's weight
	latest forms.Date
	since  bool // nobody said it before others ceased to say otherwise
	subs   int
	right  bool
	place  int  // where in its cell it stands, of several numbers: 0 is the first
	full   int  // the candidate that says the same in full, none
	filled bool // some of its cells say less
}

// An agent's or a grid worker's phone, which more than mob names hold, is no one's
// own where they have another.
const mob = 24

// ofOthers is what a phone that some names hold counts for as one's own: a number on
// which the family is reached stands where its holder has none.
func ofOthers(names int) float64 {
	if names > mob {
		return wrongly
	}
	return 1 / float64(max(1, names))
}

// wrongly is what a value that can't be right counts for.
const wrongly = 1e-3

// weigh makes the candidates of one field, best first.
func (v *valuer) weigh(field string, r *rule, cells []cell) []candidate {
	list := v.candidates(field, r, cells)
	newest := forms.Date{}
	for _, c := range cells {
		if d := v.asOf(c); d.Compare(newest) > 0 {
			newest = d
		}
	}
	for i := range list {
		v.score(&list[i], field, r, newest)
	}
	if len(list) == 1 {
		return list
	}
	list = v.fill(field, list)
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.latest.Compare(a.latest), cmp.Compare(a.place, b.place), cmp.Compare(a.value, b.value))
	})
	if field == "person.name" {
		v.renamed(list)
	}
	return list
}

// renamed lets a name stand that several forms say since the one before ceased, where
// it is no slip for that one: someone has taken another name. It is asked all the same.
func (v *valuer) renamed(list []candidate) {
	if len(list) < 2 {
		return
	}
	was, now := &list[0], &list[1]
	if !now.right || now.subs < moreSources || v.first(now).Compare(was.latest) <= 0 || link.Alike(was.value, now.value) {
		return
	}
	now.since = true
	list[0], list[1] = list[1], list[0]
}

// first is the day from which a value is said.
func (v *valuer) first(c *candidate) forms.Date {
	first := forms.Date{}
	for _, x := range c.cells {
		if d := v.asOf(x); first.IsZero() || d.Compare(first) < 0 {
			first = d
		}
	}
	return first
}

// candidates groups cells by the values that they stand for.
func (v *valuer) candidates(field string, r *rule, cells []cell) []candidate {
	one := func(value string) candidate {
		return candidate{value: value, right: r.right == nil || r.right(value), full: none}
	}
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.value != cells[0].value }) && !strings.Contains(cells[0].value, link.Also) {
		c := one(v.spelling(field, cells[0].value)) // mostly all say the same
		c.cells = slices.Clip(cells)
		return []candidate{c}
	}
	var list []candidate
	add := func(value string, place int, c cell) {
		at := slices.IndexFunc(list, func(x candidate) bool { return x.value == value })
		if at < 0 {
			at = len(list)
			list = append(list, one(value))
			list[at].place = place
		}
		list[at].place = min(list[at].place, place)
		list[at].cells = append(list[at].cells, c)
	}
	for _, c := range cells {
		if field == "person.phone" && strings.Contains(c.value, link.Also) {
			for place, number := range strings.Split(c.value, link.Also) {
				add(number, place, c)
			}
			continue
		}
		add(v.spelling(field, c.value), 0, c)
	}
	return list
}

// spelling is a value as the register writes it.
func (v *valuer) spelling(field, value string) string {
	if field == "person.residence_address" || field == "person.hukou_address" {
		return v.places.write(value)
	}
	return value
}

func (v *valuer) asOf(c cell) forms.Date { return v.subs[v.list[c.row].sub].AsOf }

// elsewhere is what an address counts for, as where someone lives, that names no
// home: 外出务工 tells where they are, 张庄村20组 where they are registered.
const elsewhere = 0.02

func (v *valuer) score(c *candidate, field string, r *rule, newest forms.Date) {
	last := int32(none)
	for _, x := range c.cells {
		sub := v.list[x.row].sub
		if sub == last {
			continue
		}
		last = sub
		c.subs++
		w := r.weight(v.subs[sub].Department)
		c.best = max(c.best, w)
		d := v.asOf(x)
		if d.Compare(c.latest) > 0 {
			c.latest = d
		}
		if r.half > 0 {
			w *= math.Exp2(-float64(newest.Days()-d.Days()) / float64(r.half))
		}
		switch {
		case field == "person.id_no" && v.lent[x.row]:
			w *= wrongly
		case field == "person.phone":
			w *= ofOthers(v.shared(x.row))
			if v.inOrder(x) {
				w *= sortedWord
			}
		}
		c.score += w
	}
	if !c.right {
		c.score *= wrongly
	}
	if field == "person.residence_address" && v.places.roomOrNone(c.cells[0].value) == none {
		c.score *= elsewhere
	}
}

// fill gives what says less to what says the same in full.
func (v *valuer) fill(field string, list []candidate) []candidate {
	for i := range list {
		for k := range list {
			if i != k && v.places.says(field, list[i].value, list[k].value) && (list[i].full == none || list[k].score > list[list[i].full].score) {
				list[i].full = k
			}
		}
	}
	var kept []candidate
	for i := range list {
		if list[i].full == none {
			kept = append(kept, list[i])
		}
	}
	for i := range list {
		if list[i].full == none {
			continue
		}
		full := list[i].full
		for list[full].full != none && list[full].full != i {
			full = list[full].full
		}
		if at := slices.IndexFunc(kept, func(x candidate) bool { return x.value == list[full].value }); at >= 0 {
			kept[at].cells = append(kept[at].cells, list[i].cells...)
			kept[at].filled = true
			kept[at].subs += list[i].subs
			kept[at].score += list[i].score
			if list[i].latest.Compare(kept[at].latest) > 0 {
				kept[at].latest = list[i].latest
			}
		}
	}
	if len(kept) == 0 {
		return list
	}
	return kept
}
