package recognise

import (
	"math"
	"strings"
	"sync"

	"huce/forms"
	"huce/forms/vocab"
)

// known is a built-in form made ready for comparing: its labels and fields, its
// title in pairs of characters.
type known struct {
	*forms.Template
	labels  map[string]string // bare label → field, "" where the form keeps it as its own
	fields  map[string]bool
	members map[string]string // of the table inside it
	weight  float64           // of all its fields together
	title   map[string]bool
}

type library struct {
	forms  []known
	weight map[string]float64 // field → how much it tells forms apart
	orgs   []string           // the departments named by the forms
}

// builtin is the library of all built-in forms; tests take forms away from it.
var builtin = sync.OnceValue(func() *library { return newLibrary(vocab.Templates()) })

func newLibrary(templates []*forms.Template) *library {
	lib := &library{weight: map[string]float64{}}
	count := map[string]int{}
	for _, t := range templates {
		k := known{Template: t, labels: map[string]string{}, fields: map[string]bool{}, members: map[string]string{}, title: shingles(t.Title)}
		for _, f := range t.Fields {
			k.labels[bare(f.Label)] = f.Field
			if f.Field != "" && len(f.Columns) == 0 {
				k.fields[f.Field] = true
			}
			for _, c := range f.Columns {
				k.members[bare(c.Label)] = c.Field
			}
		}
		for _, f := range k.members {
			k.fields[f] = true
		}
		for f := range k.fields {
			count[f]++
		}
		lib.forms = append(lib.forms, k)
		for _, part := range strings.Split(t.Department, " / ") {
			name, inner, _ := strings.Cut(part, "（")
			lib.orgs = append(lib.orgs, name)
			if inner = strings.TrimSuffix(inner, "）"); inner != "" && !strings.HasSuffix(inner, "室") && len(inner) > len("环卫") {
				lib.orgs = append(lib.orgs, inner)
			}
		}
	}
	n := float64(len(lib.forms))
	for f, c := range count {
		lib.weight[f] = math.Log(1 + n/float64(c))
	}
	for i := range lib.forms {
		for f := range lib.forms[i].fields {
			lib.forms[i].weight += lib.weight[f]
		}
	}
	return lib
}

func departments() []string { return builtin().orgs }

// shingles are the pairs of characters of a title, without years and brackets.
func shingles(title string) map[string]bool {
	out := map[string]bool{}
	prev := rune(0)
	for _, r := range yearIn.ReplaceAllString(forms.Squeeze(title), "") {
		if strings.ContainsRune("年度“”《》（）()、，—-_·", r) {
			prev = 0
			continue
		}
		if prev != 0 {
			out[string([]rune{prev, r})] = true
		}
		prev = r
	}
	return out
}

// likeness is how much a title is a form's title: the share of the form's pairs of
// characters that it has, less a little for what it has beside them.
func likeness(title, form map[string]bool) float64 {
	if len(title) == 0 || len(form) == 0 {
		return 0
	}
	same := 0
	for s := range form {
		if title[s] {
			same++
		}
	}
	recall, precision := float64(same)/float64(len(form)), float64(same)/float64(len(title))
	return 0.7*recall + 0.3*precision
}

// match is the built-in form that a sheet is most like, and how much, 0..1.
type match struct {
	form     *known
	score    float64
	same     bool // enough to say that it is that form
	title    string
	subjects map[string]bool // that the title names, or the form asks about
}

// asked is one label of a sheet with the fields that it may mean.
type asked struct {
	label  string // bare
	fields []string
}

// matchForm compares the labels and the title of a sheet with the built-in forms.
func matchForm(title string, labels []asked) match {
	lib := builtin()
	have := shingles(title)
	best := match{}
	for i := range lib.forms {
		k := &lib.forms[i]
		got, all := 0.0, 0.0
		for _, a := range labels {
			f, w := k.holds(a, lib)
			if f != "" {
				got += w
			}
			all += w
		}
		if all == 0 {
			continue
		}
		recall, precision := got/k.weight, got/all
		overlap := 0.0
		if got > 0 {
			overlap = 2 * recall * precision / (recall + precision)
		}
		like := likeness(have, k.title)
		score := 0.6*overlap + 0.4*like
		if score > best.score {
			best = match{form: k, score: score, same: like >= 0.75 && overlap >= 0.35 || overlap >= 0.62 || score >= 0.6}
		}
	}
	best.title, best.subjects = title, vocab.Subjects(title)
	if best.same {
		for f := range best.form.fields {
			best.subjects[subjectOf(f)] = true
		}
	}
	return best
}

// holds reports which of a label's fields a form asks for, and the label's weight:
// rare fields tell forms apart.
func (k *known) holds(a asked, lib *library) (field string, weight float64) {
	if f, ok := k.labels[a.label]; ok && k.fields[f] {
		return f, lib.weight[f]
	}
	if f, ok := k.members[a.label]; ok && f != "" {
		return f, lib.weight[f]
	}
	for i, f := range a.fields {
		if i < 3 && k.fields[f] {
			return f, 0.8 * lib.weight[f]
		}
	}
	if len(a.fields) > 0 {
		return "", lib.weight[a.fields[0]]
	}
	return "", 1
}
