package fill

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// stringTable is the part of the texts that cells share (ECMA-376 part 1, 18.4.9).
// New texts go behind those that are there. Texts that no cell uses any longer are
// blanked: they are of people who stood on the form before.
type stringTable struct {
	text  []byte
	count int // entries there were
	added []string
	index map[string]int
}

func newStringTable(text []byte) *stringTable {
	t := &stringTable{text: text, index: map[string]int{}}
	for range t.entries() {
		t.count++
	}
	return t
}

// entries are where the si elements stand.
func (t *stringTable) entries() func(yield func(int, extent) bool) {
	prefix := t.prefix()
	return func(yield func(int, extent) bool) {
		at := 0
		for n := 0; ; n++ {
			e, ok := element(t.text[at:], prefix+"si")
			if !ok || !yield(n, extent{at + e.from, at + e.to}) {
				return
			}
			at += e.to
		}
	}
}

var sstTag = regexp.MustCompile(`<((?:\w+:)?)sst\b[^>]*>`)

func (t *stringTable) prefix() string {
	if m := sstTag.FindSubmatch(t.text); m != nil {
		return string(m[1])
	}
	return ""
}

// add is the number of a text.
func (t *stringTable) add(v string) int {
	n, known := t.index[v]
	if !known {
		n = t.count + len(t.added)
		t.index[v] = n
		t.added = append(t.added, v)
	}
	return n
}

var countAttr = regexp.MustCompile(`\s(?:uniqueCount|count)="\d*"`)

// write is the part with the texts that are gone blanked and the new ones added. The
// counts, which are optional, are left out.
func (t *stringTable) write(gone map[int]bool) []byte {
	prefix := t.prefix()
	var out bytes.Buffer
	out.Grow(len(t.text) + 64*len(t.added))
	at := 0
	if m := sstTag.FindIndex(t.text); m != nil {
		tag := countAttr.ReplaceAll(t.text[m[0]:m[1]], nil)
		out.Write(t.text[:m[0]])
		out.Write(bytes.Replace(tag, []byte("/>"), []byte(">"), 1))
		at = m[1]
		if t.text[at-2] == '/' {
			t.more(&out, prefix)
			out.WriteString("</" + prefix + "sst>")
			return append(out.Bytes(), t.text[at:]...)
		}
	}
	for n, e := range t.entries() {
		if gone[n] {
			out.Write(t.text[at:e.from])
			out.WriteString("<" + prefix + "si><" + prefix + "t/></" + prefix + "si>")
			at = e.to
		}
	}
	end := bytes.LastIndex(t.text, []byte("</"+prefix+"sst"))
	if end < at {
		end = len(t.text)
	}
	out.Write(t.text[at:end])
	t.more(&out, prefix)
	return append(out.Bytes(), t.text[end:]...)
}

func (t *stringTable) more(out *bytes.Buffer, prefix string) {
	open, shut := "<"+prefix+"si>", "</"+prefix+"si>"
	for _, v := range t.added {
		out.WriteString(open)
		out.WriteString(textElement(prefix, v))
		out.WriteString(shut)
	}
}

// textElement is a t element: blanks at its ends stay, and what XML can't hold is
// written as Excel does (ECMA-376 part 1, 22.9.2.19).
func textElement(prefix, v string) string {
	space := ""
	if v != strings.TrimSpace(v) || strings.ContainsAny(v, "\n\t") {
		space = ` xml:space="preserve"`
	}
	return "<" + prefix + "t" + space + ">" + escaped(v) + "</" + prefix + "t>"
}

var codeInText = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func escaped(v string) string {
	if strings.Contains(v, "_x") {
		v = codeInText.ReplaceAllStringFunc(v, func(s string) string { return "_x005F" + s })
	}
	if strings.IndexFunc(v, unwritable) >= 0 {
		var b strings.Builder
		for _, r := range v {
			if unwritable(r) {
				b.WriteString("_x" + strings.ToUpper(strconv.FormatInt(0x10000+int64(r), 16)[1:]) + "_")
			} else {
				b.WriteRune(r)
			}
		}
		v = b.String()
	}
	return escape.Replace(v)
}

func unwritable(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
}

// sharedUses calls with the number of each shared text that a sheet's cells use. It is
// false where they can't be told for sure.
func sharedUses(part []byte, call func(n int)) bool {
	if bytes.Contains(part, []byte(`t='s'`)) {
		return false
	}
	for at := 0; ; {
		n := bytes.Index(part[at:], []byte(`t="s"`))
		if n < 0 {
			return true
		}
		at += n + 5
		head := bytes.IndexByte(part[at:], '>')
		if head < 0 {
			return false
		}
		if at += head + 1; part[at-2] == '/' {
			continue
		}
		v, ok := elementNear(part[at:])
		k, err := strconv.Atoi(v)
		if !ok || err != nil {
			return false
		}
		call(k)
	}
}

// elementNear is the text of the v element with which a cell begins, whatever its
// prefix.
func elementNear(text []byte) (string, bool) {
	text = bytes.TrimLeft(text[:min(len(text), 80)], " \r\n\t")
	head := bytes.IndexByte(text, '>')
	if head < 2 || text[0] != '<' || text[head-1] != 'v' {
		return "", false
	}
	end := bytes.IndexByte(text[head:], '<')
	if end < 0 {
		return "", false
	}
	return strings.TrimSpace(string(text[head+1 : head+end])), true
}
