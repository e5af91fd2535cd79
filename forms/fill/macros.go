package fill

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"
)

// A form with macros, or one that is a template, comes back as a plain workbook or
// document: macros of unknown hands are not sent on, and a file of another kind than
// its name says would not open.

// plainTypes are the content types of workbooks and documents with macros, and of
// templates, and what they become (ECMA-376 part 2, 10.1.2; [MS-OFFMACRO2] 2.2).
var plainTypes = strings.NewReplacer(
	"application/vnd.ms-excel.sheet.macroEnabled.main+xml", workbookType,
	"application/vnd.ms-excel.template.macroEnabled.main+xml", workbookType,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", workbookType,
	"application/vnd.ms-word.document.macroEnabled.main+xml", documentType,
	"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", documentType,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", documentType,
)

const (
	workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	documentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

var (
	macroPart  = regexp.MustCompile(`(?i)(^|/)(vbaProject[^/]*\.bin|vbaProject[^/]*\.bin\.rels|vbaData\.xml)$`)
	macroEntry = regexp.MustCompile(`(?is)<(?:\w+:)?(?:Override|Relationship)\b[^>]*(?:vbaProject|vbaData)[^>]*>(?:</(?:\w+:)?(?:Override|Relationship)>)?`)
)

// withoutMacros is a package without macros, and whether it had any.
func withoutMacros(data []byte) (out []byte, macros bool, err error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, false, err
	}
	types, err := readPart(z, "[Content_Types].xml")
	if err != nil {
		return nil, false, err
	}
	for _, f := range z.File {
		macros = macros || macroPart.MatchString(f.Name)
	}
	if !macros && plainTypes.Replace(string(types)) == string(types) {
		return data, false, nil
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		switch {
		case macroPart.MatchString(f.Name):
			continue
		case f.Name != "[Content_Types].xml" && !strings.HasSuffix(f.Name, ".rels"):
			if err := w.Copy(f); err != nil {
				return nil, false, err
			}
			continue
		}
		part, err := readPart(z, f.Name)
		if err != nil {
			return nil, false, err
		}
		p, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return nil, false, err
		}
		if _, err := p.Write([]byte(plainTypes.Replace(macroEntry.ReplaceAllString(string(part), "")))); err != nil {
			return nil, false, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, false, err
	}
	return b.Bytes(), macros, nil
}
