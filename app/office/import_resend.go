package office

import (
	"strings"

	"huce/archive"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/recognise"
)

// resentWords are in the names of files that correct earlier ones.
var resentWords = []string{"更正", "修订", "修正", "订正", "重报", "补正", "改正", "最终", "定稿", "新版", "更新"}

// How alike two imports of one form must be for one to take the other's place: the
// share of the rows of each that speak of the same as a row of the other, and how
// many days may lie between them where the period is no shorter than a year.
const (
	resentRows = 0.5
	resentDays = 20
)

// earlier is the import in force that a file corrects and whose place it takes, "" for
// none: one of the same form, department and period with mostly the same rows.
func (in *intake) earlier(p *archive.ImportFile) (string, error) {
	answer := in.opt.Answers[AskResend]
	sub := &p.Submission
	if strings.EqualFold(answer, "no") || len(sub.Claims) == 0 || sub.Unit == forms.UnitTask {
		return "", nil
	}
	for i := len(in.subs) - 1; i >= 0; i-- {
		old := &in.subs[i]
		if old.Withdrawn || old.Rows == 0 || old.Form != sub.Form || old.Period != sub.Period || old.Department != sub.Department {
			continue
		}
		if answer != "" {
			if old.ID == answer {
				return answer, nil
			}
			continue
		}
		if !recognise.SameTitle(old.Title, sub.Title) || !sameRound(old, sub, p.Path) {
			continue
		}
		was, err := in.archive.Submission(old.ID)
		if err != nil {
			return "", err
		}
		if corrects(&was, sub) {
			return old.ID, nil
		}
	}
	if answer != "" {
		return "", forms.NewFault("import_resend_unknown", answer)
	}
	return "", nil
}

// sameRound reports whether two files of one form are of one round of reports: a
// period shorter than a year says so, else their days do, or the file's name.
func sameRound(old *archive.SubmissionInfo, sub *register.Submission, path string) bool {
	if len(sub.Period) > len("2026") {
		return true
	}
	for _, w := range resentWords {
		if strings.Contains(stem(path), w) {
			return true
		}
	}
	apart := old.AsOf.Days() - sub.AsOf.Days()
	return apart <= resentDays && apart >= -resentDays
}

// corrects reports whether most rows of both imports speak of the same.
func corrects(old, sub *register.Submission) bool {
	pairs := float64(len(register.Correspond(old, sub)))
	return pairs >= resentRows*float64(rowsIn(old)) && pairs >= resentRows*float64(rowsIn(sub)) && pairs > 0
}

func rowsIn(s *register.Submission) int {
	n := 0
	for _, c := range s.Claims {
		n += len(c.Rows)
	}
	return n
}
