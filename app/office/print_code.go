package office

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"huce/archive"
	"huce/forms"
	"huce/forms/print"
)

// mark writes a filed paper once more with what its number makes known.
func (j *job) mark(p *Paper, laid *print.Paper, filed *archive.Document) error {
	var m print.Marks
	if !j.NoCode {
		short := filed.SHA[:paperHash]
		m.Label = filed.ArchivalNo + "　" + short
		m.Code = func(page int) string { return PaperCode(filed.ArchivalNo, page, short) }
	}
	if j.Stamp {
		fonds, _ := splitNo(filed.ArchivalNo)
		m.Stamp = &print.Stamp{
			Fonds: fonds, Year: strconv.Itoa(int(filed.Date.Year)), No: padded(filed.No),
			Office: filed.Office, Retention: filed.Retention,
		}
	}
	if m.Code == nil && m.Stamp == nil {
		return nil
	}
	var out bytes.Buffer
	var err error
	if p.Report, err = laid.Write(&out, m); err == nil {
		p.Data = out.Bytes()
	}
	return err
}

// splitNo is the 全宗号 of an archival number, "" where it has none, and the rest.
func splitNo(no string) (fonds, rest string) {
	head, tail, _ := strings.Cut(no, "·")
	if i := strings.LastIndexByte(head, '-'); i >= 0 {
		return head[:i], head[i+1:] + "·" + tail
	}
	return "", no
}

func padded(no int) string {
	s := strconv.Itoa(no)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

// paperHash is how many hex digits of a paper's SHA-256 its code says: 64 bits,
// more than anybody can hit by chance.
const paperHash = 16

// PaperCode is what the code on a page says: 档号/page/hash.
func PaperCode(archivalNo string, page int, hash string) string {
	return archivalNo + "/" + strconv.Itoa(page) + "/" + hash
}

// CheckedPaper is the filed paper that a page's code names.
type CheckedPaper struct {
	archive.Document
	Page int // the code's page, 0 where it says none
}

// CheckPaper holds what stands on a printed page against the archive: its whole
// code (档号/page/hash) or what is printed beside it (档号 and hash). Faults:
// paper_code for what is no code, paper_unknown where the archive has no such
// number, paper_taken_back where its filing was taken back, paper_differs where it has
// another paper under it, paper_page where the paper has fewer pages.
func (o *Office) CheckPaper(code string) (CheckedPaper, error) {
	var p CheckedPaper
	if err := o.need(Read); err != nil {
		return p, err
	}
	no, page, hash, ok := readCode(code)
	if !ok {
		return p, forms.NewFault("paper_code", code)
	}
	all, err := o.archive.EveryDocument()
	if err != nil {
		return p, err
	}
	for _, d := range all {
		if d.ArchivalNo != no {
			continue
		}
		p.Document, p.Page = d, page
		if d.TakenBack != "" {
			return p, forms.NewFault("paper_taken_back", no, d.Title)
		}
		if !strings.HasPrefix(d.SHA, hash) {
			return p, forms.NewFault("paper_differs", no, d.Title)
		}
		if page > d.Pages {
			return p, forms.NewFault("paper_page", strconv.Itoa(page), no, strconv.Itoa(d.Pages))
		}
		whole, err := o.archive.Paper(d.ID)
		if err != nil {
			return p, err
		}
		sum := sha256.Sum256(whole.Data)
		if hex.EncodeToString(sum[:]) != d.SHA {
			return p, forms.NewFault("paper_differs", no, d.Title)
		}
		return p, nil
	}
	return p, forms.NewFault("paper_unknown", no)
}

// readCode reads a code however it was scanned or typed: with slashes or spaces,
// the middle dot as a dot, in capitals.
func readCode(code string) (no string, page int, hash string, ok bool) {
	parts := strings.FieldsFunc(code, func(r rune) bool { return r == '/' || r == ' ' || r == '　' || r == '\t' })
	if len(parts) < 2 || len(parts) > 3 {
		return "", 0, "", false
	}
	no = strings.NewReplacer(".", "·", "•", "·", "・", "·").Replace(parts[0])
	hash = strings.ToLower(parts[len(parts)-1])
	if len(hash) < paperHash || strings.Trim(hash, "0123456789abcdef") != "" {
		return "", 0, "", false
	}
	if len(parts) == 3 {
		var err error
		if page, err = strconv.Atoi(parts[1]); err != nil || page < 1 {
			return "", 0, "", false
		}
	}
	return no, page, hash, true
}
