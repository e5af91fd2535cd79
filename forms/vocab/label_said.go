package vocab

import (
	"regexp"
	"slices"
	"strings"
)

// squareMetres is a unit of areas behind a label.
var squareMetres = regexp.MustCompile(`\((?:㎡|m2|m²|平方米|平米|平方)\)$`)

// inSquareMetres reads a label that says by its unit alone that it asks for an area: 住房(㎡).
func (x *Labels) inSquareMetres(key string) []Meaning {
	bare := squareMetres.ReplaceAllString(key, "")
	if bare == key || strings.HasSuffix(bare, "面积") {
		return nil
	}
	return x.scored(bare+"面积", 0.95)
}

// twoRoles is a label of somebody with another word for him in brackets: 父母(监护人)姓名.
var twoRoles = regexp.MustCompile(`^([^()]+)\(([^()]+)\)(\p{Han}+)$`)

// ofTwoRoles reads a label that says in brackets who somebody may be instead: where one of
// both words is a guardian's he is asked for, else the word that says more than 家属.
func ofTwoRoles(key string) []Meaning {
	m := twoRoles.FindStringSubmatch(key)
	if m == nil {
		return nil
	}
	first, second := roleOf(m[1]), roleOf(m[2])
	if first == roleNone && m[1] != "父母" || second == roleNone {
		return nil
	}
	who := first
	switch {
	case second == roleGuardian:
		who = second
	case m[1] == "家属" || m[1] == "亲属":
		who = second
	case first == roleSubject || first == roleHead || first == roleOrg:
		return nil // 申请人(单位)名称 is read by what it asks
	}
	for _, a := range askedOf {
		if slices.Contains(a.words, m[3]) {
			if field := roleFields[who][a.attr]; field != "" {
				return []Meaning{{Field: field, Score: 0.95}}
			}
			return []Meaning{{Field: ownColumn, Score: 1}}
		}
	}
	return nil
}

// askedOf are the words for what is asked of somebody whom a label names.
var askedOf = []struct {
	attr  attr
	words []string
}{
	{attrName, []string{"姓名", "名字"}},
	{attrID, []string{"身份证号", "身份证号码", "证件号码", "证件号", "公民身份号码", "身份证"}},
	{attrPhone, []string{"电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码"}},
	{attrRelation, []string{"关系"}},
	{attrAddress, []string{"地址", "住址", "现住址"}},
}

// thisTime are words before a label that say of which round it asks: 本季度走访日期.
var thisTime = []string{"本季度", "本年度", "上年度", "本月", "本周", "本次", "本期", "本年", "当月", "当年", "当期", "今年", "此次", "最近一次", "最近"}

// everyTime is a label of one of several rounds, each with a column: 第二次（9月）, 3月走访.
var everyTime = regexp.MustCompile(`^第[一二三四五六七八九十\d]{1,2}(?:次|轮|批|周|季度|期|针|剂|场|年|月)?(?:\(.*\))?$|^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?[^底末初份]*$`)

// WithoutTime is a label without the words before it that say of which round it asks.
func WithoutTime(label string) string {
	rest, _ := cutPrefixes(label, thisTime...)
	return rest
}

// ofThisTime reads a label that asks of one round what another asks of any: no label
// of the tables, but one without its first word.
func (x *Labels) ofThisTime(key string) []Meaning {
	if rest, cut := cutPrefixes(key, thisTime...); cut && runeLen(rest) >= 4 {
		return scaled(x.known(rest), 0.93)
	}
	return nil
}
