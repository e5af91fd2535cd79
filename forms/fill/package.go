package fill

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/klauspost/compress/flate"
)

// pack is an office file whose parts are replaced one by one. Those that aren't stay
// as they are compressed.
type pack struct {
	z    *zip.Reader
	with map[string][]byte // parts replaced; nil is left out
	read map[string][]byte // parts as they came, those that were asked for
	rows map[string]*sheetPart
}

func openPack(src []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	return &pack{z, map[string][]byte{}, map[string][]byte{}, map[string]*sheetPart{}}, nil
}

func (p *pack) has(name string) bool {
	for _, f := range p.z.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

// part is a part as it is now.
func (p *pack) part(name string) ([]byte, error) {
	if b, replaced := p.with[name]; replaced {
		return b, nil
	}
	b, known := p.read[name]
	if !known {
		var err error
		if b, err = readPart(p.z, name); err != nil {
			return nil, err
		}
		p.read[name] = b
	}
	return b, nil
}

// sheet is the part of a sheet as it is now, its rows found.
func (p *pack) sheet(name string) (*sheetPart, error) {
	text, err := p.part(name)
	if err != nil {
		return nil, err
	}
	if s := p.rows[name]; s != nil && len(text) > 0 && len(s.text) == len(text) && &s.text[0] == &text[0] {
		return s, nil
	}
	s, err := scanSheet(text)
	if err == nil {
		p.rows[name] = s
	}
	return s, err
}

// drop leaves a part out, with what names it in lists of parts.
func (p *pack) drop(is *regexp.Regexp, entry *regexp.Regexp) error {
	for _, f := range p.z.File {
		if is.MatchString(f.Name) {
			p.with[f.Name] = nil
			continue
		}
		if f.Name != contentTypes && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		text, err := p.part(f.Name)
		if err != nil {
			return err
		}
		if entry.Match(text) {
			p.with[f.Name] = entry.ReplaceAll(text, nil)
		}
	}
	return nil
}

const contentTypes = "[Content_Types].xml"

// bytes is the file with its parts replaced.
func (p *pack) bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(to, flate.DefaultCompression)
	})
	for _, f := range p.z.File {
		data, replaced := p.with[f.Name]
		switch {
		case !replaced:
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		case data == nil:
			continue
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// workbook are the names of a workbook's parts.
type workbook struct {
	main    string
	sheets  map[string]string // part of each sheet
	strings string            // part of the shared strings, "" for none
}

// relations are the entries of a .rels part (ECMA-376 part 2, 9.3).
type relations struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
}

// workbook finds the parts of the sheets (ECMA-376 part 1, 18.2.19).
func (p *pack) workbook() (*workbook, error) {
	w := &workbook{main: "xl/workbook.xml", sheets: map[string]string{}}
	var rels relations
	if err := p.into("_rels/.rels", &rels); err != nil {
		return nil, err
	}
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			w.main = strings.TrimPrefix(r.Target, "/")
		}
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := p.into(w.main, &book); err != nil {
		return nil, err
	}
	dir, name := path.Split(w.main)
	rels = relations{}
	if err := p.into(dir+"_rels/"+name+".rels", &rels); err != nil {
		return nil, err
	}
	at := map[string]string{}
	for _, r := range rels.Relationship {
		target := strings.TrimPrefix(r.Target, "/")
		if target == r.Target {
			target = path.Join(dir, r.Target)
		}
		at[r.ID] = target
		if strings.HasSuffix(r.Type, "/sharedStrings") && p.has(target) {
			w.strings = target
		}
	}
	for _, s := range book.Sheets {
		w.sheets[s.Name] = at[s.ID]
	}
	return w, nil
}

func (p *pack) into(part string, to any) error {
	text, err := p.part(part)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(text, to); err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}
