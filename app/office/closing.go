package office

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
)

// FileReceived files the imported files of a year (0: of all years) that have no number
// yet, withdrawn ones aside, and gives their documents: each has its 件号 and 档号 like
// what is printed. The file itself is kept once. It may be done again at any time; a year
// that is closed does it by itself.
func (o *Office) FileReceived(year int) ([]archive.Document, error) {
	if err := o.need(Enter); err != nil {
		return nil, err
	}
	subs, err := o.archive.Submissions()
	if err != nil {
		return nil, err
	}
	docs, err := o.archive.Documents()
	if err != nil {
		return nil, err
	}
	filed := map[string]bool{}
	for _, d := range docs {
		filed[d.Submission] = true
	}
	var out []archive.Document
	for i := range subs {
		s := &subs[i]
		day := receivedOn(s)
		if s.Withdrawn || filed[s.ID] || s.Form == plan.VisitForm || year != 0 && int(day.Year) != year {
			continue
		}
		data, _, err := o.archive.Original(s.ID)
		if err != nil {
			return out, err
		}
		d, err := o.archive.FileDocument(archive.Document{
			Kind: archive.ReceivedKind, Title: cmp.Or(s.Title, stem(s.File)), Responsible: s.Department, Date: day,
			Pages: max(s.Sheets, 1), Submission: s.ID, Data: data,
		})
		if err != nil {
			return out, err
		}
		out = append(out, d)
	}
	return out, nil
}

// receivedOn is the day of a received file: of which it speaks, else on which it came.
func receivedOn(s *archive.SubmissionInfo) forms.Date {
	if s.AsOf.Full() {
		return s.AsOf
	}
	day, _, _ := strings.Cut(s.ImportedAt, "T")
	if d, ok := forms.ParseISO(day); ok {
		return d
	}
	return s.AsOf
}

// CloseYear closes a year (年度结卷): what was received in it is filed, its catalogue is
// printed and kept, and its numbers are final; documents that come later get the next
// ones. It can't be taken back. Faults: closing_early, closing_again, no_documents.
func (o *Office) CloseYear(year int) (plan.Closing, error) {
	if err := o.need(Manage); err != nil {
		return plan.Closing{}, err
	}
	closed, err := o.archive.Closings()
	if err != nil {
		return plan.Closing{}, err
	}
	if year >= int(o.Today().Year) || slices.ContainsFunc(closed, func(y plan.Closing) bool { return y.Year == year }) {
		return o.archive.CloseYear(year, o.Today(), nil) // says why not
	}
	if _, err := o.FileReceived(year); err != nil {
		return plan.Closing{}, err
	}
	catalogue, err := o.PrintWith(CataloguePaper, PrintOptions{Year: year})
	if err != nil {
		return plan.Closing{}, err
	}
	return o.archive.CloseYear(year, o.Today(), catalogue.Data)
}

// Closings are the years that are closed.
func (o *Office) Closings() ([]plan.Closing, error) { return records(o, o.archive.Closings) }

// ClosedCatalogue is the catalogue of a closed year, a PDF, as it was printed then.
func (o *Office) ClosedCatalogue(year int) ([]byte, error) {
	if err := o.need(Issue); err != nil {
		return nil, err
	}
	return o.archive.ClosedCatalogue(year)
}

// SetDocument mends what is said of a filed document; while its year is open also its
// retention and office, by which it gets a new number. Faults: those of
// archive.SetDocument, sensitive_form.
func (o *Office) SetDocument(d archive.Document) (archive.Document, error) {
	if err := o.need(Enter); err != nil {
		return d, err
	}
	if err := o.private("", d.Title); err != nil {
		return d, err
	}
	return o.archive.SetDocument(d)
}

// Retentions are the lines of the table of retention periods in force (保管期限表), the
// first that fits a document counts. While nobody changed them they have no ids.
func (o *Office) Retentions() ([]plan.Retention, error) {
	kept, err := records(o, o.archive.Retentions)
	if err != nil {
		return nil, err
	}
	return plan.RetentionTable(kept), nil
}

// PutRetention changes the line with its ID, or for "" adds one. A line of the program's
// own table is named by its Order while it has no ID; with the first change all of them
// become the clerk's. What is filed already keeps what it has. Fault:
// document_retention.
func (o *Office) PutRetention(r plan.Retention) (plan.Retention, error) {
	if err := o.need(Enter); err != nil {
		return r, err
	}
	if r.ID == strconv.Itoa(r.Order) {
		r.ID = ""
	}
	if !archive.IsRetention(r.Period) {
		return r, forms.NewFault("document_retention", r.Period)
	}
	kept, err := o.archive.Retentions()
	if err != nil {
		return r, err
	}
	list := []plan.Retention{r}
	if len(kept) == 0 {
		list = ownTable(plan.RetentionTable(nil), r, func(l plan.Retention) int { return l.Order })
	}
	list, err = o.archive.PutRetentions(list)
	if err != nil {
		return r, err
	}
	return list[0], nil
}

// ownTable is the program's table with one line changed, by its order, or added; that
// line comes first.
func ownTable[T any](table []T, line T, order func(T) int) []T {
	at := slices.IndexFunc(table, func(l T) bool { return order(l) == order(line) })
	if at < 0 {
		return append([]T{line}, table...)
	}
	table[at] = line
	table[0], table[at] = table[at], table[0]
	return table
}
