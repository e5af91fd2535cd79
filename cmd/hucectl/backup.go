package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"huce/app/office"
	"huce/archive"
	"huce/assets"
	"huce/forms"
)

// backup writes a checked copy of an archive: to a path, or under a name of its own
// into the folder that is set for backups.
func (t *terminal) backup() *cobra.Command {
	var folder, before string
	var list bool
	c := &cobra.Command{
		Use: "backup ARCHIVE [OUT] | --before VERSION", Short: t.text("backup"), Args: between(0, 2),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case before != "" && len(args) == 0:
				return t.beforeUpdate(c.Context(), before)
			case before != "" || len(args) == 0:
				return usage{fmt.Errorf("backup ARCHIVE [OUT] | --before VERSION")}
			}
			return t.with(args[0], func(o *office.Office) error {
				if c.Flags().Changed("folder") {
					if err := o.SetBackupFolder(folder); err != nil || folder == "" {
						return err
					}
				}
				switch {
				case list:
					return t.listBackups(o)
				case len(args) == 2:
					if err := o.Backup(c.Context(), args[1], t.bytes()); err != nil {
						return err
					}
					t.say("backed_up", args[1])
					return nil
				}
				made, err := o.BackupNow(c.Context(), t.bytes())
				if err == nil {
					t.say("backed_up", made.Path)
				}
				return err
			})
		},
	}
	c.Flags().StringVar(&folder, "folder", "", t.text("flag.backup_folder"))
	c.Flags().BoolVar(&list, "list", false, t.text("flag.backup_list"))
	c.Flags().StringVar(&before, "before", "", t.text("flag.backup_before"))
	return c
}

// beforeUpdate copies the archives that the window opened last, before an installer
// puts another version of the program in place. One that can't be copied keeps none
// of the others from it.
func (t *terminal) beforeUpdate(ctx context.Context, version string) error {
	file, err := office.PreferencesFile()
	if err != nil {
		return err
	}
	all, err := office.Recent(file)
	for _, path := range all {
		to, e := office.CopyBeforeUpdate(ctx, path, version)
		if e == nil && to != "" {
			t.say("backed_up", to)
		}
		err = errors.Join(err, e)
	}
	return err
}

func (t *terminal) listBackups(o *office.Office) error {
	all, err := o.Backups()
	if err != nil {
		return err
	}
	l := office.Listing{Columns: []string{"file", "time", "bytes"}}
	for _, b := range all {
		l.Rows = append(l.Rows, []string{b.Path, b.At.Format(time.RFC3339), strconv.FormatInt(b.Size, 10)})
	}
	return t.writeListing(l, "table", "")
}

// restore puts a backup in an archive's place. Giving the command is the consent.
func (t *terminal) restore() *cobra.Command {
	return &cobra.Command{
		Use: "restore BACKUP ARCHIVE", Short: t.text("restore"), Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			opt, err := t.options()
			if err != nil {
				return err
			}
			kept, err := office.Restore(c.Context(), args[0], args[1], opt, t.bytes())
			if err != nil {
				return err
			}
			t.say("restored", args[1])
			if kept != "" {
				t.say("restore_kept", kept)
			}
			return nil
		},
	}
}

// verify checks every value of an archive, and writes nothing.
func (t *terminal) verify() *cobra.Command {
	var backup, paper string
	c := &cobra.Command{
		Use: "verify ARCHIVE", Short: t.text("verify"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			opt, err := t.options()
			if err != nil {
				return err
			}
			opt.ReadOnly = true
			return t.withOptions(args[0], opt, func(o *office.Office) error {
				if paper != "" {
					return t.checkPaper(o, paper)
				}
				rep, err := o.Verify(true)
				if err == nil && backup != "" {
					err = t.verifyAgainst(o, &rep, backup)
				}
				if err != nil {
					return err
				}
				return t.tellReport(&rep)
			})
		},
	}
	c.Flags().StringVar(&backup, "backup", "", t.text("flag.verify_backup"))
	c.Flags().StringVar(&paper, "paper", "", t.text("flag.paper"))
	c.MarkFlagsMutuallyExclusive("backup", "paper")
	return c
}

func (t *terminal) verifyAgainst(o *office.Office, rep *archive.Report, backup string) error {
	opt, err := t.options()
	if err != nil {
		return err
	}
	return o.VerifyAgainst(rep, backup, opt)
}

func (t *terminal) tellReport(rep *archive.Report) error {
	for _, p := range rep.Problems {
		fmt.Fprintln(t.out, p.Subject, assets.Text(t.words(), "archive.problem."+p.Code))
	}
	if !rep.Sound() {
		return forms.NewFault("archive_damaged")
	}
	fmt.Fprintln(t.out, t.text("verified"))
	fmt.Fprintln(t.out, t.text("verified_counts", strconv.Itoa(rep.Values), strconv.Itoa(rep.Rows), strconv.Itoa(rep.Entries)))
	return nil
}

// bytes draws a bar of bytes on a terminal, else nothing.
func (t *terminal) bytes() archive.Progress {
	if t.err != os.Stderr || !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int64) {
		if bar == nil {
			bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(t.err), progressbar.OptionShowBytes(true), progressbar.OptionClearOnFinish())
		}
		// A bar that can't be drawn is no reason to stop.
		_ = bar.Set64(done)
	}
}
