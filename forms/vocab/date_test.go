package vocab

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"1950-03-01": "1950-03-01", "1950/3/1": "1950-03-01", "1950.3.1": "1950-03-01", "1950.03": "1950-03", "1950-3": "1950-03",
		"19500301": "1950-03-01", "195003": "1950-03", "1950": "1950", "1950年": "1950", "1950年3月": "1950-03", "1950年03月01日": "1950-03-01",
		"1950 年 3 月 1 日": "1950-03-01", "1950年3月1号": "1950-03-01", "１９５０年３月１日": "1950-03-01", "1950．3．1": "1950-03-01", "1950—3—1": "1950-03-01",
		"1950.03.01.": "1950-03-01", " 1950-03-01 ": "1950-03-01", "'19500301": "1950-03-01", "1950、3、1": "1950-03-01", "1950\\3\\1": "1950-03-01",
		"一九五〇年三月": "1950-03", "一九五〇年三月一日": "1950-03-01", "二〇二六年三月二日": "2026-03-02", "二零二六年十二月三十一日": "2026-12-31",
		"二○○八年八月八日": "2008-08-08", "二OO八年八月八日": "2008-08-08", "一九九〇年一月二十二日": "1990-01-22", "一九五〇年元月": "1950-01",
		"50.3.1": "1950-03-01", "29/12/31": "2029-12-31", "50年3月1日": "1950-03-01", "500301": "1950-03-01", "3/1/1950": "1950-03-01", "31/3/1950": "1950-03-31",
		"1950-03-01 00:00:00": "1950-03-01", "1950-03-01T08:30:00Z": "1950-03-01", "1950/3/1 8:30": "1950-03-01", "20260102 10:20": "2026-01-02",
		"2026年2月3日星期二": "2026-02-03", "2026年2月3日（周二）": "2026-02-03", "1950.3生": "1950-03", "1950年3月出生": "1950-03",
		"18323": "1950-03-01", "46134": "2026-04-22", "1950-00-00": "1950", "1950-03-00": "1950-03", "19500000": "1950",
		"农历1950年三月初一": "1950-04-17", "1950年农历三月初一": "1950-04-17", "1950年3月1日（农历）": "1950-04-17", "一九五〇年腊月廿三": "1951-01-30",
		"农历1950年三月": "1950", "农历1950年": "1950", "1950年正月初一": "1950-02-17", "2023年闰二月初一": "2023-03-22",
	} {
		if got, ok := ParseDate(in); !ok || got.String() != want {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, in := range []string{
		"", "-", "无", "不详", "1950-13-01", "1950-02-30", "3.15", "3月1日", "15", "99999", "19501301", "19900001234", "110199195003011234",
		"1950-03-01至1950-04-01", "2026.1.1-2026.12.31", "全年", "每季度末", "0000-00-00", "1950年3月32日", "农历1950年三月三十五", "2023年闰四月初一", "第3网格", "12:30", "1-3-502", "３号",
	} {
		if got, ok := ParseDate(in); ok {
			t.Errorf("ParseDate(%q) = %v", in, got)
		}
	}
}

// A cell that the file calls a date is read by the number beneath; what it shows
// tells only how precise it is.
func TestDateCells(t *testing.T) {
	for _, c := range []struct {
		text, raw string
		kind      forms.CellKind
		want      string
	}{
		{"1950-03-01", "18323", forms.CellDate, "1950-03-01"},
		{"Mar-50", "18323", forms.CellDate, "1950-03"},
		{"50-3-15", "18337", forms.CellDate, "1950-03-15"},
		{"1950年3月", "18323", forms.CellDate, "1950-03"},
		{"1950年3月", "18337", forms.CellDate, "1950-03-15"},
		{"1950-03-01", "", forms.CellDate, "1950-03-01"},
		{"46134", "", forms.CellNumber, "2026-04-22"},
		{"19500301", "", forms.CellNumber, "1950-03-01"},
	} {
		if got, issues := Parse("person.birth", forms.Cell{Text: c.text, Raw: c.raw, Kind: c.kind}); got != c.want || len(issues) > 0 {
			t.Errorf("%q over %q is %q %v, want %q", c.text, c.raw, got, issues, c.want)
		}
	}
	if _, issues := Parse("vet.enlist", forms.Cell{Text: "1995.1", Kind: forms.CellNumber}); len(issues) != 1 || issues[0].Code != "date_month_cut" {
		t.Errorf("a number 1995.1 may be October: %v", issues)
	}
}

func TestSerialDates(t *testing.T) {
	for n, want := range map[int]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 25569: "1970-01-01", 36526: "2000-01-01", 46023: "2026-01-01"} {
		if got, ok := serialDate(n); !ok || got.String() != want {
			t.Errorf("serial %d is %v, want %s", n, got, want)
		}
	}
}

// Every way of writing a date that Spell knows is read as that date again.
func TestDatesAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t)
		for way := range dateWays {
			s := writeDate(d, way)
			if got, ok := ParseDate(s); !ok || got != d {
				t.Fatalf("%v written %q is read as %v", d, s, got)
			}
		}
	})
}

func anyDate(t *rapid.T) forms.Date {
	d := forms.NewDate(rapid.IntRange(1900, 2099).Draw(t, "year"), rapid.IntRange(0, 12).Draw(t, "month"), 0)
	if d.Month > 0 {
		d.Day = uint8(rapid.IntRange(0, 28).Draw(t, "day"))
	}
	return d
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"1950-03-01", "农历一九五〇年闰三月初一", "50.3.1", "二OO八年", "2026-01-02T15:04:05", "46134", "１９５０年", "腊月廿三", "1950年3月1日上午", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		if ok != !d.IsZero() || ok && !d.Valid() {
			t.Fatalf("%q: %v, %v", s, d, ok)
		}
		if again, _ := ParseDate(d.String()); ok && again != d {
			t.Fatalf("%q is %v, which is read as %v", s, d, again)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for _, s := range []string{"1950-03-01", "19500301", "1950年3月1日", "一九五〇年三月一日"} {
		b.Run(fmt.Sprint(len(s), "bytes"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseDate(s)
			}
		})
	}
}
