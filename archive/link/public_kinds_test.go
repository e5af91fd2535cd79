package link

import "strings"

// words compares western words: as they are, then by the slips of a hand.
type words struct{}

// The levels of words.
const (
	wordSame  = iota
	wordSlip  // one letter differs, is added, missing, or two are swapped
	wordBegin // one is the beginning of the other: Rob, Robert
	wordNear  // Jaro–Winkler ≥ .88
	wordFar   // Jaro–Winkler ≥ .70
	wordOther
)

func (words) Parse(text string) []string {
	if s := strings.ToLower(strings.TrimSpace(text)); s != "" {
		return []string{s}
	}
	return nil
}

func (words) Column(values []string) Column { return wordColumn(values) }

type wordColumn []string

func (c wordColumn) Level(a, b int32) uint8 { return likeness(c[a], c[b]) }

func likeness(x, y string) uint8 {
	switch {
	case x == y:
		return wordSame
	case slips(x, y) == 1 && min(len(x), len(y)) >= 3:
		return wordSlip
	case min(len(x), len(y)) >= 3 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)):
		return wordBegin
	}
	switch j := jaroWinkler(x, y); {
	case j >= .88:
		return wordNear
	case j >= .70:
		return wordFar
	}
	return wordOther
}

// Key is the whole word, its beginning or its end of n letters, or its sound.
func (c wordColumn) Key(part string, v int32) uint64 {
	s := c[v]
	switch part {
	case "begin3":
		s = s[:min(3, len(s))]
	case "begin5":
		if len(s) < 5 {
			return 0
		}
		s = s[:5]
	case "end4":
		if len(s) < 4 {
			return 0
		}
		s = s[len(s)-4:]
	case "sound":
		s = soundex(s)
	}
	return hashText(s)
}

func (c wordColumn) Bits(int32) float64 { return 0 }

// slips is the Damerau–Levenshtein distance (optimal string alignment) up to 3.
func slips(x, y string) int {
	if len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return 3
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for k := range last {
		last[k] = k
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for k := 1; k <= len(y); k++ {
			cost := 1
			if x[i-1] == y[k-1] {
				cost = 0
			}
			row[k] = min(last[k]+1, row[k-1]+1, last[k-1]+cost)
			if i > 1 && k > 1 && x[i-1] == y[k-2] && x[i-2] == y[k-1] {
				row[k] = min(row[k], before[k-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(3, last[len(y)])
}

func jaroWinkler(x, y string) float64 {
	if x == "" || y == "" {
		return 0
	}
	reach := max(0, max(len(x), len(y))/2-1)
	var used, met [64]bool
	x, y = x[:min(64, len(x))], y[:min(64, len(y))]
	n := 0
	for i := range len(x) {
		for k := max(0, i-reach); k < min(len(y), i+reach+1); k++ {
			if !used[k] && x[i] == y[k] {
				used[k], met[i] = true, true
				n++
				break
			}
		}
	}
	if n == 0 {
		return 0
	}
	swaps, k := 0, 0
	for i := range len(x) {
		if !met[i] {
			continue
		}
		for !used[k] {
			k++
		}
		if x[i] != y[k] {
			swaps++
		}
		k++
	}
	m := float64(n)
	j := (m/float64(len(x)) + m/float64(len(y)) + (m-float64(swaps)/2)/m) / 3
	same := 0
	for same < min(4, len(x), len(y)) && x[same] == y[same] {
		same++
	}
	return j + 0.1*float64(same)*(1-j)
}

func soundex(s string) string {
	const codes = "01230120022455012623010202"
	out := []byte{}
	last := byte('0')
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			continue
		}
		c := codes[s[i]-'a']
		if len(out) == 0 {
			out = append(out, s[i])
		} else if c != '0' && c != last {
			out = append(out, c)
		}
		if s[i] != 'h' && s[i] != 'w' {
			last = c
		}
		if len(out) == 4 {
			break
		}
	}
	return string(out)
}

// numbers compares figures such as dates and numbers of houses digit by digit.
type numbers struct{}

// The levels of numbers.
const (
	numberSame = iota
	numberOneOff
	numberTwoOff
	numberOther
)

func (numbers) Parse(text string) []string {
	var b strings.Builder
	for _, r := range text {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []string{b.String()}
}

func (numbers) Column(values []string) Column { return numberColumn(values) }

type numberColumn []string

func (c numberColumn) Level(a, b int32) uint8 {
	return min(uint8(slips(c[a], c[b])), numberOther)
}

func (c numberColumn) Key(part string, v int32) uint64 {
	s := c[v]
	switch part {
	case "year":
		s = s[:min(4, len(s))]
	case "begin4":
		s = s[:min(4, len(s))]
	case "month_day", "end4":
		s = s[min(len(s)/2, len(s)):]
	}
	return hashText(s)
}

func (c numberColumn) Bits(int32) float64 { return 0 }

// pairs compares two words of one sort that may stand in each other's place: given
// name and surname, joined by a bar.
type pairs struct{}

// The levels of pairs of words, of which either may be missing.
const (
	pairSame    = iota
	pairOneSlip // one the same, the other nearly
	pairSwapped // each stands in the other's place, but for a slip
	pairSlips   // both nearly
	pairHalf    // one the same, the other not
	pairNear    // one nearly, the other not
	pairOther
)

func (pairs) Parse(text string) []string {
	if s := strings.ToLower(text); strings.Trim(s, "| ") != "" {
		return []string{s}
	}
	return nil
}

func (pairs) Column(values []string) Column { return pairColumn(values) }

type pairColumn []string

func (c pairColumn) Level(a, b int32) uint8 {
	x1, x2, _ := strings.Cut(c[a], "|")
	y1, y2, _ := strings.Cut(c[b], "|")
	straight := pairLevel(x1, y1, x2, y2)
	if straight <= pairOneSlip {
		return straight
	}
	if l := pairLevel(x1, y2, x2, y1); l <= pairSlips {
		return pairSwapped
	}
	return straight
}

func pairLevel(a, b, c, d string) uint8 {
	x, y := partLevel(a, b), partLevel(c, d)
	if x > y {
		x, y = y, x
	}
	switch {
	case x == 0 && y == 0:
		return pairSame
	case x == 0 && y == 1:
		return pairOneSlip
	case x == 1 && y == 1:
		return pairSlips
	case x == 0:
		return pairHalf
	case x == 1:
		return pairNear
	}
	return pairOther
}

// partLevel is 0 the same, 1 nearly or missing on one side, 2 other.
func partLevel(a, b string) uint8 {
	if a == "" || b == "" {
		return 1
	}
	switch likeness(a, b) {
	case wordSame:
		return 0
	case wordSlip, wordBegin, wordNear:
		return 1
	}
	return 2
}

// Key is both words in either order, or the sound of one of them with the other's
// first letter.
func (c pairColumn) Key(part string, v int32) uint64 {
	x, y, _ := strings.Cut(c[v], "|")
	switch part {
	case "sounds":
		x, y = soundex(x), soundex(y)
	case "first":
		return hashText(x)
	case "second":
		return hashText(y)
	case "second_sound":
		return hashText(soundex(y))
	}
	if x > y {
		x, y = y, x
	}
	return hashText(x + "|" + y)
}

func (c pairColumn) Bits(int32) float64 { return 0 }

// spots compares a place of birth and a postcode of it, joined by a bar: one fact
// told twice.
type spots struct{}

// The levels of spots.
const (
	spotCode     = iota // the postcode
	spotCodeSlip        // but for a slip
	spotOutward         // its first half, and the place
	spotPlace           // the place, of which one says no postcode
	spotArea            // the place, in another part
	spotHalf            // the first half of the postcode, another place
	spotOther
)

func (spots) Parse(text string) []string { return pairs{}.Parse(text) }

func (spots) Column(values []string) Column { return spotColumn(values) }

type spotColumn []string

func (c spotColumn) Level(a, b int32) uint8 {
	place1, code1, _ := strings.Cut(c[a], "|")
	place2, code2, _ := strings.Cut(c[b], "|")
	place := place1 != "" && place1 == place2
	half1, _, _ := strings.Cut(code1, " ")
	half2, _, _ := strings.Cut(code2, " ")
	half := half1 != "" && half1 == half2
	switch {
	case code1 != "" && code1 == code2:
		return spotCode
	case half && slips(code1, code2) == 1:
		return spotCodeSlip
	case half && place:
		return spotOutward
	case place && (code1 == "" || code2 == ""):
		return spotPlace
	case place:
		return spotArea
	case half:
		return spotHalf
	case (code1 == "" || code2 == "") && (place1 == "" || place2 == ""):
		return None
	}
	return spotOther
}

func (c spotColumn) Key(part string, v int32) uint64 {
	place, code, _ := strings.Cut(c[v], "|")
	half, _, _ := strings.Cut(code, " ")
	s := map[string]string{"place": place, "code": code, "half": half}[part]
	if s == "" {
		return 0
	}
	return hashText(s)
}

func (c spotColumn) Bits(int32) float64 { return 0 }
