package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"huce/forms"
)

// oleKinds are what an OLE container holds, by the name of a stream at its root;
// the first that is there counts.
var oleKinds = []struct {
	stream string
	fault  string // "" is read
}{
	{"EncryptedPackage", "file_password"},
	{"Workbook", ""},
	{"Book", ""}, // of Excel 5 and 95
	{"WordDocument", "file_is_doc"},
	{"PowerPoint Document", "file_is_ppt"},
}

// sniffOLE says what an OLE container holds.
func sniffOLE(data []byte) (f forms.Format, err error) {
	names, err := oleNames(data)
	if err != nil {
		return "", damaged(err)
	}
	for _, k := range oleKinds {
		if !names[strings.ToLower(k.stream)] {
			continue
		}
		switch {
		case k.fault == "":
			return forms.XLS, nil
		case k.stream == "WordDocument" && lockedWord(data):
			return "", forms.NewFault("file_locked")
		}
		return "", forms.NewFault(k.fault)
	}
	return "", forms.NewFault("file_unknown")
}

// lockedWord reports whether a Word document is encrypted: bit 8 of the flags at
// the head of its main stream ([MS-DOC] 2.5.2).
func lockedWord(data []byte) bool {
	head, err := oleStream(data, "WordDocument")
	return err == nil && len(head) > 11 && head[11]&1 != 0
}

// errNoStream is a container without the stream asked for.
var errNoStream = errors.New("ole: no such stream")

// errOLE is what a container that contradicts itself comes to.
var errOLE = errors.New("ole: damaged container")

// openOLE opens a container. The library panics on some damaged ones.
func openOLE(data []byte) (r *mscfb.Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("%w: %v", errOLE, p)
		}
	}()
	return mscfb.New(bytes.NewReader(data))
}

// oleNames are the names of the streams at the root.
func oleNames(data []byte) (map[string]bool, error) {
	r, err := openOLE(data)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, f := range r.File {
		if len(f.Path) == 0 {
			names[strings.ToLower(f.Name)] = true
		}
	}
	return names, nil
}

// piece is how much of a stream is read at once.
const piece = 64 << 10

// oleStream is the content of a stream at the root.
func oleStream(data []byte, name string) (content []byte, err error) {
	r, err := openOLE(data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			content, err = nil, fmt.Errorf("%w: %v", errOLE, p)
		}
	}()
	for _, f := range r.File {
		if len(f.Path) > 0 || !strings.EqualFold(f.Name, name) {
			continue
		}
		if f.Size < 0 || f.Size > int64(len(data)) { // a damaged length must not cost memory
			return nil, errOLE
		}
		content = make([]byte, f.Size)
		n, err := 0, error(nil)
		for n < len(content) && err == nil { // in pieces: the library takes long over many sectors at once
			var more int
			more, err = io.ReadFull(f, content[n:min(n+piece, len(content))])
			n += more
		}
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) { // cut short: what there is
			err = nil
		}
		return content[:n], err
	}
	return nil, errNoStream
}
