package archive

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"sync"

	"huce/archive/register"
	"huce/forms"
)

// standing is the register in memory, with the claims that it comes from.
type standing struct {
	sync.Mutex
	claims  map[string][]*forms.Claims // by submission, once read; they never change
	ids     *held                      // once read
	current *register.Register         // nil before it is first asked for
	stamp   stamp                      // what current comes from
	seen    int                        // the transaction at which that was so
	kept    bool                       // current is in the file
	ready   bool                       // the maker knows what current comes from: Prepare
}

// stamp is the hash of all that a register comes from: the submissions in force
// with their claims, the decisions, the rules and the register's own types.
type stamp [sha256.Size]byte

// basis is what a register is computed from.
type basis struct {
	infos     []SubmissionInfo // in force, in the order of their ids
	decisions []register.Decision
	stamp     stamp
}

// Register is the register as claims and decisions give it now. It is read from
// the file where the stored one comes from the same claims, decisions and rules,
// and computed anew where it does not. It is shared by all who ask for it: nobody
// changes it. People and homes seen for the first time get their ids here, for good.
func (a *Archive) Register() (*register.Register, error) {
	a.standing.Lock()
	defer a.standing.Unlock()
	s := &a.standing
	var from basis
	var subs []register.Submission
	var stored *register.Register
	seen, upToDate := 0, false
	err := a.view(func(c *txn) (err error) {
		seen = c.bolt.ID()
		if upToDate = s.current != nil && seen == s.seen; upToDate {
			return nil
		}
		if from, err = basisIn(c); err != nil {
			return err
		}
		if upToDate = s.current != nil && from.stamp == s.stamp; upToDate {
			return nil
		}
		stored = storedRegister(c, from.stamp)
		subs, err = s.submissions(c, from.infos)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.seen = seen
	switch {
	case upToDate:
		return s.current, nil
	case stored != nil && putBack(stored, subs):
		s.current, s.kept, s.ready = stored, true, false
	default:
		s.current = nil // so that its memory serves for the next
		if s.current, err = a.compute(subs, from.decisions); err != nil {
			s.current = nil
			return nil, err
		}
		s.kept, s.ready = false, true
	}
	s.stamp = from.stamp
	return s.current, nil
}

// Prepare works out ahead what the next change builds on: of a register that was read
// from the file only its words are known, and the first import or decision would have
// to work out all of it. It is for beside other work: who asks for the register
// meanwhile doesn't wait. It changes nothing.
func (a *Archive) Prepare() error {
	if _, err := a.Register(); err != nil {
		return err
	}
	s := &a.standing
	from, subs, err := a.unprepared()
	if err != nil || subs == nil {
		return err
	}
	reg, err := a.make(subs, from.decisions)
	if err != nil {
		return err
	}
	s.Lock()
	defer s.Unlock()
	if s.stamp != from.stamp || s.current == nil || s.ready {
		return nil // something came in between, and knows all of it
	}
	s.ready = true
	ids, err := a.heldIDs()
	if err != nil {
		return err
	}
	if ids.name(reg).empty() {
		s.current = reg // one of the two is enough
	}
	return nil
}

// unprepared is what the register comes from where the maker doesn't know of it.
func (a *Archive) unprepared() (from basis, subs []register.Submission, err error) {
	s := &a.standing
	s.Lock()
	defer s.Unlock()
	if s.ready {
		return from, nil, nil
	}
	err = a.view(func(c *txn) (err error) {
		if from, err = basisIn(c); err != nil {
			return err
		}
		subs, err = s.submissions(c, from.infos)
		return err
	})
	return from, subs, err
}

// submissions are the imports in force with their claims, read where they weren't.
func (s *standing) submissions(c *txn, infos []SubmissionInfo) ([]register.Submission, error) {
	if s.claims == nil {
		s.claims = map[string][]*forms.Claims{}
	}
	subs := make([]register.Submission, len(infos))
	for i := range infos {
		claims, ok := s.claims[infos[i].ID]
		if !ok {
			var err error
			if claims, err = claimsIn(c, &infos[i]); err != nil {
				return nil, err
			}
			s.claims[infos[i].ID] = claims
		}
		subs[i] = infos[i].submission(claims)
		if err := s.corrected(c, &subs[i], infos[i].Replaces); err != nil {
			return nil, err
		}
	}
	return subs, nil
}

// corrected gives a submission the one whose place it took, and that one its own.
func (s *standing) corrected(c *txn, sub *register.Submission, id string) error {
	for id != "" {
		info, err := submissionIn(c, id)
		if err != nil {
			return err
		}
		claims, ok := s.claims[id]
		if !ok {
			if claims, err = claimsIn(c, &info); err != nil {
				return err
			}
			s.claims[id] = claims
		}
		old := info.submission(claims)
		sub.Corrects = &old
		sub, id = &old, info.Replaces
	}
	return nil
}

// putBack gives a stored register its submissions, of which it knows the order;
// false where they are others.
func putBack(reg *register.Register, subs []register.Submission) bool {
	byID := make(map[string]register.Submission, len(subs))
	for _, s := range subs {
		byID[s.ID] = s
	}
	for i := range reg.Submissions {
		s, ok := byID[reg.Submissions[i].ID]
		if !ok {
			return false
		}
		reg.Submissions[i] = s
	}
	return len(reg.Submissions) == len(subs)
}

// basisIn reads what the register comes from now, without the claims themselves:
// their hash stands for them.
func basisIn(c *txn) (basis, error) {
	var b basis
	all, err := listJSON[SubmissionInfo](c, bucketSubmissions)
	if err != nil {
		return b, err
	}
	for _, s := range all {
		if !s.Withdrawn {
			b.infos = append(b.infos, s)
		}
	}
	if b.decisions, err = decisionsIn(c); err != nil {
		return b, err
	}
	b.stamp, err = b.hash()
	return b, err
}

func (b *basis) hash() (stamp, error) {
	h := sha256.New()
	e := json.NewEncoder(h)
	if err := e.Encode([]string{register.Rules, registerShape()}); err != nil {
		return stamp{}, err
	}
	for i := range b.infos {
		s := &b.infos[i]
		if err := e.Encode([]any{s.submission(nil), s.Claims, s.Replaces}); err != nil {
			return stamp{}, err
		}
	}
	if err := e.Encode(b.decisions); err != nil {
		return stamp{}, err
	}
	return stamp(h.Sum(nil)), nil
}

// storedRegister is the register kept in the file where it has this stamp and is
// whole, else nil.
func storedRegister(c *txn, want stamp) *register.Register {
	if v, err := c.get(bucketRegister, keyStamp); err != nil || !bytes.Equal(v, want[:]) {
		return nil
	}
	v, err := c.get(bucketRegister, keyCurrent)
	if err != nil || len(v) < len(want) || stamp(v[:len(want)]) != want {
		return nil
	}
	reg, err := decodeRegister(v[len(want):])
	if err != nil {
		return nil
	}
	return reg
}

// keepRegister stores the register in memory, where the file has another.
func (a *Archive) keepRegister() error {
	s := &a.standing
	s.Lock()
	defer s.Unlock()
	if s.current == nil || s.kept || a.readOnly {
		return nil
	}
	// First the old one goes, in a transaction of its own: its pages take the new one,
	// where else the file would have to hold both. A crash in between leaves none, and
	// it is computed.
	err := a.update(func(c *txn) error {
		in, err := c.bucket(bucketRegister)
		if err != nil || in.Get(keyCurrent) == nil {
			return cmp.Or(err, errNothing)
		}
		return errors.Join(in.Delete(keyStamp), in.Delete(keyCurrent)) // they are not tallied
	})
	if err != nil {
		return err
	}
	v := appendRegister(bytes.Clone(s.stamp[:]), s.current)
	err = a.update(func(c *txn) error {
		return errors.Join(c.put(bucketRegister, keyCurrent, v), c.put(bucketRegister, keyStamp, s.stamp[:]))
	})
	s.kept = err == nil
	return err
}

// verifyRegister compares the stored register with one computed anew.
func (a *Archive) verifyRegister(r *Report) error {
	s := &a.standing
	s.Lock()
	defer s.Unlock()
	var from basis
	var subs []register.Submission
	var stored *register.Register
	err := a.view(func(c *txn) (err error) {
		if from, err = basisIn(c); err != nil {
			return err
		}
		stored = storedRegister(c, from.stamp)
		subs, err = s.submissions(c, from.infos)
		return err
	})
	switch {
	case isFault(err, "archive_damaged"):
		r.add("register", "", err)
		return nil
	case err != nil || stored == nil:
		return err
	}
	anew, err := a.compute(subs, from.decisions)
	if err != nil {
		return err
	}
	if r.Register = true; string(encodeRegister(anew)) != string(encodeRegister(stored)) {
		r.add("register", "", nil)
	}
	return nil
}
