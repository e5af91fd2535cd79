package office

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"huce/assets"
)

// mostPictures is what the manual's pictures may weigh, as every installed program
// carries them.
const mostPictures = 1_500_000

// Both languages tell the same tasks with the same pictures; each picture is shown.
func TestManual(t *testing.T) {
	shown := map[assets.Lang][]string{}
	for _, lang := range assets.Langs {
		parts, err := Manual(lang)
		if err != nil {
			t.Fatal(err)
		}
		headings := 0
		for _, p := range parts {
			if p.Picture == nil {
				headings += strings.Count("\n"+p.Text, "\n## ")
				continue
			}
			if p.Picture.Caption == "" || p.Picture.Wide < 600 || p.Picture.High < 300 {
				t.Errorf("%s: the picture %q is %d by %d", lang, p.Picture.Caption, p.Picture.Wide, p.Picture.High)
			}
			shown[lang] = append(shown[lang], string(p.Picture.Data))
		}
		if headings != 11 {
			t.Errorf("%s: %d headings", lang, headings)
		}
		data, pages, err := ManualPaper(lang)
		if err != nil || pages < 8 || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s: %d pages, %d bytes, %v", lang, pages, len(data), err)
		}
	}
	if !slices.Equal(shown[assets.Chinese], shown[assets.English]) {
		t.Error("the two languages show other pictures")
	}
	weight := 0
	for _, name := range assets.List("manual") {
		if path.Ext(name) != ".png" {
			continue
		}
		data := assets.Read(name)
		weight += len(data)
		if !slices.Contains(shown[assets.Chinese], string(data)) {
			t.Errorf("nobody sees %s", name)
		}
	}
	if weight > mostPictures {
		t.Errorf("the pictures weigh %d bytes", weight)
	}
}
