package office

import (
	"testing"

	"huce/archive/register"
	"huce/assets"
)

// Every question that the register can ask, every gate that can hold it up and every
// reason for leaving something out has words in both languages.
func TestEveryQuestionHasWords(t *testing.T) {
	var keys []string
	for _, k := range []register.QuestionKind{register.SamePerson, register.WhichValue, register.WhichHome, register.BadIdentifier} {
		keys = append(keys, "question."+string(k))
	}
	for _, g := range register.Gates() {
		keys = append(keys, "gate."+g)
	}
	for _, r := range []string{"hidden_sheet", "hidden_column", "hidden_row", "sheet_list", "sheet_empty", "sheet_unknown"} {
		keys = append(keys, "skip."+r)
	}
	for _, lang := range assets.Langs {
		for _, k := range keys {
			if assets.Text(lang, k) == k {
				t.Errorf("%s has no words in %s", k, lang)
			}
		}
	}
}
