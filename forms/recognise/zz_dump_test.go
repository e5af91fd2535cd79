package recognise

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestZZDump(t *testing.T) {
	for _, a := range strings.Fields(os.Getenv("FILES")) {
		m, _ := filepath.Glob(a)
		for _, f := range m {
			b := readBook(t, f)
			if b == nil {
				continue
			}
			for _, g := range b.Sheets {
				fmt.Println("==", filepath.Base(f), g.Name, "hidden", g.Hidden, g.Before, g.After)
				for _, mm := range g.Merges {
					if mm.Top < 14 {
						fmt.Printf(" %v", mm)
					}
				}
				fmt.Println()
				for i, r := range g.Rows {
					if i > 24 {
						break
					}
					var s []string
					for _, c := range r {
						s = append(s, strings.ReplaceAll(c.Text, "\n", `\n`))
					}
					fmt.Println(i+1, strings.Join(s, "|"))
				}
			}
			ls := Book(b)
			for _, l := range ls {
				fmt.Println("->", l.Sheet, l.Kind, l.Title, l.Department, l.HeaderRows, l.DataRows, l.Unit)
				for _, c := range l.Columns {
					fmt.Printf("   %d %s/%s=%s %.2f", c.Index, c.Group, c.Label, c.Field, c.Confidence)
				}
				if len(l.Cards) > 0 {
					for _, c := range l.Cards[0].Cells {
						fmt.Printf("   [%d,%d] %s/%s=%s %.2f", c.Row+1, c.Col, c.Group, c.Label, c.Field, c.Confidence)
					}
				}
				fmt.Println()
			}
		}
	}
}
