package print

import (
	"strconv"
	"strings"

	"huce/forms"
)

// tailItems are what ends the text: the list of annexes and the signature. They
// stay together.
func (o *official) tailItems() []item {
	items := append(o.annexNote(), o.signature()...)
	return keepAll(items)
}

// annexNote lists the annexes, a blank line below the text, two characters in;
// names that run on stand below their first character.
func (o *official) annexNote() []item {
	annexes := o.d.Annexes
	if len(annexes) == 0 {
		return nil
	}
	items := []item{blankLine()}
	label := words(o.d.Info, "annex_label")
	start := 2*gbtChar + o.ts.width(label, gbtText) + gbtTrack
	for i, a := range annexes {
		no := ""
		if len(annexes) > 1 {
			no = strconv.Itoa(i+1) + "."
		}
		hang := start + o.ts.width(no, gbtText)
		own := o.paragraph(span{text: no + oneLine(a.Title), style: gbtText},
			room{first: start, rest: hang, right: gbtWidth})
		if i == 0 {
			set := own[0].set
			own[0].set = func(f *flow) {
				o.ts.word(f.page(), label, gbtText, f.left+2*gbtChar, f.top+f.y+gbtRise*gbtBody, forms.Left)
				set(f)
			}
		}
		items = append(items, own...)
	}
	return items
}

// oneLine is a text without its line ends.
func oneLine(s string) string { return strings.ReplaceAll(strings.TrimSpace(clean(s)), "\n", "") }

// signature sets the issuer and the date (GB/T 9704-2012, 7.3.5). Without a seal
// the issuer ends two characters from the right and the date begins two characters
// right of it; with one the date ends four characters from the right, the issuer
// is centred over it, and a line more stays free for the seal above and below.
func (o *official) signature() []item {
	d := o.d
	day := date(d.Date, d.Info)
	var issuers []line
	if d.Issuer != "" {
		issuers = o.ts.lines(column(gbtWidth-2*gbtChar), span{text: strings.TrimSpace(d.Issuer), style: gbtText})
	}
	if len(issuers) == 0 && day == "" {
		return nil
	}
	widest := 0.0
	for _, l := range issuers {
		widest = max(widest, l.natural)
	}
	dayWidth := o.ts.width(day, gbtText)
	issuerX, dayX := unsealed(widest, dayWidth)
	items := []item{blankLine()}
	if d.Sealed {
		issuerX, dayX = sealed(widest, dayWidth)
		items = append(items, blankLine())
	}
	for _, l := range issuers {
		x := issuerX + (widest-l.natural)/2
		items = append(items, item{need: gbtBody, advance: gbtPitch, set: func(f *flow) {
			f.page().set(&l, f.left+x, f.top+f.y+gbtRise*gbtBody, l.track)
		}})
	}
	if day != "" {
		items = append(items, item{need: gbtBody, advance: gbtPitch, set: func(f *flow) {
			o.ts.word(f.page(), day, gbtText, f.left+dayX, f.top+f.y+gbtRise*gbtBody, forms.Left)
		}})
	}
	if d.Sealed {
		items = append(items, item{need: gbtBody, advance: gbtPitch})
	}
	return items
}

func unsealed(issuer, day float64) (issuerX, dayX float64) {
	right := float64(gbtWidth - 2*gbtChar)
	issuerX = right - issuer
	dayX = issuerX + 2*gbtChar
	if issuer == 0 {
		return issuerX, right - day
	}
	if dayX+day > right { // the date is the longer one
		dayX = right - day
		issuerX = dayX - 2*gbtChar
	}
	return max(issuerX, 0), dayX
}

func sealed(issuer, day float64) (issuerX, dayX float64) {
	dayX = gbtWidth - 4*gbtChar - day
	issuerX = dayX + day/2 - issuer/2
	return max(min(issuerX, gbtWidth-issuer), 0), dayX
}

// annex sets one annex on pages of its own: 附件 and its number at the top left,
// its title two lines below.
func (o *official) annex(i int) []*page {
	a := o.d.Annexes[i]
	fr := gbtPage
	if a.Landscape {
		fr = gbtWide
	}
	f := newFlow(fr)
	no := ""
	if len(o.d.Annexes) > 1 {
		no = strconv.Itoa(i + 1)
	}
	label := words(o.d.Info, "annex", no)
	f.page().mark(label+" "+oneLine(a.Title), 0, f.top)
	o.ts.word(f.page(), label, gbtAnnexMark, f.left, f.top+gbtRise*gbtBody, forms.Left)
	f.y = 2 * gbtPitch
	o.annexTitle(f, a.Title)
	o.body(f, a.Body, nil)
	return f.pages
}

func (o *official) annexTitle(f *flow, title string) {
	marks := len(f.page().marks)
	o.title(f, title)
	f.pages[0].marks = f.pages[0].marks[:marks] // the annex's own bookmark says it
}

// imprint sets the 版记 at the foot of the last page, which must be an even one
// and have room for it. It says how many pages bear a number: an empty page before
// the 版记 has none, nor has then the page of the 版记 (GB/T 9704-2012, 7.5).
func (o *official) imprint(pages []*page) ([]*page, int) {
	rows := o.imprintRows()
	top := gbtTop + gbtHeight - rows.height
	numbered := len(pages)
	if lowest(pages[len(pages)-1]) > top-gbtPitch/2 || pages[len(pages)-1].wide || len(pages)%2 == 1 {
		pages = append(pages, &page{})
		if len(pages)%2 == 1 {
			pages = append(pages, &page{})
		} else {
			numbered = len(pages)
		}
	}
	rows.draw(o, pages[len(pages)-1], top)
	return pages, numbered
}

// lowest is how far down a page its text reaches.
func lowest(p *page) float64 {
	low := 0.0
	for _, t := range p.texts {
		low = max(low, float64(t.y))
	}
	for _, r := range p.rules {
		low = max(low, float64(r.y2))
	}
	return low
}

// imprintRows are the rows of a 版记.
type imprintRows struct {
	copies []line
	height float64
}

func (o *official) imprintRows() imprintRows {
	var r imprintRows
	r.height = gbtNote
	if o.d.CopyTo == "" {
		return r
	}
	label := words(o.d.Info, "copy_label")
	hang := o.ts.width(label, gbtSmallStyle)
	to := strings.TrimSpace(o.d.CopyTo)
	if !strings.HasSuffix(to, "。") {
		to += "。"
	}
	r.copies = o.ts.lines(room{first: 0, rest: hang, right: gbtWidth - 2*gbtSmall}, span{text: label + to, style: gbtSmallStyle})
	r.height += gbtNote + float64(len(r.copies)-1)*gbtSmall*1.45
	return r
}

func (r imprintRows) draw(o *official, p *page, top float64) {
	left, right := gbtLeft, gbtLeft+gbtWidth
	p.hline(left, right, top, gbtEdge)
	drop := (gbtNote+0.72*gbtSmall)/2 - 0.3
	y := top + drop
	for i := range r.copies {
		p.set(&r.copies[i], left+gbtSmall, y+float64(i)*gbtSmall*1.45, r.copies[i].spread(gbtWidth-2*gbtSmall-r.copies[i].indent, true))
	}
	foot := gbtTop + gbtHeight
	if len(r.copies) > 0 {
		p.hline(left, right, foot-gbtNote, gbtHairs)
	}
	y = foot - gbtNote + drop
	issued := words(o.d.Info, "issued", date(o.d.Date, o.d.Info))
	st := o.ts.fitted(o.d.PrintedBy, gbtSmallStyle, gbtWidth-3*gbtSmall-o.ts.width(issued, gbtSmallStyle))
	o.ts.word(p, o.d.PrintedBy, st, left+gbtSmall, y, forms.Left)
	o.ts.word(p, issued, gbtSmallStyle, right-gbtSmall, y, forms.Right)
	p.hline(left, right, foot, gbtEdge)
}
