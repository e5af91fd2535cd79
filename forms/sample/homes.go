package sample

import (
	"fmt"
	"strconv"
	"strings"

	"huce/forms"
)

// estate is a housing estate, a yard or a lane of the community.
type estate struct {
	name    string
	aliases []string // other names people write, the first the one it has
	newName string   // the name it took in the year, "" where it kept its own
	renamed forms.Date
	kind    estateKind
	grid    int // 所属网格
}

type estateKind uint8

const (
	garden estateKind = iota // 小区: buildings, units, rooms
	yard                     // 院: a few old buildings
	lane                     // 里: houses with a number
)

// dwelling is one place to live. Unit is 0 and room "" in a lane.
type dwelling struct {
	salt
	estate   *estate
	building int
	unit     int
	room     string
	code     string // 房屋编码
}

// place is the number that sorts dwellings as one walks by them.
func (h *dwelling) place() int {
	room, _ := strconv.Atoi(h.room)
	return (h.building*100+h.unit)*10000 + room
}

// estatePlan is how an estate is built.
type estatePlan struct {
	name    string
	kind    estateKind
	aliases string
}

// estatePlans are the estates a community may have; a small one takes the first.
var estatePlans = []estatePlan{
	{"锦绣小区", garden, "锦绣花园|锦绣"},
	{"桂花花园", garden, "桂花小区|桂花花园小区|桂花"},
	{"解放街5号院", yard, "解放街5号院（原纺织厂家属院）"},
	{"滨江花园", garden, "滨江小区|滨江花园小区"},
	{"团结里", lane, ""},
	{"华庭花园", garden, "华庭小区|华庭花园小区|华庭"},
	{"文化街176号院", yard, "文化街176号院家属院"},
	{"翠湖家园", garden, "翠湖小区|翠湖家园小区|翠湖"},
	{"建设新村", garden, "建设小区|建设新村小区"},
	{"和平巷", lane, ""},
	{"东风路28号院", yard, "东风路28号院（原机械厂宿舍）"},
	{"阳光新城", garden, "阳光小区|阳光新城小区"},
	{"书香苑", garden, "书香苑小区|书香"},
	{"福安公寓", garden, "福安小区|福安"},
	{"学府名居", garden, "学府小区|学府"},
	{"工人新村", yard, "工人新村宿舍"},
	{"朝阳花苑", garden, "朝阳小区|朝阳花苑小区"},
	{"金色家园", garden, "金色小区|金色家园小区"},
}

// build lays out estates with room for homes and leaves about one dwelling in ten
// empty, for those who will move.
func (w *world) build(homes int) {
	count := min(len(estatePlans), 3+homes/22)
	d := newDice(w.seed, "estates")
	need := homes*11/10 + 12
	for i, p := range estatePlans[:count] {
		e := &estate{name: p.name, kind: p.kind, grid: i + 1, aliases: []string{p.name}}
		if p.aliases != "" {
			e.aliases = append(e.aliases, strings.Split(p.aliases, "|")...)
		}
		w.estates = append(w.estates, e)
	}
	if homes >= 400 { // one estate takes a new name in the year
		e := w.estates[5]
		e.newName = "华庭雅苑"
		e.renamed = w.day(0.4)
		e.aliases = append(e.aliases, e.newName)
	}
	weights := map[estateKind]int{garden: 5, yard: 3, lane: 1}
	total := 0
	for _, e := range w.estates {
		total += weights[e.kind]
	}
	for _, e := range w.estates {
		w.layOut(d, e, need*weights[e.kind]/total+2)
	}
}

// layOut gives an estate about n dwellings.
func (w *world) layOut(d dice, e *estate, n int) {
	add := func(building, unit int, room string) {
		w.dwellings = append(w.dwellings, &dwelling{
			salt: salt(mix(w.seed ^ uint64(len(w.dwellings)+1)*0x51ed27)), estate: e,
			building: building, unit: unit, room: room,
			code: fmt.Sprintf("FW%06d", 1001+len(w.dwellings)*7),
		})
	}
	if e.kind == lane {
		for i := range n {
			add(i+1, 0, "")
		}
		return
	}
	buildings := 1 + n/map[estateKind]int{garden: 30, yard: 24}[e.kind]
	buildings = min(buildings, map[estateKind]int{garden: 4 + n/220, yard: 3 + n/60}[e.kind])
	units := map[estateKind]int{garden: 3, yard: 2}[e.kind]
	for made, b := 0, 1; made < n; b++ {
		floors, doors := d.between(5, 7), 2+d.IntN(3)
		if e.kind == garden && d.chance(0.35) {
			floors = d.between(11, 18)
		}
		if b < buildings { // leave something for each building of a small estate
			floors = min(floors, max(2, (n/buildings+units*doors-1)/(units*doors)))
		}
		for u := 1; u <= units; u++ {
			for f := 1; f <= floors; f++ {
				for door := 1; door <= doors; door++ {
					add(b, u, fmt.Sprintf("%d%02d", f, door))
					made++
				}
			}
		}
	}
}

// canonical is a dwelling's address as the truth writes it.
func (h *dwelling) canonical() string {
	if h.estate.kind == lane {
		return fmt.Sprintf("%s%d号", h.estate.name, h.building)
	}
	return fmt.Sprintf("%s%d号楼%d单元%s室", h.estate.name, h.building, h.unit, h.room)
}
