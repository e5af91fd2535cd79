package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// Where a table's header stands, in tables that hold hardly anything but words.
func TestHeadersOfWords(t *testing.T) {
	for _, c := range []struct {
		name, text string
		head, rows forms.Span
	}{
		{"the last row is none, whatever it lists", `
类别|调查范围|需填报指标|报送单位|报送时限
企业管理人员|规模以上企业|姓名、性别、政治面貌|经发办|11月25日前
中介从业人员|律师、会计师|姓名、学历、手机|司法所|11月底
自由职业人员|文艺、家政|姓名、居住地址、联系方式、是否参保|各社区|12月上旬`, forms.Span{First: 1, Last: 1}, forms.Span{First: 2, Last: 4}},
		{"labels that look like values reach down beside groups", `
常住人口年龄结构统计表|<|<|<|<|<|<|<
社区|户数|总人口|<|<|0-14岁|60岁及以上|<
^|^|合计|男|女|^|人数|占比
安宁社区|1410|4545|2279|2266|804|923|20.3
平安社区|1060|4493|2297|2196|867|555|12.4`, forms.Span{First: 2, Last: 3}, forms.Span{First: 4, Last: 5}},
		{"labels reach down three rows beside groups of groups", `
编号|姓名|身份证号|领取情况|<|<|<|依从性
^|^|^|第一次|<|第二次|<|^
^|^|^|日期|瓶数|日期|瓶数|^
1|田禾|990101195003071234|2026.1.7|3|2026.7.4|3|一般`, forms.Span{First: 1, Last: 3}, forms.Span{First: 4, Last: 4}},
		{"a group of one column beside groups of several", `
密接编号|指示病例|<|密切接触者|<|<|处置|6个月随访
^|姓名|登记号|姓名|性别|身份证号|^|结果
1|荀某|JB0003|谷雨|女|990101195003071234|随访|正常`, forms.Span{First: 1, Last: 2}, forms.Span{First: 3, Last: 3}},
		{"groups whose merges a csv has lost, weaker than the labels", `
法律援助登记表
受援人||承办律师||见证人|
姓名|身份证号|姓名|所在单位|姓名|所在单位
谷雨|990101195003071234|万里|天平所|白露|东村`, forms.Span{First: 2, Last: 3}, forms.Span{First: 4, Last: 4}},
		{"what to fill in under the labels is nobody", `
*姓名|*证件类型|*证件号码|证件有效期止|出生日期|*手机号码
必填|必填，见代码表|18位|8位数字或“长期”|YYYYMMDD|11位
谷雨|居民身份证|990101195003071234|长期|19500307|19900000901`, forms.Span{First: 1, Last: 1}, forms.Span{First: 3, Last: 3}},
	} {
		l := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", strings.TrimLeft(c.text, "\n"))}})[0]
		if l.HeaderRows != c.head || l.DataRows != c.rows {
			t.Errorf("%s: header %v data %v, want %v and %v", c.name, l.HeaderRows, l.DataRows, c.head, c.rows)
		}
	}
}
