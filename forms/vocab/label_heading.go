package vocab

import (
	"slices"
	"strings"
)

// underHeading reads a label that is whole only with its heading: 户籍 over 所在地, 残疾
// over 类别, 矫正期限 over 起. Headings of several levels count from the nearest.
func (x *Labels) underHeading(key, heading string) []Meaning {
	if at := strings.LastIndexByte(heading, '/'); at >= 0 {
		heading = heading[at+1:]
	}
	if heading == "" {
		return nil
	}
	for _, read := range belowHeadings {
		if found := read(x, key, heading); found != nil {
			return found
		}
	}
	key = withoutBrackets(key) // 面积(㎡)
	if !shortParts[key] && spokenParts[key] == "" {
		return nil
	}
	r := roleOf(heading)
	stem, _ := cutSuffixes(heading, "基本情况", "基本信息", "情况", "信息", "概况")
	if r == roleDoctor || r == roleStaff && !anyStaff[stem] {
		return x.ofOfficial(key, stem)
	}
	if r != roleNone && r != roleOrg && r != roleDog || runeLen(stem) > 6 || !shortParts[key] {
		return nil
	}
	return x.scored(labelKey(stem+key), 0.97)
}

// belowHeadings read a label with its heading, the most telling first.
var belowHeadings = []func(x *Labels, key, heading string) []Meaning{
	(*Labels).endOfSpan, (*Labels).ofPaper, (*Labels).ofWhom, (*Labels).wished, (*Labels).whoseBelow, (*Labels).meeting,
}

// whole are headings over how many of those counted beside them are of a kind.
var whole = []string{"其中", "家庭人口", "家庭成员", "人口构成", "家庭成员构成", "家庭人口构成", "人口情况", "家庭人口情况"}

// ofWhom reads a kind of people under a heading of how many of a home are: 残疾人 under 其中.
func (x *Labels) ofWhom(key, heading string) []Meaning {
	if !slices.Contains(whole, heading) {
		return nil
	}
	for _, label := range []string{"其中" + key, key + "人数", key + "数"} {
		if found := x.scored(label, 0.95); len(found) > 0 && strings.HasPrefix(found[0].Field, "calc.hh_") {
			return found
		}
	}
	return nil
}

// paperParts are what is asked of a certificate or a contract, whichever it is.
var paperParts = []string{"有效期至", "有效期", "有效期限", "到期日期", "到期时间", "有效日期", "发证日期", "签发日期", "发放日期", "发证时间", "发证机关", "签发机关", "编号", "号码", "证号", "证书编号"}

// papers end headings that name a certificate or a contract.
var papers = []string{"证", "证明", "执照", "许可", "护照", "证书", "合同", "协议", "协议书"}

// ofPaper reads what is asked of a paper that the heading names, where the tables know it of
// this very paper: 有效期至 under 居住证. Under 签证 it is the form's own.
func (x *Labels) ofPaper(key, heading string) []Meaning {
	stem, _ := cutSuffixes(withoutBrackets(heading), "情况", "信息")
	if !slices.Contains(paperParts, key) {
		return nil
	}
	if _, paper := cutSuffixes(stem, papers...); !paper {
		return nil
	}
	for _, label := range []string{stem + key, strings.TrimSuffix(stem, "证") + key} {
		if found := x.scored(label, 0.95); found != nil {
			return found
		}
	}
	if found := x.inOwnDomain(key, stem); found != nil {
		return found
	}
	return []Meaning{{Field: ownColumn, Score: 1}}
}

// inOwnDomain are the senses of a label that are of what a heading speaks of.
func (x *Labels) inOwnDomain(key, heading string) []Meaning {
	domain := domainOf(heading)
	return slices.DeleteFunc(x.scored(key, 0.95), func(m Meaning) bool {
		return domain == "" || !strings.HasPrefix(m.Field, domain+".")
	})
}

// wishes are in headings over what somebody looks for, not what he has.
var wishes = []string{"愿望", "意愿", "意向", "打算", "期望", "希望", "拟"}

// wished reads what stands under a wish: 工种 under 就业意向 is no trade that one has.
func (x *Labels) wished(key, heading string) []Meaning {
	if !slices.ContainsFunc(wishes, func(w string) bool { return strings.Contains(heading, w) }) {
		return nil
	}
	for _, label := range []string{heading + key, "意向" + key, "拟" + key} {
		if found := x.scored(label, 0.95); found != nil {
			return found
		}
	}
	known := x.scored(key, 1)
	if len(known) > 0 && OfSubject(known[0].Field) && attrOf[known[0].Field] == attrNone {
		return []Meaning{{Field: ownColumn, Score: 1}}
	}
	return nil
}

// whoseBelow reads whom a label names where its heading says what is asked of him: 本人 and
// 亲属 under 联系电话.
func (x *Labels) whoseBelow(key, heading string) []Meaning {
	r := roleOf(key)
	if r == roleNone {
		return nil
	}
	asked := x.scored(heading, 0.95)
	if len(asked) == 0 || asked[0].Score < 0.6 {
		return nil
	}
	a := attrOf[asked[0].Field]
	if a == attrNone || a == attrName {
		return nil
	}
	if field := roleFields[r][a]; field != "" {
		return []Meaning{{Field: field, Score: 0.95}}
	}
	return []Meaning{{Field: ownColumn, Score: 1}}
}

// meeting reads a label that begins with what its heading ends in, where both together are
// a known one: 登记地 under 户口登记.
func (x *Labels) meeting(key, heading string) []Meaning {
	for at := range heading {
		if end := heading[at:]; at > 0 && runeLen(end) >= 2 && len(end) < len(key) && strings.HasPrefix(key, end) {
			return x.scored(heading[:at]+key, 0.95)
		}
	}
	return nil
}

// anyStaff are people who decide or answer for something, whatever a form is about.
var anyStaff = map[string]bool{"负责人": true, "责任人": true, "领导": true, "主任": true, "书记": true, "法人": true, "站长": true, "校长": true, "联系人": true, "干部": true, "对象": true}

// spokenParts are what is asked of an official beside his name, in the words that the
// tables' labels end in.
var spokenParts = map[string]string{"姓名": "", "电话": "电话", "联系电话": "电话", "联系方式": "电话", "手机": "电话", "手机号": "电话", "手机号码": "电话", "联系号码": "电话"}

// ofOfficial reads what stands under one who acts for a department, where the field
// that he has is known: 走访人 over 姓名, 调解员 over 联系电话.
func (x *Labels) ofOfficial(key, who string) []Meaning {
	labels := []string{who + key}
	if key == "姓名" {
		labels = append(labels, who)
	}
	if part := spokenParts[key]; part != "" {
		labels = append(labels, who+part)
	}
	for _, label := range labels {
		if found := x.scored(label, 0.95); len(found) > 0 && found[0].Field != ownColumn && !OfSubject(found[0].Field) {
			return found
		}
	}
	return nil
}

// spanEnds are labels of the two ends of a span of time, and the words for them that
// the tables' labels end in.
var spanEnds = []struct{ labels, words []string }{
	{[]string{"起", "始", "自", "起始", "开始", "起日", "起时间", "起始时间", "起始日期", "开始时间", "开始日期", "起始日"}, []string{"起始日期", "开始日期", "起始时间", "开始时间", "起始年月"}},
	{[]string{"止", "至", "终止", "结束", "截止", "期满", "止日", "终", "止时间", "终止时间", "终止日期", "结束时间", "结束日期", "截止时间", "截止日期", "期满日期", "到期日期"}, []string{"结束日期", "终止日期", "截止日期", "期满日期", "到期日期", "结束时间"}},
}

// endOfSpan reads 起 and 止 under the span that they are the ends of: 矫正期限, 租赁时间.
func (x *Labels) endOfSpan(key, heading string) []Meaning {
	for _, e := range spanEnds {
		if !slices.Contains(e.labels, key) {
			continue
		}
		stem, _ := cutSuffixes(withoutBrackets(heading), "起止时间", "起止日期", "起止", "期限", "期间", "时间", "日期", "时段", "期")
		if stem == "" {
			return nil
		}
		for _, w := range e.words {
			if found := x.scored(stem+w, 0.95); found != nil {
				return found
			}
		}
	}
	return nil
}

// shortParts are labels that say nothing without the heading over them.
var shortParts = map[string]bool{
	"所在地": true, "地址": true, "详址": true, "性质": true, "类型": true, "类别": true, "种类": true, "等级": true, "级别": true, "程度": true, "时间": true, "日期": true, "年月": true,
	"号码": true, "编号": true, "证号": true, "名称": true, "原因": true, "方式": true, "形式": true, "金额": true, "标准": true, "面积": true, "状况": true, "情况": true, "结果": true, "意见": true, "人数": true, "单位": true,
	"账号": true, "卡号": true, "电话": true, "姓名": true, "地点": true, "用途": true, "结构": true, "岗位": true, "工种": true, "年份": true, "年代": true,
}

// choiceEnds end headings that ask which of the answers under them holds.
var choiceEnds = []string{"类型", "类别", "种类", "方式", "形式", "原因", "途径", "渠道", "分类", "病史", "情形", "选项", "时段"}

// choiceMarks are asides of such headings.
var choiceMarks = []string{"多选", "单选", "√", "打勾", "打钩", "勾选", "划勾", "可选"}

// AsksChoice reports whether a heading asks which of the answers below it holds, each
// in a column of its own to be marked: 困境类型（可多选）, 认证方式, 既往病史.
func AsksChoice(heading string) bool {
	if at := strings.LastIndexByte(heading, '/'); at >= 0 {
		heading = heading[at+1:]
	}
	s := fold(heading)
	for _, m := range choiceMarks {
		if strings.Contains(s, m) {
			return true
		}
	}
	key := withoutBrackets(labelKey(heading))
	_, ends := cutSuffixes(key, choiceEnds...)
	return ends
}

// IsChoice reports whether a label may be an answer to a heading that asks for one:
// it asks for nothing itself, as 日期, 姓名 and 类别 do.
func IsChoice(label string) bool {
	key := withoutBrackets(labelKey(label))
	return asksOf(key) == asksAny && runeLen(key) <= 10
}
