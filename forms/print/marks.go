package print

import (
	"fmt"
	"slices"
	"strings"

	"github.com/boombuler/barcode/qr"

	"huce/forms"
)

// Stamp is what an archive's stamp (归档章) says: 45 × 16 mm, two rows of three
// cells (DA/T 22-2015, 5.4). The page count is filled in by the paper.
type Stamp struct{ Fonds, Year, No, Office, Retention string }

// The measures of marks.
const (
	stampWide  = 45 * mm
	stampHigh  = 16 * mm
	stampStep  = 2 * mm   // by which a free place is looked for
	stampEdge  = 5 * mm   // kept free at the sheet's edges
	stampClear = 0.8 * mm // and around what is printed
	codeSide   = 10 * mm
	codeFoot   = 4.5 * mm // below the code: what printers can't reach
	codeMargin = 1.2 * mm // between the code and its words
)

var (
	stampLabel = style{letter: tableSong, size: 5, ink: red}
	stampValue = style{letter: heiTi, size: 10, ink: red}
	codeText   = style{letter: tableSong, size: 6.5, ink: dim}
)

// square is a QR code on a page.
type square struct {
	x, y, side float64
	cells      [][]bool
}

// marked are the pages with marks put onto them; the pages themselves stay as they
// are.
func (p *Paper) marked(m Marks) ([]*page, *typesetter, error) {
	ts := newTypesetter(p.info)
	if m.Code == nil && m.Stamp == nil {
		return p.pages, ts, nil
	}
	out := make([]*page, len(p.pages))
	for i, from := range p.pages {
		own := *from
		own.texts, own.rules = slices.Clip(own.texts), slices.Clip(own.rules)
		if m.Code != nil {
			if err := own.code(ts, m.Code(i+1), m.Label); err != nil {
				return nil, nil, err
			}
		}
		out[i] = &own
	}
	if m.Stamp != nil {
		out[0].stamp(ts, m.Stamp, len(out), p.info)
	}
	return out, ts, nil
}

// code puts a QR code at the foot of a page, below everything else, and beside it
// what it stands for.
func (p *page) code(ts *typesetter, says, label string) error {
	c, err := qr.Encode(says, qr.M, qr.Auto)
	if err != nil {
		return err
	}
	n := c.Bounds().Dx()
	q := square{x: p.left(), y: p.height() - codeFoot - codeSide, side: codeSide, cells: make([][]bool, n)}
	for y := range n {
		q.cells[y] = make([]bool, n)
		for x := range n {
			r, _, _, _ := c.At(x, y).RGBA()
			q.cells[y][x] = r == 0
		}
	}
	p.codes = append(slices.Clip(p.codes), q)
	ts.word(p, label, codeText, q.x+codeSide+codeMargin, q.y+codeSide-0.3*mm, forms.Left)
	return nil
}

// left is where the leftmost text of a page begins, within what printers reach.
func (p *page) left() float64 {
	left := p.width() / 4
	for i := range p.texts {
		left = min(left, float64(p.texts[i].x))
	}
	for i := range p.rules {
		left = min(left, float64(p.rules[i].x1))
	}
	return max(left, 8*mm)
}

// path draws the code's dark cells, in units of one cell.
func (q square) path(height float64) string {
	var b strings.Builder
	unit := q.side / float64(len(q.cells))
	fmt.Fprintf(&b, "q 0 g %.4f 0 0 %.4f %.2f %.2f cm\n", unit, unit, q.x, height-q.y-q.side)
	for y, row := range q.cells {
		for x := 0; x < len(row); x++ {
			n := 0
			for x+n < len(row) && row[x+n] {
				n++
			}
			if n > 0 {
				fmt.Fprintf(&b, "%d %d %d 1 re\n", x, len(q.cells)-1-y, n)
				x += n
			}
		}
	}
	b.WriteString("f Q")
	return b.String()
}

// stamp puts 归档章 where the page is blank: at its head if that is free, else at
// the first free place below (DA/T 22-2015, 5.4.2).
func (p *page) stamp(ts *typesetter, s *Stamp, pages int, info forms.Info) {
	x, y := p.free(stampWide, stampHigh)
	cells := [2][3][2]string{
		{{"stamp_fonds", s.Fonds}, {"stamp_year", s.Year}, {"stamp_no", s.No}},
		{{"stamp_office", s.Office}, {"stamp_retention", s.Retention}, {"stamp_pages", fmt.Sprint(pages)}},
	}
	w, h := stampWide/3, stampHigh/2
	for r, row := range cells {
		for c, cell := range row {
			cx, cy := x+float64(c)*w, y+float64(r)*h
			ts.word(p, words(info, cell[0]), stampLabel, cx+0.6*mm, cy+2.1*mm, forms.Left)
			ts.word(p, cell[1], ts.fitted(cell[1], stampValue, w-1.2*mm), cx+w/2, cy+h-1.7*mm, forms.Centre)
		}
	}
	line := func(x1, y1, x2, y2, width float64) {
		p.rules = append(p.rules, rule{float32(x1), float32(y1), float32(x2), float32(y2), float32(width), red})
	}
	for i := range 3 {
		line(x, y+float64(i)*h, x+stampWide, y+float64(i)*h, 0.9)
	}
	for i := range 4 {
		line(x+float64(i)*w, y, x+float64(i)*w, y+stampHigh, 0.9)
	}
}

// free is the highest place of this size that holds nothing printed, the middle
// before the right and the left; where a page is full, the middle of its head.
func (p *page) free(w, h float64) (x, y float64) {
	used := p.used()
	width := p.width()
	for y := float64(stampEdge); y+h <= p.height()-stampEdge; y += stampStep {
		for _, x := range []float64{(width - w) / 2, width - w - 3*stampEdge, 3 * stampEdge} {
			spot := extent{x - stampClear, y - stampClear, x + w + stampClear, y + h + stampClear}
			if !slices.ContainsFunc(used, spot.meets) {
				return x, y
			}
		}
	}
	return (width - w) / 2, stampEdge
}

// used are the rectangles of all that is printed.
func (p *page) used() []extent {
	var out []extent
	for _, t := range p.texts {
		w := 0.0
		for _, r := range t.s {
			w += float64(t.face.width(r))*float64(t.size)/1000 + float64(t.track)
		}
		x, y, size := float64(t.x), float64(t.y), float64(t.size)
		e := extent{x, y - size*gbtRise, x + w, y + size*0.15}
		if t.down {
			e = extent{x - size*0.15, y, x + size*gbtRise, y + w}
		}
		out = append(out, e)
	}
	for _, r := range p.rules {
		out = append(out, extent{float64(min(r.x1, r.x2)), float64(min(r.y1, r.y2)), float64(max(r.x1, r.x2)), float64(max(r.y1, r.y2))})
	}
	for _, c := range p.codes {
		out = append(out, extent{c.x, c.y, c.x + c.side, c.y + c.side})
	}
	return out
}

func (e extent) meets(o extent) bool {
	return o.left < e.right && o.right > e.left && o.top < e.bottom && o.bottom > e.top
}
