package vocab

import (
	"strings"

	"huce/forms"
)

// Fits says how well a shown value looks like one of this field: 1 surely, 0 not at
// all. A text field takes anything that looks like nothing better. A blank is 0;
// ask of a column's values that are not blank.
func Fits(field, text string) float64 {
	f, ok := Field(field)
	if !ok || IsBlank(text) {
		return 0
	}
	switch {
	case isPersonName(f.Name):
		return fitsName(text)
	case f.Name == "disabled.cert_no":
		return fitsDisabledCert(text)
	}
	switch f.Type {
	case "idcard":
		return fitsID(text)
	case "phone":
		return fitsPhone(text)
	case "date", "month":
		if v := fitsDate(text); v > 0 || !isDeadline(f.Name) {
			return v
		}
		if IsTerm(text) {
			return 0.9
		}
		return 0
	case "address":
		return fitsAddress(text)
	case "bool":
		return fitsBool(f, text)
	case "code", "multicode":
		return fitsCode(f, text)
	case "integer", "decimal", "money":
		return fitsNumber(f, text)
	case "bankcard":
		if d := strings.ReplaceAll(Narrow(text), " ", ""); allDigits(d) && len(d) >= 12 && len(d) <= 19 && !ParseID(d).Valid {
			return 0.95
		}
		return 0
	}
	return fitsText(text)
}

func fitsID(text string) float64 {
	id := ParseID(text)
	switch {
	case id.Valid:
		return 1
	case id.Masked && !id.Birth.IsZero() || id.Masked && id.Region != "":
		return 0.9
	case !id.Birth.IsZero():
		return 0.8 // 18 characters that hold a day but fail the check
	case id.Fault == "id_letters" && id.Mended != "":
		return 0.8
	case id.Fault == "id_letters" && (len(id.Number) == 18 || len(id.Number) == 15):
		return 0.5
	case id.Fault == "id_length" && (len(id.Number) >= 16 && len(id.Number) <= 19) && allDigits(id.Number[:len(id.Number)-1]) && holdsBirth(id.Number):
		return 0.6
	case id.Fault == "id_other":
		return 0.3
	case isNothing(text):
		return 0.2
	}
	return 0
}

// fitsDisabledCert looks at the 20 digits of a disability certificate: the ID number,
// the kind (1–7) and the grade (1–4), and B with a count for a copy.
func fitsDisabledCert(text string) float64 {
	s := cleanID(text)
	if len(s) < 20 || len(s) > 22 {
		return fitsText(text) * 0.8
	}
	if id, ok := plainID(s[:18]); ok && id.Valid && s[18] >= '1' && s[18] <= '7' && s[19] >= '1' && s[19] <= '4' {
		return 1
	}
	return 0.5
}

// holdsBirth reports whether a number of the wrong length has a year of birth about
// where an ID number has it.
func holdsBirth(n string) bool {
	for at := 5; at <= 7; at++ {
		if c := n[at : at+2]; c == "19" || c == "20" {
			return true
		}
	}
	return false
}

func fitsPhone(text string) float64 {
	if phones, ok := ParsePhone(text); ok {
		if isMobile(phones[0]) {
			return 1
		}
		if len(phones[0]) > 9 {
			return 0.9
		}
		if s := Narrow(text); len(s) == 8 {
			if _, date := ParseDate(s); date {
				return 0.1
			}
		}
		return 0.5
	}
	s := Narrow(text)
	if strings.Contains(s, "*") && len(s) == 11 && s[0] == '1' {
		return 0.9
	}
	if (len(s) == 10 || len(s) == 12) && allDigits(s) && s[0] == '1' {
		return 0.5 // a digit lost or one too many
	}
	return 0
}

func fitsDate(text string) float64 {
	d, note, ok := readDate(text)
	switch s := Narrow(text); {
	case !ok:
		if _, _, ok := MonthDay(text); ok && strings.Contains(s, "月") {
			return 0.9
		} else if ok {
			return 0.5
		}
		return 0
	case note == dateSerial:
		return 0.4
	case allDigits(s) && len(s) == 4:
		return 0.4
	case allDigits(s) && len(s) == 6 && !d.Full():
		return 0.7
	case note == dateGuessed:
		return 0.6
	}
	return 1
}

func fitsAddress(text string) float64 {
	if SameAs(text) {
		return 0.9
	}
	if _, date := ParseDate(text); date || !hasHan(text) && !strings.ContainsAny(text, "-#－＃") {
		return 0
	}
	a := ParseAddress(text)
	n := runeLen(text)
	switch {
	case a.Home() && a.Estate != "" && a.Room != "":
		return 1
	case a.Home() && a.Room != "" && hasHan(text):
		return 0.7
	case a.Home() && a.Estate != "":
		return 0.8
	case a.Elsewhere && n >= 6:
		return 0.9
	case a.Elsewhere:
		return 0.5
	case n >= 4 && strings.ContainsAny(text, "路街巷弄里村镇乡区市县号"):
		return 0.5
	case n >= 2 && n <= 30:
		return 0.15
	}
	return 0
}

func fitsBool(f forms.FieldDef, text string) float64 {
	if _, issues := readBool(f, forms.Cell{Text: text}); issues != nil {
		return 0
	}
	if s := fold(text); allDigits(s) {
		return 0.5
	}
	return 0.9
}

func fitsCode(f forms.FieldDef, text string) float64 {
	l, ok := Codes(f.Codes)
	if !ok {
		if strings.HasPrefix(f.Codes, "gbt2260") && ParseAddress(text).Home() {
			return 0.1 // a street and a door, where a province or a county is asked for
		}
		return fitsText(text)
	}
	if _, sure, ok := l.read(text); ok {
		if sure {
			return 1
		}
		return 0.45
	}
	if word, ok := wordOf(f, "", text); ok && word != "" {
		if allDigits(fold(text)) {
			return 0.35
		}
		return 0.95
	}
	if f.Type == "multicode" {
		if _, found := wordOf(f, "", splitCodes(Narrow(text))[0]); found {
			return 0.9
		}
	}
	if (openLists[f.Codes] || f.Type == "multicode") && hasHan(text) && runeLen(text) <= 12 {
		return 0.3
	}
	return 0
}

func fitsNumber(f forms.FieldDef, text string) float64 {
	value, _, ok := parseNumber(text)
	whole := !strings.Contains(value, ".")
	switch {
	case !ok:
		return 0
	case f.Type == "integer" && (!whole || len(value) > 7):
		return 0.1
	case len(strings.TrimLeft(value, "-")) > 11:
		return 0.05
	case f.Name == "calc.age":
		if len(value) <= 2 || len(value) == 3 && value < "125" {
			return 0.8
		}
		return 0
	case strings.HasSuffix(f.Name, ".year") || strings.HasSuffix(f.Name, "_year") && f.Type == "integer":
		if d, date := ParseDate(value); date && !d.Full() {
			return 0.8
		}
		return 0.1
	}
	return 0.6
}

func fitsText(text string) float64 {
	s := Narrow(text)
	switch {
	case len(s) == 18 && ParseID(s).Valid, isMobile(s):
		return 0.05
	case allDigits(s):
		return 0.25
	}
	return 0.35
}
