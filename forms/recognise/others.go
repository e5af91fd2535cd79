package recognise

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// ofOthers notes which questions stand under a heading that speaks of another person
// than the sheet is about, and which are answers to be marked. Where the sheet names
// nobody else, the one under such a heading is whom it is about.
func ofOthers(qs []*question, _ match) {
	alone := map[string]bool{} // headings of others that ask for a name
	for _, q := range qs {
		if q.another = q.group != "" && vocab.OfAnother(q.group) && !leaders[bare(q.group)]; q.another {
			if bare(q.label) == "姓名" {
				alone[q.group] = len(q.seen) == 0 || !named(q.seen[0].Field)
			}
			continue
		}
		for _, m := range q.seen {
			if m.Score >= 0.5 && named(m.Field) {
				alone = nil
			}
		}
		if alone == nil {
			break
		}
	}
	if alone == nil {
		for _, q := range qs {
			q.another = q.group != "" && vocab.OfAnother(q.group) && !leaders[bare(q.group)]
		}
	} else if only := soleOf(alone); only != "" {
		for _, q := range qs {
			if q.group == only {
				q.another, q.seen = false, noTasks(meanings(q.label, ""))
			}
		}
	}
	markChoices(qs)
}

// named reports whether a field names somebody or something that rows are about.
func named(field string) bool {
	_, part := owner(field)
	return part == "_name" || field == "dispute.other_party" || field == "org.legal"
}

// soleOf is the one heading of others under which a name has no field of its own, ""
// where there is none or several.
func soleOf(alone map[string]bool) string {
	only := ""
	for _, group := range slices.Sorted(maps.Keys(alone)) {
		switch {
		case !alone[group]:
		case only != "":
			return ""
		default:
			only = group
		}
	}
	return only
}

// plainTicks are marks that are nothing else.
const plainTicks = "√✓✔☑☒■●○✅×□☐╳✘✗"

// onlyMarks reports whether nothing but marks stands in a question's cells, and any.
func (q *question) onlyMarks() bool {
	for _, v := range q.sample {
		if strings.Trim(forms.Squeeze(v), plainTicks) != "" {
			return false
		}
	}
	return len(q.sample) > 0
}

// restOf are answers beside which something may be written.
var restOf = map[string]bool{"其他": true, "其它": true, "其他情况": true, "其他疾病": true, "其他原因": true}

// markChoices finds the answers that stand side by side under a heading that asks
// which of them holds. They ask for nothing themselves: 高血压 under 既往病史 is no
// blood pressure.
func markChoices(qs []*question) {
	for i := 0; i < len(qs); {
		n := 1
		for qs[i].group != "" && i+n < len(qs) && qs[i+n].group == qs[i].group {
			n++
		}
		run := qs[i : i+n]
		i += n
		if n < 2 {
			continue
		}
		marked, filled := false, false
		for _, q := range run {
			marked = marked || q.onlyMarks()
			filled = filled || len(q.sample) > 0 && !q.onlyMarks() && vocab.IsChoice(q.label) && !restOf[bare(q.label)]
		}
		if filled || !marked && !vocab.AsksChoice(run[0].group) {
			continue
		}
		for _, q := range run {
			asks := vocab.AsksChoice(q.group)
			q.choice = q.onlyMarks() ||
				(len(q.sample) == 0 || restOf[bare(q.label)]) && (marked || asks) && (vocab.IsChoice(q.label) || marked && asks)
		}
	}
}

// asChoice weighs an answer to be marked: only what is asked with yes or no can be
// one, 低保 under 救助类型.
func (q *question) asChoice() {
	for _, m := range q.seen {
		def, _ := vocab.Field(m.Field)
		if def.Type == "bool" && !m.Alike && m.Score >= 0.6 {
			q.scores[m.Field] = logOdds(m.Score)
		}
	}
}

// callable are those whom a form names to be reached: a phone behind their name in
// the same row of a card, or beside it in a table, is theirs.
var callable = []string{"person.emergency", "person.guardian", "person.agent", "house.owner", "child.father", "child.mother", "tekun.carer", "youth.helper", "emer.helper"}

// inRow lets the cells behind another person's name in a row of a card be his: 紧急联系人
// ‖ 联系电话 ‖ 关系.
func inRow(qs []*question, _ match) {
	for i, q := range qs {
		who := ""
		if q.nextTo != nil {
			who = q.nextTo.whose()
		} else if i > 0 && qs[i-1].nextTo == nil && qs[i-1].nameOf() == "person.emergency" {
			who = "person.emergency"
		}
		if who == "" && q.nextTo != nil && vocab.OfAnother(q.nextTo.label) && !leaders[bare(q.nextTo.label)] {
			q.ofOfficial()
		}
		if who == "" || !slices.Contains(callable, who) || !plainPart[bare(q.label)] && !anyRelation(bare(q.label)) {
			continue
		}
		best, _ := q.lead()
		w, part := owner(best)
		if w != "person" && w != "household.head" && w != who || part == "" || part == "_name" {
			continue
		}
		f := who + part
		if _, ok := vocab.Field(f); ok {
			q.scores[f] = max(q.scores[f], q.scores[best]+chainedOwner)
		} else if q.nextTo != nil {
			clear(q.scores) // his, and no field holds it
		}
	}
}

// ofOfficial lets a phone behind an official's name in a row of a card be his: 包联干部 ‖
// 联系方式 is not the resident's.
func (q *question) ofOfficial() {
	best, _ := q.lead()
	if _, part := owner(best); part != "_phone" || !plainPart[bare(q.label)] {
		return
	}
	who, _ := q.nextTo.lead()
	score := q.scores[best]
	clear(q.scores)
	if _, ok := vocab.Field(who + "_phone"); ok && who != "" {
		q.scores[who+"_phone"] = score
	}
}

// nameOf is whose name a question asks for, "" where it asks for none.
func (q *question) nameOf() string {
	best, _ := q.lead()
	if who, part := owner(best); part == "_name" && q.scores[best] > 0 {
		return who
	}
	return ""
}

// whose is the person whose name or number a question before others in its row asks for.
func (q *question) whose() string {
	if who := q.nameOf(); who != "" {
		return who
	}
	if !plainPart[bare(q.label)] && !anyRelation(bare(q.label)) || q.nextTo == nil {
		return ""
	}
	return q.nextTo.whose()
}

// ofSpouses takes the wife for the person that a form is about where it asks for her
// husband too: 妻子身份证号 beside 丈夫身份证号 is hers.
func ofSpouses(qs []*question, _ match) {
	husband := slices.ContainsFunc(qs, func(q *question) bool {
		text := bare(q.group) + bare(q.label)
		return strings.HasPrefix(text, "丈夫") || strings.HasPrefix(text, "男方")
	})
	for _, q := range qs {
		for _, wife := range []string{"妻子", "女方"} {
			rest, is := strings.CutPrefix(bare(q.label), wife)
			switch {
			case !husband:
			case is && rest != "":
				q.seen = noTasks(meanings(rest, ""))
			case bare(q.group) == wife:
				q.another, q.seen = false, noTasks(meanings(q.label, ""))
			}
		}
	}
}

// ofTheOnlyOne gives plain numbers and addresses to the owner or the head whose name is
// the only one that a sheet asks for.
func ofTheOnlyOne(qs []*question, _ match) {
	only, houses := "", 0
	for _, q := range qs {
		if f, _ := q.lead(); strings.HasPrefix(f, "house.") && !strings.HasPrefix(f, "house.owner_") && q.scores[f] > 0 {
			houses++
		}
		who := q.nameOf()
		if who == "" || who == only {
			continue
		}
		if only != "" || who != "house.owner" {
			return
		}
		only = who
	}
	if only == "" || houses == 0 {
		return
	}
	for _, q := range qs {
		best, _ := q.lead()
		w, part := owner(best)
		if f := only + part; w == "person" && plainPart[bare(q.label)] {
			if _, ok := vocab.Field(f); ok {
				q.scores[f] = max(q.scores[f], q.scores[best]+chainedOwner)
			}
		}
	}
}

// placeNames finds the name of the places that a list asks about where its label is
// unusual: a list that asks for owners, licences and staff asks for a name, in 小作坊名称
// if nowhere else.
func placeNames(qs []*question, _ match) {
	asked := 0
	for _, q := range qs {
		f, _ := q.lead()
		switch {
		case q.scores[f] <= 0:
		case f == "org.name" || f == "inspect.target" || f == "person.name" || f == "person.id_no" || f == "household.head_name":
			return
		case strings.HasPrefix(f, "org."):
			asked++
		}
	}
	if asked < 2 {
		return
	}
	for _, q := range qs {
		if b := bare(q.label); strings.HasSuffix(b, "名称") && q.best() < 0.5 && len(q.scores) == 0 {
			q.scores["org.name"] = 2.5
			return
		}
	}
}

// doorNumber is in an address down to the door, and in no name of a county.
var doorNumber = regexp.MustCompile(`[路街道巷弄村庄里坊园苑区][^号]{0,6}\d+号|\d+(?:号楼|栋|幢|单元|室|组|队|弄)`)

// ofDoors takes a 户籍地 whose values go down to the door for the address, not for the
// county alone.
func ofDoors(qs []*question, _ match) {
	for _, q := range qs {
		if _, county := q.scores["person.hukou_division"]; !county || len(q.sample) == 0 {
			continue
		}
		doors := 0
		for _, v := range q.sample {
			if doorNumber.MatchString(forms.Squeeze(v)) {
				doors++
			}
		}
		if 2*doors >= len(q.sample) {
			q.scores["person.hukou_address"] = max(q.scores["person.hukou_address"], q.scores["person.hukou_division"], 1)
			delete(q.scores, "person.hukou_division")
		}
	}
}
