package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/archive"
	"huce/forms"
	"huce/forms/vocab"
)

// The variables that give passwords where no file does.
const (
	passwordVariable    = "HUCE_PASSWORD"
	newPasswordVariable = "HUCE_NEW_PASSWORD"

	formPasswordVariable = "HUCE_FORM_PASSWORD" // of a department's file
)

// keyCost is the cost of passwords set here: the archive's usual half second, but
// for tests.
var keyCost archive.KeyCost

// secret reads a password from a file, or else from a variable; nil where neither
// gives one. It is never an argument: those stand in every list of processes.
func secret(file, variable string) (archive.Secret, error) {
	if file == "" {
		return archive.Secret(os.Getenv(variable)), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, forms.NewFault("path_unreadable", file).Because(err)
	}
	defer clear(text)
	line := bytes.TrimPrefix(text, []byte("\ufeff")) // as Windows' editor begins its files
	return bytes.Clone(bytes.TrimRight(line, "\r\n")), nil
}

// sight is what a command was told to show of the register.
type sight struct {
	mask     string
	on       string // the day that the register is shown of
	unmasked bool
	reason   string
}

// masks gives a command the flags that say how much it shows.
func (t *terminal) masks(c *cobra.Command) *cobra.Command {
	f := c.Flags()
	f.StringVar(&t.sight.mask, "mask", "", t.text("flag.mask"))
	f.Lookup("mask").NoOptDefVal = string(vocab.InList)
	f.BoolVar(&t.sight.unmasked, "unmasked", false, t.text("flag.unmasked"))
	f.StringVar(&t.sight.reason, "reason", "", t.text("flag.reason"))
	c.MarkFlagsMutuallyExclusive("mask", "unmasked")
	return c
}

// back adds the flag of commands that can show the register of a past day.
func (t *terminal) back(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&t.sight.on, "on", "", t.text("flag.on"))
	return c
}

// look sets how much of an archive is shown. Without a word a sealed archive is
// masked and a plain one is not.
func (t *terminal) look(o *office.Office) error {
	if on, err := day("on", t.sight.on); err != nil {
		return err
	} else if !on.IsZero() {
		if err := o.LookBack(on); err != nil {
			return err
		}
	}
	switch s := t.sight; {
	case s.unmasked && strings.TrimSpace(s.reason) == "":
		return usage{fmt.Errorf("--unmasked --reason TEXT")}
	case s.unmasked:
		return o.Look(vocab.Whole, s.reason)
	case s.mask == "":
		return nil
	}
	for _, l := range vocab.Levels {
		if t.sight.mask == string(l) {
			return o.Look(l, "")
		}
	}
	return usage{fmt.Errorf("--mask=%s: list | public", t.sight.mask)}
}

func (t *terminal) list(o *office.Office, of office.ListOf) (office.Listing, error) {
	if err := t.look(o); err != nil {
		return office.Listing{}, err
	}
	return o.List(of)
}

// noteSealing says once that an archive has no password, where it has none.
func (t *terminal) noteSealing(o *office.Office) {
	if !o.Sealed() && !t.noted {
		t.noted = true
		t.say("plain_note")
	}
}

// seal gives a plain archive a password.
func (t *terminal) seal() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use: "seal ARCHIVE", Short: t.text("seal"), Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			password, err := newSecret(file)
			if err != nil {
				return err
			}
			return t.with(args[0], func(o *office.Office) error {
				plain, err := o.Seal(c.Context(), t.user, password, t.bytes())
				if err != nil {
					return err
				}
				t.say("sealed", args[0], o.Who().Name)
				for _, copied := range plain {
					t.say("plain_copy", copied)
				}
				return nil
			})
		},
	}
	return t.takesNewPassword(c, &file)
}

// unseal takes the password off.
func (t *terminal) unseal() *cobra.Command {
	return &cobra.Command{
		Use: "unseal ARCHIVE", Short: t.text("unseal"), Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				if err := o.Unseal(c.Context(), t.bytes()); err != nil {
					return err
				}
				t.say("unsealed", args[0])
				return nil
			})
		},
	}
}

func (t *terminal) takesNewPassword(c *cobra.Command, file *string) *cobra.Command {
	c.Flags().StringVar(file, "new-password-file", "", t.text("flag.new_password_file"))
	return c
}

// newSecret is a password to be set; there must be one.
func newSecret(file string) (archive.Secret, error) {
	password, err := secret(file, newPasswordVariable)
	if err == nil && len(password) == 0 {
		err = usage{fmt.Errorf("--new-password-file FILE | %s", newPasswordVariable)}
	}
	return password, err
}
