package plan

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseFunds(t *testing.T) {
	for _, c := range []struct {
		text string
		yuan float64
	}{
		{"6000", 6000},
		{"0", 0},
		{"0元", 0},
		{"无", 0},
		{"无需经费", 0},
		{"6,000", 6000},
		{"6，000元", 6000},
		{"６０００", 6000},
		{"1.5万元", 15000},
		{"1.5万", 15000},
		{"2万元整", 20000},
		{"0.8万元", 8000},
		{"3千元", 3000},
		{"1.2亿元", 1.2e8},
		{"¥6,000.00", 6000},
		{"￥6000.5元", 6000.5},
		{"共计5000元", 5000},
		{"6000元（含材料费）", 6000},
		{"6 000 元", 6000},
		{"五千元", 5000},
		{"两万元", 20000},
		{"一万二千元整", 12000},
		{"壹万贰仟元整", 12000},
		{"1万2千元", 12000},
		{"十万元", 100000},
		{"5999.999999", 6000},
		{"三百五十元", 350},
	} {
		got, ok := ParseFunds(c.text)
		if !ok || got != int64(c.yuan*100) {
			t.Errorf("%s: %d fen %v, want %.2f yuan", c.text, got, ok, c.yuan)
		}
	}
	for _, s := range []string{
		"", "按实", "据实列支", "实报实销", "-500", "－500元", "每户300元", "300元/户", "2000-3000元", "约5000元",
		"三五千元", "待定", "见文件", "abc", "1.2.3", "9999999999999999999", "5000+3000", "/",
	} {
		if got, ok := ParseFunds(s); ok {
			t.Errorf("%q: read as %d fen", s, got)
		}
	}
}

func TestYuan(t *testing.T) {
	for fen, want := range map[int64]string{
		0: "0", 100: "1", 1205: "12.05", 1_200_000: "12,000", 123_456_789: "1,234,567.89",
		-50: "-0.50", -1_234_567_00: "-1,234,567", 99_999: "999.99",
	} {
		if got := Yuan(fen); got != want {
			t.Errorf("%d fen: %s, want %s", fen, got, want)
		}
	}
}

// A sum reads back as it was written.
func TestFundsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.Int64Range(0, 1e12).Draw(t, "fen")
		if got, ok := ParseFunds(Yuan(fen) + rapid.SampledFrom([]string{"", "元", " 元整"}).Draw(t, "unit")); !ok || got != fen {
			t.Fatalf("%d fen came back as %d %v", fen, got, ok)
		}
	})
}

func FuzzParseFunds(f *testing.F) {
	for _, s := range []string{"6000", "1.5万元", "按实", "一万二千元", "-5", "1e9", "9999999999亿", "万万万", "十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if fen, ok := ParseFunds(s); fen < 0 || (!ok && fen != 0) {
			t.Errorf("%q: %d %v", s, fen, ok)
		}
	})
}
