package archive

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"runtime/debug"
	"slices"

	"go.etcd.io/bbolt"
)

// txn is one reading or one act on the file: a transaction whose values pass
// through their envelopes. Values it gives hold only until it ends.
type txn struct {
	bolt    *bbolt.Tx
	env     *envelope
	tallies map[bucket]tally // as changed so far
}

// tally is how many values a bucket holds and the XOR of their checksums.
type tally struct {
	count uint64
	sum   uint32
}

// view reads the file as it stands at one moment.
func (a *Archive) view(f func(*txn) error) error {
	a.turn.RLock()
	defer a.turn.RUnlock()
	return guard(func() error {
		return a.db.View(func(t *bbolt.Tx) error { return f(&txn{bolt: t, env: a.keys.env}) })
	})
}

// errNothing ends an act that has nothing to write.
var errNothing = errors.New("nothing to do")

// update is one act: all of it is kept, or where f fails nothing. Where f gives
// errNothing the file stays as it is, and that is no failure.
func (a *Archive) update(f func(*txn) error) error {
	a.turn.RLock()
	defer a.turn.RUnlock()
	err := guard(func() error { return act(a.db, a.keys.env, f) })
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// act is one transaction of a database, tallies and all.
func act(db *bbolt.DB, env *envelope, f func(*txn) error) error {
	return db.Update(func(t *bbolt.Tx) error {
		c := &txn{bolt: t, env: env, tallies: map[bucket]tally{}}
		if err := f(c); err != nil {
			return err
		}
		return c.keepTallies()
	})
}

// guard is the boundary to bbolt: its panics on damaged pages, and the faults of
// reading a disk that gives nothing, become errors; errors become faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = damaged("%v\n%s", r, debug.Stack())
		}
	}()
	return asFault(f())
}

func (c *txn) unseal(b bucket, key, stored []byte) ([]byte, error) {
	return c.wrapping(b).unseal(b, key, stored)
}

// wrapping is the envelope of a bucket's values. Slots alone are never sealed: they
// are what a password opens.
func (c *txn) wrapping(b bucket) *envelope {
	if b == bucketSlots {
		return plainly
	}
	return c.env
}

// get is the value of a key, nil where there is none.
func (c *txn) get(b bucket, key []byte) ([]byte, error) {
	in, err := c.bucket(b)
	if err != nil {
		return nil, err
	}
	stored := in.Get(key)
	if stored == nil {
		return nil, nil
	}
	plain, err := c.unseal(b, key, stored)
	if err != nil {
		return nil, damaged("%s %x: %w", b, key, err)
	}
	return plain, nil
}

// put sets the value of a key.
func (c *txn) put(b bucket, key, plain []byte) error {
	flags, packed := pack(plain)
	return c.putPacked(b, key, flags, packed)
}

// putPacked is put for a value that is packed already.
func (c *txn) putPacked(b bucket, key []byte, flags byte, packed []byte) error {
	in, err := c.bucket(b)
	if err != nil {
		return err
	}
	stored := c.wrapping(b).wrap(b, key, flags, packed)
	if slices.Contains(tallied, b) {
		t, err := c.tally(b)
		if err != nil {
			return err
		}
		if old := in.Get(key); old != nil {
			t.count--
			t.sum ^= sumOf(old)
		}
		t.count++
		t.sum ^= sumOf(stored)
		c.tallies[b] = t
	}
	return in.Put(key, stored)
}

// drop takes the value of a key away.
func (c *txn) drop(b bucket, key []byte) error {
	in, err := c.bucket(b)
	if err != nil {
		return err
	}
	t, err := c.tally(b)
	if err != nil {
		return err
	}
	if old := in.Get(key); old != nil {
		t.count--
		t.sum ^= sumOf(old)
		c.tallies[b] = t
	}
	return in.Delete(key)
}

// each visits all values of a bucket in the order of their keys, and fails where
// one is damaged or gone.
func (c *txn) each(b bucket, f func(key, plain []byte) error) error {
	in, err := c.bucket(b)
	if err != nil {
		return err
	}
	var seen tally
	err = in.ForEach(func(key, stored []byte) error {
		seen.count++
		seen.sum ^= sumOf(stored)
		plain, err := c.unseal(b, key, stored)
		if err != nil {
			return damaged("%s %x: %w", b, key, err)
		}
		return f(key, plain)
	})
	if err != nil {
		return err
	}
	want, err := c.tally(b)
	if err == nil && seen != want {
		err = damaged("%s holds %d values of %d", b, seen.count, want.count)
	}
	return err
}

// next is a number never given before in this bucket.
func (c *txn) next(b bucket) (uint64, error) {
	in, err := c.bucket(b)
	if err != nil {
		return 0, err
	}
	no, err := in.NextSequence()
	if err == nil && in.Get(numberKey(no)) != nil {
		// The counter is the one thing of a bucket that no checksum covers: where it
		// was set back, nothing that stands may be overwritten.
		err = damaged("%s would give the number %d twice", b, no)
	}
	return no, err
}

func (c *txn) bucket(b bucket) (*bbolt.Bucket, error) {
	in := c.bolt.Bucket([]byte(b))
	if in == nil {
		return nil, damaged("bucket %s is gone", b)
	}
	return in, nil
}

// tally is a bucket's tally as it stands; a bucket never written to has none.
func (c *txn) tally(b bucket) (tally, error) {
	if t, ok := c.tallies[b]; ok {
		return t, nil
	}
	v, err := c.get(bucketTally, []byte(b))
	switch {
	case err != nil || v == nil:
		return tally{}, err
	case len(v) != 12:
		return tally{}, damaged("the tally of %s has %d bytes", b, len(v))
	}
	return tally{binary.BigEndian.Uint64(v), binary.BigEndian.Uint32(v[8:])}, nil
}

func (c *txn) keepTallies() error {
	in, err := c.bucket(bucketTally)
	if err != nil {
		return err
	}
	for b, t := range c.tallies {
		v := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, t.count), t.sum)
		if err := in.Put([]byte(b), c.env.seal(bucketTally, []byte(b), v)); err != nil {
			return err
		}
	}
	return nil
}

// getJSON reads a value kept as JSON; false where there is none.
func getJSON[T any](c *txn, b bucket, key []byte) (T, bool, error) {
	var v T
	plain, err := c.get(b, key)
	if err != nil || plain == nil {
		return v, false, err
	}
	err = fromJSON(b, plain, &v)
	return v, err == nil, err
}

// putJSON keeps a value as JSON.
func putJSON[T any](c *txn, b bucket, key []byte, v T) error {
	plain, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return c.put(b, key, plain)
}

// listJSON reads all values of a bucket kept as JSON, in the order of their keys.
func listJSON[T any](c *txn, b bucket) ([]T, error) {
	var all []T
	err := c.each(b, func(_, plain []byte) error {
		var v T
		if err := fromJSON(b, plain, &v); err != nil {
			return err
		}
		all = append(all, v)
		return nil
	})
	return all, err
}

func fromJSON(b bucket, plain []byte, v any) error {
	if err := json.Unmarshal(plain, v); err != nil {
		return damaged("%s: %w", b, err)
	}
	return nil
}
