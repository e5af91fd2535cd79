package recognise

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huce/forms"
)

// said are the issues of a sheet's first layout and its rows, as code@cell, sorted.
func said(g *forms.Grid) string {
	l := Book(bookOf(g))[0]
	issues := l.Issues
	if c := Claims(g, &l); c != nil {
		issues = append(issues, c.Issues...)
	}
	var out []string
	for _, i := range issues {
		out = append(out, fmt.Sprintf("%s@%s", i.Code, i.Cell()))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// Checks across rows and columns. Each table stands beside one without the fault.
func TestChecksAcrossRowsAndColumns(t *testing.T) {
	for _, tc := range []struct{ name, sheet, want string }{
		{"sums noted in the header, by the row of column numbers", `
社区|总户数（1=2+3）|自住|出租
甲|1|2|3
东风|30|20|10
红旗|31|20|10
`, "sum_differs@B4"},
		{"sums noted in the header, by numbers in the labels", `
小区|合计（1栏=2栏+3栏-4栏）|自住（2栏）|出租（3栏）|重复（4栏）
锦绣小区|25|20|10|5
幸福花园|26|20|10|5
`, "sum_differs@B3"},
		{"a sum of columns that aren't there says nothing", `
小区|合计（1栏=2栏+9栏）|自住（2栏）
锦绣小区|25|20
`, ""},
		{"totals and subtotals", `
序号|姓名|身份证号|补贴金额
1|张三|@19500307m|100
2|李四|@19600307f|150
小计|2||250
3|王五|@19700307m|100
小计|1||100
合计|3||360
`, "total_differs@D7"},
		{"IDs filled down", `
姓名|身份证号|电话
张三|110199195003070019|19900000001
李四|110199195003070020|19900000002
王五|110199195003070021|19900000003
赵六|@19600307f|19900000004
钱七|@19600307f|19900000005
`, "id_checksum@B3 id_checksum@B4 id_filled_down@B3 id_filled_down@B4 id_filled_down@B6"},
		{"a row shifted by one", `
姓名|性别|身份证号|电话|备注
张三|男|@19500307m|19900000001|
|李四|女|@19600307f|19900000002
王五|男|@19700307m|19900000003|
`, "row_shifted@C3"},
		{"a whole table shifted by one", `
序号|姓名|性别|身份证号|出生日期|电话|住址
1||张三|男|@19500307m|1950-03-07|19900000001
2||李四|女|@19600307f|1960-03-07|19900000002
3||王五|男|@19700307m|1970-03-07|19900000003
`, "columns_shifted@"},
		{"an address that doesn't say which", `
姓名|身份证号|地址
张三|@19500307m|锦绣小区1号楼1单元101室
李四|@19600307f|锦绣小区1号楼1单元102室
`, "address_meaning@C"},
		{"subtotals are of their group", `
姓名|身份证号|补贴金额
张三|@19500307m|100
李四|@19600307f|200
小计||300
王五|@19700307m|100
赵六|@19800307m|300
小计||700
合计||700
`, "total_differs@C7"},
		{"rows all in order", `
姓名|性别|身份证号|电话|家庭住址
张三|男|@19500307m|19900000001|锦绣小区1号楼1单元101室
李四|女|@19600307f|19900000002|锦绣小区1号楼1单元102室
`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := idMark.ReplaceAllStringFunc(tc.sheet, func(m string) string { return invented(m[1:9], m[9:]) })
			got := said(sheetOf("Sheet1", text))
			if tc.want == "row_shifted@C3" || tc.want == "columns_shifted@" {
				if !strings.Contains(got, tc.want) {
					t.Errorf("got %s, want %s among them", got, tc.want)
				}
				return
			}
			if got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}
