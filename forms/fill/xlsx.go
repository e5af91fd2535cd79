package fill

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"huce/forms"
)

// intoXLSX fills the workbook in place. What must be made room for (rows, sheets for
// more cards) excelize makes; the values go into the bytes of the sheets' rows. All
// else, styles, widths, print settings, images, stays as it is.
func intoXLSX(src []byte, book *forms.Book, sheets []Sheet) (Result, error) {
	p, err := openPack(src)
	if err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	x := &xlsxFill{p: p, book: book, res: Result{Format: forms.XLSX}, odd: map[string]bool{}, thin: map[string]bool{}}
	if err := x.open(sheets); err != nil {
		return Result{}, forms.NewFault("fill_open").Because(err)
	}
	if err := x.fill(); err != nil {
		return Result{}, forms.NewFault("fill_write", "").Because(err)
	}
	return x.res, nil
}

// xlsxFill is a workbook being filled.
type xlsxFill struct {
	p     *pack
	names *workbook
	book  *forms.Book
	plans []*sheetPlan
	odd   map[string]bool       // parts of sheets that must be written anew first
	thin  map[string]bool       // parts whose rows were taken out while room was made
	was   map[string]*sheetPart // the sheets as they came, by name
	res   Result
}

// sheetPlan is one sheet of the form: what goes where.
type sheetPlan struct {
	*Sheet
	grid     *forms.Grid
	rows     []int // of a table that take data, as it came
	numeric  []bool
	sums     []sum
	formulas []string // of its columns
	at       int      // where rows are missing
	extra    int      // how many
	names    []string // of the sheets that its cards stand on
}

// open reads the sheets and plans what goes where.
func (x *xlsxFill) open(sheets []Sheet) error {
	var err error
	if x.names, err = x.p.workbook(); err != nil {
		return err
	}
	x.was = map[string]*sheetPart{}
	for i := range sheets {
		s := &sheetPlan{Sheet: &sheets[i], grid: x.book.Sheets[sheets[i].Layout.SheetIndex]}
		x.plans = append(x.plans, s)
		if len(s.Layout.Cards) > 0 {
			s.names = []string{s.grid.Name}
		} else {
			s.plan()
		}
		part := x.names.sheets[s.grid.Name]
		text, err := x.p.part(part)
		if err != nil {
			return err
		}
		if len(s.Layout.Cards) == 0 {
			text = unmerged(text, s.rows)
			x.p.with[part] = text
		}
		if x.was[s.grid.Name], err = x.p.sheet(part); err != nil {
			x.odd[part] = true
		}
	}
	return nil
}

func (s *sheetPlan) plan() {
	l := s.Layout
	s.rows = slots(s.grid, l)
	s.numeric = numericColumns(s.grid, l.Columns, s.rows)
	s.sums = sumRows(s.grid, l, s.rows)
	s.at = firstFree(s.grid, l)
	if len(s.rows) > 0 {
		s.at = s.rows[len(s.rows)-1] + 1
	}
	s.extra = max(0, len(s.Rows)-len(s.rows))
}

// where is where a row of a sheet stands once room is made for its tables.
func (x *xlsxFill) where(sheet string, row int) int {
	to := row
	for _, s := range x.plans {
		if s.grid.Name == sheet && row >= s.at {
			to += s.extra
		}
	}
	return to
}

// fill makes room, fills the sheets, and writes the file.
func (x *xlsxFill) fill() error {
	if err := x.room(); err != nil {
		return err
	}
	w, err := x.values()
	if err != nil {
		return err
	}
	if err := x.worked(w); err != nil {
		return err
	}
	if err := x.forget(w); err != nil {
		return err
	}
	if x.res.Data, err = x.p.bytes(); err != nil {
		return err
	}
	return x.valued(w.stale)
}

// written are the sheets that were filled.
type written struct {
	table *stringTable
	gone  map[int]bool
	parts map[string]bool
	stale touched // formulas whose values hold no more
}

// values puts all values into their sheets.
func (x *xlsxFill) values() (*written, error) {
	done := &written{gone: map[int]bool{}, parts: map[string]bool{}}
	if x.names.strings != "" {
		text, err := x.p.part(x.names.strings)
		if err != nil {
			return nil, err
		}
		done.table = newStringTable(text)
	}
	patches := map[string]map[int]*rowPatch{} // by sheet
	for _, s := range x.plans {
		x.res.Sheets = append(x.res.Sheets, s.grid.Name)
		if patches[s.grid.Name] == nil {
			patches[s.grid.Name] = map[int]*rowPatch{}
		}
		if len(s.Layout.Cards) == 0 {
			x.res.Cards = append(x.res.Cards, nil)
			if err := x.table(s, patches[s.grid.Name]); err != nil {
				return nil, err
			}
			continue
		}
		x.res.Rows = append(x.res.Rows, nil)
		x.res.Cards = append(x.res.Cards, spots(len(s.Cards), len(s.Layout.Cards), func(page int) string { return s.names[page] }))
		for page, name := range s.names {
			if patches[name] == nil {
				patches[name] = map[int]*rowPatch{}
			}
			x.cards(s, page, patches[name])
		}
	}
	all, filled, err := x.standing(patches)
	if err != nil {
		return nil, err
	}
	done.stale = stale(all, filled)
	for name, rows := range patches { // a column's own formula has no value yet
		for row, p := range rows {
			for i := range p.puts {
				if p.puts[i].formula != "" {
					done.stale.add(name, row, p.puts[i].col)
				}
			}
		}
	}
	done.stale.settle()
	for _, name := range slices.Sorted(maps.Keys(patches)) {
		part := x.names.sheets[name]
		for _, s := range x.plans {
			if s.grid.Name == name && s.extra > 0 && s.at > 0 {
				text, err := x.p.part(part)
				if err != nil {
					return nil, err
				}
				last := x.where(name, s.at-1)
				x.p.with[part] = mergedLike(text, last, last+1, last+s.extra)
			}
		}
		scanned, err := x.p.sheet(part)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part, err)
		}
		w := &sheetWriter{sheetPart: scanned, name: name, table: done.table, gone: done.gone, stale: done.stale}
		if x.p.with[part], err = w.write(patches[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", part, err)
		}
		done.parts[part] = true
	}
	return done, nil
}

// order is the places of a table's columns and of their boxes, from left to right.
type order struct{ column, beside, col int }

func (s *sheetPlan) order() []order {
	var out []order
	for j, c := range s.Layout.Columns {
		for k := range max(1, c.Boxes) {
			out = append(out, order{j, k, c.Index + k})
		}
	}
	slices.SortStableFunc(out, func(a, b order) int { return a.col - b.col })
	return slices.CompactFunc(out, func(a, b order) bool { return a.col == b.col })
}

// table plans the rows of a table: those there were keep their looks, further ones
// are made like the last.
func (x *xlsxFill) table(s *sheetPlan, patches map[int]*rowPatch) error {
	now, err := x.scanned(s.grid.Name)
	if err != nil {
		return err
	}
	was := x.was[s.grid.Name]
	if was == nil {
		was = now
	}
	cols := s.order()
	s.formulas = make([]string, len(s.Layout.Columns))
	for j, c := range s.Layout.Columns {
		if len(s.rows) > 0 {
			s.formulas[j] = now.formula(x.where(s.grid.Name, s.rows[0]), c.Index)
		}
	}
	var placed []int
	first := x.where(s.grid.Name, s.at)
	if len(s.rows) > 0 {
		first = x.where(s.grid.Name, s.rows[0])
	}
	all := make([]put, (len(s.rows)+s.extra)*len(cols))
	for i := range len(s.rows) + s.extra {
		p := &rowPatch{puts: all[i*len(cols) : (i+1)*len(cols) : (i+1)*len(cols)]}
		var row int
		if i < len(s.rows) {
			row = x.where(s.grid.Name, s.rows[i])
			p.like = row
			if now.row(row) == nil {
				p.from, p.like = was, s.rows[i]
			}
		} else {
			row = x.where(s.grid.Name, s.at-1) + 1 + i - len(s.rows)
			p.new, p.like = true, x.where(s.grid.Name, s.at-1)
			if now.row(p.like) == nil {
				p.from, p.like = was, s.at-1
			}
		}
		s.values(p, i, row-first, cols, &x.res)
		patches[row] = p
		if i < len(s.Rows) {
			placed = append(placed, row)
		}
	}
	x.res.Rows = append(x.res.Rows, placed)
	for _, t := range s.sums {
		row := x.where(s.grid.Name, t.row)
		if now.formula(row, t.col) != "" {
			continue // it sums up by itself
		}
		v, known := t.value(s.Sheet)
		if !known {
			x.res.Notes = append(x.res.Notes, note(row, t.col, "fill_total"))
		}
		if patches[row] == nil {
			patches[row] = &rowPatch{like: row}
		}
		patches[row].put(put{col: t.col, text: v, numeric: true})
	}
	return nil
}

// values are the cells of the i-th row of a table, which stands so many rows below its
// first.
func (s *sheetPlan) values(p *rowPatch, i, below int, cols []order, res *Result) {
	for k, o := range cols {
		v := &p.puts[k]
		v.col, v.numeric = o.col, s.numeric[o.column]
		if i >= len(s.Rows) {
			continue
		}
		if f := s.formulas[o.column]; f != "" {
			if o.beside == 0 {
				v.formula = shifted(f, below)
			}
			continue
		}
		v.text = s.Rows[i][o.column]
		if v.text != "" && o.beside == 0 {
			res.Cells++
		}
		if boxes := s.Layout.Columns[o.column].Boxes; boxes > 1 {
			v.text = partsOf(v.text, boxes)[o.beside].text
		}
	}
}

// put adds a value to a row, or takes another's place.
func (p *rowPatch) put(v put) {
	at, there := slices.BinarySearchFunc(p.puts, v.col, func(p put, col int) int { return p.col - col })
	if there {
		p.puts[at] = v
		return
	}
	p.puts = slices.Insert(p.puts, at, v)
}

// cards plans one sheet of cards.
func (x *xlsxFill) cards(s *sheetPlan, page int, patches map[int]*rowPatch) {
	per := len(s.Layout.Cards)
	for i, slot := range s.Layout.Cards {
		var c Card
		if n := page*per + i; n < len(s.Cards) {
			c = s.Cards[n]
		}
		fillCardSlot(slot, c, &x.res, func(row, col int, v string) {
			at := x.where(s.grid.Name, row)
			if patches[at] == nil {
				patches[at] = &rowPatch{like: at}
			}
			patches[at].put(put{col: col, text: v, numeric: s.grid.At(row, col).Kind == forms.CellNumber})
		})
	}
}

func (x *xlsxFill) scanned(sheet string) (*sheetPart, error) { return x.p.sheet(x.names.sheets[sheet]) }

var (
	calcChain      = regexp.MustCompile(`(^|/)calcChain\.xml$`)
	calcChainEntry = regexp.MustCompile(`(?s)<(?:\w+:)?(?:Override|Relationship)\b[^>]*calcChain\.xml[^>]*?(?:/>|>\s*</(?:\w+:)?(?:Override|Relationship)>)`)
	calcTag        = regexp.MustCompile(`<(?:\w+:)?calcPr\b[^>]*>`)
	fullCalc       = regexp.MustCompile(`\sfullCalcOnLoad="[^"]*"`)
)

// worked lets the formulas that depend on what was filled be worked out when the file
// is opened: the values that they had go, and the chain of cells to work out, which may
// name others now. All other formulas keep their values.
func (x *xlsxFill) worked(done *written) error {
	any := false
	for name, part := range x.names.sheets {
		s, err := x.formulaSheet(part)
		if err != nil {
			return err
		}
		if s == nil {
			continue
		}
		any = true
		if done.parts[part] || len(done.stale[name]) == 0 {
			continue
		}
		w := &sheetWriter{sheetPart: s, name: name, stale: done.stale}
		if x.p.with[part], err = w.write(nil); err != nil {
			return err
		}
	}
	if !any {
		return nil
	}
	if err := x.p.drop(calcChain, calcChainEntry); err != nil {
		return err
	}
	if len(done.stale) == 0 {
		return nil
	}
	text, err := x.p.part(x.names.main)
	if err != nil {
		return err
	}
	x.p.with[x.names.main] = calcTag.ReplaceAllFunc(text, func(tag []byte) []byte {
		tag = fullCalc.ReplaceAll(tag, nil)
		end := len(tag) - 1
		if tag[end-1] == '/' {
			end--
		}
		return slices.Concat(tag[:end], []byte(` fullCalcOnLoad="1"`), tag[end:])
	})
	return nil
}

// forget writes the shared texts: without those that only cells filled anew had.
func (x *xlsxFill) forget(done *written) error {
	if done.table == nil {
		return nil
	}
	sure := true
	for _, part := range x.names.sheets {
		text, err := x.p.part(part)
		if err != nil {
			return err
		}
		sure = sharedUses(text, func(n int) { delete(done.gone, n) }) && sure
	}
	if !sure {
		clear(done.gone)
	}
	if len(done.gone) > 0 || len(done.table.added) > 0 {
		x.p.with[x.names.strings] = done.table.write(done.gone)
	}
	return nil
}
