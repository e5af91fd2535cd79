package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/forms"
)

// template shows the forms that an archive knows, keeps a clerk's corrections, and
// writes and reads packs of forms.
func (t *terminal) template() *cobra.Command {
	var format, file string
	c := &cobra.Command{
		Use:   "template ARCHIVE list|show ID|map ID LABEL=FIELD...|export [ID...] -o FILE|import FILE...",
		Short: t.text("template"), Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			rest := args[2:]
			return t.with(args[0], func(o *office.Office) error {
				switch {
				case args[1] == "list" && len(rest) == 0:
					l, err := o.TemplateListing()
					if err != nil {
						return err
					}
					return t.writeListing(l, format, file)
				case args[1] == "show" && len(rest) == 1:
					return t.showTemplate(o, rest[0])
				case args[1] == "map" && len(rest) >= 2:
					return t.mapTemplate(o, rest[0], rest[1:])
				case args[1] == "export" && file != "":
					return t.exportTemplates(o, rest, file)
				case args[1] == "import" && len(rest) > 0:
					return t.importTemplates(o, rest)
				}
				return usage{fmt.Errorf("template %s", strings.Join(args[1:], " "))}
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table | csv | json")
	c.Flags().StringVarP(&file, "output", "o", "", t.text("flag.output"))
	return c
}

func (t *terminal) showTemplate(o *office.Office, id string) error {
	p, err := o.Template(id)
	if err != nil {
		return err
	}
	if t.json {
		return t.writeJSON(p)
	}
	fmt.Fprintf(t.out, "%s  %s  %s\n", p.ID, p.Title, p.Department)
	asks := p.Versions
	if len(asks) == 0 {
		t.showLines(p.Asks)
	}
	for i, v := range asks {
		fmt.Fprintln(t.out, t.text("version", strconv.Itoa(i+1), v.Seen, v.Changes))
		for _, r := range v.Renamed {
			fmt.Fprintln(t.out, "    "+t.text("renamed", r[0], r[1]))
		}
		for _, a := range v.Added {
			fmt.Fprintln(t.out, "    "+t.text("added", a))
		}
		for _, a := range v.Removed {
			fmt.Fprintln(t.out, "    "+t.text("removed", a))
		}
		t.showLines(v.Labels)
	}
	if len(p.Mapped) > 0 {
		fmt.Fprintln(t.out, t.text("corrections"))
		t.showLines(p.Mapped)
	}
	return nil
}

func (t *terminal) showLines(lines []office.TemplateLine) {
	for _, l := range lines {
		field := l.Field
		if field == "" {
			field = t.text("own_field")
		}
		fmt.Fprintf(t.out, "    %s → %s\n", l.Label, field)
	}
}

func (t *terminal) mapTemplate(o *office.Office, id string, pairs []string) error {
	var said []office.TemplateLine
	for _, p := range pairs {
		at := strings.LastIndexByte(p, '=')
		if at <= 0 {
			return usage{fmt.Errorf("%s: LABEL=FIELD", p)}
		}
		said = append(said, office.TemplateLine{Label: p[:at], Field: strings.TrimSuffix(p[at+1:], "-")})
	}
	again, err := o.MapTemplate(id, said)
	if err != nil {
		return err
	}
	t.say("mapped", id, strconv.Itoa(len(said)), strconv.Itoa(len(again)), strings.Join(again, " "))
	return nil
}

func (t *terminal) exportTemplates(o *office.Office, ids []string, file string) error {
	data, err := o.ExportTemplates(ids)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return forms.NewFault("write_failed", file).Because(err)
	}
	t.say("exported", file)
	return nil
}

func (t *terminal) importTemplates(o *office.Office, files []string) error {
	refused := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return forms.NewFault("path_missing", file).Because(err)
		}
		rep, err := o.ImportTemplates(file, data)
		if err != nil {
			return err
		}
		if t.json {
			if err := t.writeJSON(rep); err != nil {
				return err
			}
		} else {
			fmt.Fprintln(t.out, t.text("pack_sum", file, strconv.Itoa(len(rep.New)), strconv.Itoa(len(rep.Changed)), strconv.Itoa(len(rep.Same))))
		}
		for _, r := range rep.Refused {
			refused++
			t.say("pack_refused", r)
		}
	}
	return partly(refused)
}
