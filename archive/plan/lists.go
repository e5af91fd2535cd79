package plan

import (
	"regexp"
	"strings"

	"huce/forms"
)

// A plan that is a text has its tasks as numbered paragraphs: 一、 heads over （一）
// or 1. tasks. What stands in a sentence of its own there stands in columns of a
// table.

// numbering are the ways that paragraphs are numbered, the outermost first.
var numbering = []*regexp.Regexp{
	regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|第[一二三四五六七八九十]+[,，、])\s*`),
	regexp.MustCompile(`^[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*[、.．]?\s*`),
	regexp.MustCompile(`^[0-9０-９]{1,2}\s*[.．、]\s*`),
	regexp.MustCompile(`^[（(]\s*[0-9０-９]{1,2}\s*[)）]\s*|^[0-9０-９]{1,2}\s*[)）]\s*|^[①-⑳]\s*`),
}

// outline is how deep a numbered paragraph stands, from 0, and what it says; -1
// where it has no number.
func outline(text string) (depth int, rest string) {
	text = strings.TrimSpace(text)
	for i, re := range numbering {
		at := re.FindStringIndex(text)
		if at != nil && !startsWithDigit(text[at[1]:]) { // 1.5万元 is no item
			return i, text[at[1]:]
		}
	}
	return -1, text
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// exhortation are the words of a paragraph that asks nothing that could be done
// and ticked off: 高度重视，加强领导.
var exhortation = []string{"高度重视", "加强领导", "提高认识", "提高站位", "压实责任", "强化保障", "加强宣传引导", "严肃纪律", "加强组织", "统一思想"}

// demands is the head over such paragraphs.
var demands = []string{"有关要求", "工作要求", "组织保障", "保障措施", "相关要求", "指导思想", "总体要求", "工作目标", "几点要求"}

// listed are the rows of a list that are tasks: no head with rows under it, no
// exhortation.
func listed(rows []string) []bool {
	keep := make([]bool, len(rows))
	under := -1 // the depth of a head whose rows are demands, -1 where none is open
	for i, text := range rows {
		depth, rest := outline(text)
		if under >= 0 && depth > under {
			continue
		}
		under = -1
		short := strings.TrimRight(rest, "：:。")
		if hasAny(short, demands) && len([]rune(short)) <= 10 {
			under = depth
			continue
		}
		head := false
		if i+1 < len(rows) {
			next, _ := outline(rows[i+1])
			head = next > depth && !strings.ContainsAny(strings.TrimRight(rest, "：:。；;"), "，,；;")
		}
		keep[i] = !head && !hasPrefix(rest, exhortation)
	}
	return keep
}

// clauses cuts a sentence where a fact may begin or end.
func clauses(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("，,；;。:：（）()", r) })
}

var (
	fundIn   = regexp.MustCompile(`(?:工作|专项|补助|配套)?(?:经费|资金|预算)(?:为|约|共计?|安排|拨付|补助)*([^，,；;。（）()]+)`)
	ownerIn  = regexp.MustCompile(`(?:责任人|负责人|联系人|承办人)[:：为]?\s*([^，,；;。（）()]+)`)
	leadIn   = regexp.MustCompile(`(?:责任单位|牵头单位|牵头部门|责任科室|责任部门|牵头科室)[:：为]?\s*([^，,；;。（）()]+)`)
	aidIn    = regexp.MustCompile(`(?:配合单位|配合部门|协助单位)[:：为]?\s*([^，,；;。（）()]+)`)
	dueIn    = regexp.MustCompile(`(?:完成时限|完成时间|时限|时间要求)[:：为]?\s*([^，,；;。（）()]+)`)
	targetIn = regexp.MustCompile(`((?:不少于|不低于|不小于|至少|达到?|≥)\s*\d[\d,]*(?:\.\d+)?\s*(?:%|[\p{Han}]{1,2}))`)
	// refNo is a 发文字号: 民政发〔2026〕3号 (GB/T 9704-2012, 7.2.5).
	refNo = regexp.MustCompile(`[\p{Han}]{2,12}[〔\[（(【]20\d{2}[〕\]）)】]\s*第?\d{1,4}\s*号`)
)

// fromSentence fills what a task's sentence tells of it. What no column told is
// taken out of the words where it stands behind the task itself.
func (t *Task) fromSentence(s string, year int) {
	s = narrow(s)
	first := func(re *regexp.Regexp) string {
		if m := re.FindStringSubmatch(s); m != nil {
			return strings.TrimSpace(m[1])
		}
		return ""
	}
	t.Responsible, t.Lead, t.Support = first(ownerIn), first(leadIn), first(aidIn)
	t.FundsText = strings.TrimSpace(strings.TrimLeft(first(fundIn), ":： "))
	if t.Basis == "" {
		t.Basis = refNo.FindString(s)
	}
	if m := targetIn.FindStringSubmatch(s); m != nil {
		t.Target, t.Unit = targetOf(m[1], "")
	}
	t.Deadline = first(dueIn)
	if t.Deadline != "" {
		return
	}
	for _, c := range clauses(s) {
		c = strings.TrimSpace(c)
		if strings.Contains(c, "经费") || refNo.MatchString(c) {
			continue
		}
		if _, _, ok := ParseDeadline(c, year); ok && timed(c) {
			t.Deadline = c
			return
		}
	}
}

// timed reports whether a clause says when: 12月底前, 每月一次, 全年. 6-14岁 and 35-64
// are no days.
func timed(c string) bool {
	return hasAny(c, []string{"月", "季", "年", "周", "日", "号", "常态", "长期", "旬", "天"}) && !strings.Contains(c, "周岁") && !hasAny(c, []string{"年龄", "周边", "青少年", "成年", "老年"})
}

// words is a sentence as a task's name: without the facts that stand behind it.
func words(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "。；;，,")
	for _, re := range []*regexp.Regexp{ownerIn, leadIn, aidIn, dueIn, fundIn} {
		if at := re.FindStringIndex(s); at != nil && at[0] > 0 {
			s = strings.TrimRight(s[:at[0]]+s[at[1]:], "。；;，,：:（）()")
		}
	}
	for strings.Contains(s, "，，") || strings.Contains(s, "。。") || strings.Contains(s, "。，") {
		s = strings.NewReplacer("，，", "，", "。。", "。", "。，", "。").Replace(s)
	}
	return strings.TrimRight(forms.Squeeze(s), "。；;，,：:")
}

// BasisIn is the 文号 under which a plan form was sent: the first that stands in the
// lines around its table or list, "" where none does.
func BasisIn(lines []string) string {
	for _, l := range lines {
		if m := refNo.FindString(forms.Squeeze(l)); m != "" {
			for _, lead := range []string{"根据", "按照", "依据", "文件"} {
				m = strings.TrimPrefix(m, lead)
			}
			return m
		}
	}
	return ""
}
