package plan

import (
	"slices"
	"strings"

	"huce/forms"
)

// Attachment is a file that stands for something (佐证材料): a scan, a photo, any file,
// attached to a person, home, dwelling, task, fund entry, visit or filed document. Its
// bytes are kept once by their hash, however often they are attached.
type Attachment struct {
	ID      string // J0001, the archive's
	Of      string // the owner's id when it was attached: P00001, H00001, D00001, T0001, F0001, V0001 or A0001
	Name    string // the file's name as given, without its folder
	Title   string // what it shows, in the clerk's words: 入户照片, 低保审批表; "" is unsaid
	Type    string // as its bytes say: image/jpeg, image/png, application/pdf …
	Pages   int    // of a PDF; an image is 1; 0 where they can't be counted
	Date    forms.Date
	SHA     string // SHA-256 of its bytes, hex
	Size    int64  // bytes
	AddedAt string // RFC 3339
	AddedBy string

	Removed   bool   `json:",omitempty"` // taken off; Reattach puts it back
	RemovedAt string `json:",omitempty"` // when it was last taken off or put back, RFC 3339
	RemovedBy string `json:",omitempty"`

	Destroyed bool `json:",omitempty"` // its bytes and its name are gone with the document it was attached to; then it is Removed, too
}

// Owners are the kinds of things that files are attached to, by the letter of their ids.
const (
	OwnerPerson   = "P"
	OwnerHome     = "H"
	OwnerDwelling = "D"
	OwnerTask     = "T"
	OwnerFund     = "F"
	OwnerVisit    = "V"
	OwnerDocument = "A"
)

// Owners are all of them.
var Owners = []string{OwnerPerson, OwnerHome, OwnerDwelling, OwnerTask, OwnerFund, OwnerVisit, OwnerDocument}

// OwnerKind is the letter of an id that files may be attached to; "" where they may not.
func OwnerKind(id string) string {
	for _, k := range Owners {
		if digits, ok := strings.CutPrefix(id, k); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
			return k
		}
	}
	return ""
}

// IsImage reports whether an attachment is a picture.
func (a *Attachment) IsImage() bool { return strings.HasPrefix(a.Type, "image/") }

// AttachedProof is the kind of a Proof that is an attachment.
const AttachedProof = "attachment"

// Proof is the attachment as evidence, of the day it shows, else on which it was attached.
func (a *Attachment) Proof() Proof {
	day := a.Date.String()
	if a.Date.IsZero() {
		day, _, _ = strings.Cut(a.AddedAt, "T")
	}
	return Proof{Kind: AttachedProof, Title: a.Called(), No: a.ID, Date: day}
}

// Called is what an attachment is called: its title, else its file's name.
func (a *Attachment) Called() string {
	if a.Title != "" {
		return a.Title
	}
	return a.Name
}

// Attached are the attachments of all askings of a task.
func (m *Merged) Attached(in Input) []Attachment {
	var all []Attachment
	for _, i := range m.Tasks {
		all = append(all, AttachedTo(in.Attachments, in.Tasks[i].ID)...)
	}
	return all
}

// AttachedTo are the attachments of an owner that are not taken off.
func AttachedTo(all []Attachment, owner string) []Attachment {
	return slices.DeleteFunc(slices.Clone(all), func(a Attachment) bool { return a.Removed || a.Of != owner })
}
