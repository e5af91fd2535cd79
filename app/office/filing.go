package office

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/print"
)

// Documents are the filed papers that have all of the words (space between them; "" is
// all papers) in their number, reference, title, note or 责任者, or in the paper itself
// where the register is shown whole; newest first. Those of sensitive forms only for who
// may see them.
func (o *Office) Documents(words string) ([]archive.Document, error) {
	all, err := o.Filed()
	if err != nil {
		return nil, err
	}
	if wanted := strings.Fields(strings.ToLower(words)); len(wanted) > 0 {
		if all, err = o.having(all, wanted); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b archive.Document) int { return b.Date.Compare(a.Date) })
	return all, nil
}

// RunOut are the papers whose retention ran out by today and that are not destroyed
// yet, the oldest first.
func (o *Office) RunOut() ([]archive.Document, error) {
	all, err := o.Documents("")
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(d archive.Document) bool {
		due := d.RunsOut()
		return d.Destroyed() || due.IsZero() || o.Today().Compare(due) < 0
	})
	slices.SortStableFunc(all, func(a, b archive.Document) int { return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID)) })
	return all, nil
}

// DocumentListing lists filed papers: document, archival_no, ref_no, title,
// responsible, date, retention, runs_out, pages, destroyed_on, destroyed_by,
// destroyed_in.
func DocumentListing(all []archive.Document) Listing {
	l := Listing{Columns: []string{
		"document", "archival_no", "ref_no", "title", "responsible", "date", "retention", "runs_out", "pages",
		"destroyed_on", "destroyed_by", "destroyed_in",
	}}
	for i := range all {
		d := &all[i]
		l.Rows = append(l.Rows, []string{
			d.ID, d.ArchivalNo, d.RefNo, d.Title, d.Responsible, d.Date.String(), d.Retention, d.RunsOut().String(), strconv.Itoa(d.Pages),
			d.DestroyedOn.String(), d.DestroyedBy, d.DestroyedIn,
		})
	}
	return l
}

// destructionKind is the kind of a filed 销毁清册.
const destructionKind = "destruction"

// Destroy destroys papers whose retention ran out: it prints and files the 销毁清册
// that two people signed, then takes every byte of the papers out of the archive's
// file for good. It can't be undone; backups and copies made before keep what they
// hold. nil is the list where all were destroyed before, and only the writing anew
// was made up for. Faults: those of archive.Destroy, role_may_not.
func (o *Office) Destroy(ctx context.Context, ids []string, by [2]string, tell archive.Progress) (*Paper, error) {
	if err := o.need(Manage); err != nil {
		return nil, err
	}
	due, err := o.RunOut()
	if err != nil {
		return nil, err
	}
	listed := slices.DeleteFunc(slices.Clone(due), func(d archive.Document) bool { return !slices.Contains(ids, d.ID) })
	if err := o.archive.MayDestroy(ids, by, o.Today()); err != nil {
		return nil, err
	}
	if len(listed) == 0 {
		return nil, o.archive.Destroy(ctx, ids, by, "", o.Today(), tell)
	}
	p, err := o.destructionList(listed, by)
	if err != nil {
		return nil, err
	}
	return p, o.archive.Destroy(ctx, ids, by, p.ArchivalNo, o.Today(), tell)
}

// destructionList prints and files the 销毁清册.
func (o *Office) destructionList(listed []archive.Document, by [2]string) (*Paper, error) {
	j := &job{Office: o}
	var err error
	if j.fonts, err = o.ownFonts(""); err != nil {
		return nil, err
	}
	text := func(key string, args ...string) string { return assets.Text(assets.Chinese, "destroy."+key, args...) }
	j.title = text("title")
	r := forms.Roster{
		Title: j.title, Notes: []string{text("sum", strconv.Itoa(len(listed)), o.Today().String())},
		Footer: []string{text("signed", by[0]), text("signed", by[1])}, Info: j.info(j.title, "档案"),
	}
	r.Columns = []forms.TableColumn{
		{Label: text("no"), Width: 10, Align: forms.Centre},
		{Label: text("archival_no"), Width: 50},
		{Label: text("ref_no"), Width: 30},
		{Label: text("name"), Width: 86},
		{Label: text("date"), Width: 24, Align: forms.Centre},
		{Label: text("retention"), Width: 16, Align: forms.Centre},
		{Label: text("ran_out"), Width: 24, Align: forms.Centre},
		{Label: text("pages"), Width: 12, Align: forms.Right},
	}
	for i := range listed {
		d := &listed[i]
		r.Groups = append(r.Groups, forms.RosterGroup{Rows: [][]string{{
			strconv.Itoa(i + 1), d.ArchivalNo, d.RefNo, d.Title, d.Date.String(), d.Retention, d.RunsOut().String(), strconv.Itoa(d.Pages),
		}}})
	}
	laid, err := print.LayRoster(&r)
	if err != nil {
		return nil, err
	}
	p := &Paper{Kind: destructionKind, Title: j.title}
	var out bytes.Buffer
	if p.Report, err = laid.Write(&out, print.Marks{}); err != nil {
		return nil, err
	}
	p.Data, p.text = out.Bytes(), laid.Text()
	filed, err := o.fileAs(p, "")
	p.ArchivalNo = filed.ArchivalNo
	return p, err
}

// ExportYear writes the papers of a year as a package (归档数据包), a zip: the
// catalogue as CSV and as PDF, every paper's bytes by its 档号, and the SHA-256 of
// each file as sha256sum checks it. Destroyed papers stand in the catalogue alone.
// Fault: no_documents.
func (o *Office) ExportYear(ctx context.Context, w io.Writer, year int) error {
	if err := o.need(Issue); err != nil {
		return err
	}
	all, err := o.Documents("")
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(d archive.Document) bool { return int(d.Date.Year) != year })
	if len(all) == 0 {
		return forms.NewFault("no_documents")
	}
	catalogue, err := o.PrintWith(CataloguePaper, PrintOptions{Year: year})
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	var sums strings.Builder
	add := func(name string, data []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: o.Now().Truncate(time.Second)})
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		sums.WriteString(hex.EncodeToString(sum[:]) + "  " + name + "\n")
		_, err = f.Write(data)
		return err
	}
	l := DocumentListing(all)
	var table bytes.Buffer
	table.WriteString("\ufeff") // so that Excel reads it as UTF-8
	if err := csv.NewWriter(&table).WriteAll(append([][]string{l.Columns}, l.Rows...)); err != nil {
		return err
	}
	if err := errors.Join(add("归档文件目录.csv", table.Bytes()), add("归档文件目录.pdf", catalogue.Data)); err != nil {
		return err
	}
	for i := range all {
		if ctx.Err() != nil {
			return forms.NewFault("stopped").Because(ctx.Err())
		}
		if all[i].Destroyed() {
			continue
		}
		d, err := o.archive.Paper(all[i].ID)
		if err != nil {
			return err
		}
		if err := add("原文/"+d.ArchivalNo+extensionOf(d.Data), d.Data); err != nil {
			return err
		}
	}
	if err := add("SHA256SUMS.txt", []byte(sums.String())); err != nil {
		return err
	}
	return errors.Join(z.Close(), o.archive.Record("export", "", strconv.Itoa(year)))
}

// extensionOf is how a filed paper's file is called: papers are PDF, forms as they
// were sent.
func extensionOf(data []byte) string {
	for _, k := range []struct{ head, ext string }{{"%PDF", ".pdf"}, {"\xd0\xcf\x11\xe0", ".xls"}} {
		if bytes.HasPrefix(data, []byte(k.head)) {
			return k.ext
		}
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			if strings.HasPrefix(f.Name, "word/") {
				return ".docx"
			}
		}
		return ".xlsx"
	}
	return ".csv"
}
