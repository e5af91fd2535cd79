package vocab

import (
	"strings"

	"huce/forms"
)

// ID is a citizen's ID number (公民身份号码) as a form gives it.
type ID struct {
	Number string     // 18 characters where it is one or could be made one, else the text cleaned of spaces
	Region string     // its first six digits, "" where masked
	Birth  forms.Date // as far as it shows; zero where it doesn't
	Sex    string     // 男, 女, or "" where it doesn't show
	Valid  bool       // 18 characters, a day that exists, and the check character fits
	From15 bool       // made from a number of 15 digits
	Masked bool       // some digits are starred
	Fault  string     // why it isn't valid: the code of an Issue, "" where it is or where there is none
	Mended string     // a valid number that it may be meant to be, "" where none is clear
}

// The weights and check characters of GB 11643-1999 (MOD 11-2).
var (
	idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idChecks  = [11]byte{'1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'}
)

// CheckChar is the check character for the first 17 digits of an ID number; 0 where
// they are no 17 digits.
func CheckChar(first17 string) byte {
	if len(first17) < 17 {
		return 0
	}
	sum := 0
	for i, w := range idWeights {
		c := first17[i]
		if c < '0' || c > '9' {
			return 0
		}
		sum += int(c-'0') * w
	}
	return idChecks[sum%11]
}

// ParseID reads an ID number by GB 11643: 18 characters with their check character,
// 15 digits of the old kind made 18, x and × for X, stars over digits, and the
// wrecks that spreadsheets leave (1.1E+17, cut to …000). A number with a fault is
// given back as it stands, never mended; Mended is only a proposal.
func ParseID(s string) ID {
	if id, ok := plainID(s); ok {
		return id
	}
	text := cleanID(s)
	id := ID{Number: text}
	switch n := len(text); {
	case n == 18 && allDigits(text[:17]) && strings.IndexByte("*?", text[17]) >= 0:
		id = id.masked()
		id.Mended = validHead(text[:17] + string(CheckChar(text)))
		return id
	case text == "":
		return id
	case strings.IndexByte(text, '*') >= 0:
		return id.masked()
	case isScientific(text):
		id.Fault = "id_scientific"
	case n == 15 && allDigits(text):
		return id.from15()
	case n == 18 && allDigits(text[:17]) && (isDigit(text[17]) || text[17] == 'X'):
		return id.checked()
	case hasHan(text), n >= 33 && !hasLetter(strings.ReplaceAll(text, "X", "")):
		return id.amongWords()
	case isForeign(text):
		id.Fault = "id_other"
	case hasLetter(text):
		id.Fault, id.Mended = "id_letters", mendLetters(text)
		if id.Mended == "" && n >= 19 && n <= 22 { // a disability certificate's, or an X too many
			id.Mended = validHead(text)
		}
	default:
		id.Fault, id.Mended = "id_length", mendLength(text)
	}
	return id
}

// plainID reads 18 characters that need no cleaning, and is false for all else.
func plainID(s string) (ID, bool) {
	if len(s) != 18 || s[17] != 'X' && !isDigit(s[17]) || !allDigits(s[:17]) {
		return ID{}, false
	}
	return ID{Number: s}.checked(), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// checked looks at a number of 17 digits and a check character.
func (id ID) checked() ID {
	id.read()
	switch {
	case CheckChar(id.Number) == id.Number[17]:
		if id.Birth.IsZero() {
			id.Fault = "id_birth"
			return id
		}
		id.Valid = true
	case strings.HasSuffix(id.Number, "000"):
		id.Fault = "id_cut" // a spreadsheet keeps 15 digits and writes zeros for the rest
	default:
		id.Fault = "id_checksum"
	}
	return id
}

// read takes region, birth and sex out of a number of 18 characters.
func (id *ID) read() {
	n := id.Number
	id.Region = n[:6]
	y := int(n[6]-'0')*1000 + int(n[7]-'0')*100 + int(n[8]-'0')*10 + int(n[9]-'0')
	m, d := int(n[10]-'0')*10+int(n[11]-'0'), int(n[12]-'0')*10+int(n[13]-'0')
	if date, ok := checked(y, m, d); ok && date.Full() {
		id.Birth = date
	}
	id.Sex = sexOf(n[16])
}

func sexOf(digit byte) string {
	if (digit-'0')%2 == 1 {
		return "男"
	}
	return "女"
}

// from15 makes 15 digits 18: 19 goes before the year, and the check character
// behind. The serials 996 to 999 were given to people born in the 1800s; only a
// clerk can say.
func (id ID) from15() ID {
	if long := Upgrade15(id.Number); long != "" {
		if id.Number[12:] >= "996" {
			id.Fault = "id_from15_old"
			return id
		}
		id.Number = long
		id.read()
		id.Valid, id.From15 = true, true
		return id
	}
	id.Fault = "id_length"
	return id
}

// Upgrade15 is the number of 18 characters for one of 15 digits, "" where that
// holds no day of birth.
func Upgrade15(s string) string {
	if len(s) != 15 || !allDigits(s) {
		return ""
	}
	var b [18]byte
	copy(b[:], s[:6])
	b[6], b[7] = '1', '9'
	copy(b[8:], s[6:])
	b[17] = CheckChar(string(b[:17]))
	id := ID{Number: string(b[:])}
	if id.read(); id.Birth.IsZero() {
		return ""
	}
	return id.Number
}

// masked reads what stars leave of a number.
func (id ID) masked() ID {
	id.Masked, id.Fault = true, "id_masked"
	n := id.Number
	if len(n) != 18 {
		return id
	}
	if allDigits(n[:6]) {
		id.Region = n[:6]
	}
	if allDigits(n[6:10]) {
		y := int(n[6]-'0')*1000 + int(n[7]-'0')*100 + int(n[8]-'0')*10 + int(n[9]-'0')
		m, d := 0, 0
		if allDigits(n[10:12]) {
			m = int(n[10]-'0')*10 + int(n[11]-'0')
			if allDigits(n[12:14]) {
				d = int(n[12]-'0')*10 + int(n[13]-'0')
			}
		}
		id.Birth, _ = checked(y, m, d)
	}
	if isDigit(n[16]) {
		id.Sex = sexOf(n[16])
	}
	return id
}

// amongWords finds the one number that stands among words: 身份证：1101….
func (id ID) amongWords() ID {
	text := id.Number
	found := ""
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (isDigit(text[j]) || j > i && (text[j] == 'X' || text[j] == '*')) {
			j++
		}
		n := j - i
		if n == 36 && allDigits(text[i:j]) { // two without anything between them
			id.Fault = "id_several"
			return id
		}
		if n == 15 || n == 18 {
			if found != "" {
				id.Fault = "id_several"
				return id
			}
			found = text[i:j]
		}
		i = max(j, i+1)
	}
	if found == "" {
		id.Fault = "id_unreadable"
		if hasDocument(text) {
			id.Fault = "id_other"
		}
		if digits := strings.TrimLeft(text, "残疾人证号:"); len(digits) == 20 && allDigits(digits) {
			id.Mended = validHead(digits)
		}
		return id
	}
	inner := ParseID(found)
	if inner.Valid || inner.Masked {
		return inner
	}
	id.Fault, id.Mended = inner.Fault, inner.Mended
	return id
}
