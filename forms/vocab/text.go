package vocab

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// narrowRune makes a full-width letter, digit or sign of ASCII half-width and
// every kind of space a plain one. Zero-width characters become -1.
func narrowRune(r rune) rune {
	switch {
	case r < 0x80:
		if r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' {
			return ' '
		}
		return r
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000' || r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || unicode.IsSpace(r):
		return ' '
	case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069': // the direction marks of address books
		return -1
	case r == '\u200b' || r == '\ufeff' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\u200e' || r == '\u200f':
		return -1
	}
	return r
}

// isPlain reports whether s is printable ASCII without spaces at its ends: most
// numbers and dates are, and need no rewriting.
func isPlain(s string) bool {
	if s == "" {
		return true
	}
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s[0] != ' ' && s[len(s)-1] != ' ' && s[0] != '\''
}

// Narrow is s trimmed, with full-width ASCII (brackets and stops too) made
// half-width, every space a plain one, and the apostrophe that marks text in a
// spreadsheet gone. It is how values are compared and parsed.
func Narrow(s string) string {
	if isPlain(s) {
		return s
	}
	for _, r := range s {
		if narrowRune(r) != r {
			s = strings.Map(narrowRune, s)
			break
		}
	}
	return strings.TrimLeft(strings.TrimSpace(s), "' ")
}

// Tidy is how a text is kept: trimmed, letters, digits and signs half-width, but
// the stops and brackets of Chinese print as they are.
func Tidy(s string) string {
	if isPlain(s) {
		return s
	}
	keep := func(r rune) rune {
		switch r {
		case '，', '。', '：', '；', '？', '！', '（', '）', '～':
			return r
		}
		return narrowRune(r)
	}
	for _, r := range s {
		if keep(r) != r {
			s = strings.Map(keep, s)
			break
		}
	}
	return strings.TrimLeft(strings.TrimSpace(s), "' ")
}

// fold is the form in which words are looked up: narrow, without spaces, letters
// in capitals, the many dots, dashes and quotation marks made one.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r = narrowRune(r); {
		case r == ' ' || r == '"' || r == '\'' || r == '“' || r == '”' || r == '‘' || r == '’' || r == '《' || r == '》':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r == '—' || r == '–' || r == '−' || r == '―' || r == '‐' || r == '‑':
			return '-'
		case r == '【' || r == '〔' || r == '[' || r == '〖' || r == '{' || r == '<':
			return '('
		case r == '】' || r == '〕' || r == ']' || r == '〗' || r == '}' || r == '>':
			return ')'
		}
		return r
	}, s)
}

func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

// allDigits reports whether s is one or more ASCII digits.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isHan reports whether r is a Chinese character, of any plane.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x323af || r >= 0xf900 && r <= 0xfaff || r == '〇'
}

func hasHan(s string) bool {
	for _, r := range s {
		if isHan(r) {
			return true
		}
	}
	return false
}

// cutPrefixes removes the first of the prefixes that s has.
func cutPrefixes(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// cutSuffixes removes the first of the suffixes that s has.
func cutSuffixes(s string, suffixes ...string) (string, bool) {
	for _, p := range suffixes {
		if rest, ok := strings.CutSuffix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// runeLen is the number of characters of s.
func runeLen(s string) int { return utf8.RuneCountInString(s) }
