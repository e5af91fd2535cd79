package office

import (
	"testing"

	"huce/archive/link"
	"huce/archive/register"
	"huce/assets"
)

// Whatever can be asked, and why, has words in both languages.
func TestQuestionsHaveWords(t *testing.T) {
	var keys []string
	for _, g := range register.Gates() {
		keys = append(keys, "gate."+g)
	}
	for _, f := range link.Residents(nil).Fields {
		for _, l := range f.Levels {
			keys = append(keys, "level."+l.Name)
		}
	}
	for _, k := range []register.QuestionKind{register.SamePerson, register.WhichValue, register.WhichHome, register.BadIdentifier} {
		keys = append(keys, "question."+string(k))
	}
	for _, r := range []string{register.Chosen, register.Valid, register.Authority, register.Recent, register.Agreed, register.Only, register.Derived} {
		keys = append(keys, "reason."+r)
	}
	for _, lang := range assets.Langs {
		for _, k := range keys {
			if assets.Text(lang, k) == k {
				t.Errorf("%s: %s has no words", lang, k)
			}
		}
	}
}

func TestMarked(t *testing.T) {
	for _, c := range []struct{ a, b, left, right string }{
		{"张建国", "张建国", "张建国", "张建国"},
		{"张建国", "张健国", "张【建】国", "张【健】国"},
		{"110199196203062317", "110199196203062371", "1101991962030623【1】7", "11019919620306237【1】"},
		{"热依汗", "热依汗·其其格", "热依汗", "热依汗【·其其格】"},
		{"", "男", "", "男"},
	} {
		left, right := Marked(c.a, c.b)
		if left != c.left || right != c.right {
			t.Errorf("Marked(%s, %s) = %s, %s; want %s, %s", c.a, c.b, left, right, c.left, c.right)
		}
	}
}
