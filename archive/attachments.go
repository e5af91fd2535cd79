package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"huce/archive/plan"
	"huce/forms"
)

// Attach keeps a file's bytes, once by their hash, and that they are attached to a.Of.
// The same bytes again for the same owner are the attachment that is there; one that
// was taken off is put back.
func (a *Archive) Attach(at plan.Attachment, data []byte) (plan.Attachment, error) {
	sha := sha256.Sum256(data)
	at.ID, at.SHA, at.Size = "", hex.EncodeToString(sha[:]), int64(len(data))
	at.AddedAt, at.AddedBy = a.now().Format(time.RFC3339), a.user
	kept := at
	err := a.update(func(c *txn) error {
		all, err := listJSON[plan.Attachment](c, bucketAttachments)
		if err != nil {
			return err
		}
		for _, old := range all {
			if old.SHA != at.SHA || old.Of != at.Of || old.Destroyed {
				continue
			}
			if kept = old; !old.Removed {
				return errNothing
			}
			return a.setRemoved(c, &kept, false)
		}
		if err := keepOriginal(c, data); err != nil {
			return err
		}
		if kept, err = attachments.put(c, at); err != nil {
			return err
		}
		return a.enter(c, "attach", kept.ID, "")
	})
	if err != nil {
		return plan.Attachment{}, err
	}
	return kept, nil
}

// Attachments are all attachments in the order they came, those taken off too.
func (a *Archive) Attachments() ([]plan.Attachment, error) { return attachments.list(a) }

// Attached is an attachment with its bytes, those of one taken off too. Faults:
// archive_unknown, attachment_destroyed.
func (a *Archive) Attached(id string) (at plan.Attachment, data []byte, err error) {
	err = a.view(func(c *txn) (err error) {
		if at, err = attachmentIn(c, id); err != nil {
			return err
		}
		if at.Destroyed {
			return forms.NewFault("attachment_destroyed", at.ID, at.Of)
		}
		data, err = original(c, at.SHA)
		return err
	})
	return at, data, err
}

// Detach takes an attachment off; nothing of it is lost, Reattach puts it back. Twice
// is once.
func (a *Archive) Detach(id string) error { return a.attached(id, true) }

// Reattach puts an attachment back that was taken off.
func (a *Archive) Reattach(id string) error { return a.attached(id, false) }

func (a *Archive) attached(id string, removed bool) error {
	return a.update(func(c *txn) error {
		at, err := attachmentIn(c, id)
		if err != nil {
			return err
		}
		if at.Removed == removed {
			return errNothing
		}
		if at.Destroyed {
			return forms.NewFault("attachment_destroyed", at.ID, at.Of)
		}
		return a.setRemoved(c, &at, removed)
	})
}

func (a *Archive) setRemoved(c *txn, at *plan.Attachment, removed bool) error {
	at.Removed, at.RemovedAt, at.RemovedBy = removed, a.now().Format(time.RFC3339), a.user
	if _, err := attachments.put(c, *at); err != nil {
		return err
	}
	act := "reattach"
	if removed {
		act = "detach"
	}
	return a.enter(c, act, at.ID, "")
}

// SetAttachment changes what is said of an attachment: its Title and Date alone.
func (a *Archive) SetAttachment(at plan.Attachment) (plan.Attachment, error) {
	err := a.update(func(c *txn) error {
		old, err := attachmentIn(c, at.ID)
		if err != nil {
			return err
		}
		old.Title, old.Date = at.Title, at.Date
		if at, err = attachments.put(c, old); err != nil {
			return err
		}
		return a.enter(c, "attach", at.ID, "")
	})
	return at, err
}

func attachmentIn(c *txn, id string) (plan.Attachment, error) {
	at, ok, err := getJSON[plan.Attachment](c, bucketAttachments, numberKey(numberOf("J", id)))
	if err == nil && !ok {
		err = unknown(id)
	}
	return at, err
}
