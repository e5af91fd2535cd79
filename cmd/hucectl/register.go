package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/forms"
)

// register writes people, homes or dwellings as a table.
func (t *terminal) register() *cobra.Command {
	var format, file string
	var households, persons, dwellings bool
	c := &cobra.Command{
		Use: "register ARCHIVE", Short: t.text("register"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				of := office.ListPersons
				switch {
				case households:
					of = office.ListHouseholds
				case dwellings:
					of = office.ListDwellings
				}
				listing, err := t.list(o, of)
				if err != nil {
					return err
				}
				return t.writeListing(listing, format, file)
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json | xlsx")
	c.Flags().StringVarP(&file, "output", "o", "", t.text("flag.output"))
	c.Flags().BoolVar(&households, "households", false, t.text("flag.households"))
	c.Flags().BoolVar(&persons, "persons", false, t.text("flag.persons"))
	c.Flags().BoolVar(&dwellings, "dwellings", false, t.text("flag.dwellings"))
	c.MarkFlagsMutuallyExclusive("households", "persons", "dwellings")
	return t.back(t.masks(c))
}

// links writes one line per imported person row.
func (t *terminal) links() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "links ARCHIVE", Short: t.text("links"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				l, err := t.list(o, office.ListLinks)
				if err != nil {
					return err
				}
				return t.writeListing(l, format, "")
			})
		},
	}
	c.Flags().StringVar(&format, "format", "csv", "table | csv | json")
	return t.masks(c)
}

// writeListing writes a listing in a format, to a file or to stdout.
func (t *terminal) writeListing(l office.Listing, format, file string) (err error) {
	if t.json {
		format = "json"
	}
	w := t.out
	if file != "" {
		f, err := os.Create(file)
		if err != nil {
			return forms.NewFault("write_failed", file).Because(err)
		}
		defer func() {
			if e := f.Close(); err == nil && e != nil {
				err = forms.NewFault("write_failed", file).Because(e)
			}
		}()
		w = f
	}
	switch format {
	case "csv":
		return l.WriteCSV(w)
	case "json":
		return l.WriteJSON(w)
	case "xlsx":
		data, err := l.XLSX()
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	case "table":
		return writeTable(w, l)
	}
	return usage{fmt.Errorf("--format %s", format)}
}

// writeTable writes a listing for eyes: columns aligned, a Chinese character two
// cells wide.
func writeTable(w io.Writer, l office.Listing) error {
	wide := make([]int, len(l.Columns))
	all := func(yield func([]string) bool) {
		if yield(l.Columns) {
			l.All()(yield)
		}
	}
	for row := range all {
		for j, v := range row {
			wide[j] = max(wide[j], cells(v))
		}
	}
	for row := range all {
		var b strings.Builder
		for j, v := range row {
			b.WriteString(strings.ReplaceAll(v, "\n", " "))
			if j < len(row)-1 {
				b.WriteString(strings.Repeat(" ", wide[j]-cells(v)+2))
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// cells is the width of a text on a terminal.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 {
			n++
		}
	}
	return n
}

// show prints one person or home, every value with its sources.
func (t *terminal) show() *cobra.Command {
	return t.back(t.masks(&cobra.Command{
		Use: "show ARCHIVE PERSON|HOUSEHOLD", Short: t.text("show"), Args: exactly(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				if err := t.look(o); err != nil {
					return err
				}
				page, err := o.Show(args[1])
				if err != nil {
					return err
				}
				if t.json {
					return t.writeJSON(page)
				}
				t.showPage(page)
				return nil
			})
		},
	}))
}

func (t *terminal) showPage(p *office.Page) {
	fmt.Fprintf(t.out, "%s  %s  %s\n", p.ID, p.Title, p.Household)
	for _, note := range p.Notes {
		fmt.Fprintf(t.out, "  %s\n", note)
	}
	for _, m := range p.Members {
		fmt.Fprintf(t.out, "  %s  %s  %s\n", m.Person, m.Name, m.Relation)
	}
	for _, v := range p.Values {
		fmt.Fprintf(t.out, "  %s: %s  (%s)\n", v.Label, v.Value, v.Reason)
		for _, s := range v.Sources {
			fmt.Fprintf(t.out, "      %s\n", s.At())
		}
		for _, r := range v.Rivals {
			fmt.Fprintf(t.out, "    ≠ %s\n", r.Value)
			for _, s := range r.Sources {
				fmt.Fprintf(t.out, "      %s\n", s.At())
			}
		}
	}
	for _, e := range p.Events {
		fmt.Fprintf(t.out, "  %s  %s\n      %s\n", e.Day, e.Text, e.Source.At())
	}
	for _, q := range p.Questions {
		fmt.Fprintf(t.out, "  ? %s  %s  %s\n", q.ID, q.Text, q.Gate)
	}
}

// changes lists what happened to people in a period.
func (t *terminal) changes() *cobra.Command {
	var from, to, format string
	c := &cobra.Command{
		Use: "changes ARCHIVE --from YYYY-MM-DD --to YYYY-MM-DD", Short: t.text("changes"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			first, err := day("from", from)
			if err != nil {
				return err
			}
			last, err := day("to", to)
			if err != nil {
				return err
			}
			return t.with(args[0], func(o *office.Office) error {
				if err := t.look(o); err != nil {
					return err
				}
				if last.IsZero() {
					last = o.Today()
				}
				l, err := o.Changes(first, last)
				if err != nil {
					return err
				}
				return t.writeListing(l, format, "")
			})
		},
	}
	c.Flags().StringVar(&from, "from", "", t.text("flag.from"))
	c.Flags().StringVar(&to, "to", "", t.text("flag.to"))
	c.Flags().StringVar(&format, "format", "table", "table | csv | json")
	return t.masks(c)
}
