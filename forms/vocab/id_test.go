package vocab

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

func TestParseID(t *testing.T) {
	for _, c := range []struct{ in, number, birth, sex, fault string }{
		{"11019919770706154x", "11019919770706154X", "1977-07-06", "女", ""},
		{"42019919851022180×", "42019919851022180X", "1985-10-22", "女", ""},
		{" '１１０１９９１９７００９２１２２８３ ", "110199197009212283", "1970-09-21", "女", ""},
		{"110199 19700921 2283", "110199197009212283", "1970-09-21", "女", ""},
		{"110199-19700921-2283", "110199197009212283", "1970-09-21", "女", ""},
		{"身份证：110199197009212283", "110199197009212283", "1970-09-21", "女", ""},
		{"110199197009212283.0", "110199197009212283", "1970-09-21", "女", ""},
		{"510199690312730", "510199196903127307", "1969-03-12", "女", ""},
		{"370199590502996", "370199590502996", "", "", "id_from15_old"},
		{"110199197009212284", "110199197009212284", "1970-09-21", "女", "id_checksum"},
		{"110199202308023000", "110199202308023000", "2023-08-02", "女", "id_cut"},
		{"110199********2283", "110199********2283", "", "女", "id_masked"},
		{"110199197009****83", "110199197009****83", "1970-09", "女", "id_masked"},
		{"110199＊＊＊＊＊＊＊＊2283", "110199********2283", "", "女", "id_masked"},
		{"110199xxxxxxxx2283", "110199********2283", "", "女", "id_masked"},
		{"1.10199E+17", "1.10199E+17", "", "", "id_scientific"},
		{"43Ol99197703141993", "43Ol99197703141993", "", "", "id_letters"},
		{"34019920191250964", "34019920191250964", "", "", "id_length"},
		{"H12345678", "H12345678", "", "", "id_other"},
		{"110199197009212283/370199195905020768", "110199197009212283/370199195905020768", "", "", "id_several"},
		{"", "", "", "", ""},
	} {
		id := ParseID(c.in)
		if id.Number != c.number || id.Birth.String() != c.birth || id.Sex != c.sex || id.Fault != c.fault || id.Valid != (c.fault == "" && c.in != "") {
			t.Errorf("ParseID(%q) = %+v, want %+v", c.in, id, c)
		}
	}
}

// What a faulty number may be meant to be is proposed, never put in its place.
func TestFaultyIDsAreKept(t *testing.T) {
	for in, mended := range map[string]string{"43Ol99197703141993": "430199197703141993", "1101991970092122831": "110199197009212283", "34019920191250964": "", "51019919841117107943": "510199198411171079"} {
		value, issues := ParseText("person.id_no", in)
		if value != in || len(issues) != 1 || issues[0].Severity != forms.Error || issues[0].Suggest != mended {
			t.Errorf("%s is kept as %q, %+v", in, value, issues)
		}
	}
	value, issues := Parse("person.id_no", forms.Cell{Text: "1.10199E+17", Raw: "110199197009212000", Kind: forms.CellNumber})
	if value != "110199197009212000" || len(issues) != 1 || issues[0].Code != "id_cut" {
		t.Errorf("a number cell keeps 15 digits: %q %v", value, issues)
	}
	if value, issues := Parse("person.id_no", forms.Cell{Text: "5.10199E+14", Raw: "510199690312730", Kind: forms.CellNumber}); value != "510199196903127307" || issues[0].Code != "id_from15" {
		t.Errorf("15 digits survive as a number: %q %v", value, issues)
	}
}

// anyID is a valid ID number of an area that no table holds.
func anyID(t *rapid.T) string {
	d := forms.NewDate(rapid.IntRange(1900, 2026).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	first := "110199" + strings.ReplaceAll(d.String(), "-", "") + fmt.Sprintf("%03d", rapid.IntRange(1, 995).Draw(t, "serial"))
	return first + string(CheckChar(first))
}

func TestCheckCharCatchesSingleErrorsAndSwaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := anyID(t)
		if !ParseID(id).Valid {
			t.Fatalf("%s is valid", id)
		}
		i := rapid.IntRange(0, 16).Draw(t, "at")
		digit := byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		if wrong := id[:i] + string(digit) + id[i+1:]; wrong != id && ParseID(wrong).Valid {
			t.Fatalf("%s passes for %s", wrong, id)
		}
		if i < 16 {
			if swapped := id[:i] + string(id[i+1]) + string(id[i]) + id[i+2:]; swapped != id && ParseID(swapped).Valid {
				t.Fatalf("%s passes for %s", swapped, id)
			}
		}
	})
}

func TestFifteenDigitsBecomeEighteen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := anyID(t)
		if id[6:8] != "19" {
			t.Skip("15 digits were given to people born in the 1900s")
		}
		short := id[:6] + id[8:17]
		got := ParseID(short)
		if got.Number != id || !got.Valid || !got.From15 || Upgrade15(short) != id {
			t.Fatalf("%s became %+v, not %s", short, got, id)
		}
	})
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"11019919770706154x", "510199690312730", "110199********1234", "1.1E+17", "43Ol99197703141993", "身份证110199197009212283", "×", "XXXXXXXXXXXXXXXXXX", "11019X199001011234", "X10199199001011234", "110199199001XX1234", "\xf0\x28"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := ParseID(s)
		if id.Valid && (len(id.Number) != 18 || CheckChar(id.Number) != id.Number[17] || id.Birth.IsZero() || id.Fault != "") {
			t.Fatalf("%q: %+v", s, id)
		}
		if id.Mended != "" && !ParseID(id.Mended).Valid {
			t.Fatalf("%q: %+v", s, id)
		}
		if again := ParseID(id.Number); again.Number != id.Number {
			t.Fatalf("%q is %q, which is %q", s, id.Number, again.Number)
		}
	})
}

func BenchmarkParseID(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseID("110199197009212283")
	}
}
