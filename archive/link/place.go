package link

import "strings"

// placeParts separates estate, building, unit and room in a PlaceText.
const placeParts = "\t"

// PlaceText writes a parsed address for the model of residents. An address
// without a room is written as it stands in elsewhere.
func PlaceText(estate, building, unit, room, elsewhere string) string {
	if room == "" {
		return elsewhere
	}
	return estate + placeParts + building + placeParts + unit + placeParts + room
}

// places compares where people live.
type places struct{}

func (places) Parse(text string) []string { return []string{text} }

func (places) Column(values []string) Column {
	c := make(placeColumn, len(values))
	for i, v := range values {
		c[i] = newPlace(v)
	}
	return c
}

// place is an address by parts; 0 is a part that isn't said. Elsewhere it is a
// text alone.
type place struct {
	estate, text uint64
	building     part2
	unit         part2
	room         part2
}

// part2 is a number such as 3 or a name such as 甲3, both by hash and, where it is
// a plain number, by value.
type part2 struct {
	hash   uint64
	number int32 // -1 where it is no number
}

type placeColumn []place

func newPlace(text string) place {
	p := strings.Split(text, placeParts)
	if len(p) != 4 {
		return place{text: hashText(text)}
	}
	out := place{building: newPart(p[1]), unit: newPart(p[2]), room: newPart(p[3])}
	if p[0] != "" {
		out.estate = hashText(p[0])
	}
	return out
}

func newPart(s string) part2 {
	if s == "" {
		return part2{number: -1}
	}
	out := part2{hash: hashText(s), number: -1}
	if len(s) < 9 && strings.Trim(s, "0123456789") == "" {
		out.number = int32(digitsOf(s, len(s)))
	}
	return out
}

func (c placeColumn) Level(a, b int32) uint8 {
	x, y := &c[a], &c[b]
	switch {
	case x.text != 0 || y.text != 0:
		if x.text == y.text {
			return placeRoom
		}
		return placeOther
	case x.estate != y.estate && x.estate != 0 && y.estate != 0:
		return placeOther
	case x.building != y.building:
		if x.room.hash == y.room.hash && x.estate == y.estate && step(x.building, y.building) {
			return placeNear
		}
		return placeEstate
	case x.room.hash != y.room.hash:
		if x.unit == y.unit && step(x.room, y.room) {
			return placeNear
		}
		return placeBuilding
	case x.unit == y.unit && x.estate == y.estate:
		return placeRoom
	case x.unit.hash != 0 && y.unit.hash != 0 && x.unit != y.unit:
		return placeNear
	}
	return placeNoUnit
}

// step reports whether two numbers are one or ten apart: 七 for 十七.
func step(x, y part2) bool {
	if x.number < 0 || y.number < 0 {
		return false
	}
	d := max(x.number-y.number, y.number-x.number)
	return d == 1 || d == 10
}

// Key is "room", without the unit that is often left out, or "building".
func (c placeColumn) Key(part string, v int32) uint64 {
	p := &c[v]
	switch {
	case p.text != 0:
		if part == "room" {
			return p.text
		}
		return 0
	case part == "room":
		return mix(mix(5, p.building.hash), p.room.hash)
	}
	return mix(mix(6, p.estate), p.building.hash)
}

func (c placeColumn) Bits(int32) float64 { return 0 }
