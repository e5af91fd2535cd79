package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
)

// document is the archive's papers: list (all, or those with some words), due (those
// whose retention ran out), destroy, export of a year.
func (t *terminal) document() *cobra.Command {
	var format, out string
	var by []string
	c := &cobra.Command{
		Use: "document ARCHIVE list|receive|set|due|destroy|export|close|closed [WORD...|ID...|YEAR] [FIELD=VALUE...]", Short: t.text("document"), Args: atLeast(2),
		RunE: func(c *cobra.Command, args []string) error {
			rest := args[2:]
			bad := usage{fmt.Errorf("%s", c.UseLine())}
			return t.with(args[0], func(o *office.Office) error {
				switch args[1] {
				case "list":
					all, err := o.Documents(strings.Join(rest, " "))
					if err != nil {
						return err
					}
					return t.writeListing(office.DocumentListing(all), format, "")
				case "due":
					all, err := o.RunOut()
					if err != nil {
						return err
					}
					return t.writeListing(office.DocumentListing(all), format, "")
				case "receive":
					return t.receive(o, rest)
				case "set":
					return t.setDocument(o, rest)
				case "close", "closed":
					return t.closeYear(o, args[1], rest, out)
				case "destroy":
					if len(rest) == 0 || len(by) != 2 || out == "" {
						return bad
					}
					p, err := o.Destroy(c.Context(), rest, [2]string{by[0], by[1]}, nil)
					if err != nil {
						return err
					}
					t.say("destroyed", strconv.Itoa(len(rest)))
					if p == nil {
						return nil
					}
					return writeFile(out, p.Data)
				case "export":
					if len(rest) != 1 || out == "" {
						return bad
					}
					year, err := strconv.Atoi(rest[0])
					if err != nil {
						return bad
					}
					var b bytes.Buffer
					if err := o.ExportYear(c.Context(), &b, year); err != nil {
						return err
					}
					return writeFile(out, b.Bytes())
				}
				return bad
			})
		},
	}
	f := c.Flags()
	f.StringVar(&format, "format", "table", "table | csv | json")
	f.StringArrayVar(&by, "by", nil, t.text("flag.destroy_by"))
	f.StringVarP(&out, "output", "o", "", t.text("flag.output"))
	return c
}
