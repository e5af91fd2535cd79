package archive

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/forms"
)

// RunsOut is the first day on which a document may be destroyed: its retention runs
// from the year after its own. It is zero for what is kept for ever.
func (d *Document) RunsOut() forms.Date {
	years, err := strconv.Atoi(strings.TrimPrefix(d.Retention, "D"))
	if err != nil || d.Date.IsZero() {
		return forms.Date{}
	}
	return forms.NewDate(int(d.Date.Year)+years+1, 1, 1)
}

// Destroyed reports whether a document's bytes are gone. Its line in the catalogue
// stays.
func (d *Document) Destroyed() bool { return d.DestroyedBy != "" }

// Destroy takes the bytes of documents whose retention ran out by today out of the
// file for good, by the list (销毁清册) that is filed as list and two people signed.
// The archive is written anew beside itself, so that no page of the file holds them
// any longer; copies and backups made before do. With a received file goes its import,
// which has to be withdrawn first: the register rests on it. With a document go the
// files attached to it, but for the bytes of those that something else has, too. All
// documents or none. Where only the writing anew failed, the same call again makes up
// for it.
//
// Faults: archive_unknown, destroy_names unless two different people sign,
// destroy_early, destroy_shared where something else that is kept has the same
// bytes, and those of sealing.
func (a *Archive) Destroy(ctx context.Context, ids []string, by [2]string, list string, today forms.Date, tell Progress) error {
	err := a.update(func(c *txn) error {
		all, err := toDestroy(c, ids, &by, today)
		if err != nil {
			return err
		}
		for i := range all {
			d := &all[i]
			if !slices.Contains(ids, d.ID) || d.Destroyed() {
				continue
			}
			d.DestroyedOn, d.DestroyedBy, d.DestroyedIn = today, by[0]+"、"+by[1], list
			if err := putJSON(c, bucketDocuments, numberKey(numberOf("A", d.ID)), *d); err != nil {
				return err
			}
			if err := a.enter(c, "destroy", d.ID, list); err != nil {
				return err
			}
		}
		return dropDestroyed(c, all, ids)
	})
	if err != nil {
		return err
	}
	nothing := func(*txn) error { return nil }
	if a.Sealed() {
		return a.rekey(ctx, tell, nothing)
	}
	return a.rewrite(ctx, keyring{env: plainly}, tell, nothing)
}

// MayDestroy fails as Destroy would, and changes nothing: it is asked before the
// list is filed.
func (a *Archive) MayDestroy(ids []string, by [2]string, today forms.Date) error {
	return a.view(func(c *txn) error {
		all, err := toDestroy(c, ids, &by, today)
		if err != nil {
			return err
		}
		return noneShared(c, all, ids)
	})
}

// toDestroy are all documents, where those with these ids may be destroyed.
func toDestroy(c *txn, ids []string, by *[2]string, today forms.Date) ([]Document, error) {
	for i := range by {
		by[i] = strings.TrimSpace(by[i])
	}
	if by[0] == "" || by[1] == "" || by[0] == by[1] {
		return nil, forms.NewFault("destroy_names")
	}
	all, err := listJSON[Document](c, bucketDocuments)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		at := slices.IndexFunc(all, func(d Document) bool { return d.ID == id })
		if at < 0 {
			return nil, unknown(id)
		}
		d := &all[at]
		if due := d.RunsOut(); !d.Destroyed() && (due.IsZero() || today.Compare(due) < 0) {
			return nil, forms.NewFault("destroy_early", d.ArchivalNo, d.Title)
		}
	}
	return all, nil
}

// keptBytes are the hashes of all bytes that something has which stays when the
// documents with these ids are destroyed, and what has them.
func keptBytes(c *txn, all []Document, ids []string) (map[string]string, error) {
	subs, err := listJSON[SubmissionInfo](c, bucketSubmissions)
	if err != nil {
		return nil, err
	}
	attached, err := listJSON[plan.Attachment](c, bucketAttachments)
	if err != nil {
		return nil, err
	}
	kept := map[string]string{}
	for _, s := range subs {
		if !s.Destroyed && !(s.Withdrawn && filedAs(all, ids, s.ID)) {
			kept[s.SHA] = s.ID
		}
	}
	for _, at := range attached {
		if !at.Destroyed && !slices.Contains(ids, at.Of) {
			kept[at.SHA] = at.ID
		}
	}
	for i := range all {
		if d := &all[i]; !slices.Contains(ids, d.ID) && !d.Destroyed() {
			kept[d.SHA] = d.ArchivalNo
		}
	}
	closed, err := listJSON[plan.Closing](c, bucketClosings)
	if err != nil {
		return nil, err
	}
	for i := range closed {
		kept[closed[i].SHA] = strconv.Itoa(closed[i].Year)
	}
	return kept, nil
}

// noneShared fails where something that is kept has the bytes of a document with one
// of these ids.
func noneShared(c *txn, all []Document, ids []string) error {
	kept, err := keptBytes(c, all, ids)
	if err != nil {
		return err
	}
	for i := range all {
		d := &all[i]
		if by, shared := kept[d.SHA]; shared && slices.Contains(ids, d.ID) {
			return forms.NewFault("destroy_shared", d.ArchivalNo, by)
		}
	}
	return nil
}

// filedAs reports whether one of the documents with these ids is what an import was filed
// as: a withdrawn import goes with it, one that the register rests on doesn't.
func filedAs(all []Document, ids []string, submission string) bool {
	return slices.ContainsFunc(all, func(d Document) bool { return d.Submission == submission && slices.Contains(ids, d.ID) })
}

// dropImport drops what a received document said: the claims, layouts and askings of its
// import.
func dropImport(c *txn, id string) error {
	s, err := submissionIn(c, id)
	if err != nil {
		return err
	}
	s.Destroyed = true
	if err := putJSON(c, bucketSubmissions, s.key(), s); err != nil {
		return err
	}
	for _, b := range []bucket{bucketClaims, bucketLayouts, bucketAskings} {
		if err := c.drop(b, s.key()); err != nil {
			return err
		}
	}
	return nil
}

// dropDestroyed drops the originals of documents with these ids.
func dropDestroyed(c *txn, all []Document, ids []string) error {
	if err := noneShared(c, all, ids); err != nil {
		return err
	}
	if err := dropAttached(c, all, ids); err != nil {
		return err
	}
	for i := range all {
		if !slices.Contains(ids, all[i].ID) {
			continue
		}
		key, err := originalKey(c, all[i].SHA)
		if err != nil {
			return err
		}
		if err := c.drop(bucketOriginals, key); err != nil {
			return err
		}
		if all[i].Submission != "" {
			if err := dropImport(c, all[i].Submission); err != nil {
				return err
			}
		}
		if err := c.drop(bucketTexts, numberKey(numberOf("A", all[i].ID))); err != nil {
			return err
		}
	}
	return nil
}

// dropAttached drops what is attached to documents with these ids, those taken off too:
// the names of the files, and their bytes where nothing that stays has them.
func dropAttached(c *txn, all []Document, ids []string) error {
	kept, err := keptBytes(c, all, ids)
	if err != nil {
		return err
	}
	attached, err := listJSON[plan.Attachment](c, bucketAttachments)
	if err != nil {
		return err
	}
	for _, at := range attached {
		if at.Destroyed || !slices.Contains(ids, at.Of) {
			continue
		}
		at.Destroyed, at.Removed, at.Name, at.Title = true, true, "", ""
		if _, err := attachments.put(c, at); err != nil {
			return err
		}
		if kept[at.SHA] != "" {
			continue
		}
		key, err := originalKey(c, at.SHA)
		if err != nil {
			return err
		}
		if err := c.drop(bucketOriginals, key); err != nil {
			return err
		}
	}
	return nil
}
