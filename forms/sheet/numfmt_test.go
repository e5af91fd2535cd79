package sheet

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFormatsShowNumbers(t *testing.T) {
	for _, c := range []struct {
		code string
		v    float64
		want string
	}{
		{"General", 19900001234, "19900001234"},
		{"General", 110199900101001, "110199900101001"}, // an ID number of 15 digits
		{"General", 110199199001011234, "1.10199E+17"},  // one of 18 is destroyed
		{"General", 0.1 + 0.2, "0.3"},
		{"General", 2087.0249999999996, "2087.025"},
		{"General", -3, "-3"},
		{"General", 1e-12, "1E-12"},
		{"@", 42, "42"},
		{"0", 0.5, "1"},
		{"0.00", 2.675, "2.68"},
		{"0.00", 2087.0249999999996, "2087.03"},
		{"0.00", -0.001, "0.00"},
		{"#,##0", 1234567, "1,234,567"},
		{"#,##0.00", -1234.5, "-1,234.50"},
		{"#,##0.00_);(#,##0.00)", -1234.5, "(1,234.50)"},
		{"#,##0.00_);(#,##0.00)", 1234.5, "1,234.50"},
		{"#.##", 0.5, ".5"},
		{"0.0#", 3, "3.0"},
		{"0.0#", 3.25, "3.25"},
		{"000", 7, "007"},
		{"000000", 110199, "110199"},
		{"000-0000-0000", 19900001234, "199-0000-1234"},
		{"0%", 0.65, "65%"},
		{"0.00%", 1.1111, "111.11%"},
		{"0.00E+00", 12345, "1.23E+04"},
		{"##0.0E+0", 12345, "12.3E+3"},
		{"0.00E+00", 9.999e-5, "1.00E-04"},
		{"# ?/?", 1.5, "1 1/2"},
		{"# ?/8", 0.25, "2/8"},
		{`0"人"`, 423, "423人"},
		{`0.0"万元"`, 12.34, "12.3万元"},
		{`0,"千"`, 12345, "12千"},
		{"#,##0;[Red]-#,##0", -12, "-12"},
		{`0;-0;"无"`, 0, "无"},
		{`[>=60]"合格";"不合格"`, 75, "合格"},
		{`[>=60]"合格";"不合格"`, 30, "不合格"},
		{"[<0]-0;0", -5, "-5"},
		{`"¥"#,##0.00`, 3000, "¥3,000.00"},
		{"[$¥-804]#,##0", 3000, "¥3,000"},
		{"[DBNum1]General", 105, "一百〇五"},
		{"[DBNum1][$-804]General", 12, "一十二"},
		{"[DBNum1]General", 1e20, "一E+二〇"},
		{`"号"@`, -12, "-12"},
		{"# ??/??", 46086.6, "46086  3/5"},
		{`[DBNum2][$-804]General"元"`, 10203, "壹万零贰佰零叁元"},
		{"[DBNum1]0", 1990, "一九九〇"},
		{"* #,##0_ ", 1234, "1,234"},
		{"G/通用格式", 5, "5"},
		{`G/通用格式"号"`, 5, "5号"},
		{"?0.0?", 1.5, "1.5"},
		{".00", 12.5, "12.50"},
	} {
		if got := compileFormat(c.code).show(c.v); got != c.want {
			t.Errorf("%q of %v is %q, want %q", c.code, c.v, got, c.want)
		}
	}
}

func TestFormatsShowDates(t *testing.T) {
	const noon = 46086.604166666664 // 2026-03-05 14:30, a Thursday
	for _, c := range []struct {
		code string
		v    float64
		want string
	}{
		{"yyyy-mm-dd", 46086, "2026-03-05"},
		{"yyyy/m/d", 46086, "2026/3/5"},
		{"yyyy.mm.dd", 46086, "2026.03.05"},
		{"yyyymmdd", 46086, "20260305"},
		{`yyyy"年"m"月"d"日"`, 46086, "2026年3月5日"},
		{`yyyy"年"m"月";@`, 18323, "1950年3月"},
		{`[$-804]yyyy"年"m"月"d"日";@`, 46086, "2026年3月5日"},
		{`[DBNum1][$-804]yyyy"年"m"月"d"日";@`, 46086, "二〇二六年三月五日"},
		{`[$-1E000804]yyyy"年"m"月"d"日"`, 46086, "二〇二六年三月五日"},
		{`[DBNum1][$-804]yyyy"年"m"月"d"日";@`, 46011, "二〇二五年十二月二十日"},
		{"[$-F800]dddd, mmmm dd, yyyy", 46086, "2026-03-05"},
		{"yy-m-d", 46086, "26-3-5"},
		{"mmm-yy", 46086, "Mar-26"},
		{"d-mmm-yy", 46086, "5-Mar-26"},
		{"aaaa", 46086, "星期四"},
		{`m"月"d"日" aaa`, 46086, "3月5日 四"},
		{"yyyy-mm-dd hh:mm:ss", noon, "2026-03-05 14:30:00"},
		{"yyyy-mm-dd h:mm AM/PM", noon, "2026-03-05 2:30 PM"},
		{`上午/下午h"时"mm"分"`, noon, "下午2时30分"},
		{"h:mm", 0.5, "12:00"},
		{"mm:ss", 0.0423726852, "01:01"},
		{"mm:ss.0", 0.0423726852, "01:01.0"},
		{"[h]:mm:ss", 1.5, "36:00:00"},
		{"[mm]:ss", 1.0 / 24, "60:00"},
		{"yyyy-mm-dd", 1, "1900-01-01"},
		{"yyyy-mm-dd", 59, "1900-02-28"},
		{"yyyy-mm-dd", 60, "1900-02-29"}, // as Excel believes
		{"yyyy-mm-dd", 61, "1900-03-01"},
		{"yyyy-mm-dd", -5, "-5"},
		{"yyyy-mm-dd", 1e7, "10000000"},
		{"e-m-d", 46086, "2026-3-5"},
		{"General", 46086, "46086"},
	} {
		if got := compileFormat(c.code).show(c.v); got != c.want {
			t.Errorf("%q of %v is %q, want %q", c.code, c.v, got, c.want)
		}
	}
	if got := newFormatList().byID(14, nil).show(46086); got != "2026-03-05" {
		t.Errorf("the system's date is shown as %q", got)
	}
	if got := newFormatList().byID(31, nil).show(46086); got != "2026年3月5日" {
		t.Errorf("built-in format 31 shows %q", got)
	}
}

func TestFormatsShowTexts(t *testing.T) {
	for code, want := range map[string]string{
		"General": "张三", "@": "张三", `0;0;0;"户主："@`: "户主：张三", `@"同志"`: "张三同志", "yyyy-mm-dd;@": "张三",
	} {
		if got := compileFormat(code).showText("张三"); got != want {
			t.Errorf("%q shows %q, want %q", code, got, want)
		}
	}
}

// Days of a serial are those of the calendar, from the first that Excel counts
// rightly on.
func TestSerialsAreCalendarDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(61, lastSerial-1).Draw(t, "day")
		m, ok := momentOf(float64(day), 0)
		want := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
		if !ok || m.year != want.Year() || m.month != int(want.Month()) || m.day != want.Day() || m.weekday != int(want.Weekday()) {
			t.Fatalf("serial %d is %+v, want %v", day, m, want)
		}
	})
}

// A whole number of up to 15 digits shows in full, whatever it is.
func TestGeneralShowsWholeNumbersInFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, "n")
		if got := general(float64(n)); got != plain(float64(n)) {
			t.Fatalf("%d shows as %s", n, got)
		}
	})
}

func FuzzNumberFormat(f *testing.F) {
	for _, code := range builtinFormats {
		f.Add(code, 46086.6)
	}
	f.Add(`[DBNum2][>=1]0.0#,_)* ?/?;[h]:mm:ss.000;"x"\y@;G/通用格式`, -1e300)
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Skip("no file holds it")
		}
		format := compileFormat(code)
		format.cell(v, "")
		format.showText(code)
	})
}
