package recognise

import (
	"slices"
	"strings"
)

// ofPlaces reports whether a label asks for a shop, a firm or another place of work.
func ofPlaces(label string) bool {
	return slices.ContainsFunc([]string{"场所", "单位", "企业", "商户", "店", "经营"}, func(w string) bool { return strings.Contains(label, w) })
}

// leaders are the groups under which the one who answers for a place is named.
var leaders = map[string]bool{"负责人": true, "责任人": true, "法定代表人": true, "法人": true, "法人代表": true, "经营者": true, "店主": true, "安全负责人": true, "消防负责人": true}

// someAsked is how many columns that are surely a firm's make a list one of firms, under
// whatever label their names stand.
const someAsked = 2

// ofOrganisations turns a list of organisations away from people: what is asked of
// a shop is the shop's. In a list of people the one firm that is asked for is where
// they work.
func ofOrganisations(qs []*question, _ match) {
	org, people, asked := false, false, 0
	for _, q := range qs {
		if f, _ := q.lead(); strings.HasPrefix(f, "org.") && q.scores[f] > 2 && !q.onlyAlike(f) {
			asked++
		}
		switch f, _ := q.lead(); {
		case f == "org.name" && q.scores[f] > 2, f == "inspect.target" && q.scores[f] > 1 && ofPlaces(q.group+q.label):
			org = true
		case leaders[bare(q.group)]:
		case (f == "person.name" || f == "person.id_no" || f == "household.head_name") && q.scores[f] > 0:
			people = true
		}
	}
	if people {
		ofEmployers(qs)
		return
	}
	if !org && asked < someAsked {
		return
	}
	for _, q := range qs {
		q.addChained("org")
		b := bare(q.label)
		if b == "负责人" || b == "责任人" || b == "负责人姓名" || b == "姓名" && leaders[bare(q.group)] {
			q.scores["org.legal"] = max(q.scores["org.legal"], 0.5)
			q.scores["act.duty"] -= 3
		}
		if f, _ := q.lead(); f == "person.phone" || leaders[bare(q.group)] && (strings.HasSuffix(f, "_phone") || plainPart[b] && slices.Contains(topFields(meanings(q.label, "")), "person.phone")) {
			q.scores["org.phone"] = max(q.scores["org.phone"], 0.5)
		}
		for f := range q.scores {
			switch {
			case strings.HasPrefix(f, "org."):
				q.scores[f]++
			case strings.HasPrefix(f, "person.") || strings.HasPrefix(f, "household."):
				q.scores[f] -= 6
			}
		}
	}
}

// ofEmployers takes a firm's name in a list of people for their employer, where
// nothing else is asked of the firm.
func ofEmployers(qs []*question) {
	var firm *question
	for _, q := range qs {
		switch f, _ := q.lead(); {
		case f == "person.employer" && q.scores[f] > 0:
			return
		case f == "org.name" && firm == nil:
			firm = q
		case strings.HasPrefix(f, "org.") && q.scores[f] > 0:
			return
		}
	}
	if firm != nil {
		firm.scores["person.employer"] = firm.scores["org.name"]
		delete(firm.scores, "org.name")
	}
}
