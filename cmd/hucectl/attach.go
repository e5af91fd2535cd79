package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/forms"
)

// attach is what stands for something: files added to a person, home, dwelling, task,
// fund entry, visit or document, listed, got back, taken off and put back.
func (t *terminal) attach() *cobra.Command {
	var format, out, title, date string
	var removed bool
	c := &cobra.Command{
		Use:   "attach ARCHIVE add|list|get|remove|restore [OWNER|ATTACHMENT] [FILE...]",
		Short: t.text("attach"), Long: t.text("attach_long"), Args: atLeast(2),
		RunE: func(c *cobra.Command, args []string) error {
			rest := args[2:]
			day, err := day("date", date)
			if err != nil {
				return err
			}
			need := map[string]int{"add": 2, "list": 0, "get": 1, "remove": 1, "restore": 1}
			if least, ok := need[args[1]]; !ok || len(rest) < least || args[1] == "get" && out == "" {
				return usage{fmt.Errorf("%s", c.UseLine())}
			}
			return t.with(args[0], func(o *office.Office) error {
				if err := t.look(o); err != nil {
					return err
				}
				switch args[1] {
				case "add":
					return t.attachFiles(o, rest[0], rest[1:], title, day)
				case "list":
					owner := ""
					if len(rest) > 0 {
						owner = rest[0]
					}
					all, err := o.Attachments(owner, removed)
					if err != nil {
						return err
					}
					return t.writeListing(office.AttachmentListing(all), format, "")
				case "get":
					_, data, err := o.AttachmentContent(rest[0])
					if err != nil {
						return err
					}
					return writeFile(out, data)
				}
				return t.detach(o, args[1], rest)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&format, "format", "table", "table | csv | json")
	f.StringVarP(&out, "output", "o", "", t.text("flag.output"))
	f.StringVar(&title, "title", "", t.text("flag.attach_title"))
	f.StringVar(&date, "date", "", t.text("flag.attach_date"))
	f.BoolVar(&removed, "removed", false, t.text("flag.attach_removed"))
	return t.masks(c)
}

// attachFiles attaches files; one that can't be is named and stops no other.
func (t *terminal) attachFiles(o *office.Office, owner string, files []string, title string, day forms.Date) error {
	refused := 0
	for _, file := range files {
		at, err := o.Attach(owner, file, title, day)
		if err != nil {
			if len(files) == 1 {
				return err
			}
			refused++
			fmt.Fprintf(t.err, "%s\t%s\n", file, office.Message(t.words(), err))
			continue
		}
		t.say("attached", at.ID, at.Of)
	}
	if refused > 0 {
		return part{refused}
	}
	return nil
}

func (t *terminal) detach(o *office.Office, act string, ids []string) error {
	do, word := o.Detach, "detached"
	if act == "restore" {
		do, word = o.Reattach, "reattached"
	}
	for _, id := range ids {
		if err := do(id); err != nil {
			return err
		}
		t.say(word, id)
	}
	return nil
}
