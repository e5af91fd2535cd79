package print

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"testing"

	"huce/forms"
	"huce/forms/print/pdftext"
)

var update = flag.Bool("update", false, "write what pages look like now to testdata/golden.json")

// kinds are one example of every kind of page.
func kinds() map[string]func(w io.Writer) (Report, error) {
	redHead := eyeOfficial()
	redHead.RedHead, redHead.Number, redHead.Sealed = "某某街道和平里社区居民委员会文件", "和社〔2026〕1号", false
	table := eyeTasks()
	table.Title, table.Note = "任务分解表", "注：经费随事转。"
	return map[string]func(w io.Writer) (Report, error){
		"official":        func(w io.Writer) (Report, error) { return Official(w, eyeOfficial()) },
		"official red":    func(w io.Writer) (Report, error) { return Official(w, redHead) },
		"roster":          func(w io.Writer) (Report, error) { return Roster(w, eyeRoster(80)) },
		"visits":          func(w io.Writer) (Report, error) { return Visits(w, eyeVisits()) },
		"table":           func(w io.Writer) (Report, error) { return Table(w, table, forms.Info{}, false) },
		"table landscape": func(w io.Writer) (Report, error) { return Table(w, table, forms.Info{}, true) },
		"grid card":       func(w io.Writer) (Report, error) { return Grid(w, eyeCard(), forms.Info{}) },
		"statistics":      func(w io.Writer) (Report, error) { return Statistics(w, eyeStatistics()) },
		"catalogue":       func(w io.Writer) (Report, error) { return Catalogues(w, eyeCatalogues(), forms.Info{}) },
		"box covers":      func(w io.Writer) (Report, error) { return write(w)(LayBoxCovers(eyeBoxes(), forms.Info{})) },
		"spines":          func(w io.Writer) (Report, error) { return write(w)(LaySpines(eyeBoxes(), forms.Info{})) },
		"box notes":       func(w io.Writer) (Report, error) { return write(w)(LayBoxNotes(eyeBoxes(), forms.Info{})) },
		"roster bound":    func(w io.Writer) (Report, error) { return Roster(w, bound(eyeRoster(80), false)) },
		"roster homes":    func(w io.Writer) (Report, error) { return Roster(w, bound(eyeRoster(6), true)) },
		"forms":           func(w io.Writer) (Report, error) { return Forms(w, []forms.Form{cards(3)}, forms.Info{}) },
		"marked": func(w io.Writer) (Report, error) {
			p, err := LayOfficial(eyeOfficial())
			if err != nil {
				return Report{}, err
			}
			return p.Write(w, marks())
		},
		"grid list": func(w io.Writer) (Report, error) { return Grid(w, eyeList(60), forms.Info{}) },
	}
}

// shows is a hash of all that a document shows: every text with its place, size and
// font, every rule, every bookmark.
func shows(d *pdftext.Document) string {
	h := sha256.New()
	for _, p := range d.Pages {
		fmt.Fprintf(h, "page %.1f %.1f\n", p.Width, p.Height)
		for _, r := range p.Runs {
			fmt.Fprintf(h, "%.2f %.2f %.2f %.3f %v %s %q\n", r.X, r.Y, r.Size, r.Track, r.Turned, d.Fonts[r.Font].Name, r.Text)
		}
		for _, r := range p.Rules {
			fmt.Fprintf(h, "%.2f %.2f %.2f %.2f %.2f\n", r.X1, r.Y1, r.X2, r.Y2, r.Width)
		}
	}
	fmt.Fprintln(h, d.Outline)
	return fmt.Sprintf("%x", h.Sum(nil))
}

// Equal input gives equal bytes, and pages look as they did when somebody last
// looked at them. After a change that is meant, look at the pages (TestEye), then
// run with -update.
func TestPagesAreAsTheyWere(t *testing.T) {
	const file = "testdata/golden.json"
	golden := map[string]string{}
	if b, err := os.ReadFile(file); err == nil {
		if err := json.Unmarshal(b, &golden); err != nil {
			t.Fatal(err)
		}
	}
	now := map[string]string{}
	var names []string
	for name, print := range kinds() {
		doc, _, first := printed(t, print)
		_, _, second := printed(t, print)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: the same input gave other bytes", name)
		}
		now[name] = shows(doc)
		names = append(names, name)
	}
	if *update {
		b, err := json.MarshalIndent(now, "", "  ")
		if err == nil {
			err = os.WriteFile(file, append(b, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	sort.Strings(names)
	for _, name := range names {
		if now[name] != golden[name] {
			t.Errorf("%s: its pages have changed", name)
		}
	}
}
