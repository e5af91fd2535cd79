package sample

import (
	"fmt"
	"strconv"
	"strings"

	"huce/assets"
	"huce/forms"
)

func assetCrosswalk(of string) []byte { return assets.Read("codes/xwalk_" + of + ".csv") }

// nameOn is what an estate is called on a day.
func (e *estate) nameOn(on forms.Date) string {
	if e.newName != "" && e.renamed.Compare(on) <= 0 {
		return e.newName
	}
	return e.name
}

func division(p *person) string {
	if p.elsewhere() {
		return p.hukou.division
	}
	return "本区"
}

func birthplace(p *person, what string) string {
	if p.elsewhere() {
		return p.hukou.division
	}
	if p.has(what, 0.3) {
		return counties[p.draw(what+" county", len(counties))]
	}
	return p.of(what+" here", "本市|本区|本市")
}

func residenceClass(e *entry) string {
	switch {
	case e.p.elsewhere():
		return "5"
	case e.p.away:
		return "2"
	case e.p.hukou.here != e.at:
		return "3"
	}
	return "1"
}

func moveIn(e *entry) string {
	if !e.p.has("moved in", 0.3) {
		return ""
	}
	year := max(int(e.p.birth.Year), 1985+e.p.draw("year moved in", 35))
	return strconv.Itoa(year) + "年" + e.p.of("why moved in", "婚迁|购房由本市迁入|购房由本区迁入|投靠子女")
}

func leftHukou(e *entry) string {
	if e.p.hukou.here == e.at {
		return ""
	}
	return e.p.of("left", "半年以上|一年以上|五年以上|不满半年")
}

func policeStation(e *entry) string {
	if e.p.elsewhere() {
		return e.p.hukou.division + "派出所"
	}
	return "幸福派出所"
}

func housingType(e *entry) string {
	if e.h.tenant {
		return "4"
	}
	return e.h.of("housing", "1|1|1|1|2|3")
}

func ownership(e *entry) string {
	if e.h.tenant {
		return e.h.of("rents", "租住|租赁")
	}
	return e.h.of("owns", "自有|自有|自住")
}

// houseGrade is a danger grade, or, where the form asks for both, floor and grade.
func houseGrade(e *entry, f *field) string {
	if e.at == nil {
		return ""
	}
	g := e.at.of("grade", "A|A|A|A|B|B|C")
	if f.Codes != "" {
		return g
	}
	if len(e.at.room) < 3 {
		return "1层，" + g + "级"
	}
	return e.at.room[:len(e.at.room)-2] + "层，" + g + "级"
}

func ageBand(e *entry) string {
	switch age := e.p.age(e.on); {
	case age >= 100:
		return "100周岁以上"
	case age >= 90:
		return "90-99"
	}
	return "80-89"
}

func ageGroup(e *entry) string {
	switch age := e.p.age(e.on); {
	case e.p.labour(e.on) == pupil:
		return "学生"
	case age < 18:
		return "未成年"
	case age >= 60:
		return "老年"
	}
	return "成年"
}

func tags(e *entry) string {
	var all []string
	if e.h.dibao {
		all = append(all, "低保")
	}
	if e.p.disabled() {
		all = append(all, "残疾")
	}
	if e.p.veteran(e.on) {
		all = append(all, "退役军人")
	}
	if len(all) == 0 {
		return e.p.of("no tags", "无||")
	}
	return strings.Join(all, "、")
}

// vulnerable are the kinds of 综合减灾脆弱人群 that somebody is of.
func vulnerable(e *entry) string {
	var all []string
	switch age := e.p.age(e.on); {
	case age >= 70:
		all = append(all, "01")
	case age < 6:
		all = append(all, "02")
	}
	if e.p.disabled() {
		all = append(all, "05")
	}
	if len(all) == 0 && e.p.healthCode(e.on) == "30" {
		all = append(all, "04")
	}
	if len(all) == 0 && e.p.elsewhere() {
		all = append(all, "06")
	}
	return strings.Join(all, "|")
}

func countMembers(e *entry, is func(*person) bool) string {
	n := 0
	for _, p := range e.h.members(e.on) {
		if is(p) {
			n++
		}
	}
	return strconv.Itoa(n)
}

func partyYear(p *person) int {
	y := int(p.birth.Year)
	return y + 20 + p.draw("joined at", min(25, max(1, 2024-y-20)))
}

// partyDay is the day a member joined, or so many years after it.
func partyDay(p *person, later int) string {
	return forms.NewDate(partyYear(p)+later, 1+p.draw("joined in", 12), 1+p.draw("joined on", 28)).String()
}

func partyRegular(e *entry) string {
	if e.p.politics == "02" {
		return ""
	}
	return partyDay(e.p, 1)
}

func disabilityWords(e *entry) string {
	kind, grade := e.p.disability()
	if kind == "" {
		return e.p.of("not disabled", "无||")
	}
	return strings.TrimSuffix(codeName("gbt26341_disability_type", kind), "残疾") + codeName("gbt26341_disability_grade", grade)
}

func firstMarriage(e *entry) string {
	if e.p.marital == "10" {
		return ""
	}
	return forms.NewDate(int(e.p.birth.Year)+21+e.p.draw("married at", 6), 1+e.p.draw("married in", 12), 1+e.p.draw("married on", 28)).String()
}

func lastChild(get func(*person) string) func(*entry, *field) string {
	return func(e *entry, _ *field) string {
		if e.p == nil {
			return ""
		}
		var last *person
		for _, c := range childrenOf(e.p) {
			if c.alive(e.on) && (last == nil || before(last.birth, c.birth)) {
				last = c
			}
		}
		if last == nil {
			return ""
		}
		return get(last)
	}
}

func schoolingCode(e *entry) string {
	switch age := e.p.age(e.on); {
	case age < 3:
		return "1"
	case age < 6:
		return "2"
	case age < 12:
		return "3"
	case age < 15:
		return "4"
	case age < 18:
		return e.p.of("upper school", "5|5|6")
	case e.p.labour(e.on) == pupil:
		return "7"
	}
	return "9"
}

// arrived is the day somebody came here, for those who aren't from here.
func arrived(e *entry) string {
	on := addDays(e.w.start, -20-e.p.draw("arrived", 2200))
	if s := e.p.stays[0].from; !s.IsZero() {
		on = s
	}
	if before(on, e.p.birth) {
		on = e.p.birth
	}
	return on.String()
}

func industry(e *entry) string {
	if s := e.p.labour(e.on); s != employed && s != flexible {
		return ""
	}
	return e.p.of("industry", "制造业|批发和零售业|住宿和餐饮业|建筑业|居民服务业|教育|卫生")
}

func unemployedSince(e *entry) string {
	if e.p.labour(e.on) != registered {
		return ""
	}
	return addDays(e.w.start, -e.p.draw("unemployed", 700)).String()
}

func veteranCard(e *entry) string {
	if !e.p.veteran(e.on) {
		return ""
	}
	return fmt.Sprintf("VE%08d", e.p.draw("veteran card", 100000000))
}

// someName is the name of somebody of no consequence, not of the community.
func (w *world) someName(s salt, what string) string {
	all := surnames()
	male := s.has(what+" is a man", 0.6)
	pool := given()["mid "+sexWord(male)]
	return all[s.draw(what+" surname", len(all))] + pool[s.draw(what+" given", len(pool))] + pool[s.draw(what+" second", len(pool))]
}

// someNumber is a telephone of nobody in particular. It can't ring.
func (w *world) someNumber(s salt, what string) string {
	return fmt.Sprintf("1990000%04d", s.draw(what, phoneRange))
}

func stranger(e *entry, _ *field) string {
	if e.has("no other party", 0.15) {
		return ""
	}
	return e.w.someName(e.salt, "other party") + " " + e.w.someNumber(e.salt, "other party's phone")
}

func organisation(e *entry, _ *field) string {
	all := surnames()
	s := all[e.draw("org surname", len(all))]
	return e.w.options.Community + "区" + s + e.of("org style", "氏|家|记") +
		e.of("org trade", "烟酒店|便利店|五金经营部|药房|早餐店|理发店|家政服务有限公司|水果店")
}
