package recognise

import (
	"maps"
	"slices"
	"strings"

	"huce/forms/vocab"
)

// general are the beginnings of fields that any form may ask for. The others are of
// one subject: dogs, disputes, the insured.
var general = map[string]bool{"person": true, "household": true, "house": true, "calc": true, "doc": true, "report": true, "task": true, "org": true}

// ofThing are those of them that tell of a house or a firm: a label that is
// only like one of theirs is hardly it where nothing else is asked of the house or the firm.
var ofThing = map[string]bool{"house": true, "org": true}

// anySubject are labels that mean a field of a subject only on a form about it: 颜色
// is a dog's beside 犬名, and a bike's beside 车牌号.
var anySubject = map[string]bool{
	"子女姓名": true, "家属姓名": true, "颜色": true, "品种": true, "规模": true, "来源": true, "户型": true, "房型": true, "积分": true, "星级": true, "特长": true, "诊断": true,
	"档次": true, "行业": true, "人员类型": true, "人员类别": true, "对象类别": true, "负责人": true, "责任人": true, "处理结果": true, "类型": true, "类别": true,
	"安全隐患": true, "存在隐患": true, "需求": true, "服务时间": true, "检查结果": true, "满意度": true, "是否满意": true, "满意率": true, "处置措施": true, "处理方式": true,
	"帮扶人": true, "结对人": true, "困难类型": true, "困难类别": true, "困难情况": true, "主要问题": true, "整改情况": true, "参加人数": true, "涉及人数": true,
	"金额": true, "档案号": true, "档案编号": true, "办理日期": true, "办理时间": true, "办理方式": true, "办结日期": true, "检查机构": true, "就业日期": true, "级别": true, "等级": true, "诉求": true, "家庭情况": true, "编号": true, "是否化解": true, "办理情况": true, "办理时限": true,
	"包保责任人": true, "包保干部": true, "结对党员": true, "结对干部": true, "包保人": true, "包保电话": true, "包保人电话": true, "包保联系方式": true, "包保人联系方式": true, "包保领导": true,
	"包保责任人电话": true, "责任人电话": true, "责任人联系电话": true, "受理人": true, "责任单位": true, "责任部门": true, "受理人员": true, "取消原因": true, "停发原因": true, "群众是否满意": true,
	"帮教责任人": true, "务工地点": true, "务工地": true, "处理情况": true, "处置情况": true, "处置措施及结果": true, "发放标准": true, "月标准": true, "挂牌情况": true, "缴费金额": true, "活动场所": true,
	"发放金额": true, "本月发放金额": true, "月发放金额": true, "享受金额": true, "月补助金额": true, "发现问题": true, "反映问题": true, "反映的问题": true, "问题反映": true, "存在问题": true, "存在的问题": true, "发现的问题": true, "问题情况": true,
	"补贴金额": true, "申请金额": true, "救助金额": true, "保障方式": true, "证号": true, "入住时间": true, "入住日期": true, "案由": true, "获奖情况": true, "补助金额": true, "补助标准": true, "资助金额": true, "培训工种": true, "到期日期": true, "发证日期": true, "有效期至": true,
	"人员编号": true, "对象编号": true, "变动类型": true, "变更类型": true, "变动情况": true, "受理日期": true, "受理时间": true, "孩次": true, "证书编号": true, "资助标准": true, "助学金额": true, "变更原因": true, "变动原因": true, "有效期": true,
}

// ofAnyone are the subjects, and single fields of others, that a form of any subject may ask
// about: who somebody's doctor is, where a child goes to school. The others presuppose
// that one is of the subject: a risk or an allowance is an old person's only on a form of
// the old, but where the label has a word that is the subject's alone.
var ofAnyone = map[string]bool{
	"health": true, "emp": true, "float": true, "assist": true, "inspect": true,
	"tekun.labor": true, "elder.selfcare": true, "child.school": true, "party.work_date": true, "dibao.cause": true,
}

// How much less likely a subject's field is on a form where nothing else is of it.
const (
	aloneOfSubject = -3
	saidOtherwise  = -1 // … that the heading says whose it is, or the values alone say
	alikeOfSubject = -4 // … that the label is only like
	noneOfSubject  = -7 // … under a label that any subject may have
	// … where the form's own subject has a field that the label is like.
	ofAnotherSubject = -4
)

// ofSubjects doubts fields of a subject that no other column, nor the form's title, nor
// the label itself speaks of.
func ofSubjects(qs []*question, m match) {
	count := map[string]int{}
	for _, q := range qs {
		if f, _ := q.lead(); f != "" && q.scores[f] > 1 && !q.ofAnySubject() {
			count[subjectOf(f)]++
		}
	}
	for subject := range m.subjects {
		count[subject] += 2
	}
	for _, q := range qs {
		lead, _ := q.lead()
		own := q.scores[lead] > 1 && !q.ofAnySubject()
		about := vocab.Subjects(q.group + q.label)
		if q.ofAnySubject() {
			about = vocab.Subjects(q.group)
		}
		for f := range q.scores {
			s := subjectOf(f)
			n := count[s]
			if own && subjectOf(lead) == s {
				n--
			}
			switch {
			case f == "person.emergency_name" && childrensNames[bare(q.label)] && !m.subjects["elder"]:
				q.scores[f] += noneOfSubject
			case ofThing[s] && n == 0 && q.onlyAlike(f) && (len(m.subjects) > 0 && !m.subjects[s] || !vocab.TellsSubject(q.label, s)):
				q.scores[f] += alikeOfSubject
			case general[s] || n > 0 || about[s]:
			case q.ofAnySubject():
				q.scores[f] += noneOfSubject
			case q.label == "" || q.another:
				q.scores[f] += saidOtherwise
			case (len(m.subjects) > 0 || strings.Contains(q.label, "是否")) && q.onlyAlike(f):
				q.scores[f] += alikeOfSubject
			case ofAnyone[s] || ofAnyone[f] || vocab.TellsSubject(q.label, s):
				q.scores[f] += aloneOfSubject
			default:
				q.scores[f] += noneOfSubject
			}
		}
	}
}

// childrensNames ask for those to be called on forms about the old, and on others for
// children.
var childrensNames = map[string]bool{"子女姓名": true, "儿女姓名": true, "孩子姓名": true}

// titled are bare labels that mean a field where the title speaks of something.
var titled = map[string][]struct{ word, field string }{
	"缴费金额": {{"养老", "ins.pension_paid"}, {"医", "ins.med_paid"}},
	"缴费标准": {{"养老", "ins.level"}, {"医", "ins.med_paid"}},
	"等级":   {{"残疾", "disabled.grade"}, {"隐患", "inspect.level"}, {"事件", "event.level"}},
	"残疾等级": {{"优抚", "vet.injury_grade"}, {"伤残军人", "vet.injury_grade"}, {"残疾军人", "vet.injury_grade"}, {"退役", "vet.injury_grade"}, {"残疾人", "disabled.grade"}},
	"伤残等级": {{"优抚", "vet.injury_grade"}, {"军人", "vet.injury_grade"}, {"退役", "vet.injury_grade"}},
	"级别":   {{"残疾", "disabled.grade"}, {"隐患", "inspect.level"}, {"事件", "event.level"}},
	"补贴金额": {{"残疾人两项补贴", "disabled.subsidy_amount"}, {"残疾人生活补贴", "disabled.subsidy_amount"}, {"护理补贴", "disabled.subsidy_amount"}, {"高龄", "elder.allowance"}, {"社会保险补贴", "ins.amount"}, {"社保补贴", "ins.amount"}},
	"补贴标准": {{"残疾人两项补贴", "disabled.subsidy_amount"}, {"残疾人生活补贴", "disabled.subsidy_amount"}, {"护理补贴", "disabled.subsidy_amount"}, {"高龄", "elder.allowance"}},
	"检查结论": {{"两癌", "screen.result"}, {"乳腺", "screen.result"}, {"宫颈", "screen.result"}},
	"检查结果": {{"两癌", "screen.result"}, {"乳腺", "screen.result"}, {"宫颈", "screen.result"}},
	"疾病":   {{"精神", "mental.diagnosis"}, {"儿童", "child.disease"}, {"慢性病", "health.history"}},
	"诊断":   {{"精神", "mental.diagnosis"}},
}

// byTitleWord prefers the field that a bare label has by a word of the title.
func (q *question) byTitleWord(title string) {
	fields := titled[bare(q.label)]
	for _, t := range fields {
		if !strings.Contains(title, t.word) {
			continue
		}
		for _, other := range fields {
			if other.field != t.field {
				delete(q.scores, other.field)
			}
		}
		q.scores[t.field] = max(q.scores[t.field], 3)
		return
	}
}

func (q *question) ofAnySubject() bool {
	b := bare(q.label)
	return anySubject[b] || anySubject[vocab.WithoutTime(b)]
}

// onlyAlike reports whether a label is no spelling of a field, but only like one.
func (q *question) onlyAlike(field string) bool {
	for _, m := range q.seen {
		if m.Field == field {
			return m.Alike
		}
	}
	return false
}

// kinds are labels that ask of which kind the people or things of a form are.
var kinds = map[string]bool{"人员类别": true, "人员类型": true, "对象类别": true, "对象类型": true, "类别": true, "类型": true, "人员身份": true, "身份类别": true}

// byTitle proposes the kinds that the title's subject has: 人员类别 of a form about
// veterans, where what stands there are kinds of veterans or nothing does. Full and
// probationary members (人员类别 too) are of the party's forms.
func (q *question) byTitle(m match) {
	if !kinds[bare(q.label)] {
		return
	}
	if !m.subjects["party"] {
		delete(q.scores, "person.political")
	}
	for _, subject := range slices.Sorted(maps.Keys(m.subjects)) {
		f := subject + ".type"
		def, ok := vocab.Field(f)
		if !ok || def.Type != "code" && (len(m.subjects) > 1 || !ofPeople[subject]) {
			continue
		}
		if _, known := q.scores[f]; !known && (len(q.sample) == 0 || def.Type != "code" || q.fit(f) >= 0.5) {
			q.scores[f] = 1
		}
	}
}

// ofPeople are subjects whose kinds are kinds of people, written in words of the form's own.
var ofPeople = map[string]bool{"corr": true, "youth": true}

// elsewhere proposes what a label is like among the fields of the form's own subject,
// where the label itself means only something of another: 危险等级 is a house's, and on
// a form about patients how dangerous one is.
func (q *question) elsewhere(m match) {
	if len(q.seen) == 0 || len(m.subjects) == 0 {
		return
	}
	for _, s := range q.seen {
		if subject := subjectOf(s.Field); s.Alike || subject != "house" && general[subject] || m.subjects[subject] {
			return
		}
	}
	found := false
	for _, a := range alike(q.label) {
		if _, known := q.scores[a.Field]; !known && a.Score >= 0.15 && m.subjects[subjectOf(a.Field)] {
			q.scores[a.Field] = logOdds(max(a.Score, 0.6))
			found = true
		}
	}
	for _, s := range q.seen {
		if found {
			q.scores[s.Field] += ofAnotherSubject
		}
	}
}

func subjectOf(field string) string {
	s, _, _ := strings.Cut(field, ".")
	return s
}
