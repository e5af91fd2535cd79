// Package vocab knows what the columns of a form may mean and how their values
// are written: the standard fields of the register, the 42 built-in forms, the
// code tables, the spellings seen on real forms. It reads a value as a form
// writes it into the register's own spelling (Parse), and writes it back the way
// a form wants it (Spell).
//
// Nothing is lost on the way: a value that can't be read comes back as the text
// it was, with an Issue. Nothing is mended in silence either: an ID number with a
// letter O in it stays as it is, and its Issue suggests the number it may be.
//
// The package looks at one label or one value at a time. What a whole column or
// row says about its neighbours is recognise's; whether two values speak of one
// person is archive/link's. Everything here is read once, when first asked for,
// and may be used from many goroutines.
package vocab

import (
	"encoding/json"
	"fmt"
	"sync"

	"huce/assets"
	"huce/forms"
)

// fieldTable is the standard fields and where each stands in it.
type fieldTable struct {
	list []forms.FieldDef
	at   map[string]int
	read []reader // how a value of the field is read, by the field's place
}

var fields = sync.OnceValue(func() *fieldTable {
	var raw []struct {
		Field     string   `json:"field"`
		Label     string   `json:"label"`
		Type      string   `json:"type"`
		Codes     string   `json:"master_codelist"`
		Other     []string `json:"other_codelists"`
		Sensitive bool     `json:"sensitive"`
		Forms     int      `json:"forms_count"`
	}
	decode("fields/register_fields.json", &raw)
	t := &fieldTable{at: make(map[string]int, len(raw))}
	for _, r := range raw {
		f := forms.FieldDef{
			Name: r.Field, Label: r.Label, Type: plainType(r.Type), Codes: r.Codes,
			Other: r.Other, Sensitive: r.Sensitive, Forms: r.Forms,
		}
		t.at[f.Name] = len(t.list)
		t.list = append(t.list, f)
		t.read = append(t.read, readerFor(f))
	}
	return t
})

// plainType gives the types of the plan's fields the names that the others have.
func plainType(t string) string {
	switch t {
	case "int":
		return "integer"
	case "number":
		return "decimal"
	}
	return t
}

// Fields are the standard fields of the register, in the order of their table.
// The caller may keep the slice but not change it.
func Fields() []forms.FieldDef { return fields().list }

// Field is the standard field of a name such as person.id_no.
func Field(name string) (forms.FieldDef, bool) {
	t := fields()
	i, ok := t.at[name]
	if !ok {
		return forms.FieldDef{}, false
	}
	return t.list[i], true
}

// decode reads an embedded JSON file. A broken one is a fault of the program alone.
func decode(name string, into any) {
	if err := json.Unmarshal(assets.Read(name), into); err != nil {
		panic(fmt.Sprintf("vocab: %s: %v", name, err))
	}
}
