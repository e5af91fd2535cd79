package office

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"

	"huce/archive/register"
	"huce/forms"
)

// personColumns are the first columns of `register --persons`, part of the contract.
var personColumns = []string{
	"person", "household", "name", "id_no", "birth", "sex", "relation", "phone",
	"residence_address", "hukou_address", "sources", "questions",
}

// Listing is a table to be written as csv, json or xlsx: columns and their rows.
type Listing struct {
	Columns []string
	Rows    [][]string
}

// Persons lists the people of a register: the contract's columns, then every other
// field that any of them has.
func Persons(r *register.Register) Listing {
	asked := make([]int, len(r.People))
	for _, q := range r.Questions {
		if q.Person >= 0 {
			asked[q.Person]++
		}
		if q.Other >= 0 && q.Other != q.Person {
			asked[q.Other]++
		}
	}
	fixed := map[string]bool{}
	for _, c := range personColumns {
		fixed["person."+c] = true
	}
	var fields []string
	seen := map[string]bool{}
	for i := range r.People {
		for _, v := range r.People[i].Values {
			if !fixed[v.Field] && !seen[v.Field] {
				seen[v.Field] = true
				fields = append(fields, v.Field)
			}
		}
	}
	sort.Strings(fields)
	l := Listing{Columns: append(slices.Clone(personColumns), fields...)}
	for i := range r.People {
		p := &r.People[i]
		row := make([]string, 0, len(l.Columns))
		row = append(row, p.ID, householdID(r, p.Household))
		for _, c := range personColumns[2 : len(personColumns)-2] {
			row = append(row, p.Value("person."+c))
		}
		row = append(row, strconv.Itoa(len(p.Rows)), strconv.Itoa(asked[i]))
		for _, f := range fields {
			row = append(row, p.Value(f))
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// ListOf is what `register` and `links` list.
type ListOf string

// The lists.
const (
	ListPersons    ListOf = "persons"
	ListHouseholds ListOf = "households"
	ListDwellings  ListOf = "dwellings"
	ListLinks      ListOf = "links"
)

var lists = map[ListOf]func(*register.Register) Listing{
	ListPersons: Persons, ListHouseholds: Households, ListDwellings: Dwellings, ListLinks: Links,
}

// List gives a whole list out of the archive, as much of it as the user sees, and
// enters that in the log.
func (o *Office) List(of ListOf) (Listing, error) {
	reg, err := o.Register()
	if err != nil {
		return Listing{}, err
	}
	if err := errors.Join(o.archive.Record("export", string(of), ""), o.looked(string(of))); err != nil {
		return Listing{}, err
	}
	return lists[of](reg), nil
}

// Households lists the homes of a register.
func Households(r *register.Register) Listing {
	l := Listing{Columns: []string{"household", "head", "head_name", "members", "address", "estate", "building", "unit", "room", "sources"}}
	for i := range r.Households {
		h := &r.Households[i]
		row := []string{h.ID, "", "", strconv.Itoa(len(h.Members)), "", "", "", "", "", strconv.Itoa(len(h.Rows))}
		if h.Head >= 0 {
			row[1], row[2] = r.People[h.Head].ID, r.People[h.Head].Value("person.name")
		}
		if h.Dwelling >= 0 {
			d := &r.Dwellings[h.Dwelling]
			row[4], row[5], row[6], row[7], row[8] = d.Address, d.Estate, d.Building, d.Unit, d.Room
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// Dwellings lists the addresses people live at.
func Dwellings(r *register.Register) Listing {
	homes := make([]int, len(r.Dwellings))
	people := make([]int, len(r.Dwellings))
	for i := range r.Households {
		if d := r.Households[i].Dwelling; d >= 0 {
			homes[d]++
			people[d] += len(r.Households[i].Members)
		}
	}
	l := Listing{Columns: []string{"dwelling", "address", "estate", "building", "unit", "room", "households", "persons", "owner", "let"}}
	for i := range r.Dwellings {
		d := &r.Dwellings[i]
		l.Rows = append(l.Rows, []string{
			d.ID, d.Address, d.Estate, d.Building, d.Unit, d.Room,
			strconv.Itoa(homes[i]), strconv.Itoa(people[i]), personID(r, d.Owner), tick(d.Let),
		})
	}
	return l
}

// Links lists one line per imported person row: file, sheet, row, person,
// household, status, weight.
func Links(r *register.Register) Listing {
	l := Listing{Columns: []string{"file", "sheet", "row", "person", "household", "status", "weight"}}
	for _, k := range r.Links {
		p := &r.People[k.Person]
		file, sheet, _ := Place(r, k.Row)
		l.Rows = append(l.Rows, []string{
			file, sheet, strconv.Itoa(firstRow(r, k.Row)), p.ID, householdID(r, p.Household),
			string(k.Status), strconv.FormatFloat(k.Weight, 'f', 2, 64),
		})
	}
	return l
}

// Place is where a row of claims stands: the file as given to import, its sheet,
// and the file's own row.
func Place(r *register.Register, ref register.Ref) (file, sheet string, row int) {
	s := &r.Submissions[ref.Sub]
	c := s.Claims[ref.Sheet]
	return s.File, c.Sheet, int(c.Rows[ref.Row].Number)
}

// firstRow is the row by which the contract names a row of claims: in a card form
// the card's first, whoever of its people is meant.
func firstRow(r *register.Register, ref register.Ref) int {
	c := r.Submissions[ref.Sub].Claims[ref.Sheet]
	own := c.Rows[ref.Row]
	for i := int(ref.Row); own.Card > 0 && i >= 0 && c.Rows[i].Card == own.Card; i-- {
		if c.Rows[i].Role == forms.RoleSubject {
			return int(c.Rows[i].Number)
		}
	}
	return int(own.Number)
}

func personID(r *register.Register, p int) string {
	if p < 0 {
		return ""
	}
	return r.People[p].ID
}

// tick is 1 for what is so, "" for what isn't.
func tick(is bool) string {
	if is {
		return "1"
	}
	return ""
}

func householdID(r *register.Register, h int) string {
	if h < 0 {
		return ""
	}
	return r.Households[h].ID
}

// WriteCSV writes a listing as UTF-8 csv.
func (l Listing) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(l.Columns); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	if err := c.WriteAll(l.Rows); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// Objects is a listing as one object a row, for json.
func (l Listing) Objects() []map[string]string {
	out := make([]map[string]string, len(l.Rows))
	for i, row := range l.Rows {
		o := make(map[string]string, len(row))
		for j, v := range row {
			o[l.Columns[j]] = v
		}
		out[i] = o
	}
	return out
}
