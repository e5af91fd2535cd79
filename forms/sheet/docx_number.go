package sheet

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numbering counts a document's numbered paragraphs (ECMA-376 part 1, 17.9): the
// 1, 2, 3 of a 序号 column is often no text but a list.
type numbering struct {
	lists    map[int]int          // num: the list (abstractNum) it counts in
	levels   map[int][9]listLevel // by list
	counters map[int]*[9]int
}

// listLevel is how one level of a list is numbered.
type listLevel struct {
	start  int
	format string
	text   string // "%1." with the counters of the levels
}

func newNumbering() *numbering {
	return &numbering{lists: map[int]int{}, levels: map[int][9]listLevel{}, counters: map[int]*[9]int{}}
}

// readNumbering reads the numbering part; a document without one has none.
func readNumbering(p *parcel, main string) (*numbering, error) {
	n := newNumbering()
	rels, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if r.kind == "numbering" {
			if err := n.read(p, r.target); err != nil && !errors.Is(err, errNoPart) {
				return nil, err
			}
		}
	}
	return n, nil
}

func (n *numbering) read(p *parcel, part string) error {
	s, err := p.scan(part)
	if err != nil {
		return err
	}
	return n.scan(s)
}

// scan reads the lists that a document or one of its parts defines.
func (n *numbering) scan(s *xmlScanner) error {
	for {
		tok, err := s.next()
		if err != nil || tok == tokenEnd {
			return err
		}
		if tok != tokenOpen {
			continue
		}
		switch string(s.name) {
		case "abstractNum":
			err = n.readList(s)
		case "num":
			id := s.number("numId", 0)
			err = s.each(func(name string) (bool, error) {
				if name == "abstractNumId" {
					n.lists[id] = s.number("val", 0)
				}
				return false, nil
			}, nil)
		}
		if err != nil {
			return err
		}
	}
}

func (n *numbering) readList(s *xmlScanner) error {
	id := s.number("abstractNumId", 0)
	var levels [9]listLevel
	err := s.each(func(name string) (bool, error) {
		at := s.number("ilvl", 0)
		if name != "lvl" || at < 0 || at >= len(levels) {
			return false, nil
		}
		l := listLevel{start: 1}
		err := s.each(func(name string) (bool, error) {
			switch name {
			case "start":
				l.start = s.number("val", 1)
			case "numFmt":
				l.format = s.attr("val")
			case "lvlText":
				l.text = s.attr("val")
			}
			return false, nil
		}, nil)
		levels[at] = l
		return true, err
	}, nil)
	n.levels[id] = levels
	return err
}

// next counts a paragraph of a list and gives what stands before its text.
func (n *numbering) next(num, level int) string {
	list, ok := n.lists[num]
	if !ok || level < 0 || level >= 9 {
		return ""
	}
	levels := n.levels[list]
	count := n.counters[list]
	if count == nil {
		count = &[9]int{}
		for i, l := range levels {
			count[i] = l.start - 1
		}
		n.counters[list] = count
	}
	count[level]++
	for i := level + 1; i < len(count); i++ {
		count[i] = levels[i].start - 1
	}
	text := levels[level].text
	if levels[level].format == "bullet" {
		return ""
	}
	for i := range level + 1 {
		shown := max(count[i], levels[i].start)
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), listNumber(shown, levels[i].format))
	}
	return text
}

// listNumber is a number as a list's format writes it; formats that Chinese
// forms don't use are written as digits.
func listNumber(n int, format string) string {
	digits := strconv.Itoa(n)
	switch format {
	case "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital":
		return strings.ReplaceAll(chineseNumber(digits, 1), "〇", "零")
	case "chineseLegalSimplified":
		return chineseNumber(digits, 2)
	case "decimalZero":
		return strings.Repeat("0", max(0, 2-len(digits))) + digits
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, digits)
	}
	if signs := []rune(listSigns[format]); n >= 1 && n <= len(signs) {
		return string(signs[n-1])
	}
	return digits
}

// listSigns are the formats that count in signs of their own.
var listSigns = map[string]string{
	"ideographTraditional":  "甲乙丙丁戊己庚辛壬癸",
	"ideographZodiac":       "子丑寅卯辰巳午未申酉戌亥",
	"decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",

	"decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",

	"upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"lowerLetter": "abcdefghijklmnopqrstuvwxyz",
	"upperRoman":  "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
	"lowerRoman":  "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ",
}

// numbered puts a number before a paragraph's text: a bare one with a space.
func numbered(number, text string) string {
	if number == "" || text == "" {
		return number + text
	}
	if last, _ := utf8.DecodeLastRuneInString(number); last >= '0' && last <= '9' {
		return number + " " + text
	}
	return number + text
}
