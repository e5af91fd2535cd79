package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huce/app/office"
)

// create makes a new archive.
func (t *terminal) create() *cobra.Command {
	var o office.Options
	c := &cobra.Command{
		Use: "new ARCHIVE", Short: t.text("new"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			opt, err := t.options()
			if err != nil {
				return err
			}
			opt.Community, opt.Street = o.Community, o.Street
			made, err := office.New(args[0], opt)
			if err != nil {
				return err
			}
			t.say("created", args[0])
			t.noteSealing(made)
			return made.Close()
		},
	}
	c.Flags().StringVar(&o.Community, "community", "", t.text("flag.community"))
	c.Flags().StringVar(&o.Street, "street", "", t.text("flag.street"))
	return c
}

// garbageOfFiles stands in garbage's place where no archive is open: a file of 60,000
// rows takes a third less time, and 250 MB instead of 180.
const garbageOfFiles = 50

// inspect says what is recognised in files, without importing them.
func (t *terminal) inspect() *cobra.Command {
	var lock string
	c := &cobra.Command{
		Use: "inspect FILE...", Short: t.text("inspect"), Args: atLeast(1),
		RunE: func(c *cobra.Command, args []string) error {
			password, err := secret(lock, formPasswordVariable)
			if err != nil {
				return err
			}
			files, err := office.Gather(args)
			if err != nil {
				return err
			}
			debug.SetGCPercent(garbageOfFiles)
			refused := 0
			all := []office.Inspection{}
			for _, file := range files {
				if c.Context().Err() != nil {
					return c.Context().Err()
				}
				in := office.InspectFile(t.words(), file, string(password))
				if in.Error != "" {
					refused++
					fmt.Fprintf(t.err, "%s: %s\n", file, in.Error)
				}
				if t.json {
					all = append(all, in)
					continue
				}
				t.showInspection(&in)
			}
			if t.json {
				if err := t.writeJSON(all); err != nil {
					return err
				}
			}
			return partly(refused)
		},
	}
	t.takesFormPassword(c, &lock)
	return c
}

// takesFormPassword gives a command the flag for files that departments send with
// an opening password.
func (t *terminal) takesFormPassword(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "form-password-file", "", t.text("flag.form_password_file"))
}

// imports takes files or folders in; one bad file never stops the others.
func (t *terminal) imports() *cobra.Command {
	var opt office.ImportOptions
	var asOf, lock string
	var answers []string
	c := &cobra.Command{
		Use: "import ARCHIVE PATH...", Short: t.text("import"), Args: atLeast(2),
		RunE: func(c *cobra.Command, args []string) error {
			d, err := day("as-of", asOf)
			if err != nil {
				return err
			}
			opt.AsOf = d
			password, err := secret(lock, formPasswordVariable)
			if err != nil {
				return err
			}
			opt.Password = string(password)
			if err := answer(&opt, answers); err != nil {
				return err
			}
			return t.with(args[0], func(o *office.Office) error {
				rep, err := o.Import(c.Context(), args[1:], opt, t.progress())
				if err != nil {
					return err
				}
				t.noteSealing(o)
				if t.json {
					if err := t.writeJSON(rep.Objects(t.words())); err != nil {
						return err
					}
				} else {
					t.showImport(rep)
					t.sumUpAs(rep, map[bool]string{false: "import_sum", true: "dry_run_sum"}[opt.DryRun])
				}
				return partly(rep.Refused())
			})
		},
	}
	c.Flags().StringVar(&opt.Department, "department", "", t.text("flag.department"))
	c.Flags().StringVar(&asOf, "as-of", "", t.text("flag.as_of"))
	c.Flags().BoolVar(&opt.DryRun, "dry-run", false, t.text("flag.dry_run"))
	c.Flags().BoolVar(&opt.Accept, "accept", false, t.text("flag.accept"))
	c.Flags().StringArrayVar(&answers, "answer", nil, t.text("flag.answer"))
	t.takesFormPassword(c, &lock)
	return c
}

// answer takes answers as KEY=VALUE. A key that no file asks is wrong usage.
func answer(opt *office.ImportOptions, pairs []string) error {
	opt.Answers = map[string]string{}
	for _, p := range pairs {
		key, value, ok := strings.Cut(p, "=")
		switch {
		case ok && key == office.AskAsOf:
			d, err := day("answer as_of", value)
			if err != nil {
				return err
			}
			opt.AsOf = d
		case ok && (key == office.AskShifted || key == office.AskIdentity || key == office.AskExchanged || key == office.AskAddress || key == office.AskResend):
			opt.Answers[key] = value
		default:
			return usage{fmt.Errorf("--answer %s: as_of=YYYY-MM-DD, shifted=yes, identity=yes, exchanged=yes, address=hukou|residence, resend=S0001|no", p)}
		}
	}
	return nil
}

// progress shows a bar on a terminal and a line a file elsewhere; a refused file
// is named with its reason either way.
func (t *terminal) progress() func(i, n int, f *office.FileReport) {
	var bar *progressbar.ProgressBar
	onScreen := t.err == os.Stderr && term.IsTerminal(int(os.Stderr.Fd()))
	return func(i, n int, f *office.FileReport) {
		if onScreen {
			if bar == nil {
				bar = progressbar.NewOptions(n, progressbar.OptionSetWriter(t.err), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
			}
			// A bar that can't be drawn is no reason to stop.
			_ = bar.Set(i)
		}
		switch {
		case f.Refused != nil:
			t.say("refused", f.File, office.Message(t.words(), f.Refused))
		case f.Already:
			t.say("already", f.File, f.ID)
		case !onScreen:
			t.say("imported", strconv.Itoa(i), strconv.Itoa(n), f.File, strconv.Itoa(f.Rows))
		}
	}
}

func (t *terminal) sumUp(rep *office.ImportReport) { t.sumUpAs(rep, "import_sum") }

func (t *terminal) sumUpAs(rep *office.ImportReport, key string) {
	rows, tasks, taken, already := 0, 0, 0, 0
	for i := range rep.Files {
		f := &rep.Files[i]
		switch {
		case f.Refused != nil:
		case f.Already:
			already++
		default:
			taken++
			rows += f.Rows
			tasks += f.Tasks
		}
	}
	fmt.Fprintln(t.out, t.text(key, strconv.Itoa(taken), strconv.Itoa(rows), strconv.Itoa(tasks),
		strconv.Itoa(already), strconv.Itoa(rep.Refused())))
}

func partly(refused int) error {
	if refused > 0 {
		return part{refused}
	}
	return nil
}

func (t *terminal) writeJSON(v any) error {
	e := json.NewEncoder(t.out)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
