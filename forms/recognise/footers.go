package recognise

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// footerWords are the labels of the lines over and under a form, longest first
// where one ends in another.
var footerWords = []struct{ word, part string }{
	{"单位负责人签字", "leader"},
	{"单位负责人", "leader"},
	{"主要负责人", "leader"},
	{"负责人签字", "leader"},
	{"负责人签名", "leader"},
	{"分管领导", "leader"},
	{"领导签字", "leader"},
	{"社区负责人", "leader"},
	{"部门负责人", "leader"},
	{"负责人", "leader"},
	{"审核领导", "leader"},
	{"统计负责人", "other"},
	{"填表人签字", "filler"},
	{"填报人员", "filler"},
	{"填表人员", "filler"},
	{"填表人", "filler"},
	{"填报人", "filler"},
	{"制表人", "filler"},
	{"经办人", "filler"},
	{"登记人", "filler"},
	{"上报人", "filler"},
	{"报送人", "filler"},
	{"采集人", "filler"},
	{"录入人", "filler"},
	{"填写人", "filler"},
	{"制表", "filler"},
	{"填表", "filler"},
	{"经手人", "filler"},
	{"经手", "filler"},
	{"经办", "filler"},
	{"记录员", "filler"},
	{"记录人", "filler"},
	{"摸底员", "filler"},
	{"摸底人", "filler"},
	{"统计员", "filler"},
	{"统计人", "filler"},
	{"登记员", "filler"},
	{"采集员", "filler"},
	{"录入员", "filler"},
	{"填报员", "filler"},
	{"填表员", "filler"},
	{"报表员", "filler"},
	{"信息员", "filler"},
	{"内勤", "filler"},
	{"录入", "filler"},
	{"联系电话", "phone"},
	{"联系方式", "phone"},
	{"办公电话", "phone"},
	{"电话", "phone"},
	{"手机", "phone"},
	{"填报日期", "date"},
	{"填表日期", "date"},
	{"制表日期", "date"},
	{"报送日期", "date"},
	{"上报日期", "date"},
	{"报出日期", "date"},
	{"生成日期", "date"},
	{"填报时间", "date"},
	{"填表时间", "date"},
	{"制表时间", "date"},
	{"报送时间", "date"},
	{"上报时间", "date"},
	{"统计日期", "date"},
	{"统计时间", "date"},
	{"统计截止日期", "date"},
	{"截至日期", "date"},
	{"截止日期", "date"},
	{"截至时间", "date"},
	{"截止时间", "date"},
	{"数据截至", "date"},
	{"登记日期", "date"},
	{"调查日期", "date"},
	{"更新日期", "date"},
	{"采集日期", "date"},
	{"申请日期", "date"},
	{"导出日期", "date"},
	{"导出时间", "date"},
	{"打印日期", "date"},
	{"编制日期", "date"},
	{"日期", "date"},
	{"时间", "date"},
	{"填报单位", "unit"},
	{"填表单位", "unit"},
	{"申报单位", "unit"},
	{"上报单位", "unit"},
	{"报送单位", "unit"},
	{"填报社区", "unit"},
	{"填报部门", "unit"},
	{"制表单位", "unit"},
	{"编报单位", "unit"},
	{"社区名称", "unit"},
	{"单位名称", "unit"},
	{"单位盖章", "unit"},
	{"所属社区", "unit"},
	{"社区", "unit"},
	{"村", "unit"},
	{"计量单位", "measure"},
	{"金额单位", "measure"},
	{"单位", "measure"},
	{"审核人", "other"},
	{"审批人", "other"},
	{"复核人", "other"},
	{"审核", "other"},
	{"复核", "other"},
	{"联系人", "other"},
	{"公章", "other"},
	{"盖章", "other"},
	{"申报人签章", "other"},
	{"承办人签章", "other"},
	{"申请人签字", "other"},
	{"申请人", "other"},
	{"代理人签字", "other"},
	{"签字", "other"},
	{"签名", "other"},
	{"数据来源", "other"},
	{"表号", "other"},
	{"制定机关", "other"},
	{"批准文号", "other"},
	{"批准机关", "other"},
	{"备案机关", "other"},
	{"有效期至", "other"},
	{"编号", "other"},
	{"网格", "other"},
	{"网格员", "other"},
}

var footerParts = func() map[string]string {
	m := make(map[string]string, len(footerWords))
	for _, f := range footerWords {
		m[f.word] = f.part
	}
	return m
}()

// signatureKey is footerKey of the words that are known as they stand.
func signatureKey(key string) string {
	if part, ok := footerParts[key]; ok {
		return part
	}
	if strings.HasSuffix(key, "签字") || strings.HasSuffix(key, "签章") || strings.HasSuffix(key, "签名") {
		return "other"
	}
	return ""
}

// leadersOffices end the labels of those who sign for a form by their office: 社区书记,
// 妇联主席.
var leadersOffices = []string{"书记", "主任", "主席", "所长", "站长", "局长", "院长", "会长", "队长", "组长", "科长", "处长", "部长", "校长", "园长", "领导", "经理"}

// mostOffice is how many characters such a label has at most.
const mostOffice = 7

// footerKey is which part of a form's signature lines a label is: unit, leader,
// filler, phone, date, measure, other, or "" for none.
func footerKey(key string) string {
	if part := signatureKey(key); part != "" {
		return part
	}
	if utf8.RuneCountInString(key) > mostOffice {
		return ""
	}
	for _, office := range leadersOffices {
		if strings.HasSuffix(key, office) {
			return "leader"
		}
	}
	if strings.HasSuffix(key, "电话") || strings.HasSuffix(key, "热线") { // 值班电话, 报修热线
		return "phone"
	}
	return ""
}

// infoLine reports whether a line is made of a form's signature labels:
// 填报单位：…  填报日期：…
func infoLine(line string) bool {
	if ps := pairs(line); len(ps) > 0 {
		return footerKey(ps[0].key) != "" || isMaker(forms.Squeeze(ps[0].key)) || fillers[bare(ps[0].key)] || len(ps) > 1
	}
	s := forms.Squeeze(line)
	if strings.Contains(s, "签章") && strings.Contains(strings.TrimSpace(line), "  ") {
		return true
	}
	return strings.HasSuffix(s, "（盖章）") || strings.HasSuffix(s, "(盖章)") || strings.HasSuffix(s, "（公章）")
}

// readFooter takes what signature lines say. Above a form (top) a phone counts
// only beside a person's name: the phone of a notice is not the filler's.
func readFooter(f *forms.Footer, lines []string, top bool) {
	parts := map[string]*string{"unit": &f.Unit, "leader": &f.Leader, "filler": &f.Filler, "phone": &f.Phone, "date": &f.Date}
	for _, line := range lines {
		ps := pairs(line)
		named := slices.ContainsFunc(ps, func(p pair) bool {
			part := footerKey(p.key)
			return part == "filler" || part == "leader"
		})
		for _, p := range ps {
			part := footerKey(p.key)
			to := parts[part]
			if to == nil || *to != "" || part == "phone" && top && !named {
				continue
			}
			if v := strings.Trim(p.value, " _＿　,，;；"); len(v) <= 120 && !blankDate(v) {
				*to = v
			}
		}
	}
}

// blankDate reports whether a date was left open: 年  月  日.
func blankDate(s string) bool {
	s = forms.Squeeze(s)
	return strings.Trim(s, "年月日_/-—.（盖章）()") == ""
}
