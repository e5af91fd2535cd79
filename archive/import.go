package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// ImportFile is one file as read and understood, ready to be kept.
type ImportFile struct {
	Path       string
	Format     forms.Format
	Data       []byte              // the file's bytes
	Submission register.Submission // without an ID, with its claims
	Layouts    []forms.Layout      // of its sheets
	Template   *forms.Template     // the form learnt from it, nil where it was known
	Head       *forms.StatHead     // what the form is registered as (表号, 批准文号), nil where nobody looked
	Replaces   string              // the import in force whose place it takes, "" for none
	Tasks      []plan.Task         // found in it, without ids
	Askings    []plan.Asking       // found in it
	Visit      *plan.Visit         // the visit whose answers it is, without an ID
}

// Imported tells what became of a file.
type Imported struct {
	ID        string // S0001; of the earlier import where there is one
	Already   bool   // these bytes were imported before: nothing was done
	Withdrawn bool   // and that import is withdrawn; Restore brings it back
	Rows      int
	Issues    int
	Tasks     int
}

// Import keeps one file with all that it says, in one transaction: its bytes, the
// submission, its claims and layouts, the template, tasks and askings, the entry in
// the log.
//
// The same bytes again are no new import. Only where the earlier one is withdrawn
// and the file is now understood otherwise (another department or day was given, a
// newer program reads it better) a new submission takes its place.
//
// An import that Replaces another withdraws it in the same transaction. Rows of the
// new one that correct rows of the old are those rows to the register, so that what
// was decided about them stays.
func (a *Archive) Import(f ImportFile) (Imported, error) {
	block, err := encodeClaims(f.Submission.Claims)
	if err != nil {
		return Imported{}, err
	}
	info := infoOf(f, block)
	var done Imported
	err = a.update(func(c *txn) error {
		earlier, err := earlierImport(c, info)
		if err != nil {
			return err
		}
		if earlier != nil && earlier.ID != f.Replaces {
			done = imported(*earlier)
			done.Already, done.Withdrawn = true, earlier.Withdrawn
			return errNothing
		}
		done, err = a.keepImport(c, info, f, block)
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	return done, nil
}

func infoOf(f ImportFile, block []byte) SubmissionInfo {
	sha, claims := sha256.Sum256(f.Data), sha256.Sum256(block)
	s := f.Submission
	info := SubmissionInfo{
		File: f.Path, Format: f.Format, SHA: hex.EncodeToString(sha[:]), Size: int64(len(f.Data)),
		Form: s.Form, Title: s.Title, Department: s.Department, Unit: s.Unit, AsOf: s.AsOf, Period: s.Period,
		Sheets: len(s.Claims), Tasks: len(f.Tasks), Claims: hex.EncodeToString(claims[:]),
		Replaces: f.Replaces, Head: f.Head,
	}
	for _, c := range s.Claims {
		info.Rows += len(c.Rows)
		info.Issues += len(c.Issues)
	}
	return info
}

func imported(s SubmissionInfo) Imported {
	return Imported{ID: s.ID, Rows: s.Rows, Issues: s.Issues, Tasks: s.Tasks}
}

// earlierImport is the import that these bytes are already, nil where they are
// new: the one in force, else a withdrawn one that says the same.
func earlierImport(c *txn, info SubmissionInfo) (*SubmissionInfo, error) {
	all, err := listJSON[SubmissionInfo](c, bucketSubmissions)
	var same *SubmissionInfo
	for i, s := range all {
		if s.SHA != info.SHA || s.Destroyed {
			continue
		}
		if !s.Withdrawn {
			return &all[i], err
		}
		if s.Claims == info.Claims && s.Form == info.Form && s.Department == info.Department &&
			s.Unit == info.Unit && s.AsOf == info.AsOf && s.Period == info.Period {
			same = &all[i]
		}
	}
	return same, err
}

// keepImport writes all parts of a new submission.
func (a *Archive) keepImport(c *txn, info SubmissionInfo, f ImportFile, block []byte) (Imported, error) {
	no, err := c.next(bucketSubmissions)
	if err != nil {
		return Imported{}, err
	}
	info.ID, info.ImportedAt, info.ImportedBy = idOf("S", no), a.now().Format(time.RFC3339), a.user
	steps := []func() error{
		func() error { return keepOriginal(c, f.Data) },
		func() error { return putJSON(c, bucketSubmissions, info.key(), info) },
		func() error { return c.put(bucketClaims, info.key(), block) },
		func() error { return putJSON(c, bucketLayouts, info.key(), f.Layouts) },
		func() error { return keepFindings(c, info, f) },
		func() error { return a.enter(c, "import", info.ID, "") },
		func() error { return a.giveWay(c, info, true) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return Imported{}, err
		}
	}
	return imported(info), nil
}

// keepFindings keeps what else a file brought: its template, tasks and askings.
func keepFindings(c *txn, info SubmissionInfo, f ImportFile) error {
	if f.Template != nil {
		if err := putJSON(c, bucketTemplates, []byte(f.Template.ID), *f.Template); err != nil {
			return err
		}
	}
	for _, t := range f.Tasks {
		t.ID, t.Submission = "", info.ID
		if _, err := tasks.put(c, t); err != nil {
			return err
		}
	}
	if f.Visit != nil {
		v := *f.Visit
		v.ID, v.Submission = "", info.ID
		if _, err := visits.put(c, v); err != nil {
			return err
		}
	}
	if len(f.Askings) == 0 {
		return nil
	}
	askings := make([]plan.Asking, len(f.Askings))
	for i, q := range f.Askings {
		q.Submission = info.ID
		askings[i] = q
	}
	return putJSON(c, bucketAskings, info.key(), askings)
}

// keepOriginal keeps a file's bytes unless they are there.
func keepOriginal(c *txn, data []byte) error {
	sha := sha256.Sum256(data)
	key := c.env.nameOf(sha[:])
	old, err := c.get(bucketOriginals, key)
	if err != nil || old != nil {
		return err
	}
	return c.put(bucketOriginals, key, data)
}

// original is a copy of the bytes with this SHA-256 (hex).
func original(c *txn, sha string) ([]byte, error) {
	key, err := originalKey(c, sha)
	if err != nil {
		return nil, err
	}
	data, err := c.get(bucketOriginals, key)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); data == nil || hex.EncodeToString(sum[:]) != sha {
		return nil, damaged("original %s is gone or changed", sha)
	}
	return bytes.Clone(data), nil
}

// originalKey is the key of the original with this SHA-256 (hex).
func originalKey(c *txn, sha string) ([]byte, error) {
	sum, err := hex.DecodeString(sha)
	if err != nil || len(sum) != sha256.Size {
		return nil, damaged("an original is named %q", sha)
	}
	return c.env.nameOf(sum), nil
}
