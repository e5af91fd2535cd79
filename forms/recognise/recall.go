package recognise

import (
	"slices"
	"strings"

	"huce/forms"
)

// Recalled is what is remembered of a layout's form.
type Recalled struct {
	Template *forms.Template // nil where the form was never seen
	Version  int             // index into its versions, -1 where it looks new
	Changes  Changes         // of a new version, against the newest
}

// Changes is what a department changed in its form.
type Changes struct {
	Added   []string    // labels, with their groups: 监护人/电话
	Removed []string    // labels that are gone
	Renamed [][2]string // old label, new label
}

// None reports whether nothing changed but the order.
func (c Changes) None() bool { return len(c.Added)+len(c.Removed)+len(c.Renamed) == 0 }

// Recall finds the forms that layouts are among those seen before, names them in
// Layout.Template, and lets what a clerk said of their labels stand above what was
// recognised. The answer has an entry for each layout. A form is known by its
// fingerprint; one that changed, by its title and most of its labels.
func Recall(layouts []forms.Layout, seen []forms.Template) []Recalled {
	out := make([]Recalled, len(layouts))
	for i := range layouts {
		l := &layouts[i]
		out[i] = recall(l, seen)
		if t := out[i].Template; t != nil {
			if l.Template == "" && l.Department == "" {
				l.Department = t.Department
			}
			l.Template = t.ID
			correct(l, t.Mapped)
		}
	}
	return out
}

func recall(l *forms.Layout, seen []forms.Template) Recalled {
	print := Fingerprint(l)
	if print == "" {
		return Recalled{Version: -1}
	}
	for i := range seen {
		t := &seen[i]
		at := slices.IndexFunc(t.Versions, func(v forms.Version) bool { return v.Fingerprint == print })
		if at >= 0 && (l.Template == "" || l.Template == t.ID) {
			return Recalled{Template: t, Version: at}
		}
	}
	labels := Labels(l)
	best := Recalled{Version: -1}
	most := 0.0
	for i := range seen {
		t := &seen[i]
		newest := t.Newest()
		if newest == nil || l.Template != "" && l.Template != t.ID {
			continue
		}
		share := sharedLabels(labels, newest.Labels)
		sameTitle := l.Title != "" && plainTitle(l.Title) == plainTitle(t.Title)
		if l.Template == t.ID || share >= 0.8 || sameTitle && share >= 0.5 {
			if share > most || best.Template == nil {
				best, most = Recalled{Template: t, Version: -1, Changes: changes(newest.Labels, labels)}, share
			}
		}
	}
	return best
}

// SameTitle reports whether two titles name one form, whatever its year, its period or
// a remark behind it: 低保名册（更正） is 低保名册.
func SameTitle(a, b string) bool { return plainTitle(a) == plainTitle(b) }

// plainTitle is a title without what changes from time to time: years, months,
// halves and remarks.
func plainTitle(title string) string {
	s := trailingRemark.ReplaceAllString(forms.Squeeze(title), "")
	s = yearIn.ReplaceAllString(s, "")
	for _, w := range []string{"上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "年度", "年"} {
		s = strings.ReplaceAll(s, w, "")
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '月' || r == '日' {
			return -1
		}
		return r
	}, s)
}

// Labels are the labels of a layout, in their order, with the fields they were
// taken for: of a table its columns, of a card its cells and its members' columns.
func Labels(l *forms.Layout) []forms.Mapping {
	var out []forms.Mapping
	add := func(group, label, field string) {
		if label != "" {
			out = append(out, forms.Mapping{Group: plainLabel(group), Label: plainLabel(label), Field: field})
		}
	}
	for _, c := range l.Columns {
		add(c.Group, c.Label, c.Field)
	}
	if len(l.Cards) > 0 {
		for _, c := range l.Cards[0].Cells {
			add(c.Group, c.Label, c.Field)
		}
	}
	return out
}

// plainLabel is a label as labels of two printings are compared.
func plainLabel(label string) string {
	return yearIn.ReplaceAllString(forms.Squeeze(label), "0000")
}

type labelPlace struct{ group, label string }

func placeOf(m forms.Mapping) labelPlace { return labelPlace{m.Group, m.Label} }

// sharedLabels is the share of all labels of two printings that both have.
func sharedLabels(a, b []forms.Mapping) float64 {
	have := map[labelPlace]int{}
	for _, m := range a {
		have[placeOf(m)]++
	}
	same := 0
	for _, m := range b {
		if have[placeOf(m)] > 0 {
			have[placeOf(m)]--
			same++
		}
	}
	if all := len(a) + len(b) - same; all > 0 {
		return float64(same) / float64(all)
	}
	return 0
}

// Compare is what a printing of a form changed of the one before.
func Compare(before, after forms.Version) Changes { return changes(before.Labels, after.Labels) }

// changes compares two printings. A label that is gone and one that is new are one
// renamed where they mean one field, or stand between the same neighbours.
func changes(before, after []forms.Mapping) Changes {
	gone, fresh := missingFrom(before, after), missingFrom(after, before)
	var c Changes
	for _, i := range gone {
		old := before[i]
		at := slices.IndexFunc(fresh, func(j int) bool {
			n := after[j]
			return old.Field != "" && old.Field == n.Field || old.Field == "" && n.Field == "" && sameNeighbours(before, i, after, j)
		})
		if at < 0 {
			c.Removed = append(c.Removed, fullLabel(old))
			continue
		}
		c.Renamed = append(c.Renamed, [2]string{fullLabel(old), fullLabel(after[fresh[at]])})
		fresh = slices.Delete(fresh, at, at+1)
	}
	for _, j := range fresh {
		c.Added = append(c.Added, fullLabel(after[j]))
	}
	return c
}

// missingFrom are the places in a of the labels that b doesn't have as often.
func missingFrom(a, b []forms.Mapping) []int {
	have := map[labelPlace]int{}
	for _, m := range b {
		have[placeOf(m)]++
	}
	var out []int
	for i, m := range a {
		if have[placeOf(m)] > 0 {
			have[placeOf(m)]--
			continue
		}
		out = append(out, i)
	}
	return out
}

func sameNeighbours(a []forms.Mapping, i int, b []forms.Mapping, j int) bool {
	at := func(list []forms.Mapping, k int) labelPlace {
		if k < 0 || k >= len(list) {
			return labelPlace{}
		}
		return placeOf(list[k])
	}
	return at(a, i-1) == at(b, j-1) && at(a, i+1) == at(b, j+1)
}

func fullLabel(m forms.Mapping) string {
	if m.Group != "" {
		return m.Group + "/" + m.Label
	}
	return m.Label
}

// correct lets a clerk's word on labels stand. A field that another column was taken
// for goes to the one that the clerk named.
func correct(l *forms.Layout, mapped []forms.Mapping) {
	if len(mapped) == 0 {
		return
	}
	word := map[labelPlace]string{}
	for _, m := range mapped {
		word[labelPlace{plainLabel(m.Group), plainLabel(m.Label)}] = m.Field
	}
	said := func(group, label string) (string, bool) {
		if f, ok := word[labelPlace{plainLabel(group), plainLabel(label)}]; ok {
			return f, true
		}
		f, ok := word[labelPlace{"", plainLabel(label)}]
		return f, ok
	}
	correctAll(len(l.Columns), said, func(i int) meant { return columnMeans(&l.Columns[i]) })
	for k := range l.Cards {
		c := &l.Cards[k]
		correctAll(len(c.Columns), said, func(i int) meant { return columnMeans(&c.Columns[i]) })
		correctAll(len(c.Cells), said, func(i int) meant {
			cell := &c.Cells[i]
			return meant{cell.Group, cell.Label, &cell.Field, &cell.Confidence}
		})
	}
}

// meant is what a column or a cell is taken for.
type meant struct {
	group, label string
	field        *string
	confidence   *float64
}

func columnMeans(c *forms.Column) meant { return meant{c.Group, c.Label, &c.Field, &c.Confidence} }

func correctAll(n int, said func(group, label string) (string, bool), at func(int) meant) {
	taken := map[string]bool{}
	for i := range n {
		m := at(i)
		if f, ok := said(m.group, m.label); ok {
			*m.field, *m.confidence = f, 1
			taken[f] = f != ""
		}
	}
	for i := range n {
		m := at(i)
		if _, ok := said(m.group, m.label); !ok && taken[*m.field] {
			*m.field, *m.confidence = "", 0
		}
	}
}
