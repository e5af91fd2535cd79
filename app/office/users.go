package office

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// AsksPassword reports whether an error of Open asks for a user's password, or for
// another than was given.
func AsksPassword(err error) bool {
	return isFault(err, "archive_password_missing") || isFault(err, "archive_password_wrong")
}

// Users are those who may open the archive.
func (o *Office) Users() ([]archive.User, error) {
	if err := o.need(Manage); err != nil {
		return nil, err
	}
	return o.archive.Users()
}

// UserListing lists users: user, name, role, sensitive, added_at, added_by.
func UserListing(all []archive.User) Listing {
	l := Listing{Columns: []string{"user", "name", "role", "sensitive", "added_at", "added_by", "changed_at", "changed_by"}}
	for _, u := range all {
		l.Rows = append(l.Rows, []string{
			u.ID, u.Name, RoleName(u.Role), strconv.FormatBool(u.Sensitive),
			u.AddedAt, u.AddedBy, u.ChangedAt, u.ChangedBy,
		})
	}
	return l
}

// AddUser lets someone open the archive. Faults as of archive.AddUser.
func (o *Office) AddUser(name string, role archive.Role, password archive.Secret) (archive.User, error) {
	defer password.Wipe()
	if err := o.need(Manage); err != nil {
		return archive.User{}, err
	}
	defer o.stands()
	return o.archive.AddUser(name, role, password)
}

// SetRole changes what a user may do.
func (o *Office) SetRole(name string, role archive.Role, sensitive bool) error {
	if err := o.need(Manage); err != nil {
		return err
	}
	defer o.stands()
	return o.archive.SetRole(name, role, sensitive)
}

// SetPassword changes a password: "" is one's own, which everyone may change.
func (o *Office) SetPassword(ctx context.Context, name string, password archive.Secret, tell archive.Progress) error {
	defer password.Wipe()
	own := o.archive.Who().Name
	if name == "" {
		name = own
	}
	if name != own {
		if err := o.need(Manage); err != nil {
			return err
		}
	}
	defer o.stands()
	return o.archive.SetPassword(ctx, name, password, tell)
}

// RemoveUser takes a user out and gives the archive a new key.
func (o *Office) RemoveUser(ctx context.Context, name string, tell archive.Progress) error {
	if err := o.need(Manage); err != nil {
		return err
	}
	defer o.stands()
	return o.archive.RemoveUser(ctx, name, tell)
}

// Seal gives the archive a password and its first 管理员, "" for who has it open.
// plain are files that still hold it without one, as far as they are known: copies
// kept beside it and backups.
func (o *Office) Seal(ctx context.Context, user string, password archive.Secret, tell archive.Progress) (plain []string, err error) {
	defer password.Wipe()
	defer o.stands()
	if err := o.archive.Seal(ctx, user, password, tell); err != nil {
		return nil, err
	}
	o.see(vocab.InList, "")
	return o.plainCopies()
}

// Unseal takes the password off, and the users with it.
func (o *Office) Unseal(ctx context.Context, tell archive.Progress) error {
	if err := o.need(Manage); err != nil {
		return err
	}
	defer o.stands()
	if err := o.archive.Unseal(ctx, tell); err != nil {
		return err
	}
	o.see(vocab.Whole, "")
	return nil
}

func (o *Office) plainCopies() ([]string, error) {
	files, err := o.copiesBeside()
	if err != nil {
		return nil, err
	}
	backups, err := o.Backups()
	for _, b := range backups {
		files = append(files, b.Path)
	}
	var plain []string
	for _, file := range files {
		if sealed, err := archive.HasPassword(file); err == nil && !sealed {
			plain = append(plain, file)
		}
	}
	return plain, err
}

// copiesBeside are files that the program or the demo keeps beside an archive under
// names that begin as its own: a.huce.v1, a.huce.old, a.replaced-2026-….huce.
func (o *Office) copiesBeside() ([]string, error) {
	path := o.archive.Path()
	beside, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, forms.NewFault("path_unreadable", filepath.Dir(path)).Because(err)
	}
	var files []string
	for _, f := range beside {
		if strings.HasPrefix(f.Name(), stem(path)+".") && f.Name() != filepath.Base(path) && f.Type().IsRegular() {
			files = append(files, filepath.Join(filepath.Dir(path), f.Name()))
		}
	}
	return files, nil
}

// Log lists what was done: no, time, user, act, subject, reason. Acts are codes.
func (o *Office) Log() (Listing, error) {
	l := Listing{Columns: []string{"no", "time", "user", "act", "subject", "reason"}}
	if err := o.need(Audit); err != nil {
		return l, err
	}
	all, err := o.archive.Log()
	for _, e := range all {
		l.Rows = append(l.Rows, []string{strconv.FormatUint(e.No, 10), e.Time, e.User, e.Act, e.Subject, e.Reason})
	}
	return l, err
}

// InWords puts the words of a language for the codes of a log's acts.
func InWords(lang assets.Lang, log Listing) Listing {
	const act = 3
	out := Listing{Columns: log.Columns}
	for _, r := range log.Rows {
		row := append([]string{}, r...)
		row[act] = assets.Text(lang, "archive.act."+row[act])
		out.Rows = append(out.Rows, row)
	}
	return out
}
