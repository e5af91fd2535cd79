package vocab

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// plainer takes out of a label the words that say little of what it is about, and
// makes one of those that say the same: 走访时间 is 走访日期, 户口类型 is 户籍类别.
var plainer = strings.NewReplacer("情况", "", "状况", "", "状态", "", "信息", "", "主要", "", "目前", "", "当前", "", "具体", "", "详细", "", "所属", "", "现在", "",

	"登记", "", "基本", "", "相关", "", "有关", "", "年度", "年", "的", "", "有效", "", "常用", "", "是否为", "是否", "是否有", "有无",
	"时间", "日期", "年月日", "日期", "年月", "日期", "时限", "期限", "类型", "类别", "种类", "类别", "分类", "类别",
	"户口", "户籍", "所在地", "地址", "联系方式", "电话", "联系电话", "电话", "手机号码", "电话", "手机号", "电话", "手机", "电话", "电话号码", "电话", "联系号码", "电话",
	"住址", "住地址", "详址", "地址", "居住地址", "住地址", "居住地", "住地址", "现住地址", "住地址", "现住地", "住地址", "居住", "住", "人员", "人", "起始", "开始", "编码", "编号", "代码", "编号", "号码", "编号", "公民身份", "身份证", "居民身份证", "身份证",
	"家长", "监护人", "监护关系", "监护人关系", "措施", "方式", "形式", "方式", "途径", "方式", "事由", "原因", "缘由", "原因", "证编号", "证号", "级别", "等级", "程度", "等级", "标准", "金额", "数量", "数", "年份", "年代",
	"身体", "健康", "车辆", "机动车", "机动机动车", "机动车", "人口", "人数", "总收入", "收入", "姓名", "名", "名字", "名", "帐", "账", "银行卡号", "银行账号", "卡号", "账号",
	// The same deed, person or thing in the words of one department and of another.
	"走访", "走访", "探访", "走访", "巡访", "走访", "访视", "走访", "探视", "走访", "慰问", "走访", "上门", "走访", "入户", "走访",
	"孩子", "子女", "小孩", "子女", "老年人", "老人", "长者", "老人", "残障", "残疾", "补助", "补贴", "补差", "补贴", "处置", "处理", "办理", "处理",
	"帮教", "帮扶", "帮困", "帮扶", "结对", "帮扶", "代领", "代办", "代理", "代办", "委托代办", "代办", "丈夫", "配偶", "爱人", "配偶",
	"房东", "房主", "业主", "房主", "产权人", "房主", "出租人", "房主", "所有权人", "房主", "方法", "方式", "工种", "职业", "岗位", "职业",
	"起止日期", "期间", "届满", "结束", "期满", "结束", "终止", "结束", "截止", "结束", "首次", "初次", "最近一次", "末次", "最近", "末次", "上次", "末次", "本次", "",
	"就诊", "治疗", "诊疗", "治疗", "收治", "治疗", "病种", "疾病", "患病", "疾病", "病名", "疾病", "意愿", "意向", "诉求", "需求",
	"商铺", "店铺", "门店", "店铺", "商户", "店铺", "场所", "单位", "企业", "单位", "公司", "单位", "机构", "单位", "巡查", "检查", "排查", "检查", "督查", "检查",
	"调处", "调解", "化解", "调解", "鉴定", "鉴定", "群众", "居民", "对象", "人", "共同生活成员", "家庭成员", "总人数", "人数", "缘故", "原因", "获得", "享受", "领取", "享受", "身故", "死亡")

// knownLabel is a label of the tables, ready to be compared.
type knownLabel struct {
	grams  []gram
	weight float64 // of all its grams
	asks   asks
	who    role
	field  string
	share  float64 // of the forms that mean this field by it
	common float64 // see commonness
	age    string  // the age that it names: 60 of 60岁以上人数
}

// ageIn is the age that a label names, "" where it names none: 16岁以上 isn't 60岁以上.
var ageIn = regexp.MustCompile(`\d{1,3}(?:-\d{1,3})?周?岁`)

// gram is one or two characters side by side; an end of the label counts as one.
type gram [2]rune

// gather prepares the labels for comparison.
func (x *Labels) gather() {
	keys := make([]string, 0, len(x.senses))
	for key := range x.senses {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	x.grams = map[gram][]int32{}
	for _, key := range keys {
		best := x.scored(key, 1)[0]
		bare := withoutBrackets(key)
		if bare == "" {
			bare = key
		}
		who, _ := cutRole(bare)
		k := knownLabel{grams: gramsOf(coreOf(bare)), asks: asksOf(bare), who: who, field: best.Field, share: best.Score, common: commonness(best.Field), age: digitsIn(ageIn.FindString(bare))}
		at := int32(len(x.keys))
		x.keys = append(x.keys, k)
		for _, g := range k.grams {
			x.grams[g] = append(x.grams[g], at)
		}
	}
	for i := range x.keys {
		x.keys[i].weight = x.weigh(x.keys[i].grams)
	}
}

// weigh is how much some grams tell, together: rare ones tell more.
func (x *Labels) weigh(grams []gram) float64 {
	sum := 0.0
	for _, g := range grams {
		sum += x.tells(g)
	}
	return sum
}

// tells is how much a gram tells. A pair tells more than a character.
func (x *Labels) tells(g gram) float64 {
	w := math.Log(float64(len(x.keys)+1) / float64(len(x.grams[g])+1))
	if g[1] != 0 {
		return w
	}
	return 0.7 * w
}

// coreOf is a label in plainer words, unless nothing else is in it.
func coreOf(key string) string {
	if core := plainer.Replace(key); runeLen(core) >= 2 {
		return core
	}
	return key
}

// gramsOf are the characters of a label and their pairs, each once.
func gramsOf(core string) []gram {
	var out []gram
	add := func(g gram) {
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	before := '^'
	for _, r := range core {
		if strings.ContainsRune("、/,及和与或(): ", r) {
			before = '^'
			continue
		}
		add(gram{r})
		add(gram{before, r})
		before = r
	}
	add(gram{before, '$'})
	return out
}

// similar finds what a label never seen may mean by the known labels most like it.
// Labels that ask for another kind of answer or speak of somebody else don't count,
// and a label most like one that has no field means nothing.
func (x *Labels) similar(key string) []Meaning {
	bare := withoutBrackets(key)
	core := coreOf(bare)
	if n := runeLen(core); n < 2 || n > 24 {
		return nil
	}
	return chosen(x.alike(bare, core))
}

// alike is how like a label is to the likeliest spelling of each field, 0..1.
func (x *Labels) alike(bare, core string) map[string]float64 {
	want := asksOf(bare)
	who, _ := cutRole(bare)
	age := digitsIn(ageIn.FindString(bare))
	mine := gramsOf(core)
	weight := x.weigh(mine)
	marks, ok := sharedWeights.Get().(*weights)
	if !ok || len(marks.of) < len(x.keys) {
		marks = &weights{of: make([]float64, len(x.keys))}
	}
	for _, g := range mine {
		w := x.tells(g)
		for _, at := range x.grams[g] {
			if marks.of[at] == 0 {
				marks.keys = append(marks.keys, at)
			}
			marks.of[at] += w
		}
	}
	best := map[string]float64{}
	for _, at := range marks.keys {
		k := &x.keys[at]
		score := 2 * marks.of[at] / (weight + k.weight) * (0.85 + 0.15*k.share)
		marks.of[at] = 0
		if score < leastAlike || !answersAlike(k.asks, want) || differ(k.who, who) || age != "" && k.age != age {
			continue
		}
		if (want == asksUnit || want == asksYesNo) && k.asks == want && !sharesStem(mine, k.grams) {
			continue
		}
		if k.asks != want {
			score *= unsaid
		}
		best[k.field] = max(best[k.field], score*k.common)
	}
	marks.keys = marks.keys[:0]
	sharedWeights.Put(marks)
	return best
}

// digitsIn are the digits of a text.
func digitsIn(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// weights is how much of a label's grams each known label has, and which have any: kept
// for the next label, with every weight 0.
type weights struct {
	of   []float64
	keys []int32
}

var sharedWeights sync.Pool

// leastAlike is how like a label must be to a known one to count at all.
const leastAlike = 0.3

// commonness is a little less than one for fields that few forms ask for: of two that a
// label is as like, the commoner is meant.
func commonness(field string) float64 {
	def, _ := Field(field)
	return 1 - 0.10*math.Exp(-float64(def.Forms)/6)
}

// differ reports whether two labels speak of different people.
func differ(a, b role) bool {
	if a == roleSubject || a == roleHousehold || a == roleOrg || a == roleDog {
		a = roleNone
	}
	if b == roleSubject || b == roleHousehold || b == roleOrg || b == roleDog {
		b = roleNone
	}
	return a != b
}

// chosen turns likeness into how surely a label means each field: by itself, and
// by how far the next one lies behind.
func chosen(best map[string]float64) []Meaning {
	var out []Meaning
	for field, score := range best {
		if score >= leastAlike {
			out = append(out, Meaning{field, score, true})
		}
	}
	slices.SortFunc(out, func(a, b Meaning) int {
		if c := cmp.Compare(b.Score, a.Score); c != 0 {
			return c
		}
		return cmp.Compare(a.Field, b.Field)
	})
	if len(out) == 0 || out[0].Field == ownColumn {
		return nil
	}
	out = out[:min(len(out), 4)]
	first := out[0].Score
	for i := range out {
		next := 0.0
		if i > 0 {
			next = first
		} else if len(out) > 1 {
			next = out[1].Score
		}
		out[i].Score = likely(out[i].Score, next)
	}
	return atMostOne(out)
}

// atMostOne makes the chances of some fields add up to one at most.
func atMostOne(m []Meaning) []Meaning {
	sum := 0.0
	for _, x := range m {
		sum += x.Score
	}
	if sum > 1 {
		return scaled(m, 1/sum)
	}
	return m
}

// likely is how often a label like another by this much means the same, where the
// best other field is like it by next: fitted to labels left out of the tables.
func likely(score, next float64) float64 {
	z := -4.2 + 6*score + 4*(score-next)
	return min(0.93, 1/(1+math.Exp(-z)))
}
