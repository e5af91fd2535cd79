package kit

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestFileAnswerKeepsThePath(t *testing.T) {
	test.NewTempApp(t)
	deep := "/资料" + strings.Repeat("/社区登记表册（二〇二六年）", 30) + "/花名册.xlsx"
	for _, path := range []string{
		"/资料/幸福里社区.huce",
		"/资料/ＡＢＣ１２３（全角）　表.xlsx", // full width letters, figures and space
		"//server/share/街道下发/低保名单.xls",
		"/a b/100%/#1?.xlsx",
		deep,
	} {
		got := ""
		q := FileQuestion{Then: func(p string) { got = p }, Fail: func(err error) { t.Error(err) }}
		q.answer(storage.NewFileURI(path), func() error { return nil }, nil)
		if want := filepath.FromSlash(path); got != want {
			t.Errorf("%q came as %q", want, got)
		}
	}
}

func TestFileAnswerFails(t *testing.T) {
	test.NewTempApp(t)
	for name, c := range map[string]struct {
		shut func() error
		err  error
	}{
		"asking":  {nil, errors.New("no such folder")},
		"closing": {func() error { return errors.New("disk full") }, nil},
	} {
		var failed error
		q := FileQuestion{Then: func(p string) { t.Errorf("%s: went on with %q", name, p) }, Fail: func(err error) { failed = err }}
		q.answer(storage.NewFileURI("/a"), c.shut, c.err)
		if failed == nil {
			t.Errorf("%s: the error was lost", name)
		}
	}
}

func TestFyneAsksWhereTheSystemDoesNot(t *testing.T) {
	test.NewTempApp(t)
	for name, ask := range map[string]func(FileQuestion){"open": OpenFile, "folder": OpenFolder, "save": SaveFile} {
		w := test.NewTempWindow(t, widget.NewLabel(""))
		w.Resize(fyne.NewSize(1000, 700))
		ask(FileQuestion{Window: w, Name: "表.pdf", Ext: ".pdf", Then: func(string) {}, Fail: func(err error) { t.Error(err) }})
		if w.Canvas().Overlays().Top() == nil {
			t.Errorf("%s: nothing was asked", name)
		}
	}
}
