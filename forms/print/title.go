package print

import "strings"

// Words of titles that a line break must not split. A title's lines end where a
// word ends (GB/T 9704-2012, 7.3.1: 回行时做到词意完整), and no dictionary is at
// hand; these are what communities' titles are made of.
var titleWords = strings.Fields(`社区 居民 委员会 居委会 街道 办事处 工作 计划 总结 报告 年度 综合 通知 请示
	情况 实施 方案 人口 登记 关于 报送 上报 开展 转发 印发 调查 统计 信息 管理 服务 活动 专项 排查 整治 安全 隐患
	建设 会议 纪要 制度 办法 意见 任务 分解 经费 使用 清单 台账 报表 家庭 困难 补贴 申请 审批 残疾 老年 儿童 低保
	住户 住房 出租 流动 户籍 党建 引领 网格 治理 民生 保障 救助 卫生 健康 计划生育 平安 调解 信访 消防 文明 环境
	志愿 退役 军人 就业 物业 协商 自治 落实 加强 推进 进一步 有关 部门 单位 问题 整改 年终 半年 季度 月份 上半年
	下半年 重点 群众 入户 走访 名册 名单 花名册 汇总 明细 附件 说明 公示 公告 函 复函
	登记表 审批表 申请表 一览表 调查表 采集表 信息表 档案表 核查表 统计表 城乡 基本养老 基本医疗 养老 医疗 保险 参保 摸底 缴费 社会保险
	社会 事务 最低 生活 特困 供养 临时 护理 重度 困境 留守 孤儿 动态 对象 高龄 津贴 居家 老年人 独居 空巢 失能 探访 关爱
	持证 残疾人 状况 需求 康复 精神障碍 患者 育龄 妇女 适龄 免费 筛查 预防接种 健康管理 健康档案 个人 家庭医生 签约 疫苗
	劳动力 资源 失业 创业 灵活 人员 认定 困难职工 常住 实有 房屋 流动人口 普查 抽样 短表 清查 个体 经营户 党员 社区矫正
	安置帮教 帮扶 青少年 未成年人 义务教育 入学 教育 宣传 文体 活动 垃圾分类 生活垃圾 检查 应急 减灾 脆弱 人群 台风 防汛
	矛盾纠纷 纠纷 化解 巡查 事件 流转 来访 退役军人 优抚 少数民族 宗教 信教 养犬 消防安全 电动自行车 燃气 自建房 交办 摘报
	创建 示范 自评 材料 汇编 费随事转 准入 事项 承接 指标 考核 评估 监督 责任 区民政局 派出所 居民 公共 租赁 保护 志愿者`)

// Characters that never begin a line of a title, beside the marks.
const titleNotFirst = "的了之等者性化号类"

// titleLines breaks a title into lines shaped as a trapezium or a lozenge (梯形或
// 菱形), its words whole. Line ends in the text are kept.
func (ts *typesetter) titleLines(title string, st style, width float64) []line {
	var out []line
	for part := range strings.SplitSeq(clean(title), "\n") {
		s := span{text: strings.TrimSpace(part), style: st}
		plain := ts.lines(column(width), s)
		if len(plain) < 2 {
			out = append(out, plain...)
			continue
		}
		out = append(out, ts.shaped(s, len(plain), width, plain)...)
	}
	return out
}

// shaped finds the best breaks of a title into so many lines; plain is what it is
// where none will do.
func (ts *typesetter) shaped(s span, count int, width float64, plain []line) []line {
	ts.shape([]span{s})
	b := titleBreaks{ts: ts, width: width, cost: ts.titleCosts()}
	b.sums = make([]float64, len(ts.glyphs)+1)
	for i, g := range ts.glyphs {
		b.sums[i+1] = b.sums[i] + float64(g.advance)
	}
	if count > 4 || !b.search(0, count, nil, 0) && !b.search(0, count+1, nil, 0) {
		return plain
	}
	var out []line
	from := 0
	for _, to := range append(b.best, len(ts.glyphs)) {
		l := ts.compose(from, to)
		l.last = true
		out = append(out, l)
		from = to
	}
	return out
}

// titleBreaks searches all ways to break a title; titles are short.
type titleBreaks struct {
	ts    *typesetter
	width float64
	sums  []float64 // width of the first n glyphs
	cost  []float64 // of a break before glyph n; negative is forbidden
	best  []int
	least float64
}

func (b *titleBreaks) search(from, lines int, breaks []int, cost float64) bool {
	n := len(b.ts.glyphs)
	if lines == 1 {
		if b.sums[n]-b.sums[from] > b.width+hair {
			return false
		}
		cost += b.shape(append(breaks, n))
		if b.best == nil || cost < b.least {
			b.best, b.least = append([]int{}, breaks...), cost
		}
		return true
	}
	found := false
	for i := from + 2; i <= n-2; i++ {
		if b.sums[i]-b.sums[from] > b.width+hair {
			break
		}
		if b.cost[i] >= 0 && b.search(i, lines-1, append(breaks, i), cost+b.cost[i]) {
			found = true
		}
	}
	return found
}

// shape is how far the lines are from a good shape, in em: an hourglass is the
// worst, lines much shorter than the others are bad, and so is a plain rectangle.
func (b *titleBreaks) shape(ends []int) float64 {
	var w []float64
	from, longest := 0, 0.0
	for _, to := range ends {
		w = append(w, (b.sums[to]-b.sums[from])/gbtTitle)
		longest = max(longest, w[len(w)-1])
		from = to
	}
	cost := 0.0
	for i, x := range w {
		short := longest - x
		cost += short * short / 12
		if i > 0 && i < len(w)-1 && x < min(w[i-1], w[i+1]) {
			cost += 6
		}
	}
	if len(w) == 2 && longest-min(w[0], w[1]) < 1 {
		cost += 1.2
	}
	return cost
}

// titleCosts says before which glyph a title may be broken, and how gladly.
func (ts *typesetter) titleCosts() []float64 {
	cost := make([]float64, len(ts.glyphs)+1)
	for i := range ts.glyphs {
		if i == 0 || !ts.mayBreak(i) {
			cost[i] = -1
			continue
		}
		rest := ts.text[ts.glyphs[i].at:]
		before := ts.text[:ts.glyphs[i].at]
		switch {
		case ts.glyphs[i].class == isSpace || strings.ContainsRune(titleNotFirst, firstRune(rest)):
			cost[i] = -1
		case strings.HasPrefix(rest, "关于"):
			cost[i] = 0
		case ts.glyphs[i-1].class&isWord != 0: // 2026|年度
			cost[i] = -1
		case strings.HasSuffix(before, "的") || strings.HasSuffix(before, "会") || strings.HasSuffix(before, "处"):
			cost[i] = 1
		default:
			cost[i] = betweenUnknown
		}
	}
	for _, w := range titleWords {
		for at := strings.Index(ts.text, w); at >= 0; {
			for i := range ts.glyphs {
				switch g := int(ts.glyphs[i].at); {
				case g > at && g < at+len(w):
					cost[i] = -1
				case (g == at || g == at+len(w)) && cost[i] == betweenUnknown:
					cost[i] = besideWord
				}
			}
			next := strings.Index(ts.text[at+len(w):], w)
			if next < 0 {
				break
			}
			at += len(w) + next
		}
	}
	return cost
}

// What a break costs where no word of the list stands beside it, and where one does.
const (
	betweenUnknown = 4.5
	besideWord     = 2.5
)

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
