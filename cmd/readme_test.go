package cmd

import (
	"os"
	"strings"
	"testing"
)

// Every module that the project asks for itself has its line, with the reason why
// it is there, in both READMEs.
func TestEveryModuleHasItsReason(t *testing.T) {
	asked := 0
	for line := range strings.Lines(read(t, "../go.mod")) {
		module, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || !strings.HasPrefix(version, "v") || strings.HasSuffix(version, "// indirect") {
			continue
		}
		asked++
		for _, readme := range []string{"../README.md", "../README.zh-CN.md"} {
			if !strings.Contains(read(t, readme), "| "+module+" | ") {
				t.Errorf("%s gives no reason for %s", readme, module)
			}
		}
	}
	if asked < 10 {
		t.Fatalf("only %d modules found: go.mod is read wrongly", asked)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
