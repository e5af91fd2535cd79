package recognise

import (
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// question is one column or card cell whose field is sought.
type question struct {
	label, group string
	sample       []string // some of the values that stand there, none blank
	seen         []vocab.Meaning
	scores       map[string]float64 // field → evidence for it, in log-odds
	fits         map[string]float64 // field → how well the sample looks like it
}

// How much each kind of evidence weighs, in log-odds.
const (
	formAsks     = 1.6  // the built-in form that the sheet is asks for the field
	formSays     = 3.0  // … under this very label
	formLacks    = -1.2 // … doesn't ask for it
	formOther    = -2.5 // … asks for another under this very label
	sameSubject  = 0.7  // the columns beside it are about the same thing
	valueOnly    = -0.6 // no label says it, only what stands in the column
	valueAgainst = -1.4 // a label that says nothing known
	maxSample    = 48
	chainedOwner = 1.4
	nameless     = -1.2
	// How much less likely a field is where another column is surer to be it.
	takenElsewhere = 3.0
)

// decide gives every question a field and how sure it is. The fields are given out
// for the sheet as a whole: two columns can't mean one field.
func decide(qs []*question, m match) ([]string, []float64) {
	for _, q := range qs {
		q.weigh(m)
	}
	chain(qs)
	beside(qs)
	ofOrganisations(qs)
	ofNobody(qs)
	fields, index := []string{}, map[string]int{}
	rows := make([]map[int]float64, len(qs))
	for i, q := range qs {
		rows[i] = map[int]float64{}
		for _, f := range slices.Sorted(maps.Keys(q.scores)) {
			j, ok := index[f]
			if !ok {
				j = len(fields)
				index[f] = j
				fields = append(fields, f)
			}
			rows[i][j] = q.scores[f]
		}
	}
	chosen := assign(rows, len(fields))
	out, sure := make([]string, len(qs)), make([]float64, len(qs))
	taken := map[string]bool{}
	for i, j := range chosen {
		if j >= 0 {
			out[i] = fields[j]
			taken[fields[j]] = true
		}
	}
	for i, f := range out {
		if f != "" {
			sure[i] = qs[i].confidence(f, taken)
		}
	}
	return out, sure
}

// weigh adds up the evidence of a question by itself: what its label may mean,
// what stands in it, which form it stands on.
func (q *question) weigh(m match) {
	q.scores = map[string]float64{}
	if ownLabel(q.label) && q.best() < 0.85 {
		return
	}
	for _, mean := range q.seen {
		q.scores[mean.Field] = logOdds(mean.Score)
	}
	if m.form != nil {
		if f := m.form.says(q); f != "" {
			if _, ok := q.scores[f]; !ok {
				q.scores[f] = -1
			}
		}
	}
	if len(q.sample) > 0 && q.best() < 0.5 {
		q.byValues()
	}
	for f := range q.scores {
		q.scores[f] += q.valueOdds(f)
		if m.form != nil {
			q.scores[f] += m.odds(q, f)
		}
	}
}

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
	if q.label == "" && q.looksLikeNames() {
		q.scores["person.name"] = max(q.scores["person.name"], 0)
	}
}

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
	return strings.ContainsAny(q.label, hintsAt[field]) && !slices.ContainsFunc(othersWords, func(w string) bool { return strings.Contains(q.label, w) })
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

func (q *question) best() float64 {
	best := 0.0
	for _, m := range q.seen {
		best = max(best, m.Score)
	}
	return best
}

// telling are the fields whose values can be known without a label.
var telling = []string{"person.id_no", "person.phone", "person.name", "person.residence_address", "person.sex", "person.birth", "disabled.cert_no", "disabled.type", "person.bank_account", "person.ethnic", "person.relation"}

// ownLabels are what no standard field is: remarks, opinions, signatures.
var ownLabels = []string{"意见", "签名", "签字", "备注", "照片", "承诺"}

func ownLabel(label string) bool {
	b := bare(label)
	for _, w := range ownLabels {
		if strings.HasSuffix(b, w) {
			return true
		}
	}
	return strings.HasPrefix(b, "备注")
}

// says is the field that a form asks for under the question's very label.
func (k *known) says(q *question) string {
	b := bare(q.label)
	if f, ok := k.labels[b]; ok {
		return f
	}
	if q.group != "" {
		if f, ok := k.labels[bare(q.group)+b]; ok {
			return f
		}
	}
	return ""
}

// odds is what the form that a sheet is like says about a field. It counts the
// more, the surer the form is.
func (m match) odds(q *question, f string) float64 {
	strength := min(1, m.score/0.7)
	if !m.same {
		strength *= 0.5
	}
	said := m.form.says(q)
	switch {
	case said == f:
		return formSays * strength
	case said != "":
		return formOther * strength
	case m.form.fields[f]:
		return formAsks * strength
	case strings.HasPrefix(f, "calc.seq"):
		return 0
	}
	return formLacks * strength
}

// fit is how well the values of a question look like a field's, 0..1.
func (q *question) fit(field string) float64 {
	if v, ok := q.fits[field]; ok {
		return v
	}
	fits := func(v string) float64 { return vocab.Fits(field, v) }
	if field == "disabled.cert_no" {
		fits = fitsCertificate
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

// fitsCertificate says how well a text looks like a disability certificate's
// number: the ID number, a digit for the kind and one for the grade.
func fitsCertificate(text string) float64 {
	s := forms.Squeeze(text)
	if len(s) >= 20 && len(s) <= 22 && vocab.ParseID(s[:18]).Valid {
		return 1
	}
	return vocab.Fits("person.employer", text) // as any text
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
	return trust * r.yes * (v - r.even) / (r.full - r.even)
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

func logOdds(p float64) float64 {
	p = max(0.02, min(0.985, p))
	return math.Log(p / (1 - p))
}

// confidence is how likely a chosen field is, among the others that the question
// might mean. One that another column has is hardly this one's too.
func (q *question) confidence(field string, taken map[string]bool) float64 {
	best := q.scores[field]
	sum := 1.0 // none
	for f, s := range q.scores {
		if f != field && taken[f] {
			s -= takenElsewhere
		}
		sum += math.Exp(min(s, 30))
	}
	return math.Round(1000*math.Exp(min(best, 30))/sum) / 1000
}

// The last parts of the fields that tell of one person: house.owner_name,
// house.owner_id and house.owner_phone are about the same one.
var personParts = []string{"_name", "_id", "_phone", "_relation", "_address", "_contact"}

// owner is whom a field tells of: house.owner of house.owner_phone, person of
// person.phone; "" where it is no part of a person.
func owner(field string) (who, part string) {
	switch field {
	case "person.name":
		return "person", "_name"
	case "person.id_no":
		return "person", "_id"
	case "person.phone":
		return "person", "_phone"
	case "person.residence_address":
		return "person", "_address"
	case "person.relation":
		return "person", "_relation"
	case "household.address":
		return "household.head", "_address"
	case "org.name", "org.phone", "org.address":
		return "org", strings.Replace(field, "org.", "_", 1)
	}
	for _, p := range personParts {
		if who, ok := strings.CutSuffix(field, p); ok && strings.Contains(who, ".") {
			return who, p
		}
	}
	return "", ""
}

// chain lets neighbours speak: a bare 证件号码 or 联系电话 behind 产权人姓名 is the
// owner's, one under the group 监护人 the guardian's.
func chain(qs []*question) {
	last := ""
	for i, q := range qs {
		who := ""
		best, second := q.lead()
		if best != "" && q.scores[best] > 0 {
			w, part := owner(best)
			if part == "_name" {
				last = w
			}
			if w != last && q.scores[best] > q.scores[second]+3 {
				who = ""
			}
		}
		if i > 0 && q.group != "" && q.group == qs[i-1].group || last != "" {
			who = last
		}
		if who == "" || who == "person" {
			continue
		}
		for f := range q.scores {
			if w, part := owner(f); w == who && part != "_name" {
				q.scores[f] += chainedOwner
			}
		}
		q.addChained(who)
	}
}

// beside lets the subject of the columns on both sides speak: 性别 between 品种 and
// 毛色 is the dog's.
func beside(qs []*question) {
	leads := make([]string, len(qs))
	for i, q := range qs {
		if f, _ := q.lead(); f != "" && q.scores[f] > 0.5 {
			leads[i], _, _ = strings.Cut(f, ".")
		}
	}
	for i, q := range qs {
		if i == 0 || i+1 == len(qs) || leads[i-1] == "" || leads[i-1] != leads[i+1] || leads[i-1] == "person" || leads[i-1] == "calc" {
			continue
		}
		for f := range q.scores {
			if strings.HasPrefix(f, leads[i-1]+".") {
				q.scores[f] += sameSubject
			}
		}
	}
}

// ofNobody doubts numbers and addresses of someone whose name the sheet doesn't ask
// for: a bare 身份证号 is no household head's where nobody asks for the head.
func ofNobody(qs []*question) {
	named := map[string]bool{"org": true}
	for _, q := range qs {
		f, _ := q.lead()
		if who, part := owner(f); part == "_name" && q.scores[f] > 0 {
			named[who] = true
		}
	}
	for _, q := range qs {
		for f := range q.scores {
			if who, part := owner(f); who != "" && who != "person" && part != "_name" && !named[who] {
				q.scores[f] += nameless
			}
		}
	}
}

// ofOrganisations turns a list of organisations away from people: what is asked of
// a shop is the shop's.
func ofOrganisations(qs []*question) {
	org := false
	for _, q := range qs {
		switch f, _ := q.lead(); {
		case f == "org.name" && q.scores[f] > 2:
			org = true
		case (f == "person.name" || f == "person.id_no" || f == "household.head_name") && q.scores[f] > 0:
			return
		}
	}
	if !org {
		return
	}
	for _, q := range qs {
		for f := range q.scores {
			switch {
			case strings.HasPrefix(f, "org."):
				q.scores[f]++
			case strings.HasPrefix(f, "person.") || strings.HasPrefix(f, "household."):
				q.scores[f] -= 3
			}
		}
	}
}

// addChained proposes the field of the person whom the neighbours are about where
// the label itself leaves open whose it is.
func (q *question) addChained(who string) {
	best, _ := q.lead()
	w, part := owner(best)
	if w != "person" && w != "household.head" || w == who || part == "" || part == "_name" || !plainPart[bare(q.label)] {
		return
	}
	f := who + part
	if who == "org" {
		f = "org." + part[1:]
	}
	if _, ok := vocab.Field(f); !ok {
		return
	}
	if _, ok := q.scores[f]; !ok {
		q.scores[f] = q.scores[best] - 1 + q.valueOdds(f) - q.valueOdds(best)
	}
}

// plainPart are labels that don't say whose number or address they are.
var plainPart = map[string]bool{"身份证号": true, "身份证号码": true, "公民身份号码": true, "公民身份证号码": true, "证件号码": true, "证件号": true, "身份证": true, "联系电话": true, "电话": true, "联系方式": true, "手机号码": true, "手机": true, "手机号": true, "地址": true, "住址": true, "现住址": true, "家庭住址": true, "关系": true}

// lead is the field with the most evidence and the one behind it.
func (q *question) lead() (best, second string) {
	keys := make([]string, 0, len(q.scores))
	for f := range q.scores {
		keys = append(keys, f)
	}
	sort.Slice(keys, func(i, j int) bool {
		if q.scores[keys[i]] != q.scores[keys[j]] {
			return q.scores[keys[i]] > q.scores[keys[j]]
		}
		return keys[i] < keys[j]
	})
	if len(keys) > 0 {
		best = keys[0]
	}
	if len(keys) > 1 {
		second = keys[1]
	}
	return best, second
}

// sampleColumn takes some values of a column, from the whole length of the table.
func (p *page) sampleColumn(col int, rows forms.Span) []string {
	if rows.Empty() {
		return nil
	}
	step := max(1, rows.Len()/(2*maxSample))
	var out []string
	for r := rows.First - 1; r < rows.Last && len(out) < maxSample; r += step {
		if t := p.text(r, col); !vocab.IsBlank(t) {
			out = append(out, t)
		}
	}
	return out
}

// questions are the columns of a table to ask about. Of the members that a row lists
// side by side only the first one's are asked; the others mean the same.
func (p *page) questions(l *forms.Layout) ([]*question, block) {
	members := blocks(l.Columns)
	var qs []*question
	for i, c := range l.Columns {
		if members.members(i) >= 0 {
			continue
		}
		q := &question{label: c.Label, group: c.Group, sample: p.sampleColumn(c.Index, l.DataRows)}
		if members.in(i) {
			q.label, q.group = memberKey(c.Label), "家庭成员"
		}
		q.seen = meanings(q.label, q.group)
		qs = append(qs, q)
	}
	return qs, members
}

// mean decides what the columns of a table mean, which form it is, what a row of
// it speaks of.
func (p *page) mean(l *forms.Layout) {
	qs, members := p.questions(l)
	var labels []asked
	for _, q := range qs {
		if q.label != "" {
			labels = append(labels, asked{bare(q.label), topFields(q.seen)})
		}
	}
	if members.times == 0 && isPlan(l, qs) {
		asPlan(l, qs)
		return
	}
	dropTasks(qs)
	m := matchForm(l.Title, labels)
	found, sure := decide(qs, m)
	next := 0
	for i := range l.Columns {
		c := &l.Columns[i]
		if first := members.members(i); first >= 0 {
			c.Field, c.Confidence = l.Columns[first].Field, l.Columns[first].Confidence
			continue
		}
		c.Field, c.Confidence = found[next], sure[next]
		next++
	}
	l.Unit = unitOf(found)
	if members.times > 0 && l.Unit == forms.UnitPerson {
		l.Unit = forms.UnitHousehold
	}
	if m.same {
		l.Template, l.Department, l.Unit = m.form.ID, m.form.Department, m.form.Unit
	}
}

func topFields(seen []vocab.Meaning) []string {
	s := slices.Clone(seen)
	sort.SliceStable(s, func(i, j int) bool { return s[i].Score > s[j].Score })
	var out []string
	for _, m := range s {
		if len(out) < 3 && m.Score >= 0.3 {
			out = append(out, m.Field)
		}
	}
	return out
}

// unitOf is what a row speaks of, by the fields that it has.
func unitOf(fields []string) forms.Unit {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(fields, n) })
	}
	count := func(prefix string) int {
		n := 0
		for _, f := range fields {
			if strings.HasPrefix(f, prefix) {
				n++
			}
		}
		return n
	}
	events := 0
	for _, p := range []string{"event.", "dispute.", "petition.", "inspect.", "act.", "dog."} {
		events += count(p)
	}
	switch {
	case events >= 3:
		return forms.UnitEvent
	case has("org.name") && !has("person.id_no"):
		return forms.UnitOrganisation
	case has("household.head_name", "household.no") && (!has("person.id_no") || !has("person.relation")):
		return forms.UnitHousehold
	case has("house.address", "house.code") && count("house.") >= 3:
		return forms.UnitDwelling
	case has("person.name", "person.id_no"):
		return forms.UnitPerson
	case has("household.head_name", "household.address"):
		return forms.UnitHousehold
	}
	return ""
}
