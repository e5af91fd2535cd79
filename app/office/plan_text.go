package office

import (
	"strconv"
	"strings"
	"time"

	"huce/archive/plan"
	"huce/forms"
)

// The plan and the summary are texts with live numbers (package plan, Compose). A
// screen that edits one shows PlanText's Text in an entry, calls ComposePlan with
// what stands in it for the preview beside it, and KeepPlan when the user keeps it.

// EditedPlan is the text of a plan or summary in force.
type EditedPlan struct {
	Kind    string // plan.DraftPlan or plan.DraftSummary
	Year    int
	Text    string      // with its marks
	Version *plan.Draft // the version it is, nil while nobody changed the text
}

// PlanText is the text in force of the work year's plan or summary: the newest version
// that was kept, else what the program writes. Fault: no_paper for another kind.
func (o *Office) PlanText(kind string) (EditedPlan, error) {
	e := EditedPlan{Kind: kind, Year: o.WorkYear()}
	versions, err := o.PlanVersions(kind)
	if err != nil {
		return e, err
	}
	if e.Version = inForce(versions); e.Version != nil {
		e.Text = e.Version.Text
		return e, nil
	}
	in, err := o.Input()
	if err != nil {
		return e, err
	}
	e.Text = writtenText(kind, in)
	return e, nil
}

func writtenText(kind string, in plan.Input) string {
	if kind == plan.DraftSummary {
		return plan.SummaryText(in)
	}
	return plan.PlanText(in)
}

// ComposePlan makes the document of a text, "" the one in force: its paragraphs with
// the numbers in them, each with the code by which NumberRows shows its rows; marks
// that mean nothing are Problems. It keeps nothing.
func (o *Office) ComposePlan(kind, text string) (plan.Composed, error) {
	if err := o.planKind(kind); err != nil {
		return plan.Composed{}, err
	}
	if text == "" {
		versions, err := o.PlanVersions(kind)
		if err != nil {
			return plan.Composed{}, err
		}
		if kept := inForce(versions); kept != nil {
			text = kept.Text
		}
	}
	in, err := o.Input()
	if err != nil {
		return plan.Composed{}, err
	}
	if text == "" {
		return plan.Written(in, kind), nil
	}
	return plan.Compose(in, kind, text), nil
}

// inForce is the version in force, nil where it is the program's own text.
func inForce(versions []plan.Draft) *plan.Draft {
	if n := len(versions); n > 0 && versions[n-1].Text != "" {
		return &versions[n-1]
	}
	return nil
}

// KeepPlan keeps a text as the newest version. "" goes back to what the program
// writes. Faults: role_may_not; plan_mark for a mark that means nothing, with its
// line, whereupon nothing is kept; plan_unchanged where it is the version in force.
func (o *Office) KeepPlan(kind, text, note string) (plan.Draft, error) {
	if err := o.need(Enter); err != nil {
		return plan.Draft{}, err
	}
	now, err := o.PlanText(kind)
	if err != nil {
		return plan.Draft{}, err
	}
	in, err := o.Input()
	if err != nil {
		return plan.Draft{}, err
	}
	if strings.TrimSpace(text) == "" {
		text = writtenText(kind, in)
	}
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n") + "\n"
	if now.Version != nil && now.Text == text && note == "" {
		return *now.Version, forms.NewFault("plan_unchanged", now.Version.ID)
	}
	c := plan.Compose(in, kind, text)
	if len(c.Problems) > 0 {
		p := c.Problems[0]
		return plan.Draft{}, forms.NewFault("plan_mark", strconv.Itoa(p.Line), p.Mark)
	}
	return o.archive.PutDraft(o.draft(kind, text, note, &c))
}

// draft is a version as it reads now.
func (o *Office) draft(kind, text, note string, c *plan.Composed) plan.Draft {
	return plan.Draft{
		Kind: kind, Year: o.WorkYear(), At: o.Now().Format(time.RFC3339), By: o.archive.Who().Name, Note: note,
		Text: text, Shown: c.ShownText(), Figures: plan.FiguresOf(c.Table),
	}
}

// PlanVersions are the work year's versions of the plan or summary in the order they
// were kept; the last is in force.
func (o *Office) PlanVersions(kind string) ([]plan.Draft, error) {
	if err := o.planKind(kind); err != nil {
		return nil, err
	}
	all, err := o.archive.Drafts()
	if err != nil {
		return nil, err
	}
	var out []plan.Draft
	for _, d := range all {
		if d.Kind == kind && d.Year == o.WorkYear() {
			out = append(out, d)
		}
	}
	return out, nil
}

func (o *Office) planKind(kind string) error {
	if err := o.need(Read); err != nil {
		return err
	}
	if kind != plan.DraftPlan && kind != plan.DraftSummary {
		return forms.NewFault("no_paper", kind)
	}
	return nil
}

// PlanDiff sets two versions side by side, by their ids (D0001); "" is the document
// as it reads now. shown compares what was printed, numbers and all, else the texts
// with their marks. Fault: archive_unknown.
func (o *Office) PlanDiff(kind, left, right string, shown bool) ([]plan.DiffLine, error) {
	a, err := o.versionText(kind, left, shown)
	if err != nil {
		return nil, err
	}
	b, err := o.versionText(kind, right, shown)
	if err != nil {
		return nil, err
	}
	return plan.Diff(a, b), nil
}

func (o *Office) versionText(kind, id string, shown bool) (string, error) {
	if id == "" {
		if !shown {
			e, err := o.PlanText(kind)
			return e.Text, err
		}
		c, err := o.ComposePlan(kind, "")
		return c.ShownText(), err
	}
	versions, err := o.PlanVersions(kind)
	if err != nil {
		return "", err
	}
	for _, v := range versions {
		if v.ID == id {
			if shown {
				return v.Shown, nil
			}
			return v.Text, nil
		}
	}
	return "", forms.NewFault("archive_unknown", id)
}
