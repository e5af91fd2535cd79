package office

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"

	"huce/archive"
	"huce/forms/sample"
)

// cheap makes tests fast; no archive of a user's has it.
var cheap = archive.KeyCost{Passes: 1, Memory: 64, Lanes: 1}

// searcher looks for many texts at once, each as UTF-8, UTF-16 and GBK.
type searcher struct {
	by    map[[4]byte][]spelled // by the first four bytes
	found map[string]bool
}

type spelled struct {
	text  string
	bytes []byte
}

// surest is how many bytes must match where there is much to search: fewer come
// about by chance.
const surest = 6

func newSearcher(t *testing.T, texts []string) *searcher {
	t.Helper()
	s := &searcher{by: map[[4]byte][]spelled{}, found: map[string]bool{}}
	for _, text := range texts {
		gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
		if err != nil {
			gbk = nil // a name with characters that GBK lacks
		}
		var le, be []byte
		for _, u := range utf16.Encode([]rune(text)) {
			le, be = append(le, byte(u), byte(u>>8)), append(be, byte(u>>8), byte(u))
		}
		for _, b := range [][]byte{[]byte(text), gbk, le, be} {
			if len(b) >= surest {
				s.by[[4]byte(b)] = append(s.by[[4]byte(b)], spelled{text, b})
			}
		}
	}
	return s
}

func (s *searcher) in(data []byte) {
	for i := 0; i+4 <= len(data); i++ {
		for _, w := range s.by[[4]byte(data[i:])] {
			if bytes.HasPrefix(data[i:], w.bytes) {
				s.found[w.text] = true
			}
		}
	}
}

// streams visits everything that decompresses out of data: zstd frames wherever
// their mark stands, and deflate (which gzip, zlib and zip hold) from any byte on.
// What a zstd frame holds is looked through in turn.
func streams(t *testing.T, data []byte, visit func([]byte)) {
	t.Helper()
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for i := range data {
		if bytes.HasPrefix(data[i:], []byte{0x28, 0xB5, 0x2F, 0xFD}) {
			if err := z.Reset(bytes.NewReader(data[i:])); err != nil {
				t.Fatal(err)
			}
			plain, _ := io.ReadAll(io.LimitReader(z, 64<<20)) // up to where it ends or breaks off
			visit(plain)
			deflated(plain, visit)
		}
	}
	deflated(data, visit)
}

func deflated(data []byte, visit func([]byte)) {
	src := bytes.NewReader(data)
	f := flate.NewReader(src)
	out := bytes.NewBuffer(nil)
	for i := range data {
		src.Reset(data[i:])
		if err := f.(flate.Resetter).Reset(src, nil); err != nil {
			continue
		}
		out.Reset()
		_, _ = io.Copy(out, io.LimitReader(f, 64<<20)) // up to where it ends or breaks off
		if out.Len() >= surest {
			visit(out.Bytes())
		}
	}
}

// missing are the texts that a file doesn't show in any way.
func missing(t *testing.T, path string, texts []string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := newSearcher(t, texts)
	s.in(data)
	streams(t, data, s.in)
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return s.found[text] })
}

// everyone is every name and ID number of the sample community: those of the
// register made of its forms, and all that the truth about it knows.
func everyone(t *testing.T, o *Office) (registered, all []string) {
	t.Helper()
	reg, err := o.archive.Register()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	add := func(list *[]string, v string) {
		if v != "" && !seen[v] {
			seen[v] = true
			*list = append(*list, v)
		}
	}
	for i := range reg.People {
		add(&registered, reg.People[i].Value("person.name"))
		add(&registered, reg.People[i].Value("person.id_no"))
	}
	all = slices.Clone(registered)
	community, err := sample.Generate(sample.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range community.Truth {
		if strings.HasSuffix(f.Path, "persons.csv") {
			for _, row := range rowsOf(t, f.Data) {
				add(&all, row["name"])
				add(&all, row["id_no"])
			}
		}
	}
	return registered, all
}

// The file of a sealed archive shows no name and no ID number of anyone, in itself
// or in anything that decompresses out of it; neither does one that was plain until
// it was sealed. A plain one shows everyone, so the search is known to find.
func TestSealedFileShowsNobody(t *testing.T) {
	dir := t.TempDir()
	options := func() Options {
		return Options{Password: archive.Secret("示例社区的密码一二三"), Cost: cheap, Now: func() time.Time { return noon }}
	}
	open := func(dir string, opt Options) *Office {
		if _, err := Demo(t.Context(), dir, opt, nil); err != nil {
			t.Fatal(err)
		}
		opt.Password = options().Password
		o, err := Open(filepath.Join(dir, "demo.huce"), opt)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	plainly := options()
	plainly.Password = nil
	o := open(filepath.Join(dir, "plain"), plainly)
	registered, all := everyone(t, o)
	if len(registered) < 200 || len(all) < len(registered) {
		t.Fatalf("only %d names and numbers", len(registered))
	}
	if lost := missing(t, o.Path(), registered); len(lost) > 0 {
		t.Errorf("the search doesn't find %d of %d in a plain archive, such as %q", len(lost), len(registered), lost[0])
	}
	if _, err := o.Seal(t.Context(), "", options().Password, nil); err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	sealed := open(filepath.Join(dir, "sealed"), options())
	if err := sealed.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{o.Path(), sealed.Path()} {
		if lost := missing(t, path, all); len(lost) != len(all) {
			t.Errorf("%s shows %d of %d names and numbers", path, len(all)-len(lost), len(all))
		}
	}
}

// The search finds what is hidden in the ways that it looks through.
func TestTheSearchFinds(t *testing.T) {
	const name, number = "欧阳小明", "110199194001010018"
	text := []byte("x" + name + "," + number)
	var gz, zs bytes.Buffer
	z := gzip.NewWriter(&gz)
	e, err := zstd.NewWriter(&zs)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{z, e} {
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var nested bytes.Buffer
	e.Reset(&nested)
	if _, err := e.Write(append([]byte("zip"), gz.Bytes()...)); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	for way, data := range map[string][]byte{
		"as it is": text, "in GBK": gbk, "gzip": gz.Bytes(), "zstd": zs.Bytes(), "gzip in zstd": nested.Bytes(), "nowhere": {0, 1, 2, 3, 4},
	} {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, append([]byte("\x00page\xff"), append(data, 0, 7)...), 0o600); err != nil {
			t.Fatal(err)
		}
		lost := missing(t, path, []string{name, number})
		if want := map[bool]int{true: 2}[way == "nowhere"]; len(lost) != want {
			t.Errorf("%s: not found are %q", way, lost)
		}
	}
}
