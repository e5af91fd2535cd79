package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"huce/forms"
)

// types of a cell (ECMA-376 part 1, 18.18.11).
type valueType uint8

const (
	typeNumber valueType = iota
	typeShared
	typeText
	typeBool
	typeError
	typeISODate
)

func cellType(t []byte) valueType {
	switch string(t) {
	case "s":
		return typeShared
	case "str", "inlineStr":
		return typeText
	case "b":
		return typeBool
	case "e":
		return typeError
	case "d":
		return typeISODate
	}
	return typeNumber
}

// cell is the cell that the value at hand is.
func (r *sheetReader) cell(kind valueType, style int, inline bool) forms.Cell {
	if inline || kind == typeText {
		return r.text(cellText(r.value), style)
	}
	value := trimSpace(r.value)
	if len(value) == 0 {
		return forms.Cell{}
	}
	switch kind {
	case typeShared:
		i, err := strconv.Atoi(string(value))
		if err != nil || i < 0 || i >= len(r.texts) {
			return forms.Cell{}
		}
		return r.text(r.texts[i], style)
	case typeBool:
		return boolCell(isTrue(string(value)))
	case typeError:
		return forms.Cell{Text: string(value), Kind: forms.CellError}
	case typeISODate:
		return r.isoDate(string(value), style)
	}
	return r.number(value, style)
}

func boolCell(v bool) forms.Cell {
	return forms.Cell{Text: strings.ToUpper(strconv.FormatBool(v)), Kind: forms.CellBool}
}

func (r *sheetReader) format(style int) *numFormat {
	if style >= 0 && style < len(r.formats) {
		return r.formats[style]
	}
	return plainFormat
}

func (r *sheetReader) text(t string, style int) forms.Cell {
	return textCell(t, r.format(style))
}

// textCell is a text under a format.
func textCell(t string, f *numFormat) forms.Cell {
	if t == "" {
		return forms.Cell{}
	}
	c := forms.Cell{Text: f.showText(t), Kind: forms.CellText, Format: f.index}
	if c.Text != t {
		c.Raw = t
	}
	return c
}

// number is a number under its style. Numbers repeat much (serials, years, ages,
// dates), so the cells made of them are kept by value and style.
func (r *sheetReader) number(value []byte, style int) forms.Cell {
	if len(value) <= 8 {
		var key [12]byte
		n := copy(key[:], value)
		key[n], key[n+1], key[n+2] = '|', byte(style), byte(style>>8)
		if c, ok := r.numbers[string(key[:n+3])]; ok {
			return c
		}
		c := r.newNumber(string(value), style)
		if len(r.numbers) < 1<<16 {
			r.numbers[string(key[:n+3])] = c
		}
		return c
	}
	return r.newNumber(string(value), style)
}

func (r *sheetReader) newNumber(value string, style int) forms.Cell {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return textCell(value, plainFormat)
	}
	f := r.format(style)
	if m := f.moved(v, r.shift); m != v {
		return f.cell(m, "")
	}
	return f.cell(v, fullNumber(value, v))
}

// fullNumber is a number as the file writes it, its exponent resolved.
func fullNumber(value string, v float64) string {
	if strings.ContainsAny(value, "eE+ ") {
		return plain(v)
	}
	return value
}

// isoDate is a cell of type d: 2026-03-05 or 2026-03-05T10:00:00.
func (r *sheetReader) isoDate(value string, style int) forms.Cell {
	serial, ok := isoSerial(value)
	if !ok {
		return forms.Cell{Text: value, Kind: forms.CellText}
	}
	if f := r.format(style); f.isDate(serial) {
		return f.cell(serial, "")
	}
	return forms.Cell{Text: shownISO(value), Raw: plain(serial), Kind: forms.CellDate}
}

// isoSerial is the serial of a moment written as XML has it.
func isoSerial(value string) (float64, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999", "2006-01-02", "15:04:05"} {
		if t, err := time.Parse(layout, value); err == nil {
			base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
			if layout == "15:04:05" {
				base = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
			}
			t = t.UTC()
			days := float64(t.Unix()-base.Unix())/86400 + float64(t.Nanosecond())/86400e9
			return days, true
		}
	}
	return 0, false
}

// shownISO is such a moment as a cell without a date's format shows it.
func shownISO(value string) string {
	day, hour, _ := strings.Cut(value, "T")
	if hour = strings.TrimSuffix(strings.TrimSuffix(hour, "Z"), ".000"); hour == "" || hour == "00:00:00" {
		return day
	}
	return day + " " + hour
}
