package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"huce/app/office"
)

// manual writes the user's manual as PDF, in the terminal's language.
func (t *terminal) manual() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use: "manual -o OUT.pdf", Short: t.text("manual"), Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			data, pages, err := office.ManualPaper(t.words())
			if err != nil {
				return err
			}
			if err := writeFile(out, data); err != nil {
				return err
			}
			fmt.Fprintln(t.out, t.text("manual_wrote", out, strconv.Itoa(pages)))
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "huce-manual.pdf", t.text("flag.output"))
	return c
}
