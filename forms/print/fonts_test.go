package print

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"huce/assets"
	"huce/forms"
	"huce/forms/print/pdftext"
)

// collection puts TrueType fonts into one file (OpenType, font collections).
func collection(fonts ...[]byte) []byte {
	out := binary.BigEndian.AppendUint32([]byte("ttcf\x00\x01\x00\x00"), uint32(len(fonts)))
	at := len(out) + 4*len(fonts)
	var body []byte
	for _, f := range fonts {
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		moved := slices.Clone(f)
		for i := range int(be16(moved, 4)) {
			rec := moved[12+16*i:]
			binary.BigEndian.PutUint32(rec[8:], be32(rec, 8)+uint32(at+len(body)))
		}
		body = append(body, moved...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	return append(out, body...)
}

// printedOwn prints in the user's own fonts and reads the text back.
func printedOwn(t *testing.T, own *forms.Fonts, text string) (*pdftext.Document, Report) {
	t.Helper()
	d := &forms.Official{Title: "标题", Body: []forms.Block{{Text: text}}, Info: forms.Info{Fonts: own}}
	var out strings.Builder
	report, err := Official(&out, d)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := pdftext.Read([]byte(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	if undrawn, err := doc.Undrawn(); err != nil || len(undrawn) > 0 {
		t.Fatalf("undrawn %q %v", undrawn, err)
	}
	return doc, report
}

// A face of a collection is found by its name, and where none has it the first is
// taken.
func TestFontOfCollection(t *testing.T) {
	data := collection(assets.Font(assets.Kai), assets.Font(assets.Hei))
	for name, want := range map[string]string{hei().named(1): hei().name, "No Such Font": kai().name, "": kai().name} {
		f, err := readOwn(forms.FontFile{Face: name, Data: data}, "own")
		if err != nil {
			t.Fatal(err)
		}
		if f.name != want {
			t.Errorf("face %q is %s, want %s", name, f.name, want)
		}
	}
	_, report := printedOwn(t, &forms.Fonts{Fang: forms.FontFile{Face: hei().named(1), Data: data}}, "报告正文。")
	if !slices.Contains(report.Fonts, hei().name) || slices.Contains(report.Fonts, fang().name) {
		t.Errorf("set in %q", report.Fonts)
	}
}

// What the own font lacks the embedded ones lend, and the PDF names all of them.
func TestOwnFontsFallBack(t *testing.T) {
	few := fang().cut([]code{{'户', '户', []uint16{fang().glyph('户')}}, {'册', '册', []uint16{fang().glyph('册')}}})
	own := &forms.Fonts{Fang: forms.FontFile{Data: few}}
	text := "户册镕𬭎，100。"
	doc, report := printedOwn(t, own, text)
	if !strings.Contains(doc.Text(), text) {
		t.Errorf("printed %q", doc.Text())
	}
	if len(report.Missing) > 0 {
		t.Errorf("missing %q", report.Missing)
	}
	for _, name := range report.Fonts {
		if !strings.Contains(doc.Info["Keywords"], name) {
			t.Errorf("the document doesn't say that it is set in %s: %q", name, doc.Info["Keywords"])
		}
	}
	if len(report.Fonts) < 3 {
		t.Errorf("set in %q", report.Fonts)
	}
}

// A font whose map is of the Basic Plane alone, as SimHei's is, reads the same.
func TestBasicCharacterMap(t *testing.T) {
	var codes []code
	for _, r := range "一丁七万丈三上下A0，。" {
		codes = append(codes, code{uint16(r), r, []uint16{fang().glyph(r)}})
	}
	slices.SortFunc(codes, func(a, b code) int { return int(a.code) - int(b.code) })
	f, err := readFace(fang().cut(codes))
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range codes {
		if got := f.glyph(k.char); got != uint16(i+1) {
			t.Errorf("%c is glyph %d, want %d", k.char, got, i+1)
		}
	}
	if f.glyph('二') != 0 {
		t.Error("二 has a glyph")
	}
}

func TestUnusableFonts(t *testing.T) {
	whole := assets.Font(assets.Fang)
	forbidden := slices.Clone(whole)
	for i := range int(be16(forbidden, 4)) {
		if rec := forbidden[12+16*i:]; string(rec[:4]) == "OS/2" {
			binary.BigEndian.PutUint16(forbidden[be32(rec, 8)+8:], 2)
		}
	}
	postScript := append([]byte("OTTO"), whole[4:]...)
	for name, b := range map[string][]byte{
		"forbidden": forbidden, "postscript": postScript, "half": whole[:len(whole)/2], "short": whole[:100],
		"nothing": {}, "no font": []byte("PK\x03\x04 not a font at all"), "short collection": collection(whole)[:20],
	} {
		if err := CheckFont(forms.FontFile{Data: b}); err == nil {
			t.Errorf("%s: taken", name)
		} else if name == "forbidden" && !errors.Is(err, errForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := CheckFont(forms.FontFile{Data: whole}); err != nil {
		t.Error(err)
	}
}

// No file makes the reader of fonts panic.
func FuzzCheckFont(f *testing.F) {
	small := fang().cut([]code{{'户', '户', []uint16{fang().glyph('户')}}})
	f.Add(small)
	f.Add(collection(small, small))
	f.Fuzz(func(_ *testing.T, b []byte) {
		if CheckFont(forms.FontFile{Data: b}) == nil {
			d := &forms.Official{Title: "户", Body: []forms.Block{{Text: "户"}}, Info: forms.Info{Fonts: &forms.Fonts{Fang: forms.FontFile{Data: b}}}}
			_, _ = Official(io.Discard, d) // an error is an answer too
		}
	})
}
