package vocab

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

var maskDay = forms.NewDate(2026, 11, 25)

func TestMask(t *testing.T) {
	for _, c := range []struct{ field, value, public, list string }{
		{"person.name", "张伟", "张*", "张伟"},
		{"person.name", "欧阳小明", "欧阳*", "欧阳小明"},
		{"person.name", "次仁·热合曼", "次*", "次仁·热合曼"},
		{"household.head_name", "李娜", "李*", "李娜"},
		{"person.id_no", "110199194001010018", "", "110***********0018"},
		{"person.id_no", "11019919400101001X", "", "110***********001X"},
		{"person.id_no", "110199400101001", "", "110********1001"},
		{"person.id_no", "110199********0018", "", "110***********0018"}, // 前6后4 of a department becomes ours
		{"child.mother_id", "110199194001010018", "", "110***********0018"},
		{"disabled.cert_no", "11019919400101001842", "", "110*************1842"},
		{"person.phone", "19900000001", "", "199****0001"},
		{"person.phone", "19900000001、19900000002", "", "199****0001、199****0002"},
		{"person.phone", "6512345", "", "***2345"},
		{"person.phone", "无", "", "无"},
		{"person.guardian_phone", "199 0000 0001", "", "199******0001"},
		{"person.bank_account", "6222000011112222333", "", "***************2333"},
		{"person.residence_address", "桂花花园3号楼2单元304室", "桂花花园3号楼", "桂花花园3号楼2单元"},
		{"person.residence_address", "滨江花园2-602", "滨江花园2号楼", "滨江花园2号楼"},
		{"person.residence_address", "团结里24号", "团结里*", "团结里*"},
		{"person.hukou_address", "张庄村20组", "张庄村*", "张庄村*"},
		{"person.hukou_address", "河南省焦作市张庄村三组十二号", "河南省焦作市张庄村*", "河南省焦作市张庄村*"},
		{"household.building", "3号楼2单元304室", "3号楼", "3号楼2单元"},
		{"person.birth", "1940-01-02", "86岁", "1940-01"},
		{"person.birth", "1940", "86岁", "1940"},
		{"person.birth", "不详", "", ""},
		{"person.sex", "男", "男", "男"},
		{"person.education", "初中", "", "初中"},
		{"person.employer", "兴隆超市 电话19900000001", "", "兴隆超市 电话199****0001"},
		{"~备注", "其子110199197001010011在外，2025-03-01起", "", "其子110***********0011在外，2025-03-01起"},
		{"~走访地点", "桂花花园3号楼2单元304室", "", "桂花花园3号楼2单元"},
		{"~金额", "1200.50", "", "1200.50"},
		{"mental.diagnosis", "F20", "", "F20"},
		{"youth.guardian_address", "桂花花园3号楼2单元304室", "", "桂花花园3号楼2单元"},
		{"youth.helper_phone", "19900000001", "", "199****0001"},
		{"person.photo", "x.jpg", "", ""},
	} {
		for level, want := range map[Level]string{Public: c.public, InList: c.list, Whole: c.value} {
			got := Mask(c.field, c.value, level, maskDay)
			if got != want {
				t.Errorf("%s %q at %s is %q, want %q", c.field, c.value, level, got, want)
			}
			if again := Mask(c.field, got, level, maskDay); again != got {
				t.Errorf("%s: masked twice %q becomes %q", c.field, got, again)
			}
		}
	}
}

// Whatever a field holds, however it is written, no level shows seven figures of a
// number in a row but where they are no person's: money, dates, what a clerk counts.
func TestMaskHidesNumbers(t *testing.T) {
	seven := regexp.MustCompile(`[0-9０-９]{7}`)
	fields := []string{"person.id_no", "person.phone", "person.bank_account", "household.head_id", "disabled.cert_no"}
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.SampledFrom(fields).Draw(t, "field")
		number := rapid.StringMatching(`[0-9]{7,20}[Xx]?`).Draw(t, "number")
		text := rapid.SampledFrom([]string{"", "电话", "张伟 ", "（"}).Draw(t, "before") + number +
			rapid.SampledFrom([]string{"", "转8", "）", " 备用"}).Draw(t, "after")
		got := Mask(field, text, InList, maskDay)
		if seven.MatchString(got) || strings.Contains(got, number) {
			t.Fatalf("%s %q is shown as %q", field, text, got)
		}
		if shown := Mask(field, text, Public, maskDay); shown != "" {
			t.Fatalf("%s %q is made public as %q", field, text, shown)
		}
		if free := Mask("~备注", "x"+strings.Repeat("1", 10)+number, InList, maskDay); seven.MatchString(free) {
			t.Fatalf("in a remark: %q", free)
		}
	})
}

// Every standard field has a way at every level, and no identifying one is whole.
func TestEveryFieldIsMasked(t *testing.T) {
	whole := 0
	for _, f := range Fields() {
		switch f.Type {
		case "idcard", "phone", "bankcard":
			if got := Mask(f.Name, "110199194001010018", InList, maskDay); strings.Contains(got, "19940101") || got == "" {
				t.Errorf("%s is shown as %q", f.Name, got)
			}
		}
		if Mask(f.Name, "桂花花园3号楼2单元304室", Public, maskDay) == "桂花花园3号楼2单元304室" {
			whole++
		}
	}
	if whole > 5 {
		t.Errorf("%d fields are public as they are", whole)
	}
}

func TestSensitive(t *testing.T) {
	for _, f := range []string{"mental.diagnosis", "corr.crime", "youth.type", "relig.place", "person.religion", "health.history", "person.health"} {
		if !Sensitive(f) {
			t.Errorf("%s is not sensitive", f)
		}
	}
	for _, f := range []string{"person.name", "dibao.class", "~备注", "elder.need"} {
		if Sensitive(f) {
			t.Errorf("%s is sensitive", f)
		}
	}
	// The four built-in forms that their department marks as secret.
	for _, form := range Templates() {
		want := map[string]bool{"mental_care": true, "correction": true, "key_youth": true, "ethnic_religion": true}[form.ID]
		if got := SensitiveForm(form.ID, form.Title); got != want {
			t.Errorf("%s %s: %v", form.ID, form.Title, got)
		}
	}
	if !SensitiveForm("t-0a1b2c", "辖区宗教活动场所信教群众摸底表") || SensitiveForm("t-0a1b2c", "高龄津贴花名册") {
		t.Error("a department's own form is taken by its title")
	}
}
