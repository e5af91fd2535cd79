package office

import (
	"slices"
	"strconv"
	"strings"

	"huce/assets"
	"huce/forms"
	"huce/forms/recognise"
	"huce/forms/vocab"
)

// templates are the built-in forms and those seen, each as it stands: what the archive
// knows of a built-in one stands in its place.
func (o *Office) templates() ([]forms.Template, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	seen, err := o.archive.Templates()
	if err != nil {
		return nil, err
	}
	var all []forms.Template
	for _, t := range vocab.Templates() {
		all = append(all, *t)
	}
	for _, t := range seen {
		all = withTemplate(all, t)
	}
	return all, nil
}

func (o *Office) template(id string) (forms.Template, error) {
	all, err := o.templates()
	if err != nil {
		return forms.Template{}, err
	}
	at := slices.IndexFunc(all, func(t forms.Template) bool { return t.ID == id })
	if at < 0 {
		return forms.Template{}, forms.NewFault("template_unknown", id)
	}
	return all[at], nil
}

// TemplateListing lists the forms: the built-in ones, then those seen.
func (o *Office) TemplateListing() (Listing, error) {
	all, err := o.templates()
	if err != nil {
		return Listing{}, err
	}
	subs, err := o.archive.Submissions()
	if err != nil {
		return Listing{}, err
	}
	imports := map[string]int{}
	for _, s := range subs {
		if !s.Withdrawn {
			imports[s.Form]++
		}
	}
	l := Listing{Columns: []string{"template", "title", "department", "unit", "built_in", "versions", "seen", "corrections", "imports"}}
	for _, t := range all {
		seen := ""
		if v := t.Newest(); v != nil {
			seen = v.Seen
		}
		_, builtIn := vocab.Template(t.ID)
		l.Rows = append(l.Rows, []string{
			t.ID, t.Title, t.Department, string(t.Unit), strconv.FormatBool(builtIn),
			strconv.Itoa(len(t.Versions)), seen, strconv.Itoa(len(t.Mapped)), strconv.Itoa(imports[t.ID]),
		})
	}
	return l, nil
}

// TemplatePage is one form: its versions side by side, and a clerk's corrections.
type TemplatePage struct {
	ID         string         `json:"template"`
	Title      string         `json:"title"`
	Department string         `json:"department"`
	Unit       string         `json:"unit"`
	Asks       []TemplateLine `json:"asks"` // what a built-in form asks, by its own labels
	Versions   []VersionPage  `json:"versions"`
	Mapped     []TemplateLine `json:"corrections"`
}

// VersionPage is one printing of a form and what it changed of the one before.
type VersionPage struct {
	Seen    string         `json:"seen"`
	Changes string         `json:"changes"` // in the user's words: 新增2列，改名1列
	Added   []string       `json:"added,omitempty"`
	Removed []string       `json:"removed,omitempty"`
	Renamed [][2]string    `json:"renamed,omitempty"`
	Labels  []TemplateLine `json:"labels"`
}

// TemplateLine is a label and the field that it means, "" for the department's own.
type TemplateLine struct {
	Label string `json:"label"` // with its group: 监护人/电话
	Field string `json:"field"`
}

func lines(all []forms.Mapping) []TemplateLine {
	out := make([]TemplateLine, len(all))
	for i, m := range all {
		out[i] = TemplateLine{joined(m.Group, m.Label), m.Field}
	}
	return out
}

func joined(group, label string) string {
	if group == "" {
		return label
	}
	return group + "/" + label
}

// Template shows one form.
func (o *Office) Template(id string) (*TemplatePage, error) {
	t, err := o.template(id)
	if err != nil {
		return nil, err
	}
	p := &TemplatePage{ID: t.ID, Title: t.Title, Department: t.Department, Unit: string(t.Unit), Versions: []VersionPage{}, Mapped: lines(t.Mapped)}
	for _, f := range t.Fields {
		p.Asks = append(p.Asks, TemplateLine{f.Label, f.Field})
	}
	for i, v := range t.Versions {
		page := VersionPage{Seen: v.Seen, Labels: lines(v.Labels)}
		if i > 0 {
			c := recognise.Compare(t.Versions[i-1], v)
			page.Changes, page.Added, page.Removed, page.Renamed = ChangesInWords(o.Lang, c), c.Added, c.Removed, c.Renamed
		}
		p.Versions = append(p.Versions, page)
	}
	return p, nil
}

// ChangesInWords is what a department changed, as 新增2列，改名1列; "" where nothing.
func ChangesInWords(lang assets.Lang, c recognise.Changes) string {
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{{"changes.added", len(c.Added)}, {"changes.removed", len(c.Removed)}, {"changes.renamed", len(c.Renamed)}} {
		if part.n > 0 {
			parts = append(parts, assets.Text(lang, part.key, strconv.Itoa(part.n)))
		}
	}
	return strings.Join(parts, assets.Text(lang, "changes.and"))
}

// MapTemplate keeps what a clerk says that labels of a form mean, and reads the
// imports of that form again by it: each new reading takes the old one's place, and
// what was decided about its rows stays. A label is named as the form has it, with its
// group where that is needed (监护人/电话); field "" keeps it as the department's own.
// The answer is the ids of the new readings.
func (o *Office) MapTemplate(id string, said []TemplateLine) ([]string, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	t, err := o.template(id)
	if err == nil {
		err = o.private(t.ID, t.Title)
	}
	if err != nil {
		return nil, err
	}
	t.Mapped = slices.Clone(t.Mapped)
	for _, s := range said {
		m, err := mappingOf(&t, s)
		if err != nil {
			return nil, err
		}
		t.Mapped = withMapping(t.Mapped, m)
	}
	if err := o.archive.PutTemplate(t); err != nil {
		return nil, err
	}
	return o.readAgain(id)
}

// mappingOf is what was said of a label that the form has.
func mappingOf(t *forms.Template, s TemplateLine) (forms.Mapping, error) {
	if _, known := vocab.Field(s.Field); !known && s.Field != "" {
		return forms.Mapping{}, forms.NewFault("field_unknown", s.Field)
	}
	want := forms.Squeeze(s.Label)
	for i := len(t.Versions) - 1; i >= 0; i-- {
		for _, m := range t.Versions[i].Labels {
			switch {
			case joined(m.Group, m.Label) == want:
				return forms.Mapping{Group: m.Group, Label: m.Label, Field: s.Field}, nil
			case m.Label == want:
				return forms.Mapping{Label: m.Label, Field: s.Field}, nil
			}
		}
	}
	for _, f := range t.Fields {
		if len(t.Versions) == 0 && forms.Squeeze(f.Label) == want {
			return forms.Mapping{Label: want, Field: s.Field}, nil
		}
	}
	return forms.Mapping{}, forms.NewFault("label_unknown", t.ID, s.Label)
}

func withMapping(all []forms.Mapping, m forms.Mapping) []forms.Mapping {
	for i := range all {
		if all[i].Group == m.Group && all[i].Label == m.Label {
			all[i] = m
			return all
		}
	}
	return append(all, m)
}

// readAgain reads the imports in force of a form again.
func (o *Office) readAgain(form string) ([]string, error) {
	in, err := o.intake(ImportOptions{Accept: true})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range slices.Clone(in.subs) {
		if s.Withdrawn || s.Form != form {
			continue
		}
		data, _, err := o.archive.Original(s.ID)
		if err != nil {
			return ids, err
		}
		u, err := understand(s.File, data, in.seen)
		if err != nil {
			return ids, err
		}
		p := o.prepare(s.File, data, u, ImportOptions{Department: s.Department, AsOf: s.AsOf})
		p.Submission.AsOf, p.Replaces = s.AsOf, s.ID
		got, err := o.archive.Import(p)
		if err != nil {
			return ids, err
		}
		ids = append(ids, got.ID)
	}
	return ids, nil
}
