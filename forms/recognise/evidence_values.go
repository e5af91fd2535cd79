package recognise

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// telling are the fields whose values can be known without a label.
var telling = []string{"person.id_no", "person.phone", "person.name", "person.residence_address", "person.sex", "person.birth", "disabled.cert_no", "disabled.type", "person.bank_account", "person.ethnic", "person.relation"}

// byValues proposes fields by what stands in the column alone. A label that lists
// several things (姓名、电话) holds several.
func (q *question) byValues() {
	start := valueOnly
	if q.label != "" {
		start = valueAgainst
		if strings.ContainsAny(q.label, "、，,/及和与") {
			return
		}
	}
	for _, f := range telling {
		if _, ok := q.scores[f]; !ok && q.hints(f) && q.fit(f) >= 0.8 {
			q.scores[f] = start
		}
	}
	for _, f := range tellingCodes {
		if f == "person.relation" && q.label != "" && !strings.ContainsAny(q.label, hintsAt[f]) {
			continue // who calls for a child: 爷爷, 奶奶, 母亲
		}
		if _, ok := q.scores[f]; !ok && q.different() >= 3 && q.ofThePerson() && q.fit(f) >= 0.9 {
			q.scores[f] = start
		}
	}
	if q.label == "" && q.looksLikeNames() {
		q.scores["person.name"] = max(q.scores["person.name"], 0)
	}
}

// tellingCodes are the fields of a person whose code lists share few words with others:
// three different ones of them say what a column asks.
var tellingCodes = []string{"person.education", "person.marital", "person.political", "person.employment", "person.ethnic", "person.relation", "disabled.type", "disabled.grade", "elder.living", "elder.selfcare", "vet.type", "child.type", "person.medical_insurance", "person.pension_insurance"}

// hintsAt are the characters that an unknown label for a field has one of, at least.
var hintsAt = map[string]string{
	"person.id_no": "证号码份", "person.phone": "电话手机号联系", "person.name": "名", "person.residence_address": "址居住", "person.sex": "性别",
	"person.birth": "生", "person.ethnic": "族", "person.relation": "系谓", "person.bank_account": "账帐卡户", "disabled.cert_no": "残", "disabled.type": "残",
}

// othersWords are in labels that ask about somebody else.
var othersWords = []string{"父", "母", "夫", "妻", "配偶", "监护", "孩", "子女", "房", "产权", "业主", "对方", "责任", "负责", "联系人", "代办", "担保", "法", "单位", "登记人", "经办", "网格员", "组长", "护理", "帮扶", "逝者", "户主"}

// hints reports whether an unknown label may be one for a field: it has a character
// that such labels have, and no word for another person.
func (q *question) hints(field string) bool {
	if q.label == "" {
		return true
	}
	return strings.ContainsAny(q.label, hintsAt[field]) && q.ofThePerson()
}

// ofThePerson reports whether a label has no word for anyone else.
func (q *question) ofThePerson() bool {
	return !q.another && !slices.ContainsFunc(othersWords, func(w string) bool { return strings.Contains(q.label, w) })
}

// looksLikeNames reports whether a column without a label holds names: short words,
// hardly one of them twice.
func (q *question) looksLikeNames() bool {
	seen := map[string]bool{}
	for _, v := range q.sample {
		seen[v] = true
	}
	return len(q.sample) >= 3 && 10*len(seen) >= 8*len(q.sample) && q.fit("person.name") >= 0.45
}

// fit is how well the values of a question look like a field's, 0..1.
func (q *question) fit(field string) float64 {
	if v, ok := q.fits[field]; ok {
		return v
	}
	fits := func(v string) float64 { return vocab.Fits(field, v) }
	if field == "disabled.cert_no" {
		fits = fitsCertificate
	} else if def, ok := vocab.Field(field); ok && def.Type == "idcard" {
		fits = func(v string) float64 {
			if lostNumber.MatchString(v) {
				return 0.7
			}
			return vocab.Fits(field, v)
		}
	}
	sum := 0.0
	for _, v := range q.sample {
		sum += fits(v)
	}
	if q.fits == nil {
		q.fits = map[string]float64{}
	}
	q.fits[field] = sum / float64(len(q.sample))
	return q.fits[field]
}

// insured lets what stands under 参保险种 say which insurance is asked for, where the label
// doesn't.
func (q *question) insured() {
	const medical, pension = "person.medical_insurance", "person.pension_insurance"
	s, asks := q.scores[medical]
	if _, both := q.scores[pension]; asks && !both && !strings.Contains(q.label+q.group, "医") {
		q.scores[pension] = s - 0.5
	}
}

// choices are the answers that a label offers in brackets: 人员类别（退役军人/烈属/军属）.
var choices = regexp.MustCompile(`[（(]([^（）()]*[/／、][^（）()]*)[）)]`)

// offered takes the answers that the label itself offers for values, where none stand
// in the column.
func (q *question) offered() {
	if len(q.sample) > 0 {
		return
	}
	if m := choices.FindStringSubmatch(q.label); m != nil {
		for _, v := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune("/／、", r) }) {
			q.sample = append(q.sample, strings.TrimSpace(v))
		}
	}
}

// seqLabels are labels of a column that may number the rows.
var seqLabels = map[string]bool{"": true, "编号": true, "序号": true, "序": true, "号": true, "No": true, "NO": true, "No.": true, "NO.": true, "项次": true, "行号": true, "顺序": true, "人数": true, "户数": true}

// numbered takes a column that counts its rows 1, 2, 3 for the running number, where
// its label doesn't say otherwise.
func (q *question) numbered() {
	if !seqLabels[bare(q.label)] || !counting(q.sample) {
		return
	}
	q.scores["calc.seq"] = max(q.scores["calc.seq"], 2.5)
	if q.scores["doc.no"] != 0 {
		q.scores["doc.no"] -= 3
	}
}

// counting reports whether values are whole numbers that go up by the same step from
// one of the first: of a long table some rows only are looked at.
func counting(values []string) bool {
	if len(values) < 2 {
		return false
	}
	first, err := strconv.Atoi(strings.TrimSpace(values[0]))
	if err != nil || first < 0 || first > 3 {
		return false
	}
	last, up := first, 0
	for _, v := range values[1:] {
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return false
		}
		if n > last {
			up++
		}
		last = n
	}
	return 10*up >= 9*(len(values)-1)
}

// lostNumber is what a spreadsheet makes of an ID number that was typed as a number.
var lostNumber = regexp.MustCompile(`^\s*\d(\.\d+)?[Ee]\+1[4-7]\s*$`)

// fitsCertificate says how well a text looks like a disability certificate's
// number: the ID number, a digit for the kind and one for the grade.
func fitsCertificate(text string) float64 {
	s := forms.Squeeze(text)
	if len(s) >= 20 && len(s) <= 22 && vocab.ParseID(s[:18]).Valid {
		return 1
	}
	return vocab.Fits("person.employer", text) // as any text
}

// valueRule says how a kind of value speaks: at fit even it says nothing, at full
// it says yes, at 0 no.
type valueRule struct{ even, full, yes, no float64 }

var valueRules = map[string]valueRule{
	"idcard":    {0.4, 1, 2, 4},
	"phone":     {0.4, 1, 1.5, 3.5},
	"date":      {0.4, 1, 1.2, 3},
	"month":     {0.4, 1, 1.2, 3},
	"bankcard":  {0.3, 0.95, 1.5, 3},
	"address":   {0.35, 1, 1.2, 2},
	"code":      {0.3, 1, 1.2, 3.5},
	"multicode": {0.3, 1, 1.2, 0.8},
	"bool":      {0.3, 0.9, 0.6, 3},
	"integer":   {0.3, 0.7, 0.4, 3},
	"decimal":   {0.3, 0.7, 0.4, 3},
	"money":     {0.3, 0.7, 0.4, 3},
	"name":      {0.4, 0.95, 1.2, 2},
	"text":      {0.2, 0.4, 0.2, 0.8},
}

// valueOdds is what the values say about a field. Some kinds of value can hardly be
// mistaken, others look like anything.
func (q *question) valueOdds(field string) float64 {
	if len(q.sample) == 0 {
		return 0
	}
	def, ok := vocab.Field(field)
	if !ok {
		return 0
	}
	v := q.fit(field)
	n := float64(len(q.sample))
	trust, doubt := n/(n+1), n/(n+0.4)
	r, ok := valueRules[def.Type]
	if !ok {
		r = valueRules["text"]
	}
	if strings.HasSuffix(field, "name") && v > 0.36 {
		r = valueRules["name"]
	}
	if field == "disabled.cert_no" {
		r = valueRules["idcard"]
	}
	if v < r.even {
		return -doubt * r.no * (r.even - v) / r.even
	}
	yes := r.yes
	if def.Type == "code" || def.Type == "multicode" {
		yes += varied * math.Min(1, float64(q.different()-1)/3)
	}
	return trust * yes * (v - r.even) / (r.full - r.even)
}

// varied is how much more several different words of a code list say than one: 是
// and 无 are in many lists, 妻, 长子 and 孙女 in one.
const varied = 1.5

// different is how many different values a question has.
func (q *question) different() int {
	if q.kinds == 0 {
		seen := map[string]bool{}
		for _, v := range q.sample {
			seen[v] = true
		}
		q.kinds = len(seen)
	}
	return q.kinds
}
