package plan

import "sync"

// papers is assets/rules/plan_template.json: the sections, blocks and indicators
// that a plan and a summary have.
type papers struct {
	PlanTitle       string      `json:"plan_title"`
	SummaryTitle    string      `json:"summary_title"`
	PlanSections    []string    `json:"plan_sections"`
	SummarySections []string    `json:"summary_sections"`
	Blocks          [][2]string `json:"blocks"`
	Indicators      [][3]string `json:"indicators"`
}

var template = sync.OnceValue(func() *papers {
	p := &papers{}
	mustDecode("rules/plan_template.json", p)
	return p
})
