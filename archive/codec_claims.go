package archive

import (
	"fmt"
	"slices"

	"huce/forms"
)

// The block of a submission's claims, version 1: the number of sheets, then each
// sheet's name, fields, rows, columns of values, columns of texts as shown, issues.

// encodeClaims writes the claims of a submission as one block. It fails where a
// column has more or fewer values than there are rows.
func encodeClaims(sheets []*forms.Claims) ([]byte, error) {
	w := &blockWriter{}
	w.count(len(sheets))
	for _, c := range sheets {
		if !c.Whole() {
			return nil, fmt.Errorf("archive: claims of %d fields and %d rows with other columns", len(c.Fields), len(c.Rows))
		}
		w.string(c.Sheet)
		w.count(len(c.Fields))
		w.count(len(c.Rows))
		w.count(len(c.Issues))
		w.strings(c.Fields)
		writeRows(w, c.Rows)
		for _, say := range []func(f, r int) string{c.Value, c.OwnShown} {
			for f := range c.Fields {
				w.texts(len(c.Rows), func(r int) string { return say(f, r) })
			}
		}
		writeIssues(w, c.Issues)
	}
	return w.block(), nil
}

// decodeClaims reads what encodeClaims wrote, packed: the texts are those of the
// block, which stays in one piece.
func decodeClaims(block []byte) ([]*forms.Claims, error) {
	r := readBlock(block)
	var sheets []*forms.Claims
	for n := r.count(); n > 0 && !r.bad; n-- {
		sheets = append(sheets, readSheet(r))
	}
	if err := r.done(); err != nil {
		return nil, err
	}
	return sheets, nil
}

func readSheet(r *blockReader) *forms.Claims {
	c := &forms.Claims{Sheet: r.string()}
	fields, rows, issues := r.count(), r.count(), r.count()
	c.Fields = r.strings(fields, make([]string, fields))
	c.Rows = readRows(r, rows)
	c.Packed = &forms.Packed{Values: make([]forms.Texts, fields), Shown: make([]forms.Texts, fields)}
	of := make([]uint32, len(c.Rows))
	for _, columns := range [][]forms.Texts{c.Packed.Values, c.Packed.Shown} {
		for f := range columns {
			columns[f] = readTexts(r, of)
		}
	}
	c.Issues = readIssues(r, issues)
	return c
}

// readTexts reads a column of claims; of is room for the number of the text of each
// row.
func readTexts(r *blockReader, of []uint32) forms.Texts {
	switch r.uint() {
	case 0:
		return forms.Texts{}
	case 1:
	default:
		r.fail()
	}
	text, length := r.text, uint64(0)
	ends := make([]uint32, 1, 64)
	for i := range of {
		switch code := r.uint(); {
		case code == textEmpty:
			of[i] = 0
		case code == textNew:
			n := r.uint()
			if n > uint64(len(text))-length {
				r.fail()
				return forms.Texts{}
			}
			length += n
			of[i] = uint32(len(ends))
			ends = append(ends, uint32(length))
		case code-textAgain < uint64(len(ends)-1):
			of[i] = uint32(code-textAgain) + 1
		default:
			r.fail()
		}
	}
	if r.bad {
		return forms.Texts{}
	}
	r.text = text[length:]
	return forms.TextsOf(text[:length], slices.Clone(ends), of)
}

// writeRows writes where rows stand by columns: numbers as the step from the row
// before, which is mostly one.
func writeRows(w *blockWriter, rows []forms.RowRef) {
	last := int32(0)
	for _, r := range rows {
		w.int(int64(r.Number) - int64(last))
		last = r.Number
	}
	last = 0
	for _, r := range rows {
		w.int(int64(r.Card) - int64(last))
		last = r.Card
	}
	for _, r := range rows {
		w.uint(uint64(r.Role))
	}
	for _, r := range rows {
		w.int(int64(r.Member))
	}
}

func readRows(r *blockReader, n int) []forms.RowRef {
	if 4*n > len(r.head) {
		r.fail()
	}
	if n == 0 || r.bad {
		return nil
	}
	rows := make([]forms.RowRef, n)
	last := int32(0)
	for i := range rows {
		last = r.step(last)
		rows[i].Number = last
	}
	last = 0
	for i := range rows {
		last = r.step(last)
		rows[i].Card = last
	}
	for i := range rows {
		role := r.uint()
		if role > 255 {
			r.fail()
		}
		rows[i].Role = forms.Role(role)
	}
	for i := range rows {
		rows[i].Member = r.int32()
	}
	return rows
}

// step is a number written as the difference from the last one.
func (r *blockReader) step(last int32) int32 {
	next := int64(last) + r.int()
	if next != int64(int32(next)) {
		r.fail()
		return 0
	}
	return int32(next)
}

func writeIssues(w *blockWriter, issues []forms.Issue) {
	severity, code, suggest := make([]string, len(issues)), make([]string, len(issues)), make([]string, len(issues))
	var args []string
	for i, s := range issues {
		w.int(int64(s.Row))
		w.int(int64(s.Col))
		w.count(len(s.Args))
		severity[i], code[i], suggest[i] = string(s.Severity), s.Code, s.Suggest
		args = append(args, s.Args...)
	}
	w.strings(severity)
	w.strings(code)
	w.strings(suggest)
	w.coded(args)
}

func readIssues(r *blockReader, n int) []forms.Issue {
	if 3*n > len(r.head) {
		r.fail()
	}
	if r.bad {
		return nil
	}
	var issues []forms.Issue
	if n > 0 {
		issues = make([]forms.Issue, n)
	}
	counts, total := make([]int, n), 0
	for i := range issues {
		issues[i].Row, issues[i].Col, counts[i] = int(r.int()), int(r.int()), r.count()
		total += counts[i]
	}
	none := make([]string, n)
	severity, code, suggest := r.strings(n, none), r.strings(n, none), r.strings(n, none)
	args := r.coded(total)
	if r.bad {
		return nil
	}
	for i := range issues {
		issues[i].Severity, issues[i].Code, issues[i].Suggest = forms.Severity(severity[i]), code[i], suggest[i]
		if counts[i] > 0 {
			issues[i].Args, args = args[:counts[i]:counts[i]], args[counts[i]:]
		}
	}
	return issues
}
