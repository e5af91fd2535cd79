package recognise

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
)

// A workbook often brings the codes of its own columns: on a sheet 代码表 as
// 指标|代码|含义, a pair of columns an item, or "1农业" one a cell; in its notes or
// behind a label as 户口性质：1-农业 2-非农业. They stand above the standard's lists,
// which number the same answers otherwise.

// codeTable is what the codes of one item mean.
type codeTable struct {
	item  string            // the label, as the book spells it, bare
	words map[string]string // code → meaning
}

// codeTables are all of a book, as far as its sheets of lists and notes tell.
type codeTables []codeTable

// of is the table of an item, added where there is none yet.
func (t *codeTables) of(item string) *codeTable {
	for i := range *t {
		if (*t)[i].item == item {
			return &(*t)[i]
		}
	}
	*t = append(*t, codeTable{item, map[string]string{}})
	return &(*t)[len(*t)-1]
}

// put adds a code of an item. A code that has a meaning keeps it.
func (t *codeTables) put(item, code, meaning string) {
	item = itemName(item)
	if n := utf8.RuneCountInString(item); n < 2 || n > 16 {
		return
	}
	words := t.of(item).words
	code = strings.ToUpper(vocab.Narrow(code))
	if _, known := words[code]; !known {
		words[code] = strings.TrimSpace(meaning)
	}
}

// bookCodes reads the sheets of a book that hold lists or notes.
func bookCodes(b *forms.Book, w *words) codeTables {
	var t codeTables
	for _, g := range b.Sheets {
		p := newPage(g, w)
		notes := nameHas(p.Name, listNames) || nameHas(p.Name, noteNames)
		if !notes && !p.isList() {
			if _, text := p.textKind(); !text {
				continue
			}
		}
		if p.namesPeople() {
			continue
		}
		for _, l := range slices.Concat(p.Before, p.After) {
			t.fromText(l, "")
		}
		t.fromRows(p, 0, p.rows-1)
	}
	return t
}

// maxCodeRows bounds the rows of a sheet that are read for codes: the longest national
// list that forms bring, the counties of GB/T 2260, has some three thousand.
const maxCodeRows = 4000

// fromRows reads the codes that stand in rows, 0-based and inclusive.
func (t *codeTables) fromRows(p *page, from, to int) {
	heads := map[int]string{}
	for r := from; r <= min(to, from+maxCodeRows); r++ {
		s := p.slots(r)
		for i := 0; i < len(s); i++ {
			switch text := forms.Squeeze(s[i].text); {
			case isCode(text) && i+1 < len(s) && s[i+1].Left == s[i].Right+1 && isMeaning(s[i+1].text):
				t.put(itemBeside(p, heads, r, s, i), text, s[i+1].text)
				i++
			case isCode(text) && i > 0 && s[i-1].Right+1 == s[i].Left && isMeaning(s[i-1].text) && (i+1 == len(s) || !isMeaning(s[i+1].text)) && (i < 2 || !isCode(forms.Squeeze(s[i-2].text))):
				t.put(itemBeside(p, heads, r, s, i-1), text, s[i-1].text)
			case wholeEntry.MatchString(text) && !t.fromText(s[i].text, ""):
				m := wholeEntry.FindStringSubmatch(text)
				t.put(itemOver(heads, s, i), m[1], m[2])
			case isCode(text):
			default:
				left := ""
				if i > 0 {
					left = s[i-1].text
				}
				if !t.fromText(s[i].text, left) && isItem(text) {
					for c := s[i].Left; c <= s[i].Right; c++ {
						heads[c] = text
					}
				}
			}
		}
	}
}

// itemBeside is the item of a code at slot i: what stands left of it, in its row or
// merged over it, or the nearest heading over its columns.
func itemBeside(p *page, heads map[int]string, row int, s []slot, i int) string {
	code := s[i]
	if code.Left > 0 {
		left := forms.Squeeze(p.through(row, code.Left-1))
		if i == 0 && left == "" && p.text(row, code.Left) != "" {
			left = itemAbove(p, row, code.Left-1)
		}
		if isItem(left) && !(code.Left > 1 && isCode(forms.Squeeze(p.text(row, code.Left-2)))) {
			return left
		}
	}
	if head := heads[code.Left]; head != "" {
		return head
	}
	return heads[code.Left+1]
}

// itemAbove is the item that a column names once for the codes under it: the last text
// over a row, with nothing but codes beside since.
func itemAbove(p *page, row, col int) string {
	for r := row - 1; r >= 0 && !p.blankRow(r); r-- {
		if text := forms.Squeeze(p.text(r, col)); text != "" {
			if isCode(forms.Squeeze(p.text(r, col-1))) {
				return "" // what another code means
			}
			return text
		}
	}
	return ""
}

// itemOver is the item of an entry of one cell: the first of a row of entries, else
// the heading over its column.
func itemOver(heads map[int]string, s []slot, i int) string {
	if first := forms.Squeeze(s[0].text); i > 0 && isItem(first) && !wholeEntry.MatchString(first) && len(s) > 2 && wholeEntry.MatchString(forms.Squeeze(s[len(s)-1].text)) && !isCode(first) {
		return first
	}
	return heads[s[i].Left]
}

// entry is a code and its meaning in a text: 1农业, 01-单位就业, A、党政机关.
const entry = `([0-9]{1,3}|[A-Z])\s*[-－—–=＝:：.．、)）]?\s*(\p{Han}(?:\([^()0-9]*\)|[^0-9，,；;、。|\s\]】:：（()）])*)`

var (
	entries    = regexp.MustCompile(entry)
	wholeEntry = regexp.MustCompile(`^` + entry + `$`)
	between    = regexp.MustCompile(`^\)?[，,；;、/|。\s]*$|^\)[，,；;、\s]*\($`)
	lastWord   = regexp.MustCompile(`([\p{Han}][\p{Han}/（）()]*)["“”」』]?[\s（(【\[：:—=-]*$`)
)

// fromText reads the legends of a text, 户口性质：1-农业 2-非农业; of one that begins
// with a code the item is beside it. It reports whether there was one.
func (t *codeTables) fromText(text, beside string) bool {
	text = vocab.Narrow(text)
	found := false
	all := slices.DeleteFunc(entries.FindAllStringSubmatchIndex(text, -1), func(e []int) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:e[0]])
		return before >= '0' && before <= '9' || before == '.' || ofQuantity(text[e[4]:e[5]])
	})
	for i := 0; i < len(all); {
		end := i + 1
		codes := map[string]bool{text[all[i][2]:all[i][3]]: true}
		for end < len(all) && between.MatchString(text[all[end-1][1]:all[end][0]]) && !codes[text[all[end][2]:all[end][3]]] {
			codes[text[all[end][2]:all[end][3]]] = true
			end++
		}
		item := beside
		if before := text[:all[i][0]]; strings.TrimSpace(before) != "" && (i == 0 || !between.MatchString(text[all[i-1][1]:all[i][0]]) || strings.HasSuffix(strings.TrimSpace(before), "(")) {
			if m := lastWord.FindStringSubmatch(before); m != nil {
				item = m[1]
			}
		}
		if end-i >= 2 && item != "" {
			for _, e := range all[i:end] {
				t.put(item, text[e[2]:e[3]], strings.TrimRight(text[e[4]:e[5]], ")）"))
			}
			found = true
		}
		i = end
	}
	return found
}

// quantities are what stands behind a number that is no code: 2026年1月8日, 3户, 5号楼.
var quantities = []string{"年", "月", "日", "号", "时", "分", "岁", "元", "万", "户", "人", "个", "次", "天", "周", "栋", "幢", "楼", "层", "单元", "室", "份", "张", "级", "类", "项", "条", "式", "寸", "位", "周岁", "小时", "工作日"}

// ofQuantity reports whether a text behind a number makes it an amount or a day.
func ofQuantity(s string) bool {
	return strings.HasPrefix(s, "年") || strings.HasPrefix(s, "月") || strings.HasPrefix(s, "日") || slices.Contains(quantities, strings.TrimRight(s, "()"))
}

// isCode reports whether a squeezed text is a code: up to six digits, or a letter.
func isCode(s string) bool {
	return s != "" && len(s) <= 6 && (vocab.IsBareCode(s) || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z')
}

// isMeaning reports whether a text is a short word, as what a code means is.
func isMeaning(text string) bool {
	return utf8.RuneCountInString(text) <= 30 && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && !isCode(forms.Squeeze(text))
}

// isItem reports whether a squeezed text may name an item of a code table.
func isItem(s string) bool {
	if n := utf8.RuneCountInString(s); n < 2 || n > 20 || !isMeaning(s) {
		return false
	}
	b := strings.ToLower(bare(s))
	return !codeHeads[b] && !codeKinds[b] && !strings.HasSuffix(b, "代码表")
}

// itemName is an item without what says that it is coded: 户口性质代码 is 户口性质.
func itemName(item string) string {
	b := bare(item)
	for again := true; again; {
		again = false
		for _, end := range []string{"代码说明", "代码表", "代码", "编码", "名称", "含义", "选项", "填写", "填报", "分为", "包括", "按", "填", "为"} {
			if cut, ok := strings.CutSuffix(b, end); ok && cut != "" {
				b, again = cut, true
			}
		}
	}
	return b
}

// find is what the codes of a column mean, by its label: the item is called as the
// column is, one is a part of the other, or both mean one field.
func (t codeTables) find(label string, seen []vocab.Meaning) map[string]string {
	b := itemName(label)
	if utf8.RuneCountInString(b) < 2 {
		return nil
	}
	for _, c := range t {
		if c.item == b {
			return c.words
		}
	}
	var parts []map[string]string
	for _, c := range t {
		if strings.Contains(b, c.item) || strings.Contains(c.item, b) {
			parts = append(parts, c.words)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	for _, c := range t {
		for _, m := range meanings(c.item, "") {
			if m.Score >= 0.9 && slices.ContainsFunc(seen, func(s vocab.Meaning) bool { return s.Field == m.Field && s.Score >= 0.9 }) {
				return c.words
			}
		}
	}
	return nil
}

// meansOf is what the book says of a column's codes; nil where it says nothing, or most
// of what stands in the column is none of them.
func (p *page) meansOf(own codeTables, c *forms.Column, seen []vocab.Meaning, sample []string) map[string]string {
	var words map[string]string
	if words = own.find(c.Label, seen); words == nil && p.words != nil {
		words = p.words.codes.find(c.Label, seen)
	}
	if len(words) < 2 || seqLabels[bare(c.Label)] {
		return nil
	}
	bareCodes, known := 0, 0
	for _, v := range sample {
		if !isCode(forms.Squeeze(v)) {
			continue
		}
		bareCodes++
		if _, ok := codeIn(words, v); ok {
			known++
		}
	}
	if bareCodes == 0 || 10*known < 8*bareCodes {
		return nil
	}
	return words
}

// sheetCodes are the codes that a sheet tells around its table: in its header, in the
// lines over and under it, in rows of options.
func (p *page) sheetCodes(l *forms.Layout) codeTables {
	var t codeTables
	for _, text := range slices.Concat(p.Before, p.After) {
		t.fromText(text, "")
	}
	for _, c := range l.Columns {
		t.fromText(c.Label, "")
	}
	legends := func(r int) {
		for _, s := range p.slots(r) {
			t.fromText(s.text, "")
		}
	}
	for r := 0; r < l.HeaderRows.First-1; r++ {
		legends(r)
	}
	for r := l.DataRows.Last; r < min(p.rows, l.DataRows.Last+100); r++ {
		legends(r)
	}
	for _, s := range l.Skipped {
		switch s.Reason {
		case skipOptions: // under each label what its codes mean
			for _, o := range p.slots(s.Row - 1) {
				t.fromText(o.text, headOf(l, o.Left))
			}
		case skipNote:
			legends(s.Row - 1)
		}
	}
	return t
}

// headOf is the label of the column that a cell stands in.
func headOf(l *forms.Layout, col int) string {
	for _, c := range l.Columns {
		if c.Index == col {
			return c.Label
		}
	}
	return ""
}
