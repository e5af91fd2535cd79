package office

import (
	"regexp"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/forms"
)

// headRows are how many rows at the top of a sheet, and headFoot at its end, may say what
// the form is registered as.
const (
	headRows = 12
	headFoot = 6
)

// headLines are what a registered table says of itself (统计法 第十五条), and where it is kept.
var headLines = []struct {
	label *regexp.Regexp
	in    func(*forms.StatHead) *string
}{
	{regexp.MustCompile(`表[\s　]*号[\s　]*[:：][\s　]*([^\s　]*)`), func(h *forms.StatHead) *string { return &h.No }},
	{regexp.MustCompile(`制[定表][\s　]*机[\s　]*关[\s　]*[:：][\s　]*([^\s　]*)`), func(h *forms.StatHead) *string { return &h.Organ }},
	{regexp.MustCompile(`(?:批[\s　]*准|备[\s　]*案)[\s　]*(?:文[\s　]*号|机[\s　]*关[\s　]*文[\s　]*号)[\s　]*[:：][\s　]*([^\s　]*)`), func(h *forms.StatHead) *string { return &h.Approval }},
	{regexp.MustCompile(`有[\s　]*效[\s　]*期[\s　]*(?:限|至|截止)?[\s　]*(?:至)?[\s　]*[:：][\s　]*([^\s　]*)`), func(h *forms.StatHead) *string { return &h.Valid }},
}

// statHead is what the form in a file is registered as; empty where it says nothing.
func statHead(b *forms.Book) forms.StatHead {
	var h forms.StatHead
	for _, g := range b.Sheets {
		if g.Hidden {
			continue
		}
		for _, line := range append(append([]string{}, g.Before...), g.After...) {
			readHead(&h, line, "")
		}
		for r, row := range g.Rows {
			if r >= headRows && r < len(g.Rows)-headFoot {
				continue
			}
			for c := range row {
				next := ""
				for k := c + 1; k < len(row) && next == ""; k++ {
					next = strings.TrimSpace(row[k].Text)
				}
				readHead(&h, row[c].Text, next)
			}
		}
	}
	return h
}

// readHead reads one cell; next is the next cell of its row that says anything, where the
// value stands if the cell ends with the label.
func readHead(h *forms.StatHead, text, next string) {
	if text == "" {
		return
	}
	for _, l := range headLines {
		m := l.label.FindStringSubmatch(text)
		if m == nil || *l.in(h) != "" {
			continue
		}
		value := m[1]
		if value == "" && !strings.ContainsAny(next, ":：") {
			value = next
		}
		*l.in(h) = strings.Trim(value, "_＿—-/ 　")
	}
}

// heads are what imported forms are registered as, by their ids.
func (o *Office) heads() (map[string]forms.StatHead, error) {
	subs, err := o.archive.Submissions()
	heads := map[string]forms.StatHead{}
	for i := range subs {
		if h := subs[i].Head; h != nil {
			heads[subs[i].ID] = *h
		}
	}
	return heads, err
}

// secondsSetting is what writing one cell is taken to cost, in seconds.
const secondsSetting = "burden.seconds"

// SecondsPerCell is what writing one cell by hand is taken to cost; every figure of hours
// saved is shown with it.
func (o *Office) SecondsPerCell() (int, error) {
	text, err := o.archive.Setting(secondsSetting)
	if n, bad := strconv.Atoi(text); bad == nil && n > 0 {
		return n, err
	}
	return plan.SecondsPerCell, err
}

// SetSecondsPerCell sets that rate. Fault: burden_rate for less than 1 or more than 600.
func (o *Office) SetSecondsPerCell(n int) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	if n < 1 || n > 600 {
		return forms.NewFault("burden_rate", strconv.Itoa(n))
	}
	return o.archive.SetSetting(secondsSetting, strconv.Itoa(n))
}

// Burden is what the departments ask of the community: by department and month, with the
// forms that lack 表号 or 批准文号, and the hours saved at the rate set.
func (o *Office) Burden() (plan.Load, error) {
	if err := o.need(Read); err != nil {
		return plan.Load{}, err
	}
	in, err := o.Input()
	if err != nil {
		return plan.Load{}, err
	}
	return o.burdenOf(in), nil
}

// burdenOf is the burden without the names of sensitive forms where these aren't granted.
func (o *Office) burdenOf(in plan.Input) plan.Load {
	l := plan.Burden(in)
	kept := l.Unmarked[:0]
	for _, u := range l.Unmarked {
		if o.private("", u.Title) == nil {
			kept = append(kept, u)
		}
	}
	l.Unmarked = kept
	return l
}
