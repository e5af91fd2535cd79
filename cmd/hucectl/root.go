package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
)

// The exit codes of the contract.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPart    = 3 // some files or rows were refused, each named with its reason
	exitArchive = 4 // in use, damaged, from a newer program
)

// part is the error of a command that was done in part and has said so.
type part struct{ refused int }

func (p part) Error() string { return fmt.Sprintf("%d refused", p.refused) }

// usage is an error in the words of the command line.
type usage struct{ error }

// terminal is what a command writes to and in which language.
type terminal struct {
	out, err     io.Writer
	lang         string
	json         bool
	user         string
	passwordFile string
	noted        bool // that an archive has no password
	sight        sight
}

func (t *terminal) words() assets.Lang {
	if t.lang == string(assets.English) {
		return assets.English
	}
	return assets.Chinese
}

// text is the words for a key in the terminal's language.
func (t *terminal) text(key string, args ...string) string {
	return assets.Text(t.words(), "ctl."+key, args...)
}

// say writes a message to stderr. A terminal that can't be written to has no one
// to be told.
func (t *terminal) say(key string, args ...string) {
	fmt.Fprintln(t.err, t.text(key, args...))
}

func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	t := &terminal{out: out, err: errOut}
	return t.guarded(func() error {
		root := t.root()
		root.SetArgs(args)
		root.SetOut(out)
		root.SetErr(errOut)
		return root.ExecuteContext(ctx)
	})
}

// guarded runs a command and gives its exit code. A fault of the program itself is
// told in the user's words, never as a bare panic.
func (t *terminal) guarded(f func() error) (code int) {
	defer func() {
		if r := recover(); r != nil {
			t.say("broken", fmt.Sprintf("%v\n%s", r, debug.Stack()))
			code = exitFailed
		}
	}()
	return t.exit(f())
}

// exit says what went wrong and gives the exit code for it.
func (t *terminal) exit(err error) int {
	var p part
	var u usage
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &p):
		return exitPart
	case errors.As(err, &u):
		fmt.Fprintln(t.err, u.Error())
		t.say("usage_hint")
		return exitUsage
	case office.Unusable(err):
		fmt.Fprintln(t.err, office.Message(t.words(), err))
		if backup, path, ok := office.RepairOf(err); ok {
			t.say("restore_hint", backup, path)
		}
		return exitArchive
	}
	fmt.Fprintln(t.err, office.Message(t.words(), err))
	return exitFailed
}

func (t *terminal) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "hucectl",
		Short:         "户册 HuCe",
		Long:          assets.Text(assets.Chinese, "ctl.long"),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		// Before cobra does it itself, so that it is a usage error.
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := c.ValidateFlagGroups(); err != nil {
				return usage{err}
			}
			return nil
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&t.lang, "lang", "zh", "zh | en")
	flags.BoolVar(&t.json, "json", false, "JSON")
	flags.StringVar(&t.user, "user", "", t.text("flag.user"))
	flags.StringVar(&t.passwordFile, "password-file", "", t.text("flag.password_file"))
	root.AddCommand(
		t.demo(), t.manual(), t.sample(), t.create(), t.inspect(), t.imports(), t.submissions(),
		t.undo(), t.redo(), t.template(), t.register(), t.show(), t.links(), t.review(), t.fill(), t.delta(), t.send(),
		t.print(), t.task(), t.fund(), t.meeting(), t.visit(), t.visitor(), t.welfare(), t.attach(), t.document(), t.retention(), t.burden(), t.stats(),
		t.planCommand(plan.DraftPlan), t.planCommand(plan.DraftSummary), t.gate(), t.evaluation(),
		t.backup(), t.restore(), t.join(), t.changes(), t.event(), t.verify(), t.seal(), t.unseal(), t.users(), t.log(),
	)
	return root
}

func unknownCommand(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage{fmt.Errorf("unknown command %q", args[0])}
	}
	return nil
}

// exactly and atLeast check the number of arguments as a usage error.
func exactly(n int) cobra.PositionalArgs           { return asUsage(cobra.ExactArgs(n)) }
func atLeast(n int) cobra.PositionalArgs           { return asUsage(cobra.MinimumNArgs(n)) }
func between(least, most int) cobra.PositionalArgs { return asUsage(cobra.RangeArgs(least, most)) }

func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usage{fmt.Errorf("%s: %w", c.CommandPath(), err)}
		}
		return nil
	}
}

// options are how the terminal's user opens an archive. What keeps a backup from
// being made at close is said, and changes no exit code. Whoever takes them uses
// them once: the password is wiped then.
func (t *terminal) options() (office.Options, error) {
	password, err := secret(t.passwordFile, passwordVariable)
	return office.Options{
		User: t.user, Password: password, Cost: keyCost, Lang: t.words(), Now: time.Now,
		Tell: func(err error) { t.say("no_backup", office.Message(t.words(), err)) },
	}, err
}

// with opens an archive, gives it to f and closes it.
func (t *terminal) with(path string, f func(o *office.Office) error) error {
	opt, err := t.options()
	if err != nil {
		return err
	}
	return t.withOptions(path, opt, f)
}

func (t *terminal) withOptions(path string, opt office.Options, f func(o *office.Office) error) (err error) {
	o, err := office.Open(path, opt)
	if err != nil {
		return err
	}
	if len(opt.Password) > 0 { // who gives a password takes the archive for a sealed one
		t.noteSealing(o)
	}
	defer func() {
		if e := o.Close(); err == nil {
			err = e
		}
	}()
	return f(o)
}

// day reads a date flag.
func day(flag, s string) (forms.Date, error) {
	if s == "" {
		return forms.Date{}, nil
	}
	d, ok := forms.ParseISO(s)
	if !ok {
		return d, usage{fmt.Errorf("--%s %s: YYYY-MM-DD", flag, s)}
	}
	return d, nil
}
