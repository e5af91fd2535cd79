package pdftext

import (
	"bytes"
	"fmt"
	"strconv"
)

// The kinds of PDF object besides float64, bool and []any.
type (
	name string
	text []byte
	ref  int
	dict map[name]any
	word string // an operator or a keyword
)

// file is a PDF with its cross-references read.
type file struct {
	b       []byte
	at      map[int]int // where each object stands
	trailer dict
}

// open follows the cross-reference tables from the last to the first; the last to
// name an object is right.
func open(b []byte) (*file, error) {
	f := &file{b: b, at: map[int]int{}}
	i := bytes.LastIndex(b, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	s := scanner{b: b, i: i + len("startxref")}
	for next := s.value(); next != nil; {
		at, ok := next.(float64)
		if !ok || at < 0 || int(at) >= len(b) {
			return nil, fmt.Errorf("a cross-reference points nowhere")
		}
		t, err := f.table(int(at))
		if err != nil {
			return nil, err
		}
		if f.trailer == nil {
			f.trailer = t
		}
		next = t["Prev"]
	}
	return f, nil
}

func (f *file) table(at int) (dict, error) {
	s := scanner{b: f.b, i: at}
	if w, _ := s.value().(word); w != "xref" {
		return nil, fmt.Errorf("no cross-reference table at %d", at)
	}
	for {
		v := s.value()
		if w, _ := v.(word); w == "trailer" {
			t, ok := s.value().(dict)
			if !ok {
				return nil, fmt.Errorf("no trailer")
			}
			return t, nil
		}
		first, ok1 := v.(float64)
		count, ok2 := s.value().(float64)
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("a broken cross-reference table")
		}
		for n := range int(count) {
			offset, _ := s.value().(float64)
			s.value()
			kind, _ := s.value().(word)
			number := int(first) + n
			if _, later := f.at[number]; kind == "n" && !later {
				f.at[number] = int(offset)
			}
		}
	}
}

// object is what a reference points to, or the value itself.
func (f *file) object(v any) (any, *scanner, error) {
	r, ok := v.(ref)
	if !ok {
		return v, nil, nil
	}
	at, ok := f.at[int(r)]
	if !ok {
		return nil, nil, fmt.Errorf("no object %d", r)
	}
	s := &scanner{b: f.b, i: at}
	number, _ := s.value().(float64)
	s.value()
	if w, _ := s.value().(word); w != "obj" || int(number) != int(r) {
		return nil, nil, fmt.Errorf("object %d is not where it should be", r)
	}
	return s.value(), s, nil
}

func (f *file) dict(v any) (dict, error) {
	o, _, err := f.object(v)
	if err != nil {
		return nil, err
	}
	d, ok := o.(dict)
	if !ok {
		return nil, fmt.Errorf("%T where a dictionary should be", o)
	}
	return d, nil
}

func (f *file) array(v any) ([]any, error) {
	o, _, err := f.object(v)
	if err != nil {
		return nil, err
	}
	a, ok := o.([]any)
	if !ok {
		return nil, fmt.Errorf("%T where an array should be", o)
	}
	return a, nil
}

func (f *file) numbers(v any) ([]float64, error) {
	a, err := f.array(v)
	if err != nil {
		return nil, err
	}
	var out []float64
	for _, x := range a {
		n, ok := x.(float64)
		if !ok {
			return nil, fmt.Errorf("%T where a number should be", x)
		}
		out = append(out, n)
	}
	return out, nil
}

// stream is the content of a stream object.
func (f *file) stream(v any) ([]byte, error) {
	o, s, err := f.object(v)
	if err != nil {
		return nil, err
	}
	d, ok := o.(dict)
	if !ok || s == nil {
		return nil, fmt.Errorf("no stream")
	}
	length, ok := d["Length"].(float64)
	if w, _ := s.value().(word); w != "stream" || !ok {
		return nil, fmt.Errorf("no stream")
	}
	for s.i < len(s.b) && (s.b[s.i] == '\r' || s.b[s.i] == '\n') {
		if s.i++; s.b[s.i-1] == '\n' {
			break
		}
	}
	if s.i+int(length) > len(s.b) {
		return nil, fmt.Errorf("a stream longer than the file")
	}
	b := s.b[s.i : s.i+int(length)]
	if !bytes.HasPrefix(bytes.TrimLeft(s.b[s.i+int(length):], "\r\n"), []byte("endstream")) {
		return nil, fmt.Errorf("a stream of another length than it says")
	}
	if d["Filter"] == nil {
		return b, nil
	}
	if d["Filter"] != name("FlateDecode") {
		return nil, fmt.Errorf("filter %v", d["Filter"])
	}
	return inflate(b)
}

// scanner reads objects and operators one after another.
type scanner struct {
	b []byte
	i int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	return space(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0
}

func (s *scanner) skip() {
	for s.i < len(s.b) {
		switch c := s.b[s.i]; {
		case space(c):
			s.i++
		case c == '%':
			for s.i < len(s.b) && s.b[s.i] != '\n' && s.b[s.i] != '\r' {
				s.i++
			}
		default:
			return
		}
	}
}

// value is the next object or word, nil at the end.
func (s *scanner) value() any {
	s.skip()
	if s.i >= len(s.b) {
		return nil
	}
	switch c := s.b[s.i]; c {
	case '/':
		s.i++
		return name(s.token())
	case '(':
		return s.literal()
	case '<':
		if s.i+1 < len(s.b) && s.b[s.i+1] == '<' {
			s.i += 2
			return s.dict()
		}
		return s.hex()
	case '[':
		s.i++
		var a []any
		for {
			v := s.value()
			if v == nil || v == word("]") {
				return a
			}
			a = append(a, v)
		}
	case ']', '{', '}', ')':
		s.i++
		return word(c)
	case '>':
		s.i += 2
		return word(">>")
	}
	t := s.token()
	if n, err := strconv.ParseFloat(t, 64); err == nil {
		return s.reference(n)
	}
	return word(t)
}

func (s *scanner) token() string {
	from := s.i
	for s.i < len(s.b) && !delimiter(s.b[s.i]) {
		s.i++
	}
	return string(s.b[from:s.i])
}

// reference looks ahead for "n 0 R".
func (s *scanner) reference(n float64) any {
	rest := s.b[s.i:]
	if n >= 0 && n == float64(int(n)) && bytes.HasPrefix(rest, []byte(" 0 R")) &&
		(len(rest) == 4 || delimiter(rest[4])) {
		s.i += 4
		return ref(n)
	}
	return n
}

func (s *scanner) dict() dict {
	d := dict{}
	for {
		key, ok := s.value().(name)
		if !ok {
			return d
		}
		d[key] = s.value()
	}
}

func (s *scanner) hex() text {
	s.i++
	var out text
	var digits []byte
	for s.i < len(s.b) && s.b[s.i] != '>' {
		if !space(s.b[s.i]) {
			digits = append(digits, s.b[s.i])
		}
		s.i++
	}
	s.i++
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	for i := 0; i < len(digits); i += 2 {
		v, err := strconv.ParseUint(string(digits[i:i+2]), 16, 8)
		if err != nil {
			return out
		}
		out = append(out, byte(v))
	}
	return out
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (s *scanner) literal() text {
	s.i++
	var out text
	for depth := 1; s.i < len(s.b); s.i++ {
		c := s.b[s.i]
		switch {
		case c == '\\' && s.i+1 < len(s.b):
			s.i++
			if e, ok := escapes[s.b[s.i]]; ok {
				c = e
			} else {
				c = s.b[s.i]
			}
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				s.i++
				return out
			}
		}
		out = append(out, c)
	}
	return out
}
