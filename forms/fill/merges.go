package fill

import (
	"encoding/xml"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A register has a merge for every home: thousands of them. excelize looks at all of
// them whenever one is taken apart and whenever a cell is set, which takes minutes.
// So they are taken out of the sheet's part before it reads that.

var (
	mergeCells = regexp.MustCompile(`(?s)<(\w+:)?mergeCells\b[^>]*>.*?</(?:\w+:)?mergeCells>`)
	mergeCell  = regexp.MustCompile(`<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?[A-Z]{1,3}\$?([0-9]{1,7}):\$?[A-Z]{1,3}\$?([0-9]{1,7})"[^>]*?(?:/>|>\s*</(?:\w+:)?mergeCell>)`)
	mergeCount = regexp.MustCompile(`\bcount="[0-9]*"`)
)

// unmergeRows takes apart the merges from row to row that begin or end on a data row
// (0-based): other people stand there now. It comes before anything else is done
// with the sheet.
func unmergeRows(f *excelize.File, sheet string, rows []int) error {
	part, err := partOf(f, sheet)
	if err != nil {
		return err
	}
	held, ok := f.Pkg.Load(part)
	text, isBytes := held.([]byte)
	if !ok || !isBytes {
		return nil
	}
	at := mergeCells.FindIndex(text)
	if at == nil {
		return nil
	}
	is := map[int]bool{}
	for _, r := range rows {
		is[r+1] = true
	}
	left := 0
	kept := mergeCell.ReplaceAllFunc(text[at[0]:at[1]], func(m []byte) []byte {
		ref := mergeCell.FindSubmatch(m)
		top, errTop := strconv.Atoi(string(ref[1]))
		bottom, errBottom := strconv.Atoi(string(ref[2]))
		if errTop == nil && errBottom == nil && top != bottom && (is[top] || is[bottom]) {
			return nil
		}
		left++
		return m
	})
	if left == 0 { // an empty list is a fault to Excel
		kept = nil
	} else if n := mergeCount.FindIndex(kept); n != nil {
		kept = append(append(append([]byte{}, kept[:n[0]]...), fmt.Sprintf(`count="%d"`, left)...), kept[n[1]:]...)
	}
	out := make([]byte, 0, len(text))
	out = append(append(append(out, text[:at[0]]...), kept...), text[at[1]:]...)
	f.Pkg.Store(part, out)
	return nil
}

// partOf is the part that holds a sheet (ECMA-376 part 1, 18.2.19).
func partOf(f *excelize.File, sheet string) (string, error) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	main := "xl/workbook.xml"
	if err := readInto(f, "_rels/.rels", &rels); err != nil {
		return "", err
	}
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = strings.TrimPrefix(r.Target, "/")
		}
	}
	rels.Relationship = nil
	dir, name := path.Split(main)
	if err := readInto(f, main, &book); err != nil {
		return "", err
	}
	if err := readInto(f, dir+"_rels/"+name+".rels", &rels); err != nil {
		return "", err
	}
	for _, s := range book.Sheets {
		for _, r := range rels.Relationship {
			if s.Name != sheet || s.ID != r.ID {
				continue
			}
			if strings.HasPrefix(r.Target, "/") {
				return strings.TrimPrefix(r.Target, "/"), nil
			}
			return path.Join(dir, r.Target), nil
		}
	}
	return "", fmt.Errorf("fill: no part for sheet %q", sheet)
}

func readInto(f *excelize.File, part string, to any) error {
	held, ok := f.Pkg.Load(part)
	text, isBytes := held.([]byte)
	if !ok || !isBytes {
		return nil // excelize knows a part by another name, or has none; the caller finds no sheet
	}
	return xml.Unmarshal(text, to)
}
