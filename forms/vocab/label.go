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
	if heading == "" && len(x.senses[key]) == 0 && onlyAnswers(key) == nil {
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
	if found = x.inSquareMetres(key); found != nil {
		return x.ordered(inGroup(found, heading))
	}
	if found = x.offered(key); found != nil {
		return x.ordered(inGroup(found, heading))
	}
	found = x.known(key)
	if found == nil && everyTime.MatchString(key) {
		return nil
	}
	if found == nil {
		found = x.composed(key)
	}
	if len(found) == 0 {
		found = x.ofThisTime(key)
	}
	if len(found) == 0 {
		found = listed(key)
	}
	if len(found) == 0 {
		found = x.similar(key)
	}
	return x.ordered(inGroup(found, heading))
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
	if m := ofTwoRoles(key); m != nil {
		return m
	}
	if bare := withoutBrackets(key); bare != key && bare != "" {
		m := x.scored(bare, 0.95)
		if m == nil || m[0].Field == ownColumn { // 楼栋（单元） is 楼栋单元
			if joined := x.scored(strings.NewReplacer("(", "", ")", "").Replace(key), 0.95); joined != nil {
				return joined
			}
		}
		if m != nil {
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
	for _, m := range ofAnother(found, r) {
		if attrOf[m.Field] != attrNone {
			if field == "" {
				continue // the same of somebody else's is not asked here
			}
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
		if m.Field == found[0].Field && m.Score >= 0.6 {
			continue // 户主姓名 says itself whose it is
		}
		if !strings.HasPrefix(m.Field, "person.") && attrOf[m.Field] != attrNone {
			out[i].Score *= 0.3
		}
	}
	return out
}

// ofAnother leaves out what a label asks of the person where its heading speaks of
// somebody else: 工作单位 under 父亲 is not the child's, 年龄 under 监护人 neither.
func ofAnother(found []Meaning, r role) []Meaning {
	if r == roleHead || r == roleHousehold || r == roleOrg || r == roleDog {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(m Meaning) bool { return OfSubject(m.Field) })
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
