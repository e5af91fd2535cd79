package recognise

import (
	"slices"
	"strings"

	"huce/forms/vocab"
)

// group is a run of questions under one heading.
type group struct {
	heading string
	qs      []*question
}

// groupsOf are the headings of a sheet with what they stand over.
func groupsOf(qs []*question) []group {
	var out []group
	for _, q := range qs {
		if q.group == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].heading == q.group {
			out[n-1].qs = append(out[n-1].qs, q)
		} else {
			out = append(out, group{q.group, []*question{q}})
		}
	}
	return out
}

// asks reports whether a group asks for somebody's name or, with id, for his number.
func (g group) asks(id bool) bool {
	return slices.ContainsFunc(g.qs, func(q *question) bool {
		b := bare(q.label)
		if id {
			return strings.Contains(b, "身份") || strings.HasPrefix(b, "证件号")
		}
		return b == "姓名" || b == "名字"
	})
}

// byGroups finds, among the headings that no table knows, whose columns are of the person
// that a sheet is about. What a group asks goes together: where somebody else is the
// subject, 姓名, 电话 and 关系 under 投保人 are all the department's own.
func byGroups(qs []*question, _ match) {
	subject := slices.ContainsFunc(qs, func(q *question) bool {
		return (q.group == "" || vocab.OfPeople(q.group)) && !q.another && slices.ContainsFunc(q.seen, func(m vocab.Meaning) bool {
			return m.Score >= 0.5 && m.Field == "person.name"
		})
	})
	var unknown []group
	for _, g := range groupsOf(qs) {
		if !g.qs[0].another && !vocab.OfPeople(g.heading) && !vocab.OfHome(g.heading) && g.asks(false) {
			unknown = append(unknown, g)
		}
	}
	about := slices.IndexFunc(unknown, func(g group) bool { return g.asks(true) })
	if about < 0 && !namesHead(qs) {
		about = 0
	}
	if !subject && about >= 0 && about < len(unknown) {
		unknown = slices.Delete(unknown, about, about+1)
	}
	for _, g := range unknown {
		for _, q := range g.qs {
			q.another = true
			q.seen = slices.DeleteFunc(slices.Clone(q.seen), func(m vocab.Meaning) bool {
				who, _ := owner(m.Field)
				return vocab.OfSubject(m.Field) || who == "household.head" || who == "org"
			})
		}
	}
}

// namesHead reports whether a sheet asks for the head of a home by name and number: it is
// about homes.
func namesHead(qs []*question) bool {
	has := func(field string) bool {
		return slices.ContainsFunc(qs, func(q *question) bool { return len(q.seen) > 0 && q.seen[0].Field == field })
	}
	return has("household.head_name") && has("household.head_id")
}

// wards are subjects of forms about people who have a guardian.
var wards = []string{"child", "youth", "mental", "disabled", "vacc"}

// ofCarers takes whoever cares for somebody for the guardian on forms about children: 照护人手机.
func ofCarers(qs []*question, m match) {
	if m.subjects["tekun"] || !m.subjects["child"] && !m.subjects["youth"] {
		return
	}
	for _, q := range qs {
		for _, part := range []string{"name", "phone"} {
			if score, ok := q.scores["tekun.carer_"+part]; ok {
				delete(q.scores, "tekun.carer_"+part)
				q.scores["person.guardian_"+part] = max(score, q.scores["person.guardian_"+part])
			}
		}
	}
}

// ofFamily takes 家属 for whoever is called in need, but where the form is about people who
// have a guardian and doesn't say so itself: 家属（第一联系人）.
func ofFamily(qs []*question, m match) {
	for _, q := range qs {
		text := q.group + q.label
		if !strings.Contains(text, "家属") || strings.Contains(text, "监护") || slices.ContainsFunc(wards, func(s string) bool { return m.subjects[s] }) && !strings.Contains(text, "联系人") {
			continue
		}
		for _, part := range []string{"name", "phone", "relation"} {
			if score, ok := q.scores["person.guardian_"+part]; ok {
				delete(q.scores, "person.guardian_"+part)
				q.scores["person.emergency_"+part] = max(score, q.scores["person.emergency_"+part])
			}
		}
	}
}

// applicants are labels of whoever asks for something in the name of a home.
var applicants = map[string]bool{"申请人": true, "申请人姓名": true, "申请户": true, "户代表": true, "户代表姓名": true, "救助对象": true, "救助对象姓名": true, "对象姓名": true, "申请对象": true}

// ofApplicants takes 申请人姓名 for the head of the home where its members' names stand in
// columns of their own, under a heading, with how they are related: each row is one of them.
func ofApplicants(qs []*question, _ match) {
	asked := map[string]bool{}
	for _, q := range qs {
		if vocab.OfPeople(q.group) && strings.Contains(q.group, "成员") {
			f, _ := q.lead()
			asked[f] = asked[f] || q.scores[f] > 0
		}
	}
	if !asked["person.name"] || !asked["person.relation"] {
		return
	}
	for i, q := range qs {
		score, ok := q.scores["person.name"]
		if !ok || q.group != "" || !applicants[bare(q.label)] {
			continue
		}
		delete(q.scores, "person.name")
		q.scores["household.head_name"] = max(score, q.scores["household.head_name"])
		if i+1 < len(qs) && qs[i+1].group == "" {
			if score, ok := qs[i+1].scores["person.id_no"]; ok && asked["person.id_no"] {
				delete(qs[i+1].scores, "person.id_no")
				qs[i+1].scores["household.head_id"] = score
			}
		}
	}
}

// ofRelations keeps a bare 关系 under a heading of no people for the form's own, unless what
// stands there is how people of a home are related: neighbours and classmates are met, too.
func ofRelations(qs []*question, _ match) {
	for _, q := range qs {
		if bare(q.label) == "关系" && q.group != "" && !vocab.OfPeople(q.group) && !vocab.OfHome(q.group) && !vocab.OfAnother(q.group) && (len(q.sample) == 0 || q.fit("person.relation") < 0.6) {
			delete(q.scores, "person.relation")
			delete(q.scores, "person.guardian_relation")
		}
	}
}
