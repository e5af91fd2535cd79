package sample

import (
	"strconv"
	"strings"

	"huce/forms"
)

// personsFile is who everybody is at the end.
func (w *world) personsFile() File {
	var t table
	t.add("person", "household", "name", "former_name", "id_no", "old_id_no", "birth", "sex", "relation", "phone", "old_phone",
		"residence_address", "hukou_address", "ethnic", "education", "political", "twin", "infant", "has_id", "away", "dead",
		"moved", "rows", "landline")
	for _, p := range w.people {
		h := p.lastHome()
		t.add(personID(p.no), homeID(h.no), p.name, p.formerName, p.id(w.end), "", p.birth.String(), sexWord(p.male),
			p.relationAtEnd(w), p.phone(w.end), p.formerPhone(w.end), h.at(w.end).truthAddress(w.end), p.hukouTruth(w.end),
			codeName("gbt3304_ethnic", p.ethnic), levelWords[p.schooling], politicsWords[p.politics],
			yes(p.twin), yes(p.age(w.end) < 3), yes(p.id(w.end) != ""), yes(p.away), yes(!p.alive(w.end)),
			yes(p.movedInTime(w)), strconv.Itoa(p.rows), p.landline)
	}
	return t.file("persons.csv")
}

// relationAtEnd is what somebody is, or last was, to the head of their home.
func (p *person) relationAtEnd(w *world) string {
	h := p.lastHome()
	head := h.head(w.end)
	if head == nil || !p.alive(w.end) {
		head = h.people[0]
	}
	return relation(head, p)
}

var politicsWords = map[string]string{"01": "中共党员", "02": "中共预备党员", "03": "共青团员", "13": "群众"}

// truthAddress is an address with the name the estate has on a day.
func (h *dwelling) truthAddress(on forms.Date) string {
	return h.estate.nameOn(on) + strings.TrimPrefix(h.canonical(), h.estate.name)
}

func (p *person) hukouTruth(on forms.Date) string {
	if p.hukou.here != nil {
		return p.hukou.here.truthAddress(on)
	}
	return p.hukou.address()
}

// movedInTime reports whether somebody's home changed in the time of the files.
func (p *person) movedInTime(w *world) bool {
	if len(p.stays) > 1 {
		return true
	}
	return len(p.lastHome().sites) > 1
}

// factsFile is everybody's other core fields at the end, in words of the standard
// tables; persons.csv holds the rest.
func (w *world) factsFile() File {
	var t table
	head := []string{"person"}
	for _, f := range facts {
		head = append(head, f.Name)
	}
	t.add(head...)
	for _, p := range w.people {
		e := w.forPerson(p, w.end, "person")
		values := []string{personID(p.no)}
		for i := range facts {
			v := e.value(&facts[i])
			if name := codeName(facts[i].Codes, v); name != "" {
				v = name
			}
			values = append(values, w.local(v))
		}
		t.add(values...)
	}
	return t.file("facts.csv")
}

// facts are the core fields that persons.csv doesn't have, each with its table.
var facts = []field{
	{Name: "person.marital", Codes: "gbt2261_2_marital"},
	{Name: "person.health", Codes: "gbt2261_3_health_1digit"},
	{Name: "person.religion", Codes: "ga214_12_religion"},
	{Name: "person.blood", Codes: "blood_type"},
	{Name: "person.military", Codes: "military_status"},
	{Name: "person.employment", Codes: "employment_state_cq"},
	{Name: "person.employer"},
	{Name: "person.occupation", Codes: "gbt6565_occupation"},
	{Name: "person.hukou_type", Codes: "hukou_nature_now"},
	{Name: "person.hukou_division"},
	{Name: "person.residence_consistency", Codes: "residence_consistency"},
	{Name: "person.medical_insurance", Codes: "med_insurance_type"},
	{Name: "person.pension_insurance", Codes: "social_insurance_type"},
	{Name: "person.bank_name"},
	{Name: "person.bank_account"},
	{Name: "person.native_place"},
	{Name: "person.birthplace"},
	{Name: "person.guardian_name"},
	{Name: "person.guardian_phone"},
	{Name: "person.emergency_name"},
	{Name: "person.emergency_phone"},
	{Name: "disabled.type", Codes: "gbt26341_disability_type"},
	{Name: "disabled.grade", Codes: "gbt26341_disability_grade"},
	{Name: "disabled.cert_no"},
	{Name: "elder.selfcare", Codes: "selfcare_ability"},
}

// householdsFile is every home at the end.
func (w *world) householdsFile() File {
	var t table
	t.add("household", "head", "address", "old_address", "estate", "building", "unit", "room", "members", "size", "tenant", "dibao")
	for _, h := range w.homes {
		at := h.at(w.end)
		old, head, room := "", "", at.room
		if f := h.formerAt(w.end); f != nil {
			old = f.truthAddress(w.end)
		}
		if room == "" {
			room = "0"
		}
		var members []string
		for _, p := range h.members(w.end) {
			members = append(members, personID(p.no))
		}
		if len(members) > 0 {
			head = members[0]
		}
		t.add(homeID(h.no), head, at.truthAddress(w.end), old, at.estate.nameOn(w.end), strconv.Itoa(at.building),
			strconv.Itoa(at.unit), room, strings.Join(members, " "), strconv.Itoa(len(members)), yes(h.tenant), yes(h.dibao))
	}
	return t.file("households.csv")
}

func (w *world) estatesFile() File {
	var t table
	t.add("estate", "aliases", "new_name")
	for _, e := range w.estates {
		t.add(e.name, strings.Join(e.aliases, "|"), e.newName)
	}
	return t.file("estates.csv")
}
