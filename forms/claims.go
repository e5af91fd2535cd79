package forms

// Role says who a row of claims speaks of, beside the form's own subject.
type Role uint8

// The roles of a row.
const (
	RoleSubject Role = iota // whom the form is about: a person, a home's head, a party
	RoleMember              // a member listed inside a household card or household row
)

// Claims is what the rows of one sheet say, by columns: field f of row r is
// Value(f, r). A value is normalised (vocab's canonical spelling); ShownAs gives it
// as the file shows it. "" is a missing value, which never disagrees with anything.
//
// A standard field has its name of the register (person.id_no); a column that
// fits none keeps the department's own label, prefixed by OwnField.
//
// Claims that are being read from a file have Values and Shown; those that an archive
// gives are Packed, and have neither.
type Claims struct {
	Sheet  string
	Fields []string
	Rows   []RowRef
	Values [][]string // by field and row
	Shown  [][]string // as the file shows it, "" where that is the same
	Packed *Packed    // in place of Values and Shown where claims are only read
	Issues []Issue
}

// Packed are the columns of claims that change no more, by field.
type Packed struct {
	Values, Shown []Texts
}

// OwnField marks a department's own field: "~" and the label it has on the form.
const OwnField = "~"

// RowRef is where a row of claims stands in its file.
type RowRef struct {
	Number int32 // the file's own 1-based row; of a card its first row, of a member the member's row
	Card   int32 // 1-based number of the card on its sheet, 0 in a table
	Role   Role
	Member int32 // household rows with several members in one row: 1-based, else 0
}

// Column is the index of a field, -1 where the claims don't have it.
func (c *Claims) Column(field string) int {
	for i, f := range c.Fields {
		if f == field {
			return i
		}
	}
	return -1
}

// Value is the value of field f in row r.
func (c *Claims) Value(f, r int) string {
	if c.Packed != nil {
		return c.Packed.Values[f].At(r)
	}
	return c.Values[f][r]
}

// OwnShown is a value as its file shows it where that is not the value itself, else "".
func (c *Claims) OwnShown(f, r int) string {
	if c.Packed != nil {
		return c.Packed.Shown[f].At(r)
	}
	return c.Shown[f][r]
}

// Get is the value of a field in row r, "" where missing.
func (c *Claims) Get(r int, field string) string {
	if i := c.Column(field); i >= 0 {
		return c.Value(i, r)
	}
	return ""
}

// ShownAs is a value as its file shows it.
func (c *Claims) ShownAs(f, r int) string {
	if s := c.OwnShown(f, r); s != "" {
		return s
	}
	return c.Value(f, r)
}

// Whole reports whether there is a column for each field, as long as there are rows.
func (c *Claims) Whole() bool {
	if p := c.Packed; p != nil {
		if len(p.Values) != len(c.Fields) || len(p.Shown) != len(c.Fields) {
			return false
		}
		for f := range c.Fields {
			if !p.Values[f].fits(len(c.Rows)) || !p.Shown[f].fits(len(c.Rows)) {
				return false
			}
		}
		return true
	}
	if len(c.Values) != len(c.Fields) || len(c.Shown) != len(c.Fields) {
		return false
	}
	for f := range c.Fields {
		if len(c.Values[f]) != len(c.Rows) || len(c.Shown[f]) != len(c.Rows) {
			return false
		}
	}
	return true
}

// Pack packs claims that nobody changes from now on.
func (c *Claims) Pack() {
	if c.Packed != nil {
		return
	}
	p := &Packed{make([]Texts, len(c.Fields)), make([]Texts, len(c.Fields))}
	for f := range c.Fields {
		p.Values[f], p.Shown[f] = NewTexts(c.Values[f]), NewTexts(c.Shown[f])
	}
	c.Packed, c.Values, c.Shown = p, nil, nil
}

// Add appends a row and returns its index.
func (c *Claims) Add(ref RowRef) int {
	c.Rows = append(c.Rows, ref)
	for f := range c.Fields {
		c.Values[f] = append(c.Values[f], "")
		c.Shown[f] = append(c.Shown[f], "")
	}
	return len(c.Rows) - 1
}

// Put sets the value of a field in row r, adding the field where it is new.
func (c *Claims) Put(r int, field, value, shown string) {
	f := c.Column(field)
	if f < 0 {
		f = len(c.Fields)
		c.Fields = append(c.Fields, field)
		c.Values = append(c.Values, make([]string, len(c.Rows)))
		c.Shown = append(c.Shown, make([]string, len(c.Rows)))
	}
	c.Values[f][r] = value
	if shown != value {
		c.Shown[f][r] = shown
	}
}
