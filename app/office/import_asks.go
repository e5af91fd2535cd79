package office

import (
	"slices"

	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/recognise"
)

// ImportQuestion is what has to be known before a file can be taken in: an answer
// is given by its key, or the one proposed is accepted.
type ImportQuestion struct {
	Key      string   `json:"key"`
	Text     string   `json:"text"` // in the user's words
	Choices  []string `json:"choices,omitempty"`
	Proposed string   `json:"proposed,omitempty"` // what --accept takes
	About    []string `json:"about,omitempty"`    // sheet, label of the column, rows, first row: where it is about one
}

// The keys of what files ask.
const (
	AskAsOf      = "as_of"     // the day the form speaks of: YYYY-MM-DD
	AskShifted   = "shifted"   // its values stand beside their labels: yes takes it as it is
	AskIdentity  = "identity"  // its ID numbers are others' than its rows say: yes takes it as it is
	AskExchanged = "exchanged" // one of its columns gives people what others had: yes takes it as it is
	AskAddress   = "address"   // its one address is where people live or are registered: residence, hukou
	AskResend    = "resend"    // the import whose place it takes: S0001, or no
)

// answered lets answers stand that change what a file says, and gives what they say of
// its labels, to be remembered with the form.
func (in *intake) answered(u *understood) (said []forms.Mapping) {
	if in.opt.Answers[AskAddress] != "hukou" {
		return nil
	}
	for i := range u.layouts {
		l := &u.layouts[i]
		if !hasIssue(l, recognise.WhichAddress) {
			continue
		}
		for j := range l.Columns {
			if l.Columns[j].Field == "person.residence_address" {
				l.Columns[j].Field, l.Columns[j].Confidence = "person.hukou_address", 1
				if l == u.main() {
					said = append(said, forms.Mapping{Label: forms.Squeeze(l.Columns[j].Label), Field: "person.hukou_address"})
				}
			}
		}
		l.Issues = slices.DeleteFunc(l.Issues, func(is forms.Issue) bool { return is.Code == recognise.WhichAddress })
		u.claims[i] = recognise.Claims(u.book.Sheets[l.SheetIndex], l)
	}
	return said
}

func hasIssue(l *forms.Layout, code string) bool {
	return slices.ContainsFunc(l.Issues, func(is forms.Issue) bool { return is.Code == code })
}

// asks is what a file needs to have answered: nothing that an option answers already.
func (in *intake) asks(u *understood, p *archive.ImportFile) ([]ImportQuestion, error) {
	var out []ImportQuestion
	if in.asksDay(u, p) {
		out = append(out, ImportQuestion{
			Key: AskAsOf, Text: assets.Text(in.Lang, "ask.as_of"), Proposed: p.Submission.AsOf.String(),
		})
	}
	for i := range u.layouts {
		if hasIssue(&u.layouts[i], recognise.Shifted) && !in.says(AskShifted) {
			out = append(out, ImportQuestion{
				Key: AskShifted, Text: assets.Text(in.Lang, "ask.shifted", u.layouts[i].Sheet), Choices: []string{"yes"}, Proposed: "yes",
			})
			return out, nil
		}
	}
	more, err := in.asksIdentity(&p.Submission)
	return append(out, more...), err
}

// asksDay reports whether nobody says which day a form of people or homes speaks of:
// not the form, its title or its file's name, no day on which a row was made.
func (in *intake) asksDay(u *understood, p *archive.ImportFile) bool {
	main := u.main()
	if main == nil || main.Kind == forms.KindPlan || main.Kind == forms.KindNotice || !main.AsOf.IsZero() || !in.opt.AsOf.IsZero() || p.Submission.Period != "" {
		return false
	}
	rows := 0
	for _, c := range p.Submission.Claims {
		rows += len(c.Rows)
	}
	return rows > 0 && newestDay(p.Submission.Claims, in.Today()).IsZero()
}
