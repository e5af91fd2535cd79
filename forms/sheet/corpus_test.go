package sheet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"huce/forms"
	"huce/forms/formstest"
)

// filesUnder are all files in a folder and below.
func filesUnder(t testing.TB, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Every file of the corpus gets an answer in time, within memory, without a trace
// in the folder for temporary files, and every refusal is a fault, none of them a
// panic caught at the boundary.
func TestReadAnswersEveryFileOfTheCorpus(t *testing.T) {
	const most = 10 * time.Second
	root := formstest.Shared(t, "corpus")
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	refused := map[string]int{}
	read := 0
	for _, path := range filesUnder(t, root) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(root, path)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		book, err := Read(path, data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if took > most {
			t.Errorf("%s: took %v", name, took)
		}
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 300 {
			t.Errorf("%s: allocated %d MB", name, got)
		}
		var fault *forms.Fault
		switch {
		case err == nil && len(book.Sheets) == 0:
			t.Logf("%s: no sheets", name)
			read++
		case err == nil:
			read++
		case !errors.As(err, &fault), strings.Contains(err.Error(), "panic"):
			t.Errorf("%s: %v is no fault", name, err)
		default:
			refused[fault.Code]++
			t.Logf("%s: %v", name, err)
		}
	}
	if left := filesUnder(t, temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	t.Logf("read %d, refused %v", read, refused)
}
