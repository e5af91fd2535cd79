package print

import (
	"regexp"
	"strings"

	"huce/forms"
)

// gridBox is one cell, or the cells merged into one, on the rows and columns that
// are shown.
type gridBox struct {
	forms.Range
	cell  forms.Cell
	style forms.Style
	laid  laid
	look  forms.CellLook // of a sheet that says how it looks
}

// ruled reports whether a box has rules around it.
func (b *gridBox) ruled() bool {
	return b.style != forms.StyleTitle && b.style != forms.StyleNote && b.style != forms.StylePlain
}

// strip is a sheet laid out as one long strip, to be cut into pages.
type strip struct {
	frame
	ts     *typesetter
	info   forms.Info
	look   look
	boxes  []gridBox
	edges  []float64 // of the columns
	card   bool
	aligns []forms.Align
	rows   []float64 // where the rows begin, and where the last ends
	begins []float64 // where the cards begin
	cut    []bool    // a page may end before this row without cutting a box
	done   int       // boxes before this one are drawn
	repeat int       // header rows that every page repeats: rows from repeat to after
	after  int

	looks  *forms.Look // how the sheet looks in its file; nil where that isn't known
	scale  float64     // of the looks
	least  []float64   // heights that rows have in the file, scaled
	breaks []float64   // where the file begins a page
}

func newStrip(ts *typesetter, g *forms.Grid, info forms.Info) *strip {
	s := &strip{ts: ts, info: info, look: gridLook}
	shown := shownOf(g)
	if g.Look != nil && len(shown.rows) > 0 && len(shown.cols) > 0 {
		s.asInFile(g, shown)
		return s
	}
	s.boxes = shown.boxes()
	s.card = styled(s.boxes, len(shown.rows), len(shown.cols))
	s.columns(g, shown.cols)
	s.aligns = s.alignments()
	for i := range s.boxes {
		s.lay(i)
	}
	s.heights(len(shown.rows))
	s.headers(len(shown.rows))
	return s
}

// shown is a sheet without its hidden rows and columns.
type shown struct {
	g          *forms.Grid
	rows, cols []int // of the sheet
}

// blankMost is how many blank rows below each other a sheet keeps: lines to fill
// in. More of them say nothing, and damaged files have a million.
const blankMost = 40

func shownOf(g *forms.Grid) shown {
	s := shown{g: g}
	used := make([]bool, len(g.Rows))
	last := -1 // the last column that is used
	for r, row := range g.Rows {
		for c, cell := range row {
			if cell.Text != "" {
				used[r], last = true, max(last, c)
			}
		}
	}
	if g.Look != nil {
		used, last = ruledCells(g.Look, used, last)
	}
	for _, m := range g.Merges {
		if m.Top >= len(g.Rows) || !used[m.Top] {
			continue
		}
		for r := m.Top; r <= min(m.Bottom, len(g.Rows)-1); r++ {
			used[r] = true
		}
		if m.Left <= last {
			last = max(last, min(m.Right, g.Width()-1))
		}
	}
	blank := 0 // rows met since the last one used, those at the end being no part of the sheet
	if g.Look != nil && g.Look.HasArea {
		last = s.within(g.Look.PrintArea, used, last)
	}
	for r := range used {
		if blank++; !used[r] {
			continue
		}
		from := r
		if blank <= blankMost {
			from = r - blank + 1
		}
		for ; from <= r; from++ {
			if !g.HiddenRows[from] {
				s.rows = append(s.rows, from)
			}
		}
		blank = 0
	}
	for c := 0; c <= last; c++ {
		if !g.HiddenCols[c] {
			s.cols = append(s.cols, c)
		}
	}
	return s
}

// boxes are the cells that are shown, row by row, each merge being one.
func (s shown) boxes() []gridBox {
	taken := make([]bool, len(s.rows)*len(s.cols))
	merges := map[[2]int]forms.Range{}
	for _, m := range s.g.Merges {
		if within, ok := s.shrink(m); ok {
			if first := [2]int{within.Top, within.Left}; merges[first] == (forms.Range{}) {
				merges[first] = within
			}
		}
	}
	var out []gridBox
	for r, row := range s.rows {
		for c, col := range s.cols {
			if taken[r*len(s.cols)+c] {
				continue
			}
			b := gridBox{Range: forms.Range{Top: r, Left: c, Bottom: r, Right: c}, cell: s.g.At(row, col)}
			if m, ok := merges[[2]int{r, c}]; ok {
				b.Range = s.free(m, taken)
				b.cell = s.first(b.Range)
			}
			b.style = b.cell.Style
			for y := b.Top; y <= b.Bottom; y++ {
				for x := b.Left; x <= b.Right; x++ {
					taken[y*len(s.cols)+x] = true
				}
			}
			out = append(out, b)
		}
	}
	return out
}

// shrink is a merge as far as it is shown, by shown rows and columns.
func (s shown) shrink(m forms.Range) (forms.Range, bool) {
	out := forms.Range{Top: -1, Left: -1}
	for i, r := range s.rows {
		if r >= m.Top && r <= m.Bottom {
			if out.Top < 0 {
				out.Top = i
			}
			out.Bottom = i
		}
	}
	for i, c := range s.cols {
		if c >= m.Left && c <= m.Right {
			if out.Left < 0 {
				out.Left = i
			}
			out.Right = i
		}
	}
	return out, out.Top >= 0 && out.Left >= 0
}

// free is a merge cut back to the cells that no merge before it has taken: damaged
// files have merges that overlap.
func (s shown) free(m forms.Range, taken []bool) forms.Range {
	for c := m.Left; c <= m.Right; c++ {
		if taken[m.Top*len(s.cols)+c] {
			m.Right = c - 1
			break
		}
	}
	for r := m.Top; r <= m.Bottom; r++ {
		for c := m.Left; c <= m.Right; c++ {
			if taken[r*len(s.cols)+c] {
				m.Bottom = r - 1
				return m
			}
		}
	}
	return m
}

// first is the cell a merge shows: its first, or where that is empty the first of
// it that has a text, as some readers put the text elsewhere.
func (s shown) first(m forms.Range) forms.Cell {
	out := s.g.At(s.rows[m.Top], s.cols[m.Left])
	for r := m.Top; r <= m.Bottom; r++ {
		for c := m.Left; c <= m.Right; c++ {
			own := s.g.At(s.rows[r], s.cols[c])
			if out.Text == "" && own.Text != "" {
				own.Style = out.Style
				out = own
			}
		}
	}
	return out
}

// heading sets a text document's title, if its first paragraph is one, and returns
// the paragraphs after it.
func (s *strip) heading(f *flow, texts []string) []string {
	if len(texts) > 1 && annexMark.MatchString(strings.TrimSpace(texts[0])) {
		s.ts.word(f.page(), strings.TrimSpace(texts[0]), gridMark, f.left, f.top+f.y+gridMark.size, forms.Left)
		f.y += gridMark.size * 1.5
		texts = texts[1:]
	}
	if len(texts) == 0 || strings.ContainsAny(texts[0], "。；：\n") || columnsOf(texts[0]) > titleMost {
		return texts
	}
	for _, l := range s.ts.titleLines(texts[0], gridTitle, f.width) {
		f.page().set(&l, f.left+(f.width-l.natural)/2, f.top+f.y+l.size*gbtRise, l.track)
		f.y += l.size * 1.4
	}
	f.y += 1.5 * mm
	return texts[1:]
}

// annexMark is what stands above the title of a form that is another paper's attachment.
var annexMark = regexp.MustCompile(`^附\s*[件表]\s*[\d一二三四五六七八九十]*[-—]?\d*\s*[：:]?$`)

// titleMost is the longest title, in half-width characters.
const titleMost = 90

// below is the height that paragraphs take.
func (s *strip) below(texts []string) float64 {
	h := 0.0
	for _, t := range texts {
		for _, l := range s.ts.lines(room{first: 2 * gridText.size, right: s.width}, span{text: strings.TrimSpace(t), style: gridText}) {
			h += l.size * 1.5
		}
	}
	return h
}

// paragraphs sets the text around a text document's table.
func (s *strip) paragraphs(f *flow, texts []string) {
	for _, t := range texts {
		t = strings.TrimSpace(t)
		r := room{first: 2 * gridText.size, right: f.width}
		if strings.HasSuffix(t, "：") || strings.HasSuffix(t, ":") { // whom it is addressed to
			r.first = 0
		}
		for _, l := range s.ts.lines(r, span{text: t, style: gridText}) {
			h := l.size * 1.5
			f.place([]item{{need: h, advance: h, set: func(f *flow) {
				f.page().set(&l, f.left, f.top+f.y+l.size*1.1, l.spread(f.width-l.indent, true))
			}}})
		}
	}
	if len(texts) > 0 {
		f.y += 2 * mm
	}
}
