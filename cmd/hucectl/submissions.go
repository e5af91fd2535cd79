package main

import (
	"github.com/spf13/cobra"

	"huce/app/office"
)

// submissions lists what was imported.
func (t *terminal) submissions() *cobra.Command {
	return &cobra.Command{
		Use: "submissions ARCHIVE", Short: t.text("submissions"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				l, err := o.Submissions()
				if err != nil {
					return err
				}
				return t.writeListing(l, "table", "")
			})
		},
	}
}

// undo withdraws an import; redo brings it back.
func (t *terminal) undo() *cobra.Command {
	return t.onSubmission("undo", (*office.Office).Withdraw)
}

func (t *terminal) redo() *cobra.Command {
	return t.onSubmission("redo", (*office.Office).BringBack)
}

func (t *terminal) onSubmission(name string, act func(o *office.Office, id string) error) *cobra.Command {
	return &cobra.Command{
		Use: name + " ARCHIVE SUBMISSION", Short: t.text(name), Args: exactly(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				if err := act(o, args[1]); err != nil {
					return err
				}
				t.say(name+"_done", args[1])
				return nil
			})
		},
	}
}
