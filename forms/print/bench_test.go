package print

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"huce/forms"
)

// The register of 14,000 people: at most a twelfth of LibreOffice's time for the
// same table in the same run, 120 MB, 4 MB of PDF.
func BenchmarkRoster14000(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(30)) // as the window does; hucectl keeps to 14
	r := eyeRoster(4000)
	var pages, size int
	for b.Loop() {
		var n counter
		report, err := Roster(&n, r)
		if err != nil {
			b.Fatal(err)
		}
		pages, size = report.Pages, int(n)
	}
	own := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/1e6, "MB-pdf")
	if peak := peakMB(); peak > 0 {
		b.ReportMetric(peak, "MB-peak")
	}
	if office, ok := libreOffice(b, r); ok {
		b.ReportMetric(office.Seconds()/own.Seconds(), "×faster-than-LibreOffice")
	}
}

// Visit sheets for 60 homes.
func BenchmarkVisits60(b *testing.B) {
	var sheets []forms.VisitSheet
	for i := range 60 {
		s := eyeVisits()[i%3]
		s.Code = fmt.Sprintf("HS%06d", i)
		sheets = append(sheets, s)
	}
	for b.Loop() {
		if _, err := Visits(io.Discard, sheets); err != nil {
			b.Fatal(err)
		}
	}
}

// One short letter: what a PDF costs at least once the fonts are loaded.
func BenchmarkOfficial(b *testing.B) {
	d := eyeOfficial()
	for b.Loop() {
		if _, err := Official(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGrid(b *testing.B) {
	g := eyeCard()
	for b.Loop() {
		if _, err := Grid(io.Discard, g, forms.Info{}); err != nil {
			b.Fatal(err)
		}
	}
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

// peakMB is the most memory this process has held, 0 where the system doesn't say.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return 0
	}
	kb, _ := strconv.Atoi(string(m[1]))
	return float64(kb) / 1024
}

// libreOffice is the time LibreOffice takes to make a PDF of the same table.
func libreOffice(b *testing.B, r *forms.Roster) (time.Duration, bool) {
	b.Helper()
	tool, err := exec.LookPath("soffice")
	if err != nil {
		b.Log("LibreOffice is not installed: no ratio")
		return 0, false
	}
	dir := b.TempDir()
	file := filepath.Join(dir, "roster.fods")
	if err := os.WriteFile(file, flatSheet(r), 0o600); err != nil {
		b.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(os.TempDir(), "lo-print"))
	convert := func(in string) time.Duration {
		begin := time.Now()
		if out, err := exec.Command(tool, profile, "--headless", "--convert-to", "pdf", "--outdir", dir, in).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		return time.Since(begin)
	}
	empty := filepath.Join(dir, "empty.fods")
	if err := os.WriteFile(empty, flatSheet(&forms.Roster{Title: "空"}), 0o600); err != nil {
		b.Fatal(err)
	}
	start := convert(empty) // what it takes to start is not its typesetting
	start = min(start, convert(empty))
	return convert(file) - start, true
}

// flatSheet is the roster as a flat OpenDocument spreadsheet, landscape, ruled.
func flatSheet(r *forms.Roster) []byte {
	var x bytes.Buffer
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:border="0.3pt solid #000000" fo:wrap-option="wrap"/><style:text-properties fo:font-size="8.5pt"/></style:style>`)
	for i, c := range r.Columns {
		fmt.Fprintf(&x, `<style:style style:name="w%d" style:family="table-column"><style:table-column-properties style:column-width="%.1fmm"/></style:style>`, i, c.Width*277/244)
	}
	x.WriteString(`<style:page-layout style:name="p"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="10mm"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="p"/></office:master-styles><office:body><office:spreadsheet><table:table table:name="s">`)
	for i := range r.Columns {
		fmt.Fprintf(&x, `<table:table-column table:style-name="w%d"/>`, i)
	}
	row := func(cells []string) {
		x.WriteString(`<table:table-row>`)
		for _, s := range cells {
			fmt.Fprintf(&x, `<table:table-cell table:style-name="c" office:value-type="string"><text:p>%s</text:p></table:table-cell>`, html.EscapeString(s))
		}
		x.WriteString(`</table:table-row>`)
	}
	row([]string{r.Title})
	for _, g := range r.Groups {
		for _, p := range g.Rows {
			row(append(append([]string{}, g.Lead...), p...))
		}
	}
	x.WriteString(`</table:table></office:spreadsheet></office:body></office:document>`)
	return x.Bytes()
}

// 1,000 filled cards of one page each in one file: at most two seconds.
func BenchmarkForms1000(b *testing.B) {
	f := cards(1000)
	var pages, size int
	for b.Loop() {
		var n counter
		report, err := Forms(&n, []forms.Form{f}, forms.Info{})
		if err != nil {
			b.Fatal(err)
		}
		pages, size = report.Pages, int(n)
	}
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(size)/1e6, "MB-pdf")
	if peak := peakMB(); peak > 0 {
		b.ReportMetric(peak, "MB-peak")
	}
}
