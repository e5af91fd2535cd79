package vocab

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oddFields is the field that the values of a file of testdata/odd are of.
var oddFields = map[string]string{
	"id": "person.id_no", "date": "person.birth", "phone": "person.phone", "number": "house.area",
	"bool": "calc.is_dibao", "name": "person.name", "address": "person.residence_address",
}

// Values as clerks really write them: a line is what the cell says, the value read,
// the issue's code and the mended value that it suggests, parted by tabs; texts are
// escaped as Go's strings are. A value without an issue reads as itself.
func TestOddValues(t *testing.T) {
	for kind, field := range oddFields {
		data, err := os.ReadFile(filepath.Join("testdata", "odd", kind+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
			want := append(strings.Split(line, "\t"), "", "", "")[:4]
			for i := range want[:2] {
				if _, err := fmt.Sscanf(`"`+want[i]+`"`, "%q", &want[i]); err != nil {
					t.Fatalf("%s line %d: %v", kind, n+1, err)
				}
			}
			got, issues := ParseText(field, want[0])
			code, suggest := "", ""
			for _, is := range issues {
				code += is.Code
				suggest += is.Suggest
			}
			if got != want[1] || code != want[2] || suggest != want[3] {
				t.Errorf("%s %q is %q %s (%s), want %q %s (%s)", kind, want[0], got, code, suggest, want[1], want[2], want[3])
			}
			if again, _ := ParseText(field, got); code == "" && again != got {
				t.Errorf("%s %q is %q, and that is %q", kind, want[0], got, again)
			}
		}
	}
}
