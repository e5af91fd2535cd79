package vocab

import (
	"strings"
	"testing"

	"huce/forms"
)

func TestParsePhone(t *testing.T) {
	for in, want := range map[string]string{
		"19900001234": "19900001234", "199 0000 1234": "19900001234", "199-0000-1234": "19900001234", "1990 0001 234": "19900001234", "１９９００００１２３４": "19900001234",
		"+86 19900001234": "19900001234", "8619900001234": "19900001234", "019900001234": "19900001234", "'19900001234": "19900001234", "19900001234.0": "19900001234",
		"0391-00004820": "039100004820", "(010)80001234": "01080001234", "010-8000 1234": "01080001234", "80001234": "80001234", "8000-1234": "80001234", "8001234": "8001234",
		"010-80001234转801": "01080001234转801", "19900001234/19900005678": "19900001234、19900005678", "19900001234 19900005678": "19900001234、19900005678",
		"19900001234、0391-00004820": "19900001234、039100004820", "1990000123419900005678": "19900001234、19900005678", "张三19900001234": "19900001234",
		"19900001234（儿子）19900005678（女儿）": "19900001234、19900005678", "儿子:199 0000 1234；女儿:199 0000 5678": "19900001234、19900005678", "400-800-1234": "4008001234", "12345": "12345",
	} {
		got, ok := ParsePhone(in)
		if !ok || strings.Join(got, "、") != want {
			t.Errorf("ParsePhone(%q) = %v, %v; want %s", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "无", "1990000123", "199000012345", "199****1234", "1.99E+10", "110199197009212283", "2026-03-01x"} {
		if got, ok := ParsePhone(in); ok {
			t.Errorf("ParsePhone(%q) = %v", in, got)
		}
	}
}

func TestPhoneCells(t *testing.T) {
	for _, c := range []struct {
		cell        forms.Cell
		value, code string
	}{
		{forms.Cell{Text: "1.99E+10", Raw: "19900001234", Kind: forms.CellNumber}, "19900001234", ""},
		{forms.Cell{Text: "1.99E+10", Kind: forms.CellText}, "1.99E+10", "phone_scientific"},
		{forms.Cell{Text: "199****1234", Kind: forms.CellText}, "199****1234", "phone_masked"},
		{forms.Cell{Text: "1990000-123", Kind: forms.CellText}, "1990000123", "phone_unreadable"},
		{forms.Cell{Text: "0000-00000542/19900001234；19900005678", Kind: forms.CellText}, "19900001234、19900005678、0000-00000542", "phone_unreadable"},
		{forms.Cell{Text: "199****1234、19900005678", Kind: forms.CellText}, "19900005678、199****1234", "phone_unreadable"},
		{forms.Cell{Text: "19900005678/无", Kind: forms.CellText}, "19900005678", ""},
		{forms.Cell{Text: "空号", Kind: forms.CellText}, "", ""},
	} {
		value, issues := Parse("person.phone", c.cell)
		if value != c.value || (len(issues) == 0) != (c.code == "") || len(issues) > 0 && issues[0].Code != c.code {
			t.Errorf("%q is %q %v, want %q %s", c.cell.Text, value, issues, c.value, c.code)
		}
	}
}

func FuzzParsePhone(f *testing.F) {
	for _, s := range []string{"19900001234", "0391-00004820转12", "张三199 0000 1234/8000123", "+86", "()()", "1990000123419900005678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		phones, ok := ParsePhone(s)
		if ok && len(phones) == 0 {
			t.Fatalf("%q: nothing, and yet well", s)
		}
		for _, p := range phones {
			if digits, _, _ := strings.Cut(p, "转"); !allDigits(digits) {
				t.Fatalf("%q: %q", s, p)
			}
		}
		if again, fine := ParsePhone(strings.Join(phones, "、")); ok && (!fine || strings.Join(again, "、") != strings.Join(phones, "、")) {
			t.Fatalf("%q is %v, which is %v", s, phones, again)
		}
	})
}

func BenchmarkParsePhone(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParsePhone("199-0000-1234")
	}
}
