package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"huce/app/office"
)

// join takes what was done in a copy of an archive into it.
func (t *terminal) join() *cobra.Command {
	return &cobra.Command{
		Use: "join ARCHIVE OTHER", Short: t.text("join"), Args: exactly(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				options, err := t.options()
				if err != nil {
					return err
				}
				done, err := o.Join(args[1], options)
				if err != nil {
					return err
				}
				if t.json {
					return t.writeJSON(done)
				}
				t.say("joined", strconv.Itoa(done.Submissions), strconv.Itoa(done.Withdrawn), strconv.Itoa(done.Decisions), strconv.Itoa(done.Records+done.Documents+done.Templates))
				if done.Disputed > 0 {
					t.say("join_disputed", strconv.Itoa(done.Disputed))
				}
				return nil
			})
		},
	}
}
