package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/register"
)

// review lists the open questions and takes their answers.
func (t *terminal) review() *cobra.Command {
	c := &cobra.Command{
		Use: "review ARCHIVE list|same|different|keep|revoke [QUESTION [VALUE]]", Short: t.text("review"), Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error { return t.reviewAct(o, args[1], args[2:]) })
		},
	}
	return t.masks(c)
}

// answers are the acts of review that settle a question, the arguments they take,
// and the decision they make.
var answers = map[string]struct {
	args int
	kind register.DecisionKind
}{
	"same":      {1, register.Same},
	"different": {1, register.Different},
	"keep":      {2, register.Stands},
}

func (t *terminal) reviewAct(o *office.Office, act string, args []string) error {
	switch act {
	case "list":
		return t.listQuestions(o)
	case "revoke":
		if len(args) != 1 {
			return usage{fmt.Errorf("review revoke NUMBER")}
		}
		return o.Revoke(args[0])
	}
	a, ok := answers[act]
	if !ok {
		return usage{fmt.Errorf("review %s", act)}
	}
	if len(args) != a.args {
		return usage{fmt.Errorf("review %s: QUESTION%s", act, map[bool]string{true: " VALUE"}[a.args == 2])}
	}
	value := ""
	if a.args == 2 {
		value = args[1]
	}
	no, err := o.Answer(args[0], a.kind, value)
	if err != nil {
		return err
	}
	t.say("decided", strconv.FormatUint(no, 10))
	return nil
}

func (t *terminal) listQuestions(o *office.Office) error {
	if err := t.look(o); err != nil {
		return err
	}
	qs, err := o.Questions()
	if err != nil {
		return err
	}
	if t.json {
		return t.writeJSON(qs)
	}
	for _, q := range qs {
		fmt.Fprintf(t.out, "%s  %s  %s %s %s  %s\n", q.ID, q.Text, q.Person, q.Name, q.Other, q.Gate)
		for _, v := range q.Choices {
			fmt.Fprintf(t.out, "    %s\n", v.Value)
			for _, s := range v.Sources {
				fmt.Fprintf(t.out, "      %s\n", s.At())
			}
		}
	}
	return nil
}
