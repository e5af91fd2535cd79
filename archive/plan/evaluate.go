package plan

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Proof is something in the archive that a measure can be shown by.
type Proof struct {
	Kind  string // of a document: plan, summary, form …; AttachedProof
	Title string
	No    string // 档号, or the attachment's id
	Date  string // ISO
}

// Evidence is one item that a measure asks for, as the archive stands.
type Evidence struct {
	Asked  string // as the table says: W01.4>=90
	Text   string // in words: 任务完成率 85%（要求≥90）
	Code   string // the indicator whose rows it can show, "" for none
	Met    bool
	Proofs []Proof
}

// Evaluated is a measure with what the archive shows for it.
type Evaluated struct {
	Measure
	Evidences []Evidence
	Proposed  float64 // the points that its evidence earns: Points times the part that is met
	Mine      float64 // the score that counts: the clerk's, else Proposed
	ByHand    bool    // nothing in the archive speaks for it: the clerk scores it
	Gap       float64 // Points less Mine
	Lacks     []string
}

// Evaluate holds the measures against the archive. What Measure.Evidence may say,
// several parted by ";":
//
//	W01.4>=90, M01.1<=5, B02   a number, with what it has to reach
//	会议:monthly>=12           meetings of a kind held this year
//	任务:消防                   tasks that say the word: all done
//	文书:summary               a document of the kind, filed this year
//	材料:居民公约               a document or attachment with the words in its title
//
// An item that can't be read is evidence that is not met, and says so. Measures that
// name no evidence are scored by hand: they count 0 until they are.
func Evaluate(in Input, t *Table, list []Measure, proofs []Proof) []Evaluated {
	var out []Evaluated
	for _, m := range list {
		if m.Dropped {
			continue
		}
		e := Evaluated{Measure: m}
		met := 0
		for _, asked := range strings.FieldsFunc(m.Evidence, func(r rune) bool { return strings.ContainsRune(";；\n", r) }) {
			v := evidenceOf(in, t, strings.TrimSpace(asked), proofs)
			if v.Met {
				met++
			} else {
				e.Lacks = append(e.Lacks, v.Text)
			}
			e.Evidences = append(e.Evidences, v)
		}
		e.ByHand = len(e.Evidences) == 0
		if !e.ByHand {
			e.Proposed = math.Round(100*m.Points*float64(met)/float64(len(e.Evidences))) / 100
		}
		e.Mine = e.Proposed
		if m.Scored {
			e.Mine = m.Score
		}
		if e.Gap = m.Points - e.Mine; e.Gap > 0 && len(e.Lacks) == 0 {
			e.Lacks = []string{phrase("eval.by_hand")}
		}
		out = append(out, e)
	}
	return out
}

var bounded = regexp.MustCompile(`^(.+?)\s*(>=|<=|≥|≤|=)\s*(\d+(?:\.\d+)?)%?$`)

func evidenceOf(in Input, t *Table, asked string, proofs []Proof) Evidence {
	e := Evidence{Asked: asked}
	what, sign, bound := narrow(asked), "", 0.0
	if m := bounded.FindStringSubmatch(what); m != nil {
		what, sign = m[1], strings.NewReplacer("≥", ">=", "≤", "<=").Replace(m[2])
		bound, _ = strconv.ParseFloat(m[3], 64) // the pattern lets only numbers through
	}
	kind, arg, has := strings.Cut(what, ":")
	switch {
	case !has && t.Has(what):
		i := t.Get(what)
		e.Code, e.Text = i.Code, i.Label+" "+i.Shown()
		e.Met = i.Known && reaches(i.Number, sign, bound)
	case kind == "会议":
		n := 0
		for k := range in.Meetings {
			if m := &in.Meetings[k]; m.Held && int(m.Date.Year) == in.Year && (m.Kind == arg || arg == "") {
				n++
			}
		}
		e.Text, e.Met = phrase("eval.meetings", phrase("meeting."+knownMeeting(arg)), n), reaches(float64(n), sign, bound) && n > 0
	case kind == "任务":
		e.tasks(in, arg)
	case kind == "文书":
		e.proofs(proofs, arg, func(p *Proof) bool { return p.Kind == arg && strings.HasPrefix(p.Date, strconv.Itoa(in.Year)) })
	case kind == "材料":
		e.proofs(proofs, arg, func(p *Proof) bool { return strings.Contains(p.Title, arg) })
	default:
		e.Text = phrase("eval.unread", asked)
		return e
	}
	if sign != "" {
		e.Text += phrase("eval.bound", strings.NewReplacer(">=", "≥", "<=", "≤").Replace(sign), decimal(bound, 2))
	}
	return e
}

func knownMeeting(kind string) string {
	if slices.Contains([]string{MeetingMonthly, MeetingJoint, MeetingResident, MeetingOther}, kind) {
		return kind
	}
	return "any"
}

// reaches reports whether a number is as asked: without a bound, whether there is any.
func reaches(n float64, sign string, bound float64) bool {
	switch sign {
	case ">=":
		return n >= bound
	case "<=":
		return n <= bound
	case "=":
		return math.Abs(n-bound) < 0.005
	}
	return n > 0
}

func (e *Evidence) tasks(in Input, word string) {
	all, done := 0, 0
	for _, m := range Merge(in.Tasks) {
		if !strings.Contains(m.Main.Text, word) {
			continue
		}
		all++
		for _, a := range m.Attached(in) {
			e.Proofs = append(e.Proofs, a.Proof())
		}
		if m.Status(in.Tasks) == StatusDone {
			done++
		}
	}
	e.Text, e.Met = phrase("eval.tasks", word, all, done), all > 0 && done == all
	if n := len(e.Proofs); n > 0 {
		e.Text += phrase("eval.attached", n)
	}
}

func (e *Evidence) proofs(proofs []Proof, what string, is func(*Proof) bool) {
	for i := range proofs {
		if is(&proofs[i]) {
			e.Proofs = append(e.Proofs, proofs[i])
		}
	}
	e.Met = len(e.Proofs) > 0
	e.Text = phrase("eval.proofs", phraseOr("paper."+what, what), len(e.Proofs))
}

// phraseOr is a phrase, or the word itself where there is none.
func phraseOr(key, word string) string {
	if s, ok := texts()[key]; ok {
		return s
	}
	return word
}

// TotalScore are the points there are and those that count as scored.
func TotalScore(list []Evaluated) (points, mine float64) {
	for i := range list {
		points, mine = points+list[i].Points, mine+list[i].Mine
	}
	return points, mine
}
