package register

import (
	"slices"
	"strings"
)

// collective is what forms call a home without a head (household.kind).
const collective = "集体户"

// institutions are what the addresses of collective homes name, up to where the home
// ends and its rooms begin.
var institutions = []string{"集体户", "集体宿舍", "员工宿舍", "职工宿舍", "学生宿舍", "学生公寓", "养老院", "敬老院", "护理院", "福利院", "养护院", "救助站"}

// institution is the address of a collective home up to its rooms, "" where a text is
// that of no such home. An estate may be called a dormitory (老纺织厂宿舍): only the
// words of institutions count, and not where homes number their rooms with a building
// behind them.
func institution(text string) string {
	for _, w := range institutions {
		before, after, found := strings.Cut(text, w)
		if found && !strings.Contains(after, "单元") {
			return before + w
		}
	}
	return ""
}

// collect makes one home of the people of each collective home, and returns who they
// are: nobody of them has a head.
func (h *homes) collect() []bool {
	in := make([]bool, len(h.people))
	first := map[string]int32{}
	for p := range h.people {
		key := institution(h.lives[p])
		if key == "" && h.says[p].collective {
			key = h.lives[p]
			if h.room[p] != none {
				key = h.places.written[h.room[p]]
			}
		}
		if key == "" {
			continue
		}
		in[p] = true
		if q, known := first[key]; known {
			h.join(int32(p), q)
		} else {
			first[key] = int32(p)
		}
	}
	return in
}

// collectiveOf reports whether a home is a collective one: its people are of one.
func (h *homes) collectiveOf(members []int32) bool {
	return slices.ContainsFunc(members, func(p int32) bool { return h.collective[p] })
}
