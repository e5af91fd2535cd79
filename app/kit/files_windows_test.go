package kit

import (
	"os"
	"strings"
	"testing"
)

// The system's own dialogs give back what the user chose in them. HUCE_DIALOG says
// which: .ci/windows types into each of them under Wine.
func TestSystemDialogs(t *testing.T) {
	asked, want := os.Getenv("HUCE_DIALOG"), os.Getenv("HUCE_DIALOG_WANT")
	what, known := map[string]fileQuestion{"open": openFile, "folder": openFolder, "save": saveFile}[asked]
	if !known {
		t.Skip("HUCE_DIALOG names no dialog")
	}
	question := FileQuestion{Kind: "户册 *.huce", Ext: ".huce"}
	if what == saveFile {
		question.Name = "户册 备份．甲"
	}
	path, err := askShell(what, question, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(path, want) || path != "" && want == "" {
		t.Errorf("%s gave %q, want %q", asked, path, want)
	}
}
