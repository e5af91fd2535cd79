package sheet

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	for _, n := range []string{os.Getenv("DUMP")} {
		if n == "" {
			t.Skip("DUMP unset")
		}
		data, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Read(n, data)
		if err != nil {
			fmt.Println(n, err)
			continue
		}
		fmt.Println(n, b.Format, b.Encoding, b.BOM, string(b.Comma), b.Notes)
		for _, g := range b.Sheets {
			fmt.Printf("== %s hidden=%v rows=%d cols=%d merges=%v hr=%v hc=%v w=%v\nbefore %q after %q\n", g.Name, g.Hidden, len(g.Rows), g.Width(), g.Merges, g.HiddenRows, g.HiddenCols, g.Widths, g.Before, g.After)
			for i, r := range g.Rows {
				if i > 40 {
					break
				}
				fmt.Printf("%d:", i+1)
				for _, c := range r {
					fmt.Printf(" %q", c.Text)
					if c.Raw != "" {
						fmt.Printf("<%s,%d>", c.Raw, c.Kind)
					}
				}
				fmt.Println()
			}
		}
	}
}
