package print

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// styled gives the boxes of a sheet that says nothing of its looks the styles that
// such a sheet usually has: a title and notes above the table, notes below it, a
// header row, cells. A sheet with styles of its own keeps them.
//
// It reports whether the sheet is a card.
func styled(boxes []gridBox, rows, cols int) bool {
	for _, b := range boxes {
		if b.style != forms.StylePlain {
			return false
		}
	}
	byRow := make([][]*gridBox, rows)
	for i := range boxes {
		b := &boxes[i]
		byRow[b.Top] = append(byRow[b.Top], b)
	}
	first, last := 0, rows-1
	for first < rows && outside(byRow[first]) {
		first++
	}
	for last > first && outside(byRow[last]) {
		last--
	}
	if first >= rows { // a text alone
		first, last = rows, rows-1
	}
	title := ""
	if first > 0 {
		title = onlyText(byRow[0])
	}
	titled, above := false, true // whether a title was met, whether the table is yet to come
	for r, row := range byRow {
		switch {
		case r == first || above && r > first && !outside(row):
			above = false
		case r > first && r < last && (anew(byRow[r-1], row, cols) || title != "" && onlyText(row) == title):
			titled, above = false, true
			for k := r - 1; texts(byRow[k]) == 0; k-- {
				give(byRow[k], forms.StyleNote) // the blank rows between two cards
			}
		}
		switch {
		case above && !titled && single(row):
			for _, b := range row {
				if b.style = forms.StyleNote; b.cell.Text != "" {
					b.style = forms.StyleTitle
					b.Left, b.Right = 0, cols-1 // the whole width is its own
				}
			}
		case above || r > last:
			give(row, forms.StyleNote)
		default:
			give(row, forms.StyleBody)
		}
		titled = titled || above && texts(row) > 0
	}
	if first >= rows {
		return false
	}
	if card(byRow[first : last+1]) {
		labelled(boxes, cols)
		return true
	}
	header(byRow[first], cols)
	return false
}

func give(row []*gridBox, st forms.Style) {
	for _, b := range row {
		b.style = st
	}
}

// anew reports whether a row begins another card or table below one: it has one
// text alone, over most of the sheet's width, after a blank row.
func anew(before, row []*gridBox, cols int) bool {
	return texts(before) == 0 && len(before) > 0 && single(row) &&
		slices.ContainsFunc(row, func(b *gridBox) bool { return b.cell.Text != "" && (b.Right-b.Left+1)*2 > cols }) &&
		!slices.ContainsFunc(before, func(b *gridBox) bool { return b.Bottom > b.Top })
}

// card reports whether rows are those of a card: many of them have merged cells.
func card(rows [][]*gridBox) bool {
	merged := 0
	for _, row := range rows[1:] {
		if slices.ContainsFunc(row, func(b *gridBox) bool { return b.Right > b.Left }) {
			merged++
		}
	}
	return merged*4 > len(rows)
}

// outside reports whether a row stands above or below a table: it has one text
// alone, or few that each say what they are (填报单位：…).
func outside(row []*gridBox) bool {
	if single(row) {
		// A merged row label of a form (审批意见) reaches down; a note does not.
		return !slices.ContainsFunc(row, func(b *gridBox) bool { return b.cell.Text != "" && b.Bottom > b.Top })
	}
	n := texts(row)
	if n == 0 {
		return true
	}
	for _, b := range row {
		if b.cell.Text != "" && !strings.ContainsAny(b.cell.Text, "：:") {
			return false
		}
	}
	return n <= 5
}

func texts(row []*gridBox) int {
	n := 0
	for _, b := range row {
		if b.cell.Text != "" {
			n++
		}
	}
	return n
}

// onlyText is the text of a row that has one alone, else "".
func onlyText(row []*gridBox) string {
	if single(row) {
		for _, b := range row {
			if b.cell.Text != "" {
				return b.cell.Text
			}
		}
	}
	return ""
}

// single reports whether a row has one text alone.
func single(row []*gridBox) bool { return texts(row) == 1 }

// header makes a header of a row whose columns nearly all have a text, mostly a
// short one, and none a number.
func header(row []*gridBox, cols int) {
	wide, long := 0, 0
	for _, b := range row {
		if b.cell.Text == "" {
			continue
		}
		if b.cell.Kind == forms.CellNumber || b.cell.Kind == forms.CellDate {
			return
		}
		if utf8.RuneCountInString(b.cell.Text) > 20 {
			long++
		}
		wide += b.Right - b.Left + 1
	}
	if wide*5 < cols*4 || long*3 > len(row) {
		return
	}
	for _, b := range row {
		b.style = forms.StyleHead
	}
}

// columns finds the columns' widths on paper, the way the paper lies, and the size
// of the text that suits both.
func (s *strip) columns(g *forms.Grid, cols []int) {
	want := s.wanted(g, cols)
	sum := 0.0
	for _, w := range want {
		sum += w
	}
	s.frame = gridUpright
	if g.Landscape || sum*gridChar > gridUpright.width*1.3 {
		s.frame = gridWide
	}
	if sum == 0 {
		s.edges = []float64{0}
		return
	}
	s.edges = edgesOf(want, s.width)
	// A character of a column's width is half a Chinese one.
	per := s.width / sum
	size := min(s.look.body.size, max(gridLeast, float64(int(2*per*2*0.92))/2))
	s.look.body.size, s.look.head.size = size, size
	defer s.widen()
	if size < 9 {
		s.look.padX, s.look.padY, s.look.row = 0.6*mm, 0.6*mm, max(size*2, 5*mm)
	}
}

// widen gives columns whose longest word would have to be broken what others have
// to spare.
func (s *strip) widen() {
	need := s.needs()
	lack, spare := 0.0, 0.0
	for i, n := range need {
		w := s.edges[i+1] - s.edges[i]
		lack += max(n-w, 0)
		spare += max(w-n, 0)
	}
	if lack == 0 || spare == 0 {
		return
	}
	moved := min(lack, spare)
	widths := make([]float64, len(need))
	for i, n := range need {
		w := s.edges[i+1] - s.edges[i]
		widths[i] = w + max(n-w, 0)*moved/lack - max(w-n, 0)*moved/spare
	}
	s.edges = edgesOf(widths, s.edges[len(s.edges)-1])
}

// needs are the widths below which a column would have to break a word, or a text
// that takes three lines would take more. Of a box over several columns, all give their part.
func (s *strip) needs() []float64 {
	pad := 2 * s.look.padX
	need := make([]float64, len(s.edges)-1)
	for i := range need {
		need[i] = min(s.edges[i+1]-s.edges[i], 2*s.look.body.size+pad)
	}
	word := func(b *gridBox) float64 {
		return min(longestWord(b.cell.Text), wordMost)*s.bodyStyle(b).size*digitWide + pad + 1
	}
	for i := range s.boxes {
		if b := &s.boxes[i]; b.Left == b.Right && b.style == forms.StyleBody {
			third := min(columnsOf(b.cell.Text)/3*s.bodyStyle(b).size/2+pad, s.edges[b.Left+1]-s.edges[b.Left])
			need[b.Left] = max(need[b.Left], word(b), third, min(s.ownLines(b)+pad, s.edges[b.Left+1]-s.edges[b.Left]))
		}
	}
	for i := range s.boxes {
		b := &s.boxes[i]
		if b.Left == b.Right || b.style != forms.StyleBody {
			continue
		}
		have := 0.0
		for c := b.Left; c <= b.Right; c++ {
			have += max(need[c], s.edges[c+1]-s.edges[c])
		}
		if w := word(b); w > have {
			for c := b.Left; c <= b.Right; c++ {
				need[c] = max(need[c], s.edges[c+1]-s.edges[c]) * w / have
			}
		}
	}
	return need
}

// wanted are the columns' widths in characters: the sheet's own as far as their
// text can live with them, or by what stands in them where it gives none.
func (s *strip) wanted(g *forms.Grid, cols []int) []float64 {
	want := make([]float64, len(cols))
	for i, c := range cols {
		want[i] = gridDefault
		if c < len(g.Widths) && g.Widths[c] > 0 {
			want[i] = g.Widths[c]
		}
	}
	// Where all are the same nobody has set them.
	told := slices.ContainsFunc(want, func(w float64) bool { return w != want[0] })
	if !told {
		for i := range want {
			want[i] = 4
		}
	}
	for i := range s.boxes {
		b := &s.boxes[i]
		if b.Left != b.Right || b.style == forms.StyleTitle || b.style == forms.StyleNote {
			continue
		}
		if told { // no word need be broken, and few lines made
			want[b.Left] = max(want[b.Left], min(longestWord(b.cell.Text)+1, wordMost), min(columnsOf(b.cell.Text)/3, linesMost))
			continue
		}
		for t := range strings.SplitSeq(b.cell.Text, "\n") {
			want[b.Left] = max(want[b.Left], columnsOf(t)+2)
		}
	}
	if told {
		return want
	}
	return capped(want, max(gridFull, 6*float64(len(want))))
}

// ownLines is the width of the lines that a text has of its own.
func (s *strip) ownLines(b *gridBox) float64 {
	if !strings.Contains(b.cell.Text, "\n") {
		return 0
	}
	widest := 0.0
	for l := range strings.SplitSeq(b.cell.Text, "\n") {
		widest = max(widest, columnsOf(l)*s.bodyStyle(b).size/2)
	}
	return widest
}

// digitWide is how wide a digit is, in em.
const digitWide = 0.53

// wordMost is the longest word, in characters, that a column grows for: an ID
// number has 18, a bank account 19.
const wordMost = 21

// linesMost is the width, in characters, up to which a column grows so that a text
// takes three lines, not more.
const linesMost = 24

// longestWord is how many digits wide the longest word of a text is.
func longestWord(s string) float64 {
	longest, n := 0.0, 0.0
	for _, r := range s {
		switch {
		case classOf(r)&isWord == 0:
			n = 0
			continue
		case r >= 'A' && r <= 'Z':
			n += capitalWide
		default:
			n++
		}
		longest = max(longest, n)
	}
	return longest
}

// capitalWide is how many digits' width a capital takes.
const capitalWide = 1.3

// alignments finds how each column's text stands: a column of short texts is
// centred, one with a long text is not.
func (s *strip) alignments() []forms.Align {
	out := make([]forms.Align, len(s.edges)-1)
	for i := range out {
		out[i] = forms.Centre
	}
	for i := range s.boxes {
		if b := &s.boxes[i]; b.Left == b.Right && b.style == forms.StyleBody && columnsOf(b.cell.Text) > centreMost {
			out[b.Left] = forms.Left
		}
	}
	return out
}

// centreMost is the longest text that is centred, in half-width characters.
const centreMost = 24

// columnsOf is how many half-width characters a text takes.
func columnsOf(s string) float64 {
	n := 0
	for _, r := range s {
		if n++; r >= 0x2E80 {
			n++
		}
	}
	return float64(n)
}

// lay breaks the text of a box.
func (s *strip) lay(index int) {
	b := &s.boxes[index]
	c := cell{align: forms.Left}
	st := s.look.body
	switch b.style {
	case forms.StyleTitle:
		st, c.align, c.fit = gridTitle, forms.Centre, true
	case forms.StyleNote:
		st = style{letter: fangSong, size: min(10.5, s.look.body.size+1)}
		if b.Left > 0 && b.Right == len(s.edges)-2 {
			c.align = forms.Right
		}
	case forms.StyleHead, forms.StyleLabel:
		st, c.align = s.look.head, forms.Centre
	default:
		switch {
		case b.Left == b.Right && !s.card:
			c.align = s.aligns[b.Left]
		case (b.Left == 0 || columnsOf(b.cell.Text) <= centreMost) && !strings.Contains(b.cell.Text, "\n"):
			c.align = forms.Centre
		}
	}
	width := s.edges[b.Right+1] - s.edges[b.Left] - 2*s.look.padX
	if b.style == forms.StyleNote && c.align == forms.Left {
		width = s.noteRoom(index)
	}
	text := b.cell.Text
	if b.upright(width, st.size) {
		text = stacked(text)
	}
	c.spans = []span{{text: text, style: st, whole: wholeDay.MatchString(text)}}
	b.laid = s.ts.lay(c, max(width, shrinkLast), s.look.leading)
}

// noteRoom lets a note run over the empty cells at its right, as a spreadsheet does.
func (s *strip) noteRoom(index int) float64 {
	b := &s.boxes[index]
	end := s.edges[len(s.edges)-1]
	if s.looks != nil && !s.looks.Centred && b.look.Right == 0 {
		end = max(end, s.width) // columns that hold nothing
	}
	for i := index + 1; i < len(s.boxes) && s.boxes[i].Top == b.Top; i++ {
		if s.boxes[i].cell.Text != "" {
			end = s.edges[s.boxes[i].Left]
			break
		}
	}
	return end - s.edges[b.Left] - 2*s.look.padX
}

// upright reports whether a label runs down a merged column: narrow, and clearly
// higher than wide.
func (b *gridBox) upright(width, size float64) bool {
	high := float64(b.Bottom-b.Top+1) * gridLook.row
	return b.Bottom > b.Top && width < 3.3*size && high > 1.6*width && !strings.Contains(b.cell.Text, "\n") &&
		utf8.RuneCountInString(b.cell.Text) > 2
}

// stacked is a text with each character on a line of its own; words and numbers
// stay together.
func stacked(text string) string {
	var b strings.Builder
	var before rune
	for i, r := range text {
		if i > 0 && !(classOf(before)&isWord != 0 && classOf(r)&isWord != 0) {
			b.WriteByte('\n')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
