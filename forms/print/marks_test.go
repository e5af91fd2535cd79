package print

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"huce/forms"
)

func marks() Marks {
	return Marks{
		Code:  func(page int) string { return fmt.Sprintf("WS·2026-Y-BGS-0012/%d/0123456789abcdef", page) },
		Label: "WS·2026-Y-BGS-0012　0123456789abcdef",
		Stamp: &Stamp{Fonds: "0194", Year: "2026", No: "0012", Office: "BGS", Retention: "Y"},
	}
}

// What is filed and what is given out differ in the marks alone, and marking twice
// gives the same bytes.
func TestMarks(t *testing.T) {
	laid, err := LayOfficial(eyeOfficial())
	if err != nil {
		t.Fatal(err)
	}
	plain, _, _ := printed(t, func(w io.Writer) (Report, error) { return laid.Write(w, Marks{}) })
	doc, report, first := printed(t, func(w io.Writer) (Report, error) { return laid.Write(w, marks()) })
	_, _, second := printed(t, func(w io.Writer) (Report, error) { return laid.Write(w, marks()) })
	if !bytes.Equal(first, second) {
		t.Error("marked twice, the bytes differ")
	}
	again, _, _ := printed(t, func(w io.Writer) (Report, error) { return laid.Write(w, Marks{}) })
	if shows(plain) != shows(again) {
		t.Error("marking has changed the paper itself")
	}
	for i := range doc.Pages {
		text := doc.Pages[i].Text()
		if !strings.Contains(text, "0123456789abcdef") {
			t.Errorf("page %d bears no words beside its code", i+1)
		}
		if i == 0 {
			for _, s := range []string{"全宗号", "0194", "年度", "件号", "0012", "机构（问题）", "保管期限", "页数", strconv.Itoa(report.Pages)} {
				if !strings.Contains(text, s) {
					t.Errorf("the stamp lacks %s", s)
				}
			}
			continue
		}
		if strings.Contains(text, "保管期限") {
			t.Errorf("page %d is stamped", i+1)
		}
	}
}

// The stamp covers nothing that is printed, on any kind of page.
func TestStampStandsFree(t *testing.T) {
	papers := map[string]func() (*Paper, error){
		"official": func() (*Paper, error) { return LayOfficial(eyeOfficial()) },
		"roster":   func() (*Paper, error) { return LayRoster(eyeRoster(30)) },
		"card":     func() (*Paper, error) { return LayGrid(eyeCard(), forms.Info{}) },
		"list":     func() (*Paper, error) { return LayGrid(eyeList(60), forms.Info{}) },
	}
	for name, lay := range papers {
		p, err := lay()
		if err != nil {
			t.Fatal(err)
		}
		x, y := p.pages[0].free(stampWide, stampHigh)
		spot := extent{x, y, x + stampWide, y + stampHigh}
		for _, e := range p.pages[0].used() {
			if spot.meets(e) {
				t.Errorf("%s: the stamp at %.0f, %.0f covers %+v", name, x/mm, y/mm, e)
			}
		}
	}
}

// The cells drawn are those of the code.
func TestCodeIsDrawnAsItIs(t *testing.T) {
	says := "0194-WS·2026-D10-BGS-0001/12/0123456789abcdef"
	var p page
	if err := p.code(newTypesetter(forms.Info{}), says, ""); err != nil {
		t.Fatal(err)
	}
	want, err := qr.Encode(says, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	n := want.Bounds().Dx()
	got := make([]bool, n*n)
	for _, m := range regexp.MustCompile(`(?m)^(\d+) (\d+) (\d+) 1 re$`).FindAllStringSubmatch(p.codes[0].path(a4Long), -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		w, _ := strconv.Atoi(m[3])
		for i := range w {
			got[(n-1-y)*n+x+i] = true
		}
	}
	for y := range n {
		for x := range n {
			if r, _, _, _ := want.At(x, y).RGBA(); (r == 0) != got[y*n+x] {
				t.Fatalf("cell %d, %d is drawn wrong", x, y)
			}
		}
	}
	if cell := codeSide / float64(n); cell < 0.25*mm {
		t.Errorf("a cell is %.2f mm wide: no telephone reads that", cell/mm)
	}
}

// A document says what it is: language, labels, fonts.
func TestDocumentInformation(t *testing.T) {
	r := eyeRoster(40)
	r.Info = forms.Info{Title: "户册𬭎", Author: "和平里社区居民委员会", Subject: "户册", Created: forms.NewDate(2026, 5, 1)}
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Roster(w, r) })
	if doc.Lang != "zh-CN" || len(doc.Labels) != report.Pages || doc.Labels[0] != "第1页" {
		t.Errorf("language %q, labels %q", doc.Lang, doc.Labels)
	}
	if doc.Info["Title"] != "户册𬭎" || doc.Info["Author"] != "和平里社区居民委员会" || !strings.HasPrefix(doc.Info["Keywords"], "字体：") {
		t.Errorf("%q", doc.Info)
	}
}

// Without the password a locked PDF says nothing; with it, it is what it was.
func TestLocked(t *testing.T) {
	var plain bytes.Buffer
	if _, err := Official(&plain, eyeOfficial()); err != nil {
		t.Fatal(err)
	}
	locked, err := Locked(plain.Bytes(), "天安门-2026")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(locked, []byte("/AESV3")) {
		t.Error("it is not locked by AES-256")
	}
	open := func(password string) ([]byte, error) {
		conf := model.NewAESConfiguration(password, password, 256)
		var out bytes.Buffer
		err := api.Decrypt(bytes.NewReader(locked), &out, conf)
		return out.Bytes(), err
	}
	for _, wrong := range []string{"", "天安门-2025"} {
		if _, err := open(wrong); err == nil {
			t.Errorf("it opens with %q", wrong)
		}
	}
	back, err := open("天安门-2026")
	if err != nil {
		t.Fatal(err)
	}
	if len(back) < plain.Len()/2 {
		t.Errorf("%d bytes came back of %d", len(back), plain.Len())
	}
}

// A character no font has is drawn as 〓, kept in the text, and named.
func TestMissingIsNamed(t *testing.T) {
	g := eyeCard()
	g.Set(2, 2, forms.T("王\U000323AF", forms.StylePlain)) // the last character of Unicode's Han
	doc, report, _ := printed(t, func(w io.Writer) (Report, error) { return Grid(w, g, forms.Info{}) })
	if report.MissingNames() != "\U000323AF (U+323AF)" {
		t.Errorf("missing %q", report.MissingNames())
	}
	if !strings.Contains(doc.Text(), "王\U000323AF") {
		t.Error("the character is lost to whoever searches")
	}
	undrawn, err := doc.Undrawn()
	if err != nil || len(undrawn) > 0 {
		t.Errorf("undrawn %q, %v", undrawn, err)
	}
}
