package sheet

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// commas are the separators sniffed, the likelier first.
var commas = []rune{',', '\t', ';', '|'}

// readCSV reads a text table: one sheet, a record a row. Cells are text, whatever
// they hold: a csv gives no types. A guard that keeps Excel from reading an ID as
// a number (="…", a leading tab) is taken off the Text and stays in Raw.
func readCSV(ctx context.Context, name string, data []byte) (*forms.Book, error) {
	t := decodeText(data)
	text := strings.TrimRight(t.text, "\x00\x1A")
	comma, text := declaredComma(text)
	if comma == 0 {
		comma, _ = sniffComma(sample(text))
	}
	g := &forms.Grid{Name: name}
	b := newBudget(ctx)
	p := csvParser{text: text, comma: comma}
	for row := 0; p.more(); row++ {
		if row >= maxRows {
			return nil, tooBig("cells")
		}
		for col, field := range p.record() {
			if err := b.put(g, row, col, csvCell(field)); err != nil {
				return nil, err
			}
		}
	}
	book := &forms.Book{Encoding: t.encoding, BOM: t.bom, Comma: comma, Sheets: []*forms.Grid{g}}
	if t.mixed {
		book.Notes = append(book.Notes, note("csv_two_encodings"))
	}
	if t.broken > 0 {
		book.Notes = append(book.Notes, note("csv_undecodable", strconv.Itoa(t.broken)))
	}
	return book, nil
}

// csvCell is a field as shown, with its guard in Raw.
func csvCell(field string) forms.Cell {
	if field == "" {
		return forms.Cell{}
	}
	shown := strings.TrimLeft(field, "\t\uFEFF") // a mark inside comes of files put together
	if inner, ok := strings.CutPrefix(shown, `="`); ok && strings.HasSuffix(inner, `"`) && len(inner) > 1 {
		shown = strings.ReplaceAll(inner[:len(inner)-1], `""`, `"`)
	}
	c := forms.Cell{Text: shown, Kind: forms.CellText}
	if shown != field {
		c.Raw = field
	}
	return c
}

// declaredComma reads Excel's first line "sep=;" and gives the rest.
func declaredComma(text string) (rune, string) {
	rest, ok := strings.CutPrefix(text, "sep=")
	if !ok {
		return 0, text
	}
	r, n := utf8.DecodeRuneInString(rest)
	rest = rest[n:]
	for _, end := range []string{"\r\n", "\n", "\r"} {
		if after, ok := strings.CutPrefix(rest, end); ok {
			return r, after
		}
	}
	return 0, text
}

// sample is the first records' worth of a text.
func sample(text string) string {
	const enough = 64 << 10
	if len(text) <= enough {
		return text
	}
	return text[:strings.LastIndexAny(text[:enough], "\r\n")+1]
}

// sniffComma finds the separator under which most records have the same number
// of fields, and how well it does: 0 where no separator makes a table.
func sniffComma(text string) (rune, float64) {
	best, most := ',', 0.0
	for _, c := range commas {
		if s := tableScore(text, c); s > most*1.05 {
			best, most = c, s
		}
	}
	return best, most
}

// aForm is how many fields a record has that no prose has: a form's header.
const aForm = 6

// longField is as much as a field counts for where prose is told from a table:
// one long remark makes no prose of it.
const longField = 150

// tableScore is the share of records with the commonest number of fields, or
// more than half of it (ragged ends), favouring more fields. It is 0 where that
// number is one or the fields are prose.
func tableScore(text string, comma rune) float64 {
	const enough = 200
	p := csvParser{text: text, comma: comma}
	widths := map[int]int{}
	records, runes, fields := 0, 0, 0
	for p.more() && records < enough {
		r := p.record()
		if len(r) == 1 && strings.TrimSpace(r[0]) == "" {
			continue
		}
		records++
		widths[len(r)]++
		for _, f := range r {
			fields++
			runes += min(utf8.RuneCountInString(f), longField)
		}
	}
	mode := 0
	for w, n := range widths {
		if n > widths[mode] || (n == widths[mode] && w > mode) {
			mode = w
		}
	}
	least := 0.3
	if wide := widest(widths); mode == 1 && wide > 1 && (records <= 4 || wide >= aForm) {
		mode, least = wide, 0.1 // title, notes and footer around a short table
	}
	if mode < 2 || runes > 60*fields {
		return 0
	}
	alike := 0.0
	for w, n := range widths {
		switch {
		case w == mode:
			alike += float64(n)
		case w > 1:
			alike += float64(n) / 2
		}
	}
	share := alike / float64(records)
	if share < least {
		return 0
	}
	return share * (1 + float64(min(mode, 20))/20)
}

func widest(widths map[int]int) int {
	w := 0
	for n := range widths {
		w = max(w, n)
	}
	return w
}

// csvParser splits a text into records, as forgiving as office programs are: a
// quote counts only at the beginning of a field, what follows a closing quote
// belongs to the field, and a quote that is never closed is a plain character.
type csvParser struct {
	text  string
	pos   int
	comma rune
}

func (p *csvParser) more() bool { return p.pos < len(p.text) }

// record reads one record.
func (p *csvParser) record() []string {
	var fields []string
	for {
		field, last := p.field()
		fields = append(fields, field)
		if last {
			return fields
		}
	}
}

// field reads one field and what ends it; last is true at the end of a record.
func (p *csvParser) field() (field string, last bool) {
	quoted := ""
	if p.pos < len(p.text) && p.text[p.pos] == '"' {
		if inner, n, ok := unquote(p.text[p.pos:]); ok {
			quoted = inner
			p.pos += n
		}
	}
	rest := p.text[p.pos:]
	end := strings.IndexFunc(rest, func(r rune) bool { return r == p.comma || r == '\n' || r == '\r' })
	if end < 0 {
		p.pos = len(p.text)
		return quoted + rest, true
	}
	field = quoted + rest[:end]
	p.pos += end
	r, n := utf8.DecodeRuneInString(rest[end:])
	if r == p.comma {
		p.pos += n
		return field, false
	}
	// \n, \r, \r\n, and the \r\r\n of programs that end lines twice
	after := strings.TrimLeft(p.text[p.pos:], "\r")
	if strings.HasPrefix(after, "\n") {
		p.pos = len(p.text) - len(after) + 1
	} else {
		p.pos++
	}
	return field, true
}

// unquote reads a quoted field: what it holds and how long it is, false where
// the quote is never closed.
func unquote(s string) (string, int, bool) {
	var b strings.Builder
	for i := 1; ; {
		end := strings.IndexByte(s[i:], '"')
		if end < 0 {
			return "", 0, false
		}
		b.WriteString(s[i : i+end])
		i += end + 1
		if i < len(s) && s[i] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return strings.ReplaceAll(b.String(), "\r\n", "\n"), i, true
	}
}
