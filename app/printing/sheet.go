// Package printing brings pages to a printer by the system's own print dialog, as
// pictures of 300 dots an inch, so that what was seen in the preview is what comes
// out on any driver. It exists on Windows; elsewhere office's printer has lp.
package printing

import (
	"image"
	"image/draw"
)

// DPI is the resolution that pages are drawn at.
const DPI = 300

// Pages are a document's pages, from 1, as pictures.
type Pages interface {
	Pages() int
	Page(n, dpi int) (image.Image, error)
}

// Range is a run of pages, from 1, both ends in it.
type Range struct{ From, To int }

// device is what a printer says of its paper, in its own dots (GetDeviceCaps).
type device struct {
	dpiX, dpiY       int
	marginX, marginY int // what it can't print at the left and at the top
}

// place is where a picture of DPI goes on the paper: at its true size, the page's
// corner at the paper's, which lies outside of what the printer can print.
func (d device) place(size image.Point) image.Rectangle {
	return image.Rect(0, 0, size.X*d.dpiX/DPI, size.Y*d.dpiY/DPI).Sub(image.Pt(d.marginX, d.marginY))
}

// dots are a picture's rows from the top as GDI takes them: blue, green, red, each
// row filled to a multiple of four bytes. What is transparent is white paper.
func dots(img image.Image) []byte {
	b := img.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, b.Min, draw.Over)
	stride := (b.Dx()*3 + 3) &^ 3
	out := make([]byte, stride*b.Dy())
	for y := range b.Dy() {
		from, to := flat.Pix[y*flat.Stride:], out[y*stride:]
		for x := range b.Dx() {
			to[3*x], to[3*x+1], to[3*x+2] = from[4*x+2], from[4*x+1], from[4*x]
		}
	}
	return out
}

// chosen are the numbers of the pages that ranges name, in their order, those that
// there are; no range is all of them.
func chosen(ranges []Range, pages int) []int {
	if len(ranges) == 0 {
		ranges = []Range{{1, pages}}
	}
	var all []int
	for _, r := range ranges {
		for n := max(r.From, 1); n <= min(r.To, pages); n++ {
			all = append(all, n)
		}
	}
	return all
}
