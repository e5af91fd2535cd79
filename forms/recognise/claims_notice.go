package recognise

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
	"huce/forms/vocab"
)

// noticeLines are the lines of a sheet that is a text, each with its number in the file.
func noticeLines(g *forms.Grid) []string {
	lines := slices.Clone(g.Before)
	for _, row := range g.Rows {
		var texts []string
		for _, c := range row {
			if !blank(c.Text) {
				texts = append(texts, strings.TrimSpace(c.Text))
			}
		}
		lines = append(lines, strings.Join(texts, "　"))
	}
	return append(lines, g.After...)
}

var (
	// dueBy is a day that something must be done by: 10月12日前, 2026年11月底前, 每月25日前.
	dueBy = regexp.MustCompile(`((?:每年|每季度|每月|每周|当月|本月|次月|(?:\d{4}|今|本|次|明)年)?(?:\d{1,2}月(?:\d{1,2}[日号]|底|末|上旬|中旬|下旬|初)?|\d{1,2}[日号]|(?:第?[一二三四1-4])季度末?|末|年?底)|\d{4}[-./]\d{1,2}[-./]\d{1,2}|年底|月底)(?:（[^）]{1,6}）|\([^)]{1,6}\))?(?:(?:上午|下午)?\d{1,2}(?:[:：]\d\d|时|点))?(之前|以前|前|止)`)
	// dueSpan is a span of days that something goes on in: 10月15日至10月25日.
	dueSpan = regexp.MustCompile(`(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日)\s*(?:至|到|[-—–~～]+)\s*((?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬)?|\d{1,2}日))`)
	// doing are words for what a notice sends somebody to do.
	doing = regexp.MustCompile(`报送|上报|报至|报到|报街|报区|报镇|将.+报|填报|填写|完成|摸底|登记|排查|入户|走访|调查|采集|录入|宣传|动员|核查|核实|核对|清理|整改|组织|开展|召开|参加|提交|反馈|汇总|统计|发放|张贴|更新|公示|缴费|参保|筛查|体检|接种|认证|收集|推荐|申报|检查|整治|演练|培训|评选|自查|报名|探访|慰问|签订|安装|送达|通知|做好|落实|建立`)
	// pastDue are words of a day that asks nothing: when something came into force or was
	// counted.
	pastDue    = regexp.MustCompile(`印发|施行|实施办法|出生|标准时点|自.+起施行|目前|此前|之前年度`)
	asideLine  = regexp.MustCompile(`^(附件|附：|注：|注:|抄送|主送|联系人)`)
	listNumber = regexp.MustCompile(`^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]\s*[、.．]?|[0-9０-９]{1,2}\s*[.．、](?:\D|$)|第[一二三四五六七八九十]+[,，、]|[①-⑳])`)
)

// noticeClaims reads what a notice asks to be done by a day: a row for each demand, with
// its words (task.name) and the term (task.due), numbered as its paragraphs are counted.
// It is nil where the notice names no day.
func noticeClaims(g *forms.Grid, l *forms.Layout) *forms.Claims {
	c := &forms.Claims{Sheet: g.Name}
	matter := matterOf(l.Title)
	asked := map[string]bool{}
	for i, text := range noticeLines(g) {
		if oneLine(text) == l.Title || infoLine(text) || asideLine.MatchString(forms.Squeeze(text)) {
			continue
		}
		for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；;！!\n\r", r) }) {
			name, due := demandIn(sentence)
			if name == "" {
				continue
			}
			if utf8.RuneCountInString(name) < 8 && matter != "" && !strings.Contains(name, matter) {
				name = matter + "：" + name
			}
			if asked[name+due] {
				continue
			}
			asked[name+due] = true
			r := c.Add(forms.RowRef{Number: int32(i + 1)})
			c.Put(r, "task.name", name, name)
			value, issues := vocab.ParseText("task.due", due)
			c.Put(r, "task.due", value, due)
			for _, is := range issues {
				is.Row = i
				c.Issues = append(c.Issues, is)
			}
		}
	}
	if len(c.Rows) == 0 {
		return nil
	}
	return c
}

// demandIn is what a sentence asks to be done and by when, "" where it asks nothing by a
// day.
func demandIn(sentence string) (name, due string) {
	s := forms.Squeeze(sentence)
	if pastDue.MatchString(s) || !doing.MatchString(s) {
		return "", ""
	}
	at := dueBy.FindStringIndex(s)
	if at != nil {
		due = s[at[0]:at[1]]
	} else if m := dueSpan.FindStringSubmatchIndex(s); m != nil {
		at, due = m[:2], s[m[2]:m[3]]
		if strings.HasSuffix(due, "日") && !strings.Contains(due, "月") { // 6月10日至20日
			month, _, _ := strings.Cut(s[m[0]:m[2]], "月")
			due = month + "月" + due
		}
	} else {
		return "", ""
	}
	// The clause with the day and what follows it; the clauses before say how.
	from := 0
	for _, mark := range []string{"，", ",", "：", ":"} {
		if i := strings.LastIndex(s[:at[0]], mark); i >= 0 {
			from = max(from, i+len(mark))
		}
	}
	lead, rest := s[from:at[0]], s[at[1]:]
	if !doing.MatchString(lead + rest) {
		lead = s[:at[0]]
	}
	lead = listNumber.ReplaceAllString(lead, "")
	for _, word := range []string{"于", "在", "务必于", "务必在", "请于", "请在", "截至", "截止到", "原则上", "力争", "确保"} {
		lead = strings.TrimSuffix(lead, word)
	}
	name = strings.TrimPrefix(strings.Trim(lead+rest, "，,、：: 　"), "为")
	if utf8.RuneCountInString(name) > 80 || !doing.MatchString(name) {
		return "", ""
	}
	return name, due
}

var noticeAbout = regexp.MustCompile(`^(?:.*?)关于(?:印发|转发|进一步|切实|认真|扎实|深入|全面)*(?:开展|做好|组织开展|加强|推进|实施|组织|举办|召开|报送|上报|填报)?(.+?)(?:工作|活动)?(?:实施|工作)?(?:的)?(?:通知|函|公告|方案|意见|通报|倡议书|告知书|请示|批复)(?:（[^）]*）)?$`)

// matterOf is what a notice is about, by its title: 关于开展2026年人口抽样调查工作的通知.
func matterOf(title string) string {
	m := noticeAbout.FindStringSubmatch(forms.Squeeze(title))
	if m == nil {
		return ""
	}
	return strings.Trim(m[1], "《》“”\"")
}
