package archive

import (
	"reflect"
	"testing"
)

func inForce(t *testing.T, a *Archive) []string {
	t.Helper()
	var out []string
	for _, s := range must[[]SubmissionInfo](t)(a.Submissions()) {
		if !s.Withdrawn {
			out = append(out, s.ID)
		}
	}
	return out
}

// A corrected form takes the earlier one's place at once, and gives it back when it
// is withdrawn.
func TestImportReplaces(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	again := other("更正")
	again.Replaces = "S0001"
	must[Imported](t)(a.Import(again))
	for _, step := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"imported", func() error { return nil }, []string{"S0002"}},
		{"withdrawn", func() error { return a.Withdraw("S0002") }, []string{"S0001"}},
		{"brought back", func() error { return a.Restore("S0002") }, []string{"S0002"}},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if got := inForce(t, a); !reflect.DeepEqual(got, step.want) {
			t.Errorf("%s: %v stand, want %v", step.name, got, step.want)
		}
	}
	wantFault(t, a.Restore("S0001"), "submission_replaced")
	reg := must[[]string](t)(func() ([]string, error) {
		r, err := a.Register()
		if err != nil {
			return nil, err
		}
		return []string{r.Submissions[0].ID, r.Submissions[0].Corrects.ID}, nil
	}())
	if !reflect.DeepEqual(reg, []string{"S0002", "S0001"}) {
		t.Errorf("the register has %v", reg)
	}
	a = reopen(t, a)
	if r, err := a.Register(); err != nil || r.Submissions[0].Corrects == nil {
		t.Errorf("opened again, it corrects nothing: %v", err)
	}
	sound(t, a)
}

// A replaced import that is replaced by another can't come back beside it.
func TestOneReplacesAtATime(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	for _, name := range []string{"更正一", "更正二"} {
		f := other(name)
		f.Replaces = "S0001"
		must[Imported](t)(a.Import(f))
		if name == "更正一" {
			if err := a.Withdraw("S0002"); err != nil {
				t.Fatal(err)
			}
		}
	}
	wantFault(t, a.Restore("S0002"), "submission_replaced")
	if got := inForce(t, a); !reflect.DeepEqual(got, []string{"S0003"}) {
		t.Errorf("%v stand", got)
	}
}

func TestReplacingNothing(t *testing.T) {
	a := fresh(t)
	f := dibao()
	f.Replaces = "S0007"
	_, err := a.Import(f)
	wantFault(t, err, "archive_unknown")
	if got := inForce(t, a); got != nil {
		t.Errorf("%v stand", got)
	}
}

// A preview keeps nothing: not a byte of the archive changes.
func TestPreviewKeepsNothing(t *testing.T) {
	a := fresh(t)
	must[Imported](t)(a.Import(dibao()))
	before := dump(t, a)
	again := other("更正")
	again.Replaces = "S0001"
	old, next, err := a.Preview([]ImportFile{again, other("乙")})
	if err != nil {
		t.Fatal(err)
	}
	if len(old.Submissions) != 1 || len(next.Submissions) != 2 {
		t.Errorf("%d submissions before, %d after", len(old.Submissions), len(next.Submissions))
	}
	for _, s := range next.Submissions {
		if s.ID == "1" && (s.Corrects == nil || s.Corrects.ID != "S0001") {
			t.Errorf("it corrects %+v", s.Corrects)
		}
	}
	if !reflect.DeepEqual(before, dump(t, a)) {
		t.Error("the archive has changed")
	}
}
