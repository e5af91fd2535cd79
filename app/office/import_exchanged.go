package office

import (
	"hash/maphash"
	"slices"

	"huce/forms"
	"huce/forms/vocab"
)

// A column that was sorted, moved or filled down without the others, but for the ID
// numbers, shows in what people held before: it gives one the value of another. Rows
// and share are those of misplaced numbers.

// exchangeable are the columns that it is looked for in, and what of a value is its
// own: nothing that a family's next form writes otherwise.
var exchangeable = []struct {
	field string
	of    func(value string) string
}{
	{"person.phone", func(v string) string { return v }},
	{"person.residence_address", roomOf},
}

// roomOf is an address's building and room, "" where it names neither: estates go by
// many names, and units are left out as often as not.
func roomOf(v string) string {
	if a := vocab.ParseAddress(v); a.Home() {
		return a.Building + "-" + a.Room
	}
	return ""
}

// belongings are what people held by the imports in force, by the place in
// exchangeable: of each value's hash the hashes of the ID numbers that it was given
// with. Hashes, because values pin the text of whole imports.
type belongings struct {
	seed    maphash.Seed
	holders []map[uint64][]uint64 // of a value's: the people
	has     []map[uint64]bool     // people of whom a value is known
	own     []map[uint64]uint64   // of a value as written: what is its own, 0 for nothing
}

func newBelongings() *belongings {
	b := &belongings{seed: maphash.MakeSeed()}
	for range exchangeable {
		b.holders = append(b.holders, map[uint64][]uint64{})
		b.has, b.own = append(b.has, map[uint64]bool{}), append(b.own, map[uint64]uint64{})
	}
	return b
}

// each calls do with the rows of a sheet that give the i-th of exchangeable.
func (b *belongings) each(i int, c *forms.Claims, do func(row int, person, value uint64)) {
	column := c.Column(exchangeable[i].field)
	if column < 0 {
		return
	}
	eachIdentity(c, func(row int, id vocab.ID, _ string) {
		if v := b.value(i, c.Value(column, row)); v != 0 {
			do(row, maphash.String(b.seed, id.Number), v)
		}
	})
}

// value is the hash of what is a value's own, 0 for nothing: worked out once of many
// that are written alike.
func (b *belongings) value(i int, written string) uint64 {
	if written == "" {
		return 0
	}
	as := maphash.String(b.seed, written)
	own, known := b.own[i][as]
	if !known {
		if v := exchangeable[i].of(written); v != "" {
			own = maphash.String(b.seed, v)
		}
		b.own[i][as] = own
	}
	return own
}

// learn adds what a file taken in says.
func (b *belongings) learn(claims []*forms.Claims) {
	for _, c := range claims {
		for i := range exchangeable {
			b.each(i, c, func(_ int, person, value uint64) {
				b.has[i][person] = true
				if !slices.Contains(b.holders[i][value], person) {
					b.holders[i][value] = append(b.holders[i][value], person)
				}
			})
		}
	}
}

// exchanged counts the rows of a sheet that give one person what is known as another's
// alone, in the first column where many do. first is the file's number of the first.
func (b *belongings) exchanged(c *forms.Claims) (field string, rows, first int) {
	for i := range exchangeable {
		rows, could := 0, 0
		b.each(i, c, func(row int, person, value uint64) {
			if !b.has[i][person] {
				return
			}
			could++
			of := b.holders[i][value]
			if len(of) == 0 || slices.Contains(of, person) {
				return
			}
			if rows == 0 {
				first = int(c.Rows[row].Number)
			}
			rows++
		})
		if rows >= misplacedRows && rows*misplacedShare >= could {
			return exchangeable[i].field, rows, first
		}
	}
	return "", 0, 0
}
