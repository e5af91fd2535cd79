package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"huce/app/kit/kittest"
	"huce/app/office"
	"huce/archive/register"
	"huce/forms"
)

// desk is an archive with questions that answers close.
type desk struct {
	open  []office.Asked
	all   []office.Asked
	done  []string
	no    uint64
	fault error
}

func newDesk() *desk {
	d := &desk{}
	for i := range 3 {
		d.all = append(d.all, office.Asked{
			ID: fmt.Sprintf("q%d", i+1), Kind: string(register.SamePerson), Text: "是不是同一个人？", Name: []string{"王一", "李二", "赵三"}[i], Like: 1,
		})
	}
	d.all = append(d.all, office.Asked{
		ID: "q4", Kind: "value", Text: "哪个对？", Name: "钱四",
		Choices: []office.AskedValue{{Value: "男"}, {Value: "女"}},
	})
	d.open = slices.Clone(d.all)
	return d
}

func (d *desk) Questions() ([]office.Asked, error) { return slices.Clone(d.open), nil }

func (d *desk) Answer(id string, kind register.DecisionKind, value string) (uint64, error) {
	if d.fault != nil {
		return 0, d.fault
	}
	d.no++
	d.done = append(d.done, strings.TrimSpace(id+" "+string(kind)+" "+value))
	d.open = slices.DeleteFunc(d.open, func(q office.Asked) bool { return q.ID == id })
	return d.no, nil
}

func (d *desk) AnswerLike(id string, kind register.DecisionKind, _ string) ([]uint64, error) {
	d.done = append(d.done, "like "+id+" "+string(kind))
	d.open = slices.DeleteFunc(d.open, func(q office.Asked) bool { return q.Like > 0 })
	d.no += 2
	return []uint64{d.no - 1, d.no}, nil
}

func (d *desk) Revoke(no string) error {
	d.done, d.open = append(d.done, "revoke "+no), slices.Clone(d.all)
	return nil
}

func show(t *testing.T, d *desk) (*kittest.Stage, *Screen) {
	t.Helper()
	stage := kittest.New(t)
	s := New(stage.Page, d)
	stage.Show(s)
	return stage, s
}

// Questions are answered by one key each: 1 the same, 2 different, 3 later, Z takes
// back, until none is open.
func TestQuestionsAreAnsweredByKeys(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	stage.Lacks(t, "待核对 4 个问题", "是不是同一个人？")
	for _, key := range []string{"3", "1", "2", "2"} { // the first is put off; then the second, the third, the value
		if !s.Key(fyne.KeyName(key)) {
			t.Errorf("%s does nothing", key)
		}
	}
	want := []string{"q2 " + string(register.Same), "q3 " + string(register.Different), "q4 " + string(register.Stands) + " 女"}
	if !slices.Equal(d.done, want) {
		t.Fatalf("answered %v, want %v; said %s", d.done, want, stage.Said)
	}
	if s.at < 0 || s.questions[s.at].ID != "q1" {
		t.Error("the one put off doesn't come back")
	}
	s.Key("z")
	if last := d.done[len(d.done)-1]; last != "revoke 3" {
		t.Errorf("taken back by %q", last)
	}
	d.open = nil
	s.Refresh()
	stage.Lacks(t, "没有要核对的了")
	if s.Key("1") {
		t.Error("nothing was answered")
	}
}

// All that are like one are answered by one key, and taken back together.
func TestLikeCasesAreAnsweredInBulk(t *testing.T) {
	d := newDesk()
	stage, s := show(t, d)
	s.Key("s")
	if d.done[0] != "like q1 "+string(register.Same) || !strings.Contains(stage.Said, "2") || s.table.Len() != 1 {
		t.Errorf("answered %v, %d open; said %s", d.done, s.table.Len(), stage.Said)
	}
	stage.TakeBack(t)
	if !slices.Equal(d.done[1:], []string{"revoke 2", "revoke 1"}) {
		t.Errorf("taken back %v", d.done[1:])
	}
}

// An answer that can't be kept is told, and the question stays.
func TestRefusedAnswerLeavesTheQuestion(t *testing.T) {
	d := newDesk()
	d.fault = forms.NewFault("role_may_not", "查看")
	stage, s := show(t, d)
	s.Key("1")
	if !strings.HasPrefix(stage.Said, "⚠") || s.table.Len() != 4 || s.busy {
		t.Errorf("said %q, %d open", stage.Said, s.table.Len())
	}
}

func TestNoGoroutineStays(t *testing.T) {
	kittest.Leaks(t)
	stage := kittest.New(t)
	stage.Later()
	s := New(stage.Page, newDesk())
	stage.Show(s)
	stage.Settle()
	s.Key("1")
	s.Key("1") // while the first is being kept: no second answer
	stage.Settle()
	if s.given != 1 {
		t.Errorf("%d answers", s.given)
	}
}

func TestReviewLooks(t *testing.T) {
	stage, _ := show(t, newDesk())
	stage.Looks(t, "review")
}
