package recognise

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// pair is a label and its value in one line of text: 填报单位（盖章）：安宁社区居委会.
type pair struct{ key, value string }

// pairs takes a line apart: 填表人：王静    联系电话：010-00001801.
func pairs(line string) []pair {
	var out []pair
	rest := line
	i, width := colon(rest)
	for i >= 0 {
		key, before := lastKey(rest[:i])
		if len(out) > 0 {
			out[len(out)-1].value = strings.TrimSpace(before)
		}
		out = append(out, pair{key: key})
		rest = rest[i+width:]
		i, width = colon(rest)
		// A time of day has a colon of its own: 14:30.
		for i > 0 && rest[i-1] >= '0' && rest[i-1] <= '9' && i+width < len(rest) && rest[i+width] >= '0' && rest[i+width] <= '9' {
			j, w := colon(rest[i+width:])
			if j < 0 {
				i = -1
				break
			}
			i, width = i+width+j, w
		}
	}
	if len(out) > 0 {
		out[len(out)-1].value = strings.TrimSpace(rest)
	}
	return out
}

func colon(s string) (at, width int) {
	at = strings.IndexAny(s, ":：")
	if at < 0 {
		return -1, 0
	}
	_, width = utf8.DecodeRuneInString(s[at:])
	return at, width
}

// lastKey splits the text before a colon into the label at its end and what comes
// before it. A label may be written wide (填 表 人) or stand without a space after
// the value before it.
func lastKey(s string) (key, before string) {
	words := strings.Fields(s)
	if len(words) == 0 {
		return "", ""
	}
	for n := 1; n <= min(len(words), 6); n++ {
		k := bare(strings.Join(words[len(words)-n:], ""))
		if signatureKey(k) != "" {
			return k, strings.Join(words[:len(words)-n], " ")
		}
	}
	last := words[len(words)-1]
	k := bare(last)
	for _, f := range footerWords {
		if v, ok := strings.CutSuffix(k, f.word); ok && v != "" && len(f.word) >= len("填表人") && !strings.HasPrefix(f.word, "截止") {
			return f.word, strings.Join(append(words[:len(words)-1:len(words)-1], v), " ")
		}
	}
	return k, strings.Join(words[:len(words)-1], " ")
}

// noteWords begin a remark about filling the form in.
var noteWords = []string{"注:", "注：", "注1", "说明", "备注:", "备注：", "填表说明", "填报说明", "填写说明", "填表要求", "填报要求", "使用说明", "填写要求", "注意", "※", "提示", "温馨提示", "要求:", "要求：", "请于", "请各", "为必填", "带*", "带＊", "（注", "(注", "备 注：", "附注", "附：", "附:"}

// noteStart reports whether a text is a remark about filling the form in.
func noteStart(text string) bool {
	s := strings.TrimLeft(forms.Squeeze(text), "*＊★")
	for _, w := range noteWords {
		if strings.HasPrefix(s, forms.Squeeze(w)) {
			return true
		}
	}
	return false
}
