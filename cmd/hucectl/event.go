package main

import (
	"github.com/spf13/cobra"

	"huce/app/office"
)

// event enters by hand who was born, died, moved or left.
func (t *terminal) event() *cobra.Command {
	var h office.Happening
	var on string
	c := &cobra.Command{
		Use: "event ARCHIVE birth|death|move|leave PERSON|HOUSEHOLD", Short: t.text("event"), Args: exactly(3),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			if h.Day, err = day("on", on); err != nil {
				return err
			}
			h.Kind, h.Subject = office.HappeningKind(args[1]), args[2]
			return t.with(args[0], func(o *office.Office) error {
				if h.Day.IsZero() {
					h.Day = o.Today()
				}
				id, err := o.Happened(h)
				if err != nil {
					return err
				}
				if t.json {
					return t.writeJSON(map[string]string{"submission": id})
				}
				t.say("event_entered", id)
				return nil
			})
		},
	}
	c.Flags().StringVar(&on, "on", "", t.text("flag.event_on"))
	c.Flags().StringVar(&h.To, "to", "", t.text("flag.event_to"))
	c.Flags().StringVar(&h.Name, "name", "", t.text("flag.event_name"))
	c.Flags().StringVar(&h.Sex, "sex", "", t.text("flag.event_sex"))
	c.Flags().StringVar(&h.ID, "id", "", t.text("flag.event_id"))
	c.Flags().StringVar(&h.Relation, "relation", "", t.text("flag.event_relation"))
	return c
}
