package recognise

import (
	"reflect"
	"testing"

	"huce/forms"
)

// seenForm is a form as it stood on a sheet, as an archive keeps it.
func seenForm(id, sheet string) forms.Template {
	l := Book(bookOf(sheetOf("Sheet1", sheet)))[0]
	return forms.Template{ID: id, Title: l.Title, Versions: []forms.Version{{Fingerprint: Fingerprint(&l), Labels: Labels(&l)}}}
}

const bikes = `
小区电动自行车登记台账|<|<|<|<
序号|车主姓名|联系方式|品牌|车牌
1|张三|19900000001|雅迪|安A1
2|李四|19900000002|爱玛|安A2
`

func TestRecall(t *testing.T) {
	for _, tc := range []struct {
		name, sheet string
		known       bool
		version     int
		changes     Changes
	}{
		{name: "the same form in another year", known: true, sheet: `
小区电动自行车登记台账（2027年）|<|<|<|<
序号|车主 姓名|联系方式|品牌|车牌
1|王五|19900000003|台铃|安A3
`},
		{
			name: "two columns more, one renamed", known: true, version: -1,
			changes: Changes{Added: []string{"楼栋", "充电地点"}, Renamed: [][2]string{{"联系方式", "联系电话"}}},
			sheet: `
小区电动自行车登记台账|<|<|<|<|<|<
序号|楼栋|车主姓名|联系电话|品牌|车牌|充电地点
1|1栋|王五|19900000003|台铃|安A3|车棚
`,
		},
		{name: "one column less", known: true, version: -1, changes: Changes{Removed: []string{"品牌"}}, sheet: `
小区电动自行车登记台账|<|<|<
序号|车主姓名|联系方式|车牌
1|王五|19900000003|安A3
`},
		{name: "another form", version: -1, sheet: `
志愿者名单|<|<
序号|姓名|联系方式
1|王五|19900000003
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			all := Book(bookOf(sheetOf("Sheet1", tc.sheet)))
			got := Recall(all, []forms.Template{seenForm("t-1", bikes)})[0]
			if (got.Template != nil) != tc.known || got.Version != tc.version || !reflect.DeepEqual(got.Changes, tc.changes) {
				t.Errorf("got %+v", got)
			}
			if want := map[bool]string{true: "t-1"}[tc.known]; all[0].Template != want {
				t.Errorf("template %q, want %q", all[0].Template, want)
			}
		})
	}
}

func TestClerksWordStands(t *testing.T) {
	form := seenForm("t-1", bikes)
	form.Mapped = []forms.Mapping{{Label: "车牌", Field: "doc.no"}, {Label: "联系方式"}, {Label: "品牌", Field: "person.name"}}
	all := Book(bookOf(sheetOf("Sheet1", bikes)))
	Recall(all, []forms.Template{form})
	if got, want := labelled(&all[0]), "A:序号=calc.seq B:车主姓名= C:联系方式= D:品牌=person.name E:车牌=doc.no"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	for _, c := range all[0].Columns[2:] {
		if c.Confidence != 1 {
			t.Errorf("%s is not sure: %v", c.Label, c.Confidence)
		}
	}
}
