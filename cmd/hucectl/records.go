package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// records is a command over one kind of typed record: list, add with fields given
// as Name=value, set the fields of one by its id.
type records[T any] struct {
	name string
	list func(o *office.Office) ([]T, error)
	put  func(o *office.Office, v T) (T, error)
	id   func(v *T) *string
	more func(o *office.Office, format string) map[string]func([]string) error // what else it does
	acts string                                                                // … for the usage
}

func (t *terminal) task() *cobra.Command {
	return recordCommand(t, records[plan.Task]{
		"task", (*office.Office).Tasks,
		(*office.Office).PutTask,
		func(v *plan.Task) *string { return &v.ID },
		t.taskActs, "|same|different|groups|doubles",
	})
}

func (t *terminal) fund() *cobra.Command {
	return recordCommand(t, records[plan.Fund]{
		"fund", (*office.Office).Funds, (*office.Office).PutFund,
		func(v *plan.Fund) *string { return &v.ID },
		t.fundActs, "|ledger|overdue",
	})
}

func (t *terminal) meeting() *cobra.Command {
	return recordCommand(t, records[plan.Meeting]{
		"meeting", (*office.Office).Meetings, (*office.Office).PutMeeting,
		func(v *plan.Meeting) *string { return &v.ID },
		t.meetingActs, "|count",
	})
}

func recordCommand[T any](t *terminal, k records[T]) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: k.name + " ARCHIVE list|add|set" + k.acts + " [ID] [FIELD=VALUE...]", Short: t.text(k.name), Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				switch args[1] {
				case "list":
					return k.show(t, o, format)
				case "add":
					var v T
					return k.change(t, o, v, args[2:])
				case "set":
					return k.set(t, o, args[2:])
				}
				if k.more != nil {
					if act, ok := k.more(o, format)[args[1]]; ok {
						return act(args[2:])
					}
				}
				return usage{fmt.Errorf("%s %s", k.name, args[1])}
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json")
	return c
}

func (k records[T]) show(t *terminal, o *office.Office, format string) error {
	all, err := k.list(o)
	if err != nil {
		return err
	}
	if tasks, ok := any(all).([]plan.Task); ok {
		return t.writeListing(office.TaskListing(tasks), format, "")
	}
	if t.json || format == "json" {
		return t.writeJSON(all)
	}
	l, err := office.Records(all)
	if err != nil {
		return err
	}
	return t.writeListing(l, format, "")
}

func (k records[T]) set(t *terminal, o *office.Office, args []string) error {
	if len(args) < 2 {
		return usage{fmt.Errorf("%s set ID FIELD=VALUE", k.name)}
	}
	all, err := k.list(o)
	if err != nil {
		return err
	}
	for i := range all {
		if *k.id(&all[i]) == args[0] {
			return k.change(t, o, all[i], args[1:])
		}
	}
	return forms.NewFault("archive_unknown", args[0])
}

// change sets fields by their names and keeps the record.
func (k records[T]) change(t *terminal, o *office.Office, v T, pairs []string) error {
	for _, p := range pairs {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			return usage{fmt.Errorf("%s: FIELD=VALUE", p)}
		}
		if err := setField(&v, name, value); err != nil {
			return usage{err}
		}
	}
	kept, err := k.put(o, v)
	if err != nil {
		return err
	}
	t.say("kept", *k.id(&kept))
	return nil
}

// setField sets one field by its name: as JSON where that fits its type, else as
// text. A name that no field has is an error.
func setField(v any, name, value string) error {
	quoted, err := json.Marshal(value)
	if err != nil {
		return err
	}
	for _, raw := range [][]byte{quoted, []byte(value), isoDate(value)} {
		d := json.NewDecoder(strings.NewReader(fmt.Sprintf("{%q:%s}", name, raw)))
		d.DisallowUnknownFields()
		if err = d.Decode(v); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s=%s: %w", name, value, err)
}

// isoDate is a date as a record holds it.
func isoDate(s string) []byte {
	d, err := day("", s)
	if err != nil {
		return []byte("null")
	}
	b, err := json.Marshal(d)
	if err != nil {
		return []byte("null")
	}
	return b
}
