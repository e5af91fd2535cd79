package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"huce/archive/plan"
	"huce/forms"
)

// Report is what Verify found.
type Report struct {
	Values   int  // read and whole
	Entries  int  // of the log, chained without a break
	Rows     int  // of claims, read back
	Register bool // the stored register was compared with one computed anew
	Problems []Problem
}

// Problem is one thing amiss. Code names its words ("archive.problem."+Code in the
// translations); Subject is the bucket and key, or the id, that it is about.
//
//	value      a value's checksum differs, or it can't be read
//	gone       values are missing from a bucket
//	number     a bucket's count is behind the numbers given in it
//	log        the log's chain is broken
//	original   an original is missing or has another hash than its name
//	claims     a submission's claims are missing or not those that were imported
//	register   the stored register is not what claims and decisions give
//	pages      pages are neither used nor free
//	history    the log doesn't go on where a backup's ends
//	header     one of the file's two headers is damaged; the other is in force
type Problem struct {
	Code    string
	Subject string
	Cause   error `json:"-"`
}

// Sound reports whether nothing is amiss.
func (r *Report) Sound() bool { return len(r.Problems) == 0 }

func (r *Report) add(code, subject string, cause error) {
	r.Problems = append(r.Problems, Problem{code, subject, cause})
}

// Verify reads everything in the archive and checks it: the pages, every value's
// checksum, the number of values, the log's chain, the hash of every original, the
// claims of every submission. With recompute the register is computed anew and
// compared with the stored one. It goes on after a problem; an error is only what
// kept it from reading at all. Nothing is written.
func (a *Archive) Verify(recompute bool) (Report, error) {
	var r Report
	if err := a.verifyPages(&r); err != nil {
		return r, err
	}
	err := a.view(func(c *txn) error {
		for _, b := range slices.Concat(tallied, []bucket{bucketRegister}) {
			verifyBucket(c, b, &r)
		}
		entries, err := readLog(c)
		if err != nil {
			r.add("log", string(bucketLog), err)
		}
		r.Entries = len(entries)
		verifyOriginals(c, &r)
		verifySubmissions(c, &r)
		return nil
	})
	if err == nil && recompute {
		err = a.verifyRegister(&r)
	}
	return r, err
}

// verifyPages checks the pages as they stand on the disk. No other act may write
// meanwhile, so it is done within one that writes nothing.
func (a *Archive) verifyPages(r *Report) error {
	check := func(*txn) error {
		_, whole, lost, err := a.pages()
		if err != nil {
			r.add("pages", "", err)
		}
		if lost > 0 {
			r.add("pages", strconv.Itoa(lost), nil)
		}
		if whole < 2 || a.torn {
			r.add("header", "", nil)
		}
		return errNothing
	}
	if a.readOnly { // then nobody writes
		if err := a.view(check); !errors.Is(err, errNothing) {
			return err
		}
		return nil
	}
	return a.update(check)
}

// verifyBucket reads every value of a bucket. It does not use each, which ends at
// the first that is damaged.
func verifyBucket(c *txn, b bucket, r *Report) {
	in, err := c.bucket(b)
	if err != nil {
		r.add("gone", string(b), err)
		return
	}
	var seen tally
	err = in.ForEach(func(key, stored []byte) error {
		seen.count++
		seen.sum ^= sumOf(stored)
		if _, err := c.unseal(b, key, stored); err != nil {
			r.add("value", placeOf(b, key), err)
			return nil
		}
		r.Values++
		return nil
	})
	if err != nil {
		r.add("value", string(b), err)
	}
	if last, _ := in.Cursor().Last(); slices.Contains(counted, b) && keyNumber(last) > in.Sequence() {
		r.add("number", string(b), nil)
	}
	if !slices.Contains(tallied, b) {
		return
	}
	if want, err := c.tally(b); err != nil || seen != want {
		r.add("gone", string(b), err)
	}
}

// placeOf is a bucket and key in words that can be searched for: numbers as
// numbers, hashes in hex, names as they are.
func placeOf(b bucket, key []byte) string {
	switch no := keyNumber(key); {
	case b == bucketOriginals:
		return string(b) + "/" + hex.EncodeToString(key)
	case no != 0 && b != bucketSettings && b != bucketTemplates:
		return string(b) + "/" + strconv.FormatUint(no, 10)
	}
	return string(b) + "/" + string(key)
}

// verifyOriginals compares every original with the hash that it is kept by.
func verifyOriginals(c *txn, r *Report) {
	in, err := c.bucket(bucketOriginals)
	if err != nil {
		return // told by verifyBucket, as are values that can't be read
	}
	_ = in.ForEach(func(key, stored []byte) error {
		data, err := c.unseal(bucketOriginals, key, stored)
		if sum := sha256.Sum256(data); err == nil && string(c.env.nameOf(sum[:])) != string(key) {
			r.add("original", hex.EncodeToString(key), nil)
		}
		return nil
	})
}

// verifySubmissions reads every submission's claims, and finds the original and the
// layouts that it names; the papers of every document; every attachment's bytes.
func verifySubmissions(c *txn, r *Report) {
	all, err := listJSON[SubmissionInfo](c, bucketSubmissions)
	if err != nil {
		r.add("claims", string(bucketSubmissions), err)
	}
	for _, s := range all {
		if s.Destroyed {
			continue
		}
		claims, err := claimsIn(c, &s)
		if err != nil {
			r.add("claims", s.ID, err)
		}
		for _, sheet := range claims {
			r.Rows += len(sheet.Rows)
		}
		if plain, err := c.get(bucketLayouts, s.key()); err != nil || !json.Valid(plain) {
			r.add("value", placeOf(bucketLayouts, s.key()), err)
		}
		if _, err := original(c, s.SHA); err != nil {
			r.add("original", s.ID, err)
		}
	}
	papers, err := listJSON[Document](c, bucketDocuments)
	if err != nil {
		r.add("value", string(bucketDocuments), err)
	}
	for _, d := range papers {
		if d.Destroyed() {
			continue
		}
		if _, err := original(c, d.SHA); err != nil {
			r.add("original", d.ID, err)
		}
	}
	attached, err := listJSON[plan.Attachment](c, bucketAttachments)
	if err != nil {
		r.add("value", string(bucketAttachments), err)
	}
	for _, at := range attached {
		if at.Destroyed {
			continue
		}
		if _, err := original(c, at.SHA); err != nil {
			r.add("original", at.ID, err)
		}
	}
}

// claimsIn are the claims of a submission, which must be those that were imported.
func claimsIn(c *txn, s *SubmissionInfo) ([]*forms.Claims, error) {
	if s.Destroyed {
		return nil, nil
	}
	block, err := c.get(bucketClaims, s.key())
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(block); hex.EncodeToString(sum[:]) != s.Claims {
		return nil, damaged("claims of %s are not those imported", s.ID)
	}
	claims, err := decodeClaims(block)
	if err != nil {
		return nil, damaged("claims of %s: %w", s.ID, err)
	}
	return claims, nil
}
