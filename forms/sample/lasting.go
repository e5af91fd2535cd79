package sample

import (
	"strconv"

	"huce/forms"
)

// What follows is not kept with a person: it is drawn from the salt, so that every
// form that asks gets the same answer.

// labourState is a code of 从业状况(低保核查).
type labourState string

const (
	beforeSchool labourState = "1"
	pupil        labourState = "2"
	employed     labourState = "3"
	flexible     labourState = "4"
	registered   labourState = "5" // 登记失业
	unregistered labourState = "6"
	retired      labourState = "7"
)

func (p *person) labour(on forms.Date) labourState {
	age := p.age(on)
	pension := 60
	if !p.male {
		pension = 50 + 5*p.draw("office pension", 2)
	}
	switch {
	case age < 6:
		return beforeSchool
	case age < 18, age < 22 && p.schooling >= college:
		return pupil
	case age >= pension:
		return retired
	}
	x := p.share("labour")
	switch {
	case x < 0.68:
		return employed
	case x < 0.86:
		return flexible
	case x < 0.92:
		return registered
	}
	return unregistered
}

// statusCodes are the states by GB/T 2261.4.
func (p *person) statusCode(on forms.Date) string {
	switch p.labour(on) {
	case beforeSchool:
		return "90"
	case pupil:
		return "31"
	case employed:
		return p.of("status", "13|17|17|24|24|21")
	case flexible:
		return p.of("status", "51|54")
	case retired:
		return "80"
	}
	return "70"
}

const employers = "华兴机械厂|宏达物流有限公司|市公交集团|恒源餐饮管理有限公司|永和豆制品厂|新天地服装店|" +
	"顺通快递|区人民医院|幸福路卫生服务站|市自来水公司|金桥商贸有限公司|平安物业服务公司|博文教育培训中心|市第三中学"

// employer is where somebody works or goes to school.
func (p *person) employer(on forms.Date) string {
	switch p.labour(on) {
	case employed:
		return p.of("employer", employers)
	case pupil:
		return p.school(on)
	}
	return ""
}

func (p *person) school(on forms.Date) string {
	age := p.age(on)
	switch {
	case age < 3:
		return ""
	case age < 6:
		return p.of("nursery", "阳光幼儿园|金苹果幼儿园|安宁幼儿园")
	case age < 12:
		return p.of("school", "安宁小学|育才小学|实验小学")
	case age < 15:
		return p.of("school", "实验中学|市第三中学")
	case age < 18:
		return p.of("school", "市第三中学|职业技术学校|市第一中学")
	}
	return p.of("school", "省工业大学|市师范学院|职业技术学院")
}

// occupation is a code of GB/T 6565, "" for who has none.
func (p *person) occupation(on forms.Date) string {
	switch p.labour(on) {
	case employed:
		return p.of("occupation", "20200|20500|20600|20800|30100|30200|40100|40200|40300|40900|62900|69900")
	case flexible:
		return p.of("occupation", "40100|40200|40300|40900")
	}
	return ""
}

// income is what somebody has a month, in yuan.
func (p *person) income(on forms.Date) int {
	step := func(lo, hi int) int { return lo + p.draw("income", (hi-lo)/50+1)*50 }
	switch p.labour(on) {
	case employed:
		return step(2600, 7800)
	case flexible:
		return step(1200, 4500)
	case retired:
		return step(600, 4200)
	case registered:
		return step(0, 900)
	}
	return 0
}

func (h *home) income(on forms.Date) int {
	sum := 0
	for _, p := range h.members(on) {
		sum += p.income(on)
	}
	if h.dibao { // what the office counts
		return min(sum, 650*h.size(on))
	}
	return sum
}

func (h *home) size(on forms.Date) int { return len(h.members(on)) }

func (h *home) incomeEach(on forms.Date) int {
	n := h.size(on)
	if n == 0 {
		return 0
	}
	return h.income(on) / n / 50 * 50
}

// disabled reports whether somebody holds a disability card.
func (p *person) disabled() bool { return p.has("disabled", 0.028) }

// disability is the kind, a code of GB/T 26341; grade beside it.
func (p *person) disability() (kind, grade string) {
	if !p.disabled() {
		return "", ""
	}
	return p.of("disability", "1|2|4|4|4|4|5|6|7"), p.of("disability grade", "1|2|2|3|3|4|4")
}

func (p *person) impaired(kinds ...string) bool {
	kind, _ := p.disability()
	for _, k := range kinds {
		if kind == k {
			return true
		}
	}
	return false
}

// disabilityCard is the card's number: the identity number, kind and grade, and
// rarely how often it was given again.
func (p *person) disabilityCard(on forms.Date) string {
	kind, grade := p.disability()
	if kind == "" || p.id(on) == "" {
		return ""
	}
	card := p.id(on) + kind + grade
	if p.has("card again", 0.06) {
		card += "B" + strconv.Itoa(1+p.draw("card times", 2))
	}
	return card
}

// mental reports whether somebody is on the register of severe mental illness.
func (p *person) mental() bool {
	return p.impaired("6") && p.has("mental", 0.6) || p.has("mental too", 0.0025)
}

// healthCode is a code of GB/T 2261.3, two digits.
func (p *person) healthCode(on forms.Date) string {
	age := p.age(on)
	switch {
	case p.disabled() && p.has("health says disabled", 0.7):
		return "60"
	case age >= 60 && p.has("chronic", 0.45), age >= 40 && p.has("chronic", 0.15):
		return "30"
	case p.has("weak", 0.06), age >= 75 && p.has("weak", 0.3):
		return "20"
	}
	return "10"
}

// history are somebody's diseases.
func (p *person) history(on forms.Date) string {
	if p.healthCode(on) != "30" {
		return "无"
	}
	return p.of("history", "高血压|高血压|糖尿病|高血压、糖尿病|冠心病|脑卒中")
}

// selfCare is a code of 生活自理能力.
func (p *person) selfCare(on forms.Date) string {
	age := p.age(on)
	switch {
	case age >= 70 && p.has("bedridden", 0.04*float64(age-65)/10):
		return "3"
	case age >= 65 && p.has("frail", 0.08*float64(age-60)/10), p.impaired("4", "6") && p.has("frail", 0.4):
		return "2"
	}
	return "1"
}

// living is how an old person lives, a code of 老年人居住状况.
func (e *entry) living() string {
	members := e.h.members(e.on)
	alone, couple := len(members) <= 1, len(members) == 2
	for _, q := range members {
		if q != e.p && q.age(e.on) < 60 {
			couple = false
		}
		if isChild(e.p, q) {
			return "1"
		}
	}
	switch {
	case alone:
		return "3"
	case couple:
		return "2"
	}
	return "4"
}

// medical and pension are codes of the insurances.
func (p *person) medical(on forms.Date) string {
	if s := p.labour(on); s == employed || s == retired && p.has("worker's pension", 0.7) {
		return "310"
	}
	return "390"
}

func (p *person) pension(on forms.Date) string {
	s := p.labour(on)
	switch {
	case p.age(on) < 16, s == pupil:
		return "000"
	case s == employed, s == retired && p.has("worker's pension", 0.7):
		return "110"
	}
	return "170"
}

// religion is a code of GA 214.12.
func (p *person) religion() string {
	switch p.ethnic {
	case "03", "05":
		return "70"
	case "04":
		return "10"
	}
	if p.has("believes", 0.03) {
		return p.of("religion", "10|30|50|40")
	}
	return "00"
}

// hukouNature is a code of 户口性质.
func (p *person) hukouNature() string {
	if p.elsewhere() {
		return p.of("hukou nature", "2|2|2|1")
	}
	return p.of("hukou nature", "1|1|1|1|1|1|1|1|1|2")
}

func (p *person) veteran(on forms.Date) bool {
	return p.male && p.age(on) >= 22 && p.has("veteran", 0.085) || !p.male && p.age(on) >= 40 && p.has("veteran", 0.012)
}

func (p *person) party() bool { return p.politics == "01" || p.politics == "02" }

// owner is who owns a home's dwelling.
func (h *home) owner(on forms.Date) *person {
	if h.tenant {
		return h.landlord
	}
	return h.head(on)
}

// area is a dwelling's floor space, in tenths of a square metre.
func (d *dwelling) area() int { return 380 + d.draw("area", 1000) }

func (d *dwelling) year() int { return 1978 + d.draw("year", 38) }

func tenths(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
}
