package recognise

import (
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// The labels of columns that take an address apart.
var (
	buildingLabels = []string{"楼栋", "楼号", "栋", "幢", "楼栋号", "栋号", "幢号", "座", "座号", "号楼", "楼", "楼栋名称"}
	unitLabels     = []string{"单元", "单元号"}
	roomLabels     = []string{"房号", "房间号", "室", "室号", "房", "门牌号", "门牌", "房间", "户室号", "门户号"}
)

// joinAddress puts the columns 楼栋, 单元 and 房号 of a table together as
// household.building, where the table has no address in one piece. The columns
// stay as they are.
func (rd *reading) joinAddress(l *forms.Layout, at []int) {
	for _, f := range []string{"household.building", "household.address", "house.address", "person.residence_address"} {
		if rd.Column(f) >= 0 {
			return
		}
	}
	find := func(labels []string) int {
		for i, c := range l.Columns {
			if c.Field == "" && slices.Contains(labels, bare(c.Label)) {
				return at[i]
			}
		}
		return -1
	}
	building, unit, room := find(buildingLabels), find(unitLabels), find(roomLabels)
	if building < 0 || room < 0 {
		return
	}
	to := rd.field("household.building")
	for r := range rd.Rows {
		text := withWord(rd.Values[building][r], "号楼")
		if unit >= 0 {
			text += withWord(rd.Values[unit][r], "单元")
		}
		text += withWord(rd.Values[room][r], "室")
		value, _ := vocab.ParseText("household.building", text)
		rd.set(r, to, value, value)
	}
}

// withWord is one part of an address with its word behind it: 3 and 3栋 are 3号楼.
func withWord(text, word string) string {
	if text = forms.Squeeze(text); text == "" {
		return ""
	}
	digits := strings.TrimRight(text, "号楼栋幢座单元房室")
	if !isFigure(digits) {
		return text // A座, 东楼: as the form says it
	}
	return digits + word
}
