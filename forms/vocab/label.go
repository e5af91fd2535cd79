package vocab

import (
	"cmp"
	"slices"
	"strings"
)

// Meaning is a standard field that a label may mean, and how surely: 1 where the
// label is known to mean this alone, above 0.5 where it is likely, less where other
// meanings are likelier.
type Meaning struct {
	Field string
	Score float64
	Alike bool // the label is none of the tables'; it is only like one that means this
}

// Label says what a column's or a card's label may mean, best first. The label is as
// the file has it, with its blanks, stars, numbers, brackets and line breaks; group
// is the merged label above it, "" where there is none. Where a label stands joined
// to its group (父亲情况/姓名), it may be given so.
//
// Fields of tasks (task.…) stand beside those of forms, for a plan's labels are
// those of forms too (序号, 责任人): the caller, who knows whether the sheet is a
// plan, takes the ones that belong. No meaning at all is an answer: the column is
// the department's own.
func Label(label, group string) []Meaning {
	return labels().Meanings(label, group)
}

// OwnLabel reports whether a label is known to be one that no standard field answers:
// 网格长, 领取日期.
func OwnLabel(label string) bool {
	x := labels()
	key := labelKey(label)
	return len(x.senses[key]) > 0 && x.scored(key, 1)[0].Field == ownColumn
}

// Alike is what a label may mean by the known labels most like it, even where it is
// known itself: 危险等级 is a house's, and on a form about patients 危险性等级.
func Alike(label string) []Meaning { return labels().Alike(label) }

// Alike is the function of that name by what these labels know.
func (x *Labels) Alike(label string) []Meaning {
	return slices.DeleteFunc(x.similar(labelKey(label)), func(m Meaning) bool { return m.Field == ownColumn })
}

// Meanings is Label by what these labels know.
func (x *Labels) Meanings(label, group string) []Meaning {
	key, heading := labelKey(label), labelKey(group)
	if heading == "" && len(x.senses[key]) == 0 {
		if before, after, joined := strings.Cut(key, "/"); joined && (isHeading(before) || x.known(before) == nil && x.known(labelKey(after)) != nil) {
			key, heading = labelKey(after), before
		}
	}
	if key == "" || len(key) > 240 {
		return nil
	}
	found := x.underHeading(key, heading)
	if found != nil {
		return x.ordered(found)
	}
	found = x.known(key)
	if found == nil {
		found = x.composed(key)
	}
	if found == nil {
		found = listed(key)
	}
	if found == nil {
		found = x.similar(key)
	}
	return x.ordered(inGroup(found, heading))
}

// underHeading reads a label that is whole only with its heading: 户籍 over 所在地, 残疾
// over 类别. Headings of several levels count from the nearest.
func (x *Labels) underHeading(key, heading string) []Meaning {
	if at := strings.LastIndexByte(heading, '/'); at >= 0 {
		heading = heading[at+1:]
	}
	if heading == "" || roleOf(heading) != roleNone || runeLen(heading) > 6 || !shortParts[key] {
		return nil
	}
	heading, _ = cutSuffixes(heading, "情况", "信息")
	return x.scored(labelKey(heading+key), 0.97)
}

// shortParts are labels that say nothing without the heading over them.
var shortParts = map[string]bool{
	"所在地": true, "地址": true, "详址": true, "性质": true, "类型": true, "类别": true, "种类": true, "等级": true, "级别": true, "程度": true, "时间": true, "日期": true, "年月": true,
	"号码": true, "编号": true, "证号": true, "名称": true, "原因": true, "方式": true, "形式": true, "金额": true, "标准": true, "面积": true, "状况": true, "情况": true, "结果": true, "意见": true, "人数": true, "单位": true,
	"账号": true, "卡号": true, "电话": true, "姓名": true, "地点": true, "用途": true, "结构": true, "年份": true, "年代": true,
}

// ordered are the meanings that count, the likeliest first.
func (*Labels) ordered(found []Meaning) []Meaning {
	found = slices.DeleteFunc(slices.Clone(found), func(m Meaning) bool { return m.Field == ownColumn || m.Score < 0.05 })
	slices.SortStableFunc(found, func(a, b Meaning) int {
		if c := cmp.Compare(b.Score, a.Score); c != 0 {
			return c
		}
		return cmp.Compare(a.Field, b.Field)
	})
	return found
}

// isHeading reports whether what stands before a slash is the heading that a label
// was joined to.
func isHeading(s string) bool {
	return roleOf(s) != roleNone || strings.HasSuffix(s, "情况") || strings.HasSuffix(s, "信息") || strings.HasSuffix(s, "资料") ||
		strings.HasSuffix(s, "账户") || strings.HasSuffix(s, "整改")
}

// known are the senses of a label that is in the tables: as it stands, without its
// brackets, or as two labels of one sense (手机/电话).
func (x *Labels) known(key string) []Meaning {
	if m := x.scored(key, 1); m != nil {
		return m
	}
	if bare := withoutBrackets(key); bare != key && bare != "" {
		if m := x.scored(bare, 0.95); m != nil {
			return m
		}
	}
	for _, by := range [...]string{"/", "、", "或", "及", "(", "与", "和"} {
		first, second, cut := strings.Cut(strings.TrimSuffix(key, ")"), by)
		if !cut {
			continue
		}
		a, b := x.scored(first, 0.95), x.scored(second, 0.95)
		if len(a) > 0 && len(b) > 0 && a[0].Field == b[0].Field {
			return a
		}
	}
	return nil
}

// scored are the senses of a key, each by its share of the forms, the likeliest
// first; sure is the score of a sense that stands alone.
func (x *Labels) scored(key string, sure float64) []Meaning {
	senses := x.senses[key]
	if len(senses) == 0 {
		return nil
	}
	all := 0.0
	for _, s := range senses {
		all += s.weight
	}
	out := make([]Meaning, len(senses))
	for i, s := range senses {
		out[i] = Meaning{Field: s.field, Score: sure * (0.3 + 0.7*s.weight/all)}
	}
	slices.SortStableFunc(out, func(a, b Meaning) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// composed reads a label that begins with whom it speaks of: 学生家长姓名 no, but
// 老人身份证号, 房东手机. Where that person has no such field, it means nothing.
func (x *Labels) composed(key string) []Meaning {
	r, rest := cutRole(withoutBrackets(key))
	if r == roleNone {
		return nil
	}
	of := x.known(rest)
	if len(of) == 0 {
		return nil
	}
	a := attrOf[of[0].Field]
	if r == roleSubject {
		if len(of) == 1 && strings.HasPrefix(of[0].Field, "person.") || a != attrNone {
			return scaled(of, 0.93)
		}
		return nil
	}
	if a == attrNone {
		return nil
	}
	if field := roleFields[r][a]; field != "" {
		return []Meaning{{Field: field, Score: 0.93}}
	}
	return []Meaning{{Field: ownColumn, Score: 1}}
}

func scaled(m []Meaning, by float64) []Meaning {
	out := slices.Clone(m)
	for i := range out {
		out[i].Score *= by
	}
	return out
}

// inGroup lets the heading above a label choose among its senses, or give it
// another: 姓名 under 父亲情况 is the father's.
func inGroup(found []Meaning, heading string) []Meaning {
	if heading == "" || len(found) == 0 {
		return found
	}
	r := roleOf(heading)
	if r == roleSubject && slices.ContainsFunc(found, func(m Meaning) bool { return strings.HasPrefix(m.Field, "person.") }) {
		return ofPerson(found)
	}
	if r == roleNone || r == roleSubject {
		return inDomain(found, heading)
	}
	a := attrNone
	for _, m := range found {
		if a = attrOf[m.Field]; a != attrNone {
			break
		}
	}
	if a == attrNone {
		return inDomain(ofAnother(found, r), heading)
	}
	field := roleFields[r][a]
	out := make([]Meaning, 0, len(found)+1)
	for _, m := range found {
		if m.Field != field && attrOf[m.Field] != attrNone {
			m.Score *= 0.3
		}
		if m.Field != field {
			out = append(out, m)
		}
	}
	if field != "" {
		out = append(out, Meaning{Field: field, Score: 0.97, Alike: found[0].Alike})
	}
	return out
}

// ofPerson prefers what is asked of the person himself: 身份证号 under 家庭成员情况 is no
// head's of the household.
func ofPerson(found []Meaning) []Meaning {
	out := slices.Clone(found)
	for i, m := range out {
		if !strings.HasPrefix(m.Field, "person.") && attrOf[m.Field] != attrNone {
			out[i].Score *= 0.3
		}
	}
	return out
}

// ofAnother doubts what a label asks of the person where its heading speaks of somebody
// else: 工作单位 under 父亲 is not the child's.
func ofAnother(found []Meaning, r role) []Meaning {
	if r == roleHead || r == roleHousehold || r == roleOrg {
		return found
	}
	out := slices.Clone(found)
	for i, m := range out {
		if strings.HasPrefix(m.Field, "person.") {
			out[i].Score *= 0.1
		}
	}
	return out
}

// inDomain prefers the senses that belong to what a heading is about.
func inDomain(found []Meaning, heading string) []Meaning {
	domain := domainOf(heading)
	if domain == "" || !slices.ContainsFunc(found, func(m Meaning) bool { return strings.HasPrefix(m.Field, domain+".") }) {
		return found
	}
	out := slices.Clone(found)
	for i, m := range out {
		if strings.HasPrefix(m.Field, domain+".") {
			if m.Alike { // 走访地址 under 走访信息 is not 走访情况 for that
				out[i].Score = min(0.9, 1.3*m.Score)
			} else {
				out[i].Score = max(m.Score, 0.9)
			}
		} else {
			out[i].Score *= 0.8
		}
	}
	return out
}
