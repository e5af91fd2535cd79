package kittest

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// goldens is the variable that has the files in testdata written instead of compared,
// once a change of looks is wanted: HUCE_GOLDEN=1 go test …; git diff shows what it is.
const goldens = "HUCE_GOLDEN"

// Looks compares all that the window shows, where it stands and in what colours, with
// testdata/name.xml.
func (s *Stage) Looks(t *testing.T, name string) {
	t.Helper()
	Looks(t, name, s.Window)
}

// Looks compares what any window shows with testdata/name.xml.
func Looks(t *testing.T, name string, w fyne.Window) {
	t.Helper()
	write(t, name+".xml", func() []byte { return []byte(test.RenderToMarkup(w.Canvas())) })
	test.AssertRendersToMarkup(t, name+".xml", w.Canvas())
}

// write writes a file of testdata anew where that is asked for.
func write(t *testing.T, name string, made func() []byte) {
	t.Helper()
	if os.Getenv(goldens) == "" {
		return
	}
	err := os.MkdirAll("testdata", 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join("testdata", name), made(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Picture compares what a window shows, to the pixel, with testdata/name.png. It is
// for what is drawn; what is written is told by Looks.
func Picture(t *testing.T, name string, w fyne.Window) {
	t.Helper()
	picture := w.Canvas().Capture()
	write(t, name+".png", func() []byte {
		var out bytes.Buffer
		if err := png.Encode(&out, picture); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	})
	test.AssertImageMatches(t, name+".png", picture)
}
