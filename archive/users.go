package archive

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.etcd.io/bbolt"
	"golang.org/x/text/unicode/norm"

	"huce/forms"
)

// Role is what a user may do. The program keeps to it, the cipher does not: who can
// open an archive has its key, and another program could do anything with it. What
// each role may do is a table of app/office.
type Role string

// The roles.
const (
	RoleAdmin Role = "admin" // 管理员: all
	RoleEntry Role = "entry" // 录入: enter and print
	RoleView  Role = "view"  // 查看: read, masked
)

// Roles are all roles, the mightiest first.
var Roles = []Role{RoleAdmin, RoleEntry, RoleView}

// User is someone who may open a sealed archive.
type User struct {
	ID        string // U0001
	Name      string
	Role      Role
	Sensitive bool // sees the sensitive forms too, whatever the role
	AddedAt   string
	AddedBy   string
	ChangedAt string // role or password, RFC 3339
	ChangedBy string
}

// keeper is a user as kept, with the public half of their key.
type keeper struct {
	User
	Public []byte
}

const (
	longestName   = 40 // characters
	leastPassword = 8  // characters
)

// Sealed reports whether the archive has a password.
func (a *Archive) Sealed() bool {
	a.turn.RLock()
	defer a.turn.RUnlock()
	return a.keys.env.sealed()
}

// Who is who has the archive open. Without a password that is only a name, and
// everyone is 管理员.
func (a *Archive) Who() User {
	a.turn.RLock()
	defer a.turn.RUnlock()
	if a.keys.env.sealed() {
		return a.who
	}
	return User{Name: a.user, Role: RoleAdmin}
}

// Users are all users in the order they were added, none in a plain archive.
func (a *Archive) Users() ([]User, error) {
	var all []User
	err := a.view(func(c *txn) error {
		kept, err := listJSON[keeper](c, bucketUsers)
		for _, k := range kept {
			all = append(all, k.User)
		}
		return err
	})
	return all, err
}

// unlock finds the user's slot and opens the data key with their password. In a
// plain archive it does nothing. A name that is not there takes as long and says
// the same as a wrong password.
func (a *Archive) unlock(o Options) error {
	err := a.db.View(func(t *bbolt.Tx) error {
		slots, err := slotsIn(t)
		switch {
		case err != nil:
			return err
		case len(slots) == 0:
			a.user = actor(o.User)
			return nil
		case a.keys.env.sealed(): // a copy of an archive that is open
			a.user = o.User
			return nil
		case len(o.Password) == 0:
			return forms.NewFault("archive_password_missing")
		}
		at := 0
		if o.User != "" {
			for at < len(slots) && !slots[at].is(o.User) {
				at++
			}
		}
		if at == len(slots) {
			_, err := slots[0].private(o.Password)
			return errors.Join(err, forms.NewFault("archive_password_wrong"))
		}
		data, err := slots[at].open(slots[at].no, o.Password)
		if errors.Is(err, errWrongPassword) {
			return forms.NewFault("archive_password_wrong")
		}
		if err != nil {
			return err
		}
		if a.keys, err = newKeyring(data); err != nil {
			return err
		}
		return a.greet(&txn{bolt: t, env: a.keys.env}, slots[at])
	})
	return err
}

// greet reads who the user of a slot is.
func (a *Archive) greet(c *txn, s numberedSlot) error {
	k, ok, err := getJSON[keeper](c, bucketUsers, numberKey(s.no))
	switch {
	case err != nil:
		return err
	case !ok || !s.is(k.Name) || k.ID != idOf("U", s.no):
		return damaged("slot %d is another user's", s.no)
	}
	a.who, a.user = k.User, k.Name
	if a.admits != nil {
		return a.admits(k.User)
	}
	return nil
}

type numberedSlot struct {
	slot
	no uint64
}

// slotsIn reads the slots before any key is known.
func slotsIn(t *bbolt.Tx) ([]numberedSlot, error) {
	in := t.Bucket([]byte(bucketSlots))
	if in == nil {
		return nil, nil
	}
	var all []numberedSlot
	err := in.ForEach(func(key, stored []byte) error {
		plain, err := plainly.unseal(bucketSlots, key, stored)
		if err != nil {
			return damaged("slots %x: %w", key, err)
		}
		s := numberedSlot{no: keyNumber(key)}
		all = append(all, s)
		return fromJSON(bucketSlots, plain, &all[len(all)-1].slot)
	})
	return all, err
}

// found gives a new archive its key and first user, where it is to be sealed.
func (a *Archive) found(password Secret) error {
	if len(password) == 0 {
		return nil
	}
	first, err := a.newKeeper(a.user, RoleAdmin, password)
	if err != nil {
		return err
	}
	if a.keys, err = freshKeyring(); err != nil {
		return err
	}
	return a.update(func(c *txn) error { return a.admit(c, &first, a.keys.data) })
}

// newcomer is a user who has no number yet, and the slot that waits for a key.
type newcomer struct {
	keeper
	slot slot
}

func (a *Archive) newKeeper(name string, role Role, password Secret) (newcomer, error) {
	var n newcomer
	name = norm.NFC.String(strings.TrimSpace(name))
	if err := fitName(name); err != nil {
		return n, err
	}
	if utf8.RuneCount(password) < leastPassword {
		return n, forms.NewFault("user_password_weak")
	}
	var err error
	n.User = User{Name: name, Role: role}
	n.slot, n.Public, err = newSlot(name, password, a.cost)
	return n, err
}

func fitName(name string) error {
	bad := func(r rune) bool { return !unicode.IsPrint(r) }
	if name == "" || utf8.RuneCountInString(name) > longestName || strings.ContainsFunc(name, bad) {
		return forms.NewFault("user_name")
	}
	return nil
}

// admit keeps a new user with their slot.
func (a *Archive) admit(c *txn, n *newcomer, data Secret) error {
	no, err := c.next(bucketUsers)
	if err != nil {
		return err
	}
	n.ID, n.AddedAt, n.AddedBy = idOf("U", no), a.now().Format(time.RFC3339), a.user
	if err := putJSON(c, bucketUsers, numberKey(no), n.keeper); err != nil {
		return err
	}
	return keepSlot(c, no, n.slot, n.Public, data)
}

// keepSlot fills a slot with a data key and keeps it.
func keepSlot(c *txn, no uint64, s slot, public []byte, data Secret) error {
	if err := s.fill(no, public, data); err != nil {
		return err
	}
	return putJSON(c, bucketSlots, numberKey(no), s)
}

// AddUser lets someone else open the archive. Faults: archive_plain where it has no
// password, user_exists, user_name, user_password_weak.
func (a *Archive) AddUser(name string, role Role, password Secret) (User, error) {
	if !a.Sealed() {
		return User{}, forms.NewFault("archive_plain")
	}
	n, err := a.newKeeper(name, role, password)
	if err != nil {
		return User{}, err
	}
	err = a.update(func(c *txn) error {
		if _, err := keeperOf(c, n.Name); !isFault(err, "user_unknown") {
			return errors.Join(err, forms.NewFault("user_exists", n.Name))
		}
		if err := a.admit(c, &n, a.keys.data); err != nil {
			return err
		}
		return a.enter(c, "adduser", n.ID, "")
	})
	if err != nil {
		return User{}, err
	}
	return n.User, nil
}

// SetRole changes what a user may do, from when they next open the archive. The
// last 管理员 stays one: user_last_admin.
func (a *Archive) SetRole(name string, role Role, sensitive bool) error {
	return a.update(func(c *txn) error {
		k, err := keeperOf(c, name)
		if err != nil {
			return err
		}
		if role != RoleAdmin {
			if err := notLast(c, k); err != nil {
				return err
			}
		}
		k.Role, k.Sensitive = role, sensitive
		k.ChangedAt, k.ChangedBy = a.now().Format(time.RFC3339), a.user
		if err := putJSON(c, bucketUsers, numberKey(k.no()), k); err != nil {
			return err
		}
		return a.enter(c, "role", k.ID, "")
	})
}

// SetPassword gives a user another password. The archive gets a new key and is
// written anew, so that the old password opens nothing of what it holds from then
// on, not even by way of an old copy's slot. Faults: user_unknown, user_password_weak,
// copy_stopped where ctx was cancelled.
func (a *Archive) SetPassword(ctx context.Context, name string, password Secret, tell Progress) error {
	var k keeper
	err := a.view(func(c *txn) (err error) {
		k, err = keeperOf(c, name)
		return err
	})
	if err != nil {
		return err
	}
	n, err := a.newKeeper(k.Name, k.Role, password)
	if err != nil {
		return err
	}
	return a.rekey(ctx, tell, func(c *txn) error {
		k.Public = n.Public
		k.ChangedAt, k.ChangedBy = a.now().Format(time.RFC3339), a.user
		if err := putJSON(c, bucketUsers, numberKey(k.no()), k); err != nil {
			return err
		}
		if err := putJSON(c, bucketSlots, numberKey(k.no()), n.slot); err != nil {
			return err
		}
		return a.enter(c, "password", k.ID, "")
	})
}

// RemoveUser takes a user out. The archive gets a new key, wrapped for those who
// stay, and is written anew: what the removed user knows, or kept, opens nothing of
// it. Copies and backups made before open as they did. The last 管理员 stays:
// user_last_admin; copy_stopped where ctx was cancelled.
func (a *Archive) RemoveUser(ctx context.Context, name string, tell Progress) error {
	if err := a.view(func(c *txn) error { return removable(c, name) }); err != nil {
		return err
	}
	return a.rekey(ctx, tell, func(c *txn) error {
		if err := removable(c, name); err != nil {
			return err
		}
		k, err := keeperOf(c, name)
		if err != nil {
			return err
		}
		for _, b := range []bucket{bucketUsers, bucketSlots} {
			if err := c.drop(b, numberKey(k.no())); err != nil {
				return err
			}
		}
		return a.enter(c, "removeuser", k.ID, "")
	})
}

func removable(c *txn, name string) error {
	k, err := keeperOf(c, name)
	if err != nil {
		return err
	}
	return notLast(c, k)
}

func (k *keeper) no() uint64 { return numberOf("U", k.ID) }

func keeperOf(c *txn, name string) (keeper, error) {
	if !c.env.sealed() {
		return keeper{}, forms.NewFault("archive_plain")
	}
	all, err := listJSON[keeper](c, bucketUsers)
	if err != nil {
		return keeper{}, err
	}
	name = norm.NFC.String(strings.TrimSpace(name))
	for _, k := range all {
		if k.Name == name {
			return k, nil
		}
	}
	return keeper{}, forms.NewFault("user_unknown", name)
}

// notLast fails where a user is the only 管理员.
func notLast(c *txn, k keeper) error {
	all, err := listJSON[keeper](c, bucketUsers)
	for _, other := range all {
		if other.Role == RoleAdmin && other.ID != k.ID {
			return err
		}
	}
	if k.Role == RoleAdmin {
		return errors.Join(err, forms.NewFault("user_last_admin", k.Name))
	}
	return err
}

// HasPassword reports whether a file is a sealed archive, without opening what it
// holds. Faults as of Open.
func HasPassword(path string) (bool, error) {
	a := newArchive(path, Options{ReadOnly: true})
	sealed := false
	err := guard(func() error {
		if err := look(path); err != nil {
			return err
		}
		if err := a.lock(time.Now().Add(leastWait), true); err != nil {
			return err
		}
		err := a.db.View(func(t *bbolt.Tx) error {
			slots, err := slotsIn(t)
			sealed = len(slots) > 0
			return err
		})
		return errors.Join(err, a.db.Close())
	})
	return sealed, err
}
