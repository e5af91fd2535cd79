package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// xlsxWriter gathers what the sheets of a workbook share.
type xlsxWriter struct {
	texts  map[string]int
	shared []string
	cells  int // references to shared texts
	xfs    map[xf]int
	order  []xf
	codes  map[string]int // number formats by code
	named  []string
}

// xf is a cell style as the file lists it.
type xf struct {
	style  forms.Style
	format string
	wrap   bool
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// fixedTime is the time of creation in every file written: bytes must not
// depend on the clock.
const fixedTime = "2000-01-01T00:00:00Z"

// firstCode is the first number that a workbook's own number formats may have.
const firstCode = 164

// writeXLSX writes a workbook: real numbers and dates, styles, merges, hidden
// rows, columns and sheets, widths, heights, drop-down lists. A list of more
// than Excel's 255 characters is left out.
func writeXLSX(b *forms.Book) ([]byte, error) {
	w := &xlsxWriter{texts: map[string]int{}, xfs: map[xf]int{}, codes: map[string]int{}}
	w.xf(xf{}) // the default style comes first
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	sheets := b.Sheets
	if len(sheets) == 0 {
		sheets = []*forms.Grid{{Name: "Sheet1"}}
	}
	if err := addParts(z, w.frame(sheets)); err != nil {
		return nil, err
	}
	active := firstVisible(sheets)
	for i, g := range sheets {
		if err := addPart(z, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), w.sheet(g, i == active)); err != nil {
			return nil, err
		}
	}
	if err := addParts(z, []part{{"xl/sharedStrings.xml", w.sharedTexts()}, {"xl/styles.xml", w.styleSheet()}}); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// part is one file inside a zip.
type part struct {
	name    string
	content []byte
}

func addParts(z *zip.Writer, parts []part) error {
	for _, p := range parts {
		if err := addPart(z, p.name, p.content); err != nil {
			return err
		}
	}
	return nil
}

func addPart(z *zip.Writer, name string, content []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return err
}

func firstVisible(sheets []*forms.Grid) int {
	for i, g := range sheets {
		if !g.Hidden {
			return i
		}
	}
	return 0
}

const (
	nsMain     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage  = "http://schemas.openxmlformats.org/package/2006/"
	mimeOffice = "application/vnd.openxmlformats-officedocument."
)

// frame is the parts that hold a workbook together.
func (w *xlsxWriter) frame(sheets []*forms.Grid) []part {
	var types, list, rels strings.Builder
	fmt.Fprintf(&types, xmlHead+`<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`, nsPackage)
	override := func(name, mime string) {
		fmt.Fprintf(&types, `<Override PartName="%s" ContentType="%s"/>`, name, mime)
	}
	override("/xl/workbook.xml", mimeOffice+"spreadsheetml.sheet.main+xml")
	fmt.Fprintf(&list, xmlHead+`<workbook xmlns="%s" xmlns:r="%s"><bookViews><workbookView activeTab="%d"/></bookViews><sheets>`, nsMain, nsRelation, firstVisible(sheets))
	fmt.Fprintf(&rels, xmlHead+`<Relationships xmlns="%srelationships">`, nsPackage)
	names := sheetNames(sheets)
	for i, g := range sheets {
		override(fmt.Sprintf("/xl/worksheets/sheet%d.xml", i+1), mimeOffice+"spreadsheetml.worksheet+xml")
		state := ""
		if g.Hidden && i != firstVisible(sheets) {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(names[i]), i+1, state, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, nsRelation, i+1)
	}
	n := len(sheets)
	fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/><Relationship Id="rId%d" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, n+1, nsRelation, n+2, nsRelation)
	list.WriteString(`</sheets></workbook>`)
	override("/xl/styles.xml", mimeOffice+"spreadsheetml.styles+xml")
	override("/xl/sharedStrings.xml", mimeOffice+"spreadsheetml.sharedStrings+xml")
	override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	types.WriteString(`</Types>`)
	return []part{
		{"[Content_Types].xml", []byte(types.String())},
		{"_rels/.rels", packageRelations("xl/workbook.xml")},
		{"docProps/core.xml", coreProperties()},
		{"xl/workbook.xml", []byte(list.String())},
		{"xl/_rels/workbook.xml.rels", []byte(rels.String())},
	}
}

// packageRelations names the main part and the properties of a parcel.
func packageRelations(main string) []byte {
	return fmt.Appendf(nil, xmlHead+`<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="%s"/><Relationship Id="rId2" Type="%srelationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`, nsPackage, nsRelation, main, nsPackage)
}

func coreProperties() []byte {
	return fmt.Appendf(nil, xmlHead+`<cp:coreProperties xmlns:cp="%smetadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>户册</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created></cp:coreProperties>`, nsPackage, fixedTime)
}

// sheetNames are the sheets' names as Excel accepts them: without its reserved
// signs, at most 31 characters, none twice, none empty.
func sheetNames(sheets []*forms.Grid) []string {
	names := make([]string, len(sheets))
	taken := map[string]bool{}
	for i, g := range sheets {
		name := strings.Trim(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
				return '_'
			}
			return r
		}, g.Name), "'")
		if name == "" {
			name = "Sheet" + strconv.Itoa(i+1)
		}
		full := name
		for n := 2; ; n++ {
			name = cutRunes(full, 31)
			if n > 2 {
				suffix := "_" + strconv.Itoa(n-1)
				name = cutRunes(full, 31-len(suffix)) + suffix
			}
			if !taken[strings.ToLower(name)] {
				break
			}
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func cutRunes(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}

// sharedTexts is the table of texts.
func (w *xlsxWriter) sharedTexts() []byte {
	out := fmt.Appendf(nil, xmlHead+`<sst xmlns="%s" count="%d" uniqueCount="%d">`, nsMain, w.cells, len(w.shared))
	for _, t := range w.shared {
		out = append(out, `<si><t xml:space="preserve">`...)
		out = append(out, escape(escapeX(t))...)
		out = append(out, `</t></si>`...)
	}
	return append(out, `</sst>`...)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;")

// escape makes a text fit for XML; what XML can't hold at all is left out.
func escape(t string) string {
	if strings.ContainsFunc(t, notXML) || !utf8.ValidString(t) {
		t = strings.Map(func(r rune) rune {
			if notXML(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(t, "\uFFFD"))
	}
	return escaper.Replace(t)
}

func notXML(r rune) bool {
	return (r < ' ' && r != '\t' && r != '\n' && r != '\r') || r == 0xFFFE || r == 0xFFFF
}

// escapeX writes control characters as _xHHHH_, and texts that look like it.
func escapeX(t string) string {
	if !strings.ContainsFunc(t, notXML) && !strings.Contains(t, "_x") && !strings.Contains(t, "\r") {
		return t
	}
	t = strings.ReplaceAll(t, "_x", "_x005F_x")
	var b strings.Builder
	for _, r := range t {
		if notXML(r) || r == '\r' {
			fmt.Fprintf(&b, "_x%04X_", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
