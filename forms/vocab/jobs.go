package vocab

import (
	_ "embed"
	"iter"
	"strings"

	"huce/forms"
)

// jobTable says which class of GB/T 6565-2015 a job belongs to. A form asks 职业 and
// gets 护士 from one clerk, 卫生专业技术人员 from the next: both are the class, the job
// says more.
//
//go:embed tables/jobs.csv
var jobTable []byte

// employ adds the jobs of an entry.
func (l *CodeList) employ(code string, jobs []string) {
	at, ok := l.byCode[code]
	if !ok {
		panic("vocab: jobs.csv: " + l.ID + " has no code " + code)
	}
	for _, job := range jobs {
		if _, taken := l.byWord[fold(job)]; taken {
			panic("vocab: jobs.csv: " + job + " twice in " + l.ID)
		}
		l.spell(job, at)
		l.jobs[fold(job)] = true
	}
}

// jobIn is the job that a text names in the words of a list, without its code; ""
// for none, and for a class.
func (l *CodeList) jobIn(text string) string {
	text = strings.TrimSpace(text)
	if l.jobs[fold(text)] {
		return text
	}
	if _, word := splitCode(fold(text)); l.jobs[word] {
		return word
	}
	return ""
}

// SpellAs is Spell for a value whose sources are known: shown is how they wrote it.
// A column of jobs is given the job that somebody has, where one of them names it,
// never the job of another of the same class.
func (h *Hand) SpellAs(field, value string, shown iter.Seq[string]) string {
	f, ok := Field(field)
	l, listed := Codes(f.Codes)
	if !ok || !listed || len(l.jobs) == 0 || !h.writesJobs(l) {
		return h.Spell(field, value)
	}
	for s := range shown {
		if job := l.jobIn(s); job != "" && l.sameEntry(job, value) {
			return h.besideCode(l, job)
		}
	}
	return h.Spell(field, value)
}

func (l *CodeList) sameEntry(a, b string) bool {
	at, ok := l.byWord[fold(a)]
	other, known := l.byWord[fold(b)]
	return ok && known && at == other
}

// writesJobs reports whether a column has more jobs than classes. One without samples
// takes what says more.
func (h *Hand) writesJobs(l *CodeList) bool {
	return len(h.like) == 0 || h.usual("jobs", 2, func(way int, s string) bool { return (l.jobIn(s) == "") == (way == 1) }) == 0
}

// besideCode is a job as the column writes it: with the code of its class before it,
// where it has that.
func (h *Hand) besideCode(l *CodeList, job string) string {
	code, _ := l.Code(job)
	way := h.usual("job", len(joints), func(way int, s string) bool {
		other := l.jobIn(s)
		c, known := l.Code(other)
		return known && joints[way](c, other) == strings.TrimSpace(s)
	})
	if way < 0 || joints[way](code, job) == code {
		return job
	}
	return joints[way](code, job)
}

// withoutJobs are the samples of a column that name no job: what is written there of
// one person is not to be written of another.
func withoutJobs(f forms.FieldDef, like []string) []string {
	l, ok := Codes(f.Codes)
	if !ok || len(l.jobs) == 0 {
		return like
	}
	var out []string
	for _, s := range like {
		if l.jobIn(s) == "" {
			out = append(out, s)
		}
	}
	return out
}
