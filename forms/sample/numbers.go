package sample

import (
	"fmt"

	"huce/forms"
)

// areas are the first six digits of identity numbers. No table of divisions holds
// them (they end in 198 and 199), so that nobody has these numbers. The first two
// are the community's own.
var areas = [...]string{
	"110199", "110198", "320199", "340199", "370199",
	"410199", "420199", "430199", "510199", "520199",
}

// someArea is an area: two of three people are from the community's first.
func someArea(d dice) string {
	switch x := d.Float64(); {
	case x < 0.64:
		return areas[0]
	case x < 0.8:
		return areas[1]
	}
	return areas[2+d.IntN(len(areas)-2)]
}

// checkWeights and checkDigits are GB 11643-1999's MOD 11-2.
var checkWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const checkDigits = "10X98765432"

// checkDigit is the eighteenth character for the first seventeen.
func checkDigit(first17 string) byte {
	sum := 0
	for i, w := range checkWeights {
		sum += int(first17[i]-'0') * w
	}
	return checkDigits[sum%11]
}

// idNumber is a valid identity number of nobody. order is the order code, 0 to
// 499, made odd for a man and even for a woman.
func idNumber(area string, birth forms.Date, order int, male bool) string {
	n := order * 2
	if male {
		n++
	}
	s := fmt.Sprintf("%s%04d%02d%02d%03d", area, birth.Year, birth.Month, birth.Day, n)
	return s + string(checkDigit(s))
}

// registry gives out numbers, each once.
type registry struct {
	ids    map[string]bool
	phones int
	offset int
}

// newID is an identity number nobody in the community has yet.
func (r *registry) newID(d dice, area string, birth forms.Date, male bool) string {
	for {
		id := idNumber(area, birth, d.IntN(300), male)
		if !r.ids[id] {
			r.ids[id] = true
			return id
		}
	}
}

// phoneRange is how many numbers begin alike.
const phoneRange = 10000

// newPhone is a mobile number that can't ring: 1990000 and four digits, each
// given once before any comes twice. Communities of more than ten thousand
// telephones go on with 1990001 to 1990009.
func (r *registry) newPhone() string {
	n := r.phones
	r.phones++
	last := (n*7919 + r.offset) % phoneRange // 7919 is prime to 10000: all numbers before any again
	return fmt.Sprintf("199000%d%04d", n/phoneRange%10, last)
}

// landline is a telephone at home that can't ring.
func landline(d dice) string {
	return fmt.Sprintf("0%d-0000%04d", d.between(310, 399), d.IntN(10000))
}

// bankAccount is a card number of no bank: its issuer digits are given to none.
func (s salt) bankAccount() string {
	return fmt.Sprintf("6219990%012d", s.draw("person.bank_account", 2100000000))
}
