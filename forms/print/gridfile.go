package print

import (
	"strings"

	"huce/forms"
)

// A sheet that says how it looks is set as it says: its fonts, sizes, rules,
// heights and page, scaled down to the page's width where it is wider. Where its
// text needs more room than its file gives it the row grows; nothing is cut.

// The page of such a sheet, and how far it gives way.
const (
	fileTop       = 10 * mm // the least margins: printers don't reach further
	fileBottom    = 15 * mm // the page number and the code stand there
	fileMargin    = 9 * mm
	fileLeast     = 5.0  // the smallest text, points
	documentLeast = 7.5  // the smallest that a text document's is made to hold a word together
	fileTurn      = 0.62 // a sheet that would have to be smaller than this lies on its side
	columnsMost   = 256  // a sheet has in use
	fileSmall     = 0.72 // how much smaller a card is made to keep its page
)

// asInFile lays out a sheet as its file has it look.
func (s *strip) asInFile(g *forms.Grid, shown shown) {
	s.looks = g.Look
	s.boxes = shown.boxes()
	for i := range s.boxes {
		b := &s.boxes[i]
		b.look = s.looks.Of(shown.rows[b.Top], shown.cols[b.Left])
		end := s.looks.Of(shown.rows[b.Bottom], shown.cols[b.Right])
		b.look.Right, b.look.Bottom = max(end.Right, b.look.Right*same(b)), max(end.Bottom, b.look.Bottom*same(b))
	}
	s.card = styled(s.boxes, len(shown.rows), len(shown.cols))
	s.own()
	for i := range s.boxes { // styled gives a title the sheet's whole width
		if b := &s.boxes[i]; b.style == forms.StyleTitle {
			b.Left, b.Right = s.across(shown, b)
		}
	}
	natural := make([]float64, len(shown.cols))
	sum := 0.0
	for i, c := range shown.cols {
		chars := s.looks.ColWidth
		if c < len(g.Widths) && g.Widths[c] > 0 {
			chars = g.Widths[c]
		}
		natural[i] = max(chars*s.looks.CharWidth, 1)
	}
	s.relieve(natural, g, shown.cols)
	for _, w := range natural {
		sum += w
	}
	s.page(g.Landscape, sum)
	s.edges = edgesOf(natural, sum*s.scale)
	s.widen() // for text that isn't made as small as its columns
	if s.looks.Centred {
		s.left += max(s.width-sum*s.scale, 0) / 2
	}
	s.least = make([]float64, len(shown.rows))
	for i, r := range shown.rows {
		s.least[i] = s.looks.Height(r)
	}
	s.layAll()
	s.fileTitles(shown)
	if s.looks.FitHeight {
		s.smaller(s.height)
	}
	for _, r := range s.looks.Breaks {
		for i, row := range shown.rows {
			if row == r && i > 0 && !s.looks.FitHeight {
				s.breaks = append(s.breaks, float64(i))
			}
		}
	}
	for i, r := range s.breaks {
		s.breaks[i] = s.rows[int(r)]
	}
}

// relieve widens columns whose text their own program would show cut off: no number
// or word is broken, and no text of one column takes many lines.
func (s *strip) relieve(natural []float64, g *forms.Grid, cols []int) {
	for i := range s.boxes {
		b := &s.boxes[i]
		if b.Left != b.Right || b.cell.Text == "" || b.look.Upright || b.style == forms.StyleTitle || b.style == forms.StyleNote {
			continue
		}
		lines := 4.0
		if c := cols[b.Left]; c >= len(g.Widths) || g.Widths[c] == 0 { // nobody has set it
			lines = 2
		}
		chars := max(min(longestWord(b.cell.Text), wordMost), min(columnsOf(b.cell.Text)/lines, linesMost))
		natural[b.Left] = max(natural[b.Left], chars*b.look.Size*0.52+2*s.look.padX)
	}
}

// same is 1 for a box of one cell, 0 for a merge: its other cells have rules of
// their own.
func same(b *gridBox) float64 {
	if b.Top == b.Bottom && b.Left == b.Right {
		return 1
	}
	return 0
}

// across are the columns that a box had before it was found to be a title.
func (s *strip) across(shown shown, b *gridBox) (left, right int) {
	for _, m := range shown.g.Merges {
		if in, ok := shown.shrink(m); ok && in.Top == b.Top && b.cell.Text == shown.first(in).Text {
			return in.Left, in.Right
		}
	}
	for c, col := range shown.cols {
		if shown.g.At(shown.rows[b.Top], col).Text == b.cell.Text {
			return c, c
		}
	}
	return b.Left, b.Right
}

// page finds how the paper lies, its margins, and the scale.
func (s *strip) page(wide bool, sum float64) {
	scale := s.looks.Scale
	if scale == 0 {
		scale = 1
	}
	s.frame = s.fileFrame(wide)
	if !wide && s.width < sum*min(scale, 1)*fileTurn {
		s.frame = s.fileFrame(true)
	}
	s.scale = min(scale, s.width/sum)
}

// fileFrame is the frame that the sheet's margins leave of a page.
func (s *strip) fileFrame(wide bool) frame {
	w, h := a4Short, a4Long
	if wide {
		w, h = h, w
	}
	m := s.looks.Margins
	for i, usual := range [4]float64{18 * mm, 19 * mm, 18 * mm, 19 * mm} {
		if m[i] == 0 {
			m[i] = usual
		}
		least := [4]float64{fileMargin, fileTop, fileMargin, fileBottom}[i]
		m[i] = min(max(m[i], least), 45*mm)
	}
	return frame{left: m[0], top: m[1], width: w - m[0] - m[2], height: h - m[1] - m[3], wide: wide}
}

// own makes the look of the sheet's strip: what is not said cell by cell.
func (s *strip) own() {
	s.look.padX, s.look.padY, s.look.row = 1.4, 0.9, 6
	s.look.leading = 1.18
	if s.looks.Document {
		s.documentLines()
	}
	s.look.body.size = max(s.looks.Of(-1, -1).Size, fileLeast)
}

// layAll breaks the text of all boxes and finds the rows' heights.
func (s *strip) layAll() {
	for i := range s.boxes {
		s.layOwn(i)
	}
	s.heights(len(s.least))
}

// bodyStyle is how a value is set.
func (s *strip) bodyStyle(b *gridBox) style {
	if s.looks == nil {
		return s.look.body
	}
	st := style{letter: letterOf(b.look), size: max(b.look.Size*s.scale, fileLeast), ink: ink(b.look.Colour)}
	if !b.look.Filled && pale(b.look.Colour) {
		st.ink = black // white on white is no text
	}
	return st
}

func pale(c forms.RGB) bool {
	r, g, b := ink(c).rgb()
	return r > 225 && g > 225 && b > 225
}

// letterOf is the typeface that comes nearest to a cell's.
func letterOf(look forms.CellLook) *letter {
	font := strings.ToLower(look.Font)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(font, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("小标宋", "xbs"), look.Bold && has("大标宋", "中宋", "zhongsong"):
		return biaoSong
	case look.Bold, has("黑", "hei", "雅黑", "等线", "dengxian", "sans", "gothic"):
		return heiTi
	case has("仿宋", "fang"):
		return fangSong
	case has("楷", "kai"):
		return kaiTi
	}
	return tableSong
}

// layOwn breaks the text of a box as its look says.
func (s *strip) layOwn(index int) {
	b := &s.boxes[index]
	st := s.bodyStyle(b)
	c := cell{align: forms.Left}
	switch {
	case b.look.Across == forms.AtCentre:
		c.align = forms.Centre
	case b.look.Across == forms.AtRight:
		c.align = forms.Right
	case b.look.Across == forms.ByKind && (b.cell.Kind == forms.CellNumber || b.cell.Kind == forms.CellDate):
		c.align = forms.Right
	case b.look.Across == forms.ByKind && (b.cell.Kind == forms.CellBool || b.cell.Kind == forms.CellError):
		c.align = forms.Centre
	}
	width := s.edges[b.Right+1] - s.edges[b.Left] - 2*s.look.padX
	text := b.cell.Text
	switch {
	case b.look.Upright:
		text = stacked(strings.ReplaceAll(text, "\n", ""))
	case b.look.Wrap || strings.Contains(text, "\n"):
	case c.align == forms.Left && b.cell.Kind == forms.CellText:
		width = max(width, s.noteRoom(index))
		c.fit = b.look.Shrink
	default:
		c.fit = true
	}
	if b.look.Indent > 0 && c.align == forms.Left {
		text = strings.Repeat("\u3000", b.look.Indent) + text
	}
	c.spans = []span{{text: text, style: st, whole: wholeDay.MatchString(text)}}
	if c.fit && s.ts.width(inline(text), st)*shrinkOwn > width { // more than shrinking saves: more lines
		c.fit = false
	}
	if s.looks.Document && !b.look.Upright {
		c.least = documentLeast // Word breaks a number rather than make it smaller
	}
	b.laid = s.ts.lay(c, max(width, shrinkLast), s.look.leading)
}

// shrinkOwn is how small a text is made at most so that it stays on its line.
const shrinkOwn = 0.7

// fileHeights finds where the rows begin: as high as in the file, or higher where
// their text needs it.
func (s *strip) fileHeights(ending [][]int) {
	for r := range s.least {
		h := s.least[r] * s.scale
		for _, i := range ending[r] {
			b := &s.boxes[i]
			if b.cell.Text == "" {
				continue
			}
			if need := b.laid.height + 2*s.look.padY; need > h+s.rows[r]-s.rows[b.Top]+hair {
				h = need - (s.rows[r] - s.rows[b.Top])
			}
		}
		s.rows[r+1] = s.rows[r] + s.stretched(h)
	}
	s.cardsBegin()
}

// fileTotal is the height the sheet has in its file.
func (s *strip) fileTotal() float64 {
	h := 0.0
	for _, row := range s.least {
		h += row * s.scale
	}
	return h
}

// smaller sets the whole sheet smaller until it fits a height, if that is not too
// small to read.
func (s *strip) smaller(room float64) bool {
	was, edges := s.scale, s.edges
	for s.total() > room+hair && s.scale > was*fileSmall {
		s.scale *= 0.97
		s.edges = make([]float64, len(edges))
		for i, x := range edges {
			s.edges[i] = x * s.scale / was
		}
		s.layAll()
	}
	if s.total() <= room+hair {
		return true
	}
	s.scale, s.edges = was, edges
	s.layAll()
	return false
}

// fileTitles finds the rows that every page repeats: those the file says, else the
// table's header.
func (s *strip) fileTitles(shown shown) {
	t := s.looks.Titles
	if t.Empty() {
		if !s.card {
			s.headers(len(s.least))
		}
		return
	}
	s.repeat, s.after = -1, 0
	for i, r := range shown.rows {
		if r+1 >= t.First && r+1 <= t.Last {
			if s.repeat < 0 {
				s.repeat = i
			}
			s.after = i + 1
		}
	}
	if s.repeat < 0 || s.rows[s.after]-s.rows[s.repeat] > s.height*tallHeader {
		s.repeat, s.after = 0, 0
	}
}

// drawn draws a box's ground and its own rules; top and bottom tell whether these
// edges of it are on this page.
func (s *strip) drawn(p *page, b *gridBox, x, y1, w, y2 float64, top, bottom bool) {
	l := &b.look
	if l.Filled && !pale(l.Fill) {
		p.fills = append(p.fills, fill{float32(x), float32(y1), float32(w), float32(y2 - y1), ink(l.Fill)})
	}
	if l.Left > 0 {
		p.vline(x, y1, y2, l.Left)
	}
	if l.Right > 0 {
		p.vline(x+w, y1, y2, l.Right)
	}
	if width := max(l.Top, l.Bottom*cutEdge(top)); width > 0 {
		p.hline(x, x+w, y1, width)
	}
	if width := max(l.Bottom, l.Top*cutEdge(bottom)); width > 0 {
		p.hline(x, x+w, y2, width)
	}
}

// cutEdge is 1 for an edge that the page's end has cut: it takes the other's rule.
func cutEdge(own bool) float64 {
	if own {
		return 0
	}
	return 1
}

// stands is the part of a box that its text is set in the middle of, so that it
// stands where the look says.
func (s *strip) stands(b *gridBox, y, h float64, more bool) (float64, float64) {
	high := min(b.laid.height+2*s.look.padY+0.6, h)
	switch {
	case more:
		return y, h
	case b.look.Down == forms.AtTop:
		return y, high
	case b.look.Down == forms.AtBottom:
		return y + h - high, high
	}
	return y, h
}

// ruledCells adds the cells that have rules to those that are used: empty ones are
// lines to write on. Of those below all text only some are.
func ruledCells(l *forms.Look, used []bool, last int) ([]bool, int) {
	end := len(used)
	for end > 0 && !used[end-1] {
		end--
	}
	for r := range min(len(l.Cells), end+blankMost) {
		for c := range min(len(l.Cells[r]), columnsMost) {
			if look := l.Of(r, c); look.Left+look.Top+look.Right+look.Bottom > 0 {
				for len(used) <= r {
					used = append(used, false)
				}
				used[r], last = true, max(last, c)
			}
		}
	}
	return used, last
}

// within cuts what is shown to a print area; the last column of it.
func (s *shown) within(area forms.Range, used []bool, last int) int {
	for r := range used {
		used[r] = used[r] && r >= area.Top && r <= area.Bottom
	}
	return min(last, area.Right)
}
