package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Entry is one entry of the log: who did what, when. It names things by their ids
// and holds no personal data, but for the reason that a user gave.
type Entry struct {
	No      uint64 `json:"no"`
	Time    string `json:"time"` // RFC 3339
	User    string `json:"user"`
	Act     string `json:"act"`     // import, withdraw, restore, decide, revoke, print …
	Subject string `json:"subject"` // S0001, D0007, a setting's name; "" is the archive
	Reason  string `json:"reason,omitempty"`
	Before  string `json:"before"` // SHA-256 of the entry before as stored, "" in the first
}

// Record enters an act that changes nothing in the archive into its log: a print,
// an export, a view of what is masked. In an archive open for reading alone there
// is nowhere to write it: archive_read_only.
func (a *Archive) Record(act, subject, reason string) error {
	return a.update(func(c *txn) error { return a.enter(c, act, subject, reason) })
}

// Log is all entries, oldest first. It fails with archive_damaged where the chain
// is broken: an entry changed, taken out, or put elsewhere.
func (a *Archive) Log() ([]Entry, error) {
	var all []Entry
	err := a.view(func(c *txn) (err error) {
		all, err = readLog(c)
		return err
	})
	return all, err
}

// enter adds the entry of an act to the log, in the act's own transaction.
func (a *Archive) enter(c *txn, act, subject, reason string) error {
	head, err := logHead(c)
	if err != nil {
		return err
	}
	e := Entry{
		No: head.no + 1, Time: a.now().Format(time.RFC3339), User: a.user,
		Act: act, Subject: subject, Reason: reason, Before: head.hash,
	}
	plain, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if err := c.put(bucketLog, numberKey(e.No), plain); err != nil {
		return err
	}
	sum := sha256.Sum256(plain)
	return c.put(bucketMeta, keyLogHead, append(numberKey(e.No), sum[:]...))
}

// link is where the chain ends: the number and hash of the newest entry.
type link struct {
	no   uint64
	hash string // hex, "" before the first entry
}

func logHead(c *txn) (link, error) {
	v, err := c.get(bucketMeta, keyLogHead)
	switch {
	case err != nil || v == nil:
		return link{}, err
	case len(v) != 8+sha256.Size:
		return link{}, damaged("the log's head has %d bytes", len(v))
	}
	return link{binary.BigEndian.Uint64(v), hex.EncodeToString(v[8:])}, nil
}

func readLog(c *txn) ([]Entry, error) {
	var all []Entry
	var last link
	err := c.each(bucketLog, func(key, plain []byte) error {
		var e Entry
		if err := fromJSON(bucketLog, plain, &e); err != nil {
			return err
		}
		if e.No != last.no+1 || e.No != keyNumber(key) || e.Before != last.hash {
			return damaged("the log breaks at entry %d", last.no+1)
		}
		sum := sha256.Sum256(plain)
		last = link{e.No, hex.EncodeToString(sum[:])}
		all = append(all, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	head, err := logHead(c)
	if err == nil && head != last {
		err = damaged("the log ends at %d, not at %d", last.no, head.no)
	}
	return all, err
}
