package office

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"huce/forms"
	"huce/forms/vocab"
)

// pack is a file of forms that one archive hands to others: a street office's to its
// communities. It holds labels and fields, nothing of any resident.
type pack struct {
	Pack      string           `json:"huce"` // "templates"
	Version   int              `json:"version"`
	Templates []forms.Template `json:"templates"`
}

const (
	packKind    = "templates"
	packVersion = 1
)

// ExportTemplates is a pack of the forms of these ids, of all that were seen or
// corrected where none is named.
func (o *Office) ExportTemplates(ids []string) ([]byte, error) {
	p := pack{Pack: packKind, Version: packVersion, Templates: []forms.Template{}}
	for _, id := range ids {
		t, err := o.template(id)
		if err != nil {
			return nil, err
		}
		p.Templates = append(p.Templates, t)
	}
	if len(ids) == 0 {
		seen, err := o.archive.Templates()
		if err != nil {
			return nil, err
		}
		p.Templates = append(p.Templates, seen...)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// PackReport is what came of a pack of forms.
type PackReport struct {
	New     []string `json:"new"`     // ids of forms that the archive didn't know
	Changed []string `json:"changed"` // of those that it learnt more of
	Same    []string `json:"same"`
	Refused []string `json:"refused"` // corrections to fields that this program doesn't know: form, label, field
}

// ImportTemplates takes a pack of forms in. What a clerk of this archive said of a
// label stands above what the pack says of it.
func (o *Office) ImportTemplates(name string, data []byte) (*PackReport, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	var p pack
	if err := json.Unmarshal(data, &p); err != nil || p.Pack != packKind {
		return nil, forms.NewFault("pack_bad", name).Because(err)
	}
	if p.Version > packVersion {
		return nil, forms.NewFault("pack_newer", name, strconv.Itoa(p.Version))
	}
	rep := &PackReport{New: []string{}, Changed: []string{}, Same: []string{}, Refused: []string{}}
	seen, err := o.archive.Templates()
	if err != nil {
		return nil, err
	}
	for _, t := range p.Templates {
		if t.ID == "" || len(t.ID) > 100 {
			return rep, forms.NewFault("pack_bad", name)
		}
		t.Mapped = slices.DeleteFunc(t.Mapped, func(m forms.Mapping) bool {
			if _, known := vocab.Field(m.Field); known || m.Field == "" {
				return false
			}
			rep.Refused = append(rep.Refused, t.ID+" "+joined(m.Group, m.Label)+" "+m.Field)
			return true
		})
		at := slices.IndexFunc(seen, func(o forms.Template) bool { return o.ID == t.ID })
		if at >= 0 && !learnsFrom(&seen[at], &t) {
			rep.Same = append(rep.Same, t.ID)
			continue
		}
		if at >= 0 {
			t = seen[at]
			rep.Changed = append(rep.Changed, t.ID)
		} else {
			rep.New = append(rep.New, t.ID)
		}
		if err := o.archive.PutTemplate(t); err != nil {
			return rep, err
		}
	}
	return rep, nil
}

// learnsFrom adds to a form what another archive knows of it, and reports whether that
// was anything.
func learnsFrom(own, other *forms.Template) bool {
	learnt := false
	for _, v := range other.Versions {
		if !slices.ContainsFunc(own.Versions, func(o forms.Version) bool { return o.Fingerprint == v.Fingerprint }) {
			own.Versions, learnt = append(own.Versions, v), true
		}
	}
	for _, m := range other.Mapped {
		if !slices.ContainsFunc(own.Mapped, func(o forms.Mapping) bool { return o.Group == m.Group && o.Label == m.Label }) {
			own.Mapped, learnt = append(own.Mapped, m), true
		}
	}
	return learnt
}
