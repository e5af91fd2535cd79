package office

import (
	"slices"
	"strconv"
	"strings"

	"huce/archive"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/assets"
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

// keying is a sheet being read.
type keying struct {
	o       *Office
	in      plan.Input
	home    string
	sheet   forms.VisitSheet
	lines   []plan.VisitLine
	answers map[int]string // by line, as the register writes them
	amiss   []VisitAmiss
}

func (k *keying) read(given map[string]string) error {
	k.answers = map[int]string{}
	known := map[string]bool{}
	for i := range k.lines {
		l := &k.lines[i]
		known[l.Key()] = true
		text := strings.TrimSpace(given[l.Key()])
		if text == "" {
			continue
		}
		value, why := answerTo(k.o.Lang, l, text)
		if why != "" {
			k.amiss = append(k.amiss, VisitAmiss{Key: l.Key(), Label: l.Label, Answer: text, Why: why})
			continue
		}
		if value != "" {
			k.answers[i] = value
		}
	}
	for key, text := range given {
		if !known[key] && strings.TrimSpace(text) != "" {
			return forms.NewFault("visit_answer", k.sheet.Code, key)
		}
	}
	return nil
}

// answerTo reads an answer; why says what is wrong with it.
func answerTo(lang assets.Lang, l *plan.VisitLine, text string) (value, why string) {
	if len(l.Options) > 0 && !slices.Contains(l.Options, text) {
		no, err := strconv.Atoi(vocab.Narrow(text))
		switch {
		case err == nil && no >= 1 && no <= len(l.Options):
			text = l.Options[no-1]
		case err == nil:
			return "", assets.Text(lang, "visit.no_option", strconv.Itoa(len(l.Options)))
		}
	}
	if strings.HasPrefix(l.Field, plan.SamePrefix) {
		if !slices.Contains(l.Options, text) {
			return "", assets.Text(lang, "visit.no_option", strconv.Itoa(len(l.Options)))
		}
		return text, ""
	}
	value, issues := vocab.ParseText(l.Field, text)
	for _, is := range issues {
		if is.Severity == forms.Error {
			return "", assets.Text(lang, "issue."+is.Code, is.Args...)
		}
	}
	return value, ""
}

// identity are the fields by which a person of a sheet is known again.
var identity = []string{"person.name", "person.sex", "person.birth", "person.id_no", "person.relation", "person.residence_address"}

// keep keeps the visit with its answers, and settles what the register asked.
func (k *keying) keep(v plan.Visit) (plan.Visit, error) {
	claims, people := k.claims()
	data, err := k.original(v)
	if err != nil {
		return v, err
	}
	got, err := k.o.archive.Import(archive.ImportFile{
		Path: k.sheet.Code + ".csv", Format: forms.CSV, Data: data, Visit: &v,
		Submission: register.Submission{
			File: k.sheet.Code + ".csv", Form: plan.VisitForm, Title: assets.Text(assets.Chinese, "visit.title", k.sheet.Code), Department: k.in.Community,
			Unit: forms.UnitPerson, AsOf: v.Date, Period: v.Date.String(), Claims: []*forms.Claims{claims},
		},
	})
	if err != nil {
		return v, err
	}
	if got.Already {
		return v, forms.NewFault("visit_again", k.sheet.Code, got.ID)
	}
	if err := k.settle(got.ID, people); err != nil {
		return v, err
	}
	all, err := k.o.archive.Visits()
	for i := range all {
		if all[i].Submission == got.ID {
			return all[i], err
		}
	}
	return v, err
}

// claims are the answers, a row for everyone whom one is about; the home's own stand
// in its head's row. people are the rows' people.
func (k *keying) claims() (*forms.Claims, []int) {
	c := &forms.Claims{Sheet: k.sheet.Code, Fields: slices.Clone(identity)}
	var people []int
	rows := map[int]int{}
	at := map[string]int{}
	for i, f := range c.Fields {
		at[f] = i
	}
	reg := k.in.Register
	head := k.head()
	type said struct {
		row   int
		field string
		value string
	}
	var all []said
	for i := range k.lines {
		value, ok := k.answers[i]
		if !ok {
			continue
		}
		p, field := head, k.lines[i].Field
		if k.lines[i].Person != "" {
			p = reg.FindPerson(k.lines[i].Person)
		}
		row, known := rows[p]
		if !known {
			row = len(people)
			rows[p], people = row, append(people, p)
		}
		if strings.HasPrefix(field, plan.SamePrefix) {
			continue
		}
		if _, known := at[field]; !known {
			at[field] = len(c.Fields)
			c.Fields = append(c.Fields, field)
		}
		all = append(all, said{row, field, value})
	}
	c.Values, c.Shown = make([][]string, len(c.Fields)), make([][]string, len(c.Fields))
	for f := range c.Fields {
		c.Values[f], c.Shown[f] = make([]string, len(people)), make([]string, len(people))
	}
	for row, p := range people {
		c.Rows = append(c.Rows, forms.RowRef{Number: int32(row + 1)})
		for f, field := range identity {
			c.Values[f][row] = reg.People[p].Value(field)
		}
		if id := at["person.id_no"]; !vocab.ParseID(c.Values[id][row]).Valid {
			c.Values[id][row] = "" // a number that fails its check is nobody's word
		}
	}
	for _, s := range all {
		c.Values[at[s.field]][s.row] = s.value
	}
	return c, people
}

// head is whose row holds what is said of the home.
func (k *keying) head() int {
	for i := range k.in.Register.Households {
		h := &k.in.Register.Households[i]
		if h.ID != k.home {
			continue
		}
		if h.Head >= 0 {
			return h.Head
		}
		return h.Members[0]
	}
	return nobody
}

// settle ties the rows to the people whom the sheet named, and settles the
// register's own questions. The decisions speak of the import's rows, so they hold
// only while it is in force.
func (k *keying) settle(submission string, people []int) error {
	old := k.in.Register
	reg, err := k.o.archive.Register()
	if err != nil {
		return err
	}
	ids := make([]register.RowID, len(people))
	for i := range reg.Links {
		if ref := reg.Links[i].Row; reg.Submissions[ref.Sub].ID == submission {
			ids[ref.Row] = reg.Links[i].ID
		}
	}
	row := map[int]register.RowID{}
	var list []register.Decision
	for i, p := range people {
		row[p] = ids[i]
		known, err := rowOfPerson(old, old.People[p].ID)
		if err != nil {
			return err
		}
		list = append(list, register.Decision{Kind: register.Same, A: ids[i], B: known})
	}
	for i := range k.lines {
		value, ok := k.answers[i]
		l := &k.lines[i]
		if !ok || !l.Question && l.Hint == "" {
			continue
		}
		p := k.head()
		if l.Person != "" {
			p = old.FindPerson(l.Person)
		}
		other, same := strings.CutPrefix(l.Field, plan.SamePrefix)
		if !same {
			list = append(list, register.Decision{Kind: register.Stands, A: row[p], Field: l.Field, Value: value})
			continue
		}
		kind := register.Different
		if value == l.Options[0] {
			kind = register.Same
		}
		b, err := rowOfPerson(old, other)
		if err != nil {
			return err
		}
		list = append(list, register.Decision{Kind: kind, A: row[p], B: b})
	}
	_, err = k.o.archive.DecideAll(list)
	return err
}
