package sample

import (
	"slices"

	"huce/forms"
)

// shape is how a form is laid out.
type shape uint8

const (
	roster   shape = iota // a row each
	families              // a row each person, what is said of the home merged over them
	cards                 // a card each
)

// formPlan says who is on a form, how often it comes, how it looks.
type formPlan struct {
	id       string
	shape    shape
	who      func(w *world, on forms.Date, round int) []*entry
	rounds   frequency
	keepsIDs bool   // numbers are neither masked nor cut: others look them up here
	title    string // where departments have another than the template
}

type frequency uint8

const (
	everyRound frequency = iota
	firstRound           // once in the time: a census, a yearly survey
	lastRound
)

// due reports whether a form is sent in a round.
func (f frequency) due(round, rounds int) bool {
	return f == everyRound || f == firstRound && round == 0 || f == lastRound && round == rounds-1
}

// formPlans are the departments' forms.
var formPlans = []formPlan{
	{id: "resident_household", shape: families, who: persons(anyone), keepsIDs: true},
	{id: "floating_population", who: persons((*person).isElsewhere)},
	{id: "rental_house", who: homes("rental_house", "tenant", 1, 0, func(h *home) bool { return h.tenant })},
	{id: "dibao_apply", shape: cards, keepsIDs: true, who: homes("dibao_apply", "head", 0.35, 3, func(h *home) bool { return h.dibao })},
	{id: "dibao_roster", keepsIDs: true, who: homes("dibao_roster", "head", 1, 0, func(h *home) bool { return h.dibao })},
	{id: "tekun_apply", shape: cards, keepsIDs: true, who: some("tekun", 0.05, 2, alone(60))},
	{id: "temp_assist", shape: cards, keepsIDs: true, who: homes("temp_assist", "head", 0.006, 3, settled)},
	{id: "elder_allowance", title: "高龄津贴花名册", who: persons(aged(80, 130))},
	{id: "elder_visit", who: persons(needsVisits)},
	{id: "disability_subsidy", shape: cards, keepsIDs: true, who: some("subsidy", 0.5, 2, isDisabled)},
	{id: "disabled_survey", rounds: firstRound, who: persons(isDisabled)},
	{id: "child_hardship", who: some("hardship", 0.03, 3, aged(1, 15))},
	{id: "fertility_women", who: persons(women(15, 49))},
	{id: "elder_health", rounds: firstRound, who: persons(aged(65, 130))},
	{id: "child_vaccine", who: persons(aged(0, 6))},
	{id: "health_record", who: persons(anyone)},
	{id: "mental_care", who: atLeastOne("mental", persons(isMental), aged(25, 60))},
	{id: "labor_survey", who: persons(aged(16, 59))},
	{id: "hard_employment", shape: cards, keepsIDs: true, who: some("hard employment", 0.5, 3, outOfWork)},
	{id: "flex_subsidy", shape: cards, keepsIDs: true, who: some("flexible", 0.12, 4, inFlexible)},
	{id: "insurance_enroll", rounds: lastRound, who: persons(anyone)},
	{id: "veteran", rounds: firstRound, who: persons((*person).veteran)},
	{id: "public_rental", shape: cards, keepsIDs: true, rounds: firstRound, who: homes("public_rental", "head", 0.006, 3, settled)},
	{id: "self_built_house", who: homes("self_built_house", "owner", 0.04, 5, settled)},
	{id: "school_age", rounds: firstRound, who: persons(aged(5, 6))},
	{id: "dispute", who: events("dispute", "party", 0.006, 5)},
	{id: "grid_event", who: events("grid_event", "party", 0.02, 8)},
	{id: "correction", shape: cards, keepsIDs: true, who: some("correction", 0.003, 2, aged(19, 60))},
	{id: "fire_check", who: events("fire_check", "party", 0.02, 7)},
	{id: "vulnerable_list", who: persons(isVulnerable)},
	{id: "party_member", rounds: firstRound, who: persons(func(p *person, _ forms.Date) bool { return p.party() })},
	{id: "women_screen", rounds: firstRound, who: persons(women(35, 64))},
	{id: "key_youth", shape: cards, keepsIDs: true, who: some("key youth", 0.02, 2, aged(8, 25))},
	{id: "hard_worker", shape: cards, keepsIDs: true, rounds: lastRound, who: homes("hard_worker", "head", 0.005, 3, func(h *home) bool { return !h.tenant && !h.dibao })},
	{id: "volunteer", who: some("volunteer", 0.12, 8, aged(16, 74))},
	{id: "census_short", shape: families, rounds: firstRound, who: persons(anyone), keepsIDs: true},
	{id: "unit_census", rounds: firstRound, who: organisations},
	{id: "petition", who: events("petition", "party", 0.004, 4)},
	{id: "dog", rounds: firstRound, who: homes("dog", "party", 0.04, 5, anyHome)},
	{id: "waste_sorting", who: homes("waste_sorting", "head", 0.985, 1, anyHome)},
	{id: "ethnic_religion", rounds: lastRound, who: persons(ofMinority)},
	{id: "culture_activity", who: activities},
}

// audience is a test of who belongs on a form on a day.
type audience func(p *person, on forms.Date) bool

func anyone(*person, forms.Date) bool          { return true }
func anyHome(*home) bool                       { return true }
func settled(h *home) bool                     { return !h.tenant }
func (p *person) isElsewhere(forms.Date) bool  { return p.elsewhere() }
func isDisabled(p *person, on forms.Date) bool { return p.disabled() && p.age(on) >= 3 }
func isMental(p *person, _ forms.Date) bool    { return p.mental() }
func outOfWork(p *person, on forms.Date) bool  { return p.labour(on) == registered }
func inFlexible(p *person, on forms.Date) bool { return p.labour(on) == flexible && p.age(on) >= 28 }
func ofMinority(p *person, _ forms.Date) bool  { return p.ethnic != "01" || p.religion() != "00" }
func isVulnerable(p *person, on forms.Date) bool {
	return p.age(on) >= 75 || p.age(on) < 4 || p.disabled()
}

func aged(lo, hi int) audience {
	return func(p *person, on forms.Date) bool { return between(p.age(on), lo, hi) }
}

func women(lo, hi int) audience {
	return func(p *person, on forms.Date) bool { return !p.male && between(p.age(on), lo, hi) }
}

// alone are the old who live by themselves and own little.
func alone(from int) audience {
	return func(p *person, on forms.Date) bool {
		h := p.home(on)
		return p.age(on) >= from && h != nil && h.size(on) == 1 && !p.party()
	}
}

// needsVisits are the old who live alone or as a couple, or can't do without help.
func needsVisits(p *person, on forms.Date) bool {
	if p.age(on) < 65 {
		return false
	}
	h := p.home(on)
	return h != nil && h.size(on) <= 2 || p.selfCare(on) != "1"
}

// persons are all whom a form is for, home by home.
func persons(is audience) func(*world, forms.Date, int) []*entry {
	return func(w *world, on forms.Date, _ int) []*entry {
		var all []*entry
		for _, h := range w.homes {
			for _, p := range h.members(on) {
				if is(p, on) {
					all = append(all, w.forPerson(p, on, "person"))
				}
			}
		}
		return all
	}
}

// some are a share of them, at least so many: those first whose lot comes first,
// so that most come again in the next round.
func some(lot string, share float64, least int, is audience) func(*world, forms.Date, int) []*entry {
	every := persons(is)
	return func(w *world, on forms.Date, round int) []*entry {
		return drawLots(every(w, on, round), lot, share, least)
	}
}

// atLeastOne are those of a form for whom a small community may have nobody: then one
// by lot.
func atLeastOne(lot string, who func(*world, forms.Date, int) []*entry, rest audience) func(*world, forms.Date, int) []*entry {
	one := some(lot, 0, 1, rest)
	return func(w *world, on forms.Date, round int) []*entry {
		if all := who(w, on, round); len(all) > 0 {
			return all
		}
		return one(w, on, round)
	}
}

// drawLots keeps a share of entries, at least so many, in their order.
func drawLots(all []*entry, lot string, share float64, least int) []*entry {
	n := min(len(all), max(least, int(share*float64(len(all))+0.5)))
	lots := make([]float64, len(all))
	for i, e := range all {
		lots[i] = e.share(lot)
	}
	sorted := slices.Sorted(slices.Values(lots))
	var kept []*entry
	for i, e := range all {
		if n > 0 && lots[i] <= sorted[n-1] {
			kept = append(kept, e)
		}
	}
	return kept
}

// homes are a share of the homes that a form is for, by lot, each by its head.
func homes(lot, role string, share float64, least int, is func(*home) bool) func(*world, forms.Date, int) []*entry {
	return func(w *world, on forms.Date, _ int) []*entry {
		var all []*entry
		for _, h := range w.homes {
			if h.head(on) != nil && is(h) {
				all = append(all, w.forHome(h, on, role))
			}
		}
		return drawLots(all, lot, share, least)
	}
}

// events are things that happen to some grown-ups: others in every round.
func events(form, role string, share float64, least int) func(*world, forms.Date, int) []*entry {
	return func(w *world, on forms.Date, round int) []*entry {
		var all []*entry
		for _, h := range w.homes {
			for _, p := range h.members(on) {
				if p.age(on) >= 20 && (form != "fire_check" || p == h.head(on)) {
					e := w.forPerson(p, on, role)
					e.round = round
					all = append(all, e.event(form, p.no))
				}
			}
		}
		return drawLots(all, form, share, least)
	}
}

// organisations are the firms and shops of the community.
func organisations(w *world, on forms.Date, round int) []*entry {
	return nobody(w, on, round, max(5, len(w.homes)/35), "organisation", 0)
}

// activities are what the community put on in the round.
func activities(w *world, on forms.Date, round int) []*entry {
	return nobody(w, on, round, 5+len(w.homes)/400, "activity", round+1)
}

// nobody makes entries that speak of no person.
func nobody(w *world, on forms.Date, round, n int, what string, variety int) []*entry {
	all := make([]*entry, n)
	for i := range all {
		e := &entry{w: w, on: on, round: round}
		e.salt = salt(mix(w.seed ^ fnv(what) ^ uint64(variety*1_000_003+i)))
		all[i] = e
	}
	return all
}

// formats are the file formats by how often departments send them.
func (f formPlan) format(d dice) forms.Format {
	x := d.Float64()
	if f.shape == cards {
		if x < 0.5 {
			return forms.DOCX
		}
		return forms.XLSX
	}
	switch {
	case x < 0.6:
		return forms.XLSX
	case x < 0.8:
		return forms.XLS
	case x < 0.96 || f.shape == families:
		return forms.CSV
	}
	return forms.DOCX
}
