package vocab

import (
	"cmp"
	"slices"
	"strings"
)

// asks is what kind of answer a label wants, by its last or first word. Labels that
// want different things are never held to be alike.
type asks uint8

const (
	asksAny asks = iota
	asksDate
	asksPhone
	asksNumber // of a paper: 编号, 证号
	asksName
	asksAddress
	asksMoney
	asksCount
	asksArea
	asksYesNo
	asksRelation
	asksOpinion
)

// endings say what a label asks, longest first where one ends another.
var endings = []struct {
	word string
	asks asks
}{
	{"联系方式", asksPhone},
	{"联系电话", asksPhone},
	{"电话号码", asksPhone},
	{"手机号码", asksPhone},
	{"手机号", asksPhone},
	{"手机", asksPhone},
	{"电话", asksPhone},
	{"日期", asksDate},
	{"时间", asksDate},
	{"年月", asksDate},
	{"年份", asksDate},
	{"年代", asksDate},
	{"时限", asksDate},
	{"期限", asksDate},
	{"号码", asksNumber},
	{"编号", asksNumber},
	{"编码", asksNumber},
	{"证号", asksNumber},
	{"账号", asksNumber},
	{"卡号", asksNumber},
	{"户号", asksNumber},
	{"身份证", asksNumber},
	{"姓名", asksName},
	{"名字", asksName},
	{"地址", asksAddress},
	{"住址", asksAddress},
	{"详址", asksAddress},
	{"所在地", asksAddress},
	{"居住地", asksAddress},
	{"地点", asksAddress},
	{"坐落", asksAddress},
	{"金额", asksMoney},
	{"收入", asksMoney},
	{"经费", asksMoney},
	{"支出", asksMoney},
	{"津贴", asksMoney},
	{"人数", asksCount},
	{"次数", asksCount},
	{"人口数", asksCount},
	{"户数", asksCount},
	{"间数", asksCount},
	{"数量", asksCount},
	{"面积", asksArea},
	{"关系", asksRelation},
	{"意见", asksOpinion},
	{"签名", asksOpinion},
	{"签字", asksOpinion},
}

func asksOf(key string) asks {
	if hasPrefix(key, "是否", "有无", "是不是") {
		return asksYesNo
	}
	for _, e := range endings {
		if strings.HasSuffix(key, e.word) {
			return e.asks
		}
	}
	return asksAny
}

// plainer takes out of a label the words that say little of what it is about, and
// makes one of those that say the same: 走访时间 is 走访日期, 户口类型 is 户籍类别.
var plainer = strings.NewReplacer("情况", "", "状况", "", "状态", "", "信息", "", "主要", "", "目前", "", "当前", "", "具体", "", "详细", "", "所属", "", "现在", "",
	"登记", "", "基本", "", "相关", "", "有关", "", "年度", "", "的", "",
	"时间", "日期", "年月日", "日期", "年月", "日期", "时限", "期限", "类型", "类别", "种类", "类别", "分类", "类别",
	"户口", "户籍", "联系方式", "电话", "联系电话", "电话", "手机号码", "电话", "手机号", "电话", "手机", "电话", "电话号码", "电话", "联系号码", "电话",
	"住址", "住地址", "详址", "地址", "居住地址", "住地址", "居住地", "住地址", "现住地址", "住地址", "现住地", "住地址", "居住", "住", "人员", "人", "起始", "开始", "编码", "编号", "代码", "编号", "号码", "编号", "公民身份", "身份证", "居民身份证", "身份证",
	"家长", "监护人", "措施", "方式", "形式", "方式", "途径", "方式", "事由", "原因", "缘由", "原因", "证编号", "证号", "级别", "等级", "程度", "等级", "标准", "金额", "数量", "数")

// knownLabel is a label of the tables, ready to be compared.
type knownLabel struct {
	core  []rune
	asks  asks
	who   role
	field string
	share float64 // of the forms that mean this field by it
}

// gather prepares the labels for comparison.
func (x *labelIndex) gather() {
	keys := make([]string, 0, len(x.senses))
	for key := range x.senses {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	x.grams = map[string][]int32{}
	for _, key := range keys {
		best := x.scored(key, 1)[0]
		bare := withoutBrackets(key)
		if bare == "" {
			bare = key
		}
		who, _ := cutRole(bare)
		k := knownLabel{core: []rune(coreOf(bare)), asks: asksOf(bare), who: who, field: best.Field, share: best.Score}
		at := int32(len(x.keys))
		x.keys = append(x.keys, k)
		for _, g := range pairs(k.core) {
			if list := x.grams[g]; len(list) == 0 || list[len(list)-1] != at {
				x.grams[g] = append(list, at)
			}
		}
	}
}

// coreOf is a label in plainer words, unless nothing else is in it.
func coreOf(key string) string {
	if core := plainer.Replace(key); runeLen(core) >= 2 {
		return core
	}
	return key
}

// pairs are the pairs of characters side by side, with one at each end.
func pairs(core []rune) []string {
	out := make([]string, 0, len(core)+1)
	before := '^'
	for _, r := range core {
		out = append(out, string([]rune{before, r}))
		before = r
	}
	return append(out, string([]rune{before, '$'}))
}

// The least likeness at which a label is held to mean what another does, and how
// far the next field must lie behind.
const (
	alike  = 0.70
	behind = 0.06
)

// similar finds what a label never seen may mean by the known labels most like it.
// Labels that ask for another kind of answer or speak of somebody else don't count,
// and a label most like one that has no field means nothing.
func (x *labelIndex) similar(key string) []Meaning {
	bare := withoutBrackets(key)
	core := []rune(coreOf(bare))
	if len(core) < 2 || len(core) > 24 {
		return nil
	}
	want := asksOf(bare)
	who, _ := cutRole(bare)
	mine := pairs(core)
	shared := map[int32]int{}
	for _, g := range mine {
		for _, at := range x.grams[g] {
			shared[at]++
		}
	}
	best := map[string]float64{}
	for at, n := range shared {
		k := x.keys[at]
		if k.asks != want && (k.asks != asksAny && want != asksAny || k.asks == asksYesNo || want == asksYesNo) || differ(k.who, who) {
			continue
		}
		score := likeness(core, k.core, n, len(mine)) * (0.8 + 0.2*k.share)
		best[k.field] = max(best[k.field], score)
	}
	return choose(best)
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

// likeness of two labels: the pairs of characters that they share, and the single
// characters, of all that both have.
func likeness(a, b []rune, sharedPairs, pairsOfA int) float64 {
	dice := 2 * float64(sharedPairs) / float64(pairsOfA+len(b)+1)
	single := 0
	for _, r := range a {
		if slices.Contains(b, r) {
			single++
		}
	}
	letters := 2 * float64(single) / float64(len(a)+len(b))
	return 0.6*min(dice, 1) + 0.4*min(letters, 1)
}

// choose takes the fields whose likeness is enough. Two that are close leave the
// question open, with scores that say so.
func choose(best map[string]float64) []Meaning {
	var out []Meaning
	for field, score := range best {
		if score >= alike-behind {
			out = append(out, Meaning{field, score})
		}
	}
	slices.SortFunc(out, func(a, b Meaning) int {
		if c := cmp.Compare(b.Score, a.Score); c != 0 {
			return c
		}
		return cmp.Compare(a.Field, b.Field)
	})
	if len(out) == 0 || out[0].Score < alike || out[0].Field == ownColumn {
		return nil
	}
	sure := len(out) == 1 || out[0].Score-out[1].Score >= behind
	for i := range out {
		out[i].Score = 0.5 + (out[i].Score-alike)/(1-alike)*0.4
		if !sure || i > 0 {
			out[i].Score = min(out[i].Score, 0.5) * 0.8
		}
	}
	return out
}
