// Package settings is the screen 设置: language and looks, the lock, fonts and printing,
// users and the password, backups, the tables by which the community works, the log of
// who did what.
package settings

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
	"huce/archive/plan"
	"huce/assets"
)

// Desk is what the screen needs of an archive.
type Desk interface {
	BackupDesk
	PrintDesk
	TableDesk
	Community() (community, street string, err error)
	Path() string
	Sealed() bool
	Who() archive.User
	Users() ([]archive.User, error)
	AddUser(name string, role archive.Role, password archive.Secret) (archive.User, error)
	SetRole(name string, role archive.Role, sensitive bool) error
	SetPassword(ctx context.Context, name string, password archive.Secret, tell archive.Progress) error
	RemoveUser(ctx context.Context, name string, tell archive.Progress) error
	Seal(ctx context.Context, user string, password archive.Secret, tell archive.Progress) ([]string, error)
	Log() (office.Listing, error)
}

// Window is what the screen sets of the window itself.
type Window struct {
	Restore     func(backup string)
	SetLang     func(assets.Lang)
	SetLook     func(kit.Look)
	Look        kit.Look
	LockMinutes int
	SetLock     func(minutes int)
	Print       kit.PrintFunc // nil is no printer
}

// Screen is the screen 设置.
type Screen struct {
	page    kit.Page
	desk    Desk
	backups *backups
	paper   *printing
	users   *users
	visits  *table[plan.Visitor]
	free    *holidays
	welfare *table[plan.WelfareRule]
	periods *table[plan.Retention]
	log     *kit.DataTable
	names   *widget.Label
	tabs    *container.AppTabs
}

// New is the screen over an archive.
func New(page kit.Page, desk Desk, w Window) *Screen {
	s := &Screen{page: page, desk: desk, names: widget.NewLabel("")}
	s.names.Wrapping = kit.Wrap(page.Lang)
	s.tabs = container.NewAppTabs(container.NewTabItem(page.Text("set.window"), s.window(w)))
	if desk.May(office.BackUp) {
		s.backups = newBackups(page, desk, w.Restore)
		s.tabs.Append(container.NewTabItem(page.Text("tab.safekeeping"), s.backups.Object()))
	}
	s.paper = newPrinting(page, desk, w.Print)
	s.tabs.Append(container.NewTabItem(page.Text("set.printing"), s.paper.root))
	s.users = newUsers(page, desk)
	s.tabs.Append(container.NewTabItem(page.Text("set.users"), s.users.root))
	may := desk.May(office.Enter)
	s.visits, s.free = newVisitors(page, desk, may), newHolidays(page, desk, may)
	s.welfare, s.periods = newWelfare(page, desk, may), newRetentions(page, desk, may)
	s.tabs.Append(container.NewTabItem(page.Text("set.visitors"), container.NewBorder(nil, s.free.root, nil, nil, s.visits.root)))
	s.tabs.Append(container.NewTabItem(page.Text("set.welfare"), s.welfare.root))
	s.tabs.Append(container.NewTabItem(page.Text("set.retention"), s.periods.root))
	if desk.May(office.Audit) {
		s.log = page.Table([]kit.Head{
			{Words: "col.submission", Width: 60},
			{Words: "col.made", Width: 190},
			{Words: "user", Width: 90},
			{Words: "col.act", Width: 150},
			{Words: "col.about", Width: 160},
			{Words: "col.reason", Width: 260},
		})
		s.tabs.Append(container.NewTabItem(page.Text("set.log"), s.log.Object()))
	}
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.tabs }

// window is how the window looks and behaves.
func (s *Screen) window(w Window) fyne.CanvasObject {
	lang := widget.NewSelect([]string{"中文", "English"}, nil)
	lang.SetSelectedIndex(slices.Index(assets.Langs, s.page.Lang))
	lang.OnChanged = func(string) { w.SetLang(assets.Langs[lang.SelectedIndex()]) }
	names := make([]string, len(kit.Looks))
	for i, l := range kit.Looks {
		names[i] = s.page.Text("look." + string(l))
	}
	look := widget.NewSelect(names, nil)
	look.SetSelectedIndex(max(slices.Index(kit.Looks, w.Look), 0))
	look.OnChanged = func(string) { w.SetLook(kit.Looks[look.SelectedIndex()]) }
	lock := kit.NewEntry(s.page.Key)
	lock.SetText(strconv.Itoa(w.LockMinutes))
	lock.OnSubmitted = func(text string) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			s.page.Say("⚠ " + s.page.Text("lock_number"))
			return
		}
		w.SetLock(n)
		s.page.Say(s.page.Text("lock_set", strconv.Itoa(n)))
	}
	lockItem := widget.NewFormItem(s.page.Text("set.lock"), lock)
	lockItem.HintText = s.page.Text("set.lock_hint")
	return container.NewVBox(s.names, widget.NewForm(
		widget.NewFormItem(s.page.Text("set.lang"), lang),
		widget.NewFormItem(s.page.Text("set.look"), look),
		lockItem,
	))
}

// logTime is where a line of the log says when.
const logTime = 1

// Refresh reads names, users, backups and log anew.
func (s *Screen) Refresh() {
	var community, street string
	var log office.Listing
	s.page.Try(func() (err error) {
		if community, street, err = s.desk.Community(); err == nil && s.log != nil {
			log, err = s.desk.Log()
		}
		return err
	}, func() {
		s.names.SetText(s.page.Text("set.names", community, street, s.desk.Path()))
		if s.log != nil {
			rows := office.InWords(s.page.Lang, log).Rows
			slices.Reverse(rows) // the newest first
			for _, row := range rows {
				row[logTime] = kit.When(row[logTime])
			}
			s.log.SetRows(rows)
		}
	})
	if s.backups != nil {
		s.backups.Refresh()
	}
	s.paper.refresh()
	s.users.refresh()
	s.visits.refresh()
	s.free.refresh()
	s.welfare.refresh()
	s.periods.refresh()
}

// Stop stops a backup or a change of keys under way.
func (s *Screen) Stop() {
	if s.backups != nil {
		s.backups.work.Stop()
	}
	s.users.work.Stop()
}
