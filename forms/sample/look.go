package sample

import "huce/forms"

// look is what stands around a department's table, from round to round the same.
type look struct {
	attachment int    // 附件7 above the title, 0 none
	title      bool   // a title at all
	note       string // filling notes under the title
	info       infoLine
	unit       string // 计量单位：元, beside the date
	twoRows    bool   // groups over the labels
	letters    bool   // a row 甲 乙 1 2 below the header
	total      string // 合计, "" none
	blanks     bool   // blank rows between
	trailing   int    // styled rows left blank after the last
	footer     footerLine
	merge      bool // what is said of a home stands merged over its people
	countHomes bool // 序号 counts homes, not people
	hidden     bool // a column is hidden
	choices    bool // drop-down lists
	sheet      string
	options    string // a code table on a sheet of its own: its sheet's name
	optionsOf  string // which
	optionsOut bool   // and that sheet isn't hidden
	notes      bool   // a sheet of filling notes
	empties    int    // empty sheets
	landscape  bool
	order      rowOrder
}

type infoLine uint8

const (
	noInfo infoLine = iota
	oneCell
	twoCells
)

type footerLine uint8

const (
	noFooter footerLine = iota
	oneFooter
	splitFooter
)

// rowOrder is how a form's rows are sorted.
type rowOrder uint8

const (
	byPlace  rowOrder = iota // as one walks by the homes
	byHome                   // as the office numbers them
	shuffled                 // home by home, in no order
	byPerson                 // no order at all
)

var notesAbove = []string{
	"填表说明：1.本表由社区居委会填写；2.身份证号码须为18位；3.出生日期格式为YYYY-MM-DD。",
	"说明：姓名以户口簿为准，联系电话填写手机号码，住址填写到楼栋单元房号。",
	"注：请于每月25日前报送，逾期不予受理。带*为必填项。",
}

var notesSheet = []string{
	"填表说明",
	"一、本表由社区居民委员会负责填写，每户一行（每人一行）。",
	"二、“姓名”须与户口簿、身份证一致。",
	"三、“身份证号码”为18位，请勿使用科学计数法。",
	"四、“联系电话”填写手机号码。",
	"五、每季度末月25日前报送电子版和纸质版。",
}

// newLook draws a table's surroundings.
func newLook(d dice, s *style, plan formPlan, community string) *look {
	l := &look{
		title: d.chance(0.95), twoRows: d.chance(0.45), merge: d.chance(0.8),
		countHomes: d.chance(0.5), choices: d.chance(0.3), landscape: true,
	}
	if d.chance(0.13) && l.title {
		l.attachment = d.between(1, 9)
	}
	if d.chance(0.35) && l.title {
		l.note = d.of(notesAbove...)
	}
	if l.title {
		l.info = [...]infoLine{noInfo, oneCell, oneCell, oneCell, twoCells, twoCells, twoCells, twoCells}[d.IntN(8)]
	}
	if d.chance(0.25) {
		l.unit = d.of("计量单位：元", "单位：人", "单位：户、人、元")
	}
	l.letters = d.chance(0.12)
	if d.chance(0.2) {
		l.total = d.of("合计", "合  计", "总计", "合\u3000计")
	}
	l.blanks = d.chance(0.2)
	if d.chance(0.4) && s.format != forms.DOCX {
		l.trailing = d.between(3, 18)
	}
	l.footer = [...]footerLine{noFooter, oneFooter, oneFooter, oneFooter, splitFooter, splitFooter, splitFooter}[d.IntN(7)]
	l.order = [...]rowOrder{byPlace, byPlace, byPlace, byHome, shuffled}[d.IntN(5)]
	if plan.shape == families && l.merge && !s.plainText() {
		l.blanks = false
	}
	if plan.shape == roster && d.chance(0.08) {
		l.order = byPerson
	}
	l.sheet = d.of("Sheet1", "Sheet1", "花名册", "登记表", "汇总", community+"社区")
	if !s.plainText() {
		l.sheets(d)
	}
	return l
}

// sheets draws what only workbooks have.
func (l *look) sheets(d dice) {
	l.hidden = d.chance(0.07)
	if d.chance(0.15) {
		l.options = d.of("下拉选项", "代码表", "数据字典")
		l.optionsOf = d.of("gbt3304_ethnic", "gbt4762_political", "gbt2261_2_marital", "hukou_nature_now", "gbt2261_3_health_1digit")
		l.optionsOut = d.chance(0.25)
	}
	l.notes = d.chance(0.22)
	if d.chance(0.12) {
		l.empties = d.between(1, 2)
	}
}

// ownColumns are columns that departments add: a label and the values in it.
var ownColumns = [...][2]string{
	{"数据来源", "入户|电话|第一片区|系统导出||"},
	{"所属片区", "第一片区|第二片区|第三片区"},
	{"是否返乡", "是|否|否"},
	{"包片干部", officials},
	{"楼栋长", officials},
	{"网格员", officials},
	{"微信号", "||||"},
	{"是否进群", "是|否"},
}

// newColumns draws which of a form's fields become columns, how they are spelled
// and how they are written.
func newColumns(d dice, fields []field, s *style, l *look, sub subject) []column {
	var all []column
	hasSeq, hasNote := false, false
	for i := range fields {
		f := fields[i]
		hasSeq = hasSeq || f.Name == "calc.seq"
		hasNote = hasNote || f.Label == "备注"
		if leftOut(d, &f, s, sub) {
			continue
		}
		all = append(all, newColumn(d, f, s))
	}
	if d.chance(0.4) {
		own := ownColumns[d.IntN(len(ownColumns))]
		at := d.between(min(3, len(all)), len(all))
		all = append(all[:at], append([]column{{field: field{Label: own[0], Type: "text"}, own: own[1]}}, all[at:]...)...)
	}
	if !hasSeq && d.chance(0.78) {
		all = append([]column{newColumn(d, field{Label: "序号", Type: "integer", Name: "calc.seq", Required: true}, s)}, all...)
	}
	if !hasNote && d.chance(0.7) {
		all = append(all, newColumn(d, field{Label: "备注", Type: "longtext"}, s))
	}
	if l.twoRows {
		gather(all)
	}
	for i := range all {
		all[i].label = spell(d, &all[i].field, all[i].group)
	}
	if l.hidden {
		all[d.IntN(len(all))].hidden = true
	}
	return all
}

// leftOut drops some of what a form doesn't insist on.
func leftOut(d dice, f *field, s *style, sub subject) bool {
	switch f.Name {
	case sub.id:
		return s.noID && f.Name == "person.id_no"
	case sub.name, sub.phone, sub.address, "person.birth", "person.relation", "household.head_name":
		return false
	}
	switch {
	case f.Type == "image", f.Type == "opinion" && f.Name == "":
		return d.chance(0.8)
	case f.Type == "table":
		return true
	}
	return !f.Required && d.chance(0.12)
}

func newColumn(d dice, f field, s *style) column {
	c := column{field: f, codes: codeStyleOf(d, &f), date: s.date}
	if f.Type == "month" {
		c.date = s.month
	}
	if d.chance(0.25) {
		c.date = usualDates[d.IntN(len(usualDates))]
		if f.Type == "month" && c.date == nativeDate {
			c.date = isoDate
		}
	}
	c.family = groupOf(f.Name) != nil && groupOf(f.Name).name == "家庭情况" || f.Name == "calc.hh_births" || f.Name == "calc.hh_deaths"
	return c
}

// gather puts groups over runs of at least two columns that belong together.
func gather(all []column) {
	for i := 0; i < len(all); {
		g := groupOf(all[i].field.Name)
		j := i + 1
		for g != nil && j < len(all) && groupOf(all[j].field.Name) == g {
			j++
		}
		if g != nil && j-i >= 2 {
			for k := i; k < j; k++ {
				all[k].group = g.name
			}
		}
		i = j
	}
}
