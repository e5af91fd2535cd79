package plan

import (
	"cmp"
	"slices"
	"strings"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// missing reports whether a field has no value or one too old, and what is known.
func (d *doors) missing(values []register.Standing, field string) (hint string, open bool) {
	s := register.Find(values, field)
	if s == nil || s.Value == "" {
		return "", true
	}
	said := d.lastSaid(s)
	if !Expired(field, said, d.in.Today) {
		return "", false
	}
	return phrase("visit.old", ChineseDate(said), s.Value), true
}

// Expired reports whether what was said of a field on a day is too old today to be
// sent on unasked: assets/rules/plan_visits.json says after how many months.
func Expired(field string, said, today forms.Date) bool {
	months := visitBook().Expire[field]
	return months > 0 && !said.IsZero() && monthsBetween(said, today) >= months
}

// lastSaid is the latest day as of which a source says the value.
func (d *doors) lastSaid(s *register.Standing) (last forms.Date) {
	for _, source := range s.Sources {
		if i := int(source.Row.Sub); i < len(d.asOf) && d.asOf[i].Compare(last) > 0 {
			last = d.asOf[i]
		}
	}
	return last
}

// missingOfHome looks for a value with the household, its dwelling, then its
// members: forms say things of a home in a member's row.
func (d *doors) missingOfHome(h int, field string) (hint string, open bool) {
	home := &d.in.Register.Households[h]
	if d.knownOfHome(home, field) {
		return "", false
	}
	hint, open = d.missing(home.Values, field)
	if !open {
		return "", false
	}
	if home.Dwelling >= 0 {
		if _, missing := d.missing(d.in.Register.Dwellings[home.Dwelling].Values, field); !missing {
			return "", false
		}
	}
	for _, p := range home.Members {
		if old, missing := d.missing(d.in.Register.People[p].Values, field); !missing {
			return "", false
		} else if hint == "" {
			hint = old
		}
	}
	return hint, true
}

// knownOfHome are the fields that the register keeps elsewhere: the head's name,
// the address, how many live there.
func (d *doors) knownOfHome(home *register.Household, field string) bool {
	switch field {
	case "household.head_name", "household.head_id":
		return home.Head >= 0
	case "household.head_phone":
		return home.Head >= 0 && d.in.Register.People[home.Head].Value("person.phone") != ""
	case "household.address", "household.estate", "household.building", "house.address", "house.building":
		return home.Dwelling >= 0
	}
	return false
}

// askOf is a line of a sheet.
func (d *doors) askOf(field, label, hint string) forms.Ask {
	ask, ok := d.lines[field]
	if !ok {
		ask = lineOf(field)
		d.lines[field] = ask
	}
	ask.Label, ask.Hint = cmp.Or(label, ask.Label), hint
	return ask
}

// lineOf is the line that asks a field: boxes where it has few answers.
func lineOf(field string) forms.Ask {
	ask := forms.Ask{Label: labelOf(field)}
	f, ok := vocab.Field(field)
	if !ok {
		return ask
	}
	list, coded := vocab.Codes(f.Codes)
	switch {
	case f.Type == "bool":
		ask.Options = []string{"是", "否"}
	case coded && len(list.Entries) <= fewAnswers:
		for _, e := range list.Entries {
			if e.Word != "" && !slices.Contains(ask.Options, e.Word) {
				ask.Options = append(ask.Options, e.Word)
			}
		}
	}
	return ask
}

// fewAnswers is how many answers still stand as boxes beside each other.
const fewAnswers = 12

// labelOf is what a field is called on a sheet: without a census's number before
// it (H6 住房间数) and the answers in brackets after it.
func labelOf(field string) string {
	f, ok := vocab.Field(field)
	if !ok {
		return strings.TrimPrefix(field, forms.OwnField)
	}
	return plainLabel(f.Label)
}

func plainLabel(label string) string {
	if i := strings.IndexByte(label, ' '); i > 0 && i < 4 {
		label = label[i+1:]
	}
	if bare, answers, found := strings.Cut(label, "（"); found && strings.Contains(answers, "/") {
		return bare
	}
	return label
}

func dateOf(s string) forms.Date {
	d, _ := forms.ParseISO(s)
	return d
}

func monthsBetween(from, to forms.Date) int {
	return 12*(int(to.Year)-int(from.Year)) + int(to.Month) - int(from.Month)
}
