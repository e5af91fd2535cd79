package office

import (
	"bytes"
	"image/png"
	"path"
	"strings"

	"huce/assets"
	"huce/forms"
	"huce/forms/print"
)

// ManualPart is a piece of the user's manual: a text in Markdown, or a picture.
type ManualPart struct {
	Text    string
	Picture *forms.Picture
}

// Manual is the user's manual in a language, its parts in their order.
func Manual(lang assets.Lang) ([]ManualPart, error) {
	var parts []ManualPart
	var text strings.Builder
	end := func() {
		if s := strings.TrimSpace(text.String()); s != "" {
			parts = append(parts, ManualPart{Text: s})
		}
		text.Reset()
	}
	for line := range strings.Lines(string(assets.Read("manual/" + string(lang) + ".md"))) {
		caption, file, ok := pictureLine(line)
		if !ok {
			text.WriteString(line)
			continue
		}
		end()
		data := assets.Read("manual/" + file)
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		parts = append(parts, ManualPart{Picture: &forms.Picture{Caption: caption, Data: data, Wide: size.Width, High: size.Height}})
	}
	end()
	return parts, nil
}

// pictureLine reads a line of Markdown that is a picture: ![caption](file.png).
func pictureLine(line string) (caption, file string, ok bool) {
	inside, ok := strings.CutPrefix(strings.TrimSpace(line), "![")
	if !ok {
		return "", "", false
	}
	caption, file, ok = strings.Cut(strings.TrimSuffix(inside, ")"), "](")
	return caption, path.Base(file), ok
}

// ManualPaper is the manual as it is printed, with the pages' number.
func ManualPaper(lang assets.Lang) (data []byte, pages int, err error) {
	parts, err := Manual(lang)
	if err != nil {
		return nil, 0, err
	}
	d := forms.Official{}
	for _, p := range parts {
		if p.Picture != nil {
			d.Body = append(d.Body, forms.Block{Picture: p.Picture})
			continue
		}
		for line := range strings.Lines(p.Text) {
			switch line = plainWords(line); {
			case line == "":
			case strings.HasPrefix(line, "# "):
				d.Title = line[len("# "):]
			case strings.HasPrefix(line, "## "):
				d.Body = append(d.Body, forms.Block{Level: 1, Text: line[len("## "):]})
			default:
				d.Body = append(d.Body, forms.Block{Text: line})
			}
		}
	}
	d.Info = forms.Info{Title: d.Title}
	paper, err := print.LayOfficial(&d)
	if err != nil {
		return nil, 0, err
	}
	var out bytes.Buffer
	report, err := paper.Write(&out, print.Marks{})
	return out.Bytes(), report.Pages, err
}

// plainWords is a line without the marks of Markdown that stand within it.
func plainWords(line string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "`", "").Replace(line))
}
