package recognise

import (
	"math"
	"sort"
	"strings"

	"huce/forms/vocab"
)

// question is one column or card cell whose field is sought.
type question struct {
	label, group string
	sample       []string // some of the values that stand there, none blank
	seen         []vocab.Meaning
	scores       map[string]float64 // field → evidence for it, in log-odds
	fits         map[string]float64 // field → how well the sample looks like it
	kinds        int                // how many different values the sample has, 0 before it is asked
	another      bool               // the group speaks of another person than the sheet's
	choice       bool               // one of the answers that the group asks to mark
	nextTo       *question          // of a card: the question before it in its row
}

// How much each kind of evidence weighs, in log-odds.
const (
	formAsks     = 1.6  // the built-in form that the sheet is asks for the field
	formSays     = 3.0  // … under this very label
	formLacks    = -1.2 // … doesn't ask for it
	formOther    = -3.0 // … asks for another under this very label
	sameSubject  = 0.7  // the columns beside it are about the same thing
	valueOnly    = -0.6 // no label says it, only what stands in the column
	valueAgainst = -1.4 // a label that says nothing known
	maxSample    = 48
	chainedOwner = 1.4
	nameless     = -1.2
	// Of two columns that mean a field as surely, the earlier one has it.
	earlier = 0.05
	// How much less likely a field is where another column is surer to be it.
	takenElsewhere = 3.0
)

// weigh adds up the evidence of a question by itself: what its label may mean,
// what stands in it, which form it stands on.
func (q *question) weigh(m match, named map[string]bool) {
	q.scores = map[string]float64{}
	if ownLabel(q.label) && q.best() < 0.85 {
		return
	}
	if q.choice {
		q.asChoice()
		return
	}
	for _, mean := range q.seen {
		q.scores[mean.Field] = logOdds(mean.Score)
	}
	q.numbered()
	q.insured()
	said := ""
	if m.form != nil {
		said = m.form.says(q)
		if who, part := owner(said); part != "" && part != "_name" && who != "person" && !named[who] {
			said = "" // the form's 联系电话 is a head's whom this sheet doesn't ask for
		}
		if q.another && vocab.OfSubject(said) {
			said = ""
		}
		if said != "" {
			if _, ok := q.scores[said]; !ok {
				q.scores[said] = -1
			}
		}
	}
	if len(q.sample) > 0 && q.best() < 0.5 {
		q.byValues()
	}
	if !q.another {
		q.byTitle(m)
	}
	q.elsewhere(m)
	q.byTitleWord(m.title)
	q.askedAs()
	for f := range q.scores {
		q.scores[f] += q.valueOdds(f)
		if m.form != nil {
			q.scores[f] += m.odds(said, f)
		}
	}
	q.answered()
}

// names are the people and homes whose names a sheet asks for, by its labels or by
// what the form that it is like says of them.
func (m match) names(qs []*question) map[string]bool {
	named := map[string]bool{}
	for _, q := range qs {
		fields := topFields(q.seen)
		if m.form != nil {
			fields = append(fields, m.form.says(q))
		}
		for _, f := range fields {
			named[f] = true // act.duty is whom act.duty_phone belongs to
			if who, part := owner(f); part == "_name" {
				named[who] = true
			}
		}
	}
	return named
}

func (q *question) best() float64 {
	best := 0.0
	for _, m := range q.seen {
		best = max(best, m.Score)
	}
	return best
}

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

// says is the field that a form asks for under the question's very label, first
// with its group (父亲情况/姓名 is 父亲姓名). Where the group speaks of another person
// than the label alone would, the form says nothing.
func (k *known) says(q *question) string {
	b := bare(q.label)
	if q.group != "" {
		if f, ok := k.labels[groupWord(q.group)+b]; ok {
			return f
		}
	}
	f := k.labels[b]
	if f == "" || q.group == "" {
		return f
	}
	for _, m := range q.seen {
		who, _ := owner(m.Field)
		if said, _ := owner(f); m.Score >= 0.9 && m.Field != f && who != "" && who != said {
			return ""
		}
	}
	return f
}

// groupWord is a group without the words that say nothing: 父亲情况 is 父亲.
func groupWord(group string) string {
	g := bare(group)
	for _, end := range []string{"基本情况", "基本信息", "情况", "信息", "资料"} {
		if cut, ok := strings.CutSuffix(g, end); ok {
			return cut
		}
	}
	return g
}

// odds is what the form that a sheet is like says about a field; said is the field
// it asks for under the label itself. It counts the more, the surer the form is.
func (m match) odds(said, f string) float64 {
	strength := 1.0
	if !m.same {
		strength = 0.5 * min(1, m.score/0.7)
	}
	switch {
	case said == f:
		return formSays * strength
	case said != "":
		return formOther * strength
	case m.form.fields[f]:
		return formAsks * strength
	case f == "calc.seq":
		return 0
	case !m.same:
		return formLacks * strength / 2 // another department may ask for anything
	}
	return formLacks * strength
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
