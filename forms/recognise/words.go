package recognise

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// meanings is what a label may mean, alike what it is only like; tests take words away
// from them.
var (
	meanings = vocab.Label
	alike    = vocab.Alike
)

// words is what the texts of a book look like, each judged once.
type words struct {
	looks map[string]look
	codes codeTables // what the book says that its codes mean
}

func newWords() *words { return &words{looks: map[string]look{}} }

// look is what a text may be, by itself.
type look struct {
	known  float64 // how surely vocab knows it as a label, 0..1
	label  float64 // how much it looks like a label: 1 surely, 0 who knows, -1 surely a value
	inline bool    // a label and its value in one cell: 填表人：张三
}

// placeholder is what a program's template has where its values go: ${data.name},
// {{name}}, @name@, [name].
var placeholder = regexp.MustCompile(`\$\{|\{\{|\{\.?\w+\}|^@\w+@|^\[[A-Za-z_]\w*\]$`)

// isPlaceholder reports whether a text stands for a value that a program puts in.
func isPlaceholder(text string) bool {
	return strings.ContainsAny(text, "{@[") && placeholder.MatchString(text)
}

// of judges a text.
func (w *words) of(text string) look {
	if l, ok := w.looks[text]; ok {
		return l
	}
	l := w.judge(text)
	w.looks[text] = l
	return l
}

func (w *words) judge(text string) look {
	s := forms.Squeeze(text)
	n := utf8.RuneCountInString(s)
	switch {
	case n == 0:
		return look{}
	case n > 48:
		return look{label: -1, inline: inlineLabel(text) != ""}
	case isFigure(s) || placeholder.MatchString(s):
		return look{label: -1}
	}
	if key := inlineLabel(text); key != "" {
		if rest := strings.TrimRight(s, ":："); rest == key && footerKey(key) == "" {
			return w.of(key)
		}
		return look{label: -0.6, inline: true}
	}
	l := look{known: knownAs(text)}
	if l.known < 0.6 && (ownWords()[bare(s)] || n >= 3 && vocab.OwnLabel(s)) {
		l.known = 0.75
	}
	switch {
	case l.known >= 0.6 && isAnswer(s) && !(l.known >= 0.9 && endsAsLabel(s)):
		l.known, l.label = 0.5, 0
	case l.known >= 0.6:
		l.label = l.known
	case strings.ContainsAny(s, "。；;！!"):
		l.label = -0.8
	case strings.ContainsAny(s, "，,") && n > 8:
		l.label = -0.4
	default:
		l.label = max(shapeOfLabel(s, n), l.known*0.6)
	}
	return l
}

// answers are the fields whose common answers are labels elsewhere: 配偶, 父亲, 户主,
// 残疾, 其他.
var answers = []string{"person.relation", "person.health", "person.political", "person.marital", "person.sex", "person.ethnic", "person.education"}

// isAnswer reports whether a text is a common answer, and so as likely a value as a
// label.
func isAnswer(s string) bool {
	if utf8.RuneCountInString(s) > 5 {
		return false
	}
	for _, f := range answers {
		if vocab.Fits(f, s) >= 0.9 {
			return true
		}
	}
	return false
}

// ownWords are labels that forms have and no standard field answers, from the
// spellings seen on real forms: they head columns like the others.
var ownWords = sync.OnceValue(func() map[string]bool {
	own := map[string]bool{"备注": true, "签名": true, "签字": true}
	rows, err := csv.NewReader(bytes.NewReader(assets.Read("fields/spellings.csv"))).ReadAll()
	if err != nil {
		panic("recognise: fields/spellings.csv: " + err.Error())
	}
	for _, r := range rows[1:] {
		if len(r) > 2 && r[1] != "footer" {
			own[bare(r[2])] = true
		}
	}
	return own
})

// knownAs is how surely vocab knows a text as a label. One that is only like a label
// may as well be a value: 护理补贴 answers 补贴种类.
func knownAs(text string) float64 {
	best := 0.0
	for _, m := range meanings(text, "") {
		if m.Alike {
			m.Score *= 0.7
		}
		best = max(best, m.Score)
	}
	return best
}

// labelEnds are the last characters that labels of forms have and names, places
// and other values rarely do.
const labelEnds = "号码址别型期间况名数额因度历貌族系式位称明注因由果准级率积质态人员科室见目限容项"

// endsAsLabel reports whether a text ends as labels do and answers don't: 健康状况.
func endsAsLabel(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(labelEnds, last)
}

// shapeOfLabel is how much an unknown word looks like a label, from -0.5 to 0.5.
func shapeOfLabel(s string, n int) float64 {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "）)*：:？?"))
	switch {
	case n > 30:
		return -0.5
	case strings.HasPrefix(s, "*") || strings.HasPrefix(s, "是否") || strings.HasPrefix(s, "有无"):
		return 0.5
	case unicode.IsDigit(first) && n > 4:
		return -0.4
	case strings.ContainsAny(s, "（(") && strings.ContainsAny(s, "/、元％%"):
		return 0.5
	case n >= 2 && strings.ContainsRune(labelEnds, last):
		return 0.35
	case n == 1:
		return -0.1
	}
	return 0.05
}

// isFigure reports whether a squeezed text is a number, a date, an ID or a phone:
// nothing but digits and the signs that go with them, with at least one digit.
func isFigure(s string) bool {
	digits := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits = true
		case strings.ContainsRune(".-/:,+%*#()（）xX年月日号元岁时分秒～~—－Ee", r):
		default:
			return false
		}
	}
	return digits
}

// inlineLabel is the label of a cell that holds label and value, or a label that
// waits for its value on the same line: 填表人：张三, 填报日期：. It is "" where
// the text before the colon is none.
func inlineLabel(text string) string {
	i := strings.IndexAny(text, ":：")
	if i <= 0 || strings.Count(text[:i], "(")+strings.Count(text[:i], "（") > strings.Count(text[:i], ")")+strings.Count(text[:i], "）") {
		return "" // none, or one inside brackets: 工资（单位：元）
	}
	key := forms.Squeeze(text[:i])
	if n := utf8.RuneCountInString(key); n < 2 || n > 16 || isFigure(key) {
		return ""
	}
	return key
}

// bare is a label without spaces, marks of what must be filled in, and remarks in
// brackets, in the words that forms mostly have: "*民 族（必填）" is 民族.
func bare(label string) string {
	s := forms.Squeeze(label)
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '（', '(', '【', '[':
			depth++
			continue
		case '）', ')', '】', ']':
			depth = max(depth-1, 0)
			continue
		case '*', '＊', '※', '★', '：', ':':
			continue
		}
		if depth == 0 {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return s
	}
	return vocab.AsWritten(b.String())
}
