package print

import (
	"bytes"
	"compress/zlib"
	"regexp"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// brush writes the content of one page after another (PDF 32000-1, 8 and 9). It holds
// what the graphics state already is on the page.
type brush struct {
	encodings encodings
	fonts     map[*face]string // their names in the PDF
	pack      *packer
	out       []byte
	height    float64
	width     float32
	drawInk   ink
	fillInk   ink
	face      *face
	size      float32
	track     float32
}

var fontName = regexp.MustCompile(`/F\w+`)

// newBrush has gofpdf tell what it calls the fonts, and embed every character that is
// drawn in them: it takes note of both while a template is made, which is then not
// used.
func newBrush(pdf *gofpdf.Fpdf, all encodings) *brush {
	b := &brush{encodings: all, fonts: map[*face]string{}, pack: &packer{}}
	for _, e := range all.inOrder() {
		codes := make([]rune, len(e.codes))
		for i, c := range e.codes {
			codes[i] = rune(c.code)
		}
		unused := pdf.CreateTemplate(func(t *gofpdf.Tpl) {
			t.SetFont(e.face.family, "", 10)
			t.Text(0, 0, string(codes))
		})
		b.fonts[e.face] = string(fontName.Find(unused.Bytes()))
	}
	return b
}

// begin begins a page: all is black, and no font chosen.
func (b *brush) begin(height float64) {
	*b = brush{encodings: b.encodings, fonts: b.fonts, pack: b.pack, out: b.out[:0], height: height, width: -1}
}

// number writes a number with two decimals and a blank.
func (b *brush) number(v float64) {
	b.out = append(strconv.AppendFloat(b.out, v, 'f', 2, 64), ' ')
}

// colour writes a colour with the operator that sets it.
func (b *brush) colour(i ink, operator string) {
	red, green, blue := i.rgb()
	for _, v := range [...]int{red, green, blue} {
		b.out = append(strconv.AppendFloat(b.out, float64(v)/255, 'f', 3, 64), ' ')
	}
	b.out = append(b.out, operator...)
}

func (b *brush) filling(i ink) {
	if i != b.fillInk {
		b.colour(i, "rg\n")
		b.fillInk = i
	}
}

func (b *brush) fill(f fill) {
	b.filling(f.ink)
	b.number(float64(f.x))
	b.number(b.height - float64(f.y))
	b.number(float64(f.w))
	b.number(-float64(f.h))
	b.out = append(b.out, "re f\n"...)
}

func (b *brush) rule(r rule) {
	if r.width != b.width {
		b.number(float64(r.width))
		b.out = append(b.out, "w\n"...)
		b.width = r.width
	}
	if r.ink != b.drawInk {
		b.colour(r.ink, "RG\n")
		b.drawInk = r.ink
	}
	b.number(float64(r.x1))
	b.number(b.height - float64(r.y1))
	b.out = append(b.out, "m "...)
	b.number(float64(r.x2))
	b.number(b.height - float64(r.y2))
	b.out = append(b.out, "l S\n"...)
}

func (b *brush) text(t text) {
	if t.face != b.face || t.size != b.size {
		b.out = append(append(b.out, b.fonts[t.face]...), ' ')
		b.number(float64(t.size))
		b.out = append(b.out, "Tf\n"...)
		b.face, b.size = t.face, t.size
	}
	b.filling(t.ink)
	if t.track != b.track {
		b.out = append(strconv.AppendFloat(b.out, float64(t.track), 'f', 3, 64), " Tc\n"...)
		b.track = t.track
	}
	x, y := float64(t.x), b.height-float64(t.y)
	if t.down { // turned about its beginning
		b.out = append(b.out, "q 0 -1 1 0 "...)
		b.number(x)
		b.number(y)
		b.out = append(b.out, "cm "...)
		x, y = 0, 0
	}
	b.out = append(b.out, "BT "...)
	b.number(x)
	b.number(y)
	b.out = append(b.out, "Td ("...)
	b.out = b.encodings[t.face].append(b.out, t.s)
	b.out = append(b.out, ") Tj ET\n"...)
	if t.down {
		b.out = append(b.out, "Q\n"...)
	}
}

// packer packs one stream after another (PDF 32000-1, 7.4.4).
type packer struct {
	w   *zlib.Writer
	out bytes.Buffer
}

func (p *packer) bytes(b []byte) []byte {
	p.out.Reset()
	if p.w == nil {
		p.w, _ = zlib.NewWriterLevel(&p.out, zlib.BestSpeed) // fails for a level that there is not
	} else {
		p.w.Reset(&p.out)
	}
	_, _ = p.w.Write(b) // into memory
	_ = p.w.Close()
	return bytes.Clone(p.out.Bytes())
}
