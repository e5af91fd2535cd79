package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms/sheet"
)

// sendFlags are what send is told beside its words.
type sendFlags struct{ format, period, out, reason string }

// send keeps forms on their way to departments: what is due, prepared, sent,
// returned.
func (t *terminal) send() *cobra.Command {
	var f sendFlags
	c := &cobra.Command{
		Use: "send ARCHIVE list|prepare|sent|returned [SUBMISSION|TEMPLATE|ID]", Short: t.text("send"), Args: atLeast(2),
		RunE: func(c *cobra.Command, args []string) error {
			if want := map[string]int{"list": 2, "prepare": 3, "sent": 3, "returned": 3}[args[1]]; want != len(args) {
				return usage{fmt.Errorf("%s", c.UseLine())}
			}
			return t.with(args[0], func(o *office.Office) error { return t.sendStep(o, args[1:], f) })
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.format, "format", "table", "table | csv | json")
	flags.StringVar(&f.period, "period", "", t.text("flag.period"))
	flags.StringVarP(&f.out, "output", "o", "", t.text("flag.output"))
	flags.StringVar(&f.reason, "reason", "", t.text("flag.return_reason"))
	return c
}

func (t *terminal) sendStep(o *office.Office, args []string, f sendFlags) error {
	var s plan.Sending
	var err error
	switch args[0] {
	case "list":
		l, err := o.Sendings()
		if err != nil {
			return err
		}
		return t.writeListing(l, f.format, "")
	case "prepare":
		if f.out == "" {
			return usage{fmt.Errorf("send prepare: -o OUT")}
		}
		var filled *office.Filled
		if filled, s, err = o.PrepareSending(args[1], f.period); err == nil {
			if sheet.NameMismatch(f.out, filled.Result.Format) {
				t.say("fill_format", string(filled.Result.Format))
			}
			err = writeFile(f.out, filled.Result.Data)
		}
	case "sent":
		s, err = o.MarkSent(args[1])
	case "returned":
		s, err = o.MarkReturned(args[1], f.reason)
	}
	if err != nil {
		return err
	}
	t.say("send_done", s.ID, s.Title, assets.Text(t.words(), "plan.sending."+s.Status()))
	return nil
}
