package recognise

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// line is a line of text over or under a table, and whether it is merged or set
// as a line of its own.
type line struct {
	text string
	wide bool // alone on its line
}

// linesOf are the lines of rows from..to: each row's cells in one line. A row of
// several cells is kept as one line, wide gaps between its cells.
func (p *page) linesOf(from, to int) []line {
	var out []line
	for r := max(from, 0); r <= to; r++ {
		slots := p.slots(r)
		if len(slots) == 0 {
			continue
		}
		if at := p.titleAmong(slots); at >= 0 {
			out = append(out, line{slots[at].text, true})
			slots = slices.Delete(slots, at, at+1)
		}
		texts := make([]string, len(slots))
		for i, s := range slots {
			texts[i] = s.text
		}
		out = append(out, line{strings.Join(texts, "    "), len(slots) == 1})
	}
	return out
}

// titleAmong is which cell of a row is the title, beside which a remark stands: the
// only one that is merged over half of the table, -1 where none is.
func (p *page) titleAmong(cells []slot) int {
	at := -1
	for i, s := range cells {
		if s.wide() < 3 || 2*s.wide() < p.width {
			continue
		}
		if at >= 0 || titleScore(oneLine(s.text), true) < 3 {
			return -1
		}
		at = i
	}
	if len(cells) < 2 {
		return -1
	}
	return at
}

func paragraphs(texts []string) []line {
	var out []line
	for _, t := range texts {
		if !blank(t) {
			out = append(out, line{strings.TrimSpace(t), true})
		}
	}
	return out
}

func texts(lines []line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.text
	}
	return out
}

// titleEnds are what the titles of forms and notices end in.
var titleEnds = []string{"表", "册", "单", "台账", "台帐", "档案", "卡", "一览", "登记", "汇总", "统计", "通知", "方案", "计划", "情况", "函", "公告", "清册", "账", "信息", "模板", "报告", "记录", "要点", "任务", "安排", "总结", "名册", "目录", "簿", "名录", "明细", "公示", "书", "导出"}

var attachment = regexp.MustCompile(`^附\s*[件表录]\s*[0-9０-９一二三四五六七八九十]*\s*[-—－]?[0-9]*\s*[:：]?$`)

var trailingRemark = regexp.MustCompile(`\s*[（(][^（）()]*[）)]\s*$`)

// titleOf picks the title out of the lines over a form, "" where none is one.
func titleOf(lines []line) string {
	best, title := 0.0, ""
	for i, l := range lines {
		text := oneLine(l.text)
		if rest := stripAttachment(text); rest != text {
			if rest == "" {
				continue
			}
			text = rest
		}
		if s := titleScore(text, l.wide) - 0.1*float64(i); s > best {
			best, title = s, text
		}
	}
	return title
}

// stripAttachment takes 附件2： off a line.
func stripAttachment(s string) string {
	if attachment.MatchString(s) {
		return ""
	}
	if i := strings.IndexAny(s, ":： 　"); i > 0 && attachment.MatchString(s[:i]) {
		return strings.TrimLeft(s[i:], ":： 　")
	}
	return s
}

func titleScore(text string, alone bool) float64 {
	n := utf8.RuneCountInString(text)
	if n < 3 || n > 60 || !alone || infoLine(text) || noteStart(text) || isFigure(forms.Squeeze(text)) {
		return 0
	}
	if strings.ContainsAny(text, "。；;") || strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":") {
		return 0
	}
	score := 1.0
	core := forms.Squeeze(text)
	for trimmed := trailingRemark.ReplaceAllString(core, ""); trimmed != core && trimmed != ""; trimmed = trailingRemark.ReplaceAllString(core, "") {
		core = trimmed
	}
	for _, e := range titleEnds {
		if strings.HasSuffix(core, e) {
			score += 3
			break
		}
	}
	if strings.Contains(core, "社区") || strings.Contains(core, "年") {
		score += 0.5
	}
	return score
}

// organisations end in these; they ask for forms. A neighbourhood committee answers
// them, so 居委会 and 社区 are none.
var organisation = regexp.MustCompile(`(?:[\p{Han}]{0,16}?)(?:医院|商业银行|合作银行|农商银行|信用社|核对中心|公司|支行|分行|储蓄所|农商行|供电所|营业所|营业部|服务部|项目部|调查队|武装部|人防办|工作委员会|工委|法律援助中心|管理中心|治理中心|活动中心|文化中心|派出所|司法所|综治中心|疾控中心|疾病预防控制中心|妇幼保健院|妇幼保健中心|血站|救助站|救助管理站|敬老院|卫健局|卫健委|卫健办|卫计局|卫计委|卫健科|医保局|医保中心|医保站|医疗保障所|退役军人服务站|退役军人服务中心|退役军人事务站|侨联|侨办|台办|台联|文联|科协|关工委|老龄委|老龄办|老干局|老干部局|禁毒办|禁毒委|征兵办|人武部|民宗局|民宗办|政法委|平安办|纪委|纪工委|监委|党工委|机关工委|司法局|公安局|公安分局|交警队|交管所|执法队|执法中队|执法大队|消防站|消防所|消防救援站|应急站|应急管理站|应急办|安监站|安监办|防汛办|防火办|创建办|创城办|创文办|文明中心|河长办|征收办|拆迁办|住房保障中心|房管所|房管局|房产局|住建局|住建委|住建办|规划局|自然资源所|环保所|环卫所|园林所|城管中队|城管所|人社所|人社局|社保所|社保局|社保站|社保中心|就业局|就业办|劳动保障站|民政所|民政科|社会事务科|社会救助站|税务所|税务局|统计所|统计局|统计办|统计科|普查办|教育局|教体局|教育办|中心校|中心学校|学区|文旅局|文广局|文体局|文体中心|文化馆|图书馆|农业农村局|农办|乡村振兴局|乡村振兴办|市监局|市监所|工商所|市场监督管理所|市场监督管理局|大数据中心|大数据局|网格中心|网格化中心|社会治理中心|社工部|社会工作部|党群中心|党群服务中心|党建工作办公室|经发办|财政局|审计局|供销社|残工委|妇儿工委|少工委|团工委|卫生服务中心|卫生院|服务中心|事务中心|指导中心|调解中心|保障中心|计划生育协会|计生协会|计生协|老年协会|慈善会|慈善总会|就业中心|养老中心|工作站|服务站|保障所|市场监管所|财政所|管理站|管理所|总工会|工会|残疾人联合会|联合会|社会事务办|事务办|普查办公室|办公室|妇联|残联|团区委|团委|工商联|红十字会|文明办|组织办|信访办|宣传办|应急办|民政办|城管办|统战办|网格办|计生办|综治办|党建办|平安办|文化站|统计站|防疫站|救援大队|大队|支队|监管局|管理局|事务局|健康局|保障局|建设局|法院|检察院|委员会|区委|市委|县委|街道办事处|街道办|镇政府|人民政府|统战部|组织部|宣传部|武装部|局)`)

// DepartmentIn is the department that a title, a file's name or its folder names,
// "" where none does: 区卫生健康局 in 2026年区卫生健康局社区重点工作任务清单.
func DepartmentIn(text string) string {
	s := forms.Squeeze(text)
	best, street := "", ""
	for _, d := range departments() {
		if d == "街道" && strings.Contains(s, d) {
			street = d
		} else if len(d) > len(best) && strings.Contains(s, d) {
			best = d
		}
	}
	for _, part := range splitTitle(s) {
		m := organisationIn(part)
		if m == "" || m == "局" || strings.Contains(m, "居民委员会") || strings.Contains(m, "居委会") || strings.Contains(m, "村民委员会") || strings.Contains(m, "业主委员会") {
			continue
		}
		m = lastOrganisation(m)
		if len(m) > len(best) && (best == "" || strings.Contains(m, best)) && utf8.RuneCountInString(m) <= 20 {
			best = m
		}
	}
	return cmp.Or(best, street)
}

// organisationIn is the first organisation that a text names, with what its name goes on
// with: 普查办公室 is no 普查办, and 区委台湾工作办公室 no 区委.
func organisationIn(text string) string {
	at := organisation.FindStringIndex(text)
	if at == nil {
		return ""
	}
	end := at[1]
	for _, more := range []string{"公室", "员会", "合会", "办公室"} {
		if strings.HasPrefix(text[end:], more) {
			end += len(more)
		}
	}
	if rest := text[end:]; rest != "" && !ofElsewhere.MatchString(rest) && ofOrganisation.MatchString(rest) {
		end = len(text)
	}
	return text[at[0]:end]
}

// ofOrganisation is what the name of an office within a larger one ends the name in, to
// the end of the text: 统计站 behind 街道, 基础教育科 behind 教育局.
// A street's or a community's own office behind it is another one.
var (
	ofElsewhere    = regexp.MustCompile(`街道|镇|乡|社区`)
	ofOrganisation = regexp.MustCompile(`^\p{Han}{1,8}(?:办公室|管理站|服务站|统计站|中心|协会|分局|大队|中队|[科股室站所部])$`)
)

// splitTitle cuts a title where a department's name can't go on.
func splitTitle(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r >= '0' && r <= '9' || strings.ContainsRune("年度关于《》“”/\\·、，,（）()_-—.：:的与由", r)
	})
}

// lastOrganisation takes off what stands before a department's own name: the
// street or community that it is written for.
func lastOrganisation(s string) string {
	if i := strings.Index(s, "社区卫生"); i > 0 {
		return s[i:]
	}
	for _, cut := range []string{"社区", "居委会", "配合", "协助", "会同", "做好", "开展", "组织开展", "参加"} {
		if i := strings.LastIndex(s, cut); i >= 0 && i+len(cut) < len(s) {
			s = s[i+len(cut):]
		}
	}
	return s
}

// makers are the keys before the name of the department that made a form.
var makers = map[string]bool{"承办": true, "主办": true, "报": true, "报送": true, "报至": true, "上报": true, "单位": true, "填报工会": true}

// actsOn is how keys end that name who did what the form tells of: 核查单位, 受理机构, 移交单位,
// 备案机关. Not those that fill the form in, nor whom it is about.
var (
	actsOn  = regexp.MustCompile(`^\p{Han}{2}(单位|机构|部门|机关|科室)$`)
	actsNot = regexp.MustCompile(`^(填报|填表|填写|报送|上报|申报|编报|呈报|工作|所在|用人|就业|接收|派出|参加|参保|投保|施工|建设|受检|被.|所属|原.|隶属|归口|现.|经营|生产|从业|任职|毕业|就读|服役|配偶|法人|企业|事业|其他|各.|本.)`)
)

func isMaker(key string) bool { return makers[key] || acts(key) }

func acts(key string) bool { return actsOn.MatchString(key) && !actsNot.MatchString(key) }

// kindOf reports whether a key says what kind of office follows: 派出所：平安路派出所. Streets
// and communities answer forms, they make none.
func kindOf(key, value string) bool {
	return organisation.MatchString(key) && strings.HasSuffix(value, key) && value != key && !streetItself.MatchString(key)
}

// fillers are the keys before whoever fills a form in: mostly the neighbourhood
// committee, and the department where it does so itself.
var fillers = map[string]bool{"填报单位": true, "填报机构": true, "填报科室": true, "填表机构": true, "机构名称": true, "填表单位": true, "填报部门": true, "填报": true, "上报单位": true, "报送单位": true, "制表单位": true, "申报单位": true, "登记单位": true, "编报单位": true, "单位名称": true, "单位": true, "部门": true, "科室": true, "街道": true}

// fillerIn is the department that fills a form in itself, as a line of particulars says:
// 填报单位：青禾区残疾人联合会.
func fillerIn(text string) string {
	for _, part := range wideGap.Split(text, -1) {
		part = sealMarks.Replace(strings.TrimSpace(part))
		key, value, keyed := strings.Cut(strings.Replace(part, "：", ":", 1), ":")
		if !keyed || !fillers[bare(key)] {
			continue
		}
		if d := DepartmentIn(value); d != "" && !streetItself.MatchString(d) && d != "街道" {
			return d
		}
	}
	return ""
}

// alsoCalled is a second name in brackets: 统战部（民族宗教事务办公室）.
var alsoCalled = regexp.MustCompile(`[（(]\p{Han}{3,}[）)]$`)

// streetItself is a street office as a whole, which hands on what departments ask.
var streetItself = regexp.MustCompile(`(街道办事处|街道办|镇政府|乡政府|人民政府|街道)$`)

var sealMarks = strings.NewReplacer("（章）", "", "（盖章）", "", "(章)", "", "(盖章)", "", "（公章）", "", "(公章)", "")

var (
	wideGap = regexp.MustCompile(`\s{2,}|\x{3000}+`)
	madeBy  = regexp.MustCompile(`^(.{4,20}?)(?:编制|印制|监制|制表|制作|编印|统一印发|制)$`)
	// officeAlone is an office that no word tells, by its place and its kind: 北亭县卫生健康局人口监测与家庭发展股.
	officeAlone = regexp.MustCompile(`^\p{Han}{1,4}(?:省|市|区|县|旗|街道|镇|乡)[\p{Han}（）()]{1,18}(?:局|委|办|办公室|事务所|中心|股|科|处|大队|中队|支队|委员会|联合会|管理所|派出所|卫生院)$`)
	ofResidents = regexp.MustCompile(`居委会|村委会|居民委员会|村民委员会|社区工作站`)
	reportTo    = regexp.MustCompile(`前(?:上)?报(?:送|至|到)?(\p{Han}{3,14})`)
)

// makerIn is the department that a line of particulars names as the form's: 单位：区医疗保障局,
// 街道残疾人联合会制, 请于6月15日前报街道民政办, or its name alone.
func makerIn(text string) string {
	for _, p := range pairs(text) {
		if acts(forms.Squeeze(p.key)) {
			if d := DepartmentIn(p.value); d != "" {
				return d
			}
		}
	}
	for _, part := range wideGap.Split(text, -1) {
		part = strings.Trim(alsoCalled.ReplaceAllString(sealMarks.Replace(strings.TrimSpace(part)), ""), "（）()")
		key, value, keyed := strings.Cut(strings.Replace(part, "：", ":", 1), ":")
		switch {
		case keyed && (isMaker(forms.Squeeze(key)) || kindOf(forms.Squeeze(key), forms.Squeeze(value))):
			if d := DepartmentIn(value); d != "" {
				return d
			}
		case keyed:
		case madeBy.MatchString(part):
			if d := DepartmentIn(madeBy.FindStringSubmatch(part)[1]); d != "" {
				return d
			}
		case reportTo.MatchString(part):
			if d := DepartmentIn(reportTo.FindStringSubmatch(part)[1]); d != "" {
				return d
			}
		default:
			if part = forms.Squeeze(part); utf8.RuneCountInString(part) > 22 {
				continue
			}
			d := DepartmentIn(part)
			if _, within, is := strings.Cut(part, d); d != "" && is && DepartmentIn(within) == within && within != "" {
				d = within // 街道办事处社会事务办: the office within
			}
			if d != "" && strings.HasSuffix(part, d) {
				return d
			}
			if officeAlone.MatchString(part) && !ofResidents.MatchString(part) {
				return part
			}
		}
	}
	return ""
}
