package sheet

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// markup is what a text that is no plain table may begin with, or hold early on
// (a regular expression, in small letters), the telling ones first. Where it
// isn't read, kind ends the fault's code.
var markup = []struct {
	begins string
	holds  *regexp.Regexp
	format forms.Format
	kind   string
}{
	{"<", regexp.MustCompile(`<(\w+:)?workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet`), forms.SpreadsheetML, ""},
	{"<", regexp.MustCompile(`schemas\.microsoft\.com/office/(word/2003/wordml|2006/xmlpackage)`), forms.WordML, ""},
	{"<", regexp.MustCompile(`opendocument\.spreadsheet`), forms.ODS, ""},
	{"<", regexp.MustCompile(`opendocument\.text`), forms.ODT, ""},
	{"<", regexp.MustCompile(`<(html|!doctype html|table|meta|div)`), forms.HTML, ""},
	{"<?xml", regexp.MustCompile(``), "", "xml"},
	{"mime-version:", regexp.MustCompile(``), "", "mht"},
	{"from: <", regexp.MustCompile(`mime-version:`), "", "mht"},
}

// sniffText tells a text table from other texts and from bytes that are no text.
func sniffText(data []byte) (forms.Format, error) {
	const enough = 64 << 10
	cut := data[:min(len(data), enough)]
	if len(cut) < len(data) && bytes.IndexByte(cut, 0) < 0 { // end on a line, so that no character is cut
		if i := bytes.LastIndexByte(cut, '\n'); i > enough/2 {
			cut = cut[:i+1]
		}
	}
	t := decodeText(cut)
	if !isText(t) {
		return "", forms.NewFault("file_unknown")
	}
	lower := strings.ToLower(strings.TrimLeft(t.text[:min(len(t.text), 8<<10)], " \t\r\n\uFEFF"))
	for _, m := range markup {
		if strings.HasPrefix(lower, m.begins) && m.holds.MatchString(lower) {
			if m.format != "" {
				return m.format, nil
			}
			return "", other(m.kind)
		}
	}
	if !isTable(strings.TrimRight(t.text, "\x00\x1A")) {
		return "", forms.NewFault("file_not_table")
	}
	return forms.CSV, nil
}

// isText reports whether what was decoded is text: no control characters but the
// usual, and hardly anything undecodable.
func isText(t plainText) bool {
	control, all := 0, 0
	for _, r := range strings.TrimRight(t.text, "\x00\x1A") {
		all++
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v' {
			control++
		}
	}
	return all > 0 && control*100 <= all && t.broken*10 <= all
}

// isTable reports whether a text is a table: a separator makes columns of it, or
// it is a list of short lines.
func isTable(text string) bool {
	if declared, _ := declaredComma(text); declared != 0 {
		return true
	}
	if first := strings.TrimLeft(text, " \t\r\n\uFEFF"); strings.HasPrefix(first, "{") || strings.HasPrefix(first, "[") {
		return false
	}
	if _, s := sniffComma(text); s > 0 {
		return true
	}
	return isList(text)
}

// isList knows a table of one column: lines short and without full stops.
func isList(text string) bool {
	lines, short := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		if utf8.RuneCountInString(line) <= 40 && !strings.ContainsAny(line, "。；：，") && !strings.HasSuffix(line, ".") {
			short++
		}
	}
	return lines > 0 && short*10 >= lines*9
}
