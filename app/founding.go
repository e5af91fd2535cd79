package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/forms"
)

// founding is a new archive in the making: the community's names, a password or none
// and what that means, and the folder where it will lie.
type founding struct {
	w                 *Window
	community, street *kit.Entry
	password, again   *widget.Entry
	meaning, place    *widget.Label
	folder            string
	root              fyne.CanvasObject
}

func newFounding(w *Window) *founding {
	f := &founding{
		w: w, community: kit.NewEntry(w.key), street: kit.NewEntry(w.key),
		password: widget.NewPasswordEntry(), again: widget.NewPasswordEntry(),
		meaning: widget.NewLabel(""), place: widget.NewLabel(""), folder: w.documents(),
	}
	f.community.SetPlaceHolder(w.text("community_hint"))
	f.password.SetPlaceHolder(w.text("password_none"))
	f.meaning.Wrapping, f.place.Wrapping = kit.Wrap(w.lang), kit.Wrap(w.lang)
	f.community.OnChanged = func(string) { f.tell() }
	f.password.OnChanged = func(string) { f.tell() }
	f.community.OnSubmitted = func(string) { w.win.Canvas().Focus(f.street) }
	f.again.OnSubmitted = func(string) { f.make() }
	form := widget.NewForm(
		widget.NewFormItem(w.text("community"), f.community),
		widget.NewFormItem(w.text("street"), f.street),
		widget.NewFormItem(w.text("password"), f.password),
		widget.NewFormItem(w.text("password_again"), f.again),
	)
	where := widget.NewButton(w.text("choose_place"), f.choosePlace)
	begin := widget.NewButton(w.text("make_archive"), f.make)
	begin.Importance = widget.HighImportance
	f.root = container.NewVBox(bold(w.text("new_archive")), form, f.meaning, f.place, container.NewGridWithColumns(2, where, begin))
	f.tell()
	return f
}

// documents is where clerks keep their files.
func (w *Window) documents() string {
	for _, name := range []string{"Documents", "文档"} {
		if s, err := os.Stat(filepath.Join(w.home, name)); err == nil && s.IsDir() {
			return filepath.Join(w.home, name)
		}
	}
	return w.home
}

// path is where the archive will lie.
func (f *founding) path() string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, strings.TrimSpace(f.community.Text))
	if name == "" {
		name = f.w.text("title")
	}
	return filepath.Join(f.folder, name+archiveExt)
}

// tell says where the archive will lie and what a password or none means.
func (f *founding) tell() {
	f.place.SetText(f.w.text("will_lie", f.path()))
	key := "meaning_none"
	if f.password.Text != "" {
		key = "meaning_password"
	}
	f.meaning.SetText(f.w.text(key))
}

func (f *founding) choosePlace() {
	kit.OpenFolder(kit.FileQuestion{Window: f.w.win, Fail: f.w.fail, Then: func(path string) {
		f.folder = path
		f.tell()
	}})
}

// make makes the archive and goes to where the first forms come in.
func (f *founding) make() {
	w := f.w
	path := f.path()
	switch _, err := os.Stat(path); {
	case strings.TrimSpace(f.community.Text) == "":
		w.say("⚠ " + w.text("community_missing"))
		w.win.Canvas().Focus(f.community)
		return
	case f.password.Text != f.again.Text:
		w.say("⚠ " + w.text("password_differs"))
		w.win.Canvas().Focus(f.again)
		return
	case err == nil:
		w.say("⚠ " + w.text("place_taken", path))
		return
	case !errors.Is(err, fs.ErrNotExist):
		w.fail(forms.NewFault("write_failed", path).Because(err))
		return
	}
	community, street, password := strings.TrimSpace(f.community.Text), strings.TrimSpace(f.street.Text), f.password.Text
	w.app.Preferences().SetString(roomKey, "intake")
	w.start(path, func(o office.Options) (*office.Office, error) {
		o.Community, o.Street, o.Password = community, street, archive.Secret(password)
		return office.New(path, o)
	})
}

// openSample opens the built-in sample community's archive, made where it isn't there.
func (w *Window) openSample(work *kit.Work) {
	dir := filepath.Join(w.documents(), w.text("sample_folder"))
	path := filepath.Join(dir, "demo"+archiveExt)
	if _, err := os.Stat(path); err == nil {
		w.open(path)
		return
	}
	var rep *office.DemoReport
	var err error
	work.Do(func(ctx context.Context, tell kit.Tell) {
		w.app.Preferences().SetString(roomKey, "overview")
		rep, err = office.Demo(ctx, dir, office.Options{Lang: w.lang, Now: w.now}, func(i, n int, _ *office.FileReport) {
			tell(int64(i), int64(n))
		})
	}, func() {
		if err != nil {
			w.fail(err)
			return
		}
		w.open(rep.Archive)
		w.say(w.text("sample_made", dir, strconv.Itoa(len(rep.Filled))))
	})
}
