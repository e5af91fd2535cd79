package archive

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// Blocks hold many rows by columns: all numbers in one run (head), all texts in
// another behind it. A reader cuts every text out of one string, so that opening
// 200,000 rows makes a handful of allocations; equal texts of a column are one.

var errBlock = errors.New("a block is cut or garbled")

// blockWriter builds a block.
type blockWriter struct {
	head []byte
	text []byte
}

func (w *blockWriter) uint(v uint64) { w.head = binary.AppendUvarint(w.head, v) }
func (w *blockWriter) int(v int64)   { w.head = binary.AppendVarint(w.head, v) }
func (w *blockWriter) count(n int)   { w.uint(uint64(n)) }
func (w *blockWriter) float(v float64) {
	w.head = binary.BigEndian.AppendUint64(w.head, math.Float64bits(v))
}
func (w *blockWriter) fixed(b []byte)  { w.head = append(w.head, b...) }
func (w *blockWriter) string(s string) { w.count(len(s)); w.text = append(w.text, s...) }

// block is what was written.
func (w *blockWriter) block() []byte { return w.appendTo(nil) }

// appendTo puts what was written behind some bytes, with one copy of it.
func (w *blockWriter) appendTo(out []byte) []byte {
	out = slices.Grow(out, len(w.head)+len(w.text)+binary.MaxVarintLen64)
	out = binary.AppendUvarint(out, uint64(len(w.head)))
	return append(append(out, w.head...), w.text...)
}

// What stands for a text in a column: nothing, the next new text, or one that the
// column had before.
const (
	textEmpty = 0
	textNew   = 1
	textAgain = 2 // and so on, in the order the column first had them
)

// strings writes a column of texts: columns of codes and numbers, mostly the same
// few texts, take a byte a row, and what is new on every row costs only itself.
func (w *blockWriter) strings(column []string) {
	w.texts(len(column), func(i int) string { return column[i] })
}

// texts is strings for n texts wherever they are.
func (w *blockWriter) texts(n int, at func(i int) string) {
	for i := range n {
		if at(i) != "" {
			w.count(1)
			w.codedAt(n, at)
			return
		}
	}
	w.count(0)
}

// coded writes a column that may not be left out, a byte or more a row.
func (w *blockWriter) coded(column []string) {
	w.codedAt(len(column), func(i int) string { return column[i] })
}

func (w *blockWriter) codedAt(n int, at func(i int) string) {
	seen := map[string]uint64{}
	for i := range n {
		s := at(i)
		switch number, again := seen[s]; {
		case s == "":
			w.uint(textEmpty)
		case again:
			w.uint(textAgain + number)
		default:
			seen[s] = uint64(len(seen))
			w.uint(textNew)
			w.string(s)
		}
	}
}

// blockReader reads a block. After the first thing amiss it gives zeros, and done
// tells.
type blockReader struct {
	head []byte
	text string
	bad  bool
}

func readBlock(block []byte) *blockReader {
	n, at := binary.Uvarint(block)
	if at <= 0 || n > uint64(len(block)-at) {
		return &blockReader{bad: true}
	}
	return &blockReader{head: block[at : at+int(n)], text: string(block[at+int(n):])}
}

func (r *blockReader) fail() {
	r.bad = true
	r.head, r.text = nil, ""
}

// done fails unless the block was read to its end and nothing was amiss.
func (r *blockReader) done() error {
	if r.bad || len(r.head) > 0 || len(r.text) > 0 {
		return errBlock
	}
	return nil
}

func (r *blockReader) uint() uint64 {
	if len(r.head) > 0 && r.head[0] < 0x80 { // most numbers are small
		v := r.head[0]
		r.head = r.head[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(r.head)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.head = r.head[n:]
	return v
}

func (r *blockReader) int() int64 {
	v, n := binary.Varint(r.head)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.head = r.head[n:]
	return v
}

// int32 is a number that must fit.
func (r *blockReader) int32() int32 {
	v := r.int()
	if v < math.MinInt32 || v > math.MaxInt32 {
		r.fail()
		return 0
	}
	return int32(v)
}

// count is a number of things that take at least one byte each in what follows: a
// block can't ask for more memory than it has bytes to fill it.
func (r *blockReader) count() int {
	n := r.uint()
	if n > uint64(len(r.head)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *blockReader) float() float64 {
	b := r.fixed(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64(b))
}

func (r *blockReader) fixed(n int) []byte {
	if n > len(r.head) {
		r.fail()
		return nil
	}
	b := r.head[:n]
	r.head = r.head[n:]
	return b
}

func (r *blockReader) string() string {
	n := r.uint()
	if n > uint64(len(r.text)) {
		r.fail()
		return ""
	}
	s := r.text[:n]
	r.text = r.text[n:]
	return s
}

// strings reads a column of n texts; none is the column to give where all are
// empty.
func (r *blockReader) strings(n int, none []string) []string {
	switch r.uint() {
	case 0:
		return none
	case 1:
		if column := r.coded(n); !r.bad {
			return column
		}
	}
	r.fail()
	return none
}

// coded reads a column of n texts, nil where n is 0 or something is amiss.
func (r *blockReader) coded(n int) []string {
	if n > len(r.head) {
		r.fail()
	}
	if n == 0 || r.bad {
		return nil
	}
	column := make([]string, n)
	var seen []string
	for i := range column {
		switch code := r.uint(); code {
		case textEmpty:
		case textNew:
			column[i] = r.string()
			seen = append(seen, column[i])
		default:
			if code-textAgain >= uint64(len(seen)) {
				r.fail()
				return nil
			}
			column[i] = seen[code-textAgain]
		}
	}
	return column
}
