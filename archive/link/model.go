package link

// None is the level of a field that a side says nothing about.
const None uint8 = 15

// Levels is a set of levels.
type Levels uint16

// At is the set of some levels.
func At(levels ...uint8) Levels {
	var s Levels
	for _, l := range levels {
		s |= 1 << l
	}
	return s
}

// Has reports whether a level is in the set.
func (s Levels) Has(l uint8) bool { return s>>l&1 != 0 }

// Model declares how records are compared.
type Model struct {
	Fields []Field
	Who    int // the field that names a record
	Groups []Group
	Blocks []Block
	Gates  []Gate
	Copies [][]Part // a row that repeats another in every field is its copy, if it has one of these
	Unique []Part   // rows that agree on all of these are one without further comparison
	Holder *Holder  // of an identifier that others may borrow
	// SameForm is the gate between two different rows of one submission.
	SameForm string
	// Between compares rows of different submissions alone: each lists everyone once.
	Between bool
	// Mean judges a merge by the mean weight of all pairs of nodes across, not by the
	// best that is known of each side: nothing is chained by one pair alike.
	Mean    bool
	Prior   float64 // bits, of any two records being one: negative
	Link    float64 // bits from which a merge needs no one's word
	Ask     float64 // bits from which a pair is worth a question
	Margin  float64 // bits by which the best must beat a contradicting second
	Longest int     // candidates under one key beyond which the key tells nothing
}

// Field is one thing that is compared.
type Field struct {
	Name string
	Kind Kind
	// Levels in order of precedence: the first that any two values of the sides
	// reach is the one that counts.
	Levels []Level
	// Given leaves the field's weight out (never its gates) where another field
	// already says the same.
	Given []Cond
	// Common is how much of a value's own commonness among the records goes into the
	// weight of level 0: 1 for all of it, 0 for none.
	Common float64
	// Crowd is the number of names beyond which a value that they all hold is
	// worth less with each doubling; 0 where commonness does not matter.
	Crowd int
}

// Level is one degree of agreement. Its weight is log2(M/U).
type Level struct {
	Name string
	M    float64 // share of it among pairs that are one
	U    float64 // share of it among pairs that are not
}

// Kind makes values of one sort comparable.
type Kind interface {
	// Parse gives the values that a text stands for, cleaned; several where it
	// names several, none where it says nothing.
	Parse(text string) []string
	// Column holds distinct cleaned values for comparison by index.
	Column(values []string) Column
}

// Column is a list of distinct values of one kind.
type Column interface {
	// Level compares values a and b; None where they tell nothing.
	Level(a, b int32) uint8
	// Key is the hash of a part of a value, 0 where it has no such part.
	Key(part string, v int32) uint64
	// Bits is added to the weight of level 0 by how rare the value is.
	Bits(v int32) float64
}

// Group caps the sum of fields that are mostly one fact.
type Group struct {
	Fields []int
	Most   float64
}

// Part is a part of a field's value by which records are found.
type Part struct {
	Field int
	Part  string
}

// Block is a set of parts: records that agree on all are candidates.
type Block []Part

// Cond holds where the level of Field is among Levels.
type Cond struct {
	Field  int
	Levels Levels
}

// Verdict is what a gate says.
type Verdict uint8

// The verdicts.
const (
	Free  Verdict = iota // the weight decides
	Ask                  // a person decides
	Never                // not one
)

// Gate is a pattern of agreement that a sum must not settle. The first gate whose
// conditions all hold speaks.
type Gate struct {
	Name string
	When []Cond
	Then Verdict
	// Apart makes a third record that could be either go to neither: what the gate
	// asks about is likelier two than one.
	Apart bool
	// Whatever asks even where the weight is below Model.Ask.
	Whatever bool
	// Listed needs nobody's word where one submission lists both: they are two.
	Listed bool
}

// Holder is the rule that an identifier has one holder: where most rows give it
// with one name and others with a wholly different one, the others borrowed it.
type Holder struct {
	ID, Name int    // fields
	Part     string // of ID: the part that only valid numbers have, borrowed ones too
	Derived  []int  // fields that may hold what was read off the number
	Differs  Levels // levels of Name that make another person
	Mark     string // put before a borrowed number, so that its column knows it
	// Of a row that shares one of the parts Near with the number's holder, Birth keeps
	// the holder's birth under KeptMark: whose row it is, name and number do not tell.
	Near     []Part
	Birth    int
	KeptMark string
}

// gate is the verdict on a vector of levels and the gate that spoke, -1 where none.
func (m *Model) gate(levels []uint8) (Verdict, int) {
	for g := range m.Gates {
		if m.holds(g, levels) {
			return m.Gates[g].Then, g
		}
	}
	return Free, -1
}

// holds reports whether all conditions of a gate hold.
func (m *Model) holds(g int, levels []uint8) bool {
	for _, c := range m.Gates[g].When {
		if !c.Levels.Has(levels[c.Field]) {
			return false
		}
	}
	return true
}
