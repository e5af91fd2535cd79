package sheet

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"huce/forms"
)

// What we read of a document's tables is what LibreOffice makes of them.
func TestTablesAgreeWithOffice(t *testing.T) {
	o := findOffice(t)
	root, files := filesOf(t, forms.DOCX, forms.ODT, forms.WordML)
	in, out := t.TempDir(), t.TempDir()
	var copies []string
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		extension := map[bool]string{true: ".docx", false: ".xml"}[data[0] == 'P'] // LibreOffice wants Word's XML so named
		copies = append(copies, filepath.Join(in, fmt.Sprintf("d%d%s", i, extension)))
		if err := os.WriteFile(copies[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o.convert(t, "html:HTML (StarWriter)", out, copies)
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(f, data)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		page, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("d%d.html", i)))
		if err != nil {
			t.Fatal(err)
		}
		var ours []string
		for _, g := range b.Sheets {
			if texts := tableTexts(g); texts != "" {
				ours = append(ours, texts)
			}
		}
		name, _ := filepath.Rel(root, f)
		theirs := slices.DeleteFunc(htmlTables(t, page), func(s string) bool { return s == "" })
		if diff := firstDifference(ours, theirs); diff != "" {
			t.Errorf("%s: %d tables, LibreOffice has %d; %s", name, len(ours), len(theirs), diff)
		}
	}
}

// firstDifference is where two lists of tables' texts begin to differ.
func firstDifference(ours, theirs []string) string {
	for i := range max(len(ours), len(theirs)) {
		var a, b []string
		if i < len(ours) {
			a = strings.Split(ours[i], "\n")
		}
		if i < len(theirs) {
			b = strings.Split(theirs[i], "\n")
		}
		for j := range max(len(a), len(b)) {
			if j >= len(a) || j >= len(b) || (a[j] != b[j] && !sameButNumbers(a[j], b[j])) {
				return fmt.Sprintf("table %d: %q, they %q", i+1, append(a, "")[min(j, len(a))], append(b, "")[min(j, len(b))])
			}
		}
	}
	return ""
}

// listNumbers are the numbers of a list, which LibreOffice's page leaves to the
// browser.
var listNumbers = regexp.MustCompile(`[0-9]+[、.)）]?`)

// sameButNumbers reports whether ours is theirs with numbers of a list added.
func sameButNumbers(ours, theirs string) bool {
	return len(ours) > len(theirs) && listNumbers.ReplaceAllString(ours, "") == listNumbers.ReplaceAllString(theirs, "")
}

// tableTexts are the texts of a table's cells, without spaces, a line each.
func tableTexts(g *forms.Grid) string {
	var b strings.Builder
	for _, r := range g.Rows {
		for _, c := range r {
			if t := forms.Squeeze(c.Text); t != "" {
				b.WriteString(t + "\n")
			}
		}
	}
	return b.String()
}

// htmlTables are the same of a page's tables.
func htmlTables(t *testing.T, page []byte) []string {
	var tables []string
	var cell strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	for inCell := false; ; {
		kind := z.Next()
		name, _ := z.TagName()
		switch {
		case kind == html.ErrorToken:
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			return tables
		case kind == html.StartTagToken && string(name) == "table":
			tables = append(tables, "")
		case kind == html.StartTagToken && string(name) == "td":
			inCell = true
			cell.Reset()
		case kind == html.EndTagToken && string(name) == "td":
			text := strings.Map(func(r rune) rune { // its marks of content controls
				if r < ' ' {
					return -1
				}
				return r
			}, forms.Squeeze(cell.String()))
			if text != "" {
				tables[len(tables)-1] += text + "\n"
			}
			inCell = false
		case kind == html.TextToken && inCell:
			cell.Write(z.Text())
		}
	}
}
