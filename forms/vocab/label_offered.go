package vocab

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// answers are those that a label offers in brackets: 人员类别(常住/流动/寄住).
var answers = regexp.MustCompile(`\(([^()]*[/、][^()]*)\)`)

// kindNouns are labels that ask which kind somebody is, and of what only by the answers
// that they offer.
var kindNouns = map[string]bool{
	"人员类别": true, "人员类型": true, "对象类别": true, "对象类型": true, "身份类别": true, "人员身份": true, "人员性质": true,
	"类别": true, "类型": true, "种类": true, "性质": true, "情况": true, "状态": true, "身份": true, "人员分类": true, "分类": true,
}

// offered are the fields whose code list holds the answers that a label offers: the
// words of a list hardly stand in another. The label's own words have to be like one of
// the field's, but for those that ask of any kind.
func (x *Labels) offered(key string) []Meaning {
	if len(x.senses[key]) > 0 {
		return nil
	}
	m := answers.FindStringSubmatch(key)
	if m == nil {
		return onlyAnswers(key)
	}
	fields := fieldsOf(m[1])
	if len(fields) == 0 || len(fields) > 2 {
		return nil
	}
	bare := withoutBrackets(key)
	if !kindNouns[bare] && len(x.known(bare)) > 0 {
		return nil // what is asked is plain without them
	}
	like := x.similar(bare)
	var out []Meaning
	for _, name := range fields {
		def, _ := Field(name)
		switch {
		case kindNouns[bare]:
			out = append(out, Meaning{Field: name, Score: 0.8 / float64(len(fields))})
		case bare != "" && strings.Contains(def.Label, bare), slices.ContainsFunc(like, func(m Meaning) bool { return m.Field == name }):
			out = append(out, Meaning{Field: name, Score: 0.8})
		}
	}
	return out
}

// onlyAnswers reads a label that is nothing but the answers to what it asks: 团员/党员/群众.
func onlyAnswers(key string) []Meaning {
	if strings.Count(key, "/")+strings.Count(key, "、") < 2 {
		return nil
	}
	if fields := fieldsOf(key); len(fields) == 1 {
		return []Meaning{{Field: fields[0], Score: 0.8}}
	}
	return nil
}

// fieldsOf are the fields of whose code lists answers are words: two at least, and all
// but one where there are more.
func fieldsOf(offered string) []string {
	if f, ok := offeredFields.Load(offered); ok {
		return f.([]string)
	}
	var words []string
	for _, w := range strings.FieldsFunc(offered, func(r rune) bool { return r == '/' || r == '、' }) {
		if w = strings.TrimSpace(w); w != "其他" && w != "其它" {
			words = append(words, w)
		}
	}
	var out []string
	for _, f := range Fields() {
		if f.Type != "code" && f.Type != "multicode" {
			continue
		}
		fit := 0
		for _, w := range words {
			if runeLen(w) >= 2 && Fits(f.Name, w) >= 0.9 {
				fit++
			}
		}
		if fit >= 2 && fit >= len(words)-1 {
			out = append(out, f.Name)
		}
	}
	offeredFields.Store(offered, out)
	return out
}

// offeredFields keeps what was found: a form's labels are read many times.
var offeredFields sync.Map
