package vocab

import (
	"strings"
	"unicode/utf8"
)

// fitsName looks at a name: a surname and one or two characters, or the parts of a
// minority name.
func fitsName(text string) float64 {
	name, _ := CleanName(text)
	n := runeLen(name)
	r, _ := utf8.DecodeRuneInString(name)
	switch {
	case n < 2 || n > 20 || !isHan(r):
		return 0
	case strings.ContainsRune(name, '·') && n >= 4:
		return 0.95
	case n > 4 || !isNameOnly(name):
		if isMinorityName(name) {
			return 0.6
		}
		return 0
	case n == 4:
		if _, compound := compoundSurnames[string([]rune(name)[:2])]; compound {
			return 0.95
		}
		return 0.4
	case notNames[name]:
		return 0
	case strings.ContainsRune(surnames, r):
		return 0.95
	}
	return 0.5
}

func isNameOnly(name string) bool {
	for _, r := range name {
		if !isHan(r) && r != '?' && r != '□' && r != '*' {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	return !strings.ContainsRune("号楼室省市县镇乡村局院校厂站所组队店", last)
}

// isMinorityName reports whether a long name of characters alone is spelt from
// another language, with its dot left out.
func isMinorityName(name string) bool {
	n := 0
	for _, r := range name {
		if strings.ContainsRune("阿艾买提力古丽尔热依汗木克巴特伊卡德吐逊努玉素甫多吉卓玛次仁旺达瓦扎西拉姆帕迪哈斯其格合曼", r) {
			n++
		}
	}
	return n*3 >= runeLen(name)*2
}

// notNames are words of two or three characters that begin like a surname and
// stand in columns of forms.
var notNames = map[string]bool{
	"高中": true, "初中": true, "小学": true, "文盲": true, "汉族": true, "满族": true, "回族": true, "白族": true, "土族": true, "水族": true,
	"群众": true, "党员": true, "团员": true, "未婚": true, "已婚": true, "离婚": true, "丧偶": true, "初婚": true, "再婚": true, "户主": true,
	"配偶": true, "长子": true, "长女": true, "次子": true, "次女": true, "三女": true, "三子": true, "独居": true, "空巢": true, "常住": true,
	"流动": true, "农业": true, "健康": true, "良好": true, "一般": true, "残疾": true, "同意": true, "同上": true, "同左": true, "教师": true,
	"司机": true, "会计": true, "护士": true, "厨师": true, "保安": true, "工人": true, "农民": true, "学生": true, "职员": true, "经商": true,
	"务工": true, "服务": true, "在职": true, "退休": true, "失业": true, "成年": true, "老年": true, "高血压": true, "糖尿病": true, "常用药": true,
	"节庆": true, "科普": true, "上门": true, "电话": true, "委托": true, "自办": true, "转办": true, "上报": true, "新增": true, "周末": true,
	"商品房": true, "租住": true, "自建": true, "自有": true, "自住": true, "租赁": true, "钢混": true, "砖混": true, "框架": true, "平安物业": true,
	"本科": true, "大专": true, "中专": true, "硕士": true, "博士": true, "佛教": true, "居民": true, "居住": true, "商业": true, "办公": true,
	"宗教": true, "复员": true, "安置": true, "温馨": true, "和谐": true, "全额": true, "未参保": true, "包粽子": true, "金毛": true, "白色": true, "黄色": true,
	"施工": true, "加固": true, "已改": true, "未改": true, "重大": true, "高风险": true, "重点": true, "助餐": true, "助浴": true, "助医": true, "助洁": true,
}
