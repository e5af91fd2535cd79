package office

import (
	"strconv"

	"huce/archive/register"
	"huce/assets"
	"huce/forms"
)

// Asked is an open question in the user's words.
type Asked struct {
	ID      string       `json:"id"`
	Kind    string       `json:"kind"`
	Text    string       `json:"text"`
	Gate    string       `json:"gate"`
	Person  string       `json:"person"`
	Name    string       `json:"name"`
	Other   string       `json:"other,omitempty"`
	Field   string       `json:"field,omitempty"`
	Choices []AskedValue `json:"choices,omitempty"`
	Weight  float64      `json:"weight"`
}

// AskedValue is one of the values to choose from.
type AskedValue struct {
	Value   string       `json:"value"`
	Sources []PageSource `json:"sources"`
}

// Questions are the open questions, the weightiest first.
func (o *Office) Questions() ([]Asked, error) {
	reg, err := o.Register()
	if err != nil {
		return nil, err
	}
	out := make([]Asked, 0, len(reg.Questions))
	for i := range reg.Questions {
		out = append(out, asked(o.Lang, reg, &reg.Questions[i]))
	}
	return out, o.looked("questions")
}

func asked(lang assets.Lang, reg *register.Register, q *register.Question) Asked {
	a := Asked{ID: q.ID, Kind: string(q.Kind), Field: q.Field, Weight: q.Weight}
	if q.Gate != "" {
		a.Gate = assets.Text(lang, "gate."+q.Gate)
	}
	a.Text = assets.Text(lang, "question."+string(q.Kind))
	if q.Person >= 0 {
		a.Person, a.Name = reg.People[q.Person].ID, reg.People[q.Person].Value("person.name")
	}
	if q.Other >= 0 {
		a.Other = reg.People[q.Other].ID
	}
	for _, v := range q.Values {
		a.Choices = append(a.Choices, AskedValue{v.Value, pageSources(reg, v.Sources)})
	}
	return a
}

// Answer settles an open question: Same or Different for two rows, Stands with a
// value for a field. It returns the decision's number.
func (o *Office) Answer(id string, kind register.DecisionKind, value string) (uint64, error) {
	if err := o.need(Enter); err != nil {
		return 0, err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return 0, err
	}
	for i := range reg.Questions {
		q := &reg.Questions[i]
		if q.ID != id {
			continue
		}
		if (q.Kind == register.SamePerson) == (kind == register.Stands) {
			return 0, forms.NewFault("answer_unfit", id)
		}
		return o.archive.Decide(register.Decision{Kind: kind, A: q.A, B: q.B, Field: q.Field, Value: value})
	}
	return 0, forms.NewFault("unknown_question", id)
}

// Revoke takes a decision back by its number; the question is open again.
func (o *Office) Revoke(no string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	n, err := strconv.ParseUint(no, 10, 64)
	if err != nil {
		return forms.NewFault("unknown_decision", no).Because(err)
	}
	return o.archive.RevokeDecision(n)
}
