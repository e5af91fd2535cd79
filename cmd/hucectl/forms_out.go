package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/sheet"
)

// fill writes a department's own form, filled.
func (t *terminal) fill() *cobra.Command {
	var out, marks string
	c := &cobra.Command{
		Use: "fill ARCHIVE SUBMISSION|TEMPLATE|FILE|all -o OUT", Short: t.text("fill"), Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				if args[1] == "all" {
					return t.fillAll(c.Context(), o, out)
				}
				f, err := o.FillForm(args[1])
				if err != nil {
					return err
				}
				if sheet.NameMismatch(out, f.Result.Format) {
					return usage{errors.New(t.text("fill_format", string(f.Result.Format)))}
				}
				if err := writeFile(out, f.Result.Data); err != nil {
					return err
				}
				t.say("filled", out, strconv.Itoa(f.Rows), strconv.Itoa(f.Result.Cells), strconv.Itoa(f.Blank))
				n := office.CountMarks(f.Marks)
				t.say("marks", strconv.Itoa(n[office.Disputed]), strconv.Itoa(n[office.Expired]), strconv.Itoa(n[office.Changed]), strconv.Itoa(n[office.Own]))
				if marks != "" {
					if err := t.writeListing(office.MarkListing(f.Marks), "csv", marks); err != nil {
						return err
					}
				}
				for _, n := range f.Result.Notes {
					fmt.Fprintln(t.err, n.Cell(), assets.Text(t.words(), "issue."+n.Code, n.Args...))
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&marks, "marks", "", t.text("flag.marks"))
	return needsOutput(c, &out)
}

// fillAll fills the forms of all imports into a folder, each department's in its own.
func (t *terminal) fillAll(ctx context.Context, o *office.Office, dir string) error {
	n, cells := 0, 0
	err := o.FillAll(ctx, func(s archive.SubmissionInfo, f *office.Filled) error {
		path := filepath.Join(dir, filepath.Base(filepath.Dir(s.File)), s.ID+" "+f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return forms.NewFault("write_failed", path).Because(err)
		}
		n, cells = n+1, cells+f.Result.Cells
		return writeFile(path, f.Result.Data)
	})
	if err == nil {
		t.say("filled_all", strconv.Itoa(n), strconv.Itoa(cells), dir)
	}
	return err
}

// delta lists what has changed on a form since it was last reported.
func (t *terminal) delta() *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use: "delta ARCHIVE SUBMISSION|TEMPLATE", Short: t.text("delta"), Args: exactly(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				l, err := o.Delta(args[1])
				if err != nil {
					return err
				}
				return t.writeListing(l, format, out)
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json | xlsx")
	c.Flags().StringVarP(&out, "output", "o", "", t.text("flag.output"))
	return c
}

func needsOutput(c *cobra.Command, out *string) *cobra.Command {
	c.Flags().StringVarP(out, "output", "o", "", "OUT")
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if *out == "" {
			return usage{fmt.Errorf("%s: -o OUT", c.CommandPath())}
		}
		return run(c, args)
	}
	return c
}

func writeFile(path string, data []byte) error {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return forms.NewFault("write_failed", path).Because(err)
	}
	return nil
}
