package plan

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huce/archive/register"
	"huce/assets"
	"huce/forms"
)

// What the village's numbers are, counted by hand on village_test.go.
func TestIndicatorsOfTheVillage(t *testing.T) {
	table := Indicators(villageInput())
	for code, want := range map[string]string{
		"B01": "5户", "B02": "11人", "B07.1": "4人", "B07.2": "7人", "B07.3": "57.1", "B11": "2.2人",
		"B08.1": "0人", "B08.2": "2人", "B08.3": "0人", "B08.4": "7人", "B08.5": "2人", "B08.6": "1人", "B08.7": "1人", "B08.9": "0人",
		"B05": "2人", "B06": "未掌握", "B09.1": "1人", "B09.2": "2个", "B10.1": "1人", "B10.2": "1人", "B10.3": "未掌握",
		"B12.1": "1人", "B12.2": "2人", "B12.3": "1人",
		"M01.1": "1户", "M01.2": "2人", "M04.1": "1人", "M04.3": "1人", "M04.9": "1人", "M04.2": "0人", "M05.1": "1人", "M05.2": "110元",
		"M06.1": "1人", "M06.2": "200元", "M06.3": "1人", "M06.4": "0人", "M07.1": "1人", "M07.3": "1人", "M08.1": "1人", "M08.2": "0人", "M09": "33.3%",
		"J01.1": "8人", "J01.2": "3人", "J01.3": "66.7%", "J02.1": "1人", "J03.1": "1人", "J03.2": "100%", "J04.1": "2人", "J04.2": "50%",
		"H01.1": "4人", "H01.2": "1人", "H02.1": "0人", "H02.2": "1人", "H03": "100%", "H04.1": "2人", "H04.2": "50%", "H05": "9.1%",
		"P01.1": "3件", "P01.2": "2件", "P01.3": "66.7%", "P04.1": "1人", "P04.2": "0%",
		"W01.1": "7项", "W01.2": "8项", "W01.3": "1项", "W01.4": "14.3%", "W01.5": "1项", "W01.6": "1项",
		"W02.1": "6,000元", "W02.2": "4,000元", "W02.3": "66.7%", "W02.4": "1,250.50元", "W02.5": "31.3%",
		"W03.1": "2次", "W03.2": "1次", "W04.1": "1户", "W04.2": "20%", "W05.1": "2张", "W05.2": "9项", "W05.3": "8项", "W05.4": "11.1%",
		"S03.1": "1人", "S03.2": "未掌握", "B03": "未掌握", "M02.1": "未掌握", "M03.1": "未掌握", "P02.1": "未掌握", "P03.1": "未掌握", "S01.2": "未掌握", "C01.3": "未掌握", "V01.1": "未掌握", "H06.1": "未掌握",
	} {
		if got := table.Get(code).Shown(); got != want {
			t.Errorf("%s %s: %s, want %s (%v)", code, table.Get(code).Label, got, want, table.Get(code).Items)
		}
	}
}

// Every indicator of the template is counted, and has its words in every language.
func TestIndicatorsAreTheTemplates(t *testing.T) {
	table := Indicators(villageInput())
	for _, i := range template().Indicators {
		if !table.Has(i[0]) && !table.Has(i[0]+".1") {
			t.Errorf("%s %s is counted by no rule", i[0], i[1])
		}
	}
	for _, i := range table.List {
		for _, l := range assets.Langs {
			if key := "plan.indicator." + i.Code; assets.Keys(l)[key] == "" {
				t.Errorf("%s has no words in %s", i.Code, l)
			}
		}
		if i.How == "" {
			t.Errorf("%s doesn't say how it was counted", i.Code)
		}
	}
	for block, codes := range paperBook().Blocks {
		for _, c := range codes {
			if !table.Has(c) {
				t.Errorf("block %s tells %s, which is not counted", block, c)
			}
		}
	}
}

// checkRows holds of every table: a count has as many rows as its number, a share
// is of what it says.
func checkRows(t interface {
	Errorf(string, ...any)
}, table *Table,
) {
	for _, i := range table.List {
		n := float64(len(i.Items) + len(i.Rows))
		if i.Of != OfNothing && !i.Sum && i.Unit != "%" && i.Number != n {
			t.Errorf("%s is %v and shows %v rows", i.Code, i.Number, n)
		}
		if i.Share != "" && i.Known {
			if whole := table.Get(i.Share).Number; whole == 0 || i.Number < 0 || i.Number > 100 || i.Number != 100*n/whole {
				t.Errorf("%s is %v%% of %s (%v), and shows %v rows", i.Code, i.Number, i.Share, whole, n)
			}
		}
		if !i.Known && (i.Number != 0 || n != 0) {
			t.Errorf("%s is not known, yet %v", i.Code, i.Number)
		}
	}
}

// Whatever a register says, a count shows its rows.
func TestIndicatorsShowTheirRows(t *testing.T) {
	checkRows(t, Indicators(villageInput()))
	words := []string{"", "是", "否", "男", "女", "独居", "失业", "在职人员", "登记失业", "低保", "2020-05-01", "1940", "1999-12", "3", "无", "肢体残疾", "一级", "停保", "去世"}
	var fields []string
	for _, r := range ruleBook().Rules {
		fields = append(fields, r.fieldsOf()...)
	}
	fields = append(fields, "~备注", "person.birth", "person.sex")
	rapid.Check(t, func(t *rapid.T) {
		r := &register.Register{Households: make([]register.Household, rapid.IntRange(0, 3).Draw(t, "homes"))}
		for range rapid.IntRange(0, 8).Draw(t, "people") {
			var pairs []string
			for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(fields), 0, 12, rapid.ID).Draw(t, "fields") {
				pairs = append(pairs, f, rapid.SampledFrom(words).Draw(t, f))
			}
			p := register.Person{Household: -1, Values: values(register.Ref{}, pairs...)}
			if n := len(r.Households); n > 0 {
				p.Household = rapid.IntRange(0, n-1).Draw(t, "home")
				r.Households[p.Household].Members = append(r.Households[p.Household].Members, len(r.People))
			}
			r.People = append(r.People, p)
		}
		for h := range r.Households {
			r.Households[h] = register.Household{ID: id("H", h), Head: -1, Dwelling: -1, Members: r.Households[h].Members}
		}
		checkRows(t, Indicators(Input{Year: 2026, Today: today, Register: r}))
	})
}

// A percentage that can't be one is left out of a mean.
func TestMeansLeaveSlipsOut(t *testing.T) {
	in := villageInput()
	c := &forms.Claims{}
	for _, v := range []string{"80", "3930", "90.5", ""} {
		r := c.Add(forms.RowRef{})
		c.Put(r, "act.title", "活动"+v, "")
		c.Put(r, "act.satisfaction", v, "")
	}
	in.Register.Submissions = append(in.Register.Submissions, register.Submission{ID: "S0003", Claims: []*forms.Claims{c}})
	if got := Indicators(in).Get("C01.3"); got.Shown() != "85.3%" || len(got.Rows) != 2 {
		t.Errorf("%s of %d", got.Shown(), len(got.Rows))
	}
}

// A class of 低保 counts where a form about 低保 gives it: one for a disability subsidy,
// which asks for it too, puts nobody on 低保.
func TestWhoIsOnMinimumAllowance(t *testing.T) {
	for title, want := range map[string]float64{
		"最低生活保障对象动态管理花名册": 2, "2026年社会救助对象台账": 2, "困难残疾人生活补贴和重度残疾人护理补贴申请审批表": 1,
	} {
		in := villageInput()
		before := Indicators(in).Get("M01.1").Number
		in.Register.Submissions = append(in.Register.Submissions, register.Submission{ID: "S0003", Title: title})
		row := register.Ref{Sub: int32(len(in.Register.Submissions) - 1)}
		p := &in.Register.People[4] // 李桂英, whose home isn't on it
		p.Values = append(slices.Clone(p.Values), values(row, "dibao.class", "B")...)
		slices.SortFunc(p.Values, func(a, b register.Standing) int { return strings.Compare(a.Field, b.Field) })
		if got := Indicators(in).Get("M01.1").Number; before != 1 || got != want {
			t.Errorf("by %s %v homes are on 低保, %v before, want %v", title, got, before, want)
		}
	}
}

// An empty archive knows nothing and says so.
func TestIndicatorsOfNothing(t *testing.T) {
	table := Indicators(Input{Community: "安宁社区", Year: 2026, Today: today, Register: &register.Register{}})
	checkRows(t, table)
	for _, i := range table.List {
		if i.Number != 0 {
			t.Errorf("%s is %v of nothing", i.Code, i.Number)
		}
	}
	if got := table.Get("M01.1").Shown(); got != "未掌握" {
		t.Errorf("低保户数 of nothing: %s", got)
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		n      float64
		digits int
		want   string
	}{{0, 1, "0"}, {75, 1, "75"}, {74.55, 1, "74.6"}, {1234.5, 1, "1,234.5"}, {2.666666, 2, "2.67"}, {2.5, 2, "2.5"}, {99.96, 1, "100"}, {0.04, 1, "0"}, {1.999, 2, "2"}} {
		if got := decimal(c.n, c.digits); got != c.want {
			t.Errorf("%v to %d: %s, want %s", c.n, c.digits, got, c.want)
		}
	}
	if got := ChineseDate(forms.NewDate(2026, 3, 1)); got != "2026年3月1日" {
		t.Error(got)
	}
}
