package print

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/jung-kurt/gofpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"huce/forms"
)

// image is a picture on a page.
type image struct {
	x, y, w, h float64
	data       []byte
}

var pictureNote = style{letter: tableSong, size: 9, ink: dim}

// LayPictures lays out pictures, a page each as large as it allows, upright or across
// as the picture is. A caption stands above, notes below.
func LayPictures(list []forms.Picture, info forms.Info) (*Paper, error) {
	ts := newTypesetter(info)
	var pages []*page
	for i := range list {
		c := &list[i]
		fr := uprightPage
		if c.Wide > c.High {
			fr = rosterPage
		}
		f := newFlow(fr)
		p := f.page()
		p.mark(oneLine(c.Caption), 0, 0)
		y := f.top
		for _, l := range ts.lines(column(f.width), span{text: c.Caption, style: visitHead}) {
			p.set(&l, f.left, y+l.size, l.spread(f.width, false))
			y += l.size * 1.4
		}
		y += 2 * mm
		foot := float64(len(c.Notes)) * pictureNote.size * 1.5
		w, h := fitInto(float64(c.Wide), float64(c.High), f.width, f.top+f.height-y-foot-4*mm)
		p.images = append(p.images, image{f.left + (f.width-w)/2, y, w, h, c.Data})
		y += h + 4*mm
		for _, n := range c.Notes {
			ts.word(p, n, ts.fitted(n, pictureNote, f.width), f.left+f.width/2, y+pictureNote.size, forms.Centre)
			y += pictureNote.size * 1.5
		}
		pages = append(pages, p)
	}
	return ts.finish(pages, info)
}

// fitInto is the size of a picture as large as a place allows, at most as large as at
// 96 dots an inch.
func fitInto(wide, high, w, h float64) (float64, float64) {
	if wide <= 0 || high <= 0 {
		return w, h
	}
	scale := min(w/wide, h/high, 72.0/96)
	return wide * scale, high * scale
}

// paint puts the picture onto the page being painted; pages that show the same bytes
// share them.
func (m *image) paint(pdf *gofpdf.Fpdf) {
	kind := "JPG"
	if bytes.HasPrefix(m.data, []byte("\x89PNG")) {
		kind = "PNG"
	}
	name := fmt.Sprintf("%x", sha256.Sum256(m.data))
	o := gofpdf.ImageOptions{ImageType: kind}
	pdf.RegisterImageOptionsReader(name, o, bytes.NewReader(m.data))
	pdf.ImageOptions(name, m.x, m.y, m.w, m.h, false, o, 0, "")
}

// PageCount is how many pages a PDF has, 0 where it can't be told: it is locked or
// damaged.
func PageCount(file []byte) (n int) {
	defer func() {
		if recover() != nil { // the reader of damaged files is not ours
			n = 0
		}
	}()
	api.DisableConfigDir()
	n, err := api.PageCount(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		return 0
	}
	return n
}

// Text is what stands on the paper's pages, for searching: the words as they are set,
// a page's lines one after the other.
func (p *Paper) Text() string {
	var b strings.Builder
	for _, pg := range p.pages {
		last := float32(-1)
		for _, t := range pg.texts {
			if last >= 0 && t.y != last {
				b.WriteByte('\n')
			}
			b.WriteString(t.s)
			last = t.y
		}
		b.WriteByte('\n')
	}
	return b.String()
}
