package office

import (
	"cmp"
	"slices"
	"strconv"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/print"
)

func percent(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 1, 64) + "%"
}

// signedBy is who answers for a statistical report.
func signedBy(day forms.Date) []string {
	return []string{"单位负责人：", "统计负责人：", "填表人：", "联系电话：", "报出日期：" + chineseDay(day)}
}

// ageBands are the ages at which each band of the population tables begins. The last
// has no end.
var ageBands = []int{0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85}

// lifeAges are the ages of the building table.
var lifeAges = []struct {
	label      string
	from, till int
}{{"0—6岁", 0, 6}, {"7—17岁", 7, 17}, {"18—59岁", 18, 59}, {"60—79岁", 60, 79}, {"80岁以上", 80, 1 << 10}}

// population lays out the population tables: age and sex with a pyramid, buildings,
// sizes of homes. They name nobody.
func (j *job) population() (*print.Paper, error) {
	in, err := j.Input()
	if err != nil {
		return nil, err
	}
	here := plan.Residents(in)
	j.title = in.Community + "人口基本情况统计表"
	ages, pyramid := byAge(here)
	buildings, sizes := byBuilding(in.Register, here), bySize(in.Register, here)
	head := j.StatHead
	return print.LayStatistics(&forms.Statistics{
		Title: j.title, Head: &head, Unit: "填报单位：" + committee(in.Community), Period: chineseMonth(in.Today), Measure: "计量单位：人、户",
		Parts:  []forms.StatPart{{Table: &ages}, {Chart: &pyramid}, {Table: &buildings}, {Table: &sizes}},
		Footer: signedBy(in.Today), Info: j.info(j.title, "人口统计"),
	})
}

func chineseMonth(d forms.Date) string {
	return strconv.Itoa(int(d.Year)) + "年" + strconv.Itoa(int(d.Month)) + "月"
}

// sexes counts people by sex.
type sexes struct{ all, male, female int }

func (s *sexes) add(r *plan.Resident) {
	s.all++
	switch r.Sex {
	case "男":
		s.male++
	case "女":
		s.female++
	}
}

func (s *sexes) cells() []string {
	return []string{strconv.Itoa(s.all), strconv.Itoa(s.male), strconv.Itoa(s.female), strconv.Itoa(s.all - s.male - s.female)}
}

func byAge(here []plan.Resident) (forms.Table, forms.Chart) {
	t := forms.Table{Title: "一、年龄和性别", Columns: numbers("年龄", "合计", "男", "女", "性别未登记", "占比")}
	bands := make([]sexes, len(ageBands)+1) // the last: age not known
	var sum sexes
	for i := range here {
		r := &here[i]
		sum.add(r)
		band := len(ageBands)
		for r.Age >= 0 && (band == len(ageBands) || ageBands[band] > r.Age) {
			band--
		}
		bands[band].add(r)
	}
	c := forms.Chart{Title: "人口金字塔（左男右女）", Series: []string{"男", "女"}, Pyramid: true}
	for i := range bands {
		label := "年龄未登记"
		if i < len(ageBands) {
			label = bandLabel(i)
			c.Bars = append([]forms.Bar{{Label: label, Values: []float64{float64(bands[i].male), float64(bands[i].female)}}}, c.Bars...)
		}
		t.Rows = append(t.Rows, append(append([]string{label}, bands[i].cells()...), percent(bands[i].all, sum.all)))
	}
	t.Rows = append(t.Rows, append(append([]string{"合计"}, sum.cells()...), percent(sum.all, sum.all)))
	return t, c
}

func bandLabel(i int) string {
	from := strconv.Itoa(ageBands[i])
	if i == len(ageBands)-1 {
		return from + "岁以上"
	}
	return from + "—" + strconv.Itoa(ageBands[i+1]-1) + "岁"
}

// numbers are columns of counts behind one of labels.
func numbers(first string, more ...string) []forms.TableColumn {
	cols := []forms.TableColumn{{Label: first, Width: 2, Align: forms.Centre}}
	for _, m := range more {
		cols = append(cols, forms.TableColumn{Label: m, Width: 1.2, Align: forms.Right})
	}
	return cols
}

// tally is what one building has.
type tally struct {
	homes int
	sexes
	ages []int
}

func byBuilding(reg *register.Register, here []plan.Resident) forms.Table {
	labels := []string{"户", "人", "男", "女", "性别未登记"}
	for _, a := range lifeAges {
		labels = append(labels, a.label)
	}
	t := forms.Table{Title: "二、小区和楼栋", Columns: numbers("小区、楼栋", labels...)}
	t.Columns[0].Align = forms.Left
	tallies := map[string]*tally{}
	lived := map[int]bool{}
	sum := &tally{ages: make([]int, len(lifeAges))}
	for i := range here {
		r := &here[i]
		block, home := "住址不详", reg.People[r.Person].Household
		if home >= 0 && reg.Households[home].Dwelling >= 0 {
			block = cmp.Or(blockOf(reg, &reg.Households[home]), block)
		}
		b := tallies[block]
		if b == nil {
			b = &tally{ages: make([]int, len(lifeAges))}
			tallies[block] = b
		}
		for _, x := range []*tally{b, sum} {
			x.add(r)
			for k, a := range lifeAges {
				if r.Age >= a.from && r.Age <= a.till {
					x.ages[k]++
				}
			}
			if home >= 0 && !lived[home] {
				x.homes++
			}
		}
		lived[home] = true
	}
	row := func(name string, b *tally) {
		cells := append([]string{name, strconv.Itoa(b.homes)}, b.cells()...)
		for _, n := range b.ages {
			cells = append(cells, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, cells)
	}
	for _, name := range inBuildingOrder(reg, tallies) {
		row(name, tallies[name])
	}
	row("合计", sum)
	return t
}

// inBuildingOrder are the blocks of tallies as the register prints them; who has no
// known home stands last.
func inBuildingOrder(reg *register.Register, tallies map[string]*tally) []string {
	var names []string
	seen := map[string]bool{}
	for _, h := range homesInOrder(reg) {
		if b := blockOf(reg, &reg.Households[h]); tallies[b] != nil && !seen[b] {
			seen[b] = true
			names = append(names, b)
		}
	}
	var rest []string
	for name := range tallies {
		if !seen[name] {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return append(names, rest...)
}

// bySize counts homes by how many live in them.
func bySize(reg *register.Register, here []plan.Resident) forms.Table {
	const most = 7 // and more
	in := map[int]int{}
	for _, r := range here {
		if h := reg.People[r.Person].Household; h >= 0 {
			in[h]++
		}
	}
	homes, people := make([]int, most+1), make([]int, most+1)
	for _, n := range in {
		homes[min(n, most)]++
		people[min(n, most)] += n
	}
	t := forms.Table{Title: "三、每户人数", Columns: numbers("每户人数", "户", "人", "户占比")}
	sum := 0
	for n := 1; n <= most; n++ {
		label := strconv.Itoa(n) + "人"
		if n == most {
			label += "以上"
		}
		t.Rows = append(t.Rows, []string{label, strconv.Itoa(homes[n]), strconv.Itoa(people[n]), percent(homes[n], len(in))})
		sum += people[n]
	}
	t.Rows = append(t.Rows, []string{"合计", strconv.Itoa(len(in)), strconv.Itoa(sum), percent(len(in), len(in))})
	return t
}
