package recognise

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/sheet"
	"huce/forms/vocab"
)

var headerNote = regexp.MustCompile(`^(\d+)(?:-(\d+))?`)

// headerOf is what the manifest says of a file's header: the rows, whether it is
// known at all, and whether the file is a card.
func headerOf(note string) (span forms.Span, card, ok bool) {
	note = strings.TrimSpace(note)
	if strings.HasPrefix(note, "card") || note == "-" {
		return span, true, strings.HasPrefix(note, "card")
	}
	if note == "none" {
		return span, false, true
	}
	m := headerNote.FindStringSubmatch(note)
	if m == nil || strings.Contains(note, "auto") {
		return span, false, false // guessed by a program: nothing to hold on to
	}
	first, err := strconv.Atoi(m[1])
	if err != nil {
		return span, false, false
	}
	last := first
	if m[2] != "" {
		if last, err = strconv.Atoi(m[2]); err != nil {
			return span, false, false
		}
	}
	return forms.Span{First: first, Last: last}, false, true
}

// kindIn is the kind of a file's first sheet by the manifest: by what it calls it, or by
// what it says of its header; "" where it says neither.
func kindIn(row map[string]string) forms.Kind {
	note, kind := strings.TrimSpace(row["header_row(s)"]), row["kind"]
	switch {
	case strings.HasPrefix(kind, "card"), strings.HasPrefix(note, "card"):
		return forms.KindCard
	case kind == "multi-sheet", strings.HasPrefix(kind, "report"):
		return ""
	case kind != "", note == "none", headerNote.MatchString(note) && !strings.Contains(note, "auto"):
		return forms.KindTable
	}
	return ""
}

// Real forms and forms rebuilt from them: none may make recognition panic, and the
// kinds and headers that people noted must be found.
func TestCorpus(t *testing.T) {
	dir := formstest.Shared(t, "corpus")
	var headers, kinds tally
	read := 0
	for _, row := range readTable(t, filepath.Join(dir, "manifest.csv")) {
		folder, _, _ := strings.Cut(row["file"], "/")
		switch folder {
		case "rebuilt", "real", "import_templates", "scrubbed", "variants", "encodings":
		default:
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(row["file"])))
		if err != nil {
			continue
		}
		book, err := sheet.Read(row["file"], data)
		if err != nil {
			continue // named by its reason; sheet's tests look at those
		}
		read++
		layouts := Book(book)
		checkLayouts(t, row["file"], book, layouts)
		if len(layouts) == 0 {
			continue
		}
		l := firstVisible(layouts)
		right := func(l forms.Layout) bool { return l.Kind == kindIn(row) }
		if kind := kindIn(row); kind != "" && !kinds.add(right(*l) || row["kind"] == "card set" && slices.ContainsFunc(layouts, right)) {
			t.Logf("%s: %s, want %s (%s)", row["file"], l.Kind, kind, row["what"])
		}
		want, card, ok := headerOf(row["header_row(s)"])
		if !ok || card || strings.HasPrefix(row["kind"], "card") {
			continue
		}
		// Of three forms of one maker the manifest notes the merged header of two as rows 2
		// and 3, of the third (公积金_个人开户) as row 3: it counts as a miss.
		if !headers.add(l.HeaderRows == want) {
			t.Logf("%s: %s with header %v, want %v (%s)", row["file"], l.Kind, l.HeaderRows, want, row["what"])
		}
	}
	t.Logf("%d files read; headers %v, kinds %v", read, headers, kinds)
	if headers.share() < 0.97 || kinds.share() < 0.98 {
		t.Errorf("headers %v, want at least 0.97; kinds %v, want at least 0.98", headers, kinds)
	}
}

func firstVisible(all []forms.Layout) *forms.Layout {
	for i := range all {
		if !all[i].Hidden && all[i].Kind != forms.KindEmpty {
			return &all[i]
		}
	}
	return &all[0]
}

// checkLayouts holds every layout to what Book and Claims promise: rows and columns
// lie on the sheet, every sheet has a layout, each row that holds text is header,
// data, or skipped with a reason that has words.
func checkLayouts(t testing.TB, file string, b *forms.Book, all []forms.Layout) {
	t.Helper()
	seen := map[int]bool{}
	for i := range all {
		l := &all[i]
		seen[l.SheetIndex] = true
		g := b.Sheets[l.SheetIndex]
		if l.DataRows.Last > len(g.Rows) || l.HeaderRows.Last > len(g.Rows) {
			t.Errorf("%s [%s]: header %v, data %v on %d rows", file, l.Sheet, l.HeaderRows, l.DataRows, len(g.Rows))
		}
		fields := map[string]bool{}
		for _, c := range l.Columns {
			if c.Field != "" && c.Answer == "" && fields[c.Field] && !strings.HasPrefix(c.Field, "person.") && !vocab.OfSubject(c.Field) { // a row may list a home's people
				t.Errorf("%s [%s]: two columns are %s", file, l.Sheet, c.Field)
			}
			fields[c.Field] = true
			if c.Confidence < 0 || c.Confidence > 1 {
				t.Errorf("%s [%s]: confidence %v", file, l.Sheet, c.Confidence)
			}
		}
		c := Claims(g, l)
		if c == nil {
			continue
		}
		if len(c.Values) != len(c.Fields) || len(c.Shown) != len(c.Fields) {
			t.Fatalf("%s [%s]: %d fields, %d columns of values", file, l.Sheet, len(c.Fields), len(c.Values))
		}
		for f := range c.Fields {
			if len(c.Values[f]) != len(c.Rows) || len(c.Shown[f]) != len(c.Rows) {
				t.Fatalf("%s [%s]: %s has %d values for %d rows", file, l.Sheet, c.Fields[f], len(c.Values[f]), len(c.Rows))
			}
		}
	}
	for i, g := range b.Sheets {
		if !seen[i] {
			t.Errorf("%s: sheet %s has no layout", file, g.Name)
		}
	}
}
