package pdftext

import (
	"fmt"
	"math"
	"strings"
)

// matrix is a transformation [a b c d e f].
type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is what the operators change.
type state struct {
	ctm   matrix
	font  string
	size  float64
	track float64
	width float64
}

// painter runs a content stream.
type painter struct {
	d     *Document
	p     *Page
	now   state
	stack []state
	line  matrix // where the current line of text begins
	pen   [2]float64
	said  *string // ActualText that replaces what is drawn
	args  []any
}

func (d *Document) run(p *Page, content []byte) error {
	one := matrix{1, 0, 0, 1, 0, 0}
	pt := painter{d: d, p: p, now: state{ctm: one, width: 1}, line: one}
	s := scanner{b: content}
	for v := s.value(); v != nil; v = s.value() {
		op, ok := v.(word)
		if !ok {
			pt.args = append(pt.args, v)
			continue
		}
		if err := pt.do(string(op)); err != nil {
			return fmt.Errorf("%s: %w", op, err)
		}
		pt.args = pt.args[:0]
	}
	return nil
}

func (pt *painter) num(i int) float64 {
	if i < len(pt.args) {
		if n, ok := pt.args[i].(float64); ok {
			return n
		}
	}
	return 0
}

func (pt *painter) do(op string) error {
	switch op {
	case "q":
		pt.stack = append(pt.stack, pt.now)
	case "Q":
		if len(pt.stack) == 0 {
			return fmt.Errorf("nothing saved")
		}
		pt.now, pt.stack = pt.stack[len(pt.stack)-1], pt.stack[:len(pt.stack)-1]
	case "cm":
		pt.now.ctm = pt.matrix().times(pt.now.ctm)
	case "w":
		pt.now.width = pt.num(0)
	case "m":
		pt.pen = [2]float64{pt.num(0), pt.num(1)}
	case "l":
		pt.rule()
	case "BDC":
		if props, ok := pt.args[len(pt.args)-1].(dict); ok {
			if t, ok := props["ActualText"].(text); ok {
				said := unicodeText(t)
				pt.said = &said
			}
		}
	case "EMC":
		pt.said = nil
	default:
		return pt.text(op)
	}
	return nil
}

func (pt *painter) matrix() matrix {
	var m matrix
	for i := range m {
		m[i] = pt.num(i)
	}
	return m
}

// text runs the operators of text. Others (colours, fills, line joins) show none.
func (pt *painter) text(op string) error {
	switch op {
	case "BT":
		pt.line = matrix{1, 0, 0, 1, 0, 0}
	case "Tf":
		n, _ := pt.args[0].(name)
		pt.now.font, pt.now.size = string(n), pt.num(1)
	case "Tc":
		pt.now.track = pt.num(0)
	case "Td":
		pt.line = matrix{1, 0, 0, 1, pt.num(0), pt.num(1)}.times(pt.line)
	case "Tm":
		pt.line = pt.matrix()
	case "Tj":
		if t, ok := pt.args[0].(text); ok {
			return pt.show(t)
		}
	case "TJ":
		parts, _ := pt.args[0].([]any)
		for _, p := range parts {
			if t, ok := p.(text); ok {
				if err := pt.show(t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (pt *painter) show(t text) error {
	f := pt.d.Fonts[pt.now.font]
	if f == nil {
		return fmt.Errorf("no font %q", pt.now.font)
	}
	if len(t)%2 == 1 {
		return fmt.Errorf("half a code")
	}
	m := pt.line.times(pt.now.ctm)
	r := Run{
		X: m[4], Y: pt.p.Height - m[5], Size: pt.now.size, Track: pt.now.track,
		Turned: math.Abs(m[1]) > 0.001, Font: pt.now.font,
	}
	var b strings.Builder
	for i := 0; i < len(t); i += 2 {
		c := uint16(t[i])<<8 | uint16(t[i+1])
		r.Codes = append(r.Codes, c)
		s, ok := f.unicode(c)
		if !ok {
			return fmt.Errorf("code %04X of %s has no character", c, f.Name)
		}
		b.WriteString(s)
	}
	r.Text = b.String()
	if pt.said != nil {
		r.Text, *pt.said = *pt.said, ""
	}
	pt.p.Runs = append(pt.p.Runs, r)
	return nil
}

func (pt *painter) rule() {
	at := func(x, y float64) (float64, float64) {
		m := matrix{1, 0, 0, 1, x, y}.times(pt.now.ctm)
		return m[4], pt.p.Height - m[5]
	}
	r := Rule{Width: pt.now.width}
	r.X1, r.Y1 = at(pt.pen[0], pt.pen[1])
	r.X2, r.Y2 = at(pt.num(0), pt.num(1))
	pt.pen = [2]float64{pt.num(0), pt.num(1)}
	pt.p.Rules = append(pt.p.Rules, r)
}
