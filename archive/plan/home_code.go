package plan

import "strings"

// alphabet are the characters of a home's code, by their value (ISO 7064 MOD 37,36).
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// HomeCode is the code printed on a home's visit sheet: its id and a check
// character by ISO 7064 MOD 37,36, which tells every single slip and nearly every
// pair of characters put the wrong way round.
func HomeCode(household string) string {
	return household + "-" + string(alphabet[checkOf(household)])
}

// HomeOf finds the home by its code as keyed: small letters, full-width ones,
// spaces and a missing hyphen are read; a slip is not ok.
func HomeOf(code string) (household string, ok bool) {
	s := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(narrow(code)))
	if len(s) < 2 || strings.Trim(s, alphabet) != "" {
		return "", false
	}
	household = s[:len(s)-1]
	return household, alphabet[checkOf(household)] == s[len(s)-1]
}

func checkOf(s string) int {
	p := 36
	for _, r := range strings.ToUpper(s) {
		v := strings.IndexRune(alphabet, r)
		if v < 0 {
			continue
		}
		if p = (p + v) % 36; p == 0 {
			p = 36
		}
		p = p * 2 % 37
	}
	return (37 - p) % 36
}
