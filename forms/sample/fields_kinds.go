package sample

import (
	"strings"
	"sync"

	"huce/forms"
)

func yes(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func ofPerson(get func(*entry) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.p == nil {
			return ""
		}
		return get(e)
	}
}

// ofOutsider is a department's own value, of those registered elsewhere.
func ofOutsider(e *entry, f *field) string {
	if e.p == nil || !e.p.elsewhere() {
		return ""
	}
	return e.own(f)
}

func ofHome(get func(*entry) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.h == nil {
			return ""
		}
		return get(e)
	}
}

func ofDwelling(get func(*entry) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.at == nil {
			return ""
		}
		return get(e)
	}
}

func (e *entry) headOr() *person {
	if head := e.h.head(e.on); head != nil {
		return head
	}
	return e.p
}

func ofHead(get func(*person, forms.Date) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.h == nil || e.h.head(e.on) == nil {
			return ""
		}
		return get(e.h.head(e.on), e.on)
	}
}

func ofOwner(get func(*person, forms.Date) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.h == nil || e.h.owner(e.on) == nil {
			return ""
		}
		return get(e.h.owner(e.on), e.on)
	}
}

func nameOf(p *person, _ forms.Date) string   { return p.name }
func idOf(p *person, on forms.Date) string    { return p.id(on) }
func phoneOf(p *person, on forms.Date) string { return p.phone(on) }
func worksAt(p *person, on forms.Date) string {
	return p.of("works at", "深圳|苏州|本市|本市|上海") + " " + p.phone(on)
}

func (e *entry) father() kin { return e.ofKin(e.p.father) }
func (e *entry) mother() kin { return e.ofKin(e.p.mother) }
func (e *entry) spouse() kin { return e.ofKin(e.p.spouse) }

func (e *entry) ofKin(p *person) kin {
	if p == nil || !p.alive(e.on) {
		return kin{}
	}
	return kin{p: p}
}

func kinField(who func(*entry) kin, get func(*person, forms.Date) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.p == nil {
			return ""
		}
		k := who(e)
		if k.p == nil {
			return ""
		}
		return get(k.p, e.on)
	}
}

// emergencyPhone is a number, where the form asks for name and number in one both.
func emergencyPhone(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	k := e.carer()
	if k.p == nil {
		return ""
	}
	if strings.Contains(f.Label, "及电话") {
		return k.p.name + k.p.phone(e.on)
	}
	return k.p.phone(e.on)
}

// relationCodes are the codes of GB/T 4761 by name, and their sense in the census.
var relationCodes = sync.OnceValue(func() map[string][2]string {
	all := map[string][2]string{}
	for _, r := range readCSV(assetCrosswalk("relation"))[1:] {
		all[r[1]] = [2]string{r[0], r[3]}
	}
	return all
})

// relationCode gives a relation as a code of the table the form asks in.
func relationCode(get func(*entry) string) func(*entry, *field) string {
	return func(e *entry, f *field) string {
		if e.p == nil || e.h == nil {
			return ""
		}
		c, ok := relationCodes()[get(e)]
		if !ok {
			return ""
		}
		if f.Codes == "census_relation" {
			return c[1]
		}
		return c[0]
	}
}

// educationCodes are the levels in GB/T 4658, in the health record, in the census.
var educationCodes = [...]map[string]string{
	preschool:  {"gbt4658_education": "", "health_record_education": "10", "census_education": "2"},
	illiterate: {"gbt4658_education": "90", "health_record_education": "9", "census_education": "1"},
	primary:    {"gbt4658_education": "80", "health_record_education": "8", "census_education": "3"},
	middle:     {"gbt4658_education": "70", "health_record_education": "7", "census_education": "4"},
	high:       {"gbt4658_education": "60", "health_record_education": "6", "census_education": "5"},
	vocational: {"gbt4658_education": "40", "health_record_education": "4", "census_education": "5"},
	college:    {"gbt4658_education": "30", "health_record_education": "3", "census_education": "6"},
	bachelor:   {"gbt4658_education": "20", "health_record_education": "2", "census_education": "7"},
	master:     {"gbt4658_education": "10", "health_record_education": "1", "census_education": "8"},
}

func education(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	return educationCodes[e.p.schooling][f.Codes]
}

var healthRecordMarital = map[string]string{"10": "1", "20": "2", "22": "2", "30": "3", "40": "4"}

func marital(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	if f.Codes == "health_record_marital" {
		return healthRecordMarital[e.p.marital]
	}
	return e.p.marital
}

func health(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	c := e.p.healthCode(e.on)
	if f.Codes == "gbt2261_3_health_1digit" {
		return c[:1]
	}
	return c
}

func military(e *entry, _ *field) string {
	switch {
	case e.p == nil || e.p.age(e.on) < 18:
		return ""
	case e.p.veteran(e.on):
		return "7"
	}
	return "1"
}

func employment(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	if f.Codes == "gbt2261_4_employment_status" {
		return e.p.statusCode(e.on)
	}
	if f.Codes == "" {
		return codeName("employment_state_cq", string(e.p.labour(e.on)))
	}
	return string(e.p.labour(e.on))
}

func medicalInsurance(e *entry, f *field) string {
	if e.p == nil {
		return ""
	}
	c := e.p.medical(e.on)
	if f.Codes == "health_record_payment" {
		return map[string]string{"310": "1", "390": "2"}[c]
	}
	return c
}
