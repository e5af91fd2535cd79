package recognise

import (
	"slices"
	"strconv"
	"strings"

	"huce/forms"
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
		if (strings.HasSuffix(b, "姓名") || strings.HasSuffix(b, "名字") || q.best() < 0.5 && vocab.NamesSubject(b)) && (len(q.sample) == 0 || q.fit("person.name") >= 0.45) {
			q.scores["person.name"] = max(q.scores["person.name"], 1)
			return
		}
	}
}

// leads reports whether a question most likely means a field.
func leads(qs []*question, field string) bool {
	return slices.ContainsFunc(qs, func(q *question) bool {
		f, _ := q.lead()
		return f == field && q.scores[f] > 0
	})
}

// accountNames are labels of whom a bank account is in the name of.
var accountNames = map[string]bool{"户名": true, "账户名": true, "账户名称": true, "开户名": true, "开户名称": true, "开户人": true, "账户姓名": true, "持卡人": true, "开户姓名": true}

// accountNumbers are labels that mean an account's number beside its bank.
var accountNumbers = map[string]bool{"卡号": true, "账号": true, "帐号": true, "账户": true, "帐户": true, "账户号": true, "折号": true}

// ofAccounts takes 户名 beside a bank account for the account's, which is no field of
// the register's, and 卡号 beside its bank for its number.
func ofAccounts(qs []*question, _ match) {
	bank := func(i int) bool {
		if i < 0 || i >= len(qs) {
			return false
		}
		f, _ := qs[i].lead()
		return strings.HasPrefix(f, "person.bank_")
	}
	account := func(i int) bool {
		if i < 0 || i >= len(qs) {
			return false
		}
		f, _ := qs[i].lead()
		return f == "person.bank_account"
	}
	for i, q := range qs {
		if accountNumbers[bare(q.label)] && (bank(i-1) || bank(i-2) || bank(i+1) || bank(i+2)) {
			q.scores["person.bank_account"] = max(q.scores["person.bank_account"], 2)
		}
		if f := "person.bank_name"; strings.HasSuffix(bare(q.label), "银行") && q.best() < 0.5 && !leads(qs, f) && (account(i-1) || account(i+1)) {
			q.scores[f] = max(q.scores[f], 2)
		}
		if accountNames[bare(q.label)] && (bank(i-1) || bank(i-2) || bank(i+1) || bank(i+2)) {
			clear(q.scores)
		}
	}
}

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

// ofPlaces reports whether a label asks for a shop, a firm or another place of work.
func ofPlaces(label string) bool {
	return slices.ContainsFunc([]string{"场所", "单位", "企业", "商户", "店", "经营"}, func(w string) bool { return strings.Contains(label, w) })
}

// leaders are the groups under which the one who answers for a place is named.
var leaders = map[string]bool{"负责人": true, "责任人": true, "法定代表人": true, "法人": true, "法人代表": true, "经营者": true, "店主": true, "安全负责人": true, "消防负责人": true}

// ofOrganisations turns a list of organisations away from people: what is asked of
// a shop is the shop's. In a list of people the one firm that is asked for is where
// they work.
func ofOrganisations(qs []*question, _ match) {
	org, people := false, false
	for _, q := range qs {
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
	if !org {
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
