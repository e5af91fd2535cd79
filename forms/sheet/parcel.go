package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"huce/forms"
)

// parcel is an Office Open XML file: a zip of parts that name one another by
// relationships. Part names are found whatever their case and slashes.
type parcel struct {
	parts map[string]*zip.File
	names []string
	b     *budget
}

var errNoPart = errors.New("part not in the zip")

// openParcel opens a zip. Of two parts of one name the first counts.
func openParcel(data []byte, b *budget) (*parcel, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	p := &parcel{parts: make(map[string]*zip.File, len(z.File)), b: b}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, twice := p.parts[name]; !twice {
			p.parts[name] = f
			p.names = append(p.names, name)
		}
	}
	return p, nil
}

func partName(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func (p *parcel) has(name string) bool { return p.parts[partName(name)] != nil }

// open gives a part unzipped, within the budget.
func (p *parcel) open(name string) (io.Reader, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, errNoPart
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return limitedReader{r, p.b}, nil // zip's readers hold nothing that wants closing
}

// scan opens a part as XML.
func (p *parcel) scan(name string) (*xmlScanner, error) {
	r, err := p.open(name)
	if err != nil {
		return nil, err
	}
	return newXMLScanner(r), nil
}

// eachOpen reads a part and hands on every element that begins in it.
func (p *parcel) eachOpen(part string, f func(s *xmlScanner) error) error {
	s, err := p.scan(part)
	if err != nil {
		return err
	}
	for {
		tok, err := s.next()
		if err == nil && tok == tokenOpen {
			err = f(s)
		}
		if err != nil || tok == tokenEnd {
			return err
		}
	}
}

// relation is one relationship of a part: the last word of its type, and the
// part it names.
type relation struct{ kind, target string }

// relations reads the relationships of a part ("" for the parcel itself) by id.
func (p *parcel) relations(of string) (map[string]relation, error) {
	dir, file := path.Split(of)
	found := map[string]relation{}
	err := p.eachOpen(dir+"_rels/"+file+".rels", func(s *xmlScanner) error {
		if string(s.name) != "Relationship" || s.attr("TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(s.attr("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		found[s.attr("Id")] = relation{path.Base(s.attr("Type")), partName(target)}
		return nil
	})
	switch {
	case errors.Is(err, errNoPart):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return found, nil
}

// main is the part that the parcel is about: the workbook or the document.
func (p *parcel) main() string {
	if rels, err := p.relations(""); err == nil {
		for _, r := range rels {
			if r.kind == "officeDocument" && p.has(r.target) {
				return r.target
			}
		}
	}
	for _, usual := range []string{"xl/workbook.xml", "word/document.xml", "xl/workbook.bin", "ppt/presentation.xml"} {
		if p.has(usual) {
			return usual
		}
	}
	return ""
}

// kinds of OpenDocument by the last word of their mimetype.
var openDocuments = map[string]string{
	"spreadsheet": "ods", "spreadsheet-template": "ods",
	"text": "odt", "text-template": "odt", "text-master": "odt",
	"presentation": "ppt", "graphics": "image",
}

// sniffParcel says what a zip holds.
func sniffParcel(data []byte) (forms.Format, error) {
	p, err := openParcel(data, newBudget(context.Background()))
	if err != nil {
		return "", err
	}
	switch kind := p.openDocument(); kind {
	case "":
	case "ods":
		return forms.ODS, nil
	case "odt":
		return forms.ODT, nil
	default:
		return "", other(kind)
	}
	main := p.main()
	switch {
	case strings.HasSuffix(main, ".bin"):
		return "", other("xlsb")
	case strings.HasPrefix(main, "ppt/"):
		return "", other("ppt")
	case main == "":
		return "", other("archive")
	}
	return p.rootFormat(main)
}

func (p *parcel) openDocument() string {
	r, err := p.open("mimetype")
	if err != nil {
		return ""
	}
	mime, err := io.ReadAll(io.LimitReader(r, 100))
	if err != nil {
		return ""
	}
	kind, ok := strings.CutPrefix(strings.TrimSpace(string(mime)), "application/vnd.oasis.opendocument.")
	if !ok {
		return ""
	}
	return openDocuments[kind]
}

// roots are the first elements that tell what a main part is.
var roots = map[string]forms.Format{"workbook": forms.XLSX, "document": forms.DOCX}

func (p *parcel) rootFormat(main string) (forms.Format, error) {
	s, err := p.scan(main)
	if err != nil {
		return "", faultOf(err)
	}
	for {
		tok, err := s.next()
		if err != nil {
			return "", faultOf(err)
		}
		switch tok {
		case tokenEnd:
			return "", damaged(errXML)
		case tokenOpen:
			if f, ok := roots[string(s.name)]; ok {
				return f, nil
			}
			if string(s.name) == "presentation" {
				return "", other("ppt")
			}
			return "", damaged(errors.New("unknown main part"))
		}
	}
}
