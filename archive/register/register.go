// Package register computes the register of people, households and dwellings. It
// is a pure function of claims and decisions: nothing is merged in place, so an
// import can be withdrawn, a merge taken apart or a rule changed, and nothing is
// lost. Equal claims and decisions give an equal register in whatever order they
// came (ids aside).
//
// A Maker keeps what it worked out: a new form, a withdrawal or a decision changes only
// what it touches, and gives the register that Build gives.
//
// It does not read files (forms does), does not keep anything (archive does) and
// does not decide who is who (link proposes, a clerk's decision settles).
package register

import (
	"sort"

	"huce/forms"
)

// RowID is the stable identity of a row of claims: a hash of its form, its period
// and what it says, never its position, so that a decision about it outlives
// withdrawal, re-import and new program versions. Equal rows of one form count up.
// A row of a corrected form sent again has the identity of the row that it corrects.
type RowID [16]byte

// Submission is one imported file: who asked, as of when, and what its sheets say.
type Submission struct {
	ID         string // S0001, the archive's
	File       string // the path as given to import
	Form       string // the template's id
	Title      string
	Department string
	Unit       forms.Unit
	AsOf       forms.Date
	Period     string
	Claims     []*forms.Claims
	Corrects   *Submission `json:"-"` // the import whose place it took: a row that corrects one of its rows is that row
}

// Ref is one row of claims: submission (index into Register.Submissions), sheet
// (index into Submission.Claims) and row (index into Claims.Rows).
type Ref struct {
	Sub   int32
	Sheet int32
	Row   int32
}

// DecisionKind is what a clerk settled.
type DecisionKind string

// The kinds of decision.
const (
	Same      DecisionKind = "same"      // rows A and B speak of one person
	Different DecisionKind = "different" // rows A and B speak of two people
	Stands    DecisionKind = "stands"    // of the person that row A speaks of, Field is Value
	Together  DecisionKind = "together"  // the people that rows A and B speak of are one household
	Apart     DecisionKind = "apart"     // they are of two
	Alias     DecisionKind = "alias"     // Field and Value are two names of one estate, building or unit, which goes by Field
	NoAlias   DecisionKind = "no_alias"  // they are two places
)

// Kinds are all kinds of decision.
var Kinds = []DecisionKind{Same, Different, Stands, Together, Apart, Alias, NoAlias}

// Decision is what a clerk settled; only ever added. Revoked names an earlier
// decision by its number that no longer holds.
type Decision struct {
	No      uint64
	Kind    DecisionKind
	A, B    RowID
	Field   string
	Value   string
	Who     string
	When    string // RFC 3339
	Revoked bool
	// Disputed: a copy of the archive that was joined says otherwise. It does not hold,
	// and what it is about is a question until a later decision settles it.
	Disputed bool
}

// Register is the people, homes and questions that claims and decisions give.
type Register struct {
	Submissions []Submission
	People      []Person
	Households  []Household
	Dwellings   []Dwelling
	Questions   []Question
	Links       []Link
	Unplaced    []Ref // rows that name no one well enough; counted, never guessed
}

// Person is one resident: the rows that speak of them and the values that stand.
type Person struct {
	ID        string // P00001
	Household int    // index into Register.Households, -1 where unknown
	Rows      []Ref
	Values    []Standing // sorted by field
	Events    []Event    // by day
}

// Event is something that happened to a person, on the day of the form that tells it.
type Event struct {
	Day  forms.Date
	Kind string // Moved, Died, Left
	Was  string // of Moved: the address before
	Now  string // of Moved: the address since; else what the form says
	By   Source
}

// The kinds of event.
const (
	Moved = "moved" // 搬家: lives elsewhere since
	Died  = "died"  // 死亡
	Left  = "left"  // 迁出
)

// Household is one home: a dwelling and the people who live there together.
type Household struct {
	ID       string // H00001
	Head     int    // index into Register.People, -1 where no row says
	Members  []int  // indexes into Register.People, head first
	Dwelling int    // index into Register.Dwellings, -1 where unknown
	Rows     []Ref
	Values   []Standing // household.* and house.* fields
	// Collective is a home without a head: a dormitory, an institution, a collective
	// registration (集体户). Nobody is asked whose home it is.
	Collective bool
}

// Dwelling is one address people live at.
type Dwelling struct {
	ID       string // D00001
	Estate   string
	Building string
	Unit     string
	Room     string
	Address  string // in one line, as the register writes it
	Values   []Standing
	Homes    []int // households (indexes into Register.Households) that live there
	Owner    int   // whom forms name as its owner, index into Register.People, -1 where unknown or none of its people
	Let      bool  // it is rented (出租): a form says so, or its owner lives elsewhere
}

// Standing is the value of a field that stands, and who said so.
type Standing struct {
	Field   string
	Value   string
	Reason  string   // rule that chose it: decided, authority, valid, recent, agreed, only
	Sources []Source // those that say the same, best first
	Rivals  []Rival  // other values, best first
}

// Rival is a value that does not stand, and who says it.
type Rival struct {
	Value   string
	Sources []Source
}

// Source is one cell that says a value.
type Source struct {
	Row Ref
	Col int32 // index into the Fields of the row's claims
}

// Shown is what a cell says, as its file shows it.
func (r *Register) Shown(s Source) string {
	return r.Submissions[s.Row.Sub].Claims[s.Row.Sheet].ShownAs(int(s.Col), int(s.Row.Row))
}

// Status is how a row came to its person.
type Status string

// The statuses of a link.
const (
	Auto    Status = "auto"
	Review  Status = "review"
	Decided Status = "decided"
)

// Link is one person row and the person it is held to speak of.
type Link struct {
	Row    Ref
	ID     RowID
	Person int // index into Register.People
	Status Status
	Weight float64 // bits, of the weakest link that holds the row in its person
}

// QuestionKind is what is asked.
type QuestionKind string

// The kinds of question.
const (
	SamePerson    QuestionKind = "same_person" // do rows A and B speak of one person?
	WhichValue    QuestionKind = "which_value" // which value of Field is right?
	WhichHome     QuestionKind = "which_home"  // where does the person live?
	BadIdentifier QuestionKind = "bad_id"      // the only ID number known fails its check
	SameHome      QuestionKind = "same_home"   // do the people of rows A and B live in one household?
	SameEstate    QuestionKind = "same_estate" // are Values two names of one estate, building or unit? The first is what it goes by
)

// Question is something only a clerk can settle.
type Question struct {
	ID     string // stable: a hash of what is asked
	Kind   QuestionKind
	Person int // index into Register.People
	Other  int // of SamePerson, else -1
	A, B   RowID
	Field  string
	Values []Rival // the values to choose from
	Weight float64
	Gate   string // the rule that asked: id_name_differs, no_id_given_name …
	// Of SamePerson: what speaks for and against it, and the person (index into
	// Register.People, else -1) who could be meant as well.
	Evidence []Evidence
	Rival    int
}

// Evidence is how two sides of a question agree in a field, what that is worth in
// bits, and what each says.
type Evidence struct {
	Field string
	Level string // of the linker's model: same, sound, one_off …
	Bits  float64
	A, B  Rival
}

// Value is the standing value of a field, "" where none.
func (p *Person) Value(field string) string { return lookup(p.Values, field) }

// Value is the standing value of a household field, "" where none.
func (h *Household) Value(field string) string { return lookup(h.Values, field) }

// Value is the standing value of a house field, "" where none.
func (d *Dwelling) Value(field string) string { return lookup(d.Values, field) }

// Find is the standing value of a field among sorted ones, nil where none.
func Find(values []Standing, field string) *Standing {
	at := sort.Search(len(values), func(i int) bool { return values[i].Field >= field }) // slices' own copies each Standing
	if at == len(values) || values[at].Field != field {
		return nil
	}
	return &values[at]
}

func lookup(values []Standing, field string) string {
	if s := Find(values, field); s != nil {
		return s.Value
	}
	return ""
}
