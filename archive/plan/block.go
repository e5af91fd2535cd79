package plan

import "strings"

// lastBlock takes what no word places: 自身建设与档案管理.
const lastBlock = "16"

// BlockOf is the block of the plan (01…16) that a task belongs to: the one most of
// its words speak for, the first of equals; where no word does, its department's.
// Paper that a department wants for itself goes to the last.
func BlockOf(t Task) string {
	v := wordBook()
	text := narrow(t.Text)
	if v.housekeeping(text, t.Department) != "" {
		return lastBlock
	}
	if b := v.blockOfWords(text); b != "" {
		return b
	}
	if b := v.blockOfWords(narrow(t.Indicator + t.Note)); b != "" {
		return b
	}
	for _, s := range []string{t.Department, t.Lead} {
		for _, d := range v.Departments {
			if s != "" && hasAny(s, d.Words) {
				return d.Block
			}
		}
	}
	return lastBlock
}

// blockOfWords is the block that most words of a text name. What a task is about
// weighs more than whom it serves, and a general word least.
func (v *vocabulary) blockOfWords(text string) string {
	matters, _, _ := v.read(text)
	weight := map[string]int{}
	best := ""
	for _, m := range matters {
		s := v.Matters[m]
		weight[s.Block] += blockWeight(s)
	}
	for b, w := range weight {
		if best == "" || w > weight[best] || (w == weight[best] && b < best) {
			best = b
		}
	}
	return best
}

func blockWeight(s subject) int {
	switch {
	case s.Generic:
		return 1
	case s.Kind == "who":
		return 3
	}
	return 4
}

// BlockName is the name of a block: 03 is 民生保障与社会救助.
func BlockName(block string) string {
	for _, b := range template().Blocks {
		if b[0] == block {
			return b[1]
		}
	}
	return strings.TrimSpace(block)
}
