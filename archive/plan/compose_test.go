package plan

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What the clerk wrote stays, word for word, when the numbers under it change.
func TestTextStaysWhenNumbersChange(t *testing.T) {
	in := villageInput()
	text := "一、开头\n本社区现有{{B02}}，居民{{B02.数}}名，上年{{B02.上年}}。\n1.自己的话{{" + in.Tasks[0].ID + ".名称}}\n1.5万元的事。\n三、乱编号\n{{段:打算}}\n"
	before := Compose(in, DraftPlan, text)
	if len(before.Problems) > 0 || before.Lines[1].Text() != "本社区现有"+before.Table.Get("B02").Shown()+"，居民"+before.Table.Get("B02").Value+"名，上年未掌握。" {
		t.Fatalf("%+v %s", before.Problems, before.Lines[1].Text())
	}
	in.LastYear = map[string]string{"B02": "9人"}
	in.Register = village()
	in.Register.People = in.Register.People[:len(in.Register.People)-1]
	for h := range in.Register.Households {
		in.Register.Households[h].Members = slices.DeleteFunc(slices.Clone(in.Register.Households[h].Members), func(m int) bool { return m >= len(in.Register.People) })
	}
	after := Compose(in, DraftPlan, text)
	if got := after.Lines[1].Text(); got == before.Lines[1].Text() || !strings.HasSuffix(got, "上年9人。") || !strings.HasPrefix(got, "本社区现有") {
		t.Errorf("after: %s", got)
	}
	var heads []string
	for _, l := range after.Lines {
		if l.Level == 1 {
			heads = append(heads, l.Text())
		}
	}
	if !slices.Equal(heads, []string{"一、开头", "二、乱编号"}) {
		t.Errorf("sections are counted anew: %q", heads)
	}
	if l := after.Lines[3]; l.Level != 0 || l.Text() != "1.5万元的事。" {
		t.Errorf("a sum was taken for an item: %+v", l)
	}
}

// Every number in a text can show its rows: as many as it says, where it is a count.
func TestNumbersShowTheirRows(t *testing.T) {
	in := villageInput()
	for kind, text := range map[string]string{DraftPlan: PlanText(in), DraftSummary: SummaryText(in)} {
		c := Compose(in, kind, text)
		seen := 0
		for _, l := range c.Lines {
			for _, p := range l.Pieces {
				if p.Code == "" {
					continue
				}
				seen++
				i := c.Table.Get(p.Code)
				if p.Text != i.Shown() && p.Text != i.Value {
					t.Errorf("%s: %q in the text, %q counted", p.Code, p.Text, i.Shown())
				}
				if i.Known && !i.Sum && i.Share == "" && i.Of != OfNothing && i.Unit != "%" && len(i.Items)+len(i.Rows) != int(i.Number) {
					t.Errorf("%s: %v, and %d rows", i.Code, i.Number, len(i.Items)+len(i.Rows))
				}
			}
		}
		if seen < 20 {
			t.Errorf("%s: %d numbers", kind, seen)
		}
	}
}

// A mark that means nothing is told with its line, and printed as it stands.
func TestMarksThatMeanNothing(t *testing.T) {
	c := Compose(villageInput(), DraftPlan, "一、好\n坏{{X9}}的{{T9999.时限}}\n{{段:没有}}\n{{任务:99}}\n")
	want := []Problem{{2, "{{X9}}"}, {2, "{{T9999.时限}}"}, {3, "{{段:没有}}"}, {4, "{{任务:99}}"}}
	if !slices.Equal(c.Problems, want) {
		t.Errorf("%v, want %v", c.Problems, want)
	}
	if got := c.Lines[1].Text(); got != "坏{{X9}}的{{T9999.时限}}" {
		t.Errorf("printed as %s", got)
	}
}

// A task that the clerk's own words tell is not told a second time by its block.
func TestTaskToldByTheClerk(t *testing.T) {
	in := villageInput()
	m := Merge(in.Tasks)
	k := slices.IndexFunc(m, func(m Merged) bool { return paperwork(m.Main) == "" && m.Main.ID != "" })
	if k < 0 {
		t.Fatal("no task")
	}
	id, words, block := m[k].Main.ID, strings.TrimRight(m[k].Main.Text, "。；"), m[k].Block
	if got := Compose(in, DraftPlan, "{{任务:"+block+"}}"); !strings.Contains(got.ShownText(), words) {
		t.Fatalf("%s is not in its block", words)
	}
	c := Compose(in, DraftPlan, "我们的说法，{{"+id+".时限}}前。\n{{任务:"+block+"}}")
	if strings.Contains(c.ShownText(), words) || len(c.Problems) > 0 {
		t.Errorf("told twice: %s %v", c.ShownText(), c.Problems)
	}
}

// Any text is composed without a panic, and what holds no mark stays as it is.
func TestAnyTextComposes(t *testing.T) {
	in := villageInput()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{
			"一、甲", "（一）乙", "1.丙", "（1）丁", "戊{{B02}}", "{{", "}}", "{{段:问题}}", "{{任务:其余}}", "{{板块:03}}", "{{未统计:B02,Z}}", "{{非零:}}", "{{句:}}", "己", "{{T0001}}", "{{:}}", "",
		}), 0, 12).Draw(t, "lines")
		c := Compose(in, rapid.SampledFrom([]string{DraftPlan, DraftSummary}).Draw(t, "kind"), strings.Join(lines, "\n"))
		n := 0
		for _, l := range c.Lines {
			if l.Text() == "己" {
				n++
			}
		}
		want := 0
		for _, l := range lines {
			if l == "己" {
				want++
			}
		}
		if n != want {
			t.Fatalf("%d of %d lines stand", n, want)
		}
	})
}

// A diff gives back both sides, each line once and in order.
func TestDiffHoldsBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := func(name string) []string {
			return rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙", "丙", "丁"}), 0, 10).Draw(t, name)
		}
		a, b := side("left"), side("right")
		var left, right []string
		for _, d := range Diff(strings.Join(a, "\n"), strings.Join(b, "\n")) {
			if d.LeftNo > 0 {
				left = append(left, d.Left)
			}
			if d.RightNo > 0 {
				right = append(right, d.Right)
			}
			if (d.Kind == DiffSame) != (d.LeftNo > 0 && d.RightNo > 0 && d.Left == d.Right) {
				t.Fatalf("%+v", d)
			}
		}
		if !slices.Equal(left, a) || !slices.Equal(right, b) {
			t.Fatalf("%q %q from %q %q", left, right, a, b)
		}
	})
}
