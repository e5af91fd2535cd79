package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

const other1 = "李的 密码 一二三"

func TestUsers(t *testing.T) {
	a := freshSealed(t)
	want := filled(t, a)
	li := must[User](t)(a.AddUser("李录入", RoleEntry, Secret(other1)))
	must[User](t)(a.AddUser("赵查看", RoleView, Secret("赵的密码是这个吧")))
	if li.ID != "U0002" || li.AddedBy != "王录入" {
		t.Errorf("added %+v", li)
	}
	_, err := a.AddUser(" 李录入 ", RoleView, Secret(other1))
	wantFault(t, err, "user_exists")
	wantActs(t, a, "adduser U0002", "adduser U0003")

	b := must[*Archive](t)(reopenAs(t, a, "李录入", other1))
	if who := b.Who(); who.ID != "U0002" || who.Role != RoleEntry {
		t.Errorf("opened by %+v", who)
	}
	wantHoldings(t, b, want)
	if err := b.SetRole("李录入", RoleAdmin, false); err != nil { // roles are kept by app/office, not here
		t.Fatal(err)
	}
	c := must[*Archive](t)(reopenAs(t, b, "李录入", other1))
	if c.Who().Role != RoleAdmin {
		t.Errorf("the role is %s", c.Who().Role)
	}
	wantActs(t, c, "login U0002", "role U0002", "login U0002")
	users := must[[]User](t)(c.Users())
	names := []string{}
	for _, u := range users {
		names = append(names, u.Name)
	}
	if !slices.Equal(names, []string{"王录入", "李录入", "赵查看"}) {
		t.Errorf("users: %v", names)
	}
}

func TestUserFaults(t *testing.T) {
	a := freshSealed(t)
	for _, c := range []struct{ name, password, want string }{
		{"", other1, "user_name"},
		{"李\n四", other1, "user_name"},
		{strings.Repeat("李", 41), other1, "user_name"},
		{"李四", "短密码", "user_password_weak"},
		{"李四", "", "user_password_weak"},
	} {
		_, err := a.AddUser(c.name, RoleEntry, Secret(c.password))
		wantFault(t, err, c.want)
	}
	wantFault(t, a.RemoveUser(t.Context(), "没有", nil), "user_unknown")
	wantFault(t, a.SetRole("没有", RoleView, false), "user_unknown")
	wantFault(t, a.SetPassword(t.Context(), "没有", Secret(other1), nil), "user_unknown")
	wantFault(t, a.SetPassword(t.Context(), "王录入", Secret("短"), nil), "user_password_weak")
	wantFault(t, a.RemoveUser(t.Context(), "王录入", nil), "user_last_admin")
	wantFault(t, a.SetRole("王录入", RoleEntry, false), "user_last_admin")
	wantActs(t, a, "create ", "login U0001")

	plain := fresh(t)
	_, err := plain.AddUser("李四", RoleEntry, Secret(other1))
	wantFault(t, err, "archive_plain")
	wantFault(t, plain.RemoveUser(t.Context(), "李四", nil), "archive_plain")
	wantFault(t, plain.SetRole("李四", RoleView, false), "archive_plain")
	wantFault(t, plain.SetPassword(t.Context(), "李四", Secret(other1), nil), "archive_plain")
}

func TestCreateRefusesAWeakPassword(t *testing.T) {
	o := sealedOptions()
	o.Password = Secret("123")
	dir := t.TempDir()
	_, err := Create(filepath.Join(dir, "a.huce"), o)
	wantFault(t, err, "user_password_weak")
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// slotOf is a slot as it stands in the file.
func slotOf(t *testing.T, a *Archive, no uint64) []byte {
	t.Helper()
	var v []byte
	err := a.db.View(func(tx *bbolt.Tx) error {
		v = bytes.Clone(tx.Bucket([]byte(bucketSlots)).Get(numberKey(no)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Once a user is removed, neither their password, nor the data key that they could
// have kept, nor their old slot put back opens anything of the file; those who
// stay open it with the passwords they have.
func TestRemovedUserIsOut(t *testing.T) {
	a := freshSealed(t)
	want := filled(t, a)
	must[User](t)(a.AddUser("李录入", RoleEntry, Secret(other1)))
	oldSlot := slotOf(t, a, 2)
	kept := must[keyring](t)(newKeyring(bytes.Clone(a.keys.data)))
	if err := a.RemoveUser(t.Context(), "李录入", nil); err != nil {
		t.Fatal(err)
	}
	wantActs(t, a, "adduser U0002", "removeuser U0002")
	values := 0
	err := a.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(key, stored []byte) error {
				values++
				if plain, err := kept.env.unseal(bucket(name), key, stored); err == nil {
					t.Errorf("the old key opens %s %x: %q", name, key, plain)
				}
				return nil
			})
		})
	})
	if err != nil || values < 30 {
		t.Fatalf("%d values, %v", values, err)
	}
	_, err = reopenAs(t, a, "李录入", other1)
	wantFault(t, err, "archive_password_wrong")
	a = must[*Archive](t)(reopenAs(t, a, "王录入", password))
	wantHoldings(t, a, want)
	// The old slot opens, to a key that opens nothing.
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return in(bucketSlots).Put(numberKey(2), oldSlot) })
	_, err = reopenAs(t, a, "李录入", other1)
	wantFault(t, err, "archive_damaged")
	// A number is never given twice.
	a = must[*Archive](t)(reopenAs(t, a, "王录入", password))
	if u := must[User](t)(a.AddUser("孙新人", RoleView, Secret(other1))); u.ID != "U0003" {
		t.Errorf("the next user is %s", u.ID)
	}
}

func TestPasswordChanged(t *testing.T) {
	a := freshSealed(t)
	want := filled(t, a)
	must[User](t)(a.AddUser("李录入", RoleEntry, Secret(other1)))
	oldSlot := slotOf(t, a, 1)
	if err := a.SetPassword(t.Context(), "王录入", Secret("换过的 新密码 七八"), nil); err != nil {
		t.Fatal(err)
	}
	wantActs(t, a, "password U0001")
	_, err := reopenAs(t, a, "王录入", password)
	wantFault(t, err, "archive_password_wrong")
	a = must[*Archive](t)(reopenAs(t, a, "李录入", other1)) // whose password nobody else knows
	wantHoldings(t, a, want)
	a = must[*Archive](t)(reopenAs(t, a, "王录入", "换过的 新密码 七八"))
	wantHoldings(t, a, want)
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return in(bucketSlots).Put(numberKey(1), oldSlot) })
	_, err = reopenAs(t, a, "王录入", password)
	wantFault(t, err, "archive_damaged")
}

// changeSlot changes what a slot says and mends its checksum.
func changeSlot(t *testing.T, a *Archive, no uint64, change func(map[string]json.RawMessage)) {
	t.Helper()
	key := numberKey(no)
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error {
		var s map[string]json.RawMessage
		plain := must[[]byte](t)(plainly.unseal(bucketSlots, key, in(bucketSlots).Get(key)))
		if err := json.Unmarshal(plain, &s); err != nil {
			return err
		}
		change(s)
		return in(bucketSlots).Put(key, plainly.seal(bucketSlots, key, must[[]byte](t)(json.Marshal(s))))
	})
}

func TestAttacksOnSlots(t *testing.T) {
	cost := func(passes, memory, lanes int) func(map[string]json.RawMessage) {
		return func(s map[string]json.RawMessage) {
			s["cost"] = json.RawMessage(fmt.Sprintf(`{"passes":%d,"memory":%d,"lanes":%d}`, passes, memory, lanes))
		}
	}
	for _, c := range []struct {
		name   string
		change func(map[string]json.RawMessage)
		want   string
	}{
		{"4 GB of memory", cost(1, 4<<20, 1), "archive_damaged"},
		{"a year of passes", cost(1<<31, 64, 1), "archive_damaged"},
		{"no lanes", cost(1, 64, 0), "archive_damaged"},
		{"no passes", cost(0, 64, 1), "archive_damaged"},
		{"less memory than lanes", cost(1, 8, 2), "archive_damaged"},
		{"more passes", cost(2, 64, 1), "archive_password_wrong"},
		{"no salt", func(s map[string]json.RawMessage) { s["salt"] = json.RawMessage(`""`) }, "archive_damaged"},
		{"another salt", func(s map[string]json.RawMessage) { s["salt"] = json.RawMessage(`"AAAAAAAAAAAAAAAAAAAAAA=="`) }, "archive_password_wrong"},
		{"a key that is cut", func(s map[string]json.RawMessage) { s["wrapped"] = s["salt"] }, "archive_password_wrong"},
		{"no key", func(s map[string]json.RawMessage) { delete(s, "wrapped") }, "archive_password_wrong"},
		{"another name", func(s map[string]json.RawMessage) { s["name"] = s["salt"] }, "archive_password_wrong"},
		{"not JSON of a slot", func(s map[string]json.RawMessage) { s["cost"] = json.RawMessage(`"x"`) }, "archive_damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := freshSealed(t)
			changeSlot(t, a, 1, c.change)
			_, err := reopenAs(t, a, "", password)
			wantFault(t, err, c.want)
		})
	}
	t.Run("another user's slot in its place", func(t *testing.T) {
		a := freshSealed(t)
		must[User](t)(a.AddUser("李录入", RoleEntry, Secret(other1)))
		attack(t, a, func(in func(bucket) *bbolt.Bucket) error {
			b := in(bucketSlots)
			plain := must[[]byte](t)(plainly.unseal(bucketSlots, numberKey(2), b.Get(numberKey(2))))
			return b.Put(numberKey(1), plainly.seal(bucketSlots, numberKey(1), plain))
		})
		_, err := reopenAs(t, a, "", other1) // the first user, 管理员, by 李's password
		wantFault(t, err, "archive_password_wrong")
	})
	t.Run("no slots: no archive without a password", func(t *testing.T) {
		a := freshSealed(t)
		must[Imported](t)(a.Import(dibao()))
		attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return in(bucketSlots).Delete(numberKey(1)) })
		b, err := reopenAs(t, a, "", "")
		if err == nil {
			_, err = b.Submissions()
		}
		wantFault(t, err, "archive_damaged")
	})
	t.Run("bits decayed", func(t *testing.T) {
		a := freshSealed(t)
		attack(t, a, func(in func(bucket) *bbolt.Bucket) error {
			v := bytes.Clone(in(bucketSlots).Get(numberKey(1)))
			v[len(v)/2] ^= 4
			return in(bucketSlots).Put(numberKey(1), v)
		})
		_, err := reopenAs(t, a, "", password)
		wantFault(t, err, "archive_damaged")
	})
}

// The usual cost is within what a slot may ask for, and not cheap (OWASP, RFC 9106:
// 64 MiB with three passes).
func TestUsualCost(t *testing.T) {
	if !usualCost.sane() || usualCost.Memory < 64<<10 || usualCost.Passes < 3 {
		t.Errorf("%+v", usualCost)
	}
}

// However a secret is printed, nothing of it is.
func TestSecretsAreNotPrinted(t *testing.T) {
	o := sealedOptions()
	j := must[[]byte](t)(json.Marshal(o.Password))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{o.Password, o, &o, []Secret{o.Password}} {
			text := fmt.Sprintf(verb, v) + string(j) + fmt.Errorf("failed: "+verb, v).Error()
			for _, form := range []string{"正确", "密码", fmt.Sprintf("%x", password), fmt.Sprint([]byte(password[:6]))[1:10]} {
				if strings.Contains(text, form) {
					t.Errorf("%s of %T shows %q", verb, v, form)
				}
			}
		}
	}
}

// A user's name stands nowhere in the file.
func TestNamesOfUsersAreOutOfSight(t *testing.T) {
	a := freshSealed(t)
	must[User](t)(a.AddUser("李录入", RoleEntry, Secret(other1)))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	file := readFile(t, a.Path())
	for _, name := range []string{"王录入", "李录入", password, other1} {
		if bytes.Contains(file, []byte(name)) {
			t.Errorf("the file shows %q", name)
		}
	}
}

// Keys are gone once the archive is closed.
func TestClosingWipesKeys(t *testing.T) {
	a := freshSealed(t)
	data := a.keys.data
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, make([]byte, keySize)) {
		t.Error("the data key is still there")
	}
	if _, err := a.Submissions(); err == nil {
		t.Error("a closed archive answers")
	}
	if err := errors.Join(a.Close()); err != nil {
		t.Error(err)
	}
}
