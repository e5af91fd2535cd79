package settings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive"
)

// users is who may open the archive; without a password, how to give it one.
type users struct {
	page            kit.Page
	desk            Desk
	work            *kit.Work
	all             []archive.User
	table           *kit.DataTable
	hint            *widget.Label
	name            *kit.Entry
	password, again *widget.Entry
	role            *widget.Select
	sensitive       *widget.Check
	seal, add, set  *widget.Button
	change, remove  *widget.Button
	root            *fyne.Container
}

func newUsers(page kit.Page, desk Desk) *users {
	u := &users{
		page: page, desk: desk, work: kit.NewWork(page), hint: widget.NewLabel(""),
		name: kit.NewEntry(page.Key), password: widget.NewPasswordEntry(), again: widget.NewPasswordEntry(),
	}
	u.hint.Wrapping = kit.Wrap(page.Lang)
	u.table = page.Table([]kit.Head{
		{Words: "user", Width: 140},
		{Words: "col.role", Width: 100},
		{Words: "col.sensitive", Width: 110},
		{Words: "col.added", Width: 200},
	})
	u.table.OnSelect = u.choose
	names := make([]string, len(archive.Roles))
	for i, r := range archive.Roles {
		names[i] = office.RoleName(r)
	}
	u.role = widget.NewSelect(names, nil)
	u.role.SetSelectedIndex(len(names) - 1)
	u.sensitive = widget.NewCheck(page.Text("sensitive_may"), nil)
	u.seal = widget.NewButton(page.Text("seal"), u.doSeal)
	u.add = widget.NewButton(page.Text("user_add"), u.doAdd)
	u.change = widget.NewButton(page.Text("user_role"), u.doRole)
	u.set = widget.NewButton(page.Text("user_password"), u.doPassword)
	u.remove = widget.NewButton(page.Text("user_remove"), u.doRemove)
	form := widget.NewForm(
		widget.NewFormItem(page.Text("user"), u.name), widget.NewFormItem(page.Text("col.role"), u.role),
		widget.NewFormItem("", u.sensitive),
		widget.NewFormItem(page.Text("password"), u.password), widget.NewFormItem(page.Text("password_again"), u.again),
	)
	foot := container.NewVBox(form, container.NewHBox(u.seal, u.add, u.change, u.set, u.remove), u.work.Object())
	u.root = container.NewBorder(u.hint, foot, nil, nil, u.table.Object())
	return u
}

func (u *users) refresh() {
	sealed, manages := u.desk.Sealed(), u.desk.May(office.Manage)
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(u.seal, !sealed)
	show(u.add, sealed && manages)
	show(u.change, sealed && manages)
	show(u.set, sealed)
	show(u.remove, sealed && manages)
	u.hint.SetText(u.page.Text(map[bool]string{true: "users_hint", false: "seal_hint"}[sealed]))
	if !sealed || !manages {
		u.all = nil
		u.table.SetRows(nil)
		return
	}
	var all []archive.User
	u.page.Try(func() (err error) {
		all, err = u.desk.Users()
		return err
	}, func() {
		u.all = all
		rows := make([][]string, len(all))
		for i, x := range all {
			may := ""
			if x.Sensitive {
				may = u.page.Text("yes")
			}
			rows[i] = []string{x.Name, office.RoleName(x.Role), may, kit.When(x.AddedAt)}
		}
		u.table.SetRows(rows)
	})
}

func (u *users) choose(row int) {
	x := u.all[row]
	u.name.SetText(x.Name)
	u.role.SetSelected(office.RoleName(x.Role))
	u.sensitive.SetChecked(x.Sensitive)
}

// secret is the password typed twice; false, and said, where the two differ.
func (u *users) secret() (archive.Secret, bool) {
	if u.password.Text != u.again.Text {
		u.page.Say("⚠ " + u.page.Text("passwords_differ"))
		return nil, false
	}
	s := archive.Secret(u.password.Text)
	u.password.SetText("")
	u.again.SetText("")
	return s, true
}

// long does what takes its time, and says it when it is done; undo takes it back, nil
// where it can't be.
func (u *users) long(said string, act func(ctx context.Context, tell archive.Progress) error, undo func() error) {
	var err error
	u.work.Do(func(ctx context.Context, tell kit.Tell) {
		err = act(ctx, archive.Progress(tell))
	}, func() {
		if err != nil {
			u.page.Fail(err)
			return
		}
		u.page.Done(said, undo)
	})
}

func (u *users) doSeal() {
	s, ok := u.secret()
	if !ok {
		return
	}
	name := u.name.Text
	var plain []string
	var err error
	u.work.Do(func(ctx context.Context, tell kit.Tell) {
		plain, err = u.desk.Seal(ctx, name, s, archive.Progress(tell))
	}, func() {
		if err != nil {
			u.page.Fail(err)
			return
		}
		said := u.page.Text("sealed_now")
		if len(plain) > 0 {
			said += u.page.Text("plain_copies", strconv.Itoa(len(plain)))
		}
		u.page.Say(said)
		u.page.Changed()
	})
}

func (u *users) doAdd() {
	s, ok := u.secret()
	if !ok {
		return
	}
	role, err := office.RoleOf(u.role.Selected)
	if err != nil {
		u.page.Fail(err)
		return
	}
	name, sensitive := u.name.Text, u.sensitive.Checked
	u.long(u.page.Text("user_added", name), func(context.Context, archive.Progress) error {
		_, err := u.desk.AddUser(name, role, s)
		if err == nil && sensitive {
			err = u.desk.SetRole(name, role, true)
		}
		return err
	}, func() error { return u.desk.RemoveUser(context.Background(), name, func(int64, int64) {}) })
}

func (u *users) doRole() {
	role, err := office.RoleOf(u.role.Selected)
	if err != nil {
		u.page.Fail(err)
		return
	}
	name, sensitive := u.name.Text, u.sensitive.Checked
	var before archive.User
	for _, x := range u.all {
		if x.Name == name {
			before = x
		}
	}
	u.page.Try(func() error { return u.desk.SetRole(name, role, sensitive) }, func() {
		u.page.Done(u.page.Text("user_changed", name), func() error { return u.desk.SetRole(before.Name, before.Role, before.Sensitive) })
	})
}

func (u *users) doPassword() {
	s, ok := u.secret()
	if !ok {
		return
	}
	name := u.name.Text
	u.long(u.page.Text("password_set"), func(ctx context.Context, tell archive.Progress) error {
		return u.desk.SetPassword(ctx, name, s, tell)
	}, nil) // nobody knows the password of before
}

func (u *users) doRemove() {
	name := u.name.Text
	u.long(u.page.Text("user_removed", name), func(ctx context.Context, tell archive.Progress) error {
		return u.desk.RemoveUser(ctx, name, tell)
	}, nil) // nor that of who is gone
}
