package sheet

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"huce/forms"
)

// rec is a record for a stream made by hand.
func rec(kind uint16, fields ...any) func(*biff) {
	return func(b *biff) { b.record(kind, fields...) }
}

// stream is a Workbook stream of one sheet named S: globals, then cells.
func stream(globals, cells []func(*biff)) []byte {
	build := func(start uint32) (all []byte, sheet uint32) {
		var b biff
		b.bof(0x0005)
		for _, g := range globals {
			g(&b)
		}
		b.record(recBoundSheet, start, byte(0), byte(0), xlsText1("S"))
		b.record(recEOF)
		sheet = uint32(len(b.out))
		b.bof(0x0010)
		for _, c := range cells {
			c(&b)
		}
		b.record(recEOF)
		return b.out, sheet
	}
	_, start := build(0)
	all, _ := build(start)
	return all
}

// at is a cell's row, column and style.
func at(row, col, style uint16, value ...any) []any {
	return append([]any{row, col, style}, value...)
}

func TestRecordsOfEveryType(t *testing.T) {
	general, date := rec(recXF, uint16(0), uint16(0), make([]byte, 16)), rec(recXF, uint16(0), uint16(164), make([]byte, 16))
	result := func(kind, value byte) []byte { return []byte{kind, 0, value, 0, 0, 0, 0xFF, 0xFF} }
	data := stream([]func(*biff){
		rec(recFormat, uint16(164), xlsText2(`yyyy"年"m"月"`)), general, date,
		// "王" wide, "ab" narrow, a rich text with a phonetic part, one cut between two records
		rec(recSST, uint32(9), uint32(9), xlsText2("王"), []byte{2, 0, 0, 'a', 'b'},
			[]byte{1, 0, 0x0D, 1, 0, 4, 0, 0, 0}, []byte{0x29, 0x82}, make([]byte, 8), []byte{4, 0, 1, 0x11, 0x62, 0x2C, 0x4E}),
		rec(recContinue, []byte{0, 'x', 'y', 2, 0, 0, 'o', 'k'}),
	}, []func(*biff){
		rec(recLabelSST, at(0, 0, 0, uint32(0))...), rec(recLabelSST, at(0, 1, 0, uint32(1))...), rec(recLabelSST, at(0, 2, 0, uint32(2))...),
		rec(recLabelSST, at(0, 3, 0, uint32(3))...), rec(recLabelSST, at(0, 4, 0, uint32(4))...), rec(recLabelSST, at(0, 5, 0, uint32(99))...),
		rec(recNumber, at(1, 0, 0, 19900001234.0)...), rec(recNumber, at(1, 1, 1, 18323.0)...), rec(recRK, at(1, 2, 0, uint32(1234<<2|3))...),
		rec(recMulRK, uint16(2), uint16(1), uint16(0), uint32(7<<2|2), uint16(0), uint32(0x3FF00000), uint16(2)),
		rec(recLabel, at(3, 0, 0, xlsText2("老式"))...), rec(recBoolErr, at(3, 1, 0, byte(1), byte(0))...), rec(recBoolErr, at(3, 2, 0, byte(0x2A), byte(1))...),
		rec(recFormula, at(4, 0, 0, result(0, 0), uint16(0), uint32(0), uint16(0))...), rec(recString, xlsText2("公式")),
		rec(recFormula, at(4, 1, 0, result(1, 1), uint16(0), uint32(0), uint16(0))...),
		rec(recFormula, at(4, 2, 0, result(2, 7), uint16(0), uint32(0), uint16(0))...),
		rec(recFormula, at(4, 3, 0, 2.5, uint16(0), uint32(0), uint16(0))...),
		rec(recFormula, at(4, 4, 0, result(3, 0), uint16(0), uint32(0), uint16(0))...),
		func(b *biff) { b.bof(0x0020); b.record(recNumber, at(0, 0, 0, 1.0)...); b.record(recEOF) }, // a chart
		rec(recMergedCells, uint16(1), rangeOf(forms.Range{Top: 0, Left: 0, Bottom: 1, Right: 2})),
		rec(recColInfo, uint16(1), uint16(1), uint16(20*256), uint16(0), uint16(1), uint16(0)),
		rec(recRow, uint16(2), uint16(0), uint16(3), uint16(300), uint16(0), uint16(0), uint16(0x20), uint16(0)),
	})
	g := readOneXLS(t, data)
	for r, want := range []string{"王|ab|舩|我丬xy|ok|", "19900001234|1950年3月|12.34|||", "|7|1|||", "老式|TRUE|#N/A|||", "公式|TRUE|#DIV/0!|2.5||"} {
		if got := row(g, r); strings.TrimRight(got, "|") != strings.TrimRight(want, "|") {
			t.Errorf("row %d is %q, want %q", r+1, got, want)
		}
	}
	if fmt.Sprint(g.Merges, g.HiddenCols, g.HiddenRows, g.Widths[1]) != "[{0 0 1 2}] map[1:true] map[2:true] 20" {
		t.Errorf("%v %v %v %v", g.Merges, g.HiddenCols, g.HiddenRows, g.Widths)
	}
}

func readOneXLS(t *testing.T, data []byte) *forms.Grid {
	t.Helper()
	b, err := Read("a.xls", data)
	if err != nil {
		t.Fatal(err)
	}
	return b.Sheets[0]
}

func TestStreamsThatAreRefused(t *testing.T) {
	whole := stream(nil, []func(*biff){rec(recNumber, at(0, 0, 0, 1.0)...)})
	old := append([]byte(nil), whole...)
	binary.LittleEndian.PutUint16(old[4:], 0x0400)
	for what, c := range map[string]struct {
		data []byte
		code string
	}{
		"a password":   {stream([]func(*biff){rec(recFilePass, uint16(1))}, nil), "file_locked"},
		"Excel 4":      {oleFile("Workbook", old), "file_is_biff"},
		"no end":       {oleFile("Workbook", whole[:len(whole)-4]), "file_damaged"},
		"no sheet":     {oleFile("Workbook", whole[:len(whole)/2]), "file_damaged"},
		"a short cell": {stream(nil, []func(*biff){rec(recNumber, uint16(1))}), "file_damaged"},
	} {
		if _, err := Read("a.xls", c.data); err == nil || fault(t, err) != c.code {
			t.Errorf("%s: %v, want %s", what, err, c.code)
		}
	}
}

// Dates of a Macintosh's calendar come out as everyone else's.
func TestXLSDatesOf1904(t *testing.T) {
	g := readOneXLS(t, stream([]func(*biff){rec(recDateMode, uint16(1)), rec(recXF, uint16(0), uint16(14), make([]byte, 16))},
		[]func(*biff){rec(recNumber, at(0, 0, 0, 44624.0)...)}))
	if c := g.At(0, 0); c.Text != "2026-03-05" || c.Raw != "46086" || c.Kind != forms.CellDate {
		t.Errorf("%+v", c)
	}
}

// A container of more sectors than its header can list.
func TestLargeContainers(t *testing.T) {
	for _, size := range []int{1, 4095, 4096, 4097, 512*127*9 + 1, 8 << 20} {
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(i * 7)
		}
		got, err := oleStream(oleFile("Workbook", want), "Workbook")
		if err != nil || string(got[:size]) != string(want) {
			t.Errorf("%d bytes: %v, %d came back", size, err, len(got))
		}
	}
}

func TestTooBigForXLS(t *testing.T) {
	g := &forms.Grid{Name: "大"}
	g.Set(xlsRows, 0, forms.T("x", 0))
	if _, err := Write(&forms.Book{Sheets: []*forms.Grid{g}}, forms.XLS); err == nil || fault(t, err) != "sheet_too_big_for_xls" {
		t.Errorf("%v", err)
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(stream([]func(*biff){rec(recSST, uint32(1), uint32(1), xlsText2("王")), rec(recXF, make([]byte, 20))}, []func(*biff){
		rec(recLabelSST, at(0, 0, 0, uint32(0))...), rec(recMulRK, uint16(0), uint16(1), uint16(0), uint32(6), uint16(1)),
		rec(recMergedCells, uint16(1), make([]byte, 8)), rec(recColInfo, make([]byte, 12)), rec(recRow, make([]byte, 16)),
	}))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "a.xls", data) })
}

func FuzzOLE(f *testing.F) {
	f.Add(oleFile("Workbook", stream(nil, nil)))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, "a.xls", append([]byte(oleMagic), data[min(8, len(data)):]...))
	})
}
