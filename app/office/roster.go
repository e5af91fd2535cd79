package office

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huce/archive/register"
	"huce/forms"
)

// rosterColumns are the printed register's columns: those of the home first, then
// a member's. Widths are shares of the page.
var rosterColumns = []struct {
	label string
	field string // of a member; "" for the home's
	width float64
	align forms.Align
}{
	{"户编号", "", 13, forms.Centre},
	{"住址", "", 27, forms.Left},
	{"姓名", "person.name", 17, forms.Left},
	{"与户主关系", "person.relation", 13, forms.Centre},
	{"性别", "person.sex", 7, forms.Centre},
	{"出生日期", "person.birth", 16, forms.Centre},
	{"公民身份号码", "person.id_no", 30, forms.Centre},
	{"民族", "person.ethnic", 11, forms.Centre},
	{"文化程度", "person.education", 13, forms.Centre},
	{"联系电话", "person.phone", 20, forms.Centre},
	{"户籍地址", "person.hukou_address", 37, forms.Left},
}

// Roster is the register of households as it is printed: by estate, building, unit
// and room; people without a known home stand last.
func (o *Office) Roster(reg *register.Register) (*forms.Roster, error) {
	community, street, err := o.names()
	if err != nil {
		return nil, err
	}
	today := o.Today()
	r := &forms.Roster{
		Title: community + "居民户册",
		Notes: []string{
			"填报单位：" + street + community + "居民委员会",
			"共 " + strconv.Itoa(len(reg.Households)) + " 户 " + strconv.Itoa(len(reg.People)) + " 人",
			"截至 " + chineseDay(today),
		},
		Footer: []string{"单位负责人：", "填表人：", "联系电话：", "填报日期：" + chineseDay(today)},
		Info:   forms.Info{Title: community + "居民户册", Author: community + "居民委员会", Subject: "户册", Created: today},
	}
	for _, c := range rosterColumns {
		r.Columns = append(r.Columns, forms.TableColumn{Label: c.label, Width: c.width, Align: c.align})
	}
	block := ""
	for _, h := range homesInOrder(reg) {
		home := &reg.Households[h]
		g := forms.RosterGroup{Lead: []string{home.ID, address(reg, home)}}
		if b := blockOf(reg, home); b != block {
			g.Bookmark, block = b, b
		}
		for _, m := range home.Members {
			g.Rows = append(g.Rows, rosterRow(&reg.People[m]))
		}
		r.Groups = append(r.Groups, g)
	}
	homeless := forms.RosterGroup{Bookmark: "住址不详", Lead: []string{"", "住址不详"}}
	for i := range reg.People {
		if reg.People[i].Household < 0 {
			homeless.Rows = append(homeless.Rows, rosterRow(&reg.People[i]))
		}
	}
	if len(homeless.Rows) > 0 {
		r.Groups = append(r.Groups, homeless)
	}
	return r, nil
}

// posted makes a roster one that is posted: without the columns that nothing may be
// said in, and ages under a label of theirs.
func posted(r *forms.Roster) {
	own := len(rosterColumns) - countMember()
	for c := len(r.Columns) - 1; c >= own; c-- {
		filled := false
		for _, g := range r.Groups {
			filled = filled || slices.ContainsFunc(g.Rows, func(row []string) bool { return row[c-own] != "" })
		}
		switch {
		case !filled:
			r.Columns = slices.Delete(r.Columns, c, c+1)
			for _, g := range r.Groups {
				for i := range g.Rows {
					g.Rows[i] = slices.Delete(g.Rows[i], c-own, c-own+1)
				}
			}
		case rosterColumns[c].field == "person.birth":
			r.Columns[c].Label = "年龄"
		}
	}
}

// countMember is how many of the columns are a member's.
func countMember() int {
	n := 0
	for _, c := range rosterColumns {
		if c.field != "" {
			n++
		}
	}
	return n
}

func rosterRow(p *register.Person) []string {
	var row []string
	for _, c := range rosterColumns {
		if c.field != "" {
			row = append(row, p.Value(c.field))
		}
	}
	return row
}

func address(reg *register.Register, h *register.Household) string {
	if h.Dwelling < 0 {
		return ""
	}
	return reg.Dwellings[h.Dwelling].Address
}

// blockOf is what a bookmark of the printed register names: the building.
func blockOf(reg *register.Register, h *register.Household) string {
	if h.Dwelling < 0 {
		return ""
	}
	d := &reg.Dwellings[h.Dwelling]
	if d.Building == "" {
		return d.Estate
	}
	return d.Estate + d.Building + "号楼"
}

// homesInOrder are the households as one walks by them.
func homesInOrder(reg *register.Register) []int {
	order := make([]int, 0, len(reg.Households))
	for i := range reg.Households {
		if len(reg.Households[i].Members) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := dwelling(reg, a), dwelling(reg, b)
		return cmp.Or(
			cmp.Compare(x.Estate, y.Estate), byNumber(x.Building, y.Building), byNumber(x.Unit, y.Unit),
			byNumber(x.Room, y.Room), cmp.Compare(x.Address, y.Address),
			cmp.Compare(reg.Households[a].ID, reg.Households[b].ID),
		)
	})
	return order
}

func dwelling(reg *register.Register, household int) register.Dwelling {
	if d := reg.Households[household].Dwelling; d >= 0 {
		return reg.Dwellings[d]
	}
	return register.Dwelling{Estate: "\uffff"} // after every known one
}

// byNumber compares door numbers: 2 before 10, 2 before 2甲.
func byNumber(a, b string) int {
	x, restA := leadingNumber(a)
	y, restB := leadingNumber(b)
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(restA, restB))
}

func leadingNumber(s string) (int, string) {
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(s)
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return -1, s
	}
	return n, s[end:]
}

func chineseDay(d forms.Date) string {
	return strconv.Itoa(int(d.Year)) + "年" + strconv.Itoa(int(d.Month)) + "月" + strconv.Itoa(int(d.Day)) + "日"
}

// names are the community's and its street's, as the archive holds them.
func (o *Office) names() (community, street string, err error) {
	if community, err = o.archive.Setting("community"); err != nil {
		return "", "", err
	}
	street, err = o.archive.Setting("street")
	return community, street, err
}
