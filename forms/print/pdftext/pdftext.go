// Package pdftext reads back what a PDF of ours shows: its pages, every run of text
// with its place, font and codes, its rules and its bookmarks. It exists so that
// tests can hold printed pages against what was to be printed; it knows the PDF
// that forms/print writes (classic cross-references, incremental updates, Flate
// streams, Type 0 fonts with ToUnicode) and refuses the rest.
package pdftext

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// Document is a PDF.
type Document struct {
	Pages   []Page
	Fonts   map[string]*Font // by the name that content streams use
	Outline []Bookmark
	Labels  []string          // of the pages, as a viewer calls them
	Lang    string            // of the document: zh-CN
	Info    map[string]string // Title, Author, CreationDate …
}

// Page is one page; lengths are points, y counted from the top.
type Page struct {
	Width, Height float64
	Runs          []Run
	Rules         []Rule
}

// Run is one piece of text as drawn.
type Run struct {
	X, Y   float64 // where its baseline begins
	Size   float64
	Track  float64 // between characters (Tc)
	Turned bool    // does not run from left to right
	Font   string
	Codes  []uint16
	Text   string
}

// Width is how far the run reaches, by the widths its font declares.
func (r Run) Width(d *Document) float64 {
	w := 0.0
	for _, c := range r.Codes {
		w += d.Fonts[r.Font].Widths[c]*r.Size/1000 + r.Track
	}
	return w - r.Track
}

// Rule is a straight line.
type Rule struct{ X1, Y1, X2, Y2, Width float64 }

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Page  int // counted from 1
}

// Text is the page's text in the order it was drawn, runs put directly together.
func (p *Page) Text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Text is the text of all pages.
func (d *Document) Text() string {
	var b strings.Builder
	for i := range d.Pages {
		b.WriteString(d.Pages[i].Text())
	}
	return b.String()
}

// Read reads a PDF. The error says what of it is not understood.
func Read(file []byte) (*Document, error) {
	f, err := open(file)
	if err != nil {
		return nil, err
	}
	root, err := f.dict(f.trailer["Root"])
	if err != nil {
		return nil, err
	}
	d := &Document{Fonts: map[string]*Font{}, Info: map[string]string{}}
	if err := f.info(d); err != nil {
		return nil, err
	}
	tree, err := f.dict(root["Pages"])
	if err != nil {
		return nil, err
	}
	kids, err := f.array(tree["Kids"])
	if err != nil {
		return nil, err
	}
	numbers := map[int]int{}
	for i, kid := range kids {
		if r, ok := kid.(ref); ok {
			numbers[int(r)] = i + 1
		}
		if err := f.page(d, kid, tree); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	if err := f.labels(d, root); err != nil {
		return nil, err
	}
	return d, f.outline(d, root["Outlines"], numbers, map[any]bool{})
}

// labels reads the pages' labels where each page has one in full.
func (f *file) labels(d *Document, root dict) error {
	lang, _ := root["Lang"].(text)
	d.Lang = string(lang)
	if root["PageLabels"] == nil {
		return nil
	}
	tree, err := f.dict(root["PageLabels"])
	if err != nil {
		return err
	}
	nums, err := f.array(tree["Nums"])
	if err != nil {
		return err
	}
	for i := 1; i < len(nums); i += 2 {
		l, err := f.dict(nums[i])
		if err != nil {
			return err
		}
		prefix, _ := l["P"].(text)
		d.Labels = append(d.Labels, unicodeText(prefix))
	}
	return nil
}

func (f *file) info(d *Document) error {
	info, err := f.dict(f.trailer["Info"])
	if err != nil {
		return err
	}
	for k, v := range info {
		if s, ok := v.(text); ok {
			d.Info[string(k)] = unicodeText(s)
		}
	}
	return nil
}

// unicodeText decodes a text string: UTF-16 with its mark, else as it is.
func unicodeText(s text) string {
	if !strings.HasPrefix(string(s), "\xFE\xFF") {
		return string(s)
	}
	return utf16Text(s[2:])
}

func utf16Text(s text) string {
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

func (f *file) page(d *Document, kid, tree any) error {
	page, err := f.dict(kid)
	if err != nil {
		return err
	}
	box := page["MediaBox"]
	if box == nil {
		box = tree.(dict)["MediaBox"]
	}
	corners, err := f.numbers(box)
	if err != nil || len(corners) != 4 {
		return fmt.Errorf("no media box")
	}
	resources, err := f.dict(page["Resources"])
	if err != nil {
		return err
	}
	fonts, err := f.dict(resources["Font"])
	if err != nil {
		return err
	}
	for name, v := range fonts {
		if _, known := d.Fonts[string(name)]; known {
			continue
		}
		if d.Fonts[string(name)], err = f.font(v); err != nil {
			return fmt.Errorf("font %s: %w", name, err)
		}
	}
	content, err := f.stream(page["Contents"])
	if err != nil {
		return err
	}
	p := Page{Width: corners[2] - corners[0], Height: corners[3] - corners[1]}
	if err := d.run(&p, content); err != nil {
		return err
	}
	d.Pages = append(d.Pages, p)
	return nil
}

func (f *file) outline(d *Document, v any, pages map[int]int, seen map[any]bool) error {
	if v == nil {
		return nil
	}
	parent, err := f.dict(v)
	if err != nil {
		return err
	}
	for next := parent["First"]; next != nil; {
		if seen[next] {
			return fmt.Errorf("the outline runs in a circle")
		}
		seen[next] = true
		item, err := f.dict(next)
		if err != nil {
			return err
		}
		dest, err := f.array(item["Dest"])
		if err != nil {
			return err
		}
		title, _ := item["Title"].(text)
		to, _ := dest[0].(ref)
		d.Outline = append(d.Outline, Bookmark{Title: unicodeText(title), Page: pages[int(to)]})
		if err := f.outline(d, childless(item), pages, seen); err != nil {
			return err
		}
		next = item["Next"]
	}
	return nil
}

// childless is nil for an outline item without children, which ends the descent.
func childless(item dict) any {
	if item["First"] == nil {
		return nil
	}
	return item
}

func inflate(b []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
