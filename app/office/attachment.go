package office

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"huce/archive"
	"huce/archive/plan"
	"huce/forms"
	"huce/forms/print"
)

// MaxAttachment bounds an attached file, in bytes: a page scanned in colour at 300 dpi
// has 1 to 5 MB, a phone's photo 3 to 8.
const MaxAttachment = 20 << 20

// Attached is an attachment as the archive stands: Of is who has it now, or "" where
// the register has nobody by that id any more (an import was withdrawn), and Was the
// owner as it was attached. Where the register is shown masked, so are names and titles.
type Attached struct {
	plan.Attachment
	Was string
}

// Attach attaches the file at path to a person (P00001), home, dwelling, task, fund
// entry, visit or document. title and day say what it shows and of when; both may be
// empty. The same bytes for the same owner are attached once. Faults: attach_owner,
// attach_large, attach_empty, sensitive_form, role_may_not and those of reading a file.
func (o *Office) Attach(owner, path, title string, day forms.Date) (plan.Attachment, error) {
	if err := o.need(Enter); err != nil {
		return plan.Attachment{}, err
	}
	if info, err := os.Stat(path); err == nil && info.Size() > MaxAttachment {
		return plan.Attachment{}, tooLarge(info.Size())
	}
	data, err := readFile(path)
	if err != nil {
		return plan.Attachment{}, err
	}
	return o.AttachBytes(owner, filepath.Base(path), data, title, day)
}

// AttachBytes is Attach of bytes that are no file: pasted, scanned, photographed.
func (o *Office) AttachBytes(owner, name string, data []byte, title string, day forms.Date) (plan.Attachment, error) {
	if err := o.need(Enter); err != nil {
		return plan.Attachment{}, err
	}
	switch {
	case len(data) == 0:
		return plan.Attachment{}, forms.NewFault("attach_empty")
	case len(data) > MaxAttachment:
		return plan.Attachment{}, tooLarge(int64(len(data)))
	}
	owner, err := o.ownerNow(owner)
	if err != nil {
		return plan.Attachment{}, err
	}
	kind := typeOf(data)
	at := plan.Attachment{Of: owner, Name: printable(name), Title: printable(title), Type: kind, Date: day}
	switch {
	case at.IsImage():
		at.Pages = 1
	case kind == typePDF:
		at.Pages = print.PageCount(data)
	}
	return o.archive.Attach(at, data)
}

func tooLarge(size int64) error {
	mb := func(n int64) string { return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) }
	return forms.NewFault("attach_large", mb(size), strconv.Itoa(MaxAttachment>>20))
}

// printable is a name as it can be shown in one line.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}

// ownerNow is the id by which an owner goes now. Fault: attach_owner where there is no
// such owner, sensitive_form for a paper that the user may not know of.
func (o *Office) ownerNow(id string) (string, error) {
	if id = strings.TrimSpace(id); plan.OwnerKind(id) == "" {
		return "", forms.NewFault("attach_owner", id)
	}
	owns, err := o.owners()
	if err != nil {
		return "", err
	}
	now, err := owns.now(id)
	if err != nil {
		return "", err
	}
	if now == "" {
		return "", forms.NewFault("attach_owner", id)
	}
	return now, owns.hidden[now]
}

// ownersNow are all things that files can be attached to.
type ownersNow struct {
	known  map[string]bool
	hidden map[string]error // papers of sensitive forms, and why they are hidden
	rename func(string) (string, error)
}

func (o *Office) owners() (*ownersNow, error) {
	reg, err := o.archive.Register()
	if err != nil {
		return nil, err
	}
	w := &ownersNow{known: map[string]bool{}, hidden: map[string]error{}, rename: o.archive.CurrentID}
	for i := range reg.People {
		w.known[reg.People[i].ID] = true
	}
	for i := range reg.Households {
		w.known[reg.Households[i].ID] = true
	}
	for i := range reg.Dwellings {
		w.known[reg.Dwellings[i].ID] = true
	}
	tasks, err := o.archive.Tasks()
	if err != nil {
		return nil, err
	}
	for i := range tasks {
		w.known[tasks[i].ID] = true
	}
	funds, err := o.archive.Funds()
	if err != nil {
		return nil, err
	}
	for i := range funds {
		w.known[funds[i].ID] = true
	}
	visits, err := o.archive.Visits()
	if err != nil {
		return nil, err
	}
	for i := range visits {
		w.known[visits[i].ID] = true
	}
	papers, err := o.archive.Documents()
	for _, d := range papers {
		w.known[d.ID] = true
		if hidden := o.private("", d.Title); hidden != nil {
			w.hidden[d.ID] = hidden
		}
	}
	return w, err
}

// now is the id by which an owner goes now, "" where nothing does.
func (w *ownersNow) now(id string) (string, error) {
	if w.known[id] {
		return id, nil
	}
	switch plan.OwnerKind(id) {
	case plan.OwnerPerson, plan.OwnerHome, plan.OwnerDwelling:
		return w.rename(id)
	}
	return "", nil
}

// Attachments are the attachments of an owner, or all for "", in the order they came;
// those taken off only where removed is set.
func (o *Office) Attachments(owner string, removed bool) ([]Attached, error) {
	if err := o.need(Read); err != nil {
		return nil, err
	}
	all, err := o.attached()
	if err != nil {
		return nil, err
	}
	if owner != "" {
		if owner, err = o.ownerNow(owner); err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(a Attached) bool {
		return a.Removed && !removed || owner != "" && a.Of != owner
	})
	for i := range all {
		if a := &all[i]; o.Masked() { // files are called after people
			a.Name, a.Title = "***"+filepath.Ext(a.Name), ""
		}
	}
	return all, nil
}

// attached are all attachments that the user may know of, with who has them now.
func (o *Office) attached() ([]Attached, error) {
	kept, err := o.archive.Attachments()
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	owns, err := o.owners()
	if err != nil {
		return nil, err
	}
	out := make([]Attached, 0, len(kept))
	for _, at := range kept {
		if at.Destroyed {
			continue
		}
		now, err := owns.now(at.Of)
		if err != nil {
			return nil, err
		}
		if owns.hidden[now] != nil {
			continue
		}
		a := Attached{Attachment: at, Was: at.Of}
		a.Of = now
		out = append(out, a)
	}
	return out, nil
}

// evidence are the attachments that are not taken off, by who has them now.
func (o *Office) evidence() ([]plan.Attachment, error) {
	all, err := o.attached()
	var out []plan.Attachment
	for i := range all {
		if !all[i].Removed {
			out = append(out, all[i].Attachment)
		}
	}
	return out, err
}

// AttachmentContent is an attached file as it was given, entered in the log. It may show
// anything, so that it is given only to who sees the register whole. Faults:
// archive_unknown, attach_masked, sensitive_form.
func (o *Office) AttachmentContent(id string) (plan.Attachment, []byte, error) {
	at, data, err := o.content(id)
	if err != nil {
		return at, nil, err
	}
	if err := o.archive.Record("content", id, ""); err != nil {
		return at, nil, err
	}
	return at, data, o.looked(id)
}

// AttachmentPreview is an attached picture, upright, at most side pixels wide and high,
// as JPEG or PNG. Faults: those of AttachmentContent, attach_no_picture for what is no
// picture or can't be read as one.
func (o *Office) AttachmentPreview(id string, side int) ([]byte, error) {
	_, data, err := o.content(id)
	if err != nil {
		return nil, err
	}
	p, err := pictureOf(data, side)
	if err != nil {
		return nil, err
	}
	return p.data, o.looked(id)
}

func (o *Office) content(id string) (plan.Attachment, []byte, error) {
	if err := o.need(Read); err != nil {
		return plan.Attachment{}, nil, err
	}
	if o.Masked() {
		return plan.Attachment{}, nil, forms.NewFault("attach_masked")
	}
	at, data, err := o.archive.Attached(id)
	if err != nil {
		return at, nil, err
	}
	if plan.OwnerKind(at.Of) == plan.OwnerDocument {
		d, err := o.archive.Documents()
		if err != nil {
			return at, nil, err
		}
		if k := slices.IndexFunc(d, func(d archive.Document) bool { return d.ID == at.Of }); k >= 0 {
			if err := o.private("", d[k].Title); err != nil {
				return at, nil, err
			}
		}
	}
	return at, data, nil
}

// Detach takes an attachment off; Reattach undoes it. Fault: archive_unknown.
func (o *Office) Detach(id string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	return o.archive.Detach(id)
}

// Reattach puts an attachment back that was taken off. Fault: archive_unknown.
func (o *Office) Reattach(id string) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	return o.archive.Reattach(id)
}

// SetAttachment changes what an attachment's Title and Date say. Fault: archive_unknown.
func (o *Office) SetAttachment(at plan.Attachment) (plan.Attachment, error) {
	at.Title = printable(at.Title)
	return keep(o, o.archive.SetAttachment, at)
}

// AttachmentListing lists attachments: attachment, of, name, title, type, pages, size,
// date, added_at, added_by, sha256, removed.
func AttachmentListing(all []Attached) Listing {
	l := Listing{Columns: []string{"attachment", "of", "name", "title", "type", "pages", "size", "date", "added_at", "added_by", "sha256", "removed"}}
	for i := range all {
		a := &all[i]
		l.Rows = append(l.Rows, []string{
			a.ID, a.Of, a.Name, a.Title, a.Type, strconv.Itoa(a.Pages), strconv.FormatInt(a.Size, 10), a.Date.String(),
			a.AddedAt, a.AddedBy, a.SHA, tick(a.Removed),
		})
	}
	return l
}

const typePDF = "application/pdf"

// heads are how files of a type begin.
var heads = []struct {
	at   int
	head string
	kind string
}{
	{0, "\xff\xd8\xff", "image/jpeg"},
	{0, "\x89PNG\r\n\x1a\n", "image/png"},
	{0, "GIF8", "image/gif"},
	{0, "BM", "image/bmp"},
	{0, "II*\x00", "image/tiff"},
	{0, "MM\x00*", "image/tiff"},
	{8, "WEBP", "image/webp"},
	{4, "ftypheic", "image/heic"},
	{4, "ftypheix", "image/heic"},
	{4, "ftypmif1", "image/heic"},
	{0, "%PDF", typePDF},
	{0, "PK\x03\x04", "application/zip"},
	{0, "\xd0\xcf\x11\xe0", "application/x-ole-storage"},
	{0, "{\\rtf", "application/rtf"},
	{4, "ftyp", "video/mp4"},
	{0, "ID3", "audio/mpeg"},
	{0, "RIFF", "audio/wav"},
}

// typeOf is the type of a file by its first bytes, application/octet-stream where
// nothing tells it.
func typeOf(data []byte) string {
	for _, h := range heads {
		if len(data) >= h.at && bytes.HasPrefix(data[h.at:], []byte(h.head)) {
			return h.kind
		}
	}
	return "application/octet-stream"
}
