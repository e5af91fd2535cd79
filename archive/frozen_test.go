package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

var freeze = flag.Bool("freeze", false, "write the frozen archives of today's version that are not there yet")

// frozenAs are archives of version 2 as they were first written, plain and sealed:
// what is on users' disks, and what later migrations are tried on.
var frozenAs = map[string]string{"plain": "testdata/version2.gz", "sealed": "testdata/version2-sealed.gz"}

// Archives of version 2, as they were first written, open and hold what they held;
// the sealed one by the passwords of both its users.
func TestVersion2Opens(t *testing.T) {
	for kind, file := range frozenAs {
		t.Run(kind, func(t *testing.T) {
			o := options()
			if kind == "sealed" {
				o = sealedOptions()
			}
			now := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "now.huce"), o))
			fillVersion1(t, now)
			if kind == "sealed" {
				must[User](t)(now.AddUser("李录入", RoleEntry, Secret(other1)))
			}
			want := holdings(t, now)
			if err := now.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(file); *freeze && errors.Is(err, os.ErrNotExist) {
				writeFrozen(t, file, readFile(t, now.Path()))
			}
			path := filepath.Join(t.TempDir(), "a.huce")
			if err := os.WriteFile(path, readFrozen(t, file), 0o600); err != nil {
				t.Fatal(err)
			}
			a := must[*Archive](t)(Open(path, o))
			defer a.Close()
			wantHoldings(t, a, want)
			if kind == "plain" {
				return
			}
			b := must[*Archive](t)(reopenAs(t, a, "李录入", other1))
			if got := holdings(t, b); !reflect.DeepEqual(got, want) {
				t.Error("the second user finds something else")
			}
		})
	}
}

func writeFrozen(t *testing.T, file string, data []byte) {
	t.Helper()
	var packed bytes.Buffer
	z := must[*gzip.Writer](t)(gzip.NewWriterLevel(&packed, gzip.BestCompression))
	_, err := z.Write(data)
	if err = errors.Join(err, z.Close(), os.WriteFile(file, packed.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func readFrozen(t *testing.T, file string) []byte {
	t.Helper()
	f := must[*os.File](t)(os.Open(file))
	defer f.Close()
	return must[[]byte](t)(io.ReadAll(must[*gzip.Reader](t)(gzip.NewReader(f))))
}
