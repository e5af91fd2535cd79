package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// visitFlags are what is told of a keyed sheet beside its answers.
type visitFlags struct{ answers, date string }

// visit keeps visits like other records, and keys printed sheets back: sheet shows
// the fields of one, key keeps the answers, verify holds a second keying against
// the first.
func (t *terminal) visit() *cobra.Command {
	var f visitFlags
	var k office.VisitKeying
	var p planFlags
	c := recordCommand(t, records[plan.Visit]{
		name: "visit", list: (*office.Office).Visits, put: (*office.Office).PutVisit,
		id: func(v *plan.Visit) *string { return &v.ID },
		more: func(o *office.Office, format string) map[string]func([]string) error {
			return t.visitActs(o, format, &p, &k, &f.date)
		},
	})
	c.Use = "visit ARCHIVE list|add|set|sheet|key|verify|plan|load|blocks|left|reserve|release|bookings|twice|days [ID|CODE] [FIELD=VALUE...]"
	flags := c.Flags()
	flags.StringVar(&p.from, "from", "", t.text("flag.plan_from"))
	flags.StringVar(&p.to, "to", "", t.text("flag.plan_to"))
	flags.StringSliceVar(&p.off, "off", nil, t.text("flag.visit_off"))
	flags.StringSliceVar(&p.work, "work", nil, t.text("flag.visit_work"))
	flags.StringVar(&f.answers, "answers", "", t.text("flag.answers"))
	flags.StringVar(&f.date, "date", "", t.text("flag.visit_date"))
	flags.StringVar(&k.Visitor, "visitor", "", t.text("flag.visitor"))
	flags.StringVar(&k.Purpose, "purpose", "", t.text("flag.purpose"))
	flags.StringVar(&k.Outcome, "outcome", "", t.text("flag.outcome"))
	flags.StringVar(&k.Reason, "reason", "", t.text("flag.visit_reason"))
	asRecord := c.RunE
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		if !slices.Contains([]string{"sheet", "key", "verify"}, args[1]) {
			return asRecord(c, args)
		}
		if len(args) < 3 || args[1] == "sheet" && len(args) > 3 {
			return usage{fmt.Errorf("%s", c.UseLine())}
		}
		if k.Date, err = day("date", f.date); err != nil {
			return err
		}
		if k.Answers, err = answersOf(f.answers, args[3:]); err != nil {
			return err
		}
		k.Code = args[2]
		return t.with(args[0], func(o *office.Office) error { return t.visitSheet(o, args[1], k) })
	}
	return c
}

func (t *terminal) visitSheet(o *office.Office, act string, k office.VisitKeying) error {
	if act == "sheet" {
		p, err := o.VisitSheet(k.Code)
		if err != nil {
			return err
		}
		if t.json {
			return t.writeJSON(p)
		}
		l := office.Listing{Columns: []string{"key", "about", "label", "type", "options", "hint", "for"}}
		for _, x := range p.Lines {
			l.Rows = append(l.Rows, []string{x.Key, x.About, x.Label, x.Type, strings.Join(x.Options, "|"), x.Hint, strings.Join(x.For, "、")})
		}
		return t.writeListing(l, "csv", "")
	}
	var done *office.VisitKeyed
	var err error
	if act == "key" {
		done, err = o.KeyVisit(k)
	} else {
		done, err = o.VerifyVisit(k.Code, k.Answers)
	}
	if err != nil {
		return err
	}
	if t.json {
		if err := t.writeJSON(done); err != nil {
			return err
		}
	}
	if n := len(done.Amiss); n > 0 {
		for _, a := range done.Amiss {
			fmt.Fprintf(t.err, "%s\t%s\t%s\t%s\n", a.Key, a.First, a.Answer, a.Why)
		}
		t.say("visit_amiss", k.Code, strconv.Itoa(n))
		return part{n}
	}
	if act == "verify" {
		t.say("visit_verified", done.Visit.ID)
	} else {
		t.say("visit_keyed", done.Visit.ID, strconv.Itoa(done.Answered), strconv.Itoa(done.Open))
	}
	return nil
}

// answersOf are the answers of a CSV file of KEY,ANSWER and of KEY=ANSWER arguments,
// which go before it.
func answersOf(file string, pairs []string) (map[string]string, error) {
	answers := map[string]string{}
	if file != "" {
		f, err := os.Open(file)
		if err != nil {
			return nil, forms.NewFault("path_unreadable", file).Because(err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.FieldsPerRecord = 2
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, usage{fmt.Errorf("%s: KEY,ANSWER: %w", file, err)}
			}
			answers[strings.TrimPrefix(row[0], "\ufeff")] = row[1]
		}
	}
	for _, p := range pairs {
		key, answer, ok := strings.Cut(p, "=")
		if !ok {
			return nil, usage{fmt.Errorf("%s: KEY=ANSWER", p)}
		}
		answers[key] = answer
	}
	return answers, nil
}
