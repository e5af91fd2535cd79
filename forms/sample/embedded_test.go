package sample

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"huce/assets"
)

var update = flag.Bool("update", false, "write the embedded sample community anew")

// embeddedPath is the file that package assets carries inside.
const embeddedPath = "../../assets/sample.zip"

// pack is a zip of files by name, without times: equal files give equal bytes.
func pack(files []File) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	sorted := slices.SortedFunc(slices.Values(files), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range sorted {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Path, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.Data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

func unpack(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// The embedded sample community is what BuiltIn makes, and is small.
func TestEmbeddedSample(t *testing.T) {
	c := generate(t, BuiltIn())
	want, err := pack(c.Files)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(embeddedPath, want, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("written: %d files, %d bytes", len(c.Files), len(want))
		return
	}
	got := assets.Sample()
	if len(got) > 1_200_000 {
		t.Errorf("%d bytes are too many to carry", len(got))
	}
	if bytes.Equal(got, want) {
		return
	}
	embedded := unpack(t, got)
	for _, f := range c.Files {
		if !bytes.Equal(embedded[f.Path], f.Data) {
			t.Logf("%s differs", f.Path)
		}
	}
	t.Error("the embedded sample community is not what the generator makes: renew it with go generate ./forms/sample")
}
