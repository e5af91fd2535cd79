package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"huce/archive/plan"
	"huce/forms"
)

// heading is a document's archival number up to the 件号.
func (d *Document) heading() string {
	return strings.TrimSuffix(d.ArchivalNo, fmt.Sprintf("%04d", d.No))
}

// CloseYear closes a year (年度结卷): the numbers of its documents are final from then
// on, and the catalogue is kept as it was printed. What comes later has the next
// numbers. Faults: closing_early before the year has ended, closing_again,
// no_documents.
func (a *Archive) CloseYear(year int, on forms.Date, catalogue []byte) (plan.Closing, error) {
	var y plan.Closing
	err := a.update(func(c *txn) error {
		if year >= int(on.Year) {
			return forms.NewFault("closing_early", strconv.Itoa(year))
		}
		if old, err := closedIn(c, year); err != nil {
			return err
		} else if old != nil {
			return forms.NewFault("closing_again", strconv.Itoa(year), old.On.String())
		}
		all, err := listJSON[Document](c, bucketDocuments)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(catalogue)
		y = plan.Closing{Year: year, On: on, By: a.user, Last: map[string]int{}, SHA: hex.EncodeToString(sum[:])}
		for i := range all {
			if d := &all[i]; int(d.Date.Year) == year {
				y.Documents++
				y.Last[d.heading()] = max(y.Last[d.heading()], d.No)
			}
		}
		if y.Documents == 0 {
			return forms.NewFault("no_documents")
		}
		if err := keepOriginal(c, catalogue); err != nil {
			return err
		}
		if y, err = closings.put(c, y); err != nil {
			return err
		}
		return a.enter(c, closings.act, y.ID, strconv.Itoa(year))
	})
	return y, err
}

// ClosedCatalogue is the catalogue of a closed year as it was printed then. Fault:
// archive_unknown.
func (a *Archive) ClosedCatalogue(year int) (data []byte, err error) {
	err = a.view(func(c *txn) error {
		y, err := closedIn(c, year)
		if err != nil {
			return err
		}
		if y == nil {
			return unknown(strconv.Itoa(year))
		}
		data, err = original(c, y.SHA)
		return err
	})
	return data, err
}

// closedIn is a year's closing, nil where it is open.
func closedIn(c *txn, year int) (*plan.Closing, error) {
	all, err := listJSON[plan.Closing](c, bucketClosings)
	for i := range all {
		if all[i].Year == year {
			return &all[i], err
		}
	}
	return nil, err
}

// SetDocument mends what is said of a filed document: Title, RefNo, Responsible, Pages,
// Note, and, where its year is not closed, Office and Retention, by which it gets a new
// number; its note keeps the one it had. Faults: archive_unknown, document_destroyed,
// document_closed, document_retention.
func (a *Archive) SetDocument(d Document) (Document, error) {
	if !retentionCode.MatchString(d.Retention) {
		return d, forms.NewFault("document_retention", d.Retention)
	}
	kept := d
	err := a.update(func(c *txn) error {
		old, ok, err := getJSON[Document](c, bucketDocuments, numberKey(numberOf("A", d.ID)))
		if err != nil {
			return err
		}
		if !ok {
			return unknown(d.ID)
		}
		if old.Destroyed() {
			return forms.NewFault("document_destroyed", old.ArchivalNo, old.DestroyedOn.String(), old.DestroyedBy)
		}
		kept = old
		kept.Title, kept.RefNo, kept.Responsible, kept.Pages, kept.Note = d.Title, d.RefNo, d.Responsible, d.Pages, d.Note
		if d.Retention != old.Retention || d.Office != old.Office {
			if err := renumber(c, &kept, d.Retention, d.Office); err != nil {
				return err
			}
		}
		if err := putJSON(c, bucketDocuments, numberKey(numberOf("A", d.ID)), kept); err != nil {
			return err
		}
		return a.enter(c, "document", d.ID, "")
	})
	return kept, err
}

// renumber puts a document under another heading.
func renumber(c *txn, d *Document, retention, office string) error {
	if closed, err := closedIn(c, int(d.Date.Year)); err != nil {
		return err
	} else if closed != nil {
		return forms.NewFault("document_closed", d.ArchivalNo, strconv.Itoa(closed.Year), closed.On.String())
	}
	was := d.ArchivalNo
	d.Retention, d.Office = retention, office
	heading, err := headingOf(c, d)
	if err != nil {
		return err
	}
	all, err := listJSON[Document](c, bucketDocuments)
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].ID != d.ID && all[i].heading() == heading {
			d.No = max(d.No, all[i].No)
		}
	}
	d.No++
	d.ArchivalNo = heading + fmt.Sprintf("%04d", d.No)
	d.Note = strings.TrimLeft(d.Note+"；原档号 "+was, "；")
	return nil
}

// EachText gives the words of every filed document that has any, by its id.
func (a *Archive) EachText(f func(id, text string)) error {
	return a.view(func(c *txn) error {
		return c.each(bucketTexts, func(key, plain []byte) error {
			f(idOf("A", keyNumber(key)), string(plain))
			return nil
		})
	})
}
