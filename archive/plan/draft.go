package plan

import "huce/forms"

// Draft is one version of the plan's or summary's text. Versions are only ever
// added; the newest is the one in force.
type Draft struct {
	ID      string            // D0001, the archive's
	Kind    string            // DraftPlan, DraftSummary or DraftFigures
	Year    int               // the plan's
	At      string            // RFC 3339
	By      string            // who kept it
	Note    string            // why
	Text    string            // with its live numbers as marks: {{B02}}
	Shown   string            // as it read when it was kept
	Figures map[string]string // every number as it stood then: "B02": "14,000人"
}

// What a Draft is of.
const (
	DraftPlan    = "plan"
	DraftSummary = "summary"
	DraftFigures = "figures" // a year's numbers alone, as a clerk keyed them
)

// Figure is a number that a department holds to be right, to be set beside the
// register's.
type Figure struct {
	ID         string // N0001, the archive's
	Department string
	Code       string // the indicator that it speaks of: M01.1
	Value      float64
	AsOf       forms.Date
	Source     string // where it stands: 通报, 报表, 任务清单
	Note       string
}

// TaskWord is a clerk's word on two tasks: one, or two. The last on a pair counts.
type TaskWord struct {
	ID   string // W0001, the archive's
	A, B string // T0001
	Same bool
	By   string
	At   string // RFC 3339
}

// Words are the words in force: the last on each pair.
func Words(said []TaskWord) []Word {
	at := map[[2]string]int{}
	var out []Word
	for _, w := range said {
		k := [2]string{min(w.A, w.B), max(w.A, w.B)}
		if i, ok := at[k]; ok {
			out[i].Same = w.Same
			continue
		}
		at[k] = len(out)
		out = append(out, Word{k[0], k[1], w.Same})
	}
	return out
}

// Measure is one indicator of the yearly evaluation (示范社区创建评估): what the
// district's scoring table asks, and how many points for it. The program ships
// none; each district has its own table.
type Measure struct {
	ID       string  // E0001, the archive's
	No       string  // its number in the table: 1.2
	Group    string  // 一级指标
	Name     string  // 评估内容
	Standard string  // 评分标准
	Points   float64 // 分值
	Evidence string  // what the archive is to show for it, see EvidenceOf
	Score    float64 // 自评分
	Scored   bool    // a clerk gave Score; else it is proposed
	Remark   string
	Dropped  bool
}
