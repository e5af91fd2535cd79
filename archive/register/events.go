package register

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// tellings are the words by which a form's own columns (备注) tell of an event. Longer
// texts tell of others: 其父2019年去世.
var tellings = []struct {
	kind  string
	words []string
}{
	{Died, []string{"去世", "死亡", "已故", "病故", "亡故", "过世", "离世"}},
	{Left, []string{"迁出", "外迁", "搬走", "搬离", "已搬", "迁走"}},
}

const longestTelling = 12 // characters

// notTelling are what turns such a word around.
var notTelling = []string{"未", "非", "不", "父", "母", "夫", "妻", "子", "女", "配偶", "丈夫"}

// events are what the cells of one person tell, by day. Cells are sorted by field,
// and those of one field by day.
func (v *valuer) events(cells []cell) []Event {
	var out []Event
	each(cells, func(same []cell) {
		switch field := v.fields[same[0].field]; {
		case same[0].field == v.residence:
			out = append(out, v.moves(same)...)
		case strings.HasPrefix(field, forms.OwnField):
			out = append(out, v.told(same)...)
		}
	})
	slices.SortStableFunc(out, func(a, b Event) int { return a.Day.Compare(b.Day) })
	return out
}

// told are the events that a form's own column tells, each kind once.
func (v *valuer) told(cells []cell) []Event {
	var out []Event
	for _, c := range cells {
		kind := telling(c.value)
		if kind != "" && !slices.ContainsFunc(out, func(e Event) bool { return e.Kind == kind }) {
			out = append(out, Event{Day: v.asOf(c), Kind: kind, Now: c.value, By: v.sources([]cell{c})[0]})
		}
	}
	return out
}

// telling is the kind of event that a text tells of its person, "" where it tells none.
func telling(text string) string {
	if utf8.RuneCountInString(text) > longestTelling {
		return ""
	}
	for _, t := range tellings {
		for _, w := range t.words {
			before, _, tells := strings.Cut(text, w)
			if tells && !slices.ContainsFunc(notTelling, func(n string) bool { return strings.HasSuffix(before, n) }) {
				return t.kind
			}
		}
	}
	return ""
}

// staleLists is how many lists may still have the room before, after a clerk entered a
// move, until they tell of a move back.
const staleLists = 3

// moves are the changes of the room that forms say someone lives in. A room that is
// said once between two sayings of another is a slip, no move.
func (v *valuer) moves(cells []cell) []Event {
	type stay struct {
		room  int32
		first cell
		said  int
		clerk bool // a clerk entered the move
		stale int  // lists since that still have the room before
	}
	var stays []stay
	for _, c := range cells {
		room := v.places.roomOrNone(c.value)
		if room == none {
			continue
		}
		said, clerk := 1, v.subs[v.list[c.row].sub].Department == Clerks
		if clerk {
			said = 2 // no slip
		}
		if n := len(stays); n > 0 && stays[n-1].room == room {
			stays[n-1].said += said
			continue
		}
		if n := len(stays); n > 1 && stays[n-1].clerk && !clerk && stays[n-2].room == room && stays[n-1].stale < staleLists {
			stays[n-1].stale++
			continue
		}
		if n := len(stays); n > 1 && stays[n-1].said == 1 && stays[n-2].room == room {
			stays = stays[:n-1]
			stays[n-2].said++
			continue
		}
		stays = append(stays, stay{room, c, said, clerk, 0})
	}
	var out []Event
	for i := 1; i < len(stays); i++ {
		was, now := stays[i-1], stays[i]
		if v.asOf(now.first) == v.asOf(was.first) || v.places.list[was.room].sameDoor(v.places.list[now.room]) {
			continue // two forms of one day disagree, or one leaves out the unit
		}
		out = append(out, Event{
			Day: v.asOf(now.first), Kind: Moved, Was: v.places.written[was.room], Now: v.places.written[now.room], By: v.sources([]cell{now.first})[0],
		})
	}
	return out
}

// sameDoor reports whether two rooms differ in nothing but a unit that one leaves out.
func (r room) sameDoor(o room) bool {
	if r.unit != "" && o.unit != "" {
		return r == o
	}
	r.unit, o.unit = "", ""
	return r == o
}
