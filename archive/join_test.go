package archive

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"huce/archive/register"
)

// unordered is all that a register says, in an order of its own and without ids.
func unordered(reg *register.Register) string {
	ref := func(r register.Ref) string {
		c := reg.Submissions[r.Sub].Claims[r.Sheet]
		return fmt.Sprint(reg.Submissions[r.Sub].File, "/", c.Sheet, "/", r.Row)
	}
	person := make([]string, len(reg.People))
	for i, p := range reg.People {
		var rows, values []string
		for _, r := range p.Rows {
			rows = append(rows, ref(r))
		}
		slices.Sort(rows)
		for _, v := range p.Values {
			values = append(values, v.Field+"="+v.Value+"("+v.Reason+")")
		}
		person[i] = fmt.Sprint(rows, values)
	}
	var out []string
	for i, p := range reg.People {
		home := ""
		if p.Household >= 0 {
			var members []string
			for _, m := range reg.Households[p.Household].Members {
				members = append(members, person[m])
			}
			slices.Sort(members)
			home = strings.Join(members, "+")
		}
		out = append(out, person[i]+" in "+home)
	}
	for _, q := range reg.Questions {
		out = append(out, fmt.Sprint("asks ", q.ID, q.Kind, q.Gate))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// Two clerks work apart on copies of an archive. Whichever takes in the other's, the
// register is the same; and taking it in again changes nothing.
func TestJoiningEitherWayIsTheSame(t *testing.T) {
	dir := t.TempDir()
	var files []ImportFile
	for n := range 8 {
		k := &clerk{n: n}
		files = append(files, k.file(rand.New(rand.NewPCG(uint64(n), 7))))
	}
	day := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { day = day.Add(time.Second); return day }
	rapid.Check(t, func(t *rapid.T) {
		o := options()
		o.Now = clock
		path := filepath.Join(dir, fmt.Sprintf("%d.huce", rand.Uint64()))
		first, err := Create(path, o)
		must0(t, err)
		first.db.NoSync = true
		for _, f := range files[:3] {
			_, err := first.Import(f)
			must0(t, err)
		}
		must0(t, first.Close())
		open := func(path string) *history {
			a, err := Open(path, o)
			must0(t, err)
			a.db.NoSync = true
			h := &history{Archive: a, files: files, imported: map[int]string{}, gone: map[int]bool{}, seen: map[string]string{}}
			for n := range 3 {
				h.imported[n] = idOf("S", uint64(n+1))
			}
			return h
		}
		copied := func(from string) string {
			to := from + fmt.Sprint(rand.Uint64())
			duplicate(t, from, to)
			return to
		}
		one, two := copied(path), copied(path)
		for _, p := range []string{one, two} {
			h := open(p)
			for range rapid.IntRange(0, 8).Draw(t, "steps") {
				must0(t, h.step(t))
			}
			must0(t, h.Close())
		}
		twoAgain := copied(two)
		a, b := open(one), open(two)
		defer a.Close()
		defer b.Close()
		oneCopy := copied(path) // what one was before it took the other in
		duplicate(t, one, oneCopy)
		_, err = a.JoinFile(twoAgain, o)
		must0(t, err)
		_, err = b.JoinFile(oneCopy, o)
		must0(t, err)
		x, err := a.Register()
		must0(t, err)
		y, err := b.Register()
		must0(t, err)
		if unordered(x) != unordered(y) {
			t.Fatalf("one took two in:\n%s\n\ntwo took one in:\n%s", unordered(x), unordered(y))
		}
		again, err := a.JoinFile(twoAgain, o)
		must0(t, err)
		if again != (Joined{}) {
			t.Fatalf("joining twice brought %+v", again)
		}
		if r, err := a.Verify(true); err != nil || !r.Sound() {
			t.Fatalf("%v %+v", err, r)
		}
	})
}

func must0(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func duplicate(t *rapid.T, from, to string) {
	in, err := os.Open(from)
	must0(t, err)
	defer in.Close()
	out, err := os.Create(to)
	must0(t, err)
	_, err = io.Copy(out, in)
	must0(t, err)
	must0(t, out.Close())
}

// What two clerks settled differently holds for neither, is asked, and a later answer
// settles it.
func TestJoiningContradictions(t *testing.T) {
	dir := t.TempDir()
	k := &clerk{n: 1}
	f := k.file(rand.New(rand.NewPCG(1, 7)))
	make := func(name, phone string) (*Archive, string) {
		path := filepath.Join(dir, name)
		a := must[*Archive](t)(Create(path, options()))
		must[Imported](t)(a.Import(f))
		reg := must[*register.Register](t)(a.Register())
		must[uint64](t)(a.Decide(register.Decision{Kind: register.Stands, A: reg.Links[0].ID, Field: "person.phone", Value: phone}))
		return a, path
	}
	a, _ := make("a.huce", "19900000001")
	defer a.Close()
	b, other := make("b.huce", "19900000002")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	done := must[Joined](t)(a.JoinFile(other, options()))
	if done.Disputed != 2 {
		t.Fatalf("%+v", done)
	}
	reg := must[*register.Register](t)(a.Register())
	at := slices.IndexFunc(reg.Questions, func(q register.Question) bool { return q.Gate == register.Disputed })
	if at < 0 || len(reg.Questions[at].Values) != 2 {
		t.Fatalf("the contradiction isn't asked: %+v", reg.Questions)
	}
	if v := reg.People[reg.Links[0].Person].Value("person.phone"); v == "19900000001" || v == "19900000002" {
		t.Errorf("%s holds, though it is disputed", v)
	}
	q := reg.Questions[at]
	must[uint64](t)(a.Decide(register.Decision{Kind: register.Stands, A: q.A, Field: q.Field, Value: "19900000002"}))
	reg = must[*register.Register](t)(a.Register())
	if v := reg.People[reg.Links[0].Person].Value("person.phone"); v != "19900000002" {
		t.Errorf("the answer doesn't hold: %q", v)
	}
	if slices.ContainsFunc(reg.Questions, func(q register.Question) bool { return q.Gate == register.Disputed }) {
		t.Error("it is asked again")
	}
}
