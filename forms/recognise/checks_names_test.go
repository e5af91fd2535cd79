package recognise

import (
	"strings"
	"testing"
)

func codesIn(sheet string, t *testing.T) string {
	c, _ := claimsOf(t, sheet)
	var out []string
	for _, i := range c.Issues {
		out = append(out, i.Cell()+" "+i.Code)
	}
	return strings.Join(out, ", ")
}

// A flat that is not let has no tenant, and that is no fault; a person without a name is.
func TestRowsWithoutAPerson(t *testing.T) {
	const head = `
楼栋房号|产权人姓名|产权人身份证号|房屋建筑面积|承租人姓名|承租人身份证号|承租人联系电话
锦绣小区1号楼1单元101室|张三|110199195003070019|88|李四|110199196003070021|19900000001
锦绣小区1号楼1单元102室|王五|110199197003070034|90|||
`
	if got := codesIn(head, t); strings.Contains(got, "name_missing") {
		t.Errorf("a flat without a tenant: %s", got)
	}
	if got := codesIn(head+"锦绣小区1号楼1单元103室|赵六|110199195003070019|90|||19900000003\n", t); !strings.Contains(got, "name_missing") {
		t.Errorf("a tenant without a name: %s", got)
	}
}
