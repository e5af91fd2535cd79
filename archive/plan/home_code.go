package plan

import (
	"strings"
)

// HomeCode is the code printed on a home's visit sheet: its id (H00012) and a check
// digit by ISO 7064 MOD 11,10, which tells every slip of one digit and nearly every
// two digits put the wrong way round.
func HomeCode(household string) string {
	return household + "-" + string(rune('0'+checkDigit(household)))
}

// HomeOf finds the home by its code as keyed: the letter and the hyphen may be left
// out, full-width digits and spaces are read; a slip is not ok.
func HomeOf(code string) (household string, ok bool) {
	s := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(narrow(code)))
	s = strings.TrimPrefix(s, "H")
	if len(s) < 2 || strings.Trim(s, "0123456789") != "" {
		return "", false
	}
	household = "H" + s[:len(s)-1]
	return household, checkDigit(household) == int(s[len(s)-1]-'0')
}

// checkDigit is the check digit over the digits of an id.
func checkDigit(id string) int {
	p := 10
	for _, r := range id {
		if notDigit(r) {
			continue
		}
		if p = (p + int(r-'0')) % 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return (11 - p) % 10
}
