package print

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	img "image"

	"huce/forms"
)

// Each picture has a page that lies as the picture does; the same bytes are in the file
// once. What can't be a PDF's page count is none.
func TestPictures(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, img.NewGray(img.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	one := forms.Picture{Caption: "1. 承诺书", Notes: []string{"附件 J0001"}, Data: data.Bytes(), Wide: 30, High: 20}
	tall := one
	tall.Wide, tall.High = 20, 3000
	p, err := LayPictures([]forms.Picture{one, tall}, forms.Info{Title: "附件"})
	if err != nil {
		t.Fatal(err)
	}
	if !p.pages[0].wide || p.pages[1].wide {
		t.Error("pages don't lie as their pictures do")
	}
	for i, pg := range p.pages {
		m := pg.images[0]
		if m.x < 0 || m.y < 0 || m.x+m.w > pg.width() || m.y+m.h > pg.height() || m.w <= 0 || m.h <= 0 {
			t.Errorf("page %d: %+v", i, m)
		}
	}
	var out bytes.Buffer
	if _, err := p.Write(&out, Marks{}); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(out.Bytes(), []byte("/Subtype /Image")); n != 1 {
		t.Errorf("%d images in the file", n)
	}
	if n := PageCount(out.Bytes()); n != 2 {
		t.Errorf("%d pages", n)
	}
	for _, broken := range []string{"", "%PDF-1.4\nxref", strings.Repeat("%PDF", 20)} {
		if n := PageCount([]byte(broken)); n != 0 {
			t.Errorf("%q has %d pages", broken, n)
		}
	}
	if text := p.Text(); !strings.Contains(text, "承诺书") || !strings.Contains(text, "J0001") {
		t.Errorf("%q", text)
	}
}
