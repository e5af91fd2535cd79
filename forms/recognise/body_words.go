package recognise

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
)

var totalWords = []string{"合计", "总计", "小计", "共计", "累计", "总合计", "本页合计", "本页小计", "合计数", "总数", "总户数", "总人数"}

// isTotal reports whether a row sums up others: one of its first cells says so.
func (p *page) isTotal(row int, first string, cells int) bool {
	if totalText(first) {
		return true
	}
	if c := first[0]; cells < 2 || c >= '0' && c <= '9' && cells > 8 {
		return false
	}
	for i, s := range p.slots(row) {
		if i > 2 {
			break
		}
		if totalText(s.text) {
			return true
		}
	}
	return false
}

// mostPart is how many characters the name of a part has that is summed up.
const mostPart = 6

func totalText(text string) bool {
	if len(text) > 60 {
		return false
	}
	s := strings.TrimRight(forms.Squeeze(text), ":：")
	for _, w := range totalWords {
		if s == w {
			return true
		}
		if rest, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(rest) <= mostPart && !isFigure(rest) { // 三网格小计
			return true
		}
		if rest, ok := strings.CutPrefix(s, w); ok && (rest[0] >= '0' && rest[0] <= '9' || strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			return true
		}
	}
	return false
}

var exampleWords = map[string]bool{"例": true, "示例": true, "例如": true, "样例": true, "举例": true, "范例": true, "填写示例": true, "填写样例": true, "例1": true, "例2": true, "示例1": true, "示例2": true, "示例行": true, "样表": true, "EXAMPLE": true, "example": true}

// isExample reports whether a row's first text marks it as an example.
func isExample(first string) bool {
	if len(first) > 40 {
		return false
	}
	s := strings.Trim(forms.Squeeze(first), "（）()【】[]：:")
	return exampleWords[s]
}

// repeats reports whether a row prints one of the header's rows again.
func (p *page) repeats(r int, heads []map[int]string) bool {
	for _, head := range heads {
		same, cells := 0, 0
		var others []string // in place of labels
		for c, cell := range p.Rows[r] {
			if blank(cell.Text) {
				continue
			}
			cells++
			if want, ok := head[c]; ok && want == forms.Squeeze(cell.Text) {
				same++
				continue
			} else if ok {
				others = append(others, cell.Text)
			}
			if cells-same > 3 && cells-same > len(head)/2 {
				break
			}
		}
		if same >= 2 && 5*same >= 3*max(cells, len(head)) || same >= 1 && same == cells && same == len(head) {
			// With another label in the place of one it is the header of another table.
			if len(heads) > 1 || !slices.ContainsFunc(others, func(t string) bool { return p.words.of(t).label >= 0.3 }) {
				return true
			}
		}
	}
	return false
}

// anotherHeader reports whether a row under a gap heads another table.
func (p *page) anotherHeader(r, to int, heads []map[int]string) bool {
	l := p.rowLook(r)
	return l.strong() && l.worst > -0.5 && p.atHead(r, to)
}

var optionWords = map[string]bool{"必填": true, "选填": true, "非必填": true, "必选": true, "可选": true, "文本": true, "数字": true, "日期": true, "下拉选择": true, "单选": true, "多选": true, "自动生成": true, "自动": true, "字符": true, "手填": true, "下拉": true, "必填项": true, "选填项": true}

// hint is what a row under the header says about filling a column in: 18位, YYYYMMDD,
// 16岁以下必填, 见代码表.
var hint = regexp.MustCompile(`^(非?必填|选填|可不填|不填|自动生成)|(必填|选填)$|^\d+位|^[YyMmDd年月日/.-]{4,10}$|见(代码表|附表|说明|附件)|^代码\+|^下拉|^详细到|^精确到|^同身份证`)

// optionRow reports whether a row right under the header says what may be filled
// in: 必填, 文本, 男/女, 是、否.
func (p *page) optionRow(r int) bool {
	slots := p.slots(r)
	if listsAnswers(slots) {
		return true
	}
	hits := 0
	for _, s := range slots {
		t := strings.Trim(forms.Squeeze(s.text), "（）()[]【】")
		switch {
		case optionWords[t], strings.HasPrefix(t, "格式"), strings.HasPrefix(t, "如：") || strings.HasPrefix(t, "例如") || strings.HasPrefix(t, "请填") || strings.HasPrefix(t, "请选"):
			hits++
		case hint.MatchString(t):
			hits++
		case t == "男/女" || t == "男、女" || t == "男女" || t == "是/否" || t == "是、否" || strings.Count(t, "/") >= 2 && !isFigure(t):
			hits++
		}
	}
	return hits >= 2 && 2*hits >= len(slots)
}

// listsAnswers reports whether a row has three answers to one question side by side
// and no number or day, as no person's row has: 博士 硕士 本科.
func listsAnswers(cells []slot) bool {
	if slices.ContainsFunc(cells, func(s slot) bool { return isFigure(forms.Squeeze(s.text)) }) {
		return false
	}
	for _, f := range answers {
		seen := map[string]bool{}
		for _, s := range cells {
			if t := forms.Squeeze(s.text); !seen[t] && utf8.RuneCountInString(t) <= 6 && !isFigure(t) && vocab.Fits(f, t) >= 0.9 {
				seen[t] = true
			} else {
				clear(seen)
			}
			if len(seen) == 3 {
				return true
			}
		}
	}
	return false
}
