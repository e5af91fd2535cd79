package recognise

import (
	"slices"
	"strings"

	"huce/forms/vocab"
)

// The last parts of the fields that tell of one person: house.owner_name,
// house.owner_id and house.owner_phone are about the same one.
var personParts = []string{"_name", "_id", "_phone", "_relation", "_address", "_contact"}

// owner is whom a field tells of: house.owner of house.owner_phone, person of
// person.phone; "" where it is no part of a person.
func owner(field string) (who, part string) {
	switch field {
	case "person.name":
		return "person", "_name"
	case "person.id_no":
		return "person", "_id"
	case "person.phone":
		return "person", "_phone"
	case "person.residence_address":
		return "person", "_address"
	case "person.relation":
		return "person", "_relation"
	case "person.hukou_address": // where somebody is registered, not somebody's address
		return "", ""
	case "household.address":
		return "household.head", "_address"
	case "org.name", "org.phone", "org.address":
		return "org", strings.Replace(field, "org.", "_", 1)
	}
	for _, p := range personParts {
		if who, ok := strings.CutSuffix(field, p); ok && strings.Contains(who, ".") {
			return who, p
		}
	}
	return "", ""
}

// chain lets neighbours speak: a bare 证件号码 or 联系电话 behind 产权人姓名 is the
// owner's, one under the group 监护人 the guardian's.
func chain(qs []*question, _ match) {
	last := ""
	for i, q := range qs {
		who := ""
		best, second := q.lead()
		if best != "" && q.scores[best] > 0 {
			w, part := owner(best)
			if part == "_name" {
				last = w
			}
			if w != last && q.scores[best] > q.scores[second]+3 {
				who = ""
			}
		}
		if i > 0 && q.group != "" && q.group == qs[i-1].group || last != "" {
			who = last
		}
		if who == "" || who == "person" {
			continue
		}
		for f := range q.scores {
			if w, part := owner(f); w == who && part != "_name" {
				q.scores[f] += chainedOwner
			}
		}
		near := false
		if i > 0 {
			before, _ := qs[i-1].lead()
			w, _ := owner(before)
			near = w == who
		}
		q.addChained(who)
		if near && (bare(q.label) == "关系" || anyRelation(bare(q.label)) && slices.Contains(callable, who)) {
			q.relatedTo(who)
		}
	}
}

// plainPart are labels that don't say whose number or address they are.
var plainPart = map[string]bool{"身份证号": true, "身份证号码": true, "公民身份号码": true, "公民身份证号码": true, "证件号码": true, "证件号": true, "身份证": true, "联系电话": true, "电话": true, "联系方式": true, "手机号码": true, "手机": true, "手机号": true, "地址": true, "住址": true, "现住址": true, "家庭住址": true, "关系": true}

// anyRelation reports whether a label asks how somebody is related to the one whom the
// form is about: 与本人关系, 与老人关系, 与患者的关系.
func anyRelation(label string) bool {
	return strings.HasPrefix(label, "与") && strings.HasSuffix(label, "关系") && !strings.Contains(label, "户主")
}

// ofAnyHead doubts that a relation to somebody of whom no list of homes is (与病例关系,
// 与逝者关系) is the one to the head.
func ofAnyHead(qs []*question, _ match) {
	for _, q := range qs {
		b := bare(q.label)
		whom := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(b, "与"), "关系"), "的")
		if anyRelation(b) && outsiders[whom] {
			delete(q.scores, "person.relation")
			delete(q.scores, "person.guardian_relation")
		}
	}
}

// outsiders are people whose relations say nothing of homes.
var outsiders = map[string]bool{"病例": true, "确诊病例": true, "患者": true, "病人": true, "死者": true, "逝者": true, "亡者": true, "故者": true, "被保险人": true, "投保人": true, "案主": true, "当事人": true, "嫌疑人": true, "受害人": true, "被监护人": true, "事主": true, "报案人": true, "捐赠人": true, "指示病例": true}

// addChained proposes the field of the person whom the neighbours are about where
// the label itself leaves open whose it is.
func (q *question) addChained(who string) {
	best, _ := q.lead()
	w, part := owner(best)
	if w != "person" && w != "household.head" || w == who || part == "" || part == "_name" || !plainPart[bare(q.label)] && !anyRelation(bare(q.label)) {
		return
	}
	f := who + part
	if who == "org" {
		f = "org." + part[1:]
	}
	if _, ok := vocab.Field(f); !ok {
		return
	}
	if _, ok := q.scores[f]; !ok {
		q.scores[f] = q.scores[best] - 1 + q.valueOdds(f) - q.valueOdds(best)
	}
	if part == "_relation" && anyRelation(bare(q.label)) {
		q.relatedTo(who)
	}
}

// relatedTo takes a relation for that of the person whom the column before it names.
func (q *question) relatedTo(who string) {
	best, _ := q.lead()
	f := who + "_relation"
	if _, ok := vocab.Field(f); ok && best != f {
		q.scores[f] = max(q.scores[f], q.scores[best]+chainedOwner)
	}
}

// beside lets the subject of the columns on both sides speak: 性别 between 品种 and
// 毛色 is the dog's.
func beside(qs []*question, _ match) {
	leads := make([]string, len(qs))
	for i, q := range qs {
		if f, _ := q.lead(); f != "" && q.scores[f] > 0.5 {
			leads[i], _, _ = strings.Cut(f, ".")
		}
	}
	for i, q := range qs {
		if i == 0 || i+1 == len(qs) || leads[i-1] == "" || leads[i-1] != leads[i+1] || leads[i-1] == "person" || leads[i-1] == "calc" {
			continue
		}
		for f := range q.scores {
			if strings.HasPrefix(f, leads[i-1]+".") {
				q.scores[f] += sameSubject
			}
		}
	}
}

// aboutPeople are fields that only a person has.
var aboutPeople = map[string]bool{"person.sex": true, "person.birth": true, "person.id_no": true, "person.ethnic": true, "person.education": true, "person.political": true, "person.marital": true}

// somebody finds the name of whom a sheet is about where its label is unusual: a
// sheet that asks for sex and birth asks for a name, in 组长姓名 or 就餐老人
// if nowhere else.
func somebody(qs []*question, _ match) {
	asked := 0
	for _, q := range qs {
		f, _ := q.lead()
		if who, part := owner(f); part == "_name" && (who == "person" || who == "household.head") && q.scores[f] > 0 {
			return
		}
		if (aboutPeople[f] || f == "person.phone" || f == "person.residence_address") && q.scores[f] > 1 {
			asked++
		}
	}
	if asked < 1 {
		return
	}
	for _, q := range qs {
		b := bare(q.label)
		switch people := vocab.NamesSubject(b); {
		case people && q.holdsNames():
			f, _ := q.lead()
			q.scores["person.name"] = max(q.scores[f]+1, 1)
			return
		case (strings.HasSuffix(b, "姓名") || strings.HasSuffix(b, "名字") || people && q.best() < 0.5) && (len(q.sample) == 0 || q.fit("person.name") >= 0.45):
			q.scores["person.name"] = max(q.scores["person.name"], 1)
			return
		}
	}
}

// surelyNames is the share of names among a column's values from which it holds names.
const surelyNames = 0.8

// holdsNames reports whether names stand under a label that is only like others, or that
// means something which no name can be.
func (q *question) holdsNames() bool {
	return len(q.sample) > 0 && q.fit("person.name") >= surelyNames && !slices.ContainsFunc(q.seen, func(m vocab.Meaning) bool {
		return !m.Alike && q.fit(m.Field) >= 1-surelyNames
	})
}

// ofNobody doubts numbers and addresses of someone whose name the sheet doesn't ask
// for: a bare 身份证号 is no household head's where nobody asks for the head.
func ofNobody(qs []*question, _ match) {
	named := map[string]bool{"org": true}
	for _, q := range qs {
		f, _ := q.lead()
		if who, part := owner(f); part == "_name" && q.scores[f] > 0 {
			named[who] = true
		}
	}
	for _, q := range qs {
		for f := range q.scores {
			if who, part := owner(f); who != "" && who != "person" && part != "_name" && !named[who] {
				q.scores[f] += nameless
			}
		}
	}
}
