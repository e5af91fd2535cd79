package fill

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// faultsOf are what an office program would offer to repair in a file of parts (ECMA-376
// parts 1 and 2), and LibreOffice passes over: parts that stand twice or aren't well-formed,
// targets that aren't there, parts of no type, cells of styles and texts that there are none of,
// rows and cells out of order, merges that overlap.
func faultsOf(data []byte) []string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []string{err.Error()}
	}
	c := &integrity{parts: map[string][]byte{}}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if c.parts[strings.ToLower(f.Name)] != nil {
			c.say("%s stands twice", f.Name)
		}
		b, err := readPart(z, f.Name)
		if err != nil {
			c.say("%s: %v", f.Name, err)
		}
		c.parts[strings.ToLower(f.Name)] = append(b, ' ')
		c.names = append(c.names, f.Name)
	}
	for _, name := range c.names {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			c.wellFormed(name)
		}
		if strings.HasSuffix(name, ".rels") {
			c.relations(name)
		}
	}
	c.types()
	c.sheets()
	return c.said
}

type integrity struct {
	parts map[string][]byte
	names []string
	said  []string
}

func (c *integrity) say(format string, args ...any) {
	c.said = append(c.said, fmt.Sprintf(format, args...))
}

func (c *integrity) part(name string) []byte { return c.parts[strings.ToLower(name)] }

func (c *integrity) wellFormed(name string) {
	d := xml.NewDecoder(bytes.NewReader(c.part(name)))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			c.say("%s: %v", name, err)
			return
		}
	}
}

// relations holds the targets of a .rels part against the parts there are.
func (c *integrity) relations(name string) {
	var list struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Target     string `xml:"Target,attr"`
			TargetMode string `xml:"TargetMode,attr"`
		}
	}
	if err := xml.Unmarshal(c.part(name), &list); err != nil {
		c.say("%s: %v", name, err)
	}
	base, seen := path.Dir(path.Dir(name)), map[string]bool{}
	for _, r := range list.Relationship {
		if seen[r.ID] {
			c.say("%s: %s stands twice", name, r.ID)
		}
		seen[r.ID] = true
		if r.TargetMode == "External" || strings.HasPrefix(r.Target, "#") || r.Target == "NULL" {
			continue
		}
		target := strings.TrimPrefix(r.Target, "/")
		if target == r.Target {
			target = path.Join(base, r.Target)
		}
		if c.part(target) == nil {
			c.say("%s: no part %s", name, target)
		}
	}
}

// types holds the parts against [Content_Types].xml.
func (c *integrity) types() {
	var list struct {
		Default []struct {
			Extension string `xml:"Extension,attr"`
		}
		Override []struct {
			PartName string `xml:"PartName,attr"`
		}
	}
	if err := xml.Unmarshal(c.part("[Content_Types].xml"), &list); err != nil {
		c.say("[Content_Types].xml: %v", err)
	}
	typed := map[string]bool{}
	for _, o := range list.Override {
		name := strings.ToLower(strings.TrimPrefix(o.PartName, "/"))
		if typed[name] {
			c.say("type of %s stands twice", name)
		}
		if typed[name] = true; c.parts[name] == nil {
			c.say("a type for no part %s", name)
		}
	}
	for _, d := range list.Default {
		typed["."+strings.ToLower(d.Extension)] = true
	}
	for _, name := range c.names {
		if name = strings.ToLower(name); name != "[content_types].xml" && !typed[name] && !typed[path.Ext(name)] {
			c.say("%s has no type", name)
		}
	}
}

var (
	cellXfs   = regexp.MustCompile(`(?s)<(?:\w+:)?cellXfs[ >].*?</(?:\w+:)?cellXfs>`)
	xfStart   = regexp.MustCompile(`<(?:\w+:)?xf[ />]`)
	itemStart = regexp.MustCompile(`<(?:\w+:)?si[ />]`)
)

// sheets holds worksheets against the styles and texts they count into, and their
// rows, cells and merges against each other.
func (c *integrity) sheets() {
	styles := len(xfStart.FindAll(cellXfs.Find(c.part("xl/styles.xml")), -1))
	texts := len(itemStart.FindAll(c.part("xl/sharedStrings.xml"), -1))
	for _, name := range c.names {
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") && !strings.Contains(name, "_rels") {
			c.sheet(name, styles, texts)
		}
	}
}

func (c *integrity) sheet(name string, styles, texts int) {
	var s struct {
		Row []struct {
			R int `xml:"r,attr"`
			C []struct {
				R string  `xml:"r,attr"`
				S int     `xml:"s,attr"`
				T string  `xml:"t,attr"`
				V *string `xml:"v"` // an empty cell may say that it is a text
			} `xml:"c"`
		} `xml:"sheetData>row"`
		Merges struct {
			Count string `xml:"count,attr"`
			Merge []struct {
				Ref string `xml:"ref,attr"`
			} `xml:"mergeCell"`
		} `xml:"mergeCells"`
	}
	if err := xml.Unmarshal(c.part(name), &s); err != nil {
		c.say("%s: %v", name, err)
		return
	}
	row := 0
	for _, r := range s.Row {
		if r.R == 0 {
			r.R = row + 1
		}
		if r.R <= row {
			c.say("%s: row %d after %d", name, r.R, row)
		}
		row = r.R
		col := -1
		for _, cell := range r.C {
			at := col + 1
			if cell.R != "" {
				_, at = cellAt(cell.R)
				if want := strconv.Itoa(row); !strings.HasSuffix(cell.R, want) {
					c.say("%s: cell %s in row %d", name, cell.R, row)
				}
			}
			if at <= col {
				c.say("%s: cell %s out of order", name, cell.R)
			}
			if col = at; styles > 0 && cell.S >= styles {
				c.say("%s %s: style %d of %d", name, cell.R, cell.S, styles)
			}
			if cell.T != "s" || cell.V == nil {
				continue
			}
			if n, err := strconv.Atoi(*cell.V); err != nil || n < 0 || n >= texts {
				c.say("%s %s: text %q of %d", name, cell.R, *cell.V, texts)
			}
		}
	}
	taken := map[[2]int]string{}
	for _, m := range s.Merges.Merge {
		from, to, _ := strings.Cut(m.Ref, ":")
		top, left := cellAt(from)
		bottom, right := cellAt(to)
		for r := top; r <= min(bottom, top+2000); r++ {
			for k := left; k <= right; k++ {
				if other := taken[[2]int{r, k}]; other != "" {
					c.say("%s: merges %s and %s overlap", name, other, m.Ref)
				}
				taken[[2]int{r, k}] = m.Ref
			}
		}
	}
	if n := s.Merges.Count; n != "" && n != strconv.Itoa(len(s.Merges.Merge)) {
		c.say("%s: %d merges are said to be %s", name, len(s.Merges.Merge), n)
	}
}

// cellAt is A1 in numbers from 0.
func cellAt(ref string) (row, col int) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' {
		col = col*26 + int(ref[i]-'A') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil {
		return -1, -1
	}
	return row - 1, col - 1
}
