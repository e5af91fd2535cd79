package print

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/print/pdftext"
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// plainText is a document of nothing but text, so that its grid can be measured.
func plainText() *forms.Official {
	d := &forms.Official{Info: forms.Info{Created: forms.NewDate(2026, 1, 1)}}
	for range 3 {
		d.Body = append(d.Body, forms.Block{Text: strings.Repeat("社区居民", 28*6)})
	}
	return d
}

// GB/T 9704-2012: 22 lines of 28 characters in 156 × 225 mm, 37 mm from the top,
// 28 mm from the left.
func TestOfficialGrid(t *testing.T) {
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, plainText()) })
	lines := linesOf(doc, &doc.Pages[1])
	lines = lines[:len(lines)-1] // the page number
	if len(lines) != 22 {
		t.Fatalf("%d lines on a full page, want 22", len(lines))
	}
	if first := lines[0].y / mm; !near(first, 37+0.88*16/mm, 0.05) {
		t.Errorf("the first baseline is at %.2f mm", first)
	}
	for i := 1; i < len(lines); i++ {
		if pitch := (lines[i].y - lines[i-1].y) / mm; !near(pitch, 10.446, 0.01) {
			t.Errorf("line %d is %.3f mm below the one before, want 10.446", i+1, pitch)
		}
	}
	if last := lines[21].y + 0.12*16; !near(last/mm, 37+225, 0.05) {
		t.Errorf("the last line ends at %.2f mm, want 262", last/mm)
	}
	full := 0
	for _, l := range lines {
		if n := len([]rune(l.text)); n == 28 {
			full++
			if !near(l.x/mm, 28, 0.02) || !near(l.end/mm, 28+156, 0.05) {
				t.Errorf("a full line runs from %.2f to %.2f mm, want 28 to 184", l.x/mm, l.end/mm)
			}
		} else if n > 28 {
			t.Errorf("a line of %d characters", n)
		}
	}
	if full < 20 {
		t.Errorf("only %d lines of 28 characters", full)
	}
	start := linesOf(doc, &doc.Pages[0])[0]
	if n := len([]rune(start.text)); n != 26 || !near(start.x/mm, 28+2*5.569, 0.05) {
		t.Errorf("a paragraph begins at %.2f mm with %d characters, want two characters in and 26", start.x/mm, n)
	}
}

func TestOfficialPageNumbers(t *testing.T) {
	d := eyeOfficial()
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
	for i := range doc.Pages {
		p := &doc.Pages[i]
		if i >= 6 { // an empty page, and the 版记 after it, have none
			if strings.Contains(p.Text(), "—") {
				t.Errorf("page %d has a number", i+1)
			}
			continue
		}
		n := slices.IndexFunc(p.Runs, func(r pdftext.Run) bool { return r.Text == fmt.Sprintf("— %d —", i+1) })
		if n < 0 {
			t.Errorf("page %d has no number", i+1)
			continue
		}
		r := p.Runs[n]
		x, y := r.X, r.Y
		if p.Width > p.Height { // turned: the upright sheet's left is this one's top
			x, y = r.Y, p.Width-r.X
			if !r.Turned {
				t.Errorf("page %d: its number stands upright", i+1)
			}
		}
		if !near((y-dashRise*14)/mm, 269, 0.1) {
			t.Errorf("page %d: the dash is at %.2f mm, want 269", i+1, (y-dashRise*14)/mm)
		}
		if end := x + r.Width(doc); i%2 == 0 && !near(end/mm, 184-14/mm, 0.1) || i%2 == 1 && !near(x/mm, 28+14/mm, 0.1) {
			t.Errorf("page %d: its number runs from %.2f to %.2f mm", i+1, x/mm, end/mm)
		}
	}
}

func runWith(p *pdftext.Page, text string) (pdftext.Run, bool) {
	for _, r := range p.Runs {
		if strings.HasPrefix(r.Text, text) {
			return r, true
		}
	}
	return pdftext.Run{}, false
}

func find(t *testing.T, doc *pdftext.Document, text string) (textLine, int) {
	t.Helper()
	for i := range doc.Pages {
		for _, l := range linesOf(doc, &doc.Pages[i]) {
			if strings.HasPrefix(l.text, text) {
				return l, i
			}
		}
	}
	t.Fatalf("no line begins with %q", text)
	return textLine{}, 0
}

func TestOfficialFonts(t *testing.T) {
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, eyeOfficial()) })
	for _, c := range []struct {
		text string
		face func() *face
		size float64
	}{
		{"关于报送", xbs, 22},
		{"一、基本情况", hei, 16},
		{"（一）夯实基础", kai, 16},
		{"全年入户核查", fang, 16}, // runs on after the heading
		{"建立台账", fang, 16},
		{"抄送：", fang, 14},
		{"附件", hei, 16},
	} {
		found := false
		for i := range doc.Pages {
			if r, ok := runWith(&doc.Pages[i], c.text); ok && faceNamed(doc.Fonts[r.Font].Name) == c.face() && r.Size == c.size {
				found = true
			}
		}
		if !found {
			t.Errorf("%s does not stand in %s of %v pt", c.text, c.face().family, c.size)
		}
	}
}

func TestOfficialSignature(t *testing.T) {
	const char = 5.569
	for _, c := range []struct {
		name         string
		issuer       string
		sealed       bool
		issuerEnd    float64 // mm left of the right margin
		dateEnd      float64
		dateFromName float64 // the date begins this much right of the issuer; 0 is not looked at
		centred      bool
	}{
		{name: "no seal", issuer: "某某街道和平里社区居民委员会", issuerEnd: 2 * char, dateFromName: 2 * char},
		{name: "no seal, the date is longer", issuer: "居委会", dateEnd: 2 * char, dateFromName: 2 * char},
		{name: "seal", issuer: "和平里社区居民委员会", sealed: true, dateEnd: 4 * char, centred: true},
	} {
		d := &forms.Official{Body: []forms.Block{{Text: "特此报告。"}}, Issuer: c.issuer, Sealed: c.sealed, Date: forms.NewDate(2026, 12, 20)}
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
		name, _ := find(t, doc, c.issuer)
		day, _ := find(t, doc, "2026年12月20日")
		right := float64(gbtLeft + gbtWidth)
		if c.issuerEnd > 0 && !near((right-name.end)/mm, c.issuerEnd, 0.2) {
			t.Errorf("%s: the issuer ends %.2f mm from the right", c.name, (right-name.end)/mm)
		}
		if c.dateEnd > 0 && !near((right-day.end)/mm, c.dateEnd, 0.2) {
			t.Errorf("%s: the date ends %.2f mm from the right", c.name, (right-day.end)/mm)
		}
		if c.dateFromName > 0 && !near((day.x-name.x)/mm, c.dateFromName, 0.2) {
			t.Errorf("%s: the date begins %.2f mm right of the issuer", c.name, (day.x-name.x)/mm)
		}
		if c.centred && !near(name.x+name.end, day.x+day.end, 1) {
			t.Errorf("%s: the issuer is not centred over the date", c.name)
		}
	}
}

// The 版记 stands at the foot of the last, even page.
func TestOfficialImprint(t *testing.T) {
	for paragraphs := 1; paragraphs < 60; paragraphs += 3 {
		d := &forms.Official{Title: "通知", Issuer: "居委会", Date: forms.NewDate(2026, 3, 1), PrintedBy: "和平里社区居民委员会", CopyTo: "街道办事处"}
		for range paragraphs {
			d.Body = append(d.Body, forms.Block{Text: "各楼门组长："})
		}
		doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
		if report.Pages%2 != 0 {
			t.Fatalf("%d paragraphs: %d pages, the last must be even", paragraphs, report.Pages)
		}
		line, page := find(t, doc, "和平里社区居民委员会2026年3月1日印发")
		if page != report.Pages-1 || line.y > gbtTop+gbtHeight || line.y < gbtTop+gbtHeight-10*mm {
			t.Errorf("%d paragraphs: the 版记 stands on page %d at %.1f mm", paragraphs, page+1, line.y/mm)
		}
		for _, l := range linesOf(doc, &doc.Pages[page]) {
			if strings.HasPrefix(l.text, "各楼门") && l.y > gbtTop+gbtHeight-2*gbtNote {
				t.Errorf("%d paragraphs: text runs into the 版记", paragraphs)
			}
		}
	}
}

// No heading is left at the foot of a page, and no signature alone on one.
func TestOfficialKeepsTogether(t *testing.T) {
	for lead := range 30 {
		d := &forms.Official{Issuer: "居委会", Date: forms.NewDate(2026, 3, 1)}
		for range lead {
			d.Body = append(d.Body, forms.Block{Text: "正文。"})
		}
		d.Body = append(d.Body, forms.Block{Level: 1, Text: "一、工作"}, forms.Block{Level: 2, Text: "（一）小节"}, forms.Block{Text: "正文收尾。"}, forms.Block{Text: "特此报告。"})
		doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
		_, heading := find(t, doc, "一、工作")
		_, below := find(t, doc, "正文收尾。")
		if heading != below {
			t.Errorf("%d lines before: the heading is on page %d, its text on page %d", lead, heading+1, below+1)
		}
		_, last := find(t, doc, "特此报告。")
		_, sign := find(t, doc, "2026年3月1日")
		if last != sign {
			t.Errorf("%d lines before: the signature is alone on page %d", lead, sign+1)
		}
	}
}

func TestOfficialWithRedHead(t *testing.T) {
	d := eyeOfficial()
	d.RedHead, d.Number = "某某街道和平里社区居民委员会文件", "和社〔2026〕1号"
	doc, _, _ := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
	mark, _ := find(t, doc, d.RedHead)
	if top := mark.y - mark.runs[0].Size*0.88; !near(top/mm, 37+35, 0.5) {
		t.Errorf("发文机关标志 begins at %.1f mm, want 72", top/mm)
	}
	number, _ := find(t, doc, d.Number)
	red := slices.IndexFunc(doc.Pages[0].Rules, func(r pdftext.Rule) bool { return near((r.X2-r.X1)/mm, 156, 0.1) })
	if red < 0 {
		t.Fatal("no red rule")
	}
	if gap := (doc.Pages[0].Rules[red].Y1 - number.y - 0.12*16) / mm; !near(gap, 4, 0.3) {
		t.Errorf("the red rule is %.2f mm below the number, want 4", gap)
	}
}

func TestOfficialTextIsWhole(t *testing.T) {
	d := eyeOfficial()
	doc, report, file := printed(t, func(w io.Writer) (Report, error) { return Official(w, d) })
	want := []string{d.Title, d.To + "："}
	for _, b := range d.Body {
		want = append(want, b.Text)
		if b.Table != nil {
			want = append(want, b.Table.Title)
			for _, c := range b.Table.Columns {
				want = append(want, c.Label)
			}
			for _, r := range b.Table.Rows {
				want = append(want, r...)
			}
			want = append(want, b.Table.Note)
		}
	}
	want = append(want, "附件：1."+d.Annexes[0].Title, "2."+d.Annexes[1].Title, d.Issuer, "2026年12月20日")
	want = append(want, "附件1", d.Annexes[0].Title, "（略）", "附件2", d.Annexes[1].Title)
	want = append(want, "抄送："+d.CopyTo+"。", d.PrintedBy, "2026年12月20日印发")
	var text strings.Builder // without the page numbers
	for _, p := range doc.Pages {
		for _, r := range p.Runs {
			if r.Size != gbtSmall || !strings.HasPrefix(r.Text, "— ") {
				text.WriteString(r.Text)
			}
		}
	}
	inOrder(t, text.String(), want)
	if len(report.Missing) > 0 {
		t.Errorf("missing %q", report.Missing)
	}
	if doc.Info["Title"] != d.Info.Title || doc.Info["CreationDate"] != "D:20261220000000" {
		t.Errorf("document information %v", doc.Info)
	}
	sameByPdftotext(t, doc, file)
}
