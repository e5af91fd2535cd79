package recognise

import (
	"testing"
)

// A column of yes and no takes no field of a code list, but where its label asks for an
// entry of it.
func TestYesAndNoColumns(t *testing.T) {
	c, l := claimsOf(t, `
姓名|身份证号|联系电话|是否销户待办|婚否|是否残疾|宗教信仰
张三|110199195003070019|19900000001|否|是|否|无
李四|110199196003070021|19900000002|是|否|否|无
王五|110199197003070034|19900000003|否|否|是|无
赵六|110199198003070047|19900000004|否|是|否|佛教
`)
	for _, c := range l.Columns {
		want := map[string]string{"是否销户待办": "", "婚否": "person.marital", "是否残疾": "", "宗教信仰": "person.religion"}
		if f, asked := want[c.Label]; asked && c.Field != f {
			t.Errorf("%s is %q, want %q", c.Label, c.Field, f)
		}
	}
	for field, want := range map[string]string{"person.marital": "已婚,未婚,未婚,已婚", "~是否销户待办": "否,是,否,否", "~是否残疾": "否,否,是,否", "person.religion": "无,无,无,佛教"} {
		if got := column(c, field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}
