package office

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
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
	each    iter.Seq[[]string] // instead of Rows: they are made as they are written
}

// All are the rows of a listing, one after another.
func (l Listing) All() iter.Seq[[]string] {
	if l.each != nil {
		return l.each
	}
	return slices.Values(l.Rows)
}

// Persons lists the people of a register: the contract's columns, then every other
// field that any of them has. There may be hundreds of these, so the rows are made one
// by one.
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
	at := map[string]int{} // field → column
	for j, f := range fields {
		at[f] = len(personColumns) + j
	}
	for j, c := range personColumns[2 : len(personColumns)-2] {
		at["person."+c] = 2 + j
	}
	columns := append(slices.Clone(personColumns), fields...)
	return Listing{Columns: columns, each: func(yield func([]string) bool) {
		for i := range r.People {
			p := &r.People[i]
			row := make([]string, len(columns))
			row[0], row[1] = p.ID, householdID(r, p.Household)
			row[len(personColumns)-2], row[len(personColumns)-1] = strconv.Itoa(len(p.Rows)), strconv.Itoa(asked[i])
			for k := range p.Values {
				if j, ok := at[p.Values[k].Field]; ok {
					row[j] = p.Values[k].Value
				}
			}
			if !yield(row) {
				return
			}
		}
	}}
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
	for row := range l.All() {
		if err := c.Write(row); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	if c.Flush(); c.Error() != nil {
		return fmt.Errorf("write csv: %w", c.Error())
	}
	return nil
}

// object is a row with its columns' names.
func (l Listing) object(row []string) map[string]string {
	o := make(map[string]string, len(row))
	for j, v := range row {
		o[l.Columns[j]] = v
	}
	return o
}

// WriteJSON writes a listing as an array of one object a row.
func (l Listing) WriteJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	between := "[\n "
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent(" ", " ")
	e.SetEscapeHTML(false)
	for row := range l.All() {
		b.Reset()
		if err := e.Encode(l.object(row)); err != nil {
			return fmt.Errorf("write json: %w", err)
		}
		out.WriteString(between)
		out.Write(bytes.TrimRight(b.Bytes(), "\n"))
		between = ",\n "
	}
	if between[0] == '[' {
		out.WriteString("[]\n")
	} else {
		out.WriteString("\n]\n")
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}
