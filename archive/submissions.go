package archive

import (
	"encoding/json"
	"time"

	"huce/archive/register"
	"huce/forms"
)

// SubmissionInfo is what the archive knows of an imported file without its claims.
type SubmissionInfo struct {
	ID         string // S0001
	File       string // the path as given to import
	Format     forms.Format
	SHA        string // SHA-256 of its bytes, hex
	Size       int64  // bytes
	Form       string // the template's id
	Title      string
	Department string
	Unit       forms.Unit
	AsOf       forms.Date
	Period     string
	Sheets     int
	Rows       int
	Issues     int    // errors and warnings
	Tasks      int    // found in the file
	ImportedAt string // RFC 3339
	ImportedBy string
	Withdrawn  bool
	ChangedAt  string // when it was last withdrawn or brought back, RFC 3339
	ChangedBy  string
	Claims     string          // SHA-256 of its block of claims, hex
	Head       *forms.StatHead `json:",omitempty"` // what the form is registered as; nil where nobody looked
	Destroyed  bool            `json:",omitempty"` // its bytes and claims are gone for good, with the document it was filed as
	Replaces   string          `json:",omitempty"` // the import whose place it took: a corrected form, or the same one read again
}

// submission is the info as the register knows it, with its claims.
func (s *SubmissionInfo) submission(claims []*forms.Claims) register.Submission {
	return register.Submission{
		ID: s.ID, File: s.File, Form: s.Form, Title: s.Title, Department: s.Department,
		Unit: s.Unit, AsOf: s.AsOf, Period: s.Period, Claims: claims,
	}
}

func (s *SubmissionInfo) key() []byte { return numberKey(numberOf("S", s.ID)) }

// Submissions are all imports in the order they came, withdrawn ones too.
func (a *Archive) Submissions() ([]SubmissionInfo, error) {
	var all []SubmissionInfo
	err := a.view(func(c *txn) (err error) {
		all, err = listJSON[SubmissionInfo](c, bucketSubmissions)
		return err
	})
	return all, err
}

// Submission is an import with all its claims, withdrawn or in force.
func (a *Archive) Submission(id string) (register.Submission, error) {
	var sub register.Submission
	err := a.view(func(c *txn) error {
		info, err := submissionIn(c, id)
		if err != nil {
			return err
		}
		claims, err := claimsIn(c, &info)
		sub = info.submission(claims)
		return err
	})
	return sub, err
}

// Original is the imported file, byte for byte, and its format.
func (a *Archive) Original(id string) ([]byte, forms.Format, error) {
	var data []byte
	var info SubmissionInfo
	err := a.view(func(c *txn) (err error) {
		if info, err = submissionIn(c, id); err != nil {
			return err
		}
		if info.Destroyed {
			return forms.NewFault("submission_destroyed", id)
		}
		data, err = original(c, info.SHA)
		return err
	})
	return data, info.Format, err
}

// Layouts are how the sheets of an imported file were understood.
func (a *Archive) Layouts(id string) ([]forms.Layout, error) {
	var layouts []forms.Layout
	err := a.view(func(c *txn) error {
		info, err := submissionIn(c, id)
		if err != nil {
			return err
		}
		plain, err := c.get(bucketLayouts, info.key())
		if err != nil || plain == nil {
			return err
		}
		return fromJSON(bucketLayouts, plain, &layouts)
	})
	return layouts, err
}

// Withdraw takes an import out of the register, the tasks and the askings. Nothing
// of it is lost; Restore brings it back. Twice is once. The import whose place it
// took is in force again.
func (a *Archive) Withdraw(id string) error { return a.setWithdrawn(id, true, "withdraw") }

// Restore brings a withdrawn import back. Where the same file was imported anew
// meanwhile, or another import took its place, it is refused: submission_replaced,
// with the id of the newer one.
func (a *Archive) Restore(id string) error { return a.setWithdrawn(id, false, "restore") }

func (a *Archive) setWithdrawn(id string, withdrawn bool, act string) error {
	return a.update(func(c *txn) error {
		info, err := submissionIn(c, id)
		if err != nil {
			return err
		}
		if info.Withdrawn == withdrawn {
			return errNothing
		}
		if !withdrawn {
			if info.Destroyed {
				return forms.NewFault("submission_destroyed", id)
			}
			if err := noneStands(c, info); err != nil {
				return err
			}
		}
		info.Withdrawn, info.ChangedAt, info.ChangedBy = withdrawn, a.now().Format(time.RFC3339), a.user
		if err := putJSON(c, bucketSubmissions, info.key(), info); err != nil {
			return err
		}
		if err := a.enter(c, act, id, ""); err != nil {
			return err
		}
		return a.giveWay(c, info, !withdrawn)
	})
}

// giveWay withdraws the import whose place another takes, or brings it back where
// that one is withdrawn.
func (a *Archive) giveWay(c *txn, by SubmissionInfo, withdrawn bool) error {
	if by.Replaces == "" {
		return nil
	}
	old, err := submissionIn(c, by.Replaces)
	if err != nil || old.Withdrawn == withdrawn || old.Destroyed {
		return err
	}
	act := "restore"
	if withdrawn {
		act = "withdraw"
	}
	old.Withdrawn, old.ChangedAt, old.ChangedBy = withdrawn, a.now().Format(time.RFC3339), a.user
	if err := putJSON(c, bucketSubmissions, old.key(), old); err != nil {
		return err
	}
	return a.enter(c, act, old.ID, "")
}

// noneStands fails where another import of the same file is in force, or one that took
// this one's place, or the place of the import that this one would replace.
func noneStands(c *txn, info SubmissionInfo) error {
	all, err := listJSON[SubmissionInfo](c, bucketSubmissions)
	for _, s := range all {
		if s.ID == info.ID || s.Withdrawn || s.ID == info.Replaces {
			continue
		}
		if s.SHA == info.SHA || s.Replaces == info.ID || s.Replaces != "" && s.Replaces == info.Replaces {
			return forms.NewFault("submission_replaced", info.ID, s.ID)
		}
	}
	return err
}

func submissionIn(c *txn, id string) (SubmissionInfo, error) {
	info, ok, err := getJSON[SubmissionInfo](c, bucketSubmissions, numberKey(numberOf("S", id)))
	if err == nil && !ok {
		err = unknown(id)
	}
	return info, err
}

// withdrawnIn are the ids of the withdrawn imports.
func withdrawnIn(c *txn) (map[string]bool, error) {
	gone := map[string]bool{}
	err := c.each(bucketSubmissions, func(_, plain []byte) error {
		var s struct {
			ID        string
			Withdrawn bool
		}
		if err := json.Unmarshal(plain, &s); err != nil {
			return damaged("submissions: %w", err)
		}
		if s.Withdrawn {
			gone[s.ID] = true
		}
		return nil
	})
	return gone, err
}
