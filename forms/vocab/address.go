package vocab

import "strings"

// Address is where a home stands: 锦绣小区, building 1, unit 3, room 502. A house in
// a lane or a village has only a number (团结里24号: Estate 团结里, Building 24).
type Address struct {
	Area      string // the province, city or county named before it; "" where it names none
	Estate    string // 锦绣小区, 解放街5号院, 团结里
	Building  string
	Unit      string
	Room      string
	House     bool   // Building is a house number (24号), not a block (24号楼)
	Elsewhere bool   // no home of a community as far as it can be told: 张庄村20组, 外地务工
	Rest      string // what else stands there, or the whole text where it names no home
}

// String is the address as the register writes it: 桂花花园3号楼2单元304室,
// 团结里24号. Street and community before it are left out; a city or county that it
// names stays. It is "" where the text names no home.
func (a Address) String() string {
	if !a.Home() {
		return ""
	}
	parts := [...]string{a.Area, a.Estate, "", a.Building, "", a.Unit, "", a.Room, ""}
	if n := len(a.Estate); n > 0 && isDigit(a.Estate[n-1]) {
		parts[2] = "·" // or its number would run into the building's
	}
	switch {
	case a.Building == "":
	case isLettered(a.Building):
		parts[4] = "座"
	case a.House:
		parts[4] = "号"
	default:
		parts[4] = "号楼"
	}
	if a.Unit != "" {
		parts[6] = "单元"
	}
	if a.Room != "" {
		parts[8] = "室"
	}
	return strings.Join(parts[:], "")
}

// isLettered reports whether a building is named by a letter: A座.
func isLettered(building string) bool {
	return len(building) == 1 && building[0] >= 'A' && building[0] <= 'Z'
}

// Home reports whether the text names a building, a house or a room.
func (a Address) Home() bool { return a.Building != "" || a.Room != "" }

// ParseAddress takes an address apart in whatever way it is written: 1号楼3单元502室,
// 1#3-502, 1-3-502, 一号楼三单元五〇二室, １栋５０２, with province, city, street or
// community before it, with what the yard was once called in brackets, with blanks
// between. It never guesses what isn't there: 滨江花园2-602 has no unit.
func ParseAddress(s string) Address {
	text := Narrow(s)
	line := addressLine(text)
	at, home, ok := findHome(line)
	if !ok {
		if _, same := pointsTo(text); same {
			return Address{Rest: Tidy(s)}
		}
		return Address{Rest: Tidy(s), Elsewhere: isElsewhere(line)}
	}
	a := Address{Building: home.building, Unit: home.unit, Room: home.room, House: home.house, Rest: home.rest}
	a.Area, a.Estate = splitArea(line[:at])
	a.Estate = tidyEstate(a.Estate)
	if a.Estate != "" && !hasHan(a.Estate) && !hasLetter(a.Estate) {
		return Address{Rest: Tidy(s)} // figures before figures: no address
	}
	return a
}

// SameHome reports whether two addresses name the same room of the same building
// of estates that EstateKey can't tell apart. A unit that one of them leaves out
// does not part them.
func (a Address) SameHome(b Address) bool {
	return a.Home() && b.Home() && a.Area == b.Area && a.Building == b.Building && a.Room == b.Room &&
		(a.Room != "" || a.Rest == b.Rest) && (a.Unit == b.Unit || a.Unit == "" || b.Unit == "") && EstateKey(a.Estate) == EstateKey(b.Estate)
}

// estateKinds are the words that say what kind of estate it is; people leave them
// out or change them (锦绣, 锦绣小区, 锦绣花园). Longest first.
var estateKinds = []string{"花园小区", "家园小区", "家属院", "家属区", "住宅小区", "小区", "花园", "家园", "新村", "公寓", "大院", "社区", "花苑", "嘉园", "苑"}

// EstateKey is an estate's name without the word for its kind, to compare the names
// that one community uses: 锦绣小区, 锦绣花园 and 锦绣 are all 锦绣.
func EstateKey(estate string) string {
	for _, kind := range estateKinds {
		if name, ok := strings.CutSuffix(estate, kind); ok && runeLen(name) >= 2 {
			return name
		}
	}
	return estate
}

// addressLine is the address without brackets and blanks. What stands in brackets
// is a remark (原纺织厂家属院), unless it holds the number itself; a blank between
// two digits parts numbers and becomes a dash.
func addressLine(text string) string {
	if !needsLine(text) {
		return text
	}
	b := make([]byte, 0, len(text))
	depth := 0
	for i, r := range text {
		switch r {
		case '(', '（', '[', '【':
			if holdsNumber(text[i:]) {
				continue
			}
			depth++
			continue
		case ')', '）', ']', '】':
			depth = max(depth-1, 0)
			continue
		case ' ', '_', '—', '–', '~', '～', '/', ',', '，', ';', '；', '、':
			if depth == 0 && r != ' ' || depth == 0 && len(b) > 0 && isDigit(b[len(b)-1]) && nextIsDigit(text[i:]) {
				b = append(b, '-')
			}
			continue
		}
		if depth == 0 {
			b = append(b, string(r)...)
		}
	}
	return strings.Trim(string(b), "-")
}

// needsLine reports whether an address has blanks, brackets or stops in it.
func needsLine(text string) bool {
	for _, r := range text {
		switch r {
		case ' ', '(', ')', '[', ']', '（', '）', '【', '】', ',', '，', '、', ';', '；', '_', '—', '–', '~', '～', '/':
			return true
		}
	}
	return false
}

// holdsNumber reports whether the bracket that s begins with holds a building or a
// room: 锦绣小区(3号楼)2单元.
func holdsNumber(s string) bool {
	end := strings.IndexAny(s, ")）]】")
	if end < 0 {
		return false
	}
	_, _, ok := findHome(strings.TrimLeft(s[:end], "(（[【"))
	return ok
}

func nextIsDigit(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s != "" && isDigit(s[0])
}
