package vocab

import "sync"

// crosswalks says which column of which table leads from one code list to another,
// and which column tells that more than the code is needed.
var crosswalks = []struct {
	file, from, column, to, rule string
}{
	{"xwalk_education", "gbt4658_education", "health_record", "health_record_education", ""},
	{"xwalk_education", "gbt4658_education", "census", "census_education", ""},
	{"xwalk_marital", "gbt2261_2_marital", "health_record", "health_record_marital", ""},
	{"xwalk_marital", "gbt2261_2_marital", "census", "census_marital", ""},
	{"xwalk_relation", "gbt4761_family_2digit", "one_digit", "gbt4761_family_1digit", ""},
	{"xwalk_relation", "gbt4761_family_2digit", "census", "census_relation", ""},
	{"xwalk_employment", "gbt2261_4_employment_status", "employment_state_cq", "employment_state_cq", "rule"},
	{"xwalk_medical", "med_insurance_type", "health_record_payment", "health_record_payment", ""},
	{"xwalk_health", "gbt2261_3_health", "one_digit", "gbt2261_3_health_1digit", ""},
}

type crossKey struct{ from, to, code string }

// crossTable holds every crosswalk forwards, and backwards where all codes that
// lead to one mean the same word (30 to 33 are all 大专).
var crossTable = sync.OnceValue(func() map[crossKey]string {
	t := map[crossKey]string{}
	back := map[crossKey][]string{}
	for _, x := range crosswalks {
		readAsset("codes/"+x.file+".csv", func(row map[string]string) {
			to := row[x.column]
			if to == "" || x.rule != "" && row[x.rule] != "" {
				return
			}
			t[crossKey{x.from, x.to, row["code"]}] = to
			k := crossKey{x.to, x.from, to}
			back[k] = append(back[k], row["code"])
		})
	}
	for k, codes := range back {
		if list, ok := Codes(k.to); ok && list.sameWord(codes) {
			t[k] = codes[0]
		}
	}
	return t
})

func (l *CodeList) sameWord(codes []string) bool {
	first, _ := l.Word(codes[0])
	for _, c := range codes[1:] {
		if w, _ := l.Word(c); w != first {
			return false
		}
	}
	return true
}

// Cross is the code of one list that stands for a code of another, such as that of
// the health record for one of GB/T 4658. It is false where there is none, or where
// the code alone does not tell (a 2 of the census may be a son or a daughter).
func Cross(fromList, toList, code string) (string, bool) {
	if fromList == toList {
		return code, true
	}
	to, ok := crossTable()[crossKey{fromList, toList, code}]
	return to, ok
}
