package recognise

import (
	"strings"

	"huce/forms/vocab"
)

// ofThings keeps numbers of things from being taken for the form's own number, the
// household's or the room's: 编号 under 设备 or 健康证明, 表号 of a water meter.
func ofThings(qs []*question, _ match) {
	for _, q := range qs {
		if q.group != "" && !vocab.OfPeople(q.group) && subjectGroup(q.group) != "" || metered[bare(q.label)] {
			delete(q.scores, "doc.no")
		}
	}
	if hasLabel(qs, metered) {
		for _, q := range qs {
			if b := bare(q.label); strings.HasPrefix(b, "户号") || b == "用户编号" {
				delete(q.scores, "household.no")
			}
		}
	}
}

// metered are labels of a meter or an account at a works: a 户号 beside them is the
// works' own.
var metered = map[string]bool{"表号": true, "电表号": true, "水表号": true, "燃气表号": true, "表底数": true, "抄表员": true, "抄表日期": true, "上期表数": true, "本期表数": true, "代码": true}

func hasLabel(qs []*question, labels map[string]bool) bool {
	for _, q := range qs {
		if labels[bare(q.label)] {
			return true
		}
	}
	return false
}
