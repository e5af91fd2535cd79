package intake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/plan"
	"huce/forms"
)

// desk is an archive that takes in what is called .csv and refuses the rest.
type desk struct {
	views   map[string]string
	imports [][]string // as they are listed
	taken   []string
	asked   []office.ImportOptions
	mapped  []office.TemplateLine
	stopped bool
	midway  func() // after a file was taken in
}

func newDesk() *desk { return &desk{views: map[string]string{}} }

func (d *desk) Import(ctx context.Context, paths []string, opt office.ImportOptions, done func(i, n int, f *office.FileReport)) (*office.ImportReport, error) {
	d.asked = append(d.asked, opt)
	rep := &office.ImportReport{}
	var files []string
	for _, p := range paths { // a folder is all that lies in it
		err := filepath.WalkDir(p, func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for i, file := range files {
		if ctx.Err() != nil {
			d.stopped = true
			return rep, forms.NewFault("stopped").Because(ctx.Err())
		}
		f := office.FileReport{File: file, Title: filepath.Base(file), Form: "gaoling", Rows: 2}
		switch {
		case filepath.Ext(file) != ".csv":
			f.Refused = forms.NewFault("file_kind", filepath.Base(file))
		case opt.DryRun:
			f.Preview = &office.FilePreview{Rows: []office.RowPreview{{What: office.RowAdds}, {What: office.RowChanges, Changes: []office.ValueChange{{}}}}}
		default:
			f.ID = fmt.Sprintf("S%04d", len(d.imports)+1)
			d.taken = append(d.taken, file)
			d.imports = append(d.imports, []string{f.ID, f.Title, "民政局", "gaoling", "2026-03-01", "2", "0", "0", "csv", file, "", "王主任", "false", ""})
			if d.midway != nil {
				d.midway()
			}
		}
		rep.Files = append(rep.Files, f)
		if f.Preview != nil { // the same two people in every file
			rep.Total = &office.TrialTotal{Added: 1, Changed: 1}
		}
		if done != nil {
			done(i, len(files), &f)
		}
	}
	return rep, nil
}

func (d *desk) Sight(path, _ string) (*office.Sighting, error) {
	return &office.Sighting{
		Inspection: office.Inspection{File: path, Sheets: []office.InspectedSheet{{
			Name: "Sheet1", Kind: "table", Title: "花名册", HeaderRows: []int{1, 1},
			Columns: []office.InspectedColumn{{Column: "A", Label: "姓名", Field: "person.name", Confidence: 1}, {Column: "B", Label: "电话号", Confidence: 0.3}},
		}}},
		Grids: []office.SightedGrid{{Cells: [][]string{{"姓名", "电话号"}, {"王一", "19900000001"}}, Wide: 2}},
		Title: map[string]string{"person.name": "姓名"},
	}, nil
}

func (d *desk) Submissions() (office.Listing, error) { return office.Listing{Rows: d.imports}, nil }

func (d *desk) set(id, withdrawn string) error {
	for _, r := range d.imports {
		if r[idColumn] == id {
			r[withdrawnColumn] = withdrawn
		}
	}
	return nil
}
func (d *desk) Withdraw(id string) error  { return d.set(id, "true") }
func (d *desk) BringBack(id string) error { return d.set(id, "false") }

func (d *desk) TemplateListing() (office.Listing, error) {
	return office.Listing{Rows: [][]string{{"gaoling", "高龄津贴花名册", "民政局", "person", "false", "1", "2026-03-01", "0", "1"}}}, nil
}

func (d *desk) Template(id string) (*office.TemplatePage, error) {
	return &office.TemplatePage{ID: id, Title: "高龄津贴花名册", Department: "民政局"}, nil
}

func (d *desk) MapTemplate(_ string, said []office.TemplateLine) ([]string, error) {
	d.mapped = append(d.mapped, said...)
	return nil, nil
}

func (d *desk) Fields() []forms.FieldDef {
	return []forms.FieldDef{{Name: "person.name", Label: "姓名"}, {Name: "person.phone", Label: "联系电话"}}
}

func (d *desk) Sendings() (office.Listing, error) {
	return office.Listing{Rows: [][]string{{"", "gaoling", "", "", "2026", "2026-12-31", plan.SendingDue, "", "", "", ""}}}, nil
}

func (d *desk) Gate() ([]plan.Gated, error) {
	return []plan.Gated{{ID: "S0001", Kind: plan.GateForm, Admission: plan.AdmissionListed}}, nil
}
func (d *desk) View(name string) (string, error) { return d.views[name], nil }
func (d *desk) SetView(name, text string) error {
	d.views[name] = text
	return nil
}

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d)
	stage.Show(s)
	return stage, s
}

func write(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, n := range names {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A folder of 500 mixed files is tried as a whole: what can be taken in is told, each
// other file is named, nothing is kept before the clerk agrees, and one undo takes all
// of it back.
func TestFolderOf500MixedFiles(t *testing.T) {
	dir := t.TempDir()
	for i := range 500 {
		write(t, dir, fmt.Sprintf("%03d%s", i, []string{".csv", ".csv", ".jpg", ".pdf", ".zip"}[i%5]))
	}
	d := newDesk()
	stage, s := show(t, d)
	s.Import([]string{dir})
	stage.Lacks(t, "导入 200 个文件将新增 1 人、改动 1 项", "另有 300 个不导入")
	if len(d.taken) != 0 || s.batch.table.Len() != 500 {
		t.Fatalf("%d taken in, %d listed", len(d.taken), s.batch.table.Len())
	}
	stage.Tap(t, "确认导入")
	if len(d.taken) != 200 || !strings.Contains(stage.Said, "导入 200 个文件") {
		t.Fatalf("%d taken in; said %s", len(d.taken), stage.Said)
	}
	stage.TakeBack(t)
	if slices.ContainsFunc(d.imports, func(r []string) bool { return r[withdrawnColumn] != "true" }) {
		t.Error("something stays after undoing")
	}
}

// A column that was recognised wrongly is corrected by the clerk and remembered with
// its form.
func TestColumnIsCorrectedAndRemembered(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.csv")
	d := newDesk()
	stage, s := show(t, d)
	s.Import([]string{filepath.Join(dir, "a.csv")})
	s.batch.file.chooseColumn(1)
	s.batch.file.means.SetText("没有这一栏")
	stage.Tap(t, "就是这个意思")
	if !strings.Contains(stage.Said, "没有这一栏") {
		t.Errorf("said %q", stage.Said)
	}
	s.batch.file.means.SetText("联系电话")
	stage.Tap(t, "就是这个意思")
	stage.Tap(t, "确认导入")
	if len(d.mapped) != 1 || d.mapped[0] != (office.TemplateLine{Label: "电话号", Field: "person.phone"}) {
		t.Errorf("remembered %+v", d.mapped)
	}
	s.table.Select(0)
	stage.Tap(t, "撤回此次导入")
	if d.imports[0][withdrawnColumn] != "true" {
		t.Error("it isn't withdrawn")
	}
	stage.TakeBack(t)
	if d.imports[0][withdrawnColumn] != "false" {
		t.Error("it isn't brought back")
	}
	s.tabs.SelectIndex(2)
	if got := s.forms.find.Table.TSV(true); !strings.Contains(got, "2026-12-31") || !strings.Contains(got, "清单内") || !strings.Contains(got, "待报") {
		t.Errorf("the library says\n%s", got)
	}
}

// New files of the folder that is watched are offered and never taken in by themselves.
func TestWatchedFolderOffersNewFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.csv", "b.jpg", "~$a.csv", ".hidden", "c.huce")
	d := newDesk()
	stage, s := show(t, d)
	stage.Lacks(t, "没有盯着的文件夹")
	s.watch.set(dir)
	stage.Lacks(t, "盯着："+dir, "文件夹里有 2 个新文件")
	if len(d.asked) != 0 {
		t.Fatal("a file was tried unasked")
	}
	old := kittest.Day.Add(-time.Hour)
	for _, name := range []string{"a.csv", "b.jpg"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	stage.Tap(t, "不用")
	s.Look()
	if kittest.Button(s.Object(), "不用") != nil {
		t.Errorf("offered still:\n%s", stage.Text())
	}
	write(t, dir, "d.csv")
	later := kittest.Day.Add(time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "d.csv"), later, later); err != nil {
		t.Fatal(err)
	}
	s.Look()
	stage.Lacks(t, "文件夹里有 1 个新文件")
	stage.Tap(t, "试导入")
	if len(d.asked) != 1 || !d.asked[0].DryRun || len(d.taken) != 0 || s.batch.table.Len() != 1 {
		t.Errorf("tried %+v, taken %v", d.asked, d.taken)
	}
	stage.TakeBack(t) // watching it
	if d.views[watchedView] != "" {
		t.Errorf("watches %q", d.views[watchedView])
	}
	if got := newFiles(filepath.Join(dir, "gone"), time.Time{}, later); len(got) != 0 {
		t.Errorf("a folder that isn't there has %v", got)
	}
	if got := newFiles(dir, later.AddDate(1, 0, 0), kittest.Day); len(got) != 1 { // the clock was set back
		t.Errorf("new are %v", got)
	}
}

// Stopped in the middle, what was not taken in stays out, and no goroutine stays.
func TestStoppedImportLeavesNothingBehind(t *testing.T) {
	kittest.Leaks(t)
	dir := t.TempDir()
	write(t, dir, "a.csv", "b.csv")
	d := newDesk()
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, d)
	stage.Show(s)
	stage.Settle()
	s.Import([]string{dir})
	stage.Settle()
	taken, goOn := make(chan bool), make(chan bool)
	d.midway = func() {
		taken <- true
		<-goOn
	}
	s.batch.commit()
	<-taken // the first file is in, the second isn't
	s.Stop()
	close(goOn)
	stage.Settle()
	if s.batch.work.Running() || !d.stopped || len(d.taken) != 1 || filepath.Base(d.taken[0]) != "a.csv" {
		t.Errorf("running %v, stopped %v, taken %v", s.batch.work.Running(), d.stopped, d.taken)
	}
}

func TestIntakeLooks(t *testing.T) {
	stage, _ := show(t, newDesk())
	stage.Looks(t, "intake")
}
