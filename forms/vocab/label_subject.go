package vocab

import "strings"

// leastLabels is how many labels of one subject must share a pair of characters before the
// pair tells of it: less may be where two words happen to meet.
const leastLabels = 2

// TellsSubject reports whether a label has a word that only labels of one subject have:
// 刑期 is of those released from prison alone, where 风险等级 may be anybody's. The subject
// is the beginning of its fields.
func TellsSubject(label, subject string) bool { return labels().TellsSubject(label, subject) }

// TellsSubject is the function of that name by what these labels know.
func (x *Labels) TellsSubject(label, subject string) bool {
	for _, g := range gramsOf(coreOf(withoutBrackets(labelKey(label)))) {
		if g[0] == '^' || g[1] == '$' || g[1] == 0 {
			continue
		}
		if at := x.grams[g]; len(at) >= leastLabels && x.allOf(at, subject) {
			return true
		}
	}
	return false
}

func (x *Labels) allOf(keys []int32, subject string) bool {
	for _, at := range keys {
		if s, _, _ := strings.Cut(x.keys[at].field, "."); s != subject {
			return false
		}
	}
	return true
}

// headings are words for the subject of a form; a heading that speaks of one of
// them speaks of fields with that beginning.
var headings = []struct {
	word, domain string
}{
	{"隐患", "inspect"},
	{"整改", "inspect"},
	{"检查", "inspect"},
	{"体检", "health"},
	{"健康", "health"},
	{"就业", "emp"},
	{"失业", "emp"},
	{"犬", "dog"},
	{"接种", "vacc"},
	{"疫苗", "vacc"},
	{"矫正", "corr"},
	{"党", "party"},
	{"临时救助", "assist"},
	{"低保", "dibao"},
	{"保障", "dibao"},
	{"活动", "act"},
	{"垃圾", "waste"},
	{"分类", "waste"},
	{"纠纷", "dispute"},
	{"化解", "dispute"},
	{"事件", "event"},
	{"信访", "petition"},
	{"走访", "visit"},
	{"探访", "visit"},
	{"随访", "visit"},
	{"单位", "org"},
	{"企业", "org"},
	{"经营", "org"},
	{"房屋", "house"},
	{"出租", "house"},
	{"住房", "household"},
	{"家庭", "household"},
	{"精神", "mental"},
	{"治疗", "mental"},
	{"参保", "ins"},
	{"缴费", "ins"},
	{"残疾", "disabled"},
	{"服役", "vet"},
	{"退役", "vet"},
	{"光荣牌", "vet"},
	{"优抚", "vet"},
	{"军", "vet"},
	{"志愿", "vol"},
	{"青少年", "youth"},
	{"筛查", "screen"},
	{"宗教", "relig"},
	{"流动", "float"},
	{"居住证", "float"},
	{"生育", "fp"},
	{"计生", "fp"},
	{"老人", "elder"},
	{"老年", "elder"},
	{"高龄", "elder"},
	{"敬老", "elder"},
	{"养老服务", "elder"},
	{"津贴", "elder"},
	{"转移", "emer"},
	{"应急", "emer"},
	{"儿童", "child"},
	{"就学", "child"},
	{"学籍", "child"},
	{"入学", "child"},
	{"学生", "child"},
	{"女童", "child"},
	{"男童", "child"},
	{"婴儿", "child"},
	{"新生儿", "child"},
	{"幼童", "child"},
	{"体弱儿", "child"},
	{"高危儿", "child"},
	{"少儿", "child"},
	{"小学", "child"},
	{"中学", "child"},
	{"学校", "child"},
	{"任务", "task"},
	{"退役", "vet"},
	{"优待证", "vet"},
	{"求职", "emp"},
	{"孕", "fp"},
	{"计划生育", "fp"},
	{"奖扶", "fp"},
	{"独生子女", "fp"},
	{"刑满", "corr"},
	{"帮教", "corr"},
	{"诉求", "petition"},
	{"来访", "petition"},
	{"医保", "ins"},
	{"养老保险", "ins"},
	{"医疗保险", "ins"},
	{"独居", "elder"},
	{"空巢", "elder"},
	{"消防", "inspect"},
	{"安全", "inspect"},
	{"入学", "child"},
	{"学生", "child"},
	{"幼儿", "child"},
	{"入户", "visit"},
	{"特困", "tekun"},
	{"五保", "tekun"},
	{"救助", "assist"},
	{"肺结核", "health"},
	{"慢病", "health"},
	{"老年", "elder"},
	{"高龄", "elder"},
	{"患者", "health"},
	{"高血压", "health"},
	{"糖尿病", "health"},
	{"慢性病", "health"},
	{"防汛", "emer"},
	{"避险", "emer"},
	{"地质灾害", "emer"},
	{"场所", "org"},
	{"商户", "org"},
	{"商铺", "org"},
	{"店铺", "org"},
	{"门店", "org"},
	{"经济普查", "org"},
	{"两癌", "screen"},
	{"自建房", "house"},
	{"租赁", "house"},
	{"公租房", "housing"},
	{"公共租赁", "housing"},
	{"保障性住房", "housing"},
	{"住房保障", "housing"},
	{"调解", "dispute"},
	{"调处", "dispute"},
	{"矛盾", "dispute"},
	{"留守", "child"},
	{"困境", "child"},
	{"孤儿", "child"},
	{"少数民族", "relig"},
	{"民族", "relig"},
	{"清真", "relig"},
	{"育龄", "fp"},
	{"婚育", "fp"},
	{"慰问", "visit"},
	{"巡访", "visit"},
	{"社保", "ins"},
	{"社会保险", "ins"},
	{"参保", "ins"},
	{"公益性岗位", "emp"},
	{"劳动力", "emp"},
	{"高校毕业生", "emp"},
	{"困难职工", "assist"},
	{"困难群众", "assist"},
	{"未成年", "youth"},
	{"社区矫正", "corr"},
	{"安置帮教", "corr"},
	{"巡查", "event"},
	{"网格", "event"},
	{"12345", "event"},
}

// domainOf is the beginning of the fields that a heading speaks of, "" where it
// tells nothing.
func domainOf(heading string) string {
	for _, h := range headings {
		if strings.Contains(heading, h.word) {
			return h.domain
		}
	}
	return ""
}

// Subjects are the beginnings of the fields that a title, a group or a label speaks
// of: party and vol of 党员志愿者登记表.
func Subjects(text string) map[string]bool {
	found := map[string]bool{}
	text = strings.ReplaceAll(text, "狂犬病", "") // a disease of people, not a form of dogs
	for _, h := range headings {
		if strings.Contains(text, h.word) {
			found[h.domain] = true
		}
	}
	return found
}
