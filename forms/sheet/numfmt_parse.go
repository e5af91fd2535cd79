package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// compileFormat compiles a format code. What makes no sense is taken literally:
// a format never fails.
func compileFormat(code string) *numFormat {
	f := &numFormat{}
	if len(code) > 1024 {
		code = "General"
	}
	for i, part := range splitSections(code) {
		s := parseSection(part)
		if i == 3 || (i > 0 && s.isText()) {
			f.text = &s
			break
		}
		f.sections = append(f.sections, s)
	}
	if f.text == nil && len(f.sections) == 1 && f.sections[0].isText() {
		f.text, f.sections = &f.sections[0], nil // what is for texts alone shows numbers as General
	}
	return f
}

// splitSections splits at semicolons outside quotes, brackets and escapes.
func splitSections(code string) []string {
	var parts []string
	from, quoted, bracket := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case quoted:
			quoted = c != '"'
		case c == '"':
			quoted = true
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case c == ';' && !bracket:
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	return append(parts, code[from:])
}

// dateTokens that a section may hold, longest first where one begins another.
// Matching ignores case.
var dateTokens = []string{
	"上午/下午", "am/pm", "a/p", "aaaa", "aaa",
	"yyyy", "yyy", "yy", "y", "eee", "ee", "e", "mmmmm", "mmmm", "mmm", "mm", "m",
	"dddd", "ddd", "dd", "d", "hh", "h", "ss", "s", "gg", "g", "b2yyyy", "b1yyyy",
}

// signItems are the signs that are an item by themselves.
var signItems = map[byte]itemKind{'.': itemPoint, ',': itemComma, '%': itemPercent, '@': itemText}

// generalName is the name of the format General, in English or Chinese, that
// stands at hand; "" where none does.
func generalName(rest string) string {
	for _, name := range []string{"general", "g/通用格式"} {
		if hasPrefixFold(rest, name) {
			return rest[:len(name)]
		}
	}
	return ""
}

// parseSection reads one section.
func parseSection(code string) section {
	var s section
	digits := false
	literal := func(t string) { s.items = append(s.items, item{itemLiteral, t}) }
	for i := 0; i < len(code); {
		rest := code[i:]
		_, n := utf8.DecodeRuneInString(rest)
		switch c := rest[0]; {
		case c == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				end = len(rest) - 1
			}
			literal(rest[1 : 1+end])
			n = min(end+2, len(rest))
		case c == '\\' || c == '!':
			_, m := utf8.DecodeRuneInString(rest[1:])
			literal(rest[1 : 1+m])
			n = 1 + m
		case c == '_' || c == '*': // room of a character's width; a filler
			_, m := utf8.DecodeRuneInString(rest[1:])
			n = 1 + m
			if c == '_' {
				literal(" ")
			}
		case c == '[':
			n = s.bracket(rest)
		case c == '0' || c == '#' || c == '?':
			digits = true
			s.items = append(s.items, item{itemDigit, rest[:1]})
		case signItems[c] != itemLiteral:
			s.items = append(s.items, item{signItems[c], rest[:1]})
		case c == '/' && digits && !s.date:
			s.items = append(s.items, item{itemSlash, "/"})
		case generalName(rest) != "":
			s.items = append(s.items, item{itemGeneral, ""})
			s.general = true
			n = len(generalName(rest))
		case (c == 'E' || c == 'e') && len(rest) > 1 && (rest[1] == '+' || rest[1] == '-') && digits:
			s.items = append(s.items, item{itemExponent, rest[1:2]})
			n = 2
		default:
			if t := dateToken(rest); t != "" {
				s.items = append(s.items, item{itemDate, t})
				s.date = true
				n = len(t)
			} else {
				literal(rest[:n])
			}
		}
		i += n
	}
	if s.date {
		s.settleClock()
	}
	return s
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func dateToken(rest string) string {
	for _, t := range dateTokens {
		if hasPrefixFold(rest, t) {
			return t
		}
	}
	return ""
}

// bracket reads [Red], [>=100], [$-804], [DBNum1], [h] and gives its length.
func (s *section) bracket(rest string) int {
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		s.items = append(s.items, item{itemLiteral, "["})
		return 1
	}
	in := rest[1:end]
	lower := strings.ToLower(in)
	switch {
	case strings.HasPrefix(in, "$"):
		s.currency(in[1:])
	case lower == "dbnum1" || lower == "dbnum2":
		s.dbnum = int(lower[5] - '0')
	case lower != "" && (strings.Trim(lower, "h") == "" || strings.Trim(lower, "m") == "" || strings.Trim(lower, "s") == ""):
		s.items = append(s.items, item{itemDate, "[" + lower + "]"})
		s.date = true
	case strings.ContainsAny(in[:min(1, len(in))], "<>="):
		s.when = condition(in)
		s.negative = s.when != nil && !s.when(0) && !s.when(1)
	}
	return end + 1
}

// numerals are the shapes of digits that the upper byte of a locale asks for, as
// DBNum does, of simplified and traditional Chinese and of Japanese.
var numerals = map[string]int{"1b": 1, "1c": 2, "1e": 1, "1f": 2, "21": 1, "22": 2}

// currency reads what follows "$" in brackets: a currency sign and a locale. The
// locales F800 and F400 are the system's long date and time.
func (s *section) currency(in string) {
	sign, locale, _ := strings.Cut(in, "-")
	if sign != "" {
		s.items = append(s.items, item{itemLiteral, sign})
	}
	switch {
	case strings.EqualFold(locale, "F800"):
		s.locale = true
	case len(locale) == 8: // shape, calendar, language
		s.dbnum = numerals[strings.ToLower(locale[:2])]
	}
}

// condition reads >=100 and its kin; nil where it is none.
func condition(in string) func(float64) bool {
	op := in[:len(in)-len(strings.TrimLeft(in, "<>="))]
	limit, err := strconv.ParseFloat(strings.TrimSpace(in[len(op):]), 64)
	if err != nil {
		return nil
	}
	switch op {
	case "<":
		return func(v float64) bool { return v < limit }
	case "<=":
		return func(v float64) bool { return v <= limit }
	case ">":
		return func(v float64) bool { return v > limit }
	case ">=":
		return func(v float64) bool { return v >= limit }
	case "=":
		return func(v float64) bool { return v == limit }
	case "<>":
		return func(v float64) bool { return v != limit }
	}
	return nil
}

// isText reports whether the section is the one for texts.
func (s *section) isText() bool {
	text := false
	for _, it := range s.items {
		switch it.kind {
		case itemText:
			text = true
		case itemLiteral:
		default:
			return false
		}
	}
	return text
}
