package office

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huce/archive"
)

// A filed paper of a sensitive form is neither listed for nor given to one who was not
// granted those; a draft that can be saved leaves its line in the log.
func TestFiledSensitivePapersStayHidden(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.huce")
	with := func(user, password string) Options {
		return Options{User: user, Password: archive.Secret(password), Cost: cheap, Now: func() time.Time { return noon }}
	}
	o, err := New(path, with("王主任", "王主任的密码一二三四"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.AddUser("钱录入", archive.RoleEntry, archive.Secret("钱录入的密码一二三四")); err != nil {
		t.Fatal(err)
	}
	secret, err := o.archive.FileDocument(archive.Document{Kind: "form", Title: "严重精神障碍患者登记表", Date: o.Today(), Data: []byte("a")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.archive.FileDocument(archive.Document{Kind: "plan", Title: "年度工作计划", Date: o.Today(), Data: []byte("b")}); err != nil {
		t.Fatal(err)
	}
	if all, err := o.Filed(); err != nil || len(all) != 2 {
		t.Fatalf("管理员 sees %d papers, %v", len(all), err)
	}
	before, err := o.Log()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Draft(PlanPaper, PrintOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Print(CataloguePaper); err != nil { // which is no paper of its own
		t.Fatal(err)
	}
	if after, err := o.Log(); err != nil || len(after.Rows) != len(before.Rows)+2 {
		t.Errorf("a draft and a catalogue leave %d lines, %v", len(after.Rows)-len(before.Rows), err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if o, err = Open(path, with("钱录入", "钱录入的密码一二三四")); err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if all, err := o.Filed(); err != nil || len(all) != 1 {
		t.Errorf("录入 sees %d papers, %v", len(all), err)
	}
	list, err := o.Print(CataloguePaper)
	if err != nil {
		t.Fatal(err)
	}
	catalogue := pdfOf(t, list).Text()
	if strings.Contains(catalogue, "严重精神障碍") || !strings.Contains(catalogue, "年度工作计划") {
		t.Errorf("录入 prints %s", catalogue)
	}
	if _, err := o.FiledPaper(secret.ID); !isFault(err, "sensitive_form") {
		t.Errorf("录入 opens it: %v", err)
	}
}
