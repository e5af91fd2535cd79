package forms

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCellName(t *testing.T) {
	for _, c := range []struct {
		row, col int
		want     string
	}{{0, 0, "A1"}, {16, 4, "E17"}, {0, 25, "Z1"}, {1, 26, "AA2"}, {9, 701, "ZZ10"}, {9, 702, "AAA10"}} {
		if got := CellName(c.row, c.col); got != c.want {
			t.Errorf("CellName(%d, %d) = %s, want %s", c.row, c.col, got, c.want)
		}
	}
}

func TestSqueeze(t *testing.T) {
	for in, want := range map[string]string{"姓　名": "姓名", " 姓 名\n": "姓名", "备\u00a0注": "备注", "": ""} {
		if got := Squeeze(in); got != want {
			t.Errorf("Squeeze(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		birth, on Date
		want      int
	}{
		{NewDate(1950, 3, 1), NewDate(2026, 3, 1), 76},
		{NewDate(1950, 3, 2), NewDate(2026, 3, 1), 75},
		{NewDate(1950, 0, 0), NewDate(2026, 1, 1), 76},
		{NewDate(2026, 5, 0), NewDate(2026, 4, 30), -1},
		{NewDate(2024, 2, 29), NewDate(2026, 2, 28), 1},
	} {
		if got := c.birth.Age(c.on); got != c.want {
			t.Errorf("age of %s on %s = %d, want %d", c.birth, c.on, got, c.want)
		}
	}
}

func TestDateIsWrittenAndReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{Year: int16(rapid.IntRange(1000, 9999).Draw(t, "year"))}
		if rapid.Bool().Draw(t, "with month") {
			d.Month = uint8(rapid.IntRange(1, 12).Draw(t, "month"))
			if rapid.Bool().Draw(t, "with day") {
				d.Day = uint8(rapid.IntRange(1, daysIn(int(d.Year), int(d.Month))).Draw(t, "day"))
			}
		}
		got, ok := ParseISO(d.String())
		if !ok || got != d {
			t.Fatalf("%v is written %q and read as %v, %v", d, d.String(), got, ok)
		}
	})
}

func TestParseISORefuses(t *testing.T) {
	for _, s := range []string{"", "50-01-01", "2026-2-1", "2026-02-30", "2026-13", "2026-00", "2026-01-01-01", "年"} {
		if d, ok := ParseISO(s); ok {
			t.Errorf("ParseISO(%q) = %v", s, d)
		}
	}
}

// Days runs without gap or jump through leap years and the turn of a century.
func TestDaysRunOn(t *testing.T) {
	prev := NewDate(1899, 12, 31).Days()
	for y := 1900; y <= 2101; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= daysIn(y, m); d++ {
				if n := NewDate(y, m, d).Days(); n != prev+1 {
					t.Fatalf("%04d-%02d-%02d is day %d after day %d", y, m, d, n, prev)
				}
				prev++
			}
		}
	}
}

func TestClaimsKeepEveryColumnAsLongAsItsRows(t *testing.T) {
	var c Claims
	r := c.Add(RowRef{Number: 4})
	c.Put(r, "person.name", "张三", "张 三")
	r = c.Add(RowRef{Number: 5})
	c.Put(r, "person.sex", "男", "男")
	if got := c.Get(0, "person.sex"); got != "" {
		t.Errorf("a field added later holds %q in an earlier row", got)
	}
	if got := c.ShownAs(c.Column("person.name"), 0); got != "张 三" {
		t.Errorf("shown as %q", got)
	}
	for f := range c.Fields {
		if len(c.Values[f]) != 2 || len(c.Shown[f]) != 2 {
			t.Errorf("%s has %d values and %d shown", c.Fields[f], len(c.Values[f]), len(c.Shown[f]))
		}
	}
}

func TestDateString(t *testing.T) {
	for _, tc := range []struct {
		d    Date
		want string
	}{
		{NewDate(1950, 3, 1), "1950-03-01"},
		{NewDate(2026, 12, 31), "2026-12-31"},
		{NewDate(1950, 3, 0), "1950-03"},
		{NewDate(1950, 0, 0), "1950"},
		{NewDate(950, 1, 2), "0950-01-02"},
		{Date{}, ""},
	} {
		if got := tc.d.String(); got != tc.want {
			t.Errorf("%+v is %q, want %q", tc.d, got, tc.want)
		}
	}
}
