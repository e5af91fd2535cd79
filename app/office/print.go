package office

import (
	"bytes"
	"errors"
	"strings"

	"huce/archive"
	"huce/forms"
	"huce/forms/print"
)

// PaperKind is a paper the office prints.
type PaperKind string

// The papers.
const (
	RegisterPaper PaperKind = "register"
	PlanPaper     PaperKind = "plan"
	SummaryPaper  PaperKind = "summary"
	VisitsPaper   PaperKind = "visits"
	FormPaper     PaperKind = "form"  // a department's form
	FormsPaper    PaperKind = "forms" // all of them in one file

	BurdenPaper     PaperKind = "burden"     // 负担台账
	PopulationPaper PaperKind = "population" // 人口统计
	LetterPaper     PaperKind = "letter"     // 报送函 and 回执 of a form
	RequestPaper    PaperKind = "request"    // 请示

	LedgerPaper     PaperKind = "ledger"     // 费随事转 ledger
	ExtractPaper    PaperKind = "extract"    // a department's part of the summary
	AdmissionPaper  PaperKind = "admission"  // 申请准入社区工作事项审批表
	DeclinePaper    PaperKind = "decline"    // reply that declines a matter
	EvaluationPaper PaperKind = "evaluation" // 示范社区 binder

	AttachmentsPaper PaperKind = "attachments" // 附件 of one owner

	CataloguePaper PaperKind = "catalogue" // 归档文件目录
	BoxCoverPaper  PaperKind = "box-cover" // 盒封面
	SpinePaper     PaperKind = "spine"     // 盒脊
	BoxNotesPaper  PaperKind = "box-notes" // 备考表
)

// PaperKinds are the papers that need no further word, in the order the demo
// prints them.
var PaperKinds = []PaperKind{RegisterPaper, PlanPaper, SummaryPaper, VisitsPaper}

// PrintOptions say what of a paper is printed, and how.
type PrintOptions struct {
	Of       string         // a form: the import (S0001) or template it is of; extract: the department; admission, decline: the request (Q0001), task or import; attachments: the owner
	Filled   bool           // a form: filled from the register as it stands, not as imported
	Stamp    bool           // 归档章 on the first page
	NoCode   bool           // no code at the foot of the pages
	Fonts    string         // a folder of the user's own fonts, or WindowsFonts, EmbeddedFonts; "" is the setting
	Password archive.Secret // of the PDF; it is wiped once used
	Attached bool           // the pictures attached to what the paper is about follow it, other files are named

	Cover bool // register: a cover
	Index bool // register: an index of the heads behind it
	Homes bool // register: a page for every home

	Visitor     string     // visits: of one visitor alone
	From, Until forms.Date // visits: planned in these days alone

	Year      int            // catalogue and boxes: of one year alone; other papers: of that year, 0 is the work year
	Retention string         // of one retention: Y, D30, D10
	Section   string         // of one office (机构或问题)
	Spine     int            // of the boxes, mm: 20, 30, 40 or 50; 0 is 30
	StatHead  forms.StatHead // population: what the table is registered as

	Text     []byte // request: its text, UTF-8; plan, summary: laid out by Draft in place of the text in force
	To       string // request: 主送机关; "" is the street's office
	Number   string // letter, request: 发文字号
	SealRoom bool   // letter, request: room for a seal

	look bool // it is only looked at
}

// Paper is a printed paper and the number it is filed under.
type Paper struct {
	Kind       PaperKind
	Title      string
	ArchivalNo string // "" for what is no paper of its own: a catalogue, a box's labels
	Document   string // A0001, as which it is filed, "" where it isn't
	Again      bool   // it had been filed before, and keeps its number
	Report     print.Report
	Data       []byte // PDF

	text string // the words on it, to be found by
}

// AllPapers are all papers there are, in the order help lists them.
func AllPapers() []PaperKind {
	return []PaperKind{
		RegisterPaper, PlanPaper, SummaryPaper, VisitsPaper, FormPaper, FormsPaper, BurdenPaper, PopulationPaper,
		LetterPaper, RequestPaper, LedgerPaper, ExtractPaper, AdmissionPaper, DeclinePaper, EvaluationPaper, AttachmentsPaper, CataloguePaper, BoxCoverPaper, SpinePaper, BoxNotesPaper,
	}
}

// NeedsName reports whether a paper is of one form, department, request or owner, which
// PrintOptions.Of names.
func NeedsName(kind PaperKind) bool { return makers[kind].named }

// maker lays a paper out.
type maker struct {
	lay     func(*job) (*print.Paper, error)
	named   bool // of one form, department or request
	unfiled bool // a finding aid of the archive itself, no document in it
}

var makers = map[PaperKind]maker{
	RegisterPaper: {lay: (*job).register},
	PlanPaper:     {lay: (*job).plan},
	SummaryPaper:  {lay: (*job).summary},
	VisitsPaper:   {lay: (*job).visits},
	FormPaper:     {lay: (*job).form, named: true},
	FormsPaper:    {lay: (*job).forms},

	BurdenPaper:      {lay: (*job).burden},
	PopulationPaper:  {lay: (*job).population},
	LetterPaper:      {lay: (*job).letter, named: true},
	RequestPaper:     {lay: (*job).request},
	LedgerPaper:      {lay: (*job).ledger},
	ExtractPaper:     {lay: (*job).extract, named: true},
	AdmissionPaper:   {lay: (*job).admission, named: true},
	DeclinePaper:     {lay: (*job).decline, named: true},
	EvaluationPaper:  {lay: (*job).evaluation},
	AttachmentsPaper: {lay: (*job).attachments, named: true},

	CataloguePaper: {lay: (*job).catalogue, unfiled: true},
	BoxCoverPaper:  {lay: (*job).boxCovers, unfiled: true},
	SpinePaper:     {lay: (*job).spineLabels, unfiled: true},
	BoxNotesPaper:  {lay: (*job).boxNotes, unfiled: true},
}

// job is one printing.
type job struct {
	*Office
	PrintOptions
	title string
	refNo string // 文号
	fonts *forms.Fonts
	laid  *print.Paper
}

// Print prints a paper and files it in the archive with its number.
func (o *Office) Print(kind PaperKind) (*Paper, error) { return o.PrintWith(kind, PrintOptions{}) }

// PrintWith is Print with options. What is filed is the paper itself; what is given
// out bears besides the code by which a page can be checked against it (CheckPaper),
// the stamp and the password that the options ask for. Faults: no_paper, no_form,
// role_may_not, reason_missing and those of package print.
func (o *Office) PrintWith(kind PaperKind, opt PrintOptions) (*Paper, error) {
	defer opt.Password.Wipe()
	j, p, err := o.layOut(kind, opt)
	if err != nil {
		return nil, err
	}
	subject := string(kind)
	if !makers[kind].unfiled {
		filed, err := o.fileAs(p, j.refNo)
		if err != nil {
			return nil, err
		}
		p.ArchivalNo, p.Again, subject = filed.ArchivalNo, filed.Again, filed.ID
		p.Document = filed.ID
		if err := j.mark(p, j.laid, &filed); err != nil {
			return nil, err
		}
	}
	if len(opt.Password) > 0 {
		if p.Data, err = print.Locked(p.Data, string(opt.Password)); err != nil {
			return nil, err
		}
	}
	return p, errors.Join(o.archive.Record("print", subject, ""), o.looked(subject))
}

// layOut lays a paper out as it will be filed.
func (o *Office) layOut(kind PaperKind, opt PrintOptions) (*job, *Paper, error) {
	if err := o.need(Issue); err != nil {
		return nil, nil, err
	}
	m, ok := makers[kind]
	if !ok {
		return nil, nil, forms.NewFault("no_paper", string(kind))
	}
	j := &job{Office: o, PrintOptions: opt}
	var err error
	if j.fonts, err = o.ownFonts(opt.Fonts); err != nil {
		return nil, nil, err
	}
	if opt.Year != 0 && !m.unfiled {
		was := o.workIn()
		if err = o.WorkIn(opt.Year); err != nil {
			return nil, nil, err
		}
		defer o.WorkIn(was)
	}
	if j.laid, err = m.lay(j); err != nil {
		return nil, nil, err
	}
	if err = j.followed(kind); err != nil {
		return nil, nil, err
	}
	p := &Paper{Kind: kind, Title: j.title}
	var out bytes.Buffer
	if p.Report, err = j.laid.Write(&out, print.Marks{}); err != nil {
		return nil, nil, err
	}
	p.Data, p.text = out.Bytes(), j.laid.Text()
	return j, p, nil
}

// fileAs files a paper in the archive.
func (o *Office) fileAs(p *Paper, refNo string) (archive.Document, error) {
	community, _, err := o.names()
	if err != nil {
		return archive.Document{}, err
	}
	return o.archive.FileDocument(archive.Document{
		Kind: string(p.Kind), Title: p.Title, RefNo: refNo, Responsible: committee(community),
		Date: o.Today(), Pages: p.Report.Pages, Data: p.Data,
		Fonts: strings.Join(p.Report.Fonts, "; "), Text: p.text,
	})
}

// committee is the residents' committee of a community, as it signs.
func committee(community string) string {
	if community == "" {
		return ""
	}
	return community + "居民委员会"
}
