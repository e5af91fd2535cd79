package recognise

import (
	"strconv"
	"strings"

	"huce/forms"
)

// homeLabels are labels that ask about a home on a form of homes, and about anything
// elsewhere: 车牌号 of a family's car, 常住人口 of a flat.
var homeLabels = map[string]string{
	"常住人口": "household.size", "常住人口数": "household.size", "常住人数": "household.size", "户内人口": "household.size", "居住人口": "household.size",
	"车牌号": "household.vehicle", "车牌号码": "household.vehicle", "车牌": "household.vehicle", "车号": "household.vehicle",
}

// ofHomes reads labels of homes where the sheet asks for a home's head or building and
// nothing else says what they mean, and 面积 beside the kind of house that it measures.
func ofHomes(qs []*question, m match) {
	homes := 0
	for _, q := range qs {
		if q.nextTo != nil && homes == 0 {
			homes = 1 // a card is of somebody and his home
		}
		if f, _ := q.lead(); q.scores[f] > 0.5 && (strings.HasPrefix(f, "household.") || f == "house.owner_name" || f == "house.building" || f == "person.relation") {
			homes++
		}
	}
	for i, q := range qs {
		b := bare(q.label)
		if _, known := q.scores[homeLabels[b]]; homeLabels[b] != "" && !known && homes >= 2 && !m.subjects["event"] && fewPeople(q) {
			q.scores[homeLabels[b]] = 1 + q.valueOdds(homeLabels[b])
		}
		if b == "面积" && q.best() < 0.5 {
			for _, at := range []int{i - 1, i + 1, i - 2, i + 2} {
				if f := areaBeside(qs, at); f != "" && len(q.scores) == 0 {
					q.scores[f] = 1.5 + q.valueOdds(f)
				}
			}
		}
	}
}

// fewPeople reports whether a count, if it is one, may be of one home.
func fewPeople(q *question) bool {
	for _, v := range q.sample {
		if n, err := strconv.Atoi(strings.TrimRight(forms.Squeeze(v), "人口")); err == nil && n > 20 {
			return false
		}
	}
	return true
}

// areaBeside is the field of the area of what a neighbouring question asks about.
func areaBeside(qs []*question, at int) string {
	if at < 0 || at >= len(qs) {
		return ""
	}
	f, _ := qs[at].lead()
	switch {
	case qs[at].scores[f] <= 0:
		return ""
	case f == "household.housing_type" || f == "household.rooms":
		return "household.housing_area"
	case f == "house.structure" || f == "house.floors" || f == "house.use" || f == "house.ownership" || f == "house.year":
		return "house.area"
	case f == "org.name" || f == "org.type" || f == "org.address":
		return "org.area"
	}
	return ""
}
