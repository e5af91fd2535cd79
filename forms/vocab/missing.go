package vocab

// blanks are the ways in which a form says that it has nothing to say, whatever
// the field. Keys are folded.
var blanks = map[string]bool{
	"": true, "/": true, "//": true, "\\": true, "-": true, "--": true, "---": true, "_": true, "__": true,
	".": true, "*": true, "**": true, "***": true, "…": true, "……": true, "、": true, "。": true, "～": true,
	"N/A": true, "NA": true, "#N/A": true, "NULL": true, "NONE": true, "NIL": true, "NAN": true, "UNDEFINED": true,
	"#REF!": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true,
	"不详": true, "未详": true, "不明": true, "未知": true, "不清楚": true, "不知道": true, "不知": true,
	"未填": true, "未填写": true, "未填报": true, "未登记": true, "未提供": true, "未采集": true, "未录入": true, "待填": true,
	"空": true, "空白": true, "(空)": true, "(空白)": true, "略": true, "暂缺": true, "缺": true, "暂不清楚": true, "暂未提供": true,
	"待补": true, "待补充": true, "待核实": true, "待查": true, "待定": true, "待采集": true, "拒绝提供": true, "本人拒绝提供": true, "不愿提供": true,
}

// nothings say that there is none, which for a name, number, phone or date is the
// same as nothing; for a tick or an illness it is an answer. Keys are folded.
var nothings = map[string]bool{
	"无": true, "没有": true, "暂无": true, "(无)": true, "无此项": true, "不适用": true, "无需填写": true, "0": true, "00": true,
	"×": true, "X": true, "否": true, "没": true, "无号码": true, "无身份证": true, "无电话": true, "无手机": true, "无证": true, "无号": true,
	"未办": true, "未办理": true, "未办证": true, "办理中": true, "正在办理": true, "待办": true, "待办理": true, "未上户": true, "未落户": true,
	"未入户": true, "新生儿未办": true, "新生儿": true, "丢失": true, "遗失": true, "已丢失": true, "补办中": true, "空号": true, "停机": true,
	"关机": true, "已停机": true, "无人接听": true, "未留": true, "未留电话": true,
}

// IsBlank reports whether a text says nothing, in any field: "", /, -, 不详, 未填 …
func IsBlank(text string) bool {
	if len(text) > 24 {
		return false
	}
	return blanks[fold(text)]
}

// isNothing reports whether a text says that there is no such number, name or day.
func isNothing(text string) bool {
	if len(text) > 24 {
		return false
	}
	f := fold(text)
	return blanks[f] || nothings[f]
}

// sameAs are the ways to point at the address beside or above. Keys are folded.
var sameAs = map[string]string{
	"同上": sameHome, "同左": sameHome, "同前": sameHome, "同右": sameHome, "同现住址": sameHome, "同现住地": sameHome, "同现居住地": sameHome,
	"同现居住地址": sameHome, "同现住地址": sameHome, "同居住地址": sameHome, "同居住地": sameHome, "同住址": sameHome, "同家庭住址": sameHome,
	"同家庭地址": sameHome, "同常住地址": sameHome, "同实际居住地": sameHome, "同实际居住地址": sameHome, "与现住址一致": sameHome, "与现住址相同": sameHome,
	"与居住地一致": sameHome, "与居住地址一致": sameHome, "与现住址同": sameHome, "现住址": sameHome, "一致": sameHome, "相同": sameHome, "同": sameHome,
	"〃": sameHome, "″": sameHome, "同一地址": sameHome,
	"同户籍": sameHukou, "同户籍地": sameHukou, "同户籍地址": sameHukou, "同户籍所在地": sameHukou, "同户口": sameHukou, "同户口所在地": sameHukou,
	"与户籍一致": sameHukou, "与户籍地一致": sameHukou, "与户籍地址一致": sameHukou, "与户籍相同": sameHukou, "户籍地": sameHukou, "户籍地址": sameHukou,
}

// What an address cell that only points elsewhere is kept as: the other address of
// the same row. The caller, who has the row, puts that address in its place.
const (
	sameHome  = "同现住址"
	sameHukou = "同户籍地址"
)

// SameAs reports whether an address says no more than that it is another address
// of the same row: 同上, 同左, 同现住址, 同户籍, 〃 … Parse keeps it as 同现住址, or
// as 同户籍地址 where it names the 户籍.
func SameAs(text string) bool {
	_, ok := pointsTo(text)
	return ok
}

func pointsTo(text string) (string, bool) {
	if len(text) > 40 {
		return "", false
	}
	if text == "\"" || text == "＂" { // a ditto mark; fold would drop it
		return sameHome, true
	}
	to, ok := sameAs[fold(text)]
	return to, ok
}
