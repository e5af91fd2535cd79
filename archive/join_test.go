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

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
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
			if n := rapid.IntRange(0, 5).Draw(t, "corrected"); n < 3 && !h.gone[n] {
				again := (&clerk{n: 20 + rapid.IntRange(0, 2).Draw(t, "anew")}).file(rand.New(rand.NewPCG(uint64(n), 8)))
				again.Submission.Form, again.Replaces = files[n].Submission.Form, h.imported[n]
				_, err := h.Import(again)
				must0(t, err)
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

// Two clerks corrected the same form apart, one filed a paper, visited a home that
// only she knows of and learnt a form: all is there, whoever takes the other's in.
func TestJoiningAllElse(t *testing.T) {
	dir := t.TempDir()
	base := filepath.Join(dir, "base.huce")
	a := must[*Archive](t)(Create(base, options()))
	must[Imported](t)(a.Import(dibao()))
	must[Document](t)(a.FileDocument(Document{Kind: "plan", Title: "计划", Data: []byte("计划")}))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	data := must[[]byte](t)(os.ReadFile(base))
	work := func(name string, n int) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		o := options()
		at := time.Date(2026, 4, n, 9, 0, 0, 0, time.UTC)
		o.Now = func() time.Time { at = at.Add(time.Second); return at }
		a := must[*Archive](t)(Open(path, o))
		again := other("更正" + name)
		again.Replaces = "S0001"
		must[Imported](t)(a.Import(again))
		k := &clerk{n: n}
		must[Imported](t)(a.Import(k.file(rand.New(rand.NewPCG(uint64(n), 5)))))
		reg := must[*register.Register](t)(a.Register())
		last := len(reg.Households) - 1
		must[plan.Visit](t)(a.PutVisit(plan.Visit{Household: reg.Households[last].ID, Visitor: name, Purpose: plan.PurposeWelfare, Outcome: plan.OutcomeMet}))
		d := must[Document](t)(a.FileDocument(Document{Kind: "plan", Title: "计划" + name, Data: []byte(name)}))
		must[plan.Sending](t)(a.PutSending(plan.Sending{Form: "f", Title: name, Steps: []plan.SendingStep{{Status: plan.SendingPrepared, Document: d.ID}}}))
		if err := a.PutTemplate(forms.Template{ID: "t-1", Versions: []forms.Version{{Fingerprint: name, Seen: name}}}); err != nil {
			t.Fatal(err)
		}
		if err := a.SetSetting("of."+name, name); err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one, two := work("甲", 1), work("乙", 2)
	said := func(path, with string) string {
		a := must[*Archive](t)(Open(path, options()))
		defer a.Close()
		must[Joined](t)(a.JoinFile(with, options()))
		if again := must[Joined](t)(a.JoinFile(with, options())); again != (Joined{}) {
			t.Errorf("joining twice brought %+v", again)
		}
		sound(t, a)
		reg := must[*register.Register](t)(a.Register())
		out := []string{unordered(reg)}
		for _, s := range must[[]SubmissionInfo](t)(a.Submissions()) {
			if !s.Withdrawn {
				out = append(out, "in force "+s.File)
			}
		}
		for _, v := range must[[]plan.Visit](t)(a.Visits()) {
			h := reg.Households[reg.FindHousehold(must[string](t)(a.CurrentID(v.Household)))]
			out = append(out, "visit "+v.Visitor+" "+reg.People[h.Members[0]].Value("person.name"))
		}
		titles := map[string]string{}
		numbers := map[string]bool{}
		for _, d := range must[[]Document](t)(a.Documents()) {
			out = append(out, "paper "+d.Title+" "+string(must[Document](t)(a.Paper(d.ID)).Data))
			titles[d.ID] = d.Title
			if numbers[d.ArchivalNo] {
				t.Errorf("%s twice", d.ArchivalNo)
			}
			numbers[d.ArchivalNo] = true
		}
		for _, s := range must[[]plan.Sending](t)(a.Sendings()) {
			out = append(out, "sending "+s.Title+" "+titles[s.Steps[0].Document])
		}
		out = append(out, fmt.Sprint(must[[]forms.Template](t)(a.Templates())), must[string](t)(a.Setting("of.甲"))+must[string](t)(a.Setting("of.乙")))
		slices.Sort(out)
		return strings.Join(out, "\n")
	}
	oneBefore := must[[]byte](t)(os.ReadFile(one))
	first := said(one, two)
	kept := filepath.Join(dir, "kept.huce")
	if err := os.WriteFile(kept, oneBefore, 0o600); err != nil {
		t.Fatal(err)
	}
	if second := said(two, kept); first != second {
		t.Errorf("one took two in:\n%s\n\ntwo took one in:\n%s", first, second)
	}
	for _, want := range []string{"in force 更正乙", "paper 计划甲", "paper 计划乙", "sending 甲 计划甲", "visit 甲", "visit 乙", "{乙 乙 []} {甲 甲 []}"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	if strings.Contains(first, "in force 更正甲") {
		t.Error("two corrections of one form are in force")
	}
}
