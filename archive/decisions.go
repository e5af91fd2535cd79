package archive

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"time"

	"huce/archive/register"
)

// settled is a decision as kept: one of the register's, or one that revokes an
// earlier one or puts it back in force. Each has its number and never changes.
type settled struct {
	No    uint64
	Kind  register.DecisionKind
	A     string `json:",omitempty"` // a row's id, hex
	B     string `json:",omitempty"`
	Field string `json:",omitempty"`
	Value string `json:",omitempty"`
	Of    uint64 `json:",omitempty"` // the decision revoked or put back
	Who   string
	When  string // RFC 3339
}

// The kinds that speak of another decision.
const (
	revoke    register.DecisionKind = "revoke"
	reinstate register.DecisionKind = "reinstate"
	dispute   register.DecisionKind = "dispute" // another copy of the archive says otherwise
)

// Decide keeps what a clerk settled and gives its number. No, Revoked and, where
// they are empty, Who and When are the archive's to fill.
func (a *Archive) Decide(d register.Decision) (uint64, error) {
	numbers, err := a.DecideAll([]register.Decision{d})
	if err != nil {
		return 0, err
	}
	return numbers[0], nil
}

// DecideAll keeps what a clerk settled at once: all of it or nothing.
func (a *Archive) DecideAll(list []register.Decision) ([]uint64, error) {
	for _, d := range list {
		if !slices.Contains(register.Kinds, d.Kind) {
			return nil, fmt.Errorf("archive: no such kind of decision: %q", d.Kind)
		}
	}
	numbers := make([]uint64, len(list))
	err := a.update(func(c *txn) error {
		for i, d := range list {
			s := settled{Kind: d.Kind, A: rowText(d.A), B: rowText(d.B), Field: d.Field, Value: d.Value, Who: d.Who, When: d.When}
			if err := a.settle(c, &s); err != nil {
				return err
			}
			numbers[i] = s.No
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return numbers, nil
}

// RevokeDecision takes a decision out of force. Twice is once; a number that no
// decision has is archive_unknown.
func (a *Archive) RevokeDecision(no uint64) error { return a.setRevoked(no, true, revoke) }

// ReinstateDecision puts a revoked decision back in force.
func (a *Archive) ReinstateDecision(no uint64) error { return a.setRevoked(no, false, reinstate) }

func (a *Archive) setRevoked(no uint64, revoked bool, kind register.DecisionKind) error {
	return a.update(func(c *txn) error {
		all, err := decisionsIn(c)
		if err != nil {
			return err
		}
		for _, d := range all {
			if d.No != no {
				continue
			}
			if d.Revoked == revoked {
				return errNothing
			}
			return a.settle(c, &settled{Kind: kind, Of: no})
		}
		return unknown(strconv.FormatUint(no, 10))
	})
}

func (a *Archive) settle(c *txn, s *settled) (err error) {
	if s.No, err = c.next(bucketDecisions); err != nil {
		return err
	}
	if s.Who == "" {
		s.Who = a.user
	}
	if s.When == "" {
		s.When = a.now().Format(time.RFC3339)
	}
	if err := putJSON(c, bucketDecisions, numberKey(s.No), *s); err != nil {
		return err
	}
	subject := s.No
	if s.Of != 0 {
		subject = s.Of
	}
	return a.enter(c, actOf(s.Kind), strconv.FormatUint(subject, 10), "")
}

// actOf is the word of the log for a kind of decision.
func actOf(kind register.DecisionKind) string {
	if kind == revoke || kind == reinstate || kind == dispute {
		return string(kind)
	}
	return "decide"
}

// Decisions are all decisions in the order they were taken, revoked ones too.
func (a *Archive) Decisions() ([]register.Decision, error) {
	var all []register.Decision
	err := a.view(func(c *txn) (err error) {
		all, err = decisionsIn(c)
		return err
	})
	return all, err
}

func decisionsIn(c *txn) ([]register.Decision, error) {
	kept, err := listJSON[settled](c, bucketDecisions)
	if err != nil {
		return nil, err
	}
	var all []register.Decision
	place := map[uint64]int{} // in all, by number
	for _, s := range kept {
		switch s.Kind {
		case revoke, reinstate, dispute:
			at, ok := place[s.Of]
			if !ok {
				return nil, damaged("decision %d speaks of %d", s.No, s.Of)
			}
			if all[at].Disputed = s.Kind == dispute; s.Kind != dispute {
				all[at].Revoked = s.Kind == revoke
			}
		default:
			d, err := s.decision()
			if err != nil {
				return nil, err
			}
			place[s.No] = len(all)
			all = append(all, d)
		}
	}
	return all, nil
}

func (s *settled) decision() (register.Decision, error) {
	d := register.Decision{No: s.No, Kind: s.Kind, Field: s.Field, Value: s.Value, Who: s.Who, When: s.When}
	a, okA := rowOf(s.A)
	b, okB := rowOf(s.B)
	if !okA || !okB {
		return d, damaged("decision %d names no row", s.No)
	}
	d.A, d.B = a, b
	return d, nil
}

// rowText is a row's id in hex, "" for none.
func rowText(id register.RowID) string {
	if id == (register.RowID{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

func rowOf(text string) (id register.RowID, ok bool) {
	if text == "" {
		return id, true
	}
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(id) {
		return id, false
	}
	return register.RowID(b), true
}
