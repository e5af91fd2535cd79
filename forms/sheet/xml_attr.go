package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// attr is the value of an attribute by its local name, "" where it is not there.
func (s *xmlScanner) attr(name string) string {
	v := s.rawAttr(name)
	if bytes.IndexByte(v, '&') < 0 {
		return string(v)
	}
	return string(unescape(bytes.Clone(v)))
}

// rawAttr is the value as written, nil where it is not there.
func (s *xmlScanner) rawAttr(name string) []byte {
	for _, a := range s.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// flag reads a boolean attribute: true, 1, on.
func (s *xmlScanner) flag(name string) bool { return isTrue(string(s.rawAttr(name))) }

func isTrue(v string) bool { return v == "1" || v == "true" || v == "on" || v == "True" }

// number reads an attribute that counts something; otherwise is its default.
func (s *xmlScanner) number(name string, otherwise int) int {
	if n, err := strconv.Atoi(string(s.rawAttr(name))); err == nil {
		return n
	}
	return otherwise
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func trimSpace(b []byte) []byte { return bytes.Trim(b, " \t\r\n") }

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// unescape resolves entities in place: what they stand for is never longer.
func unescape(b []byte) []byte {
	i := bytes.IndexByte(b, '&')
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		if b[i] != '&' {
			out = append(out, b[i])
			i++
			continue
		}
		end := bytes.IndexByte(b[i:min(len(b), i+12)], ';')
		if end > 0 {
			if r, ok := entity(b[i+1 : i+end]); ok {
				out = utf8.AppendRune(out, r)
				i += end + 1
				continue
			}
		}
		out = append(out, '&')
		i++
	}
	return out
}

func entity(name []byte) (rune, bool) {
	if len(name) > 1 && name[0] == '#' {
		digits, base := string(name[1:]), 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseUint(digits, base, 32)
		return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
	}
	r, ok := entities[string(name)]
	return r, ok
}
