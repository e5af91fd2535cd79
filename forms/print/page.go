package print

// Lengths inside the package are points (1/72 inch), counted from the top left
// corner of a page; mm is one millimetre.
const mm = 72 / 25.4

// page is one laid-out page: what stands where. Laying out knows nothing of PDF,
// painting nothing of layout; in between the number of pages is known.
type page struct {
	wide  bool // A4 landscape
	texts []text
	rules []rule
	fills []fill
	marks []mark
	codes []square

	images []image
	part   string // what of the document it belongs to, for its label: "" is the body
}

// A4.
const (
	a4Short = 210 * mm
	a4Long  = 297 * mm
)

func (p *page) height() float64 {
	if p.wide {
		return a4Short
	}
	return a4Long
}

func (p *page) width() float64 {
	if p.wide {
		return a4Long
	}
	return a4Short
}

// ink is a colour, 0xRRGGBB.
type ink uint32

const (
	black ink = 0
	red   ink = 0xDC0000
	grey  ink = 0xEEEEEE // of shaded cells
	dim   ink = 0x5A5A5A // of text that steps back
	light ink = 0xCDCDCD // of a chart's first series
	dark  ink = 0x6E6E6E // of its second
)

// rgb are a colour's parts.
func (i ink) rgb() (r, g, b int) { return int(i >> 16 & 0xFF), int(i >> 8 & 0xFF), int(i & 0xFF) }

// text is a run of characters in one font at one size, its baseline starting at
// x, y. track is put between its characters.
type text struct {
	s     string
	face  *face
	x, y  float32
	size  float32
	track float32
	ink   ink
	down  bool // runs down the page, turned by a quarter clockwise
}

// rule is a straight line.
type rule struct {
	x1, y1, x2, y2 float32
	width          float32
	ink            ink
}

// fill is a filled rectangle beneath everything else.
type fill struct {
	x, y, w, h float32
	ink        ink
}

// mark is a bookmark.
type mark struct {
	title string
	level int
	y     float64
}

func (p *page) hline(x1, x2, y, width float64) {
	p.rules = append(p.rules, rule{float32(x1), float32(y), float32(x2), float32(y), float32(width), black})
}

func (p *page) vline(x, y1, y2, width float64) {
	p.rules = append(p.rules, rule{float32(x), float32(y1), float32(x), float32(y2), float32(width), black})
}

func (p *page) box(x, y, w, h, width float64) {
	p.hline(x, x+w, y, width)
	p.hline(x, x+w, y+h, width)
	p.vline(x, y, y+h, width)
	p.vline(x+w, y, y+h, width)
}

func (p *page) shade(x, y, w, h float64) {
	p.fills = append(p.fills, fill{float32(x), float32(y), float32(w), float32(h), grey})
}

func (p *page) mark(title string, level int, y float64) {
	p.marks = append(p.marks, mark{title, level, y})
}
