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
	fundIn   = regexp.MustCompile(`(?:所需|共需|预计|拟安排|安排|需)?(?:工作|专项|补助|配套)?(?:经费|资金|预算)(?:为|约|共计?|安排|拨付|补助)*([:：]?\s*(?:-?\d|按|由|从|自筹|列入|纳入|另|无|暂)[^，,；;。（）()]*)`)
	ownerIn  = regexp.MustCompile(`(?:责任人|负责人|联系人|承办人)[:：为]?\s*([^，,；;。（）()]+)`)
	leadIn   = regexp.MustCompile(`(?:责任单位|牵头单位|牵头部门|责任科室|责任部门|牵头科室)[:：为]?\s*([^，,；;。（）()]+)`)
	aidIn    = regexp.MustCompile(`(?:配合单位|配合部门|协助单位)[:：为]?\s*([^，,；;。（）()]+)`)
	dueIn    = regexp.MustCompile(`(?:完成时限|完成时间|时限|时间要求)[:：为]?\s*([^，,；;。（）()]+)`)
	targetIn = regexp.MustCompile(`((?:不少于|不低于|不小于|至少|达到?|≥)\s*\d[\d,]*(?:\.\d+)?\s*(?:%|[\p{Han}]{1,2}))`)
	// amountIn is a number of things in a task's words: 30户, 6个社区, 100%. Ages, days and
	// sums are none.
	amountIn = regexp.MustCompile(`(第|不超过|不高于|不多于|≤|<|低于)?(\d[\d,]*(?:\.\d+)?)\s*(%|户|场次|场|次|张|份|人次|人|处|家|名|件|套|支|期|篇|条|台|栋|间|所|对|盏|块|个)(月|工作日|小时|周|岁|天|星期|自然日|季度|百分点)?`)
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
	t.takeTarget(s)
	t.Deadline = first(dueIn)
	if t.Deadline == "" {
		t.Deadline = deadlineIn(s, year)
	}
}

// takeTarget takes the target from a task's words: what must be reached (不少于36小时), else
// the first number of things (30户).
func (t *Task) takeTarget(s string) {
	if m := targetIn.FindStringSubmatch(s); m != nil {
		t.Target, t.Unit = targetOf(m[1], "")
		return
	}
	for _, m := range amountIn.FindAllStringSubmatch(s, -1) {
		if m[1] == "" && m[4] == "" {
			t.Target, t.Unit = strings.ReplaceAll(m[2], ",", ""), m[3]
			return
		}
	}
}

// deadlineIn is the words of a sentence that say by when: those of the first clause
// that names a day, else of the first that says how often.
func deadlineIn(s string, year int) string {
	often := ""
	for _, c := range clauses(s) {
		c = strings.TrimSpace(c)
		if strings.Contains(c, "经费") || refNo.MatchString(c) || !timed(c) {
			continue
		}
		_, every, ok := ParseDeadline(c, year)
		if !ok {
			continue
		}
		plain := plainNumbers(forms.Squeeze(c))
		if _, day := lastDay(plain, year); day || every != "" && every != Standing && aDay.MatchString(plain) {
			return termIn(c)
		}
		if often == "" {
			often = termIn(c)
		}
	}
	return often
}

// timeWord is a word of time, untilWord what may stand behind the last of them, toWord
// what joins two.
var (
	timeWord  = regexp.MustCompile(`即日起|次年|明年|翌年|今年|本年度?|当年|\d{4}年度?|[\d一二三四五六七八九十]{1,3}月份?|[\d一二三四五六七八九十]{1,3}[日号]|\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,2})?|[上中下]旬|月[底末初]|第?[一二三四1-4]季度|季度?末月?|[每逐按]个?(?:半月|半年|两周|[日天周旬月季年])度?|每?星期[一二三四五六日天]?|周[一二三四五六日]前|[上下]半年|年[底末终内中]|全年|常年|长期|常态化|随时|元旦|春节|清明|五一|端午|国庆|中秋|重阳节?|汛期`)
	untilWord = regexp.MustCompile(`^(?:底|末|初|以?前|之前|前后|期间|以内|内|起)+`)
	toWord    = regexp.MustCompile(`^\s*(?:至|到|—|-|~|～|、|和|及|的|底|末|前|[一二三四五1-5]次)?\s*$`)
)

// termIn is the words of time in a clause, from the first on as long as they hang
// together; the clause where it has none. 6月30日前完成核查 is 6月30日前.
func termIn(c string) string {
	all := timeWord.FindAllStringIndex(c, -1)
	if all == nil {
		return c
	}
	from, to := all[0][0], all[0][1]
	for _, at := range all[1:] {
		if !toWord.MatchString(c[to:at[0]]) {
			break
		}
		to = at[1]
	}
	return c[from:to] + untilWord.FindString(c[to:])
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
		// A fact inside a clause is a part of what is to be done: cut out, it would leave half
		// a sentence.
		if at := re.FindStringIndex(s); at != nil && at[0] > 0 && hasSuffix(strings.TrimRight(s[:at[0]], " "), "，", ",", "；", ";", "。", "（", "(", "：", ":", "、") {
			s = strings.TrimRight(s[:at[0]]+s[at[1]:], "。；;，,：:（）()")
		}
	}
	for strings.Contains(s, "，，") || strings.Contains(s, "。。") || strings.Contains(s, "。，") {
		s = strings.NewReplacer("，，", "，", "。。", "。", "。，", "。").Replace(s)
	}
	return strings.TrimRight(forms.Squeeze(s), "。；;，,：:")
}

func hasSuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
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
