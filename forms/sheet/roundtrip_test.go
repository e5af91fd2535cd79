package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

// texts as clerks write them, awkward ones among them.
var sampleTexts = []string{
	"姓名", "王芹琴", "㙍𠀀堃", "阿卜杜拉·买买提", "110199195001010019", "19900001234", "0123", "=1+1", "-", "√",
	"锦绣1号楼3单元502室", "第一行\n第二行", " 前后有空格 ", "a,b;c\td", `他说"好"`, "<&>'\"", "_x000D_", "姓\u3000名", "1950.03", "TRUE",
}

// sampleCells are cells that every format with types gives back as they are.
var sampleCells = []forms.Cell{
	{Text: "0", Kind: forms.CellNumber},
	{Text: "-12", Kind: forms.CellNumber},
	{Text: "3.5", Kind: forms.CellNumber},
	{Text: "199012345678901", Kind: forms.CellNumber},
	{Text: "1.10199E+17", Raw: "110199195001010000", Kind: forms.CellNumber},
	{Text: "1,234.50", Raw: "1234.5", Kind: forms.CellNumber},
	{Text: "65.00%", Raw: "0.65", Kind: forms.CellNumber},
	{Text: "2026-03-05", Raw: "46086", Kind: forms.CellDate},
	{Text: "2026年3月5日", Raw: "46086", Kind: forms.CellDate},
	{Text: "1950/3/1", Raw: "18323", Kind: forms.CellDate},
	{Text: "2026-03-05 14:30", Raw: "46086.604166666664", Kind: forms.CellDate},
	{Text: "TRUE", Kind: forms.CellBool},
	{Text: "FALSE", Kind: forms.CellBool},
	{Text: "#N/A", Kind: forms.CellError},
}

func cellsOf(typed bool) *rapid.Generator[forms.Cell] {
	return rapid.Custom(func(t *rapid.T) forms.Cell {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return forms.Cell{}
		case 1:
			if typed {
				return rapid.SampledFrom(sampleCells).Draw(t, "cell")
			}
		case 2:
			text := rapid.StringMatching(`[一-鿿A-Za-z0-9 .:_-]{1,40}`).Draw(t, "text")
			return forms.Cell{Text: text, Kind: forms.CellText}
		}
		return forms.Cell{Text: rapid.SampledFrom(sampleTexts).Draw(t, "text"), Kind: forms.CellText}
	})
}

// books of a few small sheets, with merges that don't overlap.
func books(typed bool) *rapid.Generator[*forms.Book] {
	return rapid.Custom(func(t *rapid.T) *forms.Book {
		b := &forms.Book{}
		for i := range rapid.IntRange(1, 3).Draw(t, "sheets") {
			g := &forms.Grid{Name: fmt.Sprintf("花名册%d", i+1), Landscape: rapid.Bool().Draw(t, "landscape")}
			g.Hidden = i > 0 && rapid.Bool().Draw(t, "hidden")
			rows, cols := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "cols")
			for r := range rows {
				for c := range cols {
					cell := cellsOf(typed).Draw(t, "cell")
					cell.Style = rapid.SampledFrom(styles).Draw(t, "style")
					g.Set(r, c, cell)
				}
			}
			if rapid.Bool().Draw(t, "corner") { // a filled corner keeps rows and columns from being trimmed
				g.Set(rows-1, cols-1, forms.T("角", forms.StyleBody))
			}
			if rows > 2 && cols > 2 && rapid.Bool().Draw(t, "merges") {
				mergeInto(g, forms.Range{Top: 0, Left: 0, Bottom: 0, Right: cols - 1})
				mergeInto(g, forms.Range{Top: 1, Left: 0, Bottom: 2, Right: 1})
			}
			for c := range cols {
				if rapid.IntRange(0, 9).Draw(t, "hideCol") == 0 && c < g.Width() {
					hideCol(g, c)
				}
			}
			b.Sheets = append(b.Sheets, g)
		}
		return b
	})
}

// mergeInto merges a range, emptying what it covers.
func mergeInto(g *forms.Grid, m forms.Range) {
	for r := m.Top; r <= m.Bottom; r++ {
		for c := m.Left; c <= m.Right; c++ {
			if r != m.Top || c != m.Left {
				g.Set(r, c, forms.Cell{})
			}
		}
	}
	g.Set(m.Top, m.Left, forms.T("并", forms.StyleHead))
	g.Merges = append(g.Merges, m)
}

// describe is all of a sheet that a reader gives back.
func describe(g *forms.Grid) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s hidden=%v landscape=%v\n", g.Name, g.Hidden, g.Landscape)
	b.WriteString(describeCells(g))
	for c := range usedWidth(g) {
		if g.HiddenCols[c] {
			fmt.Fprintf(&b, "hidden column %d\n", c)
		}
	}
	return b.String()
}

// usedWidth is the number of columns up to the last that shows something.
func usedWidth(g *forms.Grid) int {
	w := 0
	for _, row := range g.Rows {
		for c, cell := range row {
			if cell.Text != "" {
				w = max(w, c+1)
			}
		}
	}
	return w
}

func describeCells(g *forms.Grid) string {
	var b strings.Builder
	for r, row := range g.Rows {
		for c, cell := range row {
			if cell.Text != "" {
				fmt.Fprintf(&b, "%s %q %q %d\n", forms.CellName(r, c), cell.Text, cell.Raw, cell.Kind)
			}
		}
	}
	merges := slices.Clone(g.Merges)
	slices.SortFunc(merges, func(x, y forms.Range) int { return 1000*(x.Top-y.Top) + x.Left - y.Left })
	for _, m := range merges {
		fmt.Fprintln(&b, "merged", rangeName(m))
	}
	return b.String()
}

func writeAndRead(t *rapid.T, b *forms.Book, f forms.Format) *forms.Book {
	data, err := Write(b, f)
	if err != nil {
		t.Fatalf("write %s: %v", f, err)
	}
	again, err := Write(b, f)
	if err != nil || !bytes.Equal(data, again) {
		t.Fatalf("%s: the same book gave other bytes (%v)", f, err)
	}
	got, err := Read("花名册."+string(f), data)
	if err != nil {
		t.Fatalf("read %s: %v", f, err)
	}
	if got.Format != f || len(got.Notes) > 0 {
		t.Fatalf("read %s as %s with notes %v", f, got.Format, got.Notes)
	}
	return got
}

// What is written to a workbook is read back: cells with their kinds and raw
// values, merges, what is hidden, how the page lies.
func TestWorkbooksComeBack(t *testing.T) {
	for _, f := range []forms.Format{forms.XLSX, forms.XLS} {
		t.Run(string(f), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				b := books(true).Draw(t, "book")
				got := writeAndRead(t, b, f)
				if len(got.Sheets) != len(b.Sheets) {
					t.Fatalf("%d sheets of %d", len(got.Sheets), len(b.Sheets))
				}
				for i, g := range b.Sheets {
					if want, have := describe(g), describe(got.Sheets[i]); want != have {
						t.Fatalf("wrote\n%s\nread\n%s", want, have)
					}
				}
			})
		})
	}
}

// A document gives back its texts, tables and merges. Cells lose outer line ends
// alone, kinds are all text.
func TestDocumentsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := books(false).Draw(t, "book")
		for i, g := range b.Sheets {
			g.Name = tableName(i + 1)
			g.Hidden, g.HiddenCols = false, nil
			g.Before = []string{"标题", "填报单位：\t安宁社区"}
		}
		last := b.Sheets[len(b.Sheets)-1]
		last.After = []string{"填表人："}
		got := writeAndRead(t, b, forms.DOCX)
		if len(got.Sheets) != len(b.Sheets) {
			t.Fatalf("%d tables of %d", len(got.Sheets), len(b.Sheets))
		}
		for i, g := range b.Sheets {
			have := got.Sheets[i]
			if want := describeCells(g); want != describeCells(have) {
				t.Fatalf("wrote\n%s\nread\n%s", want, describeCells(have))
			}
			if !slices.Equal(g.Before, have.Before) || !slices.Equal(g.After, have.After) || g.Landscape != have.Landscape {
				t.Fatalf("paragraphs or page of %s: %q %q %v", g.Name, have.Before, have.After, have.Landscape)
			}
		}
	})
}

// A csv gives back its records in every encoding and with every separator.
func TestTextTablesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := books(false).Draw(t, "book")
		b.Encoding = rapid.SampledFrom([]string{encUTF8, encGB18030, encUTF16LE}).Draw(t, "encoding")
		b.BOM = b.Encoding == encUTF16LE || (b.Encoding == encUTF8 && rapid.Bool().Draw(t, "bom"))
		b.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		g := b.Sheets[0]
		g.Rows = append([][]forms.Cell{{forms.T("序号", 0), forms.T("姓名", 0), forms.T("家庭住址", 0), forms.T("联系电话", 0), forms.T("备注", 0), forms.T("民族", 0)}}, g.Rows...)
		for i := range g.Rows { // as a table has them: records of one length
			for len(g.Rows[i]) < 6 {
				g.Rows[i] = append(g.Rows[i], forms.Cell{})
			}
		}
		g.Merges = nil
		got := writeAndRead(t, b, forms.CSV)
		if got.Encoding != b.Encoding || got.BOM != b.BOM || got.Comma != b.Comma {
			t.Fatalf("wrote %s %v %q, read %s %v %q", b.Encoding, b.BOM, b.Comma, got.Encoding, got.BOM, got.Comma)
		}
		if want, have := describeCells(g), describeCells(got.Sheets[0]); want != have {
			t.Fatalf("wrote\n%s\nread\n%s", want, have)
		}
	})
}
