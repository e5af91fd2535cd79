package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// odf is an OpenDocument file (ISO/IEC 26300): a zip whose content.xml and
// styles.xml matter here, or both in one flat XML file.
type odf struct {
	b      *budget
	styles odfStyles
	open   func(part string) (*xmlScanner, error)
}

func openODF(ctx context.Context, data []byte) (*odf, error) {
	o := &odf{b: newBudget(ctx), styles: newODFStyles()}
	if !strings.HasPrefix(string(data[:min(len(data), 2)]), "PK") {
		o.open = func(part string) (*xmlScanner, error) { return scanText(data, o.b), nil }
		return o, o.readStyles("content.xml")
	}
	p, err := openParcel(data, o.b)
	if err != nil {
		return nil, err
	}
	if locked, err := lockedODF(p); locked || err != nil {
		if err == nil {
			err = forms.NewFault("file_locked")
		}
		return nil, err
	}
	o.open = p.scan
	if err := o.readStyles("styles.xml"); err != nil && !errors.Is(err, errNoPart) {
		return nil, err
	}
	return o, o.readStyles("content.xml")
}

// lockedODF reports whether the manifest says that parts are encrypted.
func lockedODF(p *parcel) (bool, error) {
	r, err := p.open("META-INF/manifest.xml")
	if err != nil {
		return false, nil // a file without a manifest opens elsewhere too
	}
	manifest, err := io.ReadAll(r)
	return strings.Contains(string(manifest), "encryption-data"), err
}

// body scans the content up to the element just opened that holds it
// (spreadsheet, text).
func (o *odf) body(name string) (*xmlScanner, error) {
	s, err := o.open("content.xml")
	if err != nil {
		return nil, err
	}
	for inBody := false; ; {
		tok, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case tok == tokenEnd:
			return nil, errXML
		case tok == tokenOpen && string(s.name) == "body":
			inBody = true
		case tok == tokenOpen && inBody && string(s.name) == name:
			return s, nil
		}
	}
}

// odfUnseen is what of a text is not shown where it stands.
var odfUnseen = map[string]bool{
	"annotation": true, "annotation-end": true, "note": true, "ruby-text": true, "tracked-changes": true,
	"image": true, "object": true, "object-ole": true, "control": true, "title": true, "desc": true,
	"event-listeners": true, "forms": true, "sequence-decls": true, "variable-decls": true, "user-field-decls": true,
	"glue-point": true, "shapes": true, "dde-source": true, "hidden-text": true, "hidden-paragraph": true,
}

// odfText gathers the text of a paragraph: runs of white space are one space.
type odfText struct {
	strings.Builder
	spaces bool // runs of spaces are kept, as LibreOffice does in cells
	spaced bool // white space was just written
}

func (t *odfText) add(raw []byte) {
	for len(raw) > 0 {
		end := 0
		for end < len(raw) && isSpace(raw[end]) {
			end++
		}
		if end > 0 {
			t.space(raw[:end])
			raw = raw[end:]
			continue
		}
		for end < len(raw) && !isSpace(raw[end]) {
			end++
		}
		t.Write(raw[:end])
		t.spaced = false
		raw = raw[end:]
	}
}

// space takes a run of white space.
func (t *odfText) space(run []byte) {
	switch {
	case t.spaces && len(bytes.Trim(run, " ")) == 0:
		t.Write(run)
	case !t.spaced && t.Len() > 0:
		t.WriteByte(' ')
		t.spaced = true
	}
}

// String is the text, bytes that are no characters replaced.
func (t *odfText) String() string {
	if s := t.Builder.String(); utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(t.Builder.String(), "\uFFFD")
}

// mark appends what an element without text of its own shows; false where the
// element is none of them.
func (t *odfText) mark(s *xmlScanner) bool {
	switch string(s.name) {
	case "s":
		t.WriteString(strings.Repeat(" ", min(max(1, s.number("c", 1)), 1000)))
	case "tab":
		t.WriteByte('\t')
	case "line-break":
		t.WriteByte('\n')
	default:
		return false
	}
	t.spaced = false
	return true
}

// repeated is how many columns or rows an element stands for.
func repeated(s *xmlScanner, name string, most int) int {
	return min(max(1, s.number(name, 1)), most)
}

// concealed reports whether a row or column is hidden or filtered away.
func concealed(s *xmlScanner) bool {
	v := string(s.rawAttr("visibility"))
	return v == "collapse" || v == "filter"
}

// odfLengths are the units of a length, in inches.
var odfLengths = []struct {
	unit   string
	inches float64
}{{"in", 1}, {"cm", 1 / 2.54}, {"mm", 1 / 25.4}, {"pt", 1.0 / 72}, {"pc", 1.0 / 6}, {"px", 1.0 / 96}}

// charsPerInch of a table's text, 7 pixels a character.
const charsPerInch = 96.0 / 7

// odfChars is a length ("2.5cm") as a number of characters.
func odfChars(length string) float64 {
	for _, u := range odfLengths {
		if n, ok := strings.CutSuffix(length, u.unit); ok {
			v, _ := strconv.ParseFloat(n, 64)
			return v * u.inches * charsPerInch
		}
	}
	return 0
}
