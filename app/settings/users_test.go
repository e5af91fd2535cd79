package settings

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive"
)

// keepers is a sealed archive and who may open it.
type keepers struct {
	Desk
	all []archive.User
}

func (k *keepers) Sealed() bool                   { return true }
func (k *keepers) May(office.Right) bool          { return true }
func (k *keepers) Users() ([]archive.User, error) { return k.all, nil }

func (k *keepers) AddUser(name string, role archive.Role, _ archive.Secret) (archive.User, error) {
	u := archive.User{Name: name, Role: role}
	k.all = append(k.all, u)
	return u, nil
}

func (k *keepers) SetRole(name string, role archive.Role, sensitive bool) error {
	for i := range k.all {
		if k.all[i].Name == name {
			k.all[i].Role, k.all[i].Sensitive = role, sensitive
		}
	}
	return nil
}

func (k *keepers) RemoveUser(_ context.Context, name string, tell archive.Progress) error {
	tell(1, 1)
	for i := range k.all {
		if k.all[i].Name == name {
			k.all = append(k.all[:i], k.all[i+1:]...)
			break
		}
	}
	return nil
}

// paged is the page of users as a screen.
type paged struct{ *users }

func (p paged) Refresh()                  { p.refresh() }
func (p paged) Object() fyne.CanvasObject { return p.root }

func TestUserIsAddedAndTakenBack(t *testing.T) {
	k := &keepers{all: []archive.User{{Name: "王主任", Role: archive.RoleAdmin}}}
	stage := kittest.New(t)
	u := newUsers(stage.Page, k)
	stage.Show(paged{u})
	u.name.SetText("李录入")
	u.password.SetText("一二三四五六")
	stage.Tap(t, stage.Page.Text("user_add"))
	if !strings.Contains(stage.Said, "两次") || len(k.all) != 1 {
		t.Fatalf("with two passwords: %q, %+v", stage.Said, k.all)
	}
	u.again.SetText("一二三四五六")
	u.sensitive.SetChecked(true)
	stage.Tap(t, stage.Page.Text("user_add"))
	if !strings.Contains(stage.Said, "李录入") || u.table.Len() != 2 || !k.all[1].Sensitive {
		t.Errorf("said %q, %+v", stage.Said, k.all)
	}
	stage.TakeBack(t)
	if len(k.all) != 1 || u.table.Len() != 1 {
		t.Errorf("undone %+v", k.all)
	}
}
