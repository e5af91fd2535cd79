package pdftext

import "fmt"

// Font is a composite font of a PDF.
type Font struct {
	Name    string
	Program []byte             // the embedded TrueType font
	Glyphs  []byte             // CIDToGIDMap: two bytes for each code
	Widths  map[uint16]float64 // thousandths of an em
	ranges  []bfRange          // of ToUnicode
	chars   map[uint16]string
}

type bfRange struct {
	first, last uint16
	to          string
}

// Glyph is the glyph of a code in the embedded font.
func (f *Font) Glyph(c uint16) uint16 {
	i := 2 * int(c)
	if i+1 >= len(f.Glyphs) {
		return 0
	}
	return uint16(f.Glyphs[i])<<8 | uint16(f.Glyphs[i+1])
}

// unicode is what a code means by the font's ToUnicode map.
func (f *Font) unicode(c uint16) (string, bool) {
	if s, ok := f.chars[c]; ok {
		return s, true
	}
	for _, r := range f.ranges {
		if c >= r.first && c <= r.last {
			u := []rune(r.to)
			u[len(u)-1] += rune(c - r.first)
			return string(u), true
		}
	}
	return "", false
}

func (f *file) font(v any) (*Font, error) {
	top, err := f.dict(v)
	if err != nil {
		return nil, err
	}
	if top["Subtype"] != name("Type0") || top["Encoding"] != name("Identity-H") {
		return nil, fmt.Errorf("not a composite font with identity codes")
	}
	below, err := f.array(top["DescendantFonts"])
	if err != nil || len(below) != 1 {
		return nil, fmt.Errorf("no descendant font")
	}
	cid, err := f.dict(below[0])
	if err != nil {
		return nil, err
	}
	descriptor, err := f.dict(cid["FontDescriptor"])
	if err != nil {
		return nil, err
	}
	n, _ := top["BaseFont"].(name)
	out := &Font{Name: string(n), Widths: map[uint16]float64{}, chars: map[uint16]string{}}
	if out.Program, err = f.stream(descriptor["FontFile2"]); err != nil {
		return nil, err
	}
	if out.Glyphs, err = f.stream(cid["CIDToGIDMap"]); err != nil {
		return nil, err
	}
	cmap, err := f.stream(top["ToUnicode"])
	if err != nil {
		return nil, err
	}
	out.readCMap(cmap)
	return out, f.widths(out, cid["W"])
}

// readCMap reads the bfchar and bfrange sections.
func (f *Font) readCMap(b []byte) {
	s := scanner{b: b}
	var args []any
	for v := s.value(); v != nil; v = s.value() {
		w, ok := v.(word)
		if !ok {
			args = append(args, v)
			continue
		}
		switch w {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				f.chars[codeOf(args[i])] = utf16Text(args[i+1].(text))
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				f.ranges = append(f.ranges, bfRange{codeOf(args[i]), codeOf(args[i+1]), utf16Text(args[i+2].(text))})
			}
		}
		args = args[:0]
	}
}

func codeOf(v any) uint16 {
	t, _ := v.(text)
	n := uint16(0)
	for _, b := range t {
		n = n<<8 | uint16(b)
	}
	return n
}

// widths reads the array W: c [w …] and first last w.
func (f *file) widths(out *Font, v any) error {
	a, err := f.array(v)
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(a); {
		first, ok := a[i].(float64)
		if !ok {
			return fmt.Errorf("a broken array of widths")
		}
		if list, ok := a[i+1].([]any); ok {
			for k, w := range list {
				out.Widths[uint16(first)+uint16(k)], _ = w.(float64)
			}
			i += 2
			continue
		}
		if i+2 >= len(a) {
			return fmt.Errorf("a broken array of widths")
		}
		last, _ := a[i+1].(float64)
		for c := first; c <= last; c++ {
			out.Widths[uint16(c)], _ = a[i+2].(float64)
		}
		i += 3
	}
	return nil
}
