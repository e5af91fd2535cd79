package print

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"huce/forms"
)

// Catalogues prints catalogues of filed documents (归档文件目录, DA/T 22-2015, 5.6):
// for each a cover, then its table on landscape pages.
func Catalogues(w io.Writer, list []forms.Catalogue, info forms.Info) (Report, error) {
	return write(w)(LayCatalogues(list, info))
}

// LayCatalogues lays out what Catalogues prints.
func LayCatalogues(list []forms.Catalogue, info forms.Info) (*Paper, error) {
	var papers []*Paper
	var titles []string
	for i := range list {
		c := &list[i]
		cover, err := LayCover(&forms.Cover{Title: words(info, "catalogue"), Lines: boxLines(&c.Box, info), Info: info})
		if err != nil {
			return nil, err
		}
		table, err := catalogueTable(c, info)
		if err != nil {
			return nil, err
		}
		for _, p := range cover.pages {
			p.marks = nil
		}
		papers = append(papers, cover, table)
		titles = append(titles, boxTitle(&c.Box, info), "")
	}
	return Join(info, papers, titles)
}

// boxLines are a heading's own words, label and value.
func boxLines(b *forms.Box, info forms.Info) []forms.Pair {
	return []forms.Pair{
		{Label: words(info, "fonds_name"), Value: b.Fonds},
		{Label: words(info, "stamp_year"), Value: b.Year},
		{Label: words(info, "stamp_retention"), Value: retention(b.Retention, info)},
		{Label: words(info, "stamp_office"), Value: b.Office},
	}
}

func boxTitle(b *forms.Box, info forms.Info) string {
	return strings.Join([]string{words(info, "year", b.Year), retention(b.Retention, info), b.Office}, " ")
}

// retention is a retention code in words: Y 永久, D30 30年.
func retention(code string, info forms.Info) string {
	if years, ok := strings.CutPrefix(code, "D"); ok {
		return words(info, "retention_years", years)
	}
	if code == "Y" {
		return words(info, "retention_ever")
	}
	return code
}

// catalogueColumns are the columns of DA/T 22-2015's catalogue and their widths.
var catalogueColumns = []struct {
	key   string
	width float64
	align forms.Align
}{
	{"cat_seq", 12, forms.Centre},
	{"cat_no", 46, forms.Left},
	{"cat_ref", 30, forms.Left},
	{"cat_responsible", 40, forms.Left},
	{"cat_title", 84, forms.Left},
	{"cat_date", 20, forms.Centre},
	{"cat_secrecy", 13, forms.Centre},
	{"stamp_pages", 13, forms.Right},
	{"cat_note", 19, forms.Left},
}

func catalogueTable(c *forms.Catalogue, info forms.Info) (*Paper, error) {
	r := forms.Roster{
		Title: words(info, "catalogue"),
		Notes: []string{
			words(info, "cat_year", c.Year), words(info, "cat_retention", retention(c.Retention, info)), words(info, "cat_office", c.Office),
			words(info, "cat_sum", strconv.Itoa(c.Count), strconv.Itoa(c.Pages)),
		},
		Info: info,
	}
	for _, col := range catalogueColumns {
		r.Columns = append(r.Columns, forms.TableColumn{Label: words(info, col.key), Width: col.width, Align: col.align})
	}
	for i, it := range c.Items {
		r.Groups = append(r.Groups, forms.RosterGroup{Rows: [][]string{{
			strconv.Itoa(i + 1), it.ArchivalNo, it.RefNo, it.Responsible, it.Title, eightDigits(it.Date), it.Secrecy, strconv.Itoa(it.Pages), it.Note,
		}}})
	}
	return LayRoster(&r)
}

// eightDigits is a date as catalogues write it: 20260305, with 00 for what is not
// known (DA/T 22-2015, 5.6.2).
func eightDigits(d forms.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day)
}

// LayCover lays out a cover: a large title in the upper third, below it the lines,
// each value over a rule.
func LayCover(c *forms.Cover) (*Paper, error) {
	ts := newTypesetter(c.Info)
	f := newFlow(uprightPage)
	p := f.page()
	p.part = words(c.Info, "cover")
	p.mark(oneLine(c.Title), 0, 0)
	y := f.top + f.height*0.22
	for _, l := range ts.titleLines(c.Title, coverTitle, f.width*0.9) {
		p.set(&l, f.left+(f.width-l.natural)/2, y+l.size*gbtRise, l.track)
		y += l.size * 1.4
	}
	y = max(y+20*mm, f.top+f.height*0.46)
	label := 0.0
	for _, line := range c.Lines {
		label = max(label, ts.width(line.Label, coverLine))
	}
	left := f.left + f.width*0.12
	x, end := left+label+6*mm, f.left+f.width*0.88
	for _, line := range c.Lines {
		ts.word(p, line.Label, coverLine, left+label, y, forms.Right)
		value := ts.lay(cell{spans: []span{{text: line.Value, style: coverLine}}, align: forms.Centre, fit: true}, end-x, 1.3)
		value.draw(p, x, y-value.height+coverLine.size*0.15, end-x, value.height, 0, 1.3)
		p.hline(x, end, y+2*mm, 0.8)
		y += 16*mm + max(value.height-coverLine.size*1.3, 0)
	}
	return ts.finish(f.pages, c.Info)
}

var (
	coverTitle = style{letter: biaoSong, size: 36}
	coverLine  = style{letter: fangSong, size: 18}
	spineLabel = style{letter: heiTi, size: 9}
	spineValue = style{letter: fangSong, size: 14}
)

// LayBoxCovers lays out what is pasted onto boxes: the name of the fonds over a
// double rule (DA/T 22-2015, 5.7.2).
func LayBoxCovers(list []forms.Box, info forms.Info) (*Paper, error) {
	ts := newTypesetter(info)
	var pages []*page
	for i := range list {
		b := &list[i]
		f := newFlow(uprightPage)
		p := f.page()
		p.mark(boxTitle(b, info)+" "+words(info, "box_no", strconv.Itoa(b.No)), 0, 0)
		st := ts.fitted(b.Fonds, coverTitle, f.width*0.9)
		y := f.top + f.height*0.3
		ts.word(p, b.Fonds, st, f.left+f.width/2, y, forms.Centre)
		w := max(ts.width(b.Fonds, st), f.width*0.6)
		for _, drop := range []float64{4 * mm, 4*mm + 3.5} {
			p.hline(f.left+(f.width-w)/2, f.left+(f.width+w)/2, y+drop, 1)
		}
		pages = append(pages, p)
	}
	return ts.finish(pages, info)
}

// LaySpines lays out the labels of boxes' spines in their own width, beside each
// other, to be cut out: 全宗号, 年度, 保管期限, 机构, 起止件号, 盒号.
func LaySpines(list []forms.Box, info forms.Info) (*Paper, error) {
	ts := newTypesetter(info)
	f := newFlow(frame{left: 10 * mm, top: 8 * mm, width: 190 * mm, height: 270 * mm})
	x := f.left
	for i := range list {
		b := &list[i]
		w := float64(b.Thick) * mm
		if x+w > f.left+f.width+hair {
			f.turn()
			x = f.left
		}
		spine(ts, f.page(), b, x, f.top, w, f.height, info)
		x += w
	}
	return ts.finish(f.pages, info)
}

// spine draws one label.
func spine(ts *typesetter, p *page, b *forms.Box, x, y, w, h float64, info forms.Info) {
	p.mark(boxTitle(b, info)+" "+words(info, "box_no", strconv.Itoa(b.No)), 0, 0)
	p.box(x, y, w, h, 0.8)
	cells := []struct{ label, value string }{
		{words(info, "stamp_fonds"), b.FondsNo},
		{words(info, "stamp_year"), b.Year},
		{words(info, "stamp_retention"), retention(b.Retention, info)},
		{words(info, "stamp_office"), b.Office},
		{words(info, "box_items"), padNo(b.First) + "\n—\n" + padNo(b.Last)},
		{words(info, "box_number"), strconv.Itoa(b.No)},
	}
	each := h / float64(len(cells))
	for i, c := range cells {
		top := y + float64(i)*each
		label := ts.lay(cell{spans: []span{{text: c.label, style: spineLabel}}, align: forms.Centre}, w-2*mm, 1.2)
		label.draw(p, x, top, w, 12*mm, 1*mm, 1.2)
		p.hline(x, x+w, top+12*mm, 0.4)
		value := ts.lay(cell{spans: []span{{text: c.value, style: spineValue}}, align: forms.Centre}, w-2*mm, 1.3)
		value.draw(p, x, top+12*mm, w, each-12*mm, 1*mm, 1.3)
		if i > 0 {
			p.hline(x, x+w, top, 0.8)
		}
	}
}

func padNo(n int) string { return fmt.Sprintf("%04d", n) }

// LayBoxNotes lays out the sheet that lies in each box (备考表, DA/T 22-2015, 5.7.4):
// what is in it, and who arranged and checked it when.
func LayBoxNotes(list []forms.Box, info forms.Info) (*Paper, error) {
	ts := newTypesetter(info)
	var pages []*page
	for i := range list {
		b := &list[i]
		f := newFlow(uprightPage)
		p := f.page()
		p.mark(boxTitle(b, info)+" "+words(info, "box_no", strconv.Itoa(b.No)), 0, 0)
		ts.word(p, words(info, "box_notes"), style{letter: biaoSong, size: 26}, f.left+f.width/2, f.top+14*mm, forms.Centre)
		top, high := f.top+24*mm, f.height-60*mm
		p.box(f.left, top, f.width, high, 0.9)
		ts.word(p, words(info, "box_about"), style{letter: heiTi, size: 14}, f.left+5*mm, top+10*mm, forms.Left)
		about := words(info, "box_sum", strconv.Itoa(b.Count), strconv.Itoa(b.Pages), padNo(b.First), padNo(b.Last))
		y := top + 20*mm
		for _, l := range ts.lines(room{first: 28, right: f.width - 10*mm}, span{text: about, style: style{letter: fangSong, size: 14}}) {
			p.set(&l, f.left+5*mm, y, l.spread(f.width-10*mm-l.indent, true))
			y += 24
		}
		for k, key := range []string{"box_arranged", "box_arranged_on", "box_checked", "box_checked_on"} {
			ts.word(p, words(info, key), style{letter: fangSong, size: 14}, f.left+f.width*0.48, top+high-45*mm+float64(k)*11*mm, forms.Left)
		}
		pages = append(pages, p)
	}
	return ts.finish(pages, info)
}
