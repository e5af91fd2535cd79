package fill

import (
	"fmt"
	"regexp"
	"strconv"
)

// The parts of a sheet that speak of rows and that the library leaves where they were:
// breaks between pages stand under a row (ECMA-376 part 1, 18.3.1.73), conditional formats
// over places (18.3.1.18).
var (
	rowBreaks = regexp.MustCompile(`(?s)<(?:\w+:)?rowBreaks\b.*?</(?:\w+:)?rowBreaks>`)
	breakAt   = regexp.MustCompile(`\bid="(\d+)"`)
	formatted = regexp.MustCompile(`(<(?:\w+:)?conditionalFormatting\b[^>]*\bsqref=")([^"]*)"`)
)

// follow moves the breaks between pages with the rows that they stand under, and lets the
// conditional formats of a table's last row hold for those added below it.
func (x *xlsxFill) follow() error {
	texts := map[string][]byte{}
	for _, s := range x.plans {
		if s.extra == 0 {
			continue
		}
		name, part := s.grid.Name, x.names.sheets[s.grid.Name]
		text, moved := texts[part]
		if !moved {
			var err error
			if text, err = x.p.part(part); err != nil {
				return err
			}
			text = rowBreaks.ReplaceAllFunc(text, func(all []byte) []byte {
				return breakAt.ReplaceAllFunc(all, func(id []byte) []byte {
					n, err := strconv.Atoi(string(breakAt.FindSubmatch(id)[1]))
					if err != nil {
						return id // no row that there can be
					}
					return fmt.Appendf(nil, "id=%q", strconv.Itoa(x.where(name, n-1)+1))
				})
			})
		}
		if len(s.rows) > 0 {
			last := x.where(name, s.at-1) + 1
			text = formatted.ReplaceAllFunc(text, func(is []byte) []byte {
				m := formatted.FindSubmatch(is)
				return fmt.Appendf(nil, "%s%s\"", m[1], stretchedPlaces(string(m[2]), last, s.extra))
			})
		}
		texts[part] = text
	}
	for part, text := range texts {
		x.p.with[part] = text
	}
	return nil
}
