package vocab

import "strings"

// addressWays are the ways to write building, unit and room: what stands behind
// each.
var addressWays = []struct {
	building, unit, room string
	han, spaced          bool
}{
	{building: "号楼", unit: "单元", room: "室"},
	{building: "栋", unit: "单元", room: "室"},
	{building: "幢", unit: "单元", room: "室"},
	{building: "号楼", unit: "单元"},
	{building: "栋", unit: "单元"},
	{building: "幢", unit: "单元"},
	{building: "楼", unit: "单元"},
	{building: "-", unit: "-"},
	{building: "#", unit: "-"},
	{building: "#楼", unit: "单元", room: "室"},
	{building: "#", unit: "单元", room: "室"},
	{building: "号楼", unit: "单元", room: "室", han: true},
	{building: "栋", unit: "单元", spaced: true},
	{building: "号", unit: "单元", room: "室"},
}

// spellAddress writes a home as the form writes homes, with the street and
// community that the form puts before them.
func spellAddress(value string, h *Hand) string {
	a := ParseAddress(value)
	if !a.Home() || a.Rest != "" {
		return value
	}
	way := h.usual("address", len(addressWays), func(way int, s string) bool {
		b := ParseAddress(s)
		return b.Building != "" && b.Room != "" && strings.HasSuffix(Narrow(s), writeHome(b, way))
	})
	if h.prefix == nil {
		p := commonPrefix(h.like)
		h.prefix = &p
	}
	if way < 0 || a.Area != "" {
		return value
	}
	out := *h.prefix + a.Estate + writeHome(a, way)
	if ParseAddress(out).String() != a.String() {
		return value // this way can't write this address: a house, a room without a building
	}
	return out
}

func writeHome(a Address, way int) string {
	w := addressWays[way]
	if w.building == "-" && a.Room == "" || a.House {
		w = addressWays[0]
	}
	number := func(n string) string {
		if !w.han || !allDigits(n) {
			return n
		}
		if len(n) <= 2 {
			return HanNumber(atoi(n))
		}
		return HanDigits(n)
	}
	gap := ""
	if w.spaced {
		gap = " "
	}
	var b strings.Builder
	if a.Building != "" {
		mark := w.building
		if a.House {
			mark = "号"
		} else if isLettered(a.Building) && mark != "-" && mark != "#" {
			mark = "座"
		}
		b.WriteString(gap + number(a.Building) + mark)
	}
	if a.Unit != "" {
		b.WriteString(gap + number(a.Unit) + w.unit)
	}
	if a.Room != "" {
		b.WriteString(gap + number(a.Room) + w.room)
	}
	return b.String()
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// commonPrefix is what stands before the estate in most of a form's addresses:
// 幸福街道安宁社区.
func commonPrefix(like []string) string {
	counts := map[string]int{}
	homes, best := 0, ""
	for _, s := range like {
		a := ParseAddress(s)
		if !a.Home() || a.Estate == "" {
			continue
		}
		homes++
		before, _, found := strings.Cut(Narrow(s), a.Estate)
		if !found || before == "" {
			continue
		}
		if counts[before]++; counts[before] > counts[best] {
			best = before
		}
	}
	if counts[best]*2 <= homes {
		return ""
	}
	return best
}
