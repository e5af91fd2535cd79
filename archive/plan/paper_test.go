package plan

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/archive/register"
	"huce/forms"
)

var update = flag.Bool("update", false, "write the goldens anew")

// textOf is a document as a person reads it down the page.
func textOf(d forms.Official) string {
	var b strings.Builder
	line := func(s string) { b.WriteString(s + "\n") }
	line(d.Title)
	line("")
	if d.To != "" {
		line(d.To + "：")
	}
	blocks(&b, d.Body)
	line("")
	for i, a := range d.Annexes {
		line("附件" + string(rune('1'+i)) + "：" + a.Title)
	}
	line(d.Issuer)
	line(ChineseDate(d.Date))
	for i, a := range d.Annexes {
		line("")
		line("== 附件" + string(rune('1'+i)) + " " + a.Title)
		blocks(&b, a.Body)
	}
	return b.String()
}

func blocks(b *strings.Builder, all []forms.Block) {
	for _, x := range all {
		if x.Table == nil {
			indent := ""
			if x.Level == 0 {
				indent = "　　"
			}
			b.WriteString(indent + x.Text + "\n")
			continue
		}
		if x.Table.Title != "" {
			b.WriteString("〔" + x.Table.Title + "〕\n")
		}
		var labels []string
		for _, c := range x.Table.Columns {
			labels = append(labels, c.Label)
		}
		b.WriteString(strings.Join(labels, " | ") + "\n")
		for _, row := range x.Table.Rows {
			b.WriteString(strings.Join(row, " | ") + "\n")
		}
		if x.Table.Note != "" {
			b.WriteString(x.Table.Note + "\n")
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			old := ""
			if i < len(b) {
				old = b[i]
			}
			t.Fatalf("%s, line %d:\n%s\nwas\n%s", name, i+1, a[i], old)
		}
	}
	t.Fatalf("%s: %d lines, were %d", name, len(a), len(b))
}

func TestPlanOfTheVillage(t *testing.T) { golden(t, "plan.golden.txt", textOf(Plan(villageInput()))) }

func TestSummaryOfTheVillage(t *testing.T) {
	golden(t, "summary.golden.txt", textOf(Summary(villageInput())))
}

// A new archive has a plan and a summary too, and they invent nothing.
func TestPapersOfNothing(t *testing.T) {
	in := Input{Community: "安宁社区", Year: 2026, Today: today, Register: &register.Register{}}
	golden(t, "nothing.golden.txt", textOf(Plan(in))+"\n"+textOf(Summary(in)))
}

// Papers are full of full-width stops, numbered in order, and leave nothing open.
func TestPapersAreWellFormed(t *testing.T) {
	for _, d := range []forms.Official{Plan(villageInput()), Summary(villageInput())} {
		var b strings.Builder
		blocks(&b, d.Body)
		text := d.Title + b.String()
		for _, bad := range []string{"{0}", "{1}", "{2}", "{{", "。。", "；。", "，。", "、。", "（）", "：；", "　　　", "社区社区", "%!", "<nil>"} {
			if i := strings.Index(text, bad); i >= 0 {
				t.Errorf("%s holds %q: …%s", d.Title, bad, text[max(0, i-60):min(len(text), i+60)])
			}
		}
		one, two := 0, 0
		for _, b := range d.Body {
			switch b.Level {
			case 1:
				one, two = one+1, 0
				if want := "一二三四五六七八"[3*(one-1) : 3*one]; !strings.HasPrefix(b.Text, want+"、") {
					t.Errorf("%s is section %d", b.Text, one)
				}
			case 2:
				two++
				if !strings.HasPrefix(b.Text, "（") || strings.Contains(b.Text, ",") {
					t.Errorf("head %d: %s", two, b.Text)
				}
			}
		}
		if one < 7 {
			t.Errorf("%s has %d sections", d.Title, one)
		}
	}
}

func TestCommitteesName(t *testing.T) {
	for name, want := range map[string]string{
		"安宁社区": "安宁社区居民委员会", "安宁": "安宁社区居民委员会", "安宁社区居民委员会": "安宁社区居民委员会",
		"和平里社区居委会": "和平里社区居民委员会",
	} {
		if got := committee(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
