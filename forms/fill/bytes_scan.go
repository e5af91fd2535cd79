package fill

import (
	"bytes"
	"iter"
	"strings"
)

// tagEnd is where the tag that begins at from ends, and whether it is an empty
// element's. A ">" within quotes belongs to an attribute.
func tagEnd(text []byte, from int) (end int, empty, ok bool) {
	quote := byte(0)
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1, text[i-1] == '/', true
		}
	}
	return 0, false, false
}

func isName(c byte) bool {
	return c == '_' || c == '-' || c == '.' || c == ':' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c >= 0x80
}

// attributes are those of a tag, given what stands behind its name. Values are as
// written, with their entities; one in single quotes that holds a double one has it
// as an entity.
func attributes(tag []byte) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for {
			eq := bytes.IndexByte(tag, '=')
			if eq < 0 {
				return
			}
			name := string(bytes.TrimSpace(tag[:eq]))
			rest := bytes.TrimLeft(tag[eq+1:], " \t\r\n")
			if len(rest) == 0 {
				return
			}
			quote := rest[0]
			end := bytes.IndexByte(rest[1:], quote)
			if end < 0 {
				return
			}
			value := string(rest[1 : 1+end])
			if quote == '\'' {
				value = strings.ReplaceAll(value, `"`, "&quot;")
			}
			if !yield(name, value) {
				return
			}
			tag = rest[end+2:]
		}
	}
}

// element is the first element of a name in a text, one that holds no other of it.
func element(text []byte, name string) (extent, bool) {
	open, shut := []byte("<"+name), []byte("</"+name)
	for at := 0; ; {
		n := bytes.Index(text[at:], open)
		if n < 0 {
			return extent{}, false
		}
		from := at + n
		at = from + len(open)
		if at < len(text) && isName(text[at]) {
			continue
		}
		head, empty, ok := tagEnd(text, from)
		if !ok {
			return extent{}, false
		}
		if empty {
			return extent{from, head}, true
		}
		end := bytes.Index(text[head:], shut)
		if end < 0 {
			return extent{}, false
		}
		close := bytes.IndexByte(text[head+end:], '>')
		if close < 0 {
			return extent{}, false
		}
		return extent{from, head + end + close + 1}, true
	}
}

// contentOf is what stands between an element's tags.
func contentOf(element []byte) string {
	head, empty, ok := tagEnd(element, 0)
	if !ok || empty {
		return ""
	}
	return string(element[head:max(head, bytes.LastIndexByte(element, '<'))])
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
