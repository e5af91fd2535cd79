package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"go.etcd.io/bbolt"

	"huce/forms"
)

// Whatever changes the key of all values writes the archive anew into a file beside
// it, reads that back, and only then lets it take the archive's place: a crash
// leaves the one or the other, and no page of the new file ever held what the old
// key, or no key, opens. What the disk still keeps of the old file's blocks is the
// disk's affair; so are copies and backups made before.

// rewriteExt is what a file being rewritten is called beside the archive. One that
// a crash left is thrown away when the archive is next opened.
const rewriteExt = ".rewriting"

// batch is about how many bytes are copied in one transaction.
const batch = 8 << 20

// Seal gives a plain archive a password; user, "" for who has it open, becomes its
// first 管理员. Faults: archive_sealed where it has one, user_name,
// user_password_weak, copy_stopped where ctx was cancelled: then it is as it was.
func (a *Archive) Seal(ctx context.Context, user string, password Secret, tell Progress) error {
	if a.Sealed() {
		return forms.NewFault("archive_sealed")
	}
	if user == "" {
		user = a.user
	}
	first, err := a.newKeeper(user, RoleAdmin, password)
	if err != nil {
		return err
	}
	next, err := freshKeyring()
	if err != nil {
		return err
	}
	return a.rewrite(ctx, next, tell, func(c *txn) error {
		if err := a.admit(c, &first, next.data); err != nil {
			return err
		}
		a.who, a.user = first.User, first.Name
		return a.enter(c, "seal", first.ID, "")
	})
}

// Unseal takes the password off, and with it the users. Faults: archive_plain where
// there is none, copy_stopped.
func (a *Archive) Unseal(ctx context.Context, tell Progress) error {
	if !a.Sealed() {
		return forms.NewFault("archive_plain")
	}
	return a.rewrite(ctx, keyring{env: plainly}, tell, func(c *txn) error {
		all, err := listJSON[keeper](c, bucketUsers)
		if err != nil {
			return err
		}
		for _, k := range all {
			for _, b := range []bucket{bucketUsers, bucketSlots} {
				if err := c.drop(b, numberKey(k.no())); err != nil {
					return err
				}
			}
		}
		return a.enter(c, "unseal", "", "")
	})
}

// rekey gives the archive a new data key, makes a change, and wraps the key for
// every user there is then.
func (a *Archive) rekey(ctx context.Context, tell Progress, change func(*txn) error) error {
	if !a.Sealed() {
		return forms.NewFault("archive_plain")
	}
	next, err := freshKeyring()
	if err != nil {
		return err
	}
	return a.rewrite(ctx, next, tell, func(c *txn) error {
		if err := change(c); err != nil {
			return err
		}
		all, err := listJSON[keeper](c, bucketUsers)
		if err != nil {
			return err
		}
		for _, k := range all {
			s, ok, err := getJSON[slot](c, bucketSlots, numberKey(k.no()))
			if err != nil {
				return err
			}
			if !ok {
				return damaged("user %s has no slot", k.ID)
			}
			if err := keepSlot(c, k.no(), s, k.Public, next.data); err != nil {
				return err
			}
		}
		return nil
	})
}

// rewrite writes the archive anew under other keys, with a change and its entry in
// the log. No other act runs meanwhile. It tells how far it is, and ctx stops it up
// to the moment at which the new file takes its place.
func (a *Archive) rewrite(ctx context.Context, next keyring, tell Progress, change func(*txn) error) error {
	if a.readOnly {
		return forms.NewFault("archive_read_only")
	}
	a.standing.Lock()
	defer a.standing.Unlock()
	a.turn.Lock()
	defer a.turn.Unlock()
	user, who := a.user, a.who
	err := guard(func() error {
		part := a.path + rewriteExt
		if err := dropPart(part); err != nil {
			return err
		}
		fresh, err := a.writeAnew(ctx, part, next, tell, change)
		if err != nil {
			return errors.Join(err, dropPart(part))
		}
		return a.takeOver(part, fresh, next)
	})
	if a.keys.env != next.env { // it was not done
		a.user, a.who = user, who
		next.wipe()
	}
	return err
}

// writeAnew gives the new file, written, read back and on the disk.
func (a *Archive) writeAnew(ctx context.Context, part string, next keyring, tell Progress, change func(*txn) error) (*bbolt.DB, error) {
	fresh, err := bbolt.Open(part, 0o600, a.bolt(lockWait, false, os.O_CREATE))
	if err != nil {
		return nil, err
	}
	fresh.NoSync = true // once, at the end
	fresh.AllocSize = allocSize
	err = a.db.View(func(t *bbolt.Tx) error {
		old := &txn{bolt: t, env: a.keys.env}
		done := meterOf(ctx, io.Discard, 2*t.Size(), tell) // it is read twice: copied, then compared
		if err := old.copyTo(fresh, next.env, done); err != nil {
			return err
		}
		return old.equals(fresh, next.env, done)
	})
	if err == nil {
		err = act(fresh, next.env, change)
	}
	if err == nil {
		err = fresh.Sync()
	}
	if err == nil {
		err = a.checkRewritten(part, fresh, next.env)
	}
	if err == nil && ctx.Err() != nil {
		err = stopped(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, fresh.Close())
	}
	fresh.NoSync = false
	return fresh, nil
}

// copyTo copies all values into a new database, each in its new envelope, as packed
// as they were.
func (c *txn) copyTo(fresh *bbolt.DB, env *envelope, done *meter) error {
	if err := act(fresh, env, c.copyTree); err != nil {
		return err
	}
	return c.bolt.ForEach(func(name []byte, in *bbolt.Bucket) error {
		b := bucket(name)
		if b == bucketTally { // counted anew as values are put
			return nil
		}
		at := in.Cursor()
		key, stored := at.First()
		for key != nil {
			err := act(fresh, env, func(to *txn) error {
				for size := 0; key != nil && size < batch; key, stored = at.Next() {
					size += len(stored)
					if _, err := done.Write(stored); err != nil {
						return err
					}
					if b == bucketMeta && bytes.Equal(key, keyFormat) {
						continue
					}
					v, err := c.opened(b, key, stored, env)
					if err != nil {
						return err
					}
					if err := to.putPacked(b, v.key, v.flags, v.packed); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// copyTree makes the buckets with their counters, and the mark of the version.
func (c *txn) copyTree(to *txn) error {
	err := c.bolt.ForEach(func(name []byte, in *bbolt.Bucket) error {
		made, err := to.bolt.CreateBucket(name)
		if err != nil {
			return err
		}
		return made.SetSequence(in.Sequence())
	})
	if err != nil {
		return err
	}
	mark := c.bolt.Bucket([]byte(bucketMeta)).Get(keyFormat)
	return to.bolt.Bucket([]byte(bucketMeta)).Put(keyFormat, mark)
}

// openedValue is a value out of its envelope, and the key it has under another.
type openedValue struct {
	key    []byte
	flags  byte
	packed []byte
}

func (c *txn) opened(b bucket, key, stored []byte, env *envelope) (openedValue, error) {
	flags, packed, err := c.wrapping(b).unwrap(b, key, stored)
	if err != nil {
		return openedValue{}, damaged("%s %x: %w", b, key, err)
	}
	v := openedValue{key, flags, packed}
	if b == bucketOriginals {
		plain, err := unpack(flags, packed)
		if err != nil {
			return v, damaged("%s %x: %w", b, key, err)
		}
		sum := sha256.Sum256(plain)
		if !bytes.Equal(c.env.nameOf(sum[:]), key) {
			return v, damaged("original %x has another hash", key)
		}
		v.key = env.nameOf(sum[:])
	}
	return v, nil
}

// equals fails unless a new database holds what this one does, value by value.
func (c *txn) equals(fresh *bbolt.DB, env *envelope, done *meter) error {
	return fresh.View(func(t *bbolt.Tx) error {
		to := &txn{bolt: t, env: env}
		return c.bolt.ForEach(func(name []byte, in *bbolt.Bucket) error {
			b := bucket(name)
			if b == bucketTally {
				return nil
			}
			count, want := 0, 0
			err := in.ForEach(func(key, stored []byte) error {
				want++
				if _, err := done.Write(stored); err != nil {
					return err
				}
				if b == bucketMeta && bytes.Equal(key, keyFormat) {
					return nil
				}
				v, err := c.opened(b, key, stored, env)
				if err != nil {
					return err
				}
				flags, packed, err := to.wrapping(b).unwrap(b, v.key, t.Bucket(name).Get(v.key))
				if err != nil || flags != v.flags || !bytes.Equal(packed, v.packed) {
					return damaged("%s %x was not rewritten as it was: %w", b, key, err)
				}
				return nil
			})
			if err != nil {
				return err
			}
			if err := t.Bucket(name).ForEach(func(_, _ []byte) error { count++; return nil }); err != nil {
				return err
			}
			if count != want {
				return damaged("%s was rewritten with %d values of %d", b, count, want)
			}
			return nil
		})
	})
}

// checkRewritten reads the pages of the new file from the disk, and what the change
// touched.
func (a *Archive) checkRewritten(part string, fresh *bbolt.DB, env *envelope) error {
	if err := checkPagesOf(part); err != nil {
		return err
	}
	return fresh.View(func(t *bbolt.Tx) error {
		c := &txn{bolt: t, env: env}
		if _, err := readLog(c); err != nil {
			return err
		}
		for _, b := range []bucket{bucketUsers, bucketSlots} {
			if err := c.each(b, func(_, _ []byte) error { return nil }); err != nil {
				return err
			}
		}
		return nil
	})
}

// openFilesMove says whether the system renames a file that is open.
var openFilesMove = runtime.GOOS != "windows"

// takeOver puts the new file in the archive's place and goes on with it. Where open
// files can be moved no other program gets at either in between.
func (a *Archive) takeOver(part string, fresh *bbolt.DB, next keyring) error {
	old, keys := a.db, a.keys
	if openFilesMove {
		if err := os.Rename(part, a.path); err != nil {
			return errors.Join(err, fresh.Close(), dropPart(part))
		}
		a.db = fresh
	} else {
		if err := errors.Join(fresh.Close(), old.Close()); err != nil {
			return err
		}
		moved := os.Rename(part, a.path)
		if err := a.lock(time.Now().Add(lockWait), false); err != nil {
			a.db = old // closed, and says so
			return errors.Join(moved, err)
		}
		a.db.AllocSize = allocSize
		if moved != nil {
			return errors.Join(moved, dropPart(part))
		}
		old = nil
	}
	a.keys = next
	a.standing.seen = -1 // transactions are counted anew
	keys.wipe()
	err := syncFolder(filepath.Dir(a.path))
	if old != nil {
		err = errors.Join(err, old.Close())
	}
	return err
}
