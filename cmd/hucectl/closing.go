package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
)

// receive files what was imported, of a year or of all.
func (t *terminal) receive(o *office.Office, args []string) error {
	year := 0
	if len(args) > 0 {
		var err error
		if year, err = strconv.Atoi(args[0]); err != nil {
			return usage{fmt.Errorf("document ARCHIVE receive [YEAR]")}
		}
	}
	filed, err := o.FileReceived(year)
	t.say("received", strconv.Itoa(len(filed)))
	return err
}

// setDocument mends what is said of a filed document.
func (t *terminal) setDocument(o *office.Office, args []string) error {
	if len(args) < 2 {
		return usage{fmt.Errorf("document ARCHIVE set A0001 Title=… RefNo=… Responsible=… Pages=… Note=… Retention=… Office=…")}
	}
	all, err := o.Documents("")
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(d archive.Document) bool { return d.ID == args[0] })
	if at < 0 {
		return forms.NewFault("archive_unknown", args[0])
	}
	d := all[at]
	for _, pair := range args[1:] {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || !slices.Contains([]string{"Title", "RefNo", "Responsible", "Pages", "Note", "Retention", "Office"}, name) {
			return usage{fmt.Errorf("%s", pair)}
		}
		if err := setField(&d, name, value); err != nil {
			return usage{err}
		}
	}
	if d, err = o.SetDocument(d); err != nil {
		return err
	}
	t.say("kept", d.ID+" "+d.ArchivalNo)
	return nil
}

// closeYear closes a year, or gives the catalogue as it was printed when it was closed.
func (t *terminal) closeYear(o *office.Office, act string, args []string, out string) error {
	if len(args) != 1 {
		return usage{fmt.Errorf("document ARCHIVE %s YEAR", act)}
	}
	year, err := strconv.Atoi(args[0])
	if err != nil {
		return usage{err}
	}
	if act == "close" {
		y, err := o.CloseYear(year)
		if err != nil {
			return err
		}
		t.say("year_closed", strconv.Itoa(y.Year), strconv.Itoa(y.Documents))
	}
	if out == "" {
		return nil
	}
	data, err := o.ClosedCatalogue(year)
	if err != nil {
		return err
	}
	return writeFile(out, data)
}

// retention is the table of retention periods. Its lines have ids once they were
// changed; the program's own go by their Order.
func (t *terminal) retention() *cobra.Command {
	return recordCommand(t, records[plan.Retention]{
		name: "retention", list: (*office.Office).Retentions, put: (*office.Office).PutRetention,
		id: func(r *plan.Retention) *string {
			if r.ID == "" && r.Order > 0 {
				r.ID = strconv.Itoa(r.Order)
			}
			return &r.ID
		},
	})
}
