package vocab

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// asides are what a label says beside its meaning.
var asides = []string{
	"(必填)", "(必填项)", "(选填)", "(非必填)", "(可不填)", "(如有)", "(若有)", "(可选)", "(单选)", "(多选)", "(下拉选择)", "(下拉)",
	"必填项", "(文本格式)", "(文本)", "(请核对)", "(请填写)", "(自动生成)", "(自动计算)", "(勿填)", "(系统生成)", "请填写", "请选择", "(打√)", "(打勾)", "(划√)", "(打钩)", "请打√", "打√", "打勾", "划√",
}

// listedAnswers are a label's answers with their codes, behind it: 性别 1.男 2.女.
var listedAnswers = regexp.MustCompile(`^(.*?\p{Han}{2,}[)）:：]?)[\s(（:：]*[1①][.、．:：-]?\s*[\p{Han}(（][^2②]*[2②][.、．:：-]?\s*[\p{Han}(（]`)

// nowOrBefore says of a label that it asks for what was where there is none now: 原（现）工作单位.
var nowOrBefore = regexp.MustCompile(`^(?:原\(现\)|现\(原\)|现\(曾\)|曾\(现\)|原/现|现/原)`)

// labelKey is a label in the form in which labels are compared: folded, without
// stars, asides, its number in the form (D1, 3., 一、) and the colon behind.
func labelKey(label string) string {
	if m := listedAnswers.FindStringSubmatchIndex(label); m != nil {
		label = label[:m[3]]
	}
	s := strings.Map(func(r rune) rune {
		switch r {
		case '*', '＊', '★', '☆', '▲', '△', '●', '#', '＃', '※', '·', '_', '\n', '\r', '\t':
			return -1
		case '：':
			return ':'
		case '；':
			return ';'
		}
		return r
	}, fold(label))
	s = nowOrBefore.ReplaceAllString(s, "")
	for _, a := range asides {
		s = strings.ReplaceAll(s, a, "")
	}
	s = strings.TrimRight(strings.Trim(s, ":;,.、，。-"), "①②③④⑤⑥⑦⑧⑨⑩")
	return AsWritten(dropYear(dropNumber(s)))
}

// relative is a label that asks in words of speech how somebody is related: 是户主的,
// 监护人系残疾人的.
var relative = regexp.MustCompile(`^(\p{Han}{0,6}?)(?:是|系)(\p{Han}{1,8})的(?:什么人|何人|谁)?$`)

// arrival is a label that asks since when somebody is in the place that it names: 来京时间.
var arrival = regexp.MustCompile(`^来[^访电信源]\p{Han}{0,2}?(时间|日期|年月)$`)

// when is a label that asks for a time in words of speech: 何时转正, 哪天来本市的.
var when = regexp.MustCompile(`^(?:何时|哪天|几时|哪年哪月|哪年|何年何月|什么时候|什么时间)(\p{Han}{2,6}?)的?$`)

// belongs is a label that asks whether somebody is of a kind: 属随迁子女.
var belongs = regexp.MustCompile(`^属于?([^地性相实于]\p{Han}{2,})$`)

// AsWritten is a label of one of these kinds as forms mostly have it: 与户主关系, 来本地时间.
func AsWritten(s string) string {
	switch r, _ := utf8.DecodeRuneInString(s); {
	case strings.ContainsRune("何哪几什", r):
		s = when.ReplaceAllString(s, "${1}时间")
		return arrival.ReplaceAllString(s, "来本地${1}")
	case r == '来':
		return arrival.ReplaceAllString(s, "来本地${1}")
	case r == '属':
		return belongs.ReplaceAllString(s, "是否${1}")
	case strings.HasSuffix(s, "的"), strings.HasSuffix(s, "人"), strings.HasSuffix(s, "谁"):
		return relative.ReplaceAllString(s, "${1}与${2}关系")
	}
	return s
}

// dropYear takes the year off a label that asks about one: 2026年是否参保, 本年度缴费金额
// of a form that is filled in again each year.
func dropYear(s string) string {
	if len(s) > 7 && allDigits(s[:4]) && (s[0] == '1' || s[0] == '2') && strings.HasPrefix(s[4:], "年") {
		if rest := strings.TrimPrefix(s[7:], "度"); runeLen(rest) >= 2 {
			return rest
		}
	}
	return s
}

// dropNumber takes off the number that a label has in its form: D1姓名, 3.性别,
// 一、基本情况, (2)民族, ①住址.
func dropNumber(s string) string {
	r, w := utf8.DecodeRuneInString(s)
	switch {
	case r >= '①' && r <= '⑳':
		return s[w:]
	case r >= 'A' && r <= 'Z':
		n := 1
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n > 1 && n <= 3 && n < len(s) {
			return strings.TrimLeft(s[n:], ".、:-")
		}
	case r >= '0' && r <= '9' || r == '(':
		n := strings.TrimLeft(s, "(0123456789")
		if used := len(s) - len(n); used <= 3 && n != "" && strings.ContainsRune(".、):．", firstRune(n)) {
			if rest := strings.TrimLeft(n, ".、):．"); rest != "" {
				return rest
			}
		}
	default:
		if n, hw := readHan(s); hw > 0 && n <= 30 && strings.HasPrefix(s[hw:], "、") {
			return s[hw+len("、"):]
		}
	}
	return s
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// withoutBrackets drops what a key says in brackets: 姓名(本人) is 姓名.
func withoutBrackets(key string) string {
	for {
		i := strings.IndexByte(key, '(')
		if i < 0 {
			return strings.Trim(key, ")")
		}
		j := strings.IndexByte(key[i:], ')')
		if j < 0 {
			return key[:i]
		}
		key = key[:i] + key[i+j+1:]
	}
}
