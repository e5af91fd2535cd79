package sheet

import (
	"bytes"

	"huce/forms"
)

// signature is how files of a kind that is not read begin.
type signature struct {
	begins string
	at     int
	kind   string // ends the fault's code
}

// Kinds known by their first bytes. Text-like ones are matched in sniffText.
var signatures = []signature{
	{"%PDF", 0, "pdf"},
	{`{\rtf`, 0, "rtf"},
	{"\x89PNG\r\n", 0, "image"},
	{"\xFF\xD8\xFF", 0, "image"},
	{"GIF87a", 0, "image"},
	{"GIF89a", 0, "image"},
	{"BM", 0, "image"},
	{"II*\x00", 0, "image"},
	{"MM\x00*", 0, "image"},
	{"WEBP", 8, "image"},
	{"ftyphei", 4, "image"},
	{"ftypmif", 4, "image"},
	{"AT&TFORM", 0, "image"},
	{"Rar!\x1A\x07", 0, "archive"},
	{"7z\xBC\xAF\x27\x1C", 0, "archive"},
	{"\x1F\x8B\x08", 0, "archive"},
	{"\x09\x00\x04\x00", 0, "biff"}, // BIFF2
	{"\x09\x02\x06\x00", 0, "biff"}, // BIFF3
	{"\x09\x04\x06\x00", 0, "biff"}, // BIFF4
}

const (
	zipMagic      = "PK\x03\x04"
	zipEmptyMagic = "PK\x05\x06"
	oleMagic      = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	biff8Magic    = "\x09\x08\x10\x00\x00\x06" // a Workbook stream without its container
	biff5Magic    = "\x09\x08\x08\x00\x00\x05" // the same of Excel 5 and 95
)

// Sniff says by content what a file is. Where it is none of the formats read, the
// error is a *forms.Fault that names what it is and what to do: file_empty,
// file_damaged, file_password (ReadWith opens it), file_locked, file_unknown, file_not_table, or file_is_ and the
// kind (doc, pdf, rtf, xlsb, biff, image, ppt, mht, xml, archive, folder).
func Sniff(data []byte) (forms.Format, error) {
	if len(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")) == 0 {
		return "", forms.NewFault("file_empty")
	}
	head := func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }
	switch {
	case head(zipMagic), head(zipEmptyMagic):
		return sniffParcel(data)
	case head(oleMagic):
		return sniffOLE(data)
	case head(biff8Magic), head(biff5Magic):
		return forms.XLS, nil
	}
	for _, s := range signatures {
		if len(data) >= s.at && bytes.HasPrefix(data[s.at:], []byte(s.begins)) && !bitmapOfWords(s, data) {
			return "", other(s.kind)
		}
	}
	return sniffText(data)
}

// bitmapOfWords tells a text that happens to begin with BM from a bitmap, whose
// next bytes are the file's length.
func bitmapOfWords(s signature, data []byte) bool {
	return s.begins == "BM" && !bytes.Contains(data[:min(len(data), 16)], []byte{0})
}
