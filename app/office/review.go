package office

import (
	"fmt"
	"math"
	"slices"
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
	// Of two who may be one: the other's name, who else could be meant, and line by line
	// what speaks for and against it.
	OtherName string      `json:"other_name,omitempty"`
	RunnerUp  string      `json:"runner_up,omitempty"`
	Evidence  []AskedSide `json:"evidence,omitempty"`
	Like      int         `json:"like,omitempty"` // other open questions of the same kind and reason
}

// AskedSide is one line of the comparison: a field, what each side says with the
// characters that differ between 【】, and in plain words what that is worth.
type AskedSide struct {
	Field string     `json:"field"`
	Label string     `json:"label"`
	A     AskedValue `json:"a"`
	B     AskedValue `json:"b"`
	Level string     `json:"level"`
	Words string     `json:"words"`
	Bits  float64    `json:"bits"`
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
	like := map[string]int{}
	for i := range reg.Questions {
		like[likeness(&reg.Questions[i])]++
	}
	cells := o.cells(reg)
	for i := range reg.Questions {
		a := asked(o.Lang, reg, cells, &reg.Questions[i])
		a.Like = like[likeness(&reg.Questions[i])] - 1
		out = append(out, a)
	}
	if cells.err != nil {
		return nil, cells.err
	}
	return out, o.looked("questions")
}

// QuestionCount is how many open questions ask the same of somebody.
type QuestionCount struct {
	Text string // as an Asked has it
	N    int
}

// QuestionCounts counts the open questions by what they ask, in the order in which
// Questions lists them first.
func (o *Office) QuestionCounts() ([]QuestionCount, error) {
	reg, err := o.Register()
	if err != nil {
		return nil, err
	}
	var out []QuestionCount
	at := map[register.QuestionKind]int{}
	for i := range reg.Questions {
		k := reg.Questions[i].Kind
		if _, known := at[k]; !known {
			at[k] = len(out)
			out = append(out, QuestionCount{Text: assets.Text(o.Lang, "question."+string(k))})
		}
		out[at[k]].N++
	}
	return out, nil
}

func asked(lang assets.Lang, reg *register.Register, cells *cells, q *register.Question) Asked {
	a := Asked{ID: q.ID, Kind: string(q.Kind), Field: q.Field, Weight: q.Weight}
	if q.Gate != "" {
		a.Gate = assets.Text(lang, "gate."+q.Gate)
	}
	a.Text = assets.Text(lang, "question."+string(q.Kind))
	if q.Person >= 0 {
		a.Person, a.Name = reg.People[q.Person].ID, reg.People[q.Person].Value("person.name")
	}
	if q.Other >= 0 && q.Other != q.Person { // rows under review stand with the person they may be
		a.Other, a.OtherName = reg.People[q.Other].ID, reg.People[q.Other].Value("person.name")
	}
	if q.Rival >= 0 {
		a.RunnerUp = reg.People[q.Rival].ID
	}
	for _, e := range q.Evidence {
		left, right := Marked(e.A.Value, e.B.Value)
		label := FieldLabel(e.Field)
		a.Evidence = append(a.Evidence, AskedSide{
			Field: e.Field, Label: label, Level: e.Level, Bits: e.Bits,
			A: AskedValue{left, cells.sources(e.A.Value, e.A.Sources)}, B: AskedValue{right, cells.sources(e.B.Value, e.B.Sources)},
			Words: label + assets.Text(lang, "level."+e.Level) + " " + points(e.Bits),
		})
	}
	for _, v := range q.Values {
		a.Choices = append(a.Choices, AskedValue{v.Value, cells.sources(v.Value, v.Sources)})
	}
	return a
}

// points is a weight in whole bits, with its sign.
func points(bits float64) string {
	n := int(math.Round(bits))
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", n)
}

// likeness is equal for questions that one answer may settle together: they ask the
// same for the same reason.
func likeness(q *register.Question) string {
	key := string(q.Kind) + "\x00" + q.Gate + "\x00" + q.Field
	for _, e := range q.Evidence {
		key += "\x00" + e.Field + "=" + e.Level
	}
	return key
}

// fitting are the decisions that answer a kind of question.
var fitting = map[register.QuestionKind][]register.DecisionKind{
	register.SamePerson:    {register.Same, register.Different},
	register.SameHome:      {register.Together, register.Apart},
	register.SameEstate:    {register.Alias, register.NoAlias},
	register.WhichValue:    {register.Stands},
	register.WhichHome:     {register.Stands},
	register.BadIdentifier: {register.Stands},
}

// Answer settles an open question: Same or Different for two rows, Together or Apart
// for their homes, Alias or NoAlias for two names, Stands with a value for a field. It returns the decision's number.
func (o *Office) Answer(id string, kind register.DecisionKind, value string) (uint64, error) {
	numbers, err := o.answer(id, false, kind, value)
	if err != nil {
		return 0, err
	}
	return numbers[0], nil
}

// AnswerLike settles a question, and all that ask the same for the same reason, by the
// same answer. Of values it is the one that the same imports say, or their forms: a
// question in which they say nothing, or several things, stays open. It returns the
// decisions' numbers.
func (o *Office) AnswerLike(id string, kind register.DecisionKind, value string) ([]uint64, error) {
	return o.answer(id, true, kind, value)
}

func (o *Office) answer(id string, like bool, kind register.DecisionKind, value string) ([]uint64, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(reg.Questions, func(q register.Question) bool { return q.ID == id })
	if at < 0 {
		return nil, forms.NewFault("unknown_question", id)
	}
	asked := &reg.Questions[at]
	if !slices.Contains(fitting[asked.Kind], kind) {
		return nil, forms.NewFault("answer_unfit", id)
	}
	said := saidBy(reg, asked, value)
	if like && kind == register.Stands && len(said.imports) == 0 {
		return nil, forms.NewFault("answer_said_by_none", value, id)
	}
	var list []register.Decision
	for i := range reg.Questions {
		q, answer := &reg.Questions[i], value
		if i != at {
			if !like || likeness(q) != likeness(asked) {
				continue
			}
			if kind == register.Stands {
				if answer = said.sayThere(reg, q); answer == "" {
					continue
				}
			}
		}
		d := register.Decision{Kind: kind, A: q.A, B: q.B, Field: q.Field, Value: answer}
		if q.Kind == register.SameEstate {
			d.Field, d.Value = q.Values[0].Value, q.Values[1].Value
		}
		list = append(list, d)
	}
	return o.archive.DecideAll(list)
}

// sayers are who says a value: the imports, and their forms.
type sayers struct {
	imports map[int32]bool
	forms   map[string]bool
}

// saidBy are who says one of the values that a question asks about.
func saidBy(reg *register.Register, q *register.Question, value string) sayers {
	out := sayers{map[int32]bool{}, map[string]bool{}}
	for _, v := range q.Values {
		if v.Value == value {
			for _, s := range v.Sources {
				out.imports[s.Row.Sub] = true
				out.forms[reg.Submissions[s.Row.Sub].Form] = true
			}
		}
	}
	return out
}

// sayThere is the one value of a question that the same imports say, or, where they
// say nothing, other imports of their forms; "" where they say none or several.
func (by sayers) sayThere(reg *register.Register, q *register.Question) string {
	for _, says := range []func(register.Source) bool{
		func(s register.Source) bool { return by.imports[s.Row.Sub] },
		func(s register.Source) bool { return by.forms[reg.Submissions[s.Row.Sub].Form] },
	} {
		var found []string
		for _, v := range q.Values {
			if slices.ContainsFunc(v.Sources, says) {
				found = append(found, v.Value)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return ""
		}
	}
	return ""
}

// Settle settles something of two people, asked or not: Same, Different, Together or
// Apart. Both are named by their ids (P…).
func (o *Office) Settle(kind register.DecisionKind, a, b string) (uint64, error) {
	if err := o.need(Enter); err != nil {
		return 0, err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return 0, err
	}
	rowA, err := rowOfPerson(reg, a)
	if err != nil {
		return 0, err
	}
	rowB, err := rowOfPerson(reg, b)
	if err != nil {
		return 0, err
	}
	return o.archive.Decide(register.Decision{Kind: kind, A: rowA, B: rowB})
}

// Split takes one row out of a person: it and the row that the person is known by
// best are two people. The row is named as hucectl links does: file, sheet, row.
func (o *Office) Split(person, file, sheet string, row int) (uint64, error) {
	if err := o.need(Enter); err != nil {
		return 0, err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return 0, err
	}
	p := reg.FindPerson(person)
	if p < 0 {
		return 0, forms.NewFault("unknown_subject", person)
	}
	var out, rest *register.Link
	for i := range reg.Links {
		l := &reg.Links[i]
		if l.Person != p {
			continue
		}
		f, s, r := Place(reg, l.Row)
		switch {
		case f == file && s == sheet && r == row:
			out = l
		case rest == nil || l.Weight > rest.Weight:
			rest = l
		}
	}
	if out == nil || rest == nil {
		return 0, forms.NewFault("unknown_row", person, file, strconv.Itoa(row))
	}
	return o.archive.Decide(register.Decision{Kind: register.Different, A: out.ID, B: rest.ID})
}

// Name settles whether two names are one estate's: Alias or NoAlias.
func (o *Office) Name(kind register.DecisionKind, a, b string) (uint64, error) {
	if err := o.need(Enter); err != nil {
		return 0, err
	}
	return o.archive.Decide(register.Decision{Kind: kind, Field: a, Value: b})
}

// rowOfPerson is the row that holds a person best.
func rowOfPerson(reg *register.Register, id string) (register.RowID, error) {
	p := reg.FindPerson(id)
	best := -1
	for i := range reg.Links {
		if l := &reg.Links[i]; p >= 0 && l.Person == p && (best < 0 || better(l, &reg.Links[best])) {
			best = i
		}
	}
	if best < 0 {
		return register.RowID{}, forms.NewFault("unknown_subject", id)
	}
	return reg.Links[best].ID, nil
}

// better is a settled row before one under review, then the heavier.
func better(a, b *register.Link) bool {
	if (a.Status == register.Review) != (b.Status == register.Review) {
		return b.Status == register.Review
	}
	return a.Weight > b.Weight
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
