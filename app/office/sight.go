package office

import (
	"slices"
	"strings"
	"sync"

	"huce/archive"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// sight is how much the user sees of the register.
type sight struct {
	sync.Mutex
	level  vocab.Level
	reason string             // why all of it, for the log
	of     *register.Register // what shown was made of
	shown  *register.Register
	day    forms.Date // that the register is shown of, zero for now
	past   *register.Register
	year   int // that plan and summary are of, 0 for this one
}

// LookBack shows the register from now on as the forms of up to a day tell it.
func (o *Office) LookBack(day forms.Date) error {
	if err := o.need(Read); err != nil {
		return err
	}
	reg, err := o.archive.RegisterOn(day)
	if err != nil {
		return err
	}
	o.sight.Lock()
	defer o.sight.Unlock()
	o.sight.day, o.sight.past = day, reg
	return nil
}

// current is the register of the day that is looked at.
func (o *Office) current() (*register.Register, error) {
	o.sight.Lock()
	past := o.sight.past
	o.sight.Unlock()
	if past != nil {
		return past, nil
	}
	return o.archive.Register()
}

// Look chooses how much of the register is shown. vocab.Whole needs the right to
// and, in an archive with a password, a reason; a reason given is entered in the
// log with everything that is then looked at. Faults: role_may_not, reason_missing.
func (o *Office) Look(l vocab.Level, reason string) error {
	reason = strings.TrimSpace(reason)
	if l == vocab.Whole {
		if err := o.need(Unmask); err != nil {
			return err
		}
		if reason == "" && o.archive.Sealed() {
			return forms.NewFault("reason_missing")
		}
	}
	o.see(l, reason)
	return nil
}

// LookAtWork shows the register as one works with it at the window: whole to those
// who may see it whole, whose login stands for the reason, else masked.
func (o *Office) LookAtWork() {
	if o.May(Unmask) {
		o.see(vocab.Whole, "")
	}
}

func (o *Office) see(l vocab.Level, reason string) {
	o.sight.Lock()
	defer o.sight.Unlock()
	o.sight.level, o.sight.reason, o.sight.of, o.sight.shown = l, reason, nil, nil
}

// Masked reports whether the register is shown masked.
func (o *Office) Masked() bool { return o.level() != vocab.Whole }

func (o *Office) level() vocab.Level {
	o.sight.Lock()
	defer o.sight.Unlock()
	return o.sight.level
}

// Register is the register as the user may see it now: masked at the level that
// Look chose, without what sensitive forms say where that isn't granted. Like the
// archive's own it is shared, and nobody changes it.
func (o *Office) Register() (*register.Register, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	reg, err := o.current()
	if err != nil {
		return nil, err
	}
	granted := o.May(Private)
	o.sight.Lock()
	defer o.sight.Unlock()
	if o.sight.level == vocab.Whole && granted {
		return reg, nil
	}
	if o.sight.of != reg {
		v := viewer{level: o.sight.level, granted: granted, today: o.Today()}
		o.sight.of, o.sight.shown = reg, v.register(reg)
	}
	return o.sight.shown, nil
}

// looked enters in the log that something was seen whole, where a reason was given.
func (o *Office) looked(subject string) error {
	o.sight.Lock()
	level, reason := o.sight.level, o.sight.reason
	o.sight.Unlock()
	if level != vocab.Whole || reason == "" {
		return nil
	}
	return o.archive.Record("unmask", subject, reason)
}

// viewer makes the register that a user sees out of the one there is.
type viewer struct {
	level   vocab.Level
	granted bool // sensitive forms and fields are shown
	today   forms.Date
	hidden  []bool // submissions that are not
}

func (v *viewer) register(reg *register.Register) *register.Register {
	v.hidden = make([]bool, len(reg.Submissions))
	out := &register.Register{
		Submissions: slices.Clone(reg.Submissions),
		People:      make([]register.Person, len(reg.People)),
		Households:  make([]register.Household, len(reg.Households)),
		Dwellings:   make([]register.Dwelling, len(reg.Dwellings)),
	}
	for i := range out.Submissions {
		s := &out.Submissions[i]
		v.hidden[i] = !v.granted && vocab.SensitiveForm(s.Form, s.Title)
		s.File = vocab.MaskText(s.File, v.level)
	}
	for i := range reg.People {
		p := reg.People[i]
		p.Values, p.Events = v.values(p.Values), v.events(p.Events)
		out.People[i] = p
	}
	for i := range reg.Households {
		h := reg.Households[i]
		h.Values = v.values(h.Values)
		out.Households[i] = h
	}
	for i := range reg.Dwellings {
		out.Dwellings[i] = v.dwelling(reg.Dwellings[i])
	}
	for i := range reg.Questions {
		if q, ok := v.question(reg.Questions[i]); ok {
			out.Questions = append(out.Questions, q)
		}
	}
	for _, k := range reg.Links {
		if !v.hidden[k.Row.Sub] {
			out.Links = append(out.Links, k)
		}
	}
	for _, r := range reg.Unplaced {
		if !v.hidden[r.Sub] {
			out.Unplaced = append(out.Unplaced, r)
		}
	}
	return out
}

func (v *viewer) values(all []register.Standing) []register.Standing {
	out := make([]register.Standing, 0, len(all))
	for _, s := range all {
		if s, ok := v.standing(s); ok {
			out = append(out, s)
		}
	}
	return out
}

// standing is a value as it is shown; false where nothing of it is. Where only
// forms that are hidden say it, the best of its rivals takes its place.
func (v *viewer) standing(s register.Standing) (register.Standing, bool) {
	if !v.granted && vocab.Sensitive(s.Field) {
		return s, false
	}
	said := v.rivals(s.Field, append([]register.Rival{{Value: s.Value, Sources: s.Sources}}, s.Rivals...))
	if len(said) == 0 {
		return s, false
	}
	s.Value, s.Sources, s.Rivals = said[0].Value, said[0].Sources, said[1:]
	return s, true
}

// events are what happened as it is shown, without what hidden forms tell.
func (v *viewer) events(all []register.Event) []register.Event {
	out := make([]register.Event, 0, len(all))
	for _, e := range all {
		by := v.sources([]register.Source{e.By})
		if len(by) == 0 {
			continue
		}
		e.By = by[0]
		if e.Kind == register.Moved {
			e.Was = vocab.Mask("person.residence_address", e.Was, v.level, v.today)
			e.Now = vocab.Mask("person.residence_address", e.Now, v.level, v.today)
		} else {
			e.Now = vocab.MaskText(e.Now, v.level)
		}
		out = append(out, e)
	}
	return out
}

// side is what one side of a question says, as it is shown: nothing where only forms
// that are hidden say it.
func (v *viewer) side(field string, r register.Rival) register.Rival {
	if shown := v.rivals(field, []register.Rival{r}); len(shown) > 0 {
		return shown[0]
	}
	return register.Rival{}
}

// rivals are values as they are shown, without those that only hidden forms say.
func (v *viewer) rivals(field string, all []register.Rival) []register.Rival {
	out := make([]register.Rival, 0, len(all))
	for _, r := range all {
		shown := vocab.Mask(field, r.Value, v.level, v.today)
		sources := v.sources(r.Sources)
		if shown != "" && (len(sources) > 0 || len(r.Sources) == 0) {
			out = append(out, register.Rival{Value: shown, Sources: sources})
		}
	}
	return out
}

// sources are those that may be named. How the file shows the value is masked with
// the value itself: the complement of its column says so.
func (v *viewer) sources(all []register.Source) []register.Source {
	out := make([]register.Source, 0, len(all))
	for _, s := range all {
		if v.hidden[s.Row.Sub] {
			continue
		}
		if v.level != vocab.Whole {
			s.Col = ^s.Col
		}
		out = append(out, s)
	}
	return out
}

// dwelling is an address down to what the level shows of it.
func (v *viewer) dwelling(d register.Dwelling) register.Dwelling {
	d.Values = v.values(d.Values)
	if v.level == vocab.Whole {
		return d
	}
	house := vocab.ParseAddress(d.Address).House
	d.Address = vocab.Mask("household.address", d.Address, v.level, v.today)
	d.Room = ""
	if house {
		d.Building = ""
	}
	if v.level == vocab.Public {
		d.Unit = ""
	}
	return d
}

// question is a question as it is shown; false where only hidden forms ask it.
func (v *viewer) question(q register.Question) (register.Question, bool) {
	if !v.granted && vocab.Sensitive(q.Field) {
		return q, false
	}
	asked := len(q.Values)
	q.Values = v.rivals(q.Field, q.Values)
	evidence := make([]register.Evidence, 0, len(q.Evidence))
	for _, e := range q.Evidence {
		if v.granted || !vocab.Sensitive(e.Field) {
			e.A, e.B = v.side(e.Field, e.A), v.side(e.Field, e.B)
			evidence = append(evidence, e)
		}
	}
	q.Evidence = evidence
	return q, asked == 0 || len(q.Values) > 0
}

// private is the fault sensitive_form where a form is one of the sensitive ones and
// the user was not granted those.
func (o *Office) private(form, title string) error {
	if o.May(Private) || !vocab.SensitiveForm(form, title) {
		return nil
	}
	return forms.NewFault("sensitive_form")
}

// submissions are the imports that the user may know of.
func (o *Office) submissions() ([]archive.SubmissionInfo, error) {
	all, err := o.archive.Submissions()
	return slices.DeleteFunc(all, func(s archive.SubmissionInfo) bool { return o.private(s.Form, s.Title) != nil }), err
}
