package vocab

import (
	"slices"
	"strings"
)

// asks is what kind of answer a label wants, by its last or first word. Labels that
// want different things are never held to be alike.
type asks uint8

const (
	asksAny asks = iota
	asksDate
	asksPhone
	asksNumber // of a paper: 编号, 证号
	asksName
	asksAddress
	asksMoney
	asksCount
	asksArea
	asksYesNo
	asksRelation
	asksOpinion
	// The kinds from here on are told apart less sharply: 就业形式 is 就业类型 to many.
	asksPerson
	asksUnit
	asksKind
	asksGrade
	asksReason
	asksWay
	asksResult
)

// endings say what a label asks, longest first where one ends another.
var endings = []struct {
	word string
	asks asks
}{
	{"联系方式", asksPhone},
	{"联系电话", asksPhone},
	{"电话号码", asksPhone},
	{"手机号码", asksPhone},
	{"手机号", asksPhone},
	{"手机", asksPhone},
	{"电话", asksPhone},
	{"日期", asksDate},
	{"时间", asksDate},
	{"年月", asksDate},
	{"年份", asksDate},
	{"年代", asksDate},
	{"时限", asksDate},
	{"期限", asksDate},
	{"号码", asksNumber},
	{"编号", asksNumber},
	{"编码", asksNumber},
	{"证号", asksNumber},
	{"账号", asksNumber},
	{"卡号", asksNumber},
	{"户号", asksNumber},
	{"身份证", asksNumber},
	{"姓名", asksName},
	{"名字", asksName},
	{"地址", asksAddress},
	{"住址", asksAddress},
	{"详址", asksAddress},
	{"所在地", asksAddress},
	{"居住地", asksAddress},
	{"地点", asksAddress},
	{"坐落", asksAddress},
	{"金额", asksMoney},
	{"收入", asksMoney},
	{"经费", asksMoney},
	{"支出", asksMoney},
	{"津贴", asksMoney},
	{"人数", asksCount},
	{"次数", asksCount},
	{"人口数", asksCount},
	{"户数", asksCount},
	{"间数", asksCount},
	{"数量", asksCount},
	{"面积", asksArea},
	{"关系", asksRelation},
	{"意见", asksOpinion},
	{"签名", asksOpinion},
	{"签字", asksOpinion},
	{"人员", asksPerson},
	{"人", asksPerson},
	{"员", asksPerson},
	{"单位", asksUnit},
	{"机构", asksUnit},
	{"部门", asksUnit},
	{"类别", asksKind},
	{"类型", asksKind},
	{"种类", asksKind},
	{"分类", asksKind},
	{"性质", asksKind},
	{"等级", asksGrade},
	{"级别", asksGrade},
	{"程度", asksGrade},
	{"原因", asksReason},
	{"理由", asksReason},
	{"事由", asksReason},
	{"方式", asksWay},
	{"形式", asksWay},
	{"措施", asksWay},
	{"手段", asksWay},
	{"结果", asksResult},
	{"结论", asksResult},
	{"成效", asksResult},
}

func asksOf(key string) asks {
	if hasPrefix(key, "有无", "是不是") || strings.Contains(key, "是否") {
		return asksYesNo
	}
	for _, e := range endings {
		if strings.HasSuffix(key, e.word) {
			return e.asks
		}
	}
	return asksAny
}

// answersAlike reports whether two kinds of answer may be one: a label that doesn't
// say what it wants may want anything but yes or no.
func answersAlike(a, b asks) bool {
	return a == b || a != asksYesNo && b != asksYesNo && (a == asksAny || b == asksAny || a >= asksPerson && b >= asksPerson)
}

// unsaid is what likeness is worth where one of two labels doesn't say what kind of
// answer it wants: 家庭成员 is hardly 家庭成员人数.
const unsaid = 0.88

// sharesStem reports whether two labels that ask for a unit, or for yes or no, have anything
// else in common: 施工单位 is no 工作单位 for its ending, 是否出疹 no 是否出租.
func sharesStem(a, b []gram) bool {
	return slices.ContainsFunc(a, func(g gram) bool {
		return g[1] != 0 && !strings.ContainsRune("是否有无", g[0]) && !strings.ContainsRune("单位机构部门是否有无$", g[1]) && slices.Contains(b, g)
	})
}
