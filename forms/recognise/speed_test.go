package recognise

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"huce/forms"
	"huce/forms/formstest"
	"huce/forms/sheet"
)

// understand reads a file, recognises its sheets and checks their values; it gives
// the number of rows with values.
func understand(b *testing.B, name string, data []byte) int {
	book, err := sheet.Read(name, data)
	if err != nil {
		return 0
	}
	rows := 0
	layouts := Book(book)
	for i := range layouts {
		if c := Claims(book.Sheets[layouts[i].SheetIndex], &layouts[i]); c != nil {
			rows += len(c.Rows)
		}
	}
	return rows
}

// office is LibreOffice with a profile of its own, made before anything is timed.
type office struct{ program, dir string }

func newOffice(b *testing.B) office {
	b.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		b.Skip("LibreOffice is not installed")
	}
	o := office{program, b.TempDir()}
	small := filepath.Join(o.dir, "small.csv")
	if err := os.WriteFile(small, []byte("姓名,性别\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	o.convert(b, small, "ods")
	return o
}

// convert converts a file, and gives the time that took and that of processors.
func (o office) convert(b *testing.B, path, to string) (took, processor time.Duration) {
	b.Helper()
	start := time.Now()
	cmd := exec.Command(o.program, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(o.dir, "profile")), "--headless", "--convert-to", to, "--outdir", o.dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// sixtyThousand writes the residents four times over as one xls.
func sixtyThousand(b *testing.B, from string) string {
	b.Helper()
	g := readBook(b, from).Sheets[0]
	head, people := g.Rows[0], g.Rows[1:]
	long := &forms.Grid{Name: g.Name, Rows: [][]forms.Cell{head}}
	for len(long.Rows) <= 60_000 {
		long.Rows = append(long.Rows, people[:min(len(people), 60_001-len(long.Rows))]...)
	}
	data, err := sheet.Write(&forms.Book{Sheets: []*forms.Grid{long}}, forms.XLS)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "residents_60000x20.xls")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkAgainstOffice reads, recognises and checks large files, and prints the
// share of the time that LibreOffice takes for converting the same file to csv in
// the same run (of processor time too, which other work on the machine touches
// less), and the most heap in use on the way.
func BenchmarkAgainstOffice(b *testing.B) {
	office := newOffice(b)
	perf := formstest.Shared(b, "corpus", "perf")
	residents := filepath.Join(perf, "residents_15000x20.xlsx")
	for _, c := range []struct {
		name string
		path func() string
		rows int
	}{
		{"xlsx_15000x20", func() string { return residents }, 15_000},
		{"xls_15000x20", func() string { return filepath.Join(perf, "residents_15000x20.xls") }, 15_000},
		{"xls_60000x20", func() string { return sixtyThousand(b, residents) }, 60_000},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := c.path()
			theirs, theirCPU := office.convert(b, path, "csv")
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			runtime.GC()
			peak := formstest.PeakHeap()
			before := processorTime()
			for b.Loop() {
				if n := understand(b, path, data); n < c.rows-100 {
					b.Fatalf("%d rows", n)
				}
			}
			ourCPU := (processorTime() - before) / time.Duration(b.N)
			ours := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
			b.ReportMetric(theirs.Seconds(), "office-s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
			if ourCPU > 0 {
				b.ReportMetric(ourCPU.Seconds()/theirCPU.Seconds(), "cpu-ratio")
			}
		})
	}
}

// BenchmarkManyFiles understands 500 small files of all formats, and prints the
// time of one: the forms of the sample community and of the corpus, over and over.
func BenchmarkManyFiles(b *testing.B) {
	root := formstest.Shared(b)
	var names []string
	var files [][]byte
	for _, dir := range []string{"community/files", "corpus/rebuilt", "corpus/variants", "corpus/real", "corpus/scrubbed", "corpus/import_templates", "corpus/encodings"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && len(data) < 1<<20 {
				names, files = append(names, path), append(files, data)
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	const many = 500
	b.Run("500", func(b *testing.B) {
		for b.Loop() {
			for i := range many {
				understand(b, names[i%len(names)], files[i%len(names)])
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/many, "ms/file")
	})
	b.Run("slowest", func(b *testing.B) {
		slowest := time.Duration(0)
		which := ""
		for b.Loop() {
			for i, name := range names {
				start := time.Now()
				understand(b, name, files[i])
				if d := time.Since(start); d > slowest {
					slowest, which = d, name
				}
			}
		}
		b.ReportMetric(slowest.Seconds()*1000, "ms")
		b.Log(filepath.Base(which))
	})
}
