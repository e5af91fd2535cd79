package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// token is what xmlScanner.next found.
type token uint8

const (
	tokenEnd   token = iota // of the document
	tokenOpen               // a start tag; an empty element gives tokenClose next
	tokenClose              // an end tag
	tokenText               // text; a long one may come in several pieces
)

const (
	xmlBuffer   = 64 << 10
	xmlTagLimit = 1 << 20 // a tag longer than this is an attack
	xmlDepth    = 512
)

var (
	errXML      = errors.New("xml: not well-formed")
	errXMLDepth = errors.New("xml: nested too deeply")
)

// attr is an attribute of a start tag: its local name and its value as written.
type attr struct{ name, value []byte }

// xmlScanner is a streaming reader of the XML that office programs write. It is
// several times faster than encoding/xml because it names elements by their
// local names and neither copies nor validates. Entities other than the five
// that XML has and character references stay as they are, so that a document
// can't grow by its own definitions.
//
// name, attrs and text are good until the next call of next.
type xmlScanner struct {
	r       io.Reader
	buf     []byte
	pos     int // of the next unread byte
	eof     bool
	err     error // of the reader, other than its end
	depth   int
	closing bool // the open tag just given was an empty element
	name    []byte
	attrs   []attr
	text    []byte
}

func newXMLScanner(r io.Reader) *xmlScanner {
	s := &xmlScanner{r: r, buf: make([]byte, 0, xmlBuffer)}
	for len(s.buf) < len("\uFEFF") && s.fill() { // enough to know the encoding by
	}
	if utf16Order, ok := looksUTF16(s.buf); ok {
		all := io.MultiReader(bytes.NewReader(bytes.Clone(s.buf)), r)
		s.r = transform.NewReader(all, unicode.UTF16(utf16Order, unicode.UseBOM).NewDecoder())
		s.buf, s.eof = s.buf[:0], false
		s.fill()
	}
	if bytes.HasPrefix(s.buf, []byte(boms[encUTF8])) {
		s.pos = len(boms[encUTF8])
	}
	return s
}

// looksUTF16 knows a byte order mark, or the first "<" with its zero.
func looksUTF16(b []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{'<', 0}):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}), bytes.HasPrefix(b, []byte{0, '<'}):
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}

// fill reads more, moving what is unread to the front.
func (s *xmlScanner) fill() bool {
	if s.eof {
		return false
	}
	if s.pos > 0 {
		n := copy(s.buf, s.buf[s.pos:])
		s.buf, s.pos = s.buf[:n], 0
	}
	if len(s.buf) == cap(s.buf) {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	for range 8 { // a reader may give nothing a few times
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		if err != nil {
			s.eof = true
			if !errors.Is(err, io.EOF) {
				s.err = err
			}
		}
		if n > 0 || s.eof {
			return n > 0
		}
	}
	s.eof = true
	return false
}

// broken is why the document ended too early: what the reader beneath said, or
// that a tag is not closed.
func (s *xmlScanner) broken() error {
	if s.err != nil {
		return s.err
	}
	return errXML
}

// next gives the next token. A document that ends inside a tag is an error.
func (s *xmlScanner) next() (token, error) {
	if s.closing {
		s.closing = false
		s.depth--
		return tokenClose, nil
	}
	for {
		if s.pos == len(s.buf) && !s.fill() {
			return tokenEnd, s.err
		}
		if s.buf[s.pos] != '<' {
			return s.readText()
		}
		tok, skip, err := s.readTag()
		if err != nil || !skip {
			return tok, err
		}
	}
}

// readText gives the text up to the next tag, or as much as the buffer holds,
// never cutting a character or an entity in two.
func (s *xmlScanner) readText() (token, error) {
	for {
		if i := bytes.IndexByte(s.buf[s.pos:], '<'); i >= 0 {
			s.text = s.buf[s.pos : s.pos+i]
			s.pos += i
			break
		}
		if len(s.buf)-s.pos < xmlBuffer/2 && s.fill() {
			continue
		}
		end := len(s.buf)
		if !s.eof {
			if amp := bytes.LastIndexByte(s.buf[max(s.pos, end-16):end], '&'); amp >= 0 {
				end = max(s.pos, end-16) + amp
			}
			for end > s.pos && !utf8.RuneStart(s.buf[end-1]) {
				end--
			}
			end = max(end-1, s.pos)
		}
		if end == s.pos {
			end = len(s.buf)
		}
		s.text = s.buf[s.pos:end]
		s.pos = end
		break
	}
	s.text = unescape(s.text)
	return tokenText, nil
}

// readTag reads what begins with "<". skip tells that it was a comment, an
// instruction or a declaration.
func (s *xmlScanner) readTag() (tok token, skip bool, err error) {
	for len(s.buf)-s.pos < 9 && s.fill() {
	}
	rest := s.buf[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		_, err = s.through("-->")
		return 0, true, err
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		body, err := s.through("]]>")
		if err != nil {
			return 0, false, err
		}
		s.text = body[len("<![CDATA[") : len(body)-len("]]>")]
		return tokenText, false, nil
	case bytes.HasPrefix(rest, []byte("<?")):
		_, err = s.through("?>")
		return 0, true, err
	case bytes.HasPrefix(rest, []byte("<!")):
		return 0, true, s.skipDeclaration()
	}
	tag, err := s.tag()
	if err != nil {
		return 0, false, err
	}
	if tag[0] == '/' {
		s.name = local(trimSpace(tag[1:]))
		s.depth--
		return tokenClose, false, nil
	}
	if tag[len(tag)-1] == '/' {
		s.closing = true
		tag = tag[:len(tag)-1]
	}
	if s.depth++; s.depth > xmlDepth {
		return 0, false, errXMLDepth
	}
	return tokenOpen, false, s.splitTag(tag)
}

// tag is what stands between "<" and its ">", a ">" in a quoted value left aside.
func (s *xmlScanner) tag() ([]byte, error) {
	var quote byte
	for i := s.pos + 1; ; i++ {
		if i >= len(s.buf) {
			i -= s.pos
			if i > xmlTagLimit || !s.fill() {
				return nil, s.broken()
			}
			i += s.pos
		}
		switch c := s.buf[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			tag := s.buf[s.pos+1 : i]
			s.pos = i + 1
			if len(tag) == 0 {
				return nil, errXML
			}
			return tag, nil
		}
	}
}

// splitTag sets name and attrs.
func (s *xmlScanner) splitTag(tag []byte) error {
	i := 0
	for i < len(tag) && !isSpace(tag[i]) {
		i++
	}
	s.name, s.attrs = local(tag[:i]), s.attrs[:0]
	for {
		for i < len(tag) && isSpace(tag[i]) {
			i++
		}
		if i >= len(tag) {
			return nil
		}
		eq := bytes.IndexByte(tag[i:], '=')
		if eq < 0 {
			return errXML
		}
		name := local(trimSpace(tag[i : i+eq]))
		i += eq + 1
		for i < len(tag) && isSpace(tag[i]) {
			i++
		}
		if i >= len(tag) || (tag[i] != '"' && tag[i] != '\'') {
			return errXML
		}
		end := bytes.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			return errXML
		}
		s.attrs = append(s.attrs, attr{name, tag[i+1 : i+1+end]})
		i += end + 2
	}
}

// through reads on to the end of a mark and gives all up to there.
func (s *xmlScanner) through(mark string) ([]byte, error) {
	from := 0
	for {
		if i := bytes.Index(s.buf[s.pos+from:], []byte(mark)); i >= 0 {
			body := s.buf[s.pos : s.pos+from+i+len(mark)]
			s.pos += len(body)
			return body, nil
		}
		from = max(len(s.buf)-s.pos-len(mark), 0)
		if len(s.buf)-s.pos > 64*xmlTagLimit || !s.fill() {
			return nil, s.broken()
		}
	}
}

// skipDeclaration steps over <!DOCTYPE …> with its inner subset, defining nothing.
func (s *xmlScanner) skipDeclaration() error {
	depth := 0
	for i := s.pos; ; i++ {
		if i >= len(s.buf) {
			i -= s.pos
			if i > xmlTagLimit || !s.fill() {
				return s.broken()
			}
			i += s.pos
		}
		switch s.buf[i] {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				s.pos = i + 1
				return nil
			}
		}
	}
}

// skip steps over the element whose start tag was just given.
func (s *xmlScanner) skip() error {
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if tok == tokenEnd || (tok == tokenClose && s.depth <= level) {
			return nil
		}
	}
}

// walk calls open at every element until depth falls to level, at any depth: what
// open does not read to its end is transparent.
func (s *xmlScanner) walk(level int, open func() error) error {
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch {
		case tok == tokenEnd, tok == tokenClose && s.depth <= level:
			return nil
		case tok == tokenOpen:
			if err := open(); err != nil {
				return err
			}
		}
	}
}

// each calls open for every child element of the element just opened, and text
// for the text directly in it. open must leave a child whole: read on to its
// end tag, or return false to have it skipped.
func (s *xmlScanner) each(open func(name string) (bool, error), text func([]byte)) error {
	for level := s.depth - 1; ; {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokenEnd:
			return nil
		case tokenClose:
			if s.depth <= level {
				return nil
			}
		case tokenText:
			if text != nil {
				text(s.text)
			}
		case tokenOpen:
			done, err := open(string(s.name))
			if err == nil && !done {
				err = s.skip()
			}
			if err != nil {
				return err
			}
		}
	}
}
