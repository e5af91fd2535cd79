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
	var like bool
	c := &cobra.Command{
		Use: "review ARCHIVE list|same|different|keep|together|apart|split|alias|no-alias|revoke [QUESTION|PERSON|NAME …]", Short: t.text("review"), Args: atLeast(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error { return t.reviewAct(o, args[1], args[2:], like) })
		},
	}
	c.Flags().BoolVar(&like, "like", false, t.text("flag.like"))
	return t.masks(c)
}

// settling are the acts of review that settle something, with the decision each
// makes. Of a question they take its id (keep also the value), of two people both
// ids (P…), of names both names.
var settling = map[string]register.DecisionKind{
	"same": register.Same, "different": register.Different, "keep": register.Stands,
	"together": register.Together, "apart": register.Apart, "alias": register.Alias, "no-alias": register.NoAlias,
}

func (t *terminal) reviewAct(o *office.Office, act string, args []string, like bool) error {
	kind, settles := settling[act]
	switch {
	case act == "list" && len(args) == 0:
		return t.listQuestions(o)
	case act == "revoke" && len(args) == 1:
		return o.Revoke(args[0])
	case act == "split" && len(args) == 4:
		row, err := strconv.Atoi(args[3])
		if err != nil {
			return usage{fmt.Errorf("review split PERSON FILE SHEET ROW: %w", err)}
		}
		return t.decided(o.Split(args[0], args[1], args[2], row))
	case settles && like && (kind == register.Stands && len(args) == 2 || kind != register.Stands && len(args) == 1):
		numbers, err := o.AnswerLike(args[0], kind, append(args, "")[1])
		if err != nil {
			return err
		}
		for _, no := range numbers {
			t.say("decided", strconv.FormatUint(no, 10))
		}
		return nil
	case settles && kind == register.Stands && len(args) == 2:
		return t.decided(o.Answer(args[0], kind, args[1]))
	case settles && (kind == register.Alias || kind == register.NoAlias) && len(args) == 2:
		return t.decided(o.Name(kind, args[0], args[1]))
	case settles && kind != register.Stands && len(args) == 2:
		return t.decided(o.Settle(kind, args[0], args[1]))
	case settles && kind != register.Stands && len(args) == 1:
		return t.decided(o.Answer(args[0], kind, ""))
	}
	return usage{fmt.Errorf("review %s %v", act, args)}
}

// decided says the number of a decision.
func (t *terminal) decided(no uint64, err error) error {
	if err == nil {
		t.say("decided", strconv.FormatUint(no, 10))
	}
	return err
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
		if q.Like > 0 {
			fmt.Fprintf(t.out, "    %s\n", t.text("review_like", strconv.Itoa(q.Like)))
		}
		for _, e := range q.Evidence {
			fmt.Fprintf(t.out, "    %s  %s | %s\n", e.Words, e.A.Value, e.B.Value)
		}
		if q.RunnerUp != "" {
			fmt.Fprintf(t.out, "    %s\n", t.text("review_runner_up", q.RunnerUp))
		}
		for _, v := range q.Choices {
			fmt.Fprintf(t.out, "    %s\n", v.Value)
			for _, s := range v.Sources {
				fmt.Fprintf(t.out, "      %s\n", s.At())
			}
		}
	}
	return nil
}
