package office

import (
	"slices"
	"strconv"

	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
	"huce/forms/print"
)

// printSide is how many pixels a printed picture's longer side has: A4 at 170 dpi.
const printSide = 2000

// proofsOf are the kinds of owners whose attachments follow a paper that is about them.
var proofsOf = map[PaperKind][]string{
	RegisterPaper:   {plan.OwnerPerson, plan.OwnerHome, plan.OwnerDwelling},
	PlanPaper:       {plan.OwnerTask},
	SummaryPaper:    {plan.OwnerTask, plan.OwnerFund, plan.OwnerVisit},
	LedgerPaper:     {plan.OwnerFund},
	VisitsPaper:     {plan.OwnerVisit},
	EvaluationPaper: plan.Owners,
}

// attachments lays out the attachments of one owner: a list of all, then each picture on
// a page. Faults: attach_owner, attach_none.
func (j *job) attachments() (*print.Paper, error) {
	list, err := j.Attachments(j.Of, false)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, forms.NewFault("attach_none", j.Of)
	}
	j.title = assets.Text(assets.Chinese, "attach.title", list[0].Of)
	return j.pagesOf(list)
}

// followed puts behind a paper, where the options ask for it, what is attached to those
// that it is about.
func (j *job) followed(kind PaperKind) error {
	if !j.Attached || len(proofsOf[kind]) == 0 {
		return nil
	}
	list, err := j.Attachments("", false)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(a Attached) bool { return a.Of == "" || !slices.Contains(proofsOf[kind], plan.OwnerKind(a.Of)) })
	if len(list) == 0 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b Attached) int {
		return slices.Index(proofsOf[kind], plan.OwnerKind(a.Of)) - slices.Index(proofsOf[kind], plan.OwnerKind(b.Of))
	})
	more, err := j.pagesOf(list)
	if err != nil {
		return err
	}
	j.laid, err = print.Join(j.info(j.title, ""), []*print.Paper{j.laid, more}, []string{j.title, assets.Text(assets.Chinese, "attach.list")})
	return err
}

// pagesOf lays out a list of attachments and their pictures. Where the register is shown
// masked there is the list alone.
func (j *job) pagesOf(list []Attached) (*print.Paper, error) {
	text := func(key string, args ...string) string { return assets.Text(assets.Chinese, "attach."+key, args...) }
	r := forms.Roster{
		Title: text("list"), Notes: []string{text("sum", strconv.Itoa(len(list)))}, Info: j.info(text("list"), "附件"),
		Columns: []forms.TableColumn{
			{Label: text("no"), Width: 10, Align: forms.Centre},
			{Label: text("id"), Width: 18, Align: forms.Centre},
			{Label: text("of"), Width: 22, Align: forms.Centre},
			{Label: text("what"), Width: 60},
			{Label: text("name"), Width: 60},
			{Label: text("kind"), Width: 26},
			{Label: text("pages"), Width: 12, Align: forms.Right},
			{Label: text("date"), Width: 24, Align: forms.Centre},
			{Label: text("sha"), Width: 40},
		},
	}
	var pictures []forms.Picture
	for i := range list {
		a := &list[i]
		day := a.Proof().Date
		r.Groups = append(r.Groups, forms.RosterGroup{Rows: [][]string{{
			strconv.Itoa(i + 1), a.ID, a.Of, a.Title, a.Name, kindName(a.Type), strconv.Itoa(a.Pages), day, a.SHA[:paperHash],
		}}})
		if !a.IsImage() || j.Masked() {
			continue
		}
		_, data, err := j.content(a.ID)
		if err != nil {
			return nil, err
		}
		p, err := pictureOf(data, printSide)
		if isFault(err, "attach_no_picture") {
			continue // it stands in the list
		}
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, forms.Picture{
			Caption: text("caption", strconv.Itoa(i+1), a.Called()), Notes: []string{text("note", a.ID, a.Of, day, a.SHA[:paperHash])},
			Data: p.data, Wide: p.wide, High: p.high,
		})
	}
	laid, err := print.LayRoster(&r)
	if err != nil || len(pictures) == 0 {
		return laid, err
	}
	more, err := print.LayPictures(pictures, r.Info)
	if err != nil {
		return nil, err
	}
	return print.Join(r.Info, []*print.Paper{laid, more}, []string{"", ""})
}

// kindName is what a file's type is called.
func kindName(kind string) string {
	key := "attach.type." + kind
	if s := assets.Text(assets.Chinese, key); s != key {
		return s
	}
	return assets.Text(assets.Chinese, "attach.type")
}
