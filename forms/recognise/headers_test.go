package recognise

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/vocab"
)

// headerCase is a table's title and labels, with the fields that each may mean.
type headerCase struct {
	title  string
	labels []string
	fields [][]string // none where the column is the department's own
}

func readHeaders(t testing.TB, path string) []headerCase {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []headerCase
	for _, line := range strings.Split(string(raw), "\n") {
		title, rest, ok := strings.Cut(line, " | ")
		if !ok {
			continue
		}
		h := headerCase{title: title}
		for _, part := range strings.Split(rest, " | ") {
			at := strings.LastIndexByte(part, '=')
			if at < 0 {
				t.Fatalf("%s: no = in %q", title, part)
			}
			h.labels = append(h.labels, part[:at])
			h.fields = append(h.fields, strings.Split(part[at+1:], ","))
		}
		out = append(out, h)
	}
	return out
}

// grid is the form with so many rows: blank, or with values that its fields take.
func (h headerCase) grid(rows int, filled bool) *forms.Grid {
	lines := []string{h.title + strings.Repeat("|<", len(h.labels)-1), strings.Join(h.labels, "|")}
	for r := range rows {
		cells := make([]string, len(h.labels))
		for c, f := range h.fields {
			if f[0] == "calc.seq" {
				cells[c] = fmt.Sprint(r + 1)
			} else if filled && f[0] != "" {
				cells[c] = exampleOf(f[0], r)
			}
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return sheetOf("Sheet1", strings.Join(lines, "\n"))
}

// exampleOf is a value that a field takes; n chooses one.
func exampleOf(field string, n int) string {
	def, _ := vocab.Field(field)
	names := []string{"夏雨荷", "傅晓燕", "常有福", "谷雨", "白露", "万里"}
	switch {
	case strings.HasSuffix(field, "name") && def.Type == "text" && !strings.HasPrefix(field, "org.") && field != "person.bank_name", field == "org.legal", field == "health.doctor", strings.HasSuffix(field, "visitor"), strings.HasSuffix(field, "helper"), field == "report.filler":
		return names[n%len(names)]
	case field == "person.bank_name":
		return "农村商业银行"
	}
	switch def.Type {
	case "idcard":
		return invented(fmt.Sprintf("19%02d0%d1%d", 40+7*n%60, 1+n%9, n%9), []string{"m", "f"}[n%2])
	case "phone":
		return fmt.Sprintf("199000%05d", 17*n+3)
	case "date":
		return fmt.Sprintf("20%02d-%02d-%02d", 10+n%12, 1+n%12, 1+n%28)
	case "month":
		return fmt.Sprintf("20%02d年%d月", 10+n%12, 1+n%12)
	case "address":
		return fmt.Sprintf("锦绣小区%d栋%d单元%d01", 1+n%9, 1+n%3, 1+n%6)
	case "code", "multicode":
		if l, ok := vocab.Codes(def.Codes); ok {
			return l.Entries[n%len(l.Entries)].Word
		}
		return "江苏省南京市"
	case "bool":
		return []string{"是", "否"}[n%2]
	case "integer":
		return fmt.Sprint(2 + n%5)
	case "decimal", "money":
		return fmt.Sprint(80 + 5*n)
	case "bankcard":
		return fmt.Sprintf("62284800%011d", 7919*n+13)
	}
	return ""
}

// Headers of the forms of thirty departments, written from what such forms ask and in
// their words: blank, and with values in them.
func TestHeaders(t *testing.T) {
	var precision, recall tally
	for _, h := range readHeaders(t, filepath.Join("testdata", "headers.txt")) {
		for _, filled := range []bool{false, true} {
			l := Book(bookOf(h.grid(12, filled)))[0]
			if l.Kind != forms.KindTable || l.HeaderRows != (forms.Span{First: 2, Last: 2}) {
				t.Errorf("%s, filled %v: %s with header %v", h.title, filled, l.Kind, l.HeaderRows)
				continue
			}
			got := map[int]forms.Column{}
			for _, c := range l.Columns {
				got[c.Index] = c
			}
			for i, label := range h.labels {
				g := got[i]
				ok := slices.Contains(h.fields[i], g.Field)
				if g.Field != "" {
					precision.add(ok)
				}
				if h.fields[i][0] != "" {
					recall.add(ok)
				}
				if !ok {
					t.Logf("%s, filled %v, %s: got %s (%.2f), want %v", h.title, filled, label, g.Field, g.Confidence, h.fields[i])
				}
			}
		}
	}
	t.Logf("precision %v recall %v", precision, recall)
	if precision.share() < .98 || recall.share() < .95 {
		t.Errorf("precision %v, want at least .98; recall %v, want at least .95", precision, recall)
	}
}
