package link

import (
	"strconv"
	"strings"
)

// Also stands between several values in one text: two phone numbers of one cell.
const Also = "、"

// The marks before a value.
const (
	derived  = "=" // read off the ID number, not stated
	implied  = "~" // what a relation, or the form that the row stands in, says
	borrowed = "?" // another's ID number
	lenders  = "^" // the birth of the one of the same home whose ID number the row gives
	reckoned = "≈" // a year of birth reckoned from an age
	paper    = "#" // the number of a paper that is no identity card
)

// Paper is the number of a passport or a permit, in place of an ID number.
func Paper(number string) string { return paper + strings.ToUpper(number) }

// The fields of the model of residents, in the order of Records.Values.
const (
	Name = iota
	ID
	Birth
	Sex
	Phone
	Address
	Head
	Order
	Fields // how many there are
)

// Resident is what one row says of a person, in the register's spelling; "" is
// what it doesn't say.
type Resident struct {
	Name    string
	ID      string // 18 characters; * where a digit is hidden or was cut off
	Parents bool   // the number is a parent's, whatever else the row says
	Birth   string // 1950-03-01, 1950-03 or 1950
	Sex     string // 男, 女
	Phone   string // digits, several joined by Also
	Address string // PlaceText of where the person lives
	Head    string // name of the household's head
	Order   string // of a child: 1 of the eldest, 2 of the second
}

// Implied is a value that another says of the person: a relation of the sex, or a
// form on which all are of one. It is no more than known, but stays where the ID
// number is another's.
func Implied(value string) string {
	if value == "" {
		return ""
	}
	return implied + value
}

// Reckoned is the year of birth that an age gives.
func Reckoned(year int) string { return reckoned + strconv.Itoa(year) }

// IsReckoned reports whether a birth is no more than an age says.
func IsReckoned(birth string) bool { return strings.HasPrefix(birth, reckoned) }

// NewRecords is room for n residents.
func NewRecords(n int) *Records {
	r := &Records{Sub: make([]int32, n), Values: make([][]string, Fields)}
	for f := range r.Values {
		r.Values[f] = make([]string, n)
	}
	return r
}

// Put writes row i. Different rows may be written at the same time.
func (r *Records) Put(i int, sub int32, p Resident) {
	r.Sub[i] = sub
	for f, v := range p.Texts() {
		r.Values[f][i] = v
	}
}

// Texts is a resident as the model's fields have it. What the ID number says of
// birth and sex counts as known of the person, but not as said twice.
func (p Resident) Texts() [Fields]string {
	birth, sex := p.Birth, p.Sex
	if d, known := idDigits(p.ID); known >= 14 && validDay(&d) {
		written := string(d[6:10]) + "-" + string(d[10:12]) + "-" + string(d[12:14])
		switch {
		case p.Parents, p.Birth != "" && (othersNumber(p.Birth, written) || othersSex(strings.TrimPrefix(sex, implied), &d) && !strings.HasPrefix(written, p.Birth)):
			p.ID = borrowed + p.ID
		case p.Birth == "" || IsReckoned(p.Birth):
			birth = derived + written
		case p.Birth != written:
			birth += Also + derived + written
		}
		if (sex == "" || strings.HasPrefix(sex, implied)) && d[16] != '*' && !strings.HasPrefix(p.ID, borrowed) {
			sex = strings.TrimPrefix(sex+Also+derived+[]string{"女", "男"}[(d[16]-'0')%2], Also)
		}
	}
	if p.Head == p.Name {
		p.Head = "" // one name is not two facts
	}
	return [...]string{p.Name, p.ID, birth, sex, p.Phone, p.Address, p.Head, p.Order}
}

// othersNumber reports whether the birth that a row states and the one in its
// number are so far apart that the number is another's: a parent's, the line's above.
// A slip of the hand or a date of the lunar calendar is not.
func othersNumber(stated, written string) bool {
	c := births{}.Column([]string{stated, written})
	l := c.Level(0, 1)
	return l == birthOther || l == birthNextYear && monthsApart(stated, written) > lunarMonths
}

// othersSex reports whether a row states the other sex than its number has.
func othersSex(stated string, d *[18]byte) bool {
	return d[16] >= '0' && d[16] <= '9' && (stated == "男" && (d[16]-'0')%2 == 0 || stated == "女" && (d[16]-'0')%2 == 1)
}

// lunarMonths is the most that a month of the lunar calendar lies off.
const lunarMonths = 3

// monthsApart is 0 where one date has no month.
func monthsApart(a, b string) int {
	if len(a) < 7 || len(b) < 7 || IsReckoned(a) {
		return 0
	}
	d := digitsOf(a, 4)*12 + digitsOf(a[5:], 2) - digitsOf(b, 4)*12 - digitsOf(b[5:], 2)
	return max(d, -d)
}

// The levels of a name.
const (
	nameSame    = iota
	nameWild    // a ? or □ stands for a character
	nameSound   // equal in toneless pinyin
	nameShape   // a look-alike character, two swapped, or a minority name's first part
	nameGiven   // the given name of two or more characters alone
	nameNear    // one character differs or is missing
	nameHalf    // of two characters the surname alone
	nameSurname // the surname alone
	nameOther
)

// The levels of an ID number.
const (
	idSame     = iota
	idTwo      // two valid numbers that differ
	idBorrowed // another's valid number
	idWritten  // the same invalid text
	idPart     // all digits known of both agree
	idOneOff   // one slip of the hand
	idTwoOff
	idBirth // the birth part agrees
	idOther
	idLent // one side's is another's, and the other side has another number
)

// The levels of a birth.
const (
	birthDay  = iota
	birthByID // the day, but one side only reads it off an ID number
	birthMonth
	birthYear
	birthSlip     // one digit off, or day and month swapped
	birthLunar    // within 62 days: a date of the lunar calendar
	birthSameYear // year alone, though both say the day
	birthNextYear
	birthOther
	birthLender // of an age with the one of the home whose number the row gives
)

// The levels of a place.
const (
	placeRoom     = iota
	placeNoUnit   // the room, but one side leaves out unit or estate
	placeNear     // one number a step away
	placeBuilding // the building alone
	placeEstate
	placeOther
)

// The levels of a phone number.
const (
	phoneSame = iota
	phoneOneOff
	phoneOther
)

// The levels of sex.
const (
	sexSame = iota
	sexOther
)

// The levels of an order of birth.
const (
	orderSame = iota
	orderOther
)

// Residents is the model of people in one community of ten thousand or so. pinyin
// gives the toneless syllable of a character, "" where it has none.
//
// Its shares come from counting pairs of rows with known truth (fit_test.go says
// how), and EM without the truth finds them too (fit_residents_test.go); its gates
// come from what went wrong without them. The names' shares are written by
// HUCE_FIT=1 go test ./archive/link -run TestFitNames, the levels' shown by
// HUCE_FIT=1 go test ./archive/link -run TestFitLevels -v: both from 200,109 rows of
// 66 invented forms about 12,611 invented people.
func Residents(pinyin func(string) string) *Model {
	names := names{pinyin: pinyin}
	agree := At(idSame, idWritten, idPart, idOneOff)
	sounds := At(nameSame, nameWild, nameSound)
	twin := At(nameWild, nameSound) // of one sound, yet not of one name
	room := At(placeRoom, placeNoUnit)
	day := At(birthDay, birthByID)
	m := &Model{
		Who: Name,
		Fields: []Field{
			Name:    {Name: "name", Kind: names},
			ID:      {Name: "id_no", Kind: idNumbers{}},
			Birth:   {Name: "birth", Kind: births{}, Given: []Cond{{ID, At(idSame, idWritten, idPart, idBirth)}}},
			Sex:     {Name: "sex", Kind: sexes{}, Given: []Cond{{ID, At(idSame, idWritten, idPart)}}},
			Phone:   {Name: "phone", Kind: phones{}, Crowd: 12},
			Address: {Name: "address", Kind: places{}, Crowd: 24},
			Head:    {Name: "head", Kind: names, Crowd: 24},
			Order:   {Name: "order", Kind: orders{}},
		},
		Groups: []Group{{Fields: []int{Phone, Address, Head}, Most: 14}},
		Unique: []Part{{ID, "valid"}, {Name, "whole"}},
		Copies: [][]Part{
			{{Name, "whole"}, {ID, "whole"}},
			{{Name, "whole"}, {Birth, "day"}},
			{{Name, "whole"}, {Phone, "whole"}},
			{{Name, "whole"}, {Address, "room"}},
		},
		Holder: &Holder{
			ID: ID, Name: Name, Part: "number", Derived: []int{Birth, Sex}, Differs: At(nameSurname, nameOther), Mark: borrowed,
			Near: []Part{{Phone, "whole"}, {Address, "room"}}, Birth: Birth, KeptMark: lenders,
		},
		Blocks: []Block{
			{{ID, "whole"}},
			{{ID, "first14"}},
			{{ID, "last8"}},
			{{ID, "ends"}},
			{{Name, "whole"}, {Birth, "day"}},
			{{Name, "whole"}, {Phone, "whole"}},
			{{Name, "whole"}, {Address, "room"}},
			{{Name, "whole"}, {Birth, "year"}},
			{{Name, "whole"}, {Address, "building"}},
			{{Name, "whole"}},
			{{Name, "first"}, {Birth, "day"}},
			{{Name, "first"}, {Phone, "whole"}},
			{{Name, "first"}, {Address, "room"}},
			{{Name, "given"}, {Birth, "day"}},
			{{Name, "given"}, {Phone, "whole"}},
			{{Name, "given"}, {Address, "room"}},
			{{Name, "surname"}, {Birth, "day"}},
			{{Name, "surname"}, {Phone, "whole"}},
			{{Name, "surname"}, {Address, "room"}},
			{{Birth, "day"}, {Address, "room"}},
			{{Birth, "day"}, {Phone, "whole"}},
		},
		Gates: []Gate{
			{Name: "given_name_differs", When: []Cond{{Name, At(nameSurname, nameOther)}, {ID, ^(agree | At(idBorrowed))}}, Then: Never},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, twin}, {Birth, day}, {Address, room}}, Then: Ask, Apart: true, Listed: true},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, twin}, {Birth, day}, {Phone, At(phoneSame)}}, Then: Ask, Apart: true, Listed: true},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, sounds}, {Birth, day}, {Address, room}}, Then: Ask, Apart: true},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, sounds}, {Birth, day}, {Phone, At(phoneSame)}}, Then: Ask, Apart: true},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, At(nameSame)}, {Birth, At(None)}, {Address, room}}, Then: Ask, Apart: true},
			{Name: "two_ids_alike", When: []Cond{{ID, At(idTwo)}, {Name, At(nameSame)}, {Birth, At(None)}, {Phone, At(phoneSame)}}, Then: Ask, Apart: true},
			{Name: "two_ids", When: []Cond{{ID, At(idTwo)}}, Then: Never},
			{Name: "id_birth_differs", When: []Cond{{ID, At(idBorrowed)}, {Name, sounds}, {Birth, At(birthSlip, birthLunar, birthSameYear, birthNextYear, birthOther)}}, Then: Ask, Whatever: true},
			{Name: "given_name_differs", When: []Cond{{Name, At(nameHalf)}, {ID, ^agree}, {Birth, ^day}}, Then: Never},
			{Name: "sex_and_birth", When: []Cond{{Sex, At(sexOther)}, {Birth, At(birthSameYear, birthNextYear, birthOther)}}, Then: Never},
			{Name: "id_name_differs", When: []Cond{{ID, At(idBorrowed)}, {Name, At(nameGiven, nameNear, nameHalf, nameSurname, nameOther)}, {Birth, At(birthDay)}, {Sex, At(sexSame, None)}}, Then: Ask},
			{Name: "borrowed_id", When: []Cond{{ID, At(idBorrowed)}, {Name, At(nameGiven, nameNear, nameHalf, nameSurname, nameOther)}}, Then: Ask},
			{Name: "borrowed_id", When: []Cond{{ID, At(idLent)}, {Birth, At(birthYear, birthSlip, birthLunar)}}, Then: Ask},
			{Name: "borrowed_id", When: []Cond{{ID, At(idLent)}, {Birth, At(None)}, {Phone, At(phoneOther)}}, Then: Ask},
			{Name: "borrowed_id", When: []Cond{{ID, At(idLent)}, {Birth, At(None)}, {Address, ^room}}, Then: Ask},
			{Name: "id_of_home", When: []Cond{{ID, At(idLent)}, {Birth, At(birthLender)}}, Then: Ask},
			{Name: "id_name_differs", When: []Cond{{ID, At(idSame)}, {Name, At(nameHalf, nameSurname, nameOther)}}, Then: Ask, Whatever: true},
			{Name: "id_name_differs", When: []Cond{{ID, At(idSame)}, {Name, At(nameGiven, nameNear)}, {Birth, ^At(birthDay)}}, Then: Ask, Whatever: true},
			{Name: "id_slip_name_differs", When: []Cond{{ID, agree &^ At(idSame)}, {Name, At(nameGiven, nameNear, nameHalf, nameSurname, nameOther)}}, Then: Ask},
			{Name: "birth_differs", When: []Cond{{Birth, At(birthOther)}, {ID, ^agree}}, Then: Never},
			{Name: "birth_differs", When: []Cond{{Birth, At(birthSameYear, birthNextYear)}, {ID, ^agree}}, Then: Ask},
			{Name: "sex_differs", When: []Cond{{Sex, At(sexOther)}, {Name, ^At(nameSame)}}, Then: Ask},
			{Name: "sex_differs", When: []Cond{{Sex, At(sexOther)}, {Birth, ^day}}, Then: Ask},
			{Name: "surname_slip", When: []Cond{{Name, At(nameGiven)}, {ID, ^agree}, {Phone, At(phoneSame)}, {Address, room}}, Then: Free},
			{Name: "given_name_near", When: []Cond{{Name, At(nameGiven, nameNear, nameHalf)}, {ID, At(None)}, {Birth, day}, {Address, room}}, Then: Ask, Apart: true},
			{Name: "given_name_near", When: []Cond{{Name, At(nameGiven, nameNear, nameHalf)}, {ID, ^agree}}, Then: Ask},
			{Name: "twins", When: []Cond{{Name, At(nameSound, nameShape)}, {ID, ^agree}, {Birth, day}, {Address, room}}, Then: Ask},
			{Name: "twins", When: []Cond{{Name, At(None)}, {Order, At(orderOther)}}, Then: Ask},
			{Name: "twins", When: []Cond{{Name, At(None)}, {ID, ^agree}, {Birth, At(birthMonth, birthYear)}}, Then: Ask},
			{Name: "name_alone", When: []Cond{
				{ID, ^agree},
				{Birth, At(birthSameYear, birthNextYear, birthOther, None)},
				{Phone, At(phoneOther, None)},
				{Address, At(placeBuilding, placeEstate, placeOther, None)},
				{Head, ^At(nameSame)},
			}, Then: Ask},
		},
		SameForm: "same_form",
		Prior:    -13.3,
		Link:     6,
		Ask:      -3,
		Margin:   4,
		Longest:  60,
	}
	for f := range m.Fields {
		m.Fields[f].Levels = residentLevels[f]
	}
	return m
}

// residentLevels are the levels of each field. What is exact in a name is weighed
// by how common the name is, so its U is 1.
var residentLevels = [Fields][]Level{
	Name: {
		{"same", .95, 1},
		{"wild", .0016, 3e-6},
		{"sound", .0083, 2.3e-5},
		{"shape", .0026, 5e-6},
		{"given", .003, 1e-4},
		{"near", .011, 6.5e-4},
		{"half", .002, 5e-3},
		{"surname", .001, .027},
		{"other", .0012, .97},
	},
	ID: {
		{"same", .8, 4e-7},
		{"two", 2e-5, .81},
		{"borrowed", 1, 1},
		{"written", .003, 1e-7},
		{"part", .18, 1.6e-5},
		{"one_off", .016, 1e-6},
		{"two_off", .001, 2e-6},
		{"birth", .0002, 5e-5},
		{"other", .003, .19},
		{"lent", 1, 1},
	},
	Birth: {
		{"day", .96, 4e-5},
		{"by_id", .96, 4e-5},
		{"month", .98, 1.2e-3},
		{"year", .98, .014},
		{"slip", .004, 1.05e-3},
		{"lunar", .004, .004},
		{"same_year", .001, .0085},
		{"next_year", .001, .026},
		{"other", .0036, .96},
		{"lender", 1, 1},
	},
	Sex:   {{"same", .995, .49}, {"other", .005, .51}},
	Phone: {{"same", .75, 1.5e-4}, {"one_off", .01, 4e-5}, {"other", .15, 1}},
	Address: {
		{"room", .74, 1.5e-4},
		{"no_unit", .18, 6.4e-5},
		{"near", .0056, 8e-4},
		{"building", .0035, .0087},
		{"estate", .015, .126},
		{"other", .06, .86},
	},
	Head: {
		{"same", .9, 1},
		{"wild", .01, 1e-4},
		{"sound", .01, 1e-4},
		{"shape", .01, 1e-4},
		{"given", .01, 1e-3},
		{"near", .02, 5e-3},
		{"half", .01, .01},
		{"surname", .02, .06},
		{"other", .1, 1},
	},
	Order: {{"same", 1, 1}, {"other", 1, 1}},
}
