package forms

// Template is one department's form: what it asks, of whom. The 42 built-in ones
// come with the program; others are learnt from the first file of their kind.
type Template struct {
	ID         string // built-in: resident_household …; learnt: "t-" and a fingerprint
	No         int    // of the built-in ones, 0 otherwise
	Title      string
	Department string
	Unit       Unit
	Period     string // how often it is asked, in the department's words
	Audience   string // who belongs on it, in the department's words
	Sensitive  bool
	Header     []TemplateField // 填报单位, 填报日期 …
	Fields     []TemplateField
	Versions   []Version `json:",omitempty"` // as the department has sent it, the first first
	Mapped     []Mapping `json:",omitempty"` // what a clerk said that its labels mean
}

// Version is one printing of a form: a department changes its form, and the archive
// keeps both.
type Version struct {
	Fingerprint string    // recognise.Fingerprint of its labels
	Seen        string    // the day or period of the first file of it, "" where it says none
	Labels      []Mapping // its labels and what they were taken for
}

// Mapping is a label of a form, the group over it, and the field that it means: ""
// keeps it as the department's own.
type Mapping struct {
	Group string `json:",omitempty"`
	Label string
	Field string `json:",omitempty"`
}

// Newest is the version that came last, nil where none did.
func (t *Template) Newest() *Version {
	if len(t.Versions) == 0 {
		return nil
	}
	return &t.Versions[len(t.Versions)-1]
}

// TemplateField is one thing a form asks.
type TemplateField struct {
	Label    string
	Type     string // text, code, date, idcard, phone, address, money, bool, integer …
	Codes    string // code list, "" where none
	Required bool
	Field    string          // standard field, "" where none
	Columns  []TemplateField // of a table inside the form
}

// FieldDef is a standard field of the register.
type FieldDef struct {
	Name      string // person.id_no
	Label     string
	Type      string
	Codes     string   // the list its values are kept in
	Other     []string // other lists that forms use for it
	Sensitive bool
	Forms     int // on how many built-in forms it stands
}
