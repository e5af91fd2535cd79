package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// planCommand is the plan or the summary: its text, versions and numbers.
func (t *terminal) planCommand(kind string) *cobra.Command {
	p := planActs{terminal: t, kind: kind}
	c := &cobra.Command{
		Use:   kind + " ARCHIVE text|show|edit|reset|versions|diff|numbers|rows|compare|contradictions|figure|year [...]",
		Short: t.text(kind), Long: t.text("plan_long"), Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				if err := t.look(o); err != nil {
					return err
				}
				p.o = o
				if err := o.WorkIn(p.workYear); err != nil {
					return err
				}
				act, ok := p.acts()[args[1]]
				if !ok {
					return usage{fmt.Errorf("%s %s", kind, args[1])}
				}
				return act(args[2:])
			})
		},
	}
	f := c.Flags()
	f.StringVar(&p.format, "format", "table", "table | csv | json")
	f.StringVarP(&p.out, "output", "o", "", t.text("flag.output"))
	f.StringVar(&p.text, "text", "", t.text("flag.plan_text"))
	f.StringVar(&p.note, "note", "", t.text("flag.plan_note"))
	f.IntVar(&p.workYear, "year", 0, t.text("flag.work_year"))
	f.BoolVar(&p.marks, "marks", false, t.text("flag.plan_marks"))
	return t.masks(c)
}

type planActs struct {
	*terminal
	o                             *office.Office
	kind, format, out, text, note string
	marks                         bool
	workYear                      int
}

func (p *planActs) acts() map[string]func(args []string) error {
	return map[string]func([]string) error{
		"text": p.source, "show": p.show, "edit": p.edit, "reset": p.reset, "versions": p.versions, "diff": p.diff,
		"numbers": p.numbers, "rows": p.rows, "compare": p.compare, "contradictions": p.contradictions, "figure": p.figure, "year": p.year,
	}
}

func (p *planActs) write(text string) error {
	if p.out != "" {
		return writeFile(p.out, []byte(text))
	}
	_, err := fmt.Fprint(p.terminal.out, text)
	return err
}

func (p *planActs) source([]string) error {
	e, err := p.o.PlanText(p.kind)
	if err != nil {
		return err
	}
	return p.write(e.Text)
}

// show is how the text in force, a file's or a version's reads.
func (p *planActs) show(args []string) error {
	if len(args) == 1 {
		versions, err := p.o.PlanVersions(p.kind)
		if err != nil {
			return err
		}
		for _, v := range versions {
			if v.ID == args[0] {
				return p.write(v.Shown)
			}
		}
		return forms.NewFault("archive_unknown", args[0])
	}
	text, err := p.read()
	if err != nil {
		return err
	}
	c, err := p.o.ComposePlan(p.kind, text)
	if err != nil {
		return err
	}
	for _, x := range c.Problems {
		p.say("plan_problem", strconv.Itoa(x.Line), x.Mark)
	}
	return p.write(c.ShownText())
}

// read is the text of --text, "" where none is given.
func (p *planActs) read() (string, error) {
	if p.text == "" {
		return "", nil
	}
	b, err := os.ReadFile(p.text)
	if err != nil {
		return "", forms.NewFault("path_unreadable", p.text).Because(err)
	}
	return strings.TrimPrefix(string(b), "\ufeff"), nil
}

func (p *planActs) edit([]string) error {
	text, err := p.read()
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return usage{fmt.Errorf("%s edit --text FILE", p.kind)}
	}
	return p.keep(text)
}

func (p *planActs) reset([]string) error { return p.keep("") }

func (p *planActs) keep(text string) error {
	d, err := p.o.KeepPlan(p.kind, text, p.note)
	if err != nil {
		return err
	}
	p.say("kept", d.ID)
	return nil
}

func (p *planActs) versions([]string) error {
	all, err := p.o.PlanVersions(p.kind)
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"version", "at", "by", "note", "lines", "text_changed"}}
	before := ""
	for _, v := range all {
		l.Rows = append(l.Rows, []string{
			v.ID, v.At, v.By, v.Note, strconv.Itoa(strings.Count(v.Shown, "\n")), strconv.FormatBool(v.Text != before),
		})
		before = v.Text
	}
	return p.writeListing(l, p.format, p.out)
}

// diff sets two versions side by side; without names the last one and how it reads
// now.
func (p *planActs) diff(args []string) error {
	left, right := "", ""
	switch len(args) {
	case 0:
		all, err := p.o.PlanVersions(p.kind)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return forms.NewFault("plan_no_version")
		}
		left = all[len(all)-1].ID
	case 1:
		left = args[0]
	default:
		left, right = args[0], args[1]
	}
	rows, err := p.o.PlanDiff(p.kind, left, right, !p.marks)
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"kind", "left_line", "left", "right_line", "right"}}
	for _, d := range rows {
		if d.Kind != plan.DiffSame {
			l.Rows = append(l.Rows, []string{string(d.Kind), lineNo(d.LeftNo), d.Left, lineNo(d.RightNo), d.Right})
		}
	}
	return p.writeListing(l, p.format, p.out)
}

func lineNo(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (p *planActs) numbers([]string) error {
	t, err := p.o.Numbers()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"code", "label", "value", "unit", "known", "how"}}
	for i := range t.List {
		x := &t.List[i]
		l.Rows = append(l.Rows, []string{x.Code, assets.Text(p.words(), "plan.indicator."+x.Code), x.Value, x.Unit, strconv.FormatBool(x.Known), x.How})
	}
	return p.writeListing(l, p.format, p.out)
}

func (p *planActs) rows(args []string) error {
	if len(args) != 1 {
		return usage{fmt.Errorf("%s rows NUMBER", p.kind)}
	}
	i, l, err := p.o.NumberRows(args[0])
	if err != nil {
		return err
	}
	p.say("number", i.Code, i.Label, i.Shown(), i.How, strconv.Itoa(len(l.Rows)))
	return p.writeListing(l, p.format, p.out)
}

func (p *planActs) compare([]string) error {
	all, err := p.o.CompareYears()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"code", "label", "last_year", "this_year", "change"}}
	for _, c := range all {
		change := ""
		if c.Readable {
			change = strconv.FormatFloat(c.Change, 'f', -1, 64)
		}
		l.Rows = append(l.Rows, []string{c.Code, c.Label, c.Last, c.Now, change})
	}
	return p.writeListing(l, p.format, p.out)
}

func (p *planActs) contradictions([]string) error {
	all, err := p.o.Contradictions()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"department", "source", "import", "code", "label", "theirs", "ours", "as_of"}}
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	for _, c := range all {
		l.Rows = append(l.Rows, []string{c.Department, c.Source, c.Submission, c.Code, c.Label, number(c.Theirs), number(c.Ours), c.AsOf.String()})
	}
	return p.writeListing(l, p.format, p.out)
}

// figure notes a department's number: Department=民政局 Code=M01.1 Value=5.
func (p *planActs) figure(args []string) error {
	return records[plan.Figure]{
		name: "figure", put: (*office.Office).PutFigure, id: func(f *plan.Figure) *string { return &f.ID },
	}.change(p.terminal, p.o, plan.Figure{}, args)
}

// year keeps an earlier year's numbers: year 2025 B02=13,870人 M01.1=6户.
func (p *planActs) year(args []string) error {
	if len(args) < 2 {
		return usage{fmt.Errorf("%s year YEAR CODE=VALUE", p.kind)}
	}
	year, err := strconv.Atoi(args[0])
	if err != nil {
		return usage{fmt.Errorf("%s year %s", p.kind, args[0])}
	}
	shown := map[string]string{}
	for _, pair := range args[1:] {
		code, value, ok := strings.Cut(pair, "=")
		if !ok {
			return usage{fmt.Errorf("%s: CODE=VALUE", pair)}
		}
		shown[code] = value
	}
	d, err := p.o.KeepYear(year, shown)
	if err != nil {
		return err
	}
	p.say("kept", d.ID)
	return nil
}
