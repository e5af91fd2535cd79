package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"huce/app/office"
)

// userAct is an act of the command user: the arguments it takes behind its name,
// and what it does.
type userAct struct {
	least, most int
	do          func(ctx context.Context, t *terminal, o *office.Office, args []string, f *userFlags) error
}

type userFlags struct {
	passwordFile string
	sensitive    bool
}

var userActs = map[string]userAct{
	"list":     {0, 0, listUsers},
	"add":      {2, 2, addUser},
	"role":     {2, 2, setRole},
	"password": {0, 1, setPassword},
	"remove":   {1, 1, removeUser},
}

// users lists and changes who may open a sealed archive.
func (t *terminal) users() *cobra.Command {
	var f userFlags
	c := &cobra.Command{
		Use: "user ARCHIVE list|add NAME ROLE|role NAME ROLE|password [NAME]|remove NAME", Short: t.text("user"), Args: atLeast(2),
		RunE: func(c *cobra.Command, args []string) error {
			act, ok := userActs[args[1]]
			if rest := len(args) - 2; !ok || rest < act.least || rest > act.most {
				return usage{fmt.Errorf("user ARCHIVE list | add NAME ROLE | role NAME ROLE | password [NAME] | remove NAME")}
			}
			return t.with(args[0], func(o *office.Office) error { return act.do(c.Context(), t, o, args[2:], &f) })
		},
	}
	c.Flags().BoolVar(&f.sensitive, "sensitive", false, t.text("flag.sensitive"))
	return t.takesNewPassword(c, &f.passwordFile)
}

func listUsers(_ context.Context, t *terminal, o *office.Office, _ []string, _ *userFlags) error {
	all, err := o.Users()
	if err != nil {
		return err
	}
	return t.writeListing(office.UserListing(all), "table", "")
}

func addUser(_ context.Context, t *terminal, o *office.Office, args []string, f *userFlags) error {
	role, err := office.RoleOf(args[1])
	if err != nil {
		return err
	}
	password, err := newSecret(f.passwordFile)
	if err != nil {
		return err
	}
	u, err := o.AddUser(args[0], role, password)
	if err == nil && f.sensitive {
		err = o.SetRole(u.Name, role, true)
	}
	if err != nil {
		return err
	}
	t.say("user_added", u.Name, office.RoleName(role))
	return nil
}

func setRole(_ context.Context, t *terminal, o *office.Office, args []string, f *userFlags) error {
	role, err := office.RoleOf(args[1])
	if err != nil {
		return err
	}
	if err := o.SetRole(args[0], role, f.sensitive); err != nil {
		return err
	}
	t.say("user_role", args[0], office.RoleName(role))
	return nil
}

func setPassword(ctx context.Context, t *terminal, o *office.Office, args []string, f *userFlags) error {
	password, err := newSecret(f.passwordFile)
	if err != nil {
		return err
	}
	name := o.Who().Name
	if len(args) > 0 {
		name = args[0]
	}
	if err := o.SetPassword(ctx, name, password, t.bytes()); err != nil {
		return err
	}
	t.say("user_password", name)
	return nil
}

func removeUser(ctx context.Context, t *terminal, o *office.Office, args []string, _ *userFlags) error {
	if err := o.RemoveUser(ctx, args[0], t.bytes()); err != nil {
		return err
	}
	t.say("user_removed", args[0])
	return nil
}

// log lists who did what, when.
func (t *terminal) log() *cobra.Command {
	return &cobra.Command{
		Use: "log ARCHIVE", Short: t.text("log"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				l, err := o.Log()
				if err != nil {
					return err
				}
				if !t.json {
					l = office.InWords(t.words(), l)
				}
				return t.writeListing(l, "table", "")
			})
		},
	}
}
