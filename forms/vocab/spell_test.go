package vocab

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func TestSpell(t *testing.T) {
	for _, c := range []struct {
		field, value, want string
		like               []string
	}{
		{"person.birth", "1950-03-01", "1950.3.1", []string{"1962.11.6", "1980.1.2"}},
		{"person.birth", "1950-03-01", "19500301", []string{"19621106"}},
		{"person.birth", "1950-03-01", "1950年3月1日", []string{"1962年11月6日", "", "不详"}},
		{"person.birth", "1950-03-01", "1950-3-1", []string{"1962-1-6"}},
		{"person.birth", "1950-03-01", "1950.03", []string{"1962.11", "1980.01"}},
		{"person.birth", "1950-03", "1950年3月", []string{"1962年11月6日"}},
		{"act.date", "2026-02-16", "二〇二六年二月十六日", []string{"二〇二六年二月三日"}},
		{"person.birth", "1950-03-01", "1950-03-01", nil},
		{"person.birth", "属虎", "属虎", []string{"1962.11.6"}},
		{"person.ethnic", "藏族", "04 藏族", []string{"01 汉族", "01 汉族"}},
		{"person.ethnic", "藏族", "04、藏", []string{"01、汉"}},
		{"person.ethnic", "藏族", "04", []string{"01", "11"}},
		{"person.ethnic", "藏族", "藏", []string{"汉", "汉"}},
		{"person.education", "大专", "大学专科教育", []string{"大学本科教育", "小学教育"}},
		{"person.education", "大专", "30 大专", []string{"80 小学"}},
		{"person.education", "大专", "大学专科和专科学校", []string{"文盲或半文盲", "中等专业学校"}},
		{"person.education", "文盲", "文盲", []string{"80 小学"}},
		{"person.sex", "女", "2", []string{"1", "1"}},
		{"person.sex", "女", "女性", []string{"男性"}},
		{"person.sex", "女", "2.女", []string{"1.男"}},
		{"person.relation", "女", "女儿", []string{"女儿", "户主"}},
		{"calc.is_dibao", "是", "√", []string{"×", "√"}},
		{"calc.is_dibao", "否", "0、否", []string{"1、是"}},
		{"calc.is_dibao", "否", "无", []string{"有"}},
		{"person.phone", "19900001234", "199-0000-1234", []string{"199-0000-5678"}},
		{"person.phone", "19900001234、039100004820", "199 0000 1234、0391-00004820", []string{"199 0000 5678", "0391-00004821", "199 0000 5679"}},
		{"person.id_no", "110199197009212283", "110199********2283", []string{"370199********0768", "110198********1772"}},
		{"person.id_no", "110199197009212283", "110199197009212283", []string{"370199195905020768", "110198********1772"}},
		{"person.residence_address", "桂花花园3号楼2单元304室", "桂花花园3#2-304", []string{"锦绣小区1#3-502"}},
		{"person.residence_address", "桂花花园3号楼2单元304室", "幸福街道安宁社区桂花花园3幢2单元304", []string{"幸福街道安宁社区锦绣小区1幢3单元502", "幸福街道安宁社区滨江花园4幢302"}},
		{"person.residence_address", "桂花花园3号楼2单元304室", "桂花花园三号楼二单元三〇四室", []string{"滨江花园十二号楼四单元一四〇二室"}},
		{"person.residence_address", "团结里24号", "团结里24号", []string{"锦绣小区1-3-502"}},
		{"person.residence_address", "长期在外", "长期在外", []string{"锦绣小区1-3-502"}},
		{"household.income_month", "1250", "1250.00", []string{"650.00", "980.50"}},
		{"household.size", "3", "3人", []string{"2人"}},
		{"person.name", "王勇", "王　勇", []string{"李　明", "张三丰"}},
		{"health.allergy", "青霉素", "青霉素", []string{"无"}},
		{"no.such.field", "x", "x", []string{"y"}},
	} {
		if got := Spell(c.field, c.value, c.like); got != c.want {
			t.Errorf("%s: %s like %q is %q, want %q", c.field, c.value, c.like, got, c.want)
		}
	}
}

// What Spell writes, in whatever way, Parse reads as the value again.
func TestSpeltValuesAreReadAgain(t *testing.T) {
	likes := map[string][]string{
		"date":    {"1962.11.6", "1962/11/06", "19621106", "1962年11月6日", "一九六二年十一月六日", "1962-11-06"},
		"idcard":  {"110199197009212283", "11019919620306235x"},
		"phone":   {"199 0000 1234", "199-0000-1234", "19900001234", "0391-00004820"},
		"address": {"锦绣小区1-3-502", "锦绣小区1#3-502", "安宁社区锦绣小区1栋3单元502室", "锦绣 1栋 3单元 502", "锦绣小区一号楼三单元五〇二室"},
		"bool":    {"是", "否", "1", "0", "√", "×", "有", "0.否"},
		"money":   {"1250.00", "300元", "12%", "3人"},
	}
	all := Fields()
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(all).Draw(t, "field")
		var value string
		like := likes[f.Type]
		switch l, coded := Codes(f.Codes); {
		case f.Type == "code" && coded:
			value = rapid.SampledFrom(l.Entries).Draw(t, "entry").Word
			e := rapid.SampledFrom(l.Entries).Draw(t, "like")
			like = []string{e.Code, e.Name, e.Word, e.Code + " " + e.Name, e.Code + "、" + e.Word, e.Code + "." + e.Name}
		case f.Type == "date":
			value = anyDate(t).String()
		case f.Type == "idcard":
			value = anyID(t)
		case f.Type == "phone":
			value = "199" + rapid.StringMatching(`[0-9]{8}`).Draw(t, "phone")
		case f.Type == "address":
			value = anyAddress(t).String()
		case f.Type == "bool":
			value = rapid.SampledFrom([]string{"是", "否"}).Draw(t, "bool")
		case f.Type == "money":
			value = itoa(rapid.IntRange(0, 99999).Draw(t, "money"))
			like = likes["money"]
		default:
			t.Skip("written as it is")
		}
		if settled, _ := ParseText(f.Name, value); settled != value {
			t.Skip("no value of the register: " + value)
		}
		like = rapid.SliceOfN(rapid.SampledFrom(like), 1, 4).Draw(t, "likes")
		written := Spell(f.Name, value, like)
		if got, _ := ParseText(f.Name, written); got != value && !(f.Type == "date" && strings.HasPrefix(value, got)) {
			t.Fatalf("%s: %s like %q is written %q, which is %q", f.Name, value, like, written, got)
		}
	})
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"王  勇": "王勇", " 王娇丽": "王娇丽", "叶　阳": "叶阳", "王菊媛（户主）": "王菊媛", "汤斌诚(已迁出)": "汤斌诚", "李强伟*": "李强伟", "热依汗﹒艾尼瓦尔": "热依汗·艾尼瓦尔", "热依汗•艾尼瓦尔": "热依汗·艾尼瓦尔",
		"次仁・热合曼": "次仁·热合曼", "次仁.热合曼": "次仁·热合曼", "热依汗艾尼瓦尔": "热依汗艾尼瓦尔", "吴𬎆琪": "吴𬎆琪", "John Smith": "John Smith", "朱洁筠（外来）（户主）": "朱洁筠", "王勇户主": "王勇", "户主：王勇": "王勇", "张三、": "张三",
	} {
		if got, unsure := CleanName(in); got != want || unsure {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"张？怡": "张?怡", "丁妙□": "丁妙□", "陈*治": "陈*治"} {
		if got, unsure := CleanName(in); got != want || !unsure {
			t.Errorf("%q is %q, %v", in, got, unsure)
		}
	}
	if got, _ := Parse("person.guardian_name", forms.Cell{Text: "无"}); got != "" {
		t.Errorf("无 is nobody's name: %q", got)
	}
}

func TestPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"张三": "zhangsan zs", "单晓燕": "shanxiaoyan sxy", "解放": "xiefang xf", "尉迟恭": "yuchigong ycg", "吕布": "lvbu lb", "欧阳丹": "ouyangdan oyd", "热依汗·艾孜孜": "reyihanaizizi ryhazz", "John Smith": "johnsmith johnsmith", "": " ", "曾子": "zengzi zz", "仇英": "qiuying qy",
	} {
		full, initials := Pinyin(name)
		if full+" "+initials != want {
			t.Errorf("%s is %s %s, want %s", name, full, initials, want)
		}
	}
}

func TestChineseNumbers(t *testing.T) {
	for in, want := range map[string]int{"十": 10, "十五": 15, "二十三": 23, "一百零五": 105, "一百五": 150, "一四〇二": 1402, "二〇二六": 2026, "廿三": 23, "三万二千": 32000, "一万五": 15000, "两": 2, "二十万": 200000, "一千二百": 1200} {
		if got, ok := Han(in); !ok || got != want {
			t.Errorf("%s is %d, want %d", in, got, want)
		}
	}
	for _, in := range []string{"", "号", "十号", "百", "一二三四五六七八九〇"} {
		if got, ok := Han(in); ok {
			t.Errorf("%s is %d", in, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 99999).Draw(t, "n")
		if got, ok := Han(HanNumber(n)); !ok || got != n {
			t.Fatalf("%d is %s, which is %d", n, HanNumber(n), got)
		}
	})
}
