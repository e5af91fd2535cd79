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
	} {
		l := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", strings.TrimLeft(c.text, "\n"))}})[0]
		if l.HeaderRows != c.head || l.DataRows != c.rows {
			t.Errorf("%s: header %v data %v, want %v and %v", c.name, l.HeaderRows, l.DataRows, c.head, c.rows)
		}
	}
}
