package sheet

import (
	"context"
	"encoding/binary"
	"errors"
	"math"

	"huce/forms"
)

// Records of BIFF8 that are read ([MS-XLS] 2.3).
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recDateMode    = 0x0022
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recCodePage    = 0x0042
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recSetup       = 0x00A1
	recMulRK       = 0x00BD
	recMulBlank    = 0x00BE
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergedCells = 0x00E5
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recBlank       = 0x0201
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recDefaultRow  = 0x0225
	recRK          = 0x027E
	recFormat      = 0x041E
	recBOF         = 0x0809
)

// The versions that a BOF record gives: of Excel 97 and later, and of Excel 5
// and 95, whose texts are bytes in the workbook's code page.
const (
	biff8 = 0x0600
	biff5 = 0x0500
)

var (
	errRecord = errors.New("xls: a record breaks off")
	errNoEOF  = errors.New("xls: a sheet breaks off")
)

// record is one record of a BIFF stream with those that continue it.
type record struct {
	kind  uint16
	data  []byte
	more  [][]byte // CONTINUE records
	start int      // where it stands in the stream
}

// biffStream gives the records of a Workbook stream.
type biffStream struct {
	data []byte
	pos  int
}

// next gives the next record with its CONTINUEs; false at the stream's end.
func (s *biffStream) next() (record, bool) {
	kind, data, ok := s.one()
	if !ok {
		return record{}, false
	}
	r := record{kind: kind, data: data, start: s.pos - len(data) - 4}
	for s.pos+4 <= len(s.data) && binary.LittleEndian.Uint16(s.data[s.pos:]) == recContinue {
		_, data, ok := s.one()
		if !ok {
			break
		}
		r.more = append(r.more, data)
	}
	return r, true
}

func (s *biffStream) one() (kind uint16, data []byte, ok bool) {
	if s.pos+4 > len(s.data) {
		return 0, nil, false
	}
	kind = binary.LittleEndian.Uint16(s.data[s.pos:])
	end := s.pos + 4 + int(binary.LittleEndian.Uint16(s.data[s.pos+2:]))
	if end > len(s.data) {
		return 0, nil, false
	}
	data = s.data[s.pos+4 : end]
	s.pos = end
	return kind, data, true
}

// u16 and u32 read from a record's data, 0 beyond its end.
func (r record) u16(at int) int {
	if at+2 > len(r.data) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(r.data[at:]))
}

func (r record) u32(at int) uint32 {
	if at+4 > len(r.data) {
		return 0
	}
	return binary.LittleEndian.Uint32(r.data[at:])
}

func (r record) f64(at int) float64 {
	if at+8 > len(r.data) {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(r.data[at:]))
}

// rk is a number in four bytes: a whole one of 30 bits or the upper bits of a
// float, perhaps in hundredths.
func rk(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// xlsBook is what the globals of a Workbook stream say.
type xlsBook struct {
	stream  []byte
	b       *budget
	sheets  []xlsEntry
	shift   float64
	texts   []string
	codes   map[int]string
	xfs     []int        // number format of every cell style
	formats []*numFormat // the same compiled
	list    *formatList

	bytesOnly bool // BIFF5: texts are bytes
	codePage  int
	mended    bool // texts of another code page than the file says were met
}

// xlsEntry is one sheet as the globals list it.
type xlsEntry struct {
	name   string
	hidden bool
	cells  bool // a worksheet; not a chart or a macro module
	start  int
}

func readXLS(ctx context.Context, data []byte) (*forms.Book, error) {
	stream := data
	if string(data[:min(len(data), len(oleMagic))]) == oleMagic {
		var err error
		stream, err = oleStream(data, "Workbook")
		if errors.Is(err, errNoStream) {
			stream, err = oleStream(data, "Book")
		}
		if err != nil {
			return nil, err
		}
	}
	w := &xlsBook{stream: stream, b: newBudget(ctx), codes: map[int]string{}, list: newFormatList()}
	if err := w.readGlobals(); err != nil {
		return nil, err
	}
	book := &forms.Book{}
	for _, e := range w.sheets {
		if !e.cells {
			book.Notes = append(book.Notes, note("sheet_without_cells", e.name))
			continue
		}
		g, err := w.readSheet(e)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, g)
	}
	if w.mended {
		book.Notes = append(book.Notes, note("xls_code_page"))
	}
	return book, nil
}

// readGlobals reads the stream up to the first EOF.
func (w *xlsBook) readGlobals() error {
	s := &biffStream{data: w.stream}
	first, ok := s.next()
	if !ok || first.kind&0xFF != recBOF&0xFF {
		return errRecord
	}
	w.bytesOnly = first.u16(0) == biff5
	if first.kind != recBOF || (first.u16(0) != biff8 && !w.bytesOnly) {
		return other("biff")
	}
	for {
		r, ok := s.next()
		if !ok {
			return errNoEOF
		}
		switch r.kind {
		case recEOF:
			w.compileFormats()
			return nil
		case recFilePass:
			return forms.NewFault("file_locked")
		case recDateMode:
			if r.u16(0) == 1 {
				w.shift = days1904
			}
		case recCodePage:
			w.codePage = r.u16(0)
		case recBoundSheet:
			if len(w.sheets) == maxSheets {
				return tooBig("cells")
			}
			w.addSheet(r)
		case recFormat:
			t := newXLSText(record{data: r.data[min(2, len(r.data)):], more: r.more})
			if w.bytesOnly {
				w.codes[r.u16(0)] = w.text(t, int(t.u8()))
			} else {
				w.codes[r.u16(0)] = t.text(t.u16())
			}
		case recXF:
			w.xfs = append(w.xfs, r.u16(2))
		case recSST:
			if err := w.readTexts(r); err != nil {
				return err
			}
		}
	}
}

func (w *xlsBook) addSheet(r record) {
	if len(r.data) < 8 {
		return
	}
	t := newXLSText(record{data: r.data[6:]})
	w.sheets = append(w.sheets, xlsEntry{
		start:  int(r.u32(0)),
		hidden: r.data[4]&3 != 0,
		cells:  r.data[5] == 0,
		name:   w.text(t, int(t.u8())),
	})
}

func (w *xlsBook) compileFormats() {
	for _, id := range w.xfs {
		w.formats = append(w.formats, w.list.byID(id, w.codes))
	}
}

func (w *xlsBook) format(xf int) *numFormat {
	if xf < len(w.formats) {
		return w.formats[xf]
	}
	return plainFormat
}

// readTexts reads the shared texts. The counts in the record are often wrong, so
// its length decides.
func (w *xlsBook) readTexts(r record) error {
	t := newXLSText(record{data: r.data[min(8, len(r.data)):], more: r.more})
	for !t.done() {
		text := w.text(t, t.u16())
		if err := w.b.spend(0, len(text)+16); err != nil {
			return err
		}
		w.texts = append(w.texts, plainLines(text))
	}
	return nil
}
