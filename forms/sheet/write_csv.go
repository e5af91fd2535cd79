package sheet

import (
	"strings"
	"unicode"

	"huce/forms"
)

// writeCSV writes the first sheet. Fields that hold the separator, a quote, a
// line end or outer space are quoted; a guard that the reader took off is put
// back from Raw. Lines end with \r\n, as Excel's do.
func writeCSV(b *forms.Book) ([]byte, error) {
	comma := b.Comma
	if comma == 0 {
		comma = ','
	}
	var out strings.Builder
	if len(b.Sheets) > 0 {
		for _, row := range b.Sheets[0].Rows {
			for i, c := range row {
				if i > 0 {
					out.WriteRune(comma)
				}
				writeField(&out, csvText(c), comma)
			}
			if len(row) == 1 && csvText(row[0]) == "" {
				out.WriteString(`""`)
			}
			out.WriteString("\r\n")
		}
	}
	return encodeText(out.String(), b.Encoding, b.BOM)
}

// csvText is what a csv holds for a cell: what it shows, or the guarded spelling.
func csvText(c forms.Cell) string {
	if c.Kind == forms.CellText && csvCell(c.Raw).Text == c.Text && c.Raw != "" {
		return c.Raw
	}
	return c.Text
}

func writeField(out *strings.Builder, field string, comma rune) {
	if !strings.ContainsRune(field, comma) && !strings.ContainsAny(field, "\"\r\n") && strings.TrimFunc(field, unicode.IsSpace) == field {
		out.WriteString(field)
		return
	}
	out.WriteByte('"')
	out.WriteString(strings.ReplaceAll(field, `"`, `""`))
	out.WriteByte('"')
}

// encodeText encodes a text; a character that the encoding lacks is a fault.
func encodeText(text, enc string, bom bool) ([]byte, error) {
	if enc == "" {
		enc = encUTF8
	}
	var data []byte
	if enc == encUTF8 {
		data = []byte(text)
	} else {
		e := encodings[enc]
		if e == nil {
			return nil, forms.NewFault("encoding_unknown", enc)
		}
		var err error
		if data, err = e.NewEncoder().Bytes([]byte(text)); err != nil {
			return nil, forms.NewFault("encoding_lacks_character", enc).Because(err)
		}
	}
	if bom {
		data = append([]byte(boms[enc]), data...)
	}
	return data, nil
}
