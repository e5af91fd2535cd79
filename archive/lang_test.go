package archive

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"huce/assets"
)

// Every fault, act of the log and problem that the code names has words.
func TestEveryWordIsThere(t *testing.T) {
	kinds := []struct {
		code   *regexp.Regexp
		prefix string
	}{
		{regexp.MustCompile(`NewFault\("([a-z_]+)"`), "fault."},
		{regexp.MustCompile(`"(archive_[a-z_]+)"\}`), "fault."},
		{regexp.MustCompile(`\.add\("([a-z]+)"`), "archive.problem."},
		{regexp.MustCompile(`enter\(c, "([a-z]+)"`), "archive.act."},
		{regexp.MustCompile(`(?:\(id, (?:true|false), |bucket[A-Z][a-z]+, )"([a-z]+)"`), "archive.act."},
		{regexp.MustCompile(`DecisionKind = "([a-z]+)"`), "archive.act."},
	}
	words := assets.Keys(assets.Chinese)
	for _, file := range must[[]os.DirEntry](t)(os.ReadDir(".")) {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		text := string(readFile(t, file.Name()))
		for _, k := range kinds {
			for _, m := range k.code.FindAllStringSubmatch(text, -1) {
				if words[k.prefix+m[1]] == "" {
					t.Errorf("%s: %s%s has no words", file.Name(), k.prefix, m[1])
				}
			}
		}
	}
}
