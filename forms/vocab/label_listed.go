package vocab

import "strings"

// benefits are the words by which labels list who is helped and by what, the words of
// one help in one entry.
var benefits = [][]string{
	{"低保", "最低生活保障"},
	{"特困", "五保"},
	{"残疾", "重残", "残障", "两补"},
	{"临时救助", "临时"},
	{"优抚", "退役", "烈属"},
	{"孤儿"},
	{"返贫", "脱贫", "建档立卡", "监测户", "易返贫"},
	{"失独", "计生特殊", "计划生育特殊", "计生特扶"},
	{"低收入", "低边", "低保边缘", "支出型"},
	{"医疗救助", "教育救助"},
	{"困境儿童", "留守"},
	{"独居", "空巢"},
}

// listed reads a label that lists kinds of help or of people: 是否低保、特困 asks whether
// one is helped, 特殊身份(低保/残疾/优抚) which of them one is.
func listed(key string) []Meaning {
	if !strings.ContainsAny(key, "、/或和及") {
		return nil
	}
	found, others := 0, false
	for i, words := range benefits {
		for _, w := range words {
			if strings.Contains(key, w) {
				found++
				others = others || i > 1
				break
			}
		}
	}
	switch {
	case found < 2:
		return nil
	case hasPrefix(key, "是否", "有无") && !others:
		return []Meaning{{Field: "calc.is_assist", Score: 0.9}}
	}
	return []Meaning{{Field: "calc.tags", Score: 0.85}}
}
