package sample

import (
	"strconv"

	"huce/forms"
)

// core says how the register's core fields come about; what is not here is a
// department's own (data/values.txt) or an address, which the hand that fills the
// form writes in its own style.
var core map[string]func(e *entry, f *field) string

func init() { // a table of functions that look back at the table
	core = map[string]func(e *entry, f *field) string{
		"calc.seq":           func(e *entry, _ *field) string { return strconv.Itoa(e.n) },
		"doc.no":             func(e *entry, _ *field) string { return strconv.Itoa(int(e.on.Year)*1000 + e.n) },
		"person.name":        ofPerson(func(e *entry) string { return e.p.name }),
		"person.former_name": ofPerson(func(e *entry) string { return e.p.formerName }),
		"person.id_no":       ofPerson(func(e *entry) string { return e.p.id(e.on) }),
		"person.sex":         ofPerson(func(e *entry) string { return pick(e.p.male, "1", "2") }),
		"person.birth":       ofPerson(func(e *entry) string { return e.p.birth.String() }),
		"person.ethnic":      ofPerson(func(e *entry) string { return e.p.ethnic }),
		"person.phone":       ofPerson(func(e *entry) string { return e.p.phone(e.on) }),
		"person.education":   education,
		"person.political":   ofPerson(func(e *entry) string { return e.p.politics }),
		"person.marital":     marital,
		"person.relation":    relationCode(func(e *entry) string { return relation(e.headOr(), e.p) }),
		"person.health":      health,
		"person.religion":    ofPerson(func(e *entry) string { return e.p.religion() }),
		"person.blood":       ofPerson(func(e *entry) string { return e.p.of("blood", "1|2|3|4|5|5") }),
		"person.military":    military,
		"person.employment":  employment,
		"person.employer":    ofPerson(func(e *entry) string { return e.p.employer(e.on) }),
		"person.occupation":  ofPerson(func(e *entry) string { return e.p.occupation(e.on) }),
		"person.income_month": ofPerson(func(e *entry) string {
			return strconv.Itoa(e.p.income(e.on))
		}),
		"person.hukou_type":            ofPerson(func(e *entry) string { return e.p.hukouNature() }),
		"person.hukou_division":        ofPerson(func(e *entry) string { return division(e.p) }),
		"person.residence_consistency": ofPerson(func(e *entry) string { return pick(e.p.hukou.here == e.at, "01", "02") }),
		"person.residence_class":       ofPerson(residenceClass),
		"person.move_in":               ofPerson(moveIn),
		"person.left_hukou":            ofPerson(leftHukou),
		"person.move_date":             ofPerson(func(e *entry) string { return "" }),
		"person.birthplace":            ofPerson(func(e *entry) string { return birthplace(e.p, "birthplace") }),
		"person.native_place":          ofPerson(func(e *entry) string { return birthplace(e.p, "native place") }),
		"person.police_station":        ofPerson(policeStation),
		"person.bank_account":          ofPerson(func(e *entry) string { return e.p.bankAccount() }),
		"person.bank_name": ofPerson(func(e *entry) string {
			return e.p.of("bank", "农业银行安宁支行|工商银行安宁支行|建设银行幸福路支行|邮储银行安宁所|农村商业银行安宁分理处")
		}),
		"person.medical_insurance": medicalInsurance,
		"person.pension_insurance": ofPerson(func(e *entry) string { return e.p.pension(e.on) }),

		"person.guardian_name":      kinField((*entry).guardian, nameOf),
		"person.guardian_id":        kinField((*entry).guardian, idOf),
		"person.guardian_phone":     kinField((*entry).guardian, phoneOf),
		"person.guardian_relation":  relationCode(func(e *entry) string { return e.guardian().relation }),
		"person.emergency_name":     kinField((*entry).carer, nameOf),
		"person.emergency_phone":    emergencyPhone,
		"person.emergency_relation": relationCode(func(e *entry) string { return e.carer().relation }),
		"person.agent_name":         kinField((*entry).carer, nameOf),
		"person.agent_id":           kinField((*entry).carer, idOf),
		"person.agent_phone":        kinField((*entry).carer, phoneOf),
		"person.agent_relation":     relationCode(func(e *entry) string { return e.carer().relation }),
		"child.father_name":         kinField((*entry).father, nameOf),
		"child.father_id":           kinField((*entry).father, idOf),
		"child.father_phone":        kinField((*entry).father, phoneOf),
		"child.father_contact":      kinField((*entry).father, worksAt),
		"child.mother_name":         kinField((*entry).mother, nameOf),
		"child.mother_id":           kinField((*entry).mother, idOf),
		"child.mother_phone":        kinField((*entry).mother, phoneOf),
		"child.mother_contact":      kinField((*entry).mother, worksAt),
		"fp.spouse_name":            kinField((*entry).spouse, nameOf),
		"fp.spouse_id":              kinField((*entry).spouse, idOf),

		"household.kind":      ofHome(func(e *entry) string { return "1" }),
		"household.no":        ofHome(func(e *entry) string { return "AN" + homeID(e.h.no)[1:] }),
		"household.head_name": ofHead(nameOf),
		"household.head_id":   ofHead(idOf),
		"household.head_phone": ofHead(func(p *person, on forms.Date) string {
			return p.phone(on)
		}),
		"household.size":   ofHome(func(e *entry) string { return strconv.Itoa(e.h.size(e.on)) }),
		"household.grid":   ofHome(func(e *entry) string { return "第" + strconv.Itoa(e.at.estate.grid) + "网格" }),
		"household.estate": ofHome(func(e *entry) string { return e.at.estate.nameOn(e.on) }),
		"household.income_month": ofHome(func(e *entry) string {
			return strconv.Itoa(e.h.income(e.on))
		}),
		"household.income_year": ofHome(func(e *entry) string { return strconv.Itoa(e.h.income(e.on) * 12) }),
		"household.income_percapita": ofHome(func(e *entry) string {
			return strconv.Itoa(e.h.incomeEach(e.on))
		}),
		"household.housing_type": ofHome(housingType),
		"household.housing_area": ofHome(func(e *entry) string { return tenths(e.at.area()) }),
		"household.rooms":        ofHome(func(e *entry) string { return strconv.Itoa(1 + e.at.area()/320) }),
		"household.vehicle":      ofHome(func(e *entry) string { return e.h.of("vehicle", "无|无|无|小型轿车一辆|摩托车一辆") }),
		"household.asset_percapita": ofHome(func(e *entry) string {
			return strconv.Itoa(e.h.draw("assets", 80) * 100)
		}),
		"dibao.people": ofHome(func(e *entry) string {
			return strconv.Itoa(max(1, e.h.size(e.on)-e.h.draw("not on dibao", 2)))
		}),

		"house.code":        ofDwelling(func(e *entry) string { return e.at.code }),
		"house.area":        ofDwelling(func(e *entry) string { return tenths(e.at.area()) }),
		"house.year":        ofDwelling(func(e *entry) string { return strconv.Itoa(e.at.year()) }),
		"house.floors":      ofDwelling(func(e *entry) string { return strconv.Itoa(1 + e.at.draw("floors", 6)) }),
		"house.structure":   ofDwelling(func(e *entry) string { return e.at.of("structure", "砖混|砖混|钢混|框架|砖木") }),
		"house.use":         ofDwelling(func(e *entry) string { return e.at.of("use", "01|01|01|02|04") }),
		"house.grade":       houseGrade,
		"house.is_rented":   ofHome(func(e *entry) string { return yes(e.h.tenant) }),
		"house.ownership":   ofHome(ownership),
		"house.owner_name":  ofOwner(nameOf),
		"house.owner_id":    ofOwner(idOf),
		"house.owner_phone": ofOwner(phoneOf),

		"calc.age":            ofPerson(func(e *entry) string { return strconv.Itoa(e.p.age(e.on)) }),
		"calc.age_band":       ofPerson(ageBand),
		"calc.age_group":      ofPerson(ageGroup),
		"calc.is_dibao":       ofHome(func(e *entry) string { return yes(e.h.dibao) }),
		"calc.is_assist":      ofHome(func(e *entry) string { return yes(e.h.dibao) }),
		"calc.is_tekun":       ofHome(func(e *entry) string { return yes(false) }),
		"calc.is_orphan":      ofHome(func(e *entry) string { return yes(false) }),
		"calc.is_floating":    ofPerson(func(e *entry) string { return yes(e.p.elsewhere()) }),
		"calc.has_hukou":      ofPerson(func(e *entry) string { return yes(true) }),
		"calc.is_vulnerable":  ofHome(func(e *entry) string { return yes(e.h.size(e.on) == 1 && e.p != nil && e.p.age(e.on) >= 65) }),
		"calc.literate":       ofPerson(func(e *entry) string { return yes(e.p.schooling != illiterate && e.p.schooling != preschool) }),
		"calc.resident_type":  ofPerson(func(e *entry) string { return pick(e.p.elsewhere(), "2", "1") }),
		"calc.tags":           ofPerson(tags),
		"calc.vulnerable":     ofPerson(vulnerable),
		"calc.party_years":    ofPerson(func(e *entry) string { return strconv.Itoa(int(e.on.Year) - partyYear(e.p)) }),
		"calc.hh_births":      ofHome(func(e *entry) string { return countMembers(e, func(p *person) bool { return p.age(e.on) < 1 }) }),
		"calc.hh_deaths":      ofHome(func(e *entry) string { return "0" }),
		"calc.hh_disabled":    ofHome(func(e *entry) string { return countMembers(e, (*person).disabled) }),
		"calc.hh_elder60":     ofHome(func(e *entry) string { return countMembers(e, func(p *person) bool { return p.age(e.on) >= 60 }) }),
		"calc.hh_minor":       ofHome(func(e *entry) string { return countMembers(e, func(p *person) bool { return p.age(e.on) < 18 }) }),
		"calc.house_people":   ofHome(func(e *entry) string { return strconv.Itoa(e.h.size(e.on)) }),
		"calc.area_percapita": ofHome(func(e *entry) string { return tenths(e.at.area() / max(1, e.h.size(e.on))) }),

		"disabled.type":       ofPerson(func(e *entry) string { k, _ := e.p.disability(); return k }),
		"disabled.grade":      ofPerson(func(e *entry) string { _, g := e.p.disability(); return g }),
		"disabled.type_grade": ofPerson(disabilityWords),
		"disabled.cert_no":    ofPerson(func(e *entry) string { return e.p.disabilityCard(e.on) }),
		"elder.living":        ofPerson((*entry).living),
		"elder.selfcare":      ofPerson(func(e *entry) string { return e.p.selfCare(e.on) }),
		"elder.allowance":     ofPerson(func(e *entry) string { return strconv.Itoa(100 * max(1, (e.p.age(e.on)-70)/10)) }),
		"health.history":      ofPerson(func(e *entry) string { return e.p.history(e.on) }),
		"fp.children":         ofPerson(func(e *entry) string { return strconv.Itoa(len(childrenOf(e.p))) }),
		"fp.first_marriage":   ofPerson(firstMarriage),
		"fp.last_birth":       lastChild(func(c *person) string { return c.birth.String() }),
		"fp.last_sex":         lastChild(func(c *person) string { return pick(c.male, "1", "2") }),
		"child.school":        ofPerson(func(e *entry) string { return e.p.school(e.on) }),
		"child.schooling":     ofPerson(schoolingCode),
		"float.arrive_date":   ofPerson(arrived),
		"float.reason":        ofOutsider,
		"float.permit_no":     ofOutsider,
		"float.permit_date":   ofOutsider,
		"float.permit_expire": ofOutsider,
		"float.child_count":   ofHome(func(e *entry) string { return countMembers(e, func(p *person) bool { return p.age(e.on) < 18 }) }),
		"party.join":          ofPerson(func(e *entry) string { return partyDay(e.p, 0) }),
		"party.regular":       ofPerson(partyRegular),
		"emp.industry":        ofPerson(industry),
		"emp.is_hard":         ofPerson(func(e *entry) string { return yes(e.p.labour(e.on) == registered && e.p.has("hard to place", 0.5)) }),
		"emp.unemp_date":      ofPerson(unemployedSince),
		"vet.injury_grade":    ofPerson(func(e *entry) string { return e.p.of("injury", "无|无|无|无|十级|八级") }),
		"vet.card_no":         ofPerson(veteranCard),
		"dispute.other_party": stranger,
		"org.name":            organisation,
		"org.legal":           func(e *entry, _ *field) string { return e.w.someName(e.salt, "legal") },
		"org.phone":           func(e *entry, _ *field) string { return e.w.someNumber(e.salt, "org phone") },
		"org.uscc":            func(e *entry, _ *field) string { return "" },
	}
}
