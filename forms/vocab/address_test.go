package vocab

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]string{
		"锦绣小区1号楼3单元502室": "锦绣小区1号楼3单元502室", "1#3-502": "1号楼3单元502室", "1-3-502": "1号楼3单元502室", "1#楼3单元502": "1号楼3单元502室", "一号楼三单元五〇二室": "1号楼3单元502室",
		"１－３－５０２": "1号楼3单元502室", "1栋502": "1号楼502室", "锦绣小区01栋03单元0502": "锦绣小区1号楼3单元502室", "锦绣小区1幢3单元5层502": "锦绣小区1号楼3单元502室",
		"锦绣小区 1栋 3单元 502": "锦绣小区1号楼3单元502室", "锦绣小区1号楼-3单元-502室": "锦绣小区1号楼3单元502室", "锦绣小区1号楼3门502": "锦绣小区1号楼3单元502室", "锦绣小区 1 3 502": "锦绣小区1号楼3单元502室",
		"锦绣小区1楼3单元502": "锦绣小区1号楼3单元502室", "锦绣小区1楼502": "锦绣小区1号楼502室", "锦绣小区1号楼5楼502": "锦绣小区1号楼502室", "锦绣小区1号502": "锦绣小区1号502室", "锦绣小区(1号楼)3单元502": "锦绣小区1号楼3单元502室",
		"安宁社区锦绣小区1号楼3单元502室": "锦绣小区1号楼3单元502室", "幸福街道锦绣小区1-3-502": "锦绣小区1号楼3单元502室", "某市某区幸福街道安宁社区锦绣小区1#3-502": "锦绣小区1号楼3单元502室",
		"XX市XX区锦绣小区1幢3单元502": "锦绣小区1号楼3单元502室", "住址：锦绣小区1号楼3单元502室": "锦绣小区1号楼3单元502室", "幸福街道办事处安宁居委会锦绣小区1栋502": "锦绣小区1号楼502室", "城关镇安宁社区锦绣小区1栋502": "锦绣小区1号楼502室",
		"团结里24号": "团结里24号", "团结里二十四号": "团结里24号", "团结里 ２４号": "团结里24号", "解放街5号院（原纺织厂家属院）2幢102": "解放街5号院2号楼102室", "解放街五号院二号楼一〇二室": "解放街5号院2号楼102室",
		"文化街176号院家属院9栋2单元601室": "文化街176号院9号楼2单元601室", "文化街176号院9-2-601": "文化街176号院9号楼2单元601室", "滨江花园2-602": "滨江花园2号楼602室", "桂花花园小区3号楼2单元304室": "桂花花园3号楼2单元304室",
		"滨江花园A座1203": "滨江花园A座1203室", "滨江花园3A号楼1203": "滨江花园3A号楼1203室", "南京路88弄3号502室": "南京路88弄3号502室", "幸福路12号3栋2单元301": "幸福路12号3号楼2单元301室", "三里屯小区二号楼一〇二室": "三里屯小区2号楼102室",
		"八一小区8栋1单元101": "八一小区8号楼1单元101室", "市民小区3栋101": "市民小区3号楼101室", "水乡人家3栋101": "水乡人家3号楼101室", "东区花园3栋101": "东区花园3号楼101室", "金色家园小区3栋101": "金色家园3号楼101室",
		"锦绣小区2单元301室": "锦绣小区2单元301室", "阳光公寓1203室": "阳光公寓1203室", "石桥镇张庄村3组12号": "张庄村3组12号", "江苏省镇江市京口区水岸小区3号楼502室": "江苏省镇江市京口区水岸小区3号楼502室",
		"南山区阳光小区3栋502": "南山区阳光小区3号楼502室", "桂花花园3号楼2单元304室（租户）": "桂花花园3号楼2单元304室", "桂花花园十六栋二单元1701室": "桂花花园16号楼2单元1701室", "桂花花园一号楼一单元一四〇二室": "桂花花园1号楼1单元1402室",
		"锦绣小区三期5号楼2单元301": "锦绣小区三期5号楼2单元301室", "锦绣小区2区5号楼301": "锦绣小区2区5号楼301室",
	} {
		a := ParseAddress(in)
		if got := a.String(); got != want || a.Elsewhere {
			t.Errorf("%s is %q %+v, want %q", in, got, struct{ A, E, B, U, R, Rest string }{a.Area, a.Estate, a.Building, a.Unit, a.Room, a.Rest}, want)
		}
		if again := ParseAddress(want).String(); again != want {
			t.Errorf("%s is read as %s", want, again)
		}
	}
}

func TestAddressesElsewhere(t *testing.T) {
	for _, in := range []string{"赣州市于都县石桥乡张庄村20组", "广东省深圳市务工", "长期在外", "外地", "随子女在外市居住", "张庄村", "深圳市", "石桥乡张庄村", "信阳市固始县"} {
		if a := ParseAddress(in); !a.Elsewhere || a.String() != "" || a.Rest != in {
			t.Errorf("%s: %v, rest %q", in, a.Elsewhere, a.Rest)
		}
	}
	for _, in := range []string{"东风路", "本小区", "桂花新村", "滨江花园", "同上", "", "12345", "2026-01-02", "19900001234", "0391-00004820", "第3网格", "安宁小学二年级", "3年"} {
		if a := ParseAddress(in); a.Elsewhere || a.Home() {
			t.Errorf("%s: %q, elsewhere %v", in, a.String(), a.Elsewhere)
		}
	}
}

func TestAddressParts(t *testing.T) {
	a := ParseAddress("江苏省镇江市京口区幸福街道安宁社区锦绣小区1号楼3单元502室东户")
	if a.Area != "江苏省镇江市京口区" || a.Estate != "锦绣小区" || a.Building != "1" || a.Unit != "3" || a.Room != "502" || a.Rest != "东户" {
		t.Errorf("%+v", struct{ A, E, B, U, R, Rest string }{a.Area, a.Estate, a.Building, a.Unit, a.Room, a.Rest})
	}
	if !ParseAddress("锦绣1-3-502").SameHome(ParseAddress("锦绣花园1栋502室")) || ParseAddress("锦绣1-3-502").SameHome(ParseAddress("锦绣1-2-502")) {
		t.Error("锦绣1-3-502 is 锦绣花园1栋502室, and not 锦绣1-2-502")
	}
}

func TestAddressCells(t *testing.T) {
	for _, c := range []struct{ field, in, want string }{
		{"person.hukou_address", "同左", "同现住址"},
		{"person.hukou_address", "同现住址", "同现住址"},
		{"person.residence_address", "同户籍", "同户籍地址"},
		{"person.hukou_address", "〃", "同现住址"},
		{"person.residence_address", "　长期在外 ", "长期在外"},
		{"event.address", "滨江花园4号楼东侧", "滨江花园4号楼东侧"},
		{"person.residence_address", "滨江花园4号楼1单元301室东户", "滨江花园4号楼1单元301室"},
		{"person.residence_address", "/", ""},
	} {
		if got, issues := ParseText(c.field, c.in); got != c.want || issues != nil {
			t.Errorf("%s is %q %v, want %q", c.in, got, issues, c.want)
		}
	}
}

func anyAddress(t *rapid.T) Address {
	a := Address{
		Estate:   rapid.SampledFrom([]string{"锦绣小区", "桂花花园", "解放街5号院", "三里新村", "华庭", "市民家园"}).Draw(t, "estate"),
		Building: itoa(rapid.IntRange(1, 120).Draw(t, "building")),
	}
	if rapid.Bool().Draw(t, "unit") {
		a.Unit = itoa(rapid.IntRange(1, 9).Draw(t, "which"))
	}
	a.Room = fmt.Sprintf("%d%02d", rapid.IntRange(1, 33).Draw(t, "floor"), rapid.IntRange(1, 8).Draw(t, "door"))
	return a
}

// However a home is written, and whatever stands before it, it is the same home.
func TestAddressesAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAddress(t)
		before := rapid.SampledFrom([]string{"", "安宁社区", "幸福街道", "某市某区幸福街道安宁社区"}).Draw(t, "before")
		for way := range addressWays {
			w := addressWays[way]
			if w.building == "号" && a.Unit == "" {
				continue
			}
			s := before + a.Estate + writeHome(a, way)
			got := ParseAddress(s)
			if got != a {
				t.Fatalf("%+v written %q is read as %+v", a, s, got)
			}
		}
	})
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"锦绣小区1号楼3单元502室", "某市某区幸福街道安宁社区桂花3-3-403", "一号楼", "(3号楼", "）（", "A座", "5号院3#", "赣州市于都县石桥乡张庄村20组", "-1-2-3-", "市区县镇乡街道社区", "\xe4\xb8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := ParseAddress(s)
		if a.Home() == (a.String() == "") || a.Home() && a.Elsewhere {
			t.Fatalf("%q: %+v", s, a)
		}
		ParseText("person.residence_address", s)
		a.SameHome(a)
	})
}

func BenchmarkParseAddress(b *testing.B) {
	for i, s := range []string{"锦绣小区1号楼3单元502室", "锦绣小区1-3-502", "某市某区幸福街道安宁社区解放街5号院（原纺织厂家属院）五号楼一单元三〇一室"} {
		b.Run(itoa(i), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseAddress(s)
			}
		})
	}
}
