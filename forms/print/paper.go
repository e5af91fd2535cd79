package print

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"huce/assets"
	"huce/forms"
)

// Paper is a document laid out: it can be written as it is, and again with the
// marks that are known only once it is filed.
type Paper struct {
	pages   []*page
	info    forms.Info
	missing []rune
	once    bool // written once: nothing is kept of it
}

// Marks are put onto a paper when it is filed.
type Marks struct {
	Code  func(page int) string // what the small code on a page (from 1) says; nil is no code
	Label string                // what a person reads beside it
	Stamp *Stamp                // 归档章 on the first page, nil is none
}

// finish makes a paper of laid-out pages.
func (ts *typesetter) finish(pages []*page, info forms.Info) (*Paper, error) {
	if len(pages) == 0 {
		return nil, forms.NewFault("print_nothing")
	}
	return &Paper{pages: pages, info: info, missing: sortedRunes(ts.missing)}, nil
}

// Report says what is printed.
func (p *Paper) Report() Report {
	r := Report{Pages: len(p.pages)}
	if len(p.missing) > 0 {
		r.Missing = p.missing
	}
	return r
}

// Write writes the paper as a PDF, with marks where there are any.
func (p *Paper) Write(w io.Writer, m Marks) (Report, error) {
	pages, ts, err := p.marked(m)
	var inks encodings
	if err == nil {
		inks = inksOf(pages)
		err = paint(w, pages, inks, p.info, p.once)
	}
	if err != nil {
		return p.Report(), forms.NewFault("print_failed").Because(err)
	}
	r := p.Report()
	r.Missing = append(r.Missing, sortedRunes(ts.missing)...)
	r.Fonts = inks.names()
	return r, nil
}

// write writes what was laid out, without marks.
func write(w io.Writer) func(*Paper, error) (Report, error) {
	return func(p *Paper, err error) (Report, error) {
		if err != nil {
			return Report{}, err
		}
		p.once = true
		return p.Write(w, Marks{})
	}
}

// Join makes one paper of several; each keeps the numbers on its pages. A bookmark
// stands for each that has a title in titles.
func Join(info forms.Info, papers []*Paper, titles []string) (*Paper, error) {
	out := &Paper{info: info}
	seen := map[rune]bool{}
	for i, p := range papers {
		for k, pg := range p.pages {
			own := *pg
			if titles[i] != "" {
				own.marks = nil
				if k == 0 {
					own.mark(titles[i], 0, 0)
				}
				for _, m := range pg.marks {
					own.marks = append(own.marks, mark{m.title, m.level + 1, m.y})
				}
			}
			out.pages = append(out.pages, &own)
		}
		for _, r := range p.missing {
			seen[r] = true
		}
	}
	out.missing = sortedRunes(seen)
	if len(out.pages) == 0 {
		return nil, forms.NewFault("print_nothing")
	}
	return out, nil
}

// entries are the catalog's entries that gofpdf knows nothing of.
func entries(pages []*page, info forms.Info) string {
	lang := "zh-CN"
	if info.Lang == string(assets.English) {
		lang = "en"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "/Lang (%s)\n/ViewerPreferences <</DisplayDocTitle true>>\n/PageLabels <</Nums [", lang)
	numbers := map[string]int{}
	for i, p := range pages {
		numbers[p.part]++
		fmt.Fprintf(&b, "%d <</P %s>>\n", i, pdfText(p.label(numbers[p.part], info)))
	}
	b.WriteString("]>>\n")
	return b.String()
}

// label is what a viewer calls the n-th page of its part.
func (p *page) label(n int, info forms.Info) string {
	if p.part == "" {
		return words(info, "page_label", strconv.Itoa(n))
	}
	if n == 1 {
		return p.part
	}
	return p.part + " " + strconv.Itoa(n)
}

// pdfText is a text string of a PDF object (PDF 32000-1, 7.9.2.2).
func pdfText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}
