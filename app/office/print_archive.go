package office

import (
	"cmp"
	"slices"
	"strconv"

	"huce/archive"
	"huce/assets"
	"huce/forms"
	"huce/forms/print"
)

// The spines that boxes are sold with (DA/T 22-2015, 5.7.1), and how many pages one
// takes: ten sheets a millimetre, a fifth kept free, one page a sheet.
var spines = []int{20, 30, 40, 50}

const (
	usualSpine = 30
	pagesPerMM = 8
)

// heading is what the documents of one catalogue have in common.
type heading struct {
	year              int16
	retention, office string
}

// filed are the documents that the options ask for, by heading, each in the order of
// its 件号.
func (j *job) filed() (heads []heading, by map[heading][]archive.Document, err error) {
	all, err := j.archive.Documents()
	if err != nil {
		return nil, nil, err
	}
	by = map[heading][]archive.Document{}
	for _, d := range all {
		h := heading{d.Date.Year, d.Retention, d.Office}
		if j.Year != 0 && int(h.year) != j.Year || j.Retention != "" && h.retention != j.Retention || j.Section != "" && h.office != j.Section {
			continue
		}
		if by[h] == nil {
			heads = append(heads, h)
		}
		by[h] = append(by[h], d)
	}
	if len(heads) == 0 {
		return nil, nil, forms.NewFault("no_documents")
	}
	slices.SortFunc(heads, func(a, b heading) int {
		return cmp.Or(cmp.Compare(a.year, b.year), byRetention(a.retention, b.retention), cmp.Compare(a.office, b.office))
	})
	for _, h := range heads {
		slices.SortFunc(by[h], func(a, b archive.Document) int { return cmp.Compare(a.No, b.No) })
	}
	return heads, by, nil
}

// byRetention puts what is kept longest first: Y, D30, D10.
func byRetention(a, b string) int { return cmp.Compare(years(b), years(a)) }

func years(retention string) int {
	if retention == "Y" {
		return 1 << 20
	}
	n, _ := strconv.Atoi(retention[min(1, len(retention)):]) // FileDocument lets in Y and D<years> alone
	return n
}

// box is a heading's box with some of its documents.
func (j *job) box(h heading, docs []archive.Document) (forms.Box, error) {
	community, _, err := j.names()
	if err != nil {
		return forms.Box{}, err
	}
	b := forms.Box{
		Fonds: committee(community), Year: strconv.Itoa(int(h.year)), Retention: h.retention, Office: h.office,
		No: 1, Count: len(docs), First: docs[0].No, Last: docs[len(docs)-1].No, Thick: j.Spine,
	}
	b.FondsNo, _ = splitNo(docs[0].ArchivalNo)
	for _, d := range docs {
		b.Pages += d.Pages
	}
	return b, nil
}

// catalogue lays out 归档文件目录, a cover and a table for each heading.
func (j *job) catalogue() (*print.Paper, error) {
	heads, by, err := j.filed()
	if err != nil {
		return nil, err
	}
	var list []forms.Catalogue
	for _, h := range heads {
		b, err := j.box(h, by[h])
		if err != nil {
			return nil, err
		}
		c := forms.Catalogue{Box: b}
		for _, d := range by[h] {
			title := d.Title
			if j.private("", title) != nil { // the line stays: the numbers of a box have no gaps
				title = assets.Text(assets.Chinese, "catalogue.hidden")
			}
			c.Items = append(c.Items, forms.CatalogueItem{
				ArchivalNo: d.ArchivalNo, RefNo: d.RefNo, Responsible: d.Responsible, Title: title,
				Date: d.Date, Pages: d.Pages, Note: d.Note,
			})
		}
		list = append(list, c)
	}
	j.title = "归档文件目录"
	return print.LayCatalogues(list, j.info(j.title, "档案"))
}

// boxes are the boxes that the documents fill, each as full as its spine allows. A
// document thicker than a box has one to itself.
func (j *job) boxes() ([]forms.Box, error) {
	if j.Spine == 0 {
		j.Spine = usualSpine
	}
	if !slices.Contains(spines, j.Spine) {
		return nil, forms.NewFault("box_spine", strconv.Itoa(j.Spine))
	}
	heads, by, err := j.filed()
	if err != nil {
		return nil, err
	}
	var list []forms.Box
	for _, h := range heads {
		docs, no := by[h], 1
		for len(docs) > 0 {
			n, pages := 1, docs[0].Pages
			for n < len(docs) && pages+docs[n].Pages <= j.Spine*pagesPerMM {
				pages += docs[n].Pages
				n++
			}
			b, err := j.box(h, docs[:n])
			if err != nil {
				return nil, err
			}
			b.No, docs, no = no, docs[n:], no+1
			list = append(list, b)
		}
	}
	return list, nil
}

func (j *job) boxCovers() (*print.Paper, error) {
	return j.labels("档案盒封面", print.LayBoxCovers)
}

func (j *job) spineLabels() (*print.Paper, error) {
	return j.labels("档案盒脊背", print.LaySpines)
}
func (j *job) boxNotes() (*print.Paper, error) { return j.labels("备考表", print.LayBoxNotes) }

func (j *job) labels(title string, lay func([]forms.Box, forms.Info) (*print.Paper, error)) (*print.Paper, error) {
	list, err := j.boxes()
	if err != nil {
		return nil, err
	}
	j.title = title
	return lay(list, j.info(title, "档案"))
}
