package office

import (
	"slices"
	"strings"

	"huce/archive/plan"
	"huce/forms"
	"huce/forms/vocab"
)

// VisitPage is one home's sheet as it is keyed back: its lines in the order in
// which they are printed.
type VisitPage struct {
	Household string      `json:"household"` // H00001
	Code      string      `json:"code"`      // as printed, with its check digit
	Home      string      `json:"home"`      // the address
	Head      string      `json:"head"`
	Members   [][]string  `json:"members"` // as printed: name, relation, sex, birth, ID, phone
	Lines     []VisitLine `json:"lines"`
	Earlier   *plan.Visit `json:"earlier,omitempty"` // this year's collecting visit, nil where there was none
	Empty     bool        `json:"empty,omitempty"`   // nobody is held to live there any more
	MovedOn   forms.Date  `json:"moved_on,omitzero"` // the last visit found that they had moved away
}

// VisitLine is one field to key. An answer is the value, one of Options, or the
// number of one (1 is the first).
type VisitLine struct {
	Key     string   `json:"key"`             // names the line in VisitKeying.Answers
	About   string   `json:"about,omitempty"` // a person's name, "" for the home
	Label   string   `json:"label"`
	Type    string   `json:"type"` // of the vocabulary: date, idcard, phone, bool, text …
	Options []string `json:"options,omitempty"`
	Hint    string   `json:"hint,omitempty"`
	For     []string `json:"for,omitempty"`
}

// VisitKeying is a sheet as it came back from a home. Without answers it is a visit
// alone: nobody at home, refused, moved away.
type VisitKeying struct {
	Code    string // as printed; letter and hyphen may be left out
	Date    forms.Date
	Visitor string
	Purpose string            // plan.PurposeCollect, "" is that too, or plan.PurposeWelfare
	Outcome string            // one of plan's Outcome constants, "" is met
	Reason  string            // why a home was asked a second time in the year
	Note    string            // 其他情况
	Answers map[string]string // by VisitLine.Key; "" and missing are unanswered
}

// VisitAmiss is an answer that can't be kept as it is, in the user's words; or, of a
// second keying, one that differs from the first.
type VisitAmiss struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Answer string `json:"answer"`
	First  string `json:"first,omitempty"` // of a second keying: what the first said
	Why    string `json:"why"`
}

// VisitKeyed is what became of a sheet. Where Amiss is not empty nothing was kept.
type VisitKeyed struct {
	Visit    plan.Visit   `json:"visit"`
	Answered int          `json:"answered"` // lines
	Open     int          `json:"open"`     // lines of the home that are still open
	Amiss    []VisitAmiss `json:"amiss,omitempty"`
}

// VisitSheet finds a home by the code printed on its sheet and gives the fields to
// key. Faults: visit_code where the check digit says that the code was misread,
// visit_home where no home of the register has it.
func (o *Office) VisitSheet(code string) (*VisitPage, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	seen, err := o.Register()
	if err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	real := in.Register
	in.Register = seen
	home, sheet, lines, err := visitAt(in, code)
	if err != nil {
		return nil, err
	}
	in.Register = real
	p := &VisitPage{
		Household: home, Code: sheet.Code, Home: sheet.Home, Head: sheet.Head, Members: sheet.Members.Rows,
		Earlier: earlierCollect(in, home, in.Year), Empty: !plan.AnyPresent(in, home), Lines: []VisitLine{},
	}
	if on, moved := plan.MovedOut(in, home); moved {
		p.MovedOn = on
	}
	for i := range lines {
		p.Lines = append(p.Lines, visitLine(&lines[i]))
	}
	return p, o.looked(home)
}

func visitLine(l *plan.VisitLine) VisitLine {
	v := VisitLine{Key: l.Key(), About: l.About, Label: l.Label, Type: "text", Options: l.Options, Hint: l.Hint, For: l.For}
	if f, ok := vocab.Field(l.Field); ok {
		v.Type = f.Type
	}
	return v
}

func visitAt(in plan.Input, code string) (string, forms.VisitSheet, []plan.VisitLine, error) {
	home, ok := plan.HomeOf(code)
	if !ok {
		return "", forms.VisitSheet{}, nil, forms.NewFault("visit_code", code)
	}
	sheet, lines, ok := plan.VisitOf(in, home)
	if !ok {
		return "", forms.VisitSheet{}, nil, forms.NewFault("visit_home", code)
	}
	return home, sheet, lines, nil
}

// earlierCollect is the collecting visit of a year at which a home was met, nil for
// none.
func earlierCollect(in plan.Input, home string, year int) *plan.Visit {
	if all := plan.Collected(in, home, year); len(all) > 0 {
		return all[0]
	}
	return nil
}

// KeyVisit keeps a sheet that came back: the visit, and its answers as an import
// whose source the visit is (Withdraw takes both back). What the register asked
// itself is settled by the answers for as long as that import is in force. Answers
// that fail their field's check are returned in Amiss and nothing is kept.
//
// Faults: visit_code, visit_home, visit_outcome; visit_second where the home was
// asked this year already and no Reason is given, with who asked when (two clerks'
// sheets for one home); visit_moved where answers are keyed for a home of which
// nobody is held to live there any more, visit_left where the last visit found that they
// had moved away and no Reason is given; visit_answer for a line that the home
// doesn't have.
func (o *Office) KeyVisit(k VisitKeying) (*VisitKeyed, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	in, err := o.Input()
	if err != nil {
		return nil, err
	}
	home, sheet, lines, err := visitAt(in, k.Code)
	if err != nil {
		return nil, err
	}
	v, err := o.visitOf(in, home, &k)
	if err != nil {
		return nil, err
	}
	if e := earlierCollect(in, home, int(v.Date.Year)); e != nil && e.Submission != "" {
		if lines, err = o.withKeyed(lines, e.ID); err != nil {
			return nil, err
		}
	}
	keyed := keying{o: o, in: in, home: home, sheet: sheet, lines: lines}
	if err := keyed.read(k.Answers); err != nil {
		return nil, err
	}
	done := &VisitKeyed{Visit: v, Answered: len(keyed.answers), Open: len(lines) - len(keyed.answers), Amiss: keyed.amiss}
	if len(done.Amiss) > 0 {
		return done, nil
	}
	if done.Answered == 0 {
		done.Visit, err = o.archive.PutVisit(v)
		return done, err
	}
	if !plan.AnyPresent(in, home) {
		return nil, forms.NewFault("visit_moved", sheet.Code)
	}
	if on, moved := plan.MovedOut(in, home); moved && strings.TrimSpace(v.Reason) == "" {
		return nil, forms.NewFault("visit_left", sheet.Code, on.String())
	}
	if done.Visit, err = keyed.keep(v); err != nil {
		return nil, err
	}
	return done, nil
}

// visitOf is the visit that a keyed sheet tells of.
func (o *Office) visitOf(in plan.Input, home string, k *VisitKeying) (plan.Visit, error) {
	v := plan.Visit{
		Household: home, Date: k.Date, Visitor: k.Visitor, Purpose: k.Purpose, Outcome: k.Outcome, Reason: k.Reason, Note: k.Note,
	}
	if v.Date.IsZero() {
		v.Date = o.Today()
	}
	if v.Visitor == "" {
		v.Visitor = o.Who().Name
	}
	return v, o.fitVisit(in, &v, k.Code)
}

// fitVisit completes a visit and fails where it can't be: code is what its home is
// called to the user.
func (o *Office) fitVisit(in plan.Input, v *plan.Visit, code string) (err error) {
	if v.Household, err = o.homeNow(in, v.Household); err != nil {
		return err
	}
	if v.Household != "" && in.Register.FindHousehold(v.Household) < 0 {
		return forms.NewFault("visit_home", code)
	}
	if v.Date.IsZero() {
		v.Date = o.Today()
	}
	if v.Purpose == "" {
		v.Purpose = plan.PurposeCollect
	}
	if v.Outcome == "" {
		v.Outcome = plan.OutcomeMet
	}
	outcomes := []string{plan.OutcomeMet, plan.OutcomeAway, plan.OutcomeRefused, plan.OutcomeMoved}
	purposes := []string{plan.PurposeCollect, plan.PurposeWelfare}
	if !slices.Contains(outcomes, v.Outcome) || !slices.Contains(purposes, v.Purpose) {
		return forms.NewFault("visit_outcome", v.Purpose, v.Outcome)
	}
	if v.Purpose != plan.PurposeCollect || v.Outcome != plan.OutcomeMet || strings.TrimSpace(v.Reason) != "" || v.Household == "" {
		return nil
	}
	for _, e := range plan.Collected(in, v.Household, int(v.Date.Year)) {
		if e.ID != v.ID {
			return forms.NewFault("visit_second", code, e.Date.String(), e.Visitor, e.ID)
		}
	}
	return nil
}
