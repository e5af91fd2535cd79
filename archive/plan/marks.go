package plan

import (
	"regexp"
	"strconv"
	"strings"
)

var aTask = regexp.MustCompile(`^(?:任务[:：])?(T\d{4,})(?:\.|$)`)

// namedTasks are the tasks that a text has marks for.
func namedTasks(text string) map[string]bool {
	named := map[string]bool{}
	for _, m := range aMark.FindAllStringSubmatch(text, -1) {
		if t := aTask.FindStringSubmatch(m[1]); t != nil {
			named[t[1]] = true
		}
	}
	return named
}

// problems are the marks of a line that mean nothing.
func (p *paper) problems(no int, line string) []Problem {
	var out []Problem
	for _, m := range aMark.FindAllStringSubmatch(line, -1) {
		if _, _, ok := p.value(m[1]); !ok {
			out = append(out, Problem{no, m[0]})
		}
	}
	return out
}

// pieces takes a text with marks apart.
func (p *paper) pieces(text string) []Piece {
	var out []Piece
	add := func(s, code string) {
		if s != "" {
			out = append(out, Piece{s, code})
		}
	}
	from := 0
	for _, at := range aMark.FindAllStringSubmatchIndex(text, -1) {
		s, code, ok := p.value(text[at[2]:at[3]])
		if !ok {
			continue
		}
		add(text[from:at[0]], "")
		if strings.Contains(s, "{{") { // a sentence has numbers of its own
			out = append(out, p.pieces(s)...)
		} else {
			add(s, code)
			if code == text[at[2]:at[3]] {
				add(bracketed(p.disputed(code)), code)
			}
		}
		from = at[1]
	}
	add(text[from:], "")
	return out
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return phrase("sum.bracketed", s)
}

// value is what a mark stands for inside a line, and the indicator that it shows.
func (p *paper) value(mark string) (s, code string, ok bool) {
	switch mark {
	case "年度":
		return strconv.Itoa(p.in.Year), "", true
	case "日期":
		return ChineseDate(p.in.Today), "", true
	case "社区":
		return p.in.Community, "", true
	}
	if codes, is := strings.CutPrefix(mark, markUnknown); is {
		return p.unknown(strings.Split(codes, ",")), "", true
	}
	if c, is := strings.CutPrefix(mark, markNonzero); is && p.table.Has(c) {
		if p.table.Get(c).Number == 0 {
			return "", "", true
		}
		return p.tell(c), "", true
	}
	if name, is := strings.CutPrefix(mark, "句:"); is {
		if f := sentences[name]; f != nil {
			return f(p), "", true
		}
		return "", "", false
	}
	if aTask.MatchString(mark) {
		s, ok = p.taskFact(mark)
		return s, "", ok
	}
	return p.numberOf(mark)
}

func (p *paper) numberOf(mark string) (s, code string, ok bool) {
	if c, is := strings.CutSuffix(mark, markLast); is && p.table.Has(c) {
		if v := p.in.LastYear[c]; v != "" {
			return v, "", true
		}
		return phrase("unknown"), "", true
	}
	if c, is := strings.CutSuffix(mark, markPlain); is && p.table.Has(c) {
		if i := p.table.Get(c); i.Known {
			return i.Value, c, true
		}
		return phrase("unknown"), c, true
	}
	if !p.table.Has(mark) {
		return "", "", false
	}
	return p.table.Get(mark).Shown(), mark, true
}

// unknown names those of the numbers that no form answered, and tells those that
// one answers by now.
func (p *paper) unknown(codes []string) string {
	var labels, known []string
	for _, c := range codes {
		switch {
		case !p.table.Has(c):
		case p.table.Get(c).Known:
			known = append(known, p.told(p.table.Get(c)))
		default:
			labels = append(labels, p.table.Get(c).Label)
		}
	}
	s := unknownOf(labels)
	if len(known) > 0 {
		s = strings.Join(known, "，") + "。" + s
	}
	return s
}

// taskFact is what a task's mark tells: T0012.时限.
func (p *paper) taskFact(mark string) (string, bool) {
	id, what, _ := strings.Cut(mark, ".")
	for i := range p.merged {
		m := &p.merged[i]
		for _, k := range m.Tasks {
			if p.in.Tasks[k].ID != id {
				continue
			}
			switch what {
			case "名称":
				return m.Main.Text, true
			case "部门":
				return p.askers(m), true
			case "指标":
				return targetText(m.Main), true
			case "时限":
				return p.dueText(m), true
			case "经费":
				return m.fundText(), true
			case "责任人":
				return m.Main.Responsible, true
			case "进展":
				return phrase("status." + p.statusOf(m)), true
			case "完成值":
				return m.Main.Done, true
			}
		}
	}
	return "", false
}
