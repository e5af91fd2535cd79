package residents

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// book is a register of one home of three.
type book struct {
	views   map[string]string
	phone   string
	done    []string
	files   []office.Attached
	mayNot  bool
	refused error
}

func newBook() *book { return &book{views: map[string]string{}, phone: "19900000001"} }

func person(id, name, relation, phone string) register.Person {
	p := register.Person{ID: id, Household: 0}
	for _, v := range [][2]string{{"person.name", name}, {"person.phone", phone}, {"person.relation", relation}} {
		p.Values = append(p.Values, register.Standing{Field: v[0], Value: v[1]})
	}
	return p
}

func (b *book) Register() (*register.Register, error) {
	return &register.Register{
		People: []register.Person{
			person("P00001", "王一", "户主", b.phone), person("P00002", "李二", "妻", ""), person("P00003", "王小", "独生子", ""),
		},
		Households: []register.Household{{ID: "H00001", Head: 0, Members: []int{0, 1, 2}, Dwelling: -1}},
	}, nil
}

func (b *book) Show(id string) (*office.Page, error) {
	if id == "H00001" {
		return &office.Page{
			ID: id, Kind: "household", Title: "幸福里3号楼401室",
			Members: []office.PageMember{
				{Person: "P00001", Name: "王一", Relation: "户主"},
				{Person: "P00002", Name: "李二", Relation: "妻"},
				{Person: "P00003", Name: "王小", Relation: "独生子", Generation: -1},
			},
			Questions: []office.Asked{{ID: "q", Name: "王小", Text: "住在哪里？"}},
		}, nil
	}
	return &office.Page{ID: id, Kind: "person", Title: "王一", Household: "H00001", Values: []office.PageValue{
		{Field: "person.name", Label: "姓名", Value: "王一"},
		{
			Field: "person.phone", Label: "联系电话", Value: b.phone, Reason: "最近",
			Sources: []office.PageSource{{Department: "民政局", AsOf: "2026-03-01", File: "高龄.xlsx", Row: 4, Shown: b.phone}},
			Rivals:  []office.PageRival{{Value: "19900000009", Sources: []office.PageSource{{Department: "派出所", AsOf: "2025-01-01"}}}},
		},
	}}, nil
}

func (b *book) Correct(person, field, text string) (uint64, error) {
	b.done = append(b.done, person+" "+field+" "+text)
	b.phone = text
	return 7, b.refused
}

func (b *book) Revoke(no string) error {
	b.done = append(b.done, "revoke "+no)
	b.phone = "19900000001"
	return nil
}
func (b *book) View(name string) (string, error) { return b.views[name], nil }
func (b *book) SetView(name, text string) error {
	b.views[name] = text
	return nil
}
func (b *book) May(office.Right) bool { return !b.mayNot }

func (b *book) Attachments(string, bool) ([]office.Attached, error) { return b.files, nil }

func (b *book) Attach(owner, path, _ string, _ forms.Date) (plan.Attachment, error) {
	at := plan.Attachment{ID: "J0001", Of: owner, Name: filepath.Base(path), Type: "image/png", Size: 2000}
	b.files = append(b.files, office.Attached{Attachment: at, Was: owner})
	return at, nil
}

func (b *book) AttachmentContent(string) (plan.Attachment, []byte, error) {
	return b.files[0].Attachment, []byte("whatever"), nil
}

func (b *book) AttachmentPreview(string, int) ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 4, 4)))
	return out.Bytes(), err
}

func (b *book) Detach(id string) error {
	b.done, b.files = append(b.done, "detach "+id), nil
	return nil
}

func (b *book) Reattach(id string) error {
	b.done = append(b.done, "reattach "+id)
	return nil
}

func show(t *testing.T, b *book) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, b, nil)
	stage.Show(s)
	return stage, s
}

// Typed initials find somebody; arrows and Enter lead to their values, a value tells
// its sources, and a correction is kept and undone, all by keys.
func TestValueIsFoundAndCorrectedByKeys(t *testing.T) {
	b := newBook()
	stage, s := show(t, b)
	stage.Type(t, "wy")
	if s.table.Len() != 1 {
		t.Fatalf("wy finds %d", s.table.Len())
	}
	stage.Press(t, fyne.KeyDown)
	stage.Lacks(t, "H00001　幸福里3号楼401室", "王小　独生子", "住在哪里？")
	stage.Press(t, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown)
	stage.Lacks(t, "民政局", "≠ 19900000009")
	stage.Press(t, fyne.KeyReturn)
	s.home.edit.SetText("")
	stage.Type(t, "19900000002\n")
	if len(b.done) != 1 || b.done[0] != "P00001 person.phone 19900000002" {
		t.Errorf("done %v; said %s", b.done, stage.Said)
	}
	// the person stays chosen, and the value, ready for the next correction
	if s.table.Chosen() != 0 || s.home.at < 0 || s.home.edit.Disabled() || s.home.edit.Text != "19900000002" {
		t.Errorf("after the correction row %d, value %d, %q", s.table.Chosen(), s.home.at, s.home.edit.Text)
	}
	stage.TakeBack(t)
	if b.done[1] != "revoke 7" || b.phone != "19900000001" {
		t.Errorf("done %v", b.done)
	}
}

// Escape gives up what was typed and goes back, a step at a time, to an empty search.
func TestEscapeGoesBack(t *testing.T) {
	b := newBook()
	stage, s := show(t, b)
	stage.Type(t, "wy\n") // Enter goes to what was found
	stage.Press(t, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	was := s.home.edit.Text
	stage.Type(t, "不对")
	for i, want := range []fyne.Focusable{s.home.values.Focus(), s.table.Focus(), s.search} {
		if s.Key(fyne.KeyEscape); stage.Window.Canvas().Focused() != want {
			t.Errorf("step %d leads to %v", i, stage.Window.Canvas().Focused())
		}
	}
	if s.home.edit.Text != was || len(b.done) > 0 {
		t.Errorf("left %q, done %v", s.home.edit.Text, b.done)
	}
	s.Key(fyne.KeyEscape)
	if s.search.Text != "" || s.table.Len() < 2 {
		t.Errorf("the search is %q", s.search.Text)
	}
}

// The members stand as a tree: a generation a line, the younger under the elder.
func TestMembersStandAsATree(t *testing.T) {
	stage, s := show(t, newBook())
	s.table.Select(0)
	head, wife, son := kittest.Button(s.home.members, "王一"), kittest.Button(s.home.members, "李二"), kittest.Button(s.home.members, "王小")
	if head == nil || wife == nil || son == nil {
		t.Fatalf("the tree lacks somebody:\n%s", stage.Text())
	}
	if head.Position().Y != wife.Position().Y || son.Position().Y <= head.Position().Y || wife.Position().X <= head.Position().X {
		t.Errorf("head %v, wife %v, son %v", head.Position(), wife.Position(), son.Position())
	}
}

func TestHomesAndConditions(t *testing.T) {
	b := newBook()
	stage, s := show(t, b)
	s.what.SetSelectedIndex(1)
	if s.table.Len() != 1 || !strings.Contains(s.table.TSV(true), "H00001") {
		t.Errorf("homes\n%s", s.table.TSV(true))
	}
	s.what.SetSelectedIndex(0)
	stage.Tap(t, "筛选")
	s.filter.field.SetText(office.FieldLabel("person.phone"))
	s.filter.is.SetSelectedIndex(slices.Index(ops, filled))
	stage.Tap(t, "加条件")
	if s.table.Len() != 1 {
		t.Errorf("%d with a phone", s.table.Len())
	}
	s.filter.name.SetText("有电话")
	stage.Tap(t, "保存条件")
	if !strings.Contains(b.views[viewName], "person.phone") {
		t.Errorf("kept %v", b.views)
	}
	stage.TakeBack(t)
	if strings.Contains(b.views[viewName], "person.phone") {
		t.Errorf("undone %v", b.views)
	}
}

// A column that was chosen stands there the next time, too.
func TestColumnsAreRemembered(t *testing.T) {
	b := newBook()
	stage, s := show(t, b)
	stage.Tap(t, "筛选")
	s.filter.field.SetText(office.FieldLabel("person.phone"))
	s.filter.column() // it stood there
	if got := s.table.TSV(true); strings.Contains(got, "联系电话") {
		t.Errorf("without the phone\n%s", got)
	}
	next := New(stage.Page, b, nil)
	stage.Show(next)
	if got := next.table.TSV(true); strings.Contains(got, "联系电话") || !strings.Contains(got, "王一") {
		t.Errorf("the next screen\n%s", got)
	}
	next.showColumn("person.phone")
	if got := next.table.TSV(true); !strings.Contains(got, "联系电话") {
		t.Errorf("with the phone\n%s", got)
	}
}

// Files dropped on a home's page are attached to the person shown, seen, and taken off
// again; folders, and what is dropped while nobody is shown, are left to the import.
func TestFilesAreDroppedOnTheHome(t *testing.T) {
	b := newBook()
	stage, s := show(t, b)
	file := filepath.Join(t.TempDir(), "入户照片.png")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Dropped([]string{file}) {
		t.Error("a file was attached to nobody")
	}
	s.table.Select(0)
	if s.Dropped([]string{filepath.Dir(file)}) {
		t.Error("a folder was attached")
	}
	if !s.Dropped([]string{file}) || len(b.files) != 1 || b.files[0].Of != "P00001" {
		t.Fatalf("attached %+v; said %s", b.files, stage.Said)
	}
	s.home.files.table.Select(0)
	if len(s.home.files.shows.Objects) != 1 {
		t.Error("the picture isn't shown")
	}
	stage.Tap(t, "取下附件")
	stage.TakeBack(t) // the taking off
	stage.TakeBack(t) // the attaching
	if !slices.Equal(b.done, []string{"detach J0001", "reattach J0001", "detach J0001"}) {
		t.Errorf("done %v", b.done)
	}
	b.mayNot = true
	if s.Dropped([]string{file}) {
		t.Error("attached by who may not")
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, newBook(), nil)
	stage.Show(s)
	stage.Settle()
	s.search.SetText("wang")
	stage.Settle()
	s.table.Select(0)
	stage.Settle()
}

func TestResidentsLook(t *testing.T) {
	stage, s := show(t, newBook())
	s.table.Select(0)
	s.home.values.Select(1)
	stage.Looks(t, "residents")
}
