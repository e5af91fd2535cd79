package vocab

import (
	"regexp"
	"slices"
	"strings"
)

// role says whom a label or the heading above it speaks of.
type role uint8

const (
	roleNone    role = iota
	roleSubject      // the person that the row is about
	roleFather
	roleMother
	roleGuardian
	roleEmergency // whom to call
	roleAgent
	roleOwner     // of the dwelling
	roleHead      // of the household
	roleHousehold // the household itself
	roleSpouse
	roleCarer
	roleHelper
	roleOrg
	roleDog
	roleDoctor
	roleOther // the other side of a dispute
	roleKin   // a relative, or another who has no fields of his own
	roleStaff // who fills in, visits or decides: no field of the register's
)

// attr is what a label asks of whomever it speaks of.
type attr uint8

const (
	attrNone attr = iota
	attrName
	attrID
	attrPhone
	attrRelation
	attrAddress
	attrContact // place of work and phone in one
	attrSex
	attrBirth
)

// attrOf is what a field of the person asks.
var attrOf = map[string]attr{
	"person.name": attrName, "household.head_name": attrName, "org.name": attrName, "dog.name": attrName,
	"person.id_no": attrID, "house.owner_id": attrID, "household.head_id": attrID,
	"person.phone": attrPhone, "household.head_phone": attrPhone, "org.phone": attrPhone, "house.owner_phone": attrPhone, "act.duty_phone": attrPhone,
	"person.relation": attrRelation, "person.guardian_relation": attrRelation, "person.agent_relation": attrRelation, "person.emergency_relation": attrRelation,
	"person.residence_address": attrAddress, "household.address": attrAddress, "house.address": attrAddress, "org.address": attrAddress,
	"child.father_contact": attrContact, "child.mother_contact": attrContact,
	"person.sex": attrSex, "person.birth": attrBirth,
}

// roleFields is which field holds what is asked of whom. What is missing has no
// standard field: a husband's phone is not the person's.
var roleFields = map[role]map[attr]string{
	roleSubject: {
		attrName: "person.name", attrID: "person.id_no", attrPhone: "person.phone", attrRelation: "person.relation",
		attrAddress: "person.residence_address", attrSex: "person.sex", attrBirth: "person.birth",
	},
	roleFather:    {attrName: "child.father_name", attrID: "child.father_id", attrPhone: "child.father_phone", attrContact: "child.father_contact"},
	roleMother:    {attrName: "child.mother_name", attrID: "child.mother_id", attrPhone: "child.mother_phone", attrContact: "child.mother_contact"},
	roleGuardian:  {attrName: "person.guardian_name", attrID: "person.guardian_id", attrPhone: "person.guardian_phone", attrRelation: "person.guardian_relation", attrAddress: "youth.guardian_address"},
	roleEmergency: {attrName: "person.emergency_name", attrPhone: "person.emergency_phone", attrRelation: "person.emergency_relation"},
	roleAgent:     {attrName: "person.agent_name", attrID: "person.agent_id", attrPhone: "person.agent_phone", attrRelation: "person.agent_relation"},
	roleOwner:     {attrName: "house.owner_name", attrID: "house.owner_id", attrPhone: "house.owner_phone", attrAddress: "house.owner_address"},
	roleHead:      {attrName: "household.head_name", attrID: "household.head_id", attrPhone: "household.head_phone", attrAddress: "household.address"},
	roleHousehold: {attrName: "household.head_name", attrID: "household.head_id", attrPhone: "household.head_phone", attrAddress: "household.address"},
	roleSpouse:    {attrName: "fp.spouse_name", attrID: "fp.spouse_id"},
	roleCarer:     {attrName: "tekun.carer_name", attrPhone: "tekun.carer_phone"},
	roleHelper:    {attrName: "youth.helper", attrPhone: "youth.helper_phone"},
	roleOrg:       {attrName: "org.name", attrPhone: "org.phone", attrAddress: "org.address"},
	roleDog:       {attrName: "dog.name", attrSex: "dog.sex", attrBirth: "dog.birth"},
	roleDoctor:    {attrName: "health.doctor"},
	roleOther:     {attrName: "dispute.other_party"},
}

// roleWords begin a label or a heading and say whom it speaks of.
var roleWords = []struct {
	role  role
	words []string
}{
	{roleSubject, []string{
		"本人", "申请人", "申请者", "孕产妇", "孕妇", "产妇", "精神障碍患者", "严重精神障碍患者", "残疾儿童", "高血压患者", "刑释人员", "学员", "承租人", "租住人", "承租户", "租户", "租客", "儿童", "困境儿童", "适龄儿童", "留守儿童", "幼儿", "婴幼儿", "学生", "青少年", "未成年人", "妇女", "育龄妇女", "适龄妇女",
		"老人", "老年人", "高龄老人", "独居老人", "患者", "病人", "职工", "困难职工", "信访人", "来访人", "上访人", "反映人", "诉求人", "犬主", "养犬人", "当事人", "主要当事人", "残疾人", "持证残疾人", "党员", "志愿者", "居民", "涉及居民",
		"住户", "个人", "人员", "对象", "成员", "家庭成员", "户成员", "户内成员", "被访人", "被访者", "受访人", "退役军人", "优抚对象", "军人", "救助对象", "低保对象", "特困人员", "求职者", "求职人员", "失业人员", "就业困难人员", "参保人", "参保人员", "劳动者", "劳动力",
		"服务对象", "矫正对象", "帮教对象", "社区矫正对象", "服刑人员", "户籍人口", "流动人口", "常住人口", "被探访人", "探访对象", "走访对象", "受检者", "体检人", "参检人", "受种者", "接种儿童", "信教群众", "少数民族", "求助人", "反映者", "诉求者", "持证人", "领取人", "受益人", "享受人", "户籍人员", "常住人员", "流动人员", "脆弱人群", "重点人员",
		"甲方当事人", "甲方", "当事人(甲方)", "申请人(甲方)", "当事人甲", "甲方(申请人)", "一方当事人", "投诉人", "随迁子女", "老年人(本人)", "归侨侨眷", "侨眷", "帮扶对象", "慰问对象", "被监护人", "被照料人", "献血者", "刑满释放人员", "戒毒人员", "吸毒人员", "境外人员", "外籍人员", "台胞", "少先队员", "团员", "会员", "获奖人", "候选人", "报名人", "参赛人", "购药人", "死者", "逝者", "亡故人员",
	}},
	{roleFather, []string{"父亲", "爸爸", "父方", "父"}},
	{roleMother, []string{"母亲", "妈妈", "母方", "母"}},
	{roleGuardian, []string{"监护人", "实际监护人", "实际(委托)监护人", "委托监护人", "法定监护人", "主要监护人", "监护人(家属)", "监护人(代办人)", "家长", "家属", "监护人(家长)", "父母(监护人)", "父母或监护人", "家长(监护人)", "法定监护人(家长)", "第一监护人", "受托监护人", "实际照料人", "实际抚养人", "实际照护人", "实际看护人"}},
	{roleEmergency, []string{"紧急联系人", "紧急联络人", "应急联络人", "应急联系人", "紧急联络人", "紧急情况联系人", "联系人", "亲属", "亲属联系人", "子女联系人", "家属联系人", "亲友联系人", "家庭联系人", "亲友", "亲属(联系人)", "联系人(亲属)", "紧急呼叫人", "备用联系人", "第二联系人", "应急联络人", "紧急联络员"}},
	{roleAgent, []string{"代办人", "代理人", "委托代办人", "被委托人", "代办", "代领人", "代办人员"}},
	{roleOwner, []string{"产权人", "房主", "业主", "房东", "房屋产权人", "房屋所有人", "房屋所有权人", "所有权人", "出租人", "房屋业主", "产权人(使用人)", "房屋所有者", "产权所有人", "房产持有人", "权属人", "房屋权属人"}},
	{roleHead, []string{"户主", "本户户主", "户长", "户代表", "户主(申报人)", "户负责人"}},
	{roleHousehold, []string{"家庭", "户", "本户", "住户家庭", "家庭户"}},
	{roleSpouse, []string{"男方", "配偶", "丈夫", "妻子", "爱人", "配偶(丈夫)", "丈夫(配偶)", "夫妻另一方"}},
	{roleCarer, []string{"照料护理人", "照料人", "护理人", "照护人", "看护人", "照料服务人"}},
	{roleHelper, []string{"帮扶人", "结对帮扶人", "帮教人", "帮扶人员", "结对人", "结对帮教人", "结对人员"}},
	{roleOrg, []string{"单位", "企业", "商户", "经营户", "经营者", "个体户", "机构", "公司", "店铺", "场所", "商铺", "门店", "店面", "商家", "工商户", "个体工商户", "经营单位", "经营主体", "市场主体", "社会组织"}},
	{roleDog, []string{"犬", "犬只", "宠物", "狗"}},
	{roleDoctor, []string{"家庭医生", "签约医生", "责任医生", "签约家庭医生", "家庭签约医生", "责任医师"}},
	{roleOther, []string{"乙方当事人", "乙方", "当事人(乙方)", "申请人(乙方)", "当事人乙", "乙方(被申请人)", "对方", "对方当事人", "另一方当事人", "被申请人", "相对方", "被投诉人", "被反映人"}},
	{roleKin, []string{"儿子", "女儿", "子女", "祖父", "祖母", "爷爷", "奶奶", "收件人", "推荐人", "介绍人", "担保人", "同住人", "共有人", "共同居住人"}},
	{roleStaff, []string{
		"包保人", "叫应人", "包联人", "包片人", "网格员", "帮扶联系人", "包保联系人", "网格长", "楼长", "楼栋长", "单元长", "医生", "医师", "经办人", "填表人", "填报人", "调查人", "调查员", "采集人", "采集员", "社工", "干部", "包片干部", "民警", "社区民警", "班主任", "老师", "教师", "校长",
		"负责人", "责任人", "领导", "包案领导", "调解员", "走访人", "探访人", "随访人", "入户人", "登记人", "录入人", "审核人", "审批人", "联络员", "担任人", "主任", "书记", "儿童主任", "站长", "法人",
	}},
}

// headingsOfKin are headings of another person's columns; no label begins with them.
var headingsOfKin = []string{
	"孩子", "长子", "次子", "长女", "次女", "子女一", "子女二", "子女1", "子女2", "外公", "外婆", "外祖父", "外祖母", "父母", "公婆", "岳父母", "兄弟姐妹", "兄弟", "姐妹", "孙子女",
	"近亲属", "直系亲属", "主要亲属", "社会关系", "主要社会关系", "赡养人", "扶养人", "抚养人", "义务人", "法定义务人", "法定赡养人", "同住人员",
	"入党介绍人", "培养联系人", "证明人", "见证人", "捐赠人", "陪同人", "陪同人员", "施暴人", "加害人", "被害人", "受害人", "前配偶", "前夫", "前妻",
}

// roleOf is the role that a heading names, roleNone where it names none: 父亲情况,
// 监护人信息, 产权人.
func roleOf(heading string) role {
	if above, below, nested := strings.Cut(heading, "/"); nested { // 家庭成员/父亲: the nearest says whom
		if r := roleOf(below); r != roleNone {
			return r
		}
		return roleOf(above)
	}
	heading, _ = cutSuffixes(heading, "基本情况", "基本信息", "个人信息", "情况", "信息", "资料", "一栏", "栏")
	if one := strings.TrimRight(heading, "一二三四1234①②③④"); one != "" && one != heading && !strings.HasSuffix(one, "女") {
		heading = one // 监护人一, 联系人2
	}
	for _, r := range roleWords {
		if slices.Contains(r.words, heading) {
			return r.role
		}
	}
	if slices.Contains(headingsOfKin, heading) {
		return roleKin
	}
	if plain := withoutBrackets(heading); plain != heading && plain != "" { // 监护人(联系人)
		return roleOf(plain)
	}
	for _, e := range roleEnds {
		if rest, is := cutSuffixes(heading, e.words...); is && rest != "" {
			return e.role
		}
	}
	if done.MatchString(heading) {
		return roleSubject
	}
	if instead.MatchString(heading) {
		return roleAgent
	}
	return roleNone
}

// OfAnother reports whether a heading speaks of another person than the row is about,
// so that what stands under it is none of his: 监护人, 海外亲属, 乙方当事人.
func OfAnother(heading string) bool {
	switch roleOf(labelKey(heading)) {
	case roleNone, roleSubject, roleHead, roleHousehold, roleOrg, roleDog:
		return false
	}
	return true
}

// OfPeople reports whether a heading speaks of the people whom a form is about: 申请人,
// 被保险人.
func OfPeople(heading string) bool { return roleOf(labelKey(heading)) == roleSubject }

// OfHome reports whether a heading speaks of a home, its head, an organisation or a dog.
func OfHome(heading string) bool {
	switch roleOf(labelKey(heading)) {
	case roleHead, roleHousehold, roleOrg, roleDog:
		return true
	}
	return false
}

// OfSubject reports whether a field is of the person himself whom a row is about, and
// not of somebody who belongs to him.
func OfSubject(field string) bool {
	switch field {
	case "calc.age", "calc.age_band", "calc.age_group", "calc.party_years":
		return true
	}
	if !strings.HasPrefix(field, "person.") {
		return false
	}
	for _, other := range []string{"person.guardian_", "person.emergency_", "person.agent_"} {
		if strings.HasPrefix(field, other) {
			return false
		}
	}
	return true
}

// NamesSubject reports whether a label is nothing but a word for the people that forms
// are about, with what tells them apart before it: 残疾人, 就餐老人, 参训学生.
func NamesSubject(label string) bool {
	key := labelKey(label)
	for _, r := range roleWords {
		if r.role == roleSubject {
			return slices.ContainsFunc(r.words, func(w string) bool {
				return key == w || runeLen(w) >= 2 && strings.HasSuffix(key, w) && runeLen(key) <= runeLen(w)+3
			})
		}
	}
	return false
}

// done are headings of whom something is done for or to: 被保险人, 受援人, 受资助学生.
var done = regexp.MustCompile(`^[被受]\p{Han}{1,5}(人|者|对象|老人|学生|儿童|人员)$`)

// instead are headings of whoever does something for another: 代办家属, 代领亲属.
var instead = regexp.MustCompile(`^代[办领取申](?:理|请)?(?:家属|亲属|亲友|子女|家人|人员)$`)

// SubjectWord is the word for the people that forms are about with which a label begins,
// where it asks something of them: 老人 of 老人电话; "" where there is none.
func SubjectWord(label string) string {
	key := withoutBrackets(labelKey(label))
	if r, rest := cutRole(key); r == roleSubject && rest != "" {
		return strings.TrimSuffix(key, rest)
	}
	return ""
}

// roleEnds end headings that name somebody in words of their own: 双岗联系人, 帮扶责任人,
// 受委托监护人.
var roleEnds = []struct {
	role  role
	words []string
}{
	{roleGuardian, []string{"监护人", "家长"}},
	{roleEmergency, []string{"紧急联系人", "应急联系人", "家属联系人", "亲属联系人"}},
	{roleDoctor, []string{"家庭医生", "签约医生", "责任医生"}},
	{roleOther, []string{"乙方", "被申请人", "对方当事人"}},
	{roleKin, []string{"亲属", "子女", "儿女", "孩子", "义务人", "赡养人", "社会关系", "兄弟姐妹", "介绍人"}},
	{roleOwner, []string{"产权人", "房主", "房东", "业主", "出租人"}},
	{roleAgent, []string{"代办人", "代理人", "代领人"}},
	{roleSubject, []string{"对象"}},
	{roleStaff, []string{"叫应人", "包联人", "联系人", "责任人", "负责人", "帮扶人", "联络人", "干部", "网格员", "医生", "民警", "经办人", "承办人", "投保人", "抄表员", "楼门长", "宣传员", "安全员", "信息员", "管理员", "辅导员", "协理员", "志愿者", "联络员", "包保人", "介绍人"}},
}

// cutRole takes the longest role off a label's beginning.
func cutRole(key string) (r role, rest string) {
	longest := ""
	for _, rw := range roleWords {
		for _, w := range rw.words {
			if len(w) > len(longest) && len(w) < len(key) && strings.HasPrefix(key, w) {
				r, longest = rw.role, w
			}
		}
	}
	rest = key[len(longest):]
	rest = strings.TrimPrefix(strings.TrimLeft(rest, ":-/"), "的")
	return r, rest
}
