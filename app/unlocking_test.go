package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/assets"
)

// newSealed is an archive with a password and one form in it, and users of two
// roles whose passwords are their names and 的密码一二三四.
func newSealed(t *testing.T) string {
	t.Helper()
	_, form := newArchive(t)
	path := filepath.Join(t.TempDir(), "密.huce")
	o, err := office.New(path, office.Options{
		Community: "安宁社区", User: "王主任", Password: archive.Secret("王主任的密码一二三四"),
		Cost: archive.KeyCost{Passes: 1, Memory: 64, Lanes: 1}, Now: day,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Import(t.Context(), []string{form}, office.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := o.AddUser("赵查看", archive.RoleView, archive.Secret("赵查看的密码一二三四")); err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// login types a user and a password in and presses Enter.
func login(w *Window, user, password string) {
	w.asking.user.SetText(user)
	test.Type(w.asking.password, password)
	w.asking.password.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// searchIn is the entry of the residents' screen.
func searchIn(o fyne.CanvasObject) *widget.Entry {
	switch v := o.(type) {
	case *kit.Entry:
		return &v.Entry
	case *container.AppTabs:
		for _, i := range v.Items {
			if e := searchIn(i.Content); e != nil {
				return e
			}
		}
	case *fyne.Container:
		for _, c := range v.Objects {
			if e := searchIn(c); e != nil {
				return e
			}
		}
	}
	return nil
}

func TestPasswordIsAskedInPlace(t *testing.T) {
	path := newSealed(t)
	w := newWindow(t, path)
	if w.office != nil || w.asking == nil {
		t.Fatal("no password was asked for")
	}
	if shown := texts(w.win.Content()); !strings.Contains(shown, "密.huce 有密码") || !strings.Contains(shown, "返回") {
		t.Errorf("the page says:\n%s", shown)
	}
	login(w, "王主任", "错误的密码一二三四")
	if shown := texts(w.win.Content()); w.office != nil || !strings.Contains(shown, "用户名或密码不对") || w.asking.password.Text != "" {
		t.Fatalf("a wrong password: %q, the page says:\n%s", w.asking.password.Text, shown)
	}
	login(w, "王主任", "王主任的密码一二三四")
	if w.office == nil {
		t.Fatalf("the right password: %q", w.status.Text)
	}
	w.show("residents")
	shown := texts(w.win.Content())
	for _, want := range []string{"户册", "核对", "表单", "报送", "2 / 2 人", "已打开 密.huce：王主任（管理员）"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the window lacks %q:\n%s", want, shown)
		}
	}
	search := searchIn(w.win.Content())
	search.SetText("110199194001010018")
	if shown := texts(w.win.Content()); !strings.Contains(shown, "1 / 2 人") {
		t.Errorf("管理员 doesn't find a number:\n%s", shown)
	}
}

// 查看 sees the register masked and no screen to work on; what is masked can't be
// found out by searching for it.
func TestViewersSeeMasked(t *testing.T) {
	w := newWindow(t, newSealed(t))
	login(w, "赵查看", "赵查看的密码一二三四")
	if w.office == nil {
		t.Fatal(w.status.Text)
	}
	w.show("residents")
	shown := texts(w.win.Content())
	if !strings.Contains(shown, "赵查看（查看）") || strings.Contains(shown, "表单") || strings.Contains(shown, "报送") {
		t.Errorf("the window says:\n%s", shown)
	}
	w.show("residents")
	if !w.office.Masked() {
		t.Error("nothing is masked")
	}
	search := searchIn(w.win.Content())
	for query, want := range map[string]string{"110199194001010018": "0 / 2 人", "19900000001": "0 / 2 人", "304": "0 / 2 人", "王一": "1 / 2 人"} {
		search.SetText(query)
		if shown := texts(w.win.Content()); !strings.Contains(shown, want) {
			t.Errorf("searching for %s:\n%s", query, shown)
		}
	}
	w.dropped(fyne.Position{}, []fyne.URI{uri(w.office.Path() + ".csv")})
	if !strings.Contains(w.status.Text, "您的角色是“查看”") {
		t.Errorf("a file dropped: %q", w.status.Text)
	}
}

func TestPasswordPageInEnglishAndBack(t *testing.T) {
	path := newSealed(t)
	w := newWindow(t)
	w.setLang(assets.English)
	w.open(path)
	if shown := texts(w.win.Content()); !strings.Contains(shown, "密.huce has a password") {
		t.Errorf("in English the page says:\n%s", shown)
	}
	login(w, "", "wrong password")
	if shown := texts(w.win.Content()); !strings.Contains(shown, "password is wrong") {
		t.Errorf("a wrong password in English:\n%s", shown)
	}
	w.stopAsking()
	if shown := texts(w.win.Content()); !strings.Contains(shown, "A new archive") || w.asking != nil {
		t.Errorf("back leads to:\n%s", shown)
	}
	// Beside an archive that is open the page asks too, and going back shows that one.
	plain, _ := newArchive(t)
	w.open(plain)
	if !strings.Contains(w.status.Text, "no password") {
		t.Errorf("a plain archive: %q", w.status.Text)
	}
	w.open(path)
	w.stopAsking()
	if shown := texts(w.win.Content()); w.office.Path() != plain || !strings.Contains(shown, "Overview") {
		t.Errorf("back leads to:\n%s", shown)
	}
}
