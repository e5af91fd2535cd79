package vocab

import (
	"strings"
	"unicode/utf8"
)

// home is the numbers at the end of an address.
type home struct {
	building, unit, room, rest string
	house                      bool
}

// place is what a number in an address counts.
type place uint8

const (
	noPlace      place = iota
	placeBlock         // 3号楼, 3栋, 3#
	placeNumber        // 3号: a house, or a block before a room
	placeUnit          // 3单元
	placeFloor         // 3层
	placeRoom          // 302室
	placeDash          // 3-: whatever its turn is
	placeUnnamed       // 302 and no more
)

// placeWords are the words behind a number, longest first where one begins
// another.
var placeWords = []struct {
	word  string
	place place
}{
	{"号楼", placeBlock},
	{"号栋", placeBlock},
	{"号幢", placeBlock},
	{"栋", placeBlock},
	{"幢", placeBlock},
	{"#楼", placeBlock},
	{"#栋", placeBlock},
	{"座", placeBlock},
	{"楼", placeBlock},
	{"#", placeBlock},
	{"号单元", placeUnit},
	{"单元", placeUnit},
	{"号门", placeUnit},
	{"门", placeUnit},
	{"梯", placeUnit},
	{"层", placeFloor},
	{"号房", placeRoom},
	{"房间", placeRoom},
	{"房", placeRoom},
	{"号室", placeRoom},
	{"室", placeRoom},
	{"户", placeRoom},
	{"号", placeNumber},
	{"-", placeDash},
	{".", placeDash},
}

// rank is how surely numbers are those of a home.
type rank uint8

const (
	rankNone rank = iota
	rankHouse
	rankDashes
	rankBlock
)

// findHome finds where in an address the numbers of the home begin, and reads
// them. Of several places the surest counts, of equals the first: in
// 解放街5号院3-2-501 that is 3-2-501.
func findHome(line string) (at int, found home, ok bool) {
	best := rankNone
	inNumber := false
	for i, r := range line {
		starts := isNumberStart(r)
		if starts && !inNumber {
			if h, rk := readHome(line[i:]); rk > best && !(rk == rankDashes && i > 0 && line[i-1] == '-') {
				at, found, best = i, h, rk
				if best == rankBlock {
					break
				}
			}
		}
		inNumber = starts && !(r >= 'A' && r <= 'Z')
	}
	return at, found, best > rankNone
}

func isNumberStart(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return isHanNumeral(r)
}

// readNumber reads the number, or the letter, that s begins with: 3, 12A, 十六, A.
// Zeros before it go.
func readPlaceNumber(s string) (number string, width int, han bool) {
	for width < len(s) && isDigit(s[width]) {
		width++
	}
	if width > 0 {
		if width > 5 {
			return "", 0, false
		}
		end := width
		if end < len(s) && s[end] >= 'A' && s[end] <= 'F' {
			end++
		}
		number = strings.TrimLeft(s[:end], "0")
		if number == "" {
			return "", 0, false
		}
		return number, end, false
	}
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' {
		return s[:1], 1, false
	}
	n, w := readHan(s)
	if w == 0 || n <= 0 || n > 99999 {
		return "", 0, true
	}
	return itoa(n), w, true
}

func readPlaceWord(s string) (place, int) {
	if s == "" {
		return placeUnnamed, 0
	}
	for _, p := range placeWords {
		if strings.HasPrefix(s, p.word) {
			return p.place, len(p.word)
		}
	}
	return placeUnnamed, 0
}

// readHome reads the numbers that s begins with as those of a home. The first
// decides: 3号楼 is sure, 3- is if more numbers follow, 3号 only if it is the last
// but for a room.
func readHome(s string) (home, rank) {
	number, w, han := readPlaceNumber(s)
	if w == 0 {
		return home{}, rankNone
	}
	what, ww := readPlaceWord(s[w:])
	after := s[w+ww:]
	if !isDigit(s[0]) && !han && what != placeBlock && what != placeDash {
		return home{}, rankNone // a letter names a block or nothing
	}
	switch what {
	case placeBlock:
		if len(number) > 4 || startsName(after) {
			return home{}, rankNone
		}
		h := home{building: number}
		rk := h.fill(after, rankBlock)
		return h, rk
	case placeNumber:
		if startsYard(after) {
			return home{}, rankNone
		}
		h := home{building: number, house: true}
		rk := h.fill(after, rankHouse)
		return h, rk
	case placeUnit:
		h := home{unit: number}
		if rk := h.fill(after, rankHouse); h.room != "" {
			return h, rk
		}
	case placeDash:
		if door, ok := dividedNumber(number, after); ok && !han {
			return home{building: door, house: true}, rankHouse
		}
		if !han && len(number) <= 3 {
			h := home{building: number}
			if rk := h.fill(after, rankDashes); h.room != "" && h.rest == "" {
				return h, rk
			}
		}
	case placeRoom:
		if !strings.HasPrefix(s[w:], "户") && len(number) >= 2 {
			return home{room: number, rest: after}, rankHouse
		}
	}
	return home{}, rankNone
}

// dividedNumber is a house number that a dash divides: 5-1号.
func dividedNumber(number, after string) (string, bool) {
	n, w, _ := readPlaceNumber(after)
	if w == 0 || len(n) > 2 || after[w:] != "号" {
		return "", false
	}
	return number + "-" + n, true
}

// startsYard reports whether what follows 5号 makes it a yard or a lane, whose
// buildings have numbers of their own: 5号院, 5号大院.
func startsYard(s string) bool {
	for _, w := range [...]string{"院", "大院", "家属", "宿舍", "小区", "公寓", "弄", "巷", "路", "街", "线", "地", "厂", "坊", "里"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// startsName reports whether what follows 三楼 or 3座 shows it to be part of a name.
func startsName(s string) bool {
	for _, w := range [...]string{"小区", "花园", "路", "街", "村", "社区", "巷"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// fill reads unit, floor and room behind the block. It returns rankNone where a
// second block follows, for then the first was none.
func (h *home) fill(s string, rk rank) rank {
	var open [3]string // numbers whose turn only the end tells
	count := 0
	floor := ""
	for s != "" {
		s = strings.TrimPrefix(s, "-")
		number, w, _ := readPlaceNumber(s)
		if name, size := namedUnit(s); size > 0 && h.unit == "" {
			h.unit, s = name, s[size:]
			continue
		}
		if w == 0 || number[0] >= 'A' {
			break
		}
		what, ww := readPlaceWord(s[w:])
		if what == placeBlock && strings.HasPrefix(s[w:], "楼") {
			what = placeFloor
		}
		switch {
		case what == placeBlock && s[w] != '#':
			return rankNone
		case what == placeUnit && h.unit == "":
			h.unit = number
		case what == placeFloor:
			floor = number
		case what == placeRoom, what == placeNumber:
			if h.room != "" {
				return rankNone
			}
			h.room = number
			if count > 0 && len(open[count-1]) >= 3 {
				count--
				h.room = roomOf(open[count], number)
			}
		default:
			if count == len(open) || h.room != "" {
				return rankNone
			}
			open[count] = number
			count++
		}
		s = s[w+ww:]
		if h.room != "" {
			break
		}
	}
	h.rest = strings.TrimLeft(s, "-")
	if count > 1 && len(open[count-1]) <= 2 && len(open[count-2]) >= 3 || count > 1 && len(open[count-1]) >= 3 && len(open[count-2]) >= 3 && h.unit != "" {
		count--
		open[count-1] = roomOf(open[count-1], open[count])
	}
	rk = h.settle(open[:count], rk)
	if h.room == "" && floor != "" && h.rest != "" { // 5楼西户
		h.rest = floor + "楼" + h.rest
	}
	return rk
}

// roomOf is the room of two numbers that a dash parts: 502-1 is a part of 502, and
// of 502 and 503, which are one home, the first names it.
func roomOf(room, more string) string {
	if len(more) >= 3 {
		return room
	}
	return room + "-" + more
}

// namedUnit is a unit that has a name for a number: 甲单元, 东单元, A单元.
func namedUnit(s string) (name string, width int) {
	r, w := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("甲乙丙丁东西南北中ABCDEF", r) || !strings.HasPrefix(s[w:], "单元") {
		return "", 0
	}
	return s[:w], w + len("单元")
}

// settle gives the open numbers their turn: the last is the room if none is named,
// the one before it the unit.
func (h *home) settle(open []string, rk rank) rank {
	if n := len(open); n > 0 && h.room == "" {
		h.room, open = open[n-1], open[:n-1]
	}
	if n := len(open); n > 0 && h.unit == "" {
		h.unit = open[0]
	}
	if h.unit != "" {
		h.house = false // 1号3单元502: a block after all
	}
	if room, _, _ := strings.Cut(h.room, "-"); utf8.RuneCountInString(room) > 5 {
		return rankNone
	}
	return rk
}
