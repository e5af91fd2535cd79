package fill

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// cellMarks is what stands where inside the bytes of one tc.
type cellMarks struct {
	prefix     string
	texts      []extent // t, br and tab elements of its own paragraphs
	firstText  int      // index into texts of the first t, -1 where there is none
	paragraphs []extent
	keep       []bool // of each paragraph: it holds a drawing or the like
	runProps   extent // rPr of the first paragraph's mark
	closing    int    // where the first paragraph's end tag begins, -1 if it is <p/>
	tcEnd      int    // where the tc's own end tag begins
}

// content of a paragraph that must not be thrown away with its text.
var precious = map[string]bool{"drawing": true, "pict": true, "object": true, "tbl": true, "sdt": true}

// setCell is the bytes of a tc with its text replaced, in the looks of its first
// run; further paragraphs go unless they hold more than text.
func setCell(tc []byte, text string) ([]byte, error) {
	m, err := markCell(tc)
	if err != nil {
		return nil, err
	}
	var cuts []cut
	switch {
	case m.firstText >= 0:
		for i, e := range m.texts {
			if i == m.firstText {
				cuts = append(cuts, cut{e, m.t(text)})
			} else {
				cuts = append(cuts, cut{e, ""})
			}
		}
	case text == "":
		return tc, nil
	case len(m.paragraphs) == 0:
		cuts = append(cuts, cut{extent{m.tcEnd, m.tcEnd}, m.open("p") + m.run(tc, text) + m.shut("p")})
	case m.closing < 0:
		cuts = append(cuts, cut{m.paragraphs[0], m.open("p") + m.run(tc, text) + m.shut("p")})
	default:
		cuts = append(cuts, cut{extent{m.closing, m.closing}, m.run(tc, text)})
	}
	return splice(tc, m.dropParagraphs(cuts)), nil
}

// dropParagraphs removes the paragraphs after the one that holds the text.
func (m *cellMarks) dropParagraphs(cuts []cut) []cut {
	holder := 0
	if m.firstText >= 0 {
		for i, p := range m.paragraphs {
			if at := m.texts[m.firstText].from; at >= p.from && at < p.to {
				holder = i
			}
		}
	}
	for i, p := range m.paragraphs {
		if i == holder || m.keep[i] {
			continue
		}
		kept := cuts[:0]
		for _, c := range cuts {
			if c.from < p.from || c.to > p.to {
				kept = append(kept, c)
			}
		}
		cuts = append(kept, cut{p, ""})
	}
	return cuts
}

func (m *cellMarks) open(name string) string { return "<" + m.prefix + name + ">" }
func (m *cellMarks) shut(name string) string { return "</" + m.prefix + name + ">" }

// t is text as t elements, a line break between its lines.
func (m *cellMarks) t(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString("<" + m.prefix + "br/>")
		}
		b.WriteString("<" + m.prefix + `t xml:space="preserve">`)
		// A strings.Builder takes every write.
		_ = xml.EscapeText(&b, []byte(line))
		b.WriteString(m.shut("t"))
	}
	return b.String()
}

func (m *cellMarks) run(tc []byte, text string) string {
	return m.open("r") + string(tc[m.runProps.from:m.runProps.to]) + m.t(text) + m.shut("r")
}

func markCell(tc []byte) (*cellMarks, error) {
	m := &cellMarks{firstText: -1, closing: -1}
	d := xml.NewDecoder(bytes.NewReader(tc))
	d.Strict = true
	var stack []string
	starts := []int{}
	for {
		from := int(d.InputOffset())
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil {
			return nil, err
		}
		to := int(d.InputOffset())
		switch t := tok.(type) {
		case xml.StartElement:
			if len(stack) == 0 && t.Name.Space != "" {
				m.prefix = t.Name.Space + ":"
			}
			stack, starts = append(stack, t.Name.Local), append(starts, from)
			m.opened(stack, from, to)
		case xml.EndElement:
			if len(stack) == 0 {
				return nil, errors.New("fill: unbalanced cell")
			}
			m.closed(stack, starts[len(starts)-1], from, to)
			stack, starts = stack[:len(stack)-1], starts[:len(starts)-1]
		}
	}
}

func inside(stack []string, name string) bool {
	for _, s := range stack[:len(stack)-1] {
		if s == name {
			return true
		}
	}
	return false
}

func (m *cellMarks) opened(stack []string, from, to int) {
	name := stack[len(stack)-1]
	if precious[name] && len(m.keep) > 0 {
		m.keep[len(m.keep)-1] = true
	}
	if name == "p" && !inside(stack, "p") && !inside(stack, "tbl") {
		m.paragraphs = append(m.paragraphs, extent{from, to})
		m.keep = append(m.keep, false)
	}
}

func (m *cellMarks) closed(stack []string, start, from, to int) {
	name := stack[len(stack)-1]
	own := !inside(stack, "tbl") && !inside(stack, "txbxContent")
	switch {
	case len(stack) == 1:
		m.tcEnd = from
	case name == "p" && !inside(stack, "p") && own:
		m.paragraphs[len(m.paragraphs)-1].to = to
		if len(m.paragraphs) == 1 && from > start && to > from {
			m.closing = from
		}
	case name == "rPr" && own && len(m.paragraphs) == 1 && stack[len(stack)-2] == "pPr":
		m.runProps = extent{start, to}
	case (name == "t" || name == "br" || name == "tab") && own && inside(stack, "r"):
		if name == "t" && m.firstText < 0 {
			m.firstText = len(m.texts)
		}
		m.texts = append(m.texts, extent{start, to})
	}
}
