package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"huce/forms"
)

// Limits of a web page.
const (
	maxColspan    = 1000       // as browsers have it
	maxTableDepth = 64         // tables in tables
	maxSpanSteps  = 20_000_000 // columns stepped over because a cell above reaches into them
)

// htmlReader reads a web page as spreadsheet programs open it: one sheet, tables
// one below the other, texts between them as rows of their own, a table inside a
// cell spread out from where the cell stands. Many systems export such pages and
// call them .xls. Texts stay as the page writes them (0123 stays 0123).
type htmlReader struct {
	z      *html.Tokenizer
	b      *budget
	g      *forms.Grid
	list   *formatList
	row    int // the next free row
	tables []*htmlTable
	loose  htmlText // text outside tables
	css    map[string]string
	steps  int
	any    bool // a table was seen
	mute   int  // inside elements whose text isn't shown
	option bool // inside an option that isn't chosen
	named  []string
	hidden []int      // rows
	looks  *htmlLooks // nil where they aren't asked for
}

func readHTML(ctx context.Context, name string, data []byte) (*forms.Book, error) {
	return readPageHTML(newHTMLReader(newBudget(ctx), name, decodeText(data).text, nil))
}

func newHTMLReader(b *budget, name, text string, looks *htmlLooks) *htmlReader {
	r := &htmlReader{
		z: html.NewTokenizer(limitedReader{strings.NewReader(text), b}), b: b, list: newFormatList(),
		g: &forms.Grid{Name: name}, css: numberFormats(text), looks: looks,
	}
	r.z.SetMaxBuf(maxText)
	return r
}

func readPageHTML(r *htmlReader) (*forms.Book, error) {
	for {
		done, err := r.token()
		if err != nil {
			return nil, err
		}
		if done {
			break
		}
	}
	for len(r.tables) > 0 {
		if err := r.endTable(); err != nil {
			return nil, err
		}
	}
	if err := r.flush(); err != nil {
		return nil, err
	}
	if !r.any {
		return nil, forms.NewFault("file_not_table")
	}
	if len(r.named) == 1 {
		r.g.Name = r.named[0]
	}
	r.g.Formats = r.list.codes
	for _, row := range r.hidden {
		if row < len(r.g.Rows) {
			hideRow(r.g, row)
		}
	}
	trim(r.g, len(r.g.Rows)-1, r.g.Width()-1)
	return &forms.Book{Sheets: []*forms.Grid{r.g}}, nil
}

// token takes the next token of the page.
func (r *htmlReader) token() (done bool, err error) {
	switch r.z.Next() {
	case html.ErrorToken:
		if err := r.z.Err(); !errors.Is(err, io.EOF) {
			if errors.Is(err, html.ErrBufferExceeded) {
				err = tooBig("cells")
			}
			return true, err
		}
		return true, nil
	case html.TextToken:
		if r.mute == 0 && !r.option {
			r.text().add(r.z.Text())
			return false, r.within()
		}
	case html.CommentToken:
		r.sheetNames(r.z.Text())
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := r.z.TagName()
		return false, r.start(string(name), r.attributes(more))
	case html.EndTagToken:
		name, _ := r.z.TagName()
		return false, r.end(string(name))
	}
	return false, nil
}

// within holds the text at hand to the limits.
func (r *htmlReader) within() error {
	if r.text().Len() > maxText {
		return tooBig("cells")
	}
	return nil
}

// attributes of the tag at hand, by name in small letters.
func (r *htmlReader) attributes(more bool) map[string]string {
	var attrs map[string]string
	for more {
		var key, val []byte
		key, val, more = r.z.TagAttr()
		if attrs == nil {
			attrs = map[string]string{}
		}
		if _, twice := attrs[string(key)]; !twice {
			attrs[string(key)] = string(val)
		}
	}
	return attrs
}

// muted are elements whose text a page doesn't show.
var muted = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "noframes": true, "iframe": true, "xml": true, "noembed": true,
}

// breaks are elements that begin a line of their own.
var breaks = map[string]bool{
	"p": true, "div": true, "li": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "center": true,
	"caption": true, "dt": true, "dd": true, "hr": true, "blockquote": true, "form": true, "ul": true, "ol": true, "body": true, "pre": true,
}

func (r *htmlReader) start(name string, attrs map[string]string) error {
	if r.looks != nil {
		defer r.looks.begins(r, name, attrs)
	}
	switch {
	case muted[name]:
		r.mute++
	case name == "table":
		return r.startTable(attrs)
	case name == "tr":
		return r.startRow(attrs)
	case name == "td" || name == "th":
		return r.startCell(name, attrs)
	case name == "col", name == "colgroup" && attrs["width"] != "":
		r.columns(attrs)
	case name == "br":
		r.text().line()
	case name == "input":
		r.input(attrs)
	case name == "option":
		_, chosen := attrs["selected"]
		r.option = !chosen
	case breaks[name]:
		r.text().paragraph()
	}
	return nil
}

func (r *htmlReader) end(name string) error {
	switch {
	case muted[name]:
		r.mute = max(0, r.mute-1)
	case name == "table":
		if len(r.tables) > 0 {
			return r.endTable()
		}
	case name == "tr":
		if t := r.table(); t != nil {
			return r.endRow(t)
		}
	case name == "td" || name == "th":
		if t := r.table(); t != nil {
			return r.endCell(t)
		}
	case name == "option" || name == "select":
		r.option = false
	case breaks[name]:
		r.text().paragraph()
	}
	return nil
}

// input shows what a form's element holds.
func (r *htmlReader) input(attrs map[string]string) {
	switch strings.ToLower(attrs["type"]) {
	case "checkbox", "radio":
		box := "☐"
		if _, on := attrs["checked"]; on {
			box = "☑"
		}
		r.text().add([]byte(box))
	case "", "text", "number", "date", "tel":
		r.text().add([]byte(attrs["value"]))
	}
}

// sheetNames finds the sheets' names in what Excel hides in a comment.
func (r *htmlReader) sheetNames(comment []byte) {
	for _, part := range bytes.Split(comment, []byte("<x:ExcelWorksheet>"))[1:] {
		_, after, ok := bytes.Cut(part, []byte("<x:Name>"))
		if name, _, closed := bytes.Cut(after, []byte("</x:Name>")); ok && closed && len(r.named) < maxSheets {
			r.named = append(r.named, html.UnescapeString(string(name)))
		}
	}
}

// columns takes the width and hiding of columns, of the first table.
func (r *htmlReader) columns(attrs map[string]string) {
	t := r.table()
	if t == nil || !t.first {
		return
	}
	width, _ := strconv.ParseFloat(attrs["width"], 64)
	for range counted(attrs["span"], 1, maxColspan) {
		setWidth(r.g, t.cols, width/7)
		if displayNone(attrs) && t.cols < maxCols {
			hideCol(r.g, t.cols)
		}
		t.cols++
	}
}

func displayNone(attrs map[string]string) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(attrs["style"]), " ", ""), "display:none")
}

// counted reads an attribute that counts something.
func counted(value string, least, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil {
		return least
	}
	return min(max(n, least), most)
}
