package link

import "strings"

// idNumbers compares ID numbers (GB 11643-1999). MOD 11-2 finds every slip of one
// digit and every swap of neighbours, so two valid numbers are never one typo of
// each other.
type idNumbers struct{}

// Parse keeps the text: it is cleaned already.
func (idNumbers) Parse(text string) []string { return []string{text} }

func (idNumbers) Column(values []string) Column {
	c := make(idColumn, len(values))
	for i, v := range values {
		c[i] = newIDNumber(v)
	}
	return c
}

// idNumber is one number. Longer ones keep their first 18 characters: an extra
// digit shows in n.
type idNumber struct {
	d     [18]byte
	n     uint8 // characters
	known uint8 // that are no *
	valid bool
	lent  bool // borrowed: another's number
	paper bool // of another paper: a passport, a permit
	hash  uint64
}

type idColumn []idNumber

func newIDNumber(text string) idNumber {
	rest, lent := strings.CutPrefix(text, borrowed)
	d, known := idDigits(rest)
	id := idNumber{d: d, n: uint8(min(len(rest), 19)), known: uint8(known), lent: lent, hash: hashText(rest)}
	id.paper = strings.HasPrefix(rest, paper)
	id.valid = id.n == 18 && known == 18 && validDay(&d) && checked(&d)
	return id
}

// idDigits is the characters of an ID number and how many of them are known.
func idDigits(text string) (d [18]byte, known int) {
	text = strings.TrimPrefix(text, borrowed)
	copy(d[:], text)
	for i := range min(len(text), 18) {
		if c := text[i]; c >= '0' && c <= '9' || c == 'X' && i == len(text)-1 {
			known++
		} else {
			d[i] = '*'
		}
	}
	if len(text) < 14 {
		return d, 0
	}
	return d, known
}

// checked reports whether the 18th character is what MOD 11-2 asks.
func checked(d *[18]byte) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(d[i]-'0') * w
	}
	return "10X98765432"[sum%11] == d[17]
}

// validDay reports whether characters 7 to 14 are known and name a day.
func validDay(d *[18]byte) bool {
	for _, c := range d[6:14] {
		if c < '0' || c > '9' {
			return false
		}
	}
	month, day := int(d[10]-'0')*10+int(d[11]-'0'), int(d[12]-'0')*10+int(d[13]-'0')
	return (d[6] == '1' || d[6] == '2') && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

func (c idColumn) Level(a, b int32) uint8 {
	x, y := &c[a], &c[b]
	if x.lent || y.lent {
		switch {
		case x.hash == y.hash && (x.valid || y.valid):
			return idBorrowed
		case x.valid && y.valid:
			return idLent
		case x.paper || y.paper:
			return None
		}
		switch alike(x, y) {
		case idBirth, idOther:
			return idLent
		}
		return None
	}
	if x.hash == y.hash {
		switch {
		case x.valid:
			return idSame
		case x.paper:
			return idWritten
		case x.known < 18 && x.known < x.n:
			return idPart
		}
		return idWritten
	}
	switch {
	case x.valid && y.valid:
		return idTwo
	case x.paper || y.paper: // one person may have several
		return None
	}
	return alike(x, y)
}

// partKnown is how many digits must agree before a part tells anything: the six
// and four that masks leave.
const partKnown = 10

// alike compares two numbers of which at least one is no valid number.
func alike(x, y *idNumber) uint8 {
	if x.n != y.n {
		if shifted(x, y) {
			return idOneOff
		}
		return rest(x, y)
	}
	both, differ, first, last := 0, 0, -1, -1
	for i := range x.d {
		if x.d[i] == '*' || y.d[i] == '*' || x.d[i] == 0 {
			continue
		}
		both++
		if x.d[i] != y.d[i] {
			differ++
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	swapped := differ == 2 && last == first+1 && x.d[first] == y.d[last] && x.d[last] == y.d[first]
	switch {
	case both < partKnown:
		return None
	case differ == 0:
		return idPart
	case both == 18 && (differ == 1 || swapped):
		return idOneOff
	case both == 18 && differ == 2:
		return idTwoOff
	}
	return rest(x, y)
}

// rest is the level of numbers that no slip explains.
func rest(x, y *idNumber) uint8 {
	if validDay(&x.d) && validDay(&y.d) && string(x.d[6:14]) == string(y.d[6:14]) {
		return idBirth
	}
	return idOther
}

// shifted reports whether one number is the other with one character left out.
func shifted(x, y *idNumber) bool {
	if x.n > y.n {
		x, y = y, x
	}
	if x.n < 14 || y.n-x.n != 1 {
		return false
	}
	i := 0
	for i < int(x.n) && x.d[i] == y.d[i] {
		i++
	}
	for i < int(x.n) && i+1 < len(y.d) {
		if x.d[i] != y.d[i+1] {
			return false
		}
		i++
	}
	return true
}

func (c idColumn) Key(part string, v int32) uint64 {
	id := &c[v]
	switch part {
	case "valid":
		if id.valid && !id.lent {
			return id.hash
		}
	case "number":
		if id.valid {
			return id.hash
		}
	case "whole":
		if id.known >= 14 || id.paper {
			return id.hash
		}
	case "first14":
		return id.keyOf(0, 14, 0, 0)
	case "last8":
		return id.keyOf(0, 0, 10, 18)
	case "ends":
		return id.keyOf(0, 6, 14, 18)
	}
	return 0
}

// keyOf hashes characters a…b-1 and c…d-1, 0 where one of them is unknown.
func (id *idNumber) keyOf(a, b, c, d int) uint64 {
	if id.lent || id.n < 17 {
		return 0
	}
	h := uint64(a + b + c + d)
	for _, span := range [2][]byte{id.d[a:b], id.d[c:d]} {
		for _, x := range span {
			if x == '*' || x == 0 {
				return 0
			}
			h = mix(h, uint64(x))
		}
	}
	return h
}

// Bits is 0: a valid number names one person.
func (c idColumn) Bits(int32) float64 { return 0 }
