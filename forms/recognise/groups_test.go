package recognise

import (
	"strings"
	"testing"

	"huce/forms"
)

// What stands under one heading is of one person: whose it is, the whole header says.
func TestGroupsOfPeople(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"who pays is not whom it is for", `
序号|投保人|<|<|被保险人|<|<
^|姓名|电话|与被保险人关系|姓名|证件号码|出生日期
1|田禾|19900000901|子女|谷雨|990101195003071234|1950-03-07`, "calc.seq own own own person.name person.id_no person.birth"},
		{"an unknown heading with the ID is the subject", `
序号|国内眷属|<|<|留学人员|<|<
^|姓名|身份证号|电话|姓名|性别|学历
1|田禾|990101195003071234|19900000901|谷雨|女|硕士`, "calc.seq person.name person.id_no person.phone own own own"},
		{"whoever handles a case is nobody in the register", `
序号|受援人|<|<|承办人|<
^|姓名|身份证号|联系电话|姓名|电话
1|田禾|990101195003071234|19900000901|谷雨|19900000902`, "calc.seq person.name person.id_no person.phone own own"},
		{"a number under a thing is its own", `
序号|姓名|身份证号|健康证明|<
^|^|^|编号|发证单位
1|田禾|990101195003071234|J-0012|区疾控中心`, "calc.seq person.name person.id_no own own"},
		{"a home's head and whoever leads the stair", `
户主|<|<|楼门长|<
姓名|身份证号|手机|姓名|电话
田禾|990101195003071234|19900000901|谷雨|19900000902`, "household.head_name household.head_id household.head_phone own own"},
		{"a relation to somebody else than a head", `
序号|姓名|身份证号|与病例关系|联系电话
1|田禾|990101195003071234|同事|19900000901`, "calc.seq person.name person.id_no own person.phone"},
		{"the old have somebody to call", `
高龄老人呼叫设备名册|<|<|<|<|<
序号|姓名|身份证号|家属（第一联系人）|<|<
^|^|^|姓名|关系|手机
1|田禾|990101195003071234|谷雨|女|19900000901`, "calc.seq person.name person.id_no person.emergency_name person.emergency_relation person.emergency_phone"},
	} {
		l := Book(&forms.Book{Sheets: []*forms.Grid{sheetOf("Sheet1", strings.TrimLeft(c.text, "\n"))}})[0]
		var got []string
		for _, col := range l.Columns {
			if col.Field == "" {
				col.Field = "own"
			}
			got = append(got, col.Field)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}
