package sheet

import (
	"math"
	"strings"
)

// formatList holds the number formats of one file, each compiled once.
type formatList struct {
	codes []string // by numFormat.index; the first is General's, ""
	known map[string]*numFormat
}

func newFormatList() *formatList {
	return &formatList{codes: []string{""}, known: map[string]*numFormat{}}
}

// get is the format of a code.
func (l *formatList) get(code string) *numFormat {
	if code == "" || strings.EqualFold(code, "General") {
		return plainFormat
	}
	if f := l.known[code]; f != nil {
		return f
	}
	f := compileFormat(code)
	if len(l.codes) <= math.MaxUint16 {
		f.index = uint16(len(l.codes))
		l.codes = append(l.codes, code)
	}
	l.known[code] = f
	return f
}

// byID is the format of a number as workbooks give it: the code that own declares
// for it, else the built-in one; an unknown number is General.
func (l *formatList) byID(id int, own map[int]string) *numFormat {
	if code, ok := own[id]; ok && !isLocaleDate(id) {
		return l.get(code)
	}
	return l.get(builtinFormats[id])
}

// isLocaleDate reports whether a built-in format follows the system's settings,
// whatever code a file repeats for it.
func isLocaleDate(id int) bool { return id == 14 || id == 22 }

var plainFormat = compileFormat("General")
