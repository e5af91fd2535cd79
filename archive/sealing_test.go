package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"go.etcd.io/bbolt"

	"huce/archive/register"
)

// cheap makes tests fast; no archive of a user's has it.
var cheap = KeyCost{Passes: 1, Memory: 64, Lanes: 1}

const password = "正确的 密码 四五六"

func sealedOptions() Options {
	o := options()
	o.Password, o.Cost = Secret(password), cheap
	return o
}

// freshSealed is a new archive with a password.
func freshSealed(t testing.TB) *Archive {
	t.Helper()
	a, err := Create(filepath.Join(t.TempDir(), "社区.huce"), sealedOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// reopenAs closes an archive and opens it as a user.
func reopenAs(t testing.TB, a *Archive, user, password string) (*Archive, error) {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	o := sealedOptions()
	o.User, o.Password = user, Secret(password)
	b, err := Open(a.Path(), o)
	if err == nil {
		t.Cleanup(func() { b.Close() })
	}
	return b, err
}

// acts are what the log says was done, without who and when.
func acts(t testing.TB, a *Archive) []string {
	t.Helper()
	var all []string
	for _, e := range must[[]Entry](t)(a.Log()) {
		all = append(all, e.Act+" "+e.Subject)
	}
	return all
}

func wantActs(t testing.TB, a *Archive, last ...string) {
	t.Helper()
	got := acts(t, a)
	if got = got[max(0, len(got)-len(last)):]; !reflect.DeepEqual(got, last) {
		t.Errorf("the log ends with %q, want %q", got, last)
	}
}

// filled does one act of every kind and gives all that the archive then holds, but
// for its log.
func filled(t *testing.T, a *Archive) []any {
	t.Helper()
	fillVersion1(t, a)
	return holdings(t, a)
}

func holdings(t *testing.T, a *Archive) []any {
	t.Helper()
	var all []any
	for _, v := range contents(t, a) {
		if _, log := v.([]Entry); !log {
			all = append(all, v)
		}
	}
	return all
}

func wantHoldings(t *testing.T, a *Archive, want []any) {
	t.Helper()
	for i, got := range holdings(t, a) {
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("%T was\n%+v and is\n%+v", got, want[i], got)
		}
	}
	sound(t, a)
}

func TestSealedFromTheStart(t *testing.T) {
	a := freshSealed(t)
	want := filled(t, a)
	if who := a.Who(); !a.Sealed() || who.Name != "王录入" || who.Role != RoleAdmin || who.ID != "U0001" {
		t.Errorf("sealed %v, opened by %+v", a.Sealed(), who)
	}
	b := must[*Archive](t)(reopenAs(t, a, "", password)) // the first user, where none is named
	if b.Who().Name != "王录入" {
		t.Errorf("opened by %+v", b.Who())
	}
	wantHoldings(t, b, want)
	wantActs(t, b, "withdraw S0002", "login U0001")
}

// With a wrong password, an unknown name or none the archive says so and stays as
// it is, byte for byte, to read and to write.
func TestSealedKeepsOut(t *testing.T) {
	a := freshSealed(t)
	must[Imported](t)(a.Import(dibao()))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, a.Path())
	for _, c := range []struct{ user, password, want string }{
		{"王录入", "", "archive_password_missing"},
		{"", "", "archive_password_missing"},
		{"王录入", "错误的 密码 四五六", "archive_password_wrong"},
		{"", "正确的 密码 四五六 ", "archive_password_wrong"},
		{"别人", password, "archive_password_wrong"},
	} {
		for _, readOnly := range []bool{false, true} {
			o := sealedOptions()
			o.User, o.Password, o.ReadOnly = c.user, Secret(c.password), readOnly
			_, err := Open(a.Path(), o)
			wantFault(t, err, c.want)
		}
	}
	untouched(t, a.Path(), before)
}

// A password typed with another composition of the same characters is the same.
func TestPasswordsAreComposed(t *testing.T) {
	o := sealedOptions()
	o.Password = Secret("cafe\u0301 \u9ad8\u8208")
	a := must[*Archive](t)(Create(filepath.Join(t.TempDir(), "a.huce"), o))
	must[*Archive](t)(reopenAs(t, a, "", "caf\u00e9 \u9ad8\u8208"))
}

func TestSealAndUnseal(t *testing.T) {
	a := fresh(t)
	want := filled(t, a)
	must[*register.Register](t)(a.Register())
	a.cost = cheap
	if err := a.Seal(t.Context(), "", Secret(password), nil); err != nil {
		t.Fatal(err)
	}
	wantHoldings(t, a, want) // and goes on with the new file
	wantActs(t, a, "withdraw S0002", "seal U0001")
	wantFault(t, a.Seal(t.Context(), "", Secret(password), nil), "archive_sealed")
	if err := a.Withdraw("S0001"); err != nil {
		t.Fatal(err)
	}
	if reg := must[*register.Register](t)(a.Register()); len(reg.Submissions) != 0 {
		t.Errorf("after sealing the register doesn't follow: %d imports", len(reg.Submissions))
	}
	if err := a.Restore("S0001"); err != nil {
		t.Fatal(err)
	}
	a = must[*Archive](t)(reopenAs(t, a, "王录入", password))
	alone(t, a.Path())
	if err := a.Unseal(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if a.Sealed() || a.Who().Role != RoleAdmin {
		t.Error("still sealed")
	}
	wantFault(t, a.Unseal(t.Context(), nil), "archive_plain")
	a = reopen(t, a)
	if users := must[[]User](t)(a.Users()); len(users) != 0 {
		t.Errorf("users of a plain archive: %+v", users)
	}
	wantActs(t, a, "login U0001", "unseal ")
	want[0] = must[[]SubmissionInfo](t)(a.Submissions()) // withdrawn and brought back since
	wantHoldings(t, a, want)
}

// alone fails where anything but the archive and its note is left in its folder.
func alone(t *testing.T, path string) {
	t.Helper()
	for _, f := range must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))) {
		if f.Name() != filepath.Base(path) && f.Name() != filepath.Base(notePath(path)) {
			t.Errorf("beside the archive there is %s", f.Name())
		}
	}
}

// The system that renames no open file goes another way.
func TestRewritingWhereOpenFilesStay(t *testing.T) {
	openFilesMove = false
	defer func() { openFilesMove = true }()
	a := fresh(t)
	a.cost = cheap
	want := filled(t, a)
	if err := a.Seal(t.Context(), "", Secret(password), nil); err != nil {
		t.Fatal(err)
	}
	wantHoldings(t, a, want)
	must[*Archive](t)(reopenAs(t, a, "", password))
}

// A rewriting that fails leaves the archive as it was, open and in use.
func TestRewritingThatFails(t *testing.T) {
	broken := errors.New("broken")
	for name, way := range map[string]func(*Archive) error{
		"in its change": func(a *Archive) error {
			next := must[keyring](t)(freshKeyring())
			return a.rewrite(t.Context(), next, nil, func(*txn) error { return broken })
		},
		"for want of a place": func(a *Archive) error {
			if err := os.MkdirAll(filepath.Join(a.Path()+rewriteExt, "taken"), 0o755); err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(a.Path() + rewriteExt)
			return a.Seal(t.Context(), "", Secret(password), nil)
		},
		"stopped before it begins": func(a *Archive) error {
			ctx, stop := context.WithCancel(t.Context())
			stop()
			return a.Seal(ctx, "", Secret(password), nil)
		},
		"stopped half way": func(a *Archive) error {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			err := a.Seal(ctx, "", Secret(password), func(done, total int64) {
				if done <= 0 || done > total {
					t.Errorf("%d of %d bytes done", done, total)
				}
				stop()
			})
			wantFault(t, err, "copy_stopped")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := fresh(t)
			a.cost = cheap
			want := filled(t, a)
			before := acts(t, a)
			if err := way(a); err == nil {
				t.Fatal("it didn't fail")
			}
			if a.Sealed() || !reflect.DeepEqual(acts(t, a), before) {
				t.Error("something of it stays")
			}
			alone(t, a.Path())
			wantHoldings(t, a, want)
			a = reopen(t, a)
			wantHoldings(t, a, want)
		})
	}
}

// What a crash left of a rewriting, whole or not, goes when the archive is opened.
func TestLeftoverOfARewriting(t *testing.T) {
	a := fresh(t)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(a.Path()+rewriteExt, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	reopen(t, a)
	alone(t, a.Path())
}

// Damage found while the values are copied stops it: nothing damaged is taken over.
func TestRewritingRefusesDamage(t *testing.T) {
	a := fresh(t)
	a.cost = cheap
	must[Imported](t)(a.Import(dibao()))
	err := a.db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucketTasks))
		v := bytes.Clone(b.Get(numberKey(1)))
		v[len(v)/2]++
		return b.Put(numberKey(1), v)
	})
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, a.Seal(t.Context(), "", Secret(password), nil), "archive_damaged")
	alone(t, a.Path())
}

// attack changes the file of a sealed archive with bbolt alone, as someone without
// its password could.
func attack(t *testing.T, a *Archive, do func(bucketOf func(bucket) *bbolt.Bucket) error) {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	db := must[*bbolt.DB](t)(bbolt.Open(a.Path(), 0o600, nil))
	err := db.Update(func(tx *bbolt.Tx) error {
		return do(func(b bucket) *bbolt.Bucket { return tx.Bucket([]byte(b)) })
	})
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// resum gives a value the checksum of its place, as whoever moves one there would.
func resum(b bucket, key, stored []byte) []byte {
	body := stored[:len(stored)-envelopeAfter]
	out := bytes.Clone(body)
	sum := checksum(b, key, body)
	return append(out, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
}

func TestAttacksOnValuesAreFound(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(t *testing.T, in func(bucket) *bbolt.Bucket) error
	}{
		{"two exchanged, checksums mended", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			b, k1, k2 := in(bucketVisits), numberKey(1), numberKey(2)
			v1, v2 := bytes.Clone(b.Get(k1)), bytes.Clone(b.Get(k2))
			return errors.Join(b.Put(k1, resum(bucketVisits, k1, v2)), b.Put(k2, resum(bucketVisits, k2, v1)))
		}},
		{"moved to another bucket", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			k := numberKey(1)
			return in(bucketVisits).Put(k, resum(bucketVisits, k, in(bucketTasks).Get(k)))
		}},
		{"a plain value put in", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			k := numberKey(1)
			return in(bucketVisits).Put(k, plainly.seal(bucketVisits, k, []byte(`{"ID":"V0001","Household":"H00009"}`)))
		}},
		{"flags changed", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			k := numberKey(1)
			v := bytes.Clone(in(bucketVisits).Get(k))
			v[1] ^= flagZstd
			return in(bucketVisits).Put(k, resum(bucketVisits, k, v))
		}},
		{"one bit of what is sealed", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			k := numberKey(1)
			v := bytes.Clone(in(bucketVisits).Get(k))
			v[30] ^= 1
			return in(bucketVisits).Put(k, resum(bucketVisits, k, v))
		}},
		{"one taken out", func(_ *testing.T, in func(bucket) *bbolt.Bucket) error {
			return in(bucketVisits).Delete(numberKey(2))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := freshSealed(t)
			fillVersion1(t, a)
			fillVersion1(t, a)
			attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return c.do(t, in) })
			a = must[*Archive](t)(Open(a.Path(), sealedOptions()))
			defer a.Close()
			_, err := a.Visits()
			wantFault(t, err, "archive_damaged")
			if r := must[Report](t)(a.Verify(false)); r.Sound() {
				t.Error("Verify finds nothing")
			}
		})
	}
}

// An earlier state of one value, sealed by the archive itself, is right by its tag;
// the tally finds it. Only the whole file's earlier state is not found.
func TestReplayOfAnEarlierValueIsFound(t *testing.T) {
	a := freshSealed(t)
	must[Imported](t)(a.Import(dibao()))
	var old []byte
	key := numberKey(1)
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error {
		old = bytes.Clone(in(bucketSubmissions).Get(key))
		return nil
	})
	a = must[*Archive](t)(Open(a.Path(), sealedOptions()))
	if err := a.Withdraw("S0001"); err != nil {
		t.Fatal(err)
	}
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return in(bucketSubmissions).Put(key, old) })
	a = must[*Archive](t)(Open(a.Path(), sealedOptions()))
	defer a.Close()
	_, err := a.Submissions()
	wantFault(t, err, "archive_damaged")
}

// Whoever sets a bucket's counter back makes nothing be overwritten.
func TestCounterSetBackIsFound(t *testing.T) {
	a := freshSealed(t)
	must[Imported](t)(a.Import(dibao()))
	attack(t, a, func(in func(bucket) *bbolt.Bucket) error { return in(bucketSubmissions).SetSequence(0) })
	a = must[*Archive](t)(Open(a.Path(), sealedOptions()))
	defer a.Close()
	_, err := a.Import(other("乙"))
	wantFault(t, err, "archive_damaged")
	if subs := must[[]SubmissionInfo](t)(a.Submissions()); len(subs) != 1 || subs[0].Title != "低保对象登记表" {
		t.Errorf("submissions: %+v", subs)
	}
	if r := must[Report](t)(a.Verify(true)); len(r.Problems) != 1 || r.Problems[0].Code != "number" {
		t.Errorf("Verify: %+v", r.Problems)
	}
}

// The name of an original tells nobody what is in it.
func TestOriginalsAreNamedByTheKey(t *testing.T) {
	a := freshSealed(t)
	must[Imported](t)(a.Import(dibao()))
	must[Imported](t)(a.Import(dibao())) // and is found under it again
	sha := infoOf(dibao(), nil).SHA
	for key := range dump(t, a) {
		if bytes.Contains([]byte(key), []byte(sha)) {
			t.Errorf("the key %s is the hash of a file", key)
		}
	}
	if subs := must[[]SubmissionInfo](t)(a.Submissions()); len(subs) != 1 || subs[0].SHA != sha {
		t.Errorf("submissions: %+v", subs)
	}
}

// Equal values are sealed to different bytes.
func TestNoncesDiffer(t *testing.T) {
	k := must[keyring](t)(freshKeyring())
	seen := map[string]bool{}
	for range 1000 {
		v := k.env.seal(bucketTasks, numberKey(1), []byte("张伟"))
		nonce := string(v[envelopeBefore : envelopeBefore+k.env.aead.NonceSize()])
		if seen[nonce] {
			t.Fatal("a nonce came twice")
		}
		seen[nonce] = true
		if got, err := k.env.unseal(bucketTasks, numberKey(1), v); err != nil || string(got) != "张伟" {
			t.Fatal(string(got), err)
		}
	}
}
