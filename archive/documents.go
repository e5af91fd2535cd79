package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"huce/archive/plan"
	"huce/forms"
)

// Document is one filed paper (件): what was printed, and where it stands in the
// archive's order.
type Document struct {
	ID          string // A0001
	No          int    // 件号: runs within year, retention and office
	ArchivalNo  string // 档号
	Kind        string // register, plan, summary, visits, form, catalogue …; ReceivedKind
	Title       string // 题名
	RefNo       string // 文号, "" where it has none
	Responsible string // 责任者
	Date        forms.Date
	Office      string // 机构（问题）代码; "" is the setting document.office
	Retention   string // 保管期限: Y 永久, D30, D10; "" is that of the table
	Pages       int
	Note        string
	SHA         string // SHA-256 of its bytes, hex
	FiledAt     string // RFC 3339
	FiledBy     string
	Fonts       string // that it is set in, as they call themselves, "; " between them

	Submission string `json:",omitempty"` // of a received file: the import (S0001)
	Late       bool   `json:",omitempty"` // filed after its year was closed

	// Of a destroyed document (Destroy): its line stays, its bytes are gone.
	DestroyedOn forms.Date `json:",omitzero"`
	DestroyedBy string     `json:",omitempty"` // the two who signed
	DestroyedIn string     `json:",omitempty"` // the 档号 of the 销毁清册

	TakenBack string `json:",omitempty"` // when it was found to be filed by mistake, RFC 3339: its number stays used

	Again bool `json:"-"` // FileDocument: it had been filed before

	Data []byte `json:"-"` // FileDocument takes it; Documents leaves it out, Paper gives it
	Text string `json:"-"` // the words in it; FileDocument takes them, EachText gives them
}

// ReceivedKind is the kind of a document that came from outside: an imported file.
const ReceivedKind = "received"

// An archival number by DA/T 22-2015 is 全宗号-档案门类代码·年度-保管期限代码-机构（问题）
// 代码-件号, such as 0194-WS·2016-D30-BGS-0001. The first is given by the street's
// archives and may be missing; the settings let a clerk follow other local rules.
var documentSettings = map[string]string{
	"document.fonds":  "", // 全宗号
	"document.class":  "WS",
	"document.office": "BGS",
}

var retentionCode = regexp.MustCompile(`^(Y|D[1-9][0-9]?)$`)

// IsRetention reports whether a text is a retention period: Y or D and years.
func IsRetention(code string) bool { return retentionCode.MatchString(code) }

// FileDocument files a paper and gives it back with its numbers. Without a Retention it
// has that of the table (RetentionTable). The same paper filed again under the same
// heading keeps the number it has. One of a year that is closed has the next number
// after those, and is Late.
func (a *Archive) FileDocument(d Document) (Document, error) {
	if d.Retention != "" && !retentionCode.MatchString(d.Retention) {
		return Document{}, forms.NewFault("document_retention", d.Retention)
	}
	if d.Date.IsZero() {
		y, m, day := a.now().Date()
		d.Date = forms.NewDate(y, int(m), day)
	}
	sha := sha256.Sum256(d.Data)
	d.SHA = hex.EncodeToString(sha[:])
	filed := d
	err := a.update(func(c *txn) error {
		filed = d
		if err := retain(c, &filed); err != nil {
			return err
		}
		earlier, err := number(c, &filed)
		if err != nil {
			return err
		}
		if earlier == nil {
			return a.file(c, &filed)
		}
		filed = *earlier
		if filed.TakenBack == "" {
			filed.Again = true
			return errNothing
		}
		filed.TakenBack = ""
		return a.mark(c, filed, "document")
	})
	if err != nil {
		return Document{}, err
	}
	filed.Data = d.Data
	return filed, nil
}

// mark keeps what became of a filed paper.
func (a *Archive) mark(c *txn, d Document, act string) error {
	if err := putJSON(c, bucketDocuments, numberKey(numberOf("A", d.ID)), d); err != nil {
		return err
	}
	return a.enter(c, act, d.ID, "")
}

// TakeBackDocument takes back that a paper was filed. Its number stays used and its
// bytes kept, as a page with that number may be on somebody's desk: filed again it
// has the same number. Faults: archive_unknown, document_destroyed.
func (a *Archive) TakeBackDocument(id string) error {
	return a.update(func(c *txn) error {
		d, err := a.filed(c, id)
		if err != nil {
			return err
		}
		d.TakenBack = a.now().Format(time.RFC3339)
		return a.mark(c, d, "unfile")
	})
}

// filed is a filed paper's line, as long as it stands.
func (a *Archive) filed(c *txn, id string) (Document, error) {
	d, ok, err := getJSON[Document](c, bucketDocuments, numberKey(numberOf("A", id)))
	switch {
	case err != nil:
		return d, err
	case !ok || d.TakenBack != "":
		return d, unknown(id)
	case d.Destroyed():
		return d, forms.NewFault("document_destroyed", d.ArchivalNo, d.DestroyedOn.String(), d.DestroyedBy)
	}
	return d, nil
}

func (a *Archive) file(c *txn, d *Document) error {
	no, err := c.next(bucketDocuments)
	if err != nil {
		return err
	}
	d.ID, d.FiledAt, d.FiledBy = idOf("A", no), a.now().Format(time.RFC3339), a.user
	if err := keepOriginal(c, d.Data); err != nil {
		return err
	}
	if err := keepText(c, no, []byte(d.Text)); err != nil {
		return err
	}
	if err := putJSON(c, bucketDocuments, numberKey(no), *d); err != nil {
		return err
	}
	return a.enter(c, "document", d.ID, "")
}

// retain gives a document the retention of the table's line that it falls under.
func retain(c *txn, d *Document) error {
	if d.Retention != "" {
		return nil
	}
	kept, err := listJSON[plan.Retention](c, bucketRetentions)
	if err != nil {
		return err
	}
	line, _ := plan.RetentionOf(plan.RetentionTable(kept), d.Kind, d.Title)
	d.Retention = line.Period
	return nil
}

// keepText keeps the words in the document of a number.
func keepText(c *txn, no uint64, text []byte) error {
	if len(text) == 0 {
		return nil
	}
	return c.put(bucketTexts, numberKey(no), text)
}

// number gives a document its office, 件号 and 档号. Where the same paper stands
// under the same heading already, that one is given instead.
func number(c *txn, d *Document) (*Document, error) {
	heading, err := headingOf(c, d)
	if err != nil {
		return nil, err
	}
	filed, err := listJSON[Document](c, bucketDocuments)
	if err != nil {
		return nil, err
	}
	for i, f := range filed {
		if strings.TrimSuffix(f.ArchivalNo, fmt.Sprintf("%04d", f.No)) != heading {
			continue
		}
		if !f.Destroyed() && f.SHA == d.SHA && f.Kind == d.Kind && f.Title == d.Title {
			return &filed[i], nil
		}
		d.No = max(d.No, f.No)
	}
	d.No++
	d.ArchivalNo = heading + fmt.Sprintf("%04d", d.No)
	closed, err := closedIn(c, int(d.Date.Year))
	if d.Late = closed != nil; d.Late {
		d.No = max(d.No, closed.Last[heading]+1)
		d.ArchivalNo = heading + fmt.Sprintf("%04d", d.No)
	}
	return nil, err
}

// headingOf is the archival number up to the 件号.
func headingOf(c *txn, d *Document) (string, error) {
	set := map[string]string{}
	for name, usual := range documentSettings {
		v, err := c.get(bucketSettings, []byte(name))
		if err != nil {
			return "", err
		}
		if set[name] = usual; v != nil {
			set[name] = string(v)
		}
	}
	if d.Office == "" {
		d.Office = set["document.office"]
	}
	d.No = 0
	heading := set["document.class"] + "·" + strconv.Itoa(int(d.Date.Year)) + "-" + d.Retention + "-" + d.Office + "-"
	if fonds := set["document.fonds"]; fonds != "" {
		heading = fonds + "-" + heading
	}
	return heading, nil
}

// Documents are the filed papers in the order they came, without their bytes and
// without those that were taken back.
func (a *Archive) Documents() ([]Document, error) {
	all, err := a.EveryDocument()
	return slices.DeleteFunc(all, func(d Document) bool { return d.TakenBack != "" }), err
}

// EveryDocument is Documents with those that were taken back.
func (a *Archive) EveryDocument() ([]Document, error) {
	var all []Document
	err := a.view(func(c *txn) (err error) {
		all, err = listJSON[Document](c, bucketDocuments)
		return err
	})
	return all, err
}

// Paper is a filed paper with its bytes. Faults: archive_unknown, document_destroyed.
func (a *Archive) Paper(id string) (Document, error) {
	var d Document
	err := a.view(func(c *txn) (err error) {
		if d, err = a.filed(c, id); err == nil {
			d.Data, err = original(c, d.SHA)
		}
		return err
	})
	return d, err
}
