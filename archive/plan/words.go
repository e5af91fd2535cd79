package plan

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"huce/assets"
)

// subject is whom or what tasks are about.
type subject struct {
	Name    string
	Kind    string // who or what
	Block   string
	Family  string // two different subjects of a family are two tasks …
	Generic bool   // … unless one of them is the family's general word
	Of      string // the family of people that a thing is for anyway: 光荣牌 is for 退役军人
	Words   []string
}

// vocabulary is assets/rules/plan_words.json and what is made of it for reading.
type vocabulary struct {
	Matters      []subject
	Acts         []wordList
	Departments  []wordList
	Housekeeping []wordList
	Ignore       []string

	ending map[rune][]known // every word of matters and Ignore by its first rune, longest first
}

// wordList is the words for one thing to be done, one department's block or one
// kind of housekeeping.
type wordList struct {
	Name  string
	Block string
	Words []string
}

// known is a word and the subject it names, -1 where it says nothing.
type known struct {
	text   string
	matter int
}

var wordBook = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{}
	mustDecode("rules/plan_words.json", v)
	v.ending = map[rune][]known{}
	add := func(w string, matter int) {
		r, _ := utf8.DecodeRuneInString(w)
		v.ending[r] = append(v.ending[r], known{w, matter})
	}
	for i, m := range v.Matters {
		for _, w := range m.Words {
			add(w, i)
		}
	}
	for _, w := range v.Ignore {
		add(w, -1)
	}
	for _, list := range v.ending {
		slices.SortStableFunc(list, func(a, b known) int { return len(b.text) - len(a.text) })
	}
	return v
})

// mustDecode reads an embedded rules file; a broken one is a fault of the program.
func mustDecode(name string, into any) {
	if err := json.Unmarshal(assets.Read(name), into); err != nil {
		panic("plan: " + name + ": " + err.Error())
	}
}

// at is the longest known word that s begins with.
func (v *vocabulary) at(s string) (known, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	for _, k := range v.ending[r] {
		if strings.HasPrefix(s, k.text) {
			return k, true
		}
	}
	return known{}, false
}

// read takes a task's words apart: the subjects that it names, what is left when
// they and the words that say nothing are taken out, in runs, and what is left
// when only the subjects are.
func (v *vocabulary) read(text string) (matters []int, rest []string, doing string) {
	from := 0
	cut := func(to int) {
		if to > from {
			rest = append(rest, text[from:to])
		}
	}
	var other strings.Builder
	for i := 0; i < len(text); {
		k, ok := v.at(text[i:])
		if ok {
			cut(i)
			i += len(k.text)
			from = i
			if k.matter < 0 {
				other.WriteString(k.text)
				continue
			}
			other.WriteByte(' ')
			if !slices.Contains(matters, k.matter) {
				matters = append(matters, k.matter)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isHan(r) {
			cut(i)
			from = i + size
		}
		other.WriteRune(r)
		i += size
	}
	cut(len(text))
	slices.Sort(matters)
	return matters, rest, other.String()
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF }

// acts is what a text says is to be done, as a set of the vocabulary's acts.
func (v *vocabulary) acts(text string) (set uint64) {
	for i, a := range v.Acts {
		if hasAny(text, a.Words) {
			set |= 1 << i
		}
	}
	return set
}

// housekeeping is the kind of a task that is only the department's own paper and
// meetings (按月报送某局台账, 参加某局培训), "" of any other. However alike two such
// tasks of two departments sound, they are two.
func (v *vocabulary) housekeeping(text, department string) (kind string) {
	own := ownNames(department)
	if v.names(text, own) {
		return ""
	}
	for _, name := range own {
		text = strings.ReplaceAll(text, name, " ")
	}
	for _, h := range v.Housekeeping {
		for _, w := range h.Words {
			if strings.Contains(text, w) {
				kind = cmp.Or(kind, h.Name)
				text = strings.ReplaceAll(text, w, " ")
			}
		}
	}
	if kind == "" {
		return ""
	}
	for _, d := range v.Departments {
		for _, w := range d.Words {
			text = strings.ReplaceAll(text, w, " ")
		}
	}
	_, rest, _ := v.read(text)
	left := 0
	for _, r := range rest {
		if !hasAny(r, officeWords) {
			left += utf8.RuneCountInString(r)
		}
	}
	if left > 2 {
		return ""
	}
	return kind
}

// names reports whether a text names a subject otherwise than by the department's
// own name: 应急救护 does for 应急局, 医保 doesn't for 医保局.
func (v *vocabulary) names(text string, own []string) bool {
	for i := 0; i < len(text); {
		k, ok := v.at(text[i:])
		if ok && k.matter >= 0 && !slices.Contains(own, k.text) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += max(size, len(k.text))
	}
	return false
}

// officeWords are what is left of another office's name.
var officeWords = []string{"局", "所", "办", "委", "会", "中心", "站", "大队", "召开", "业务"}

// ownNames are the names that a department goes by, longest first: 区民政局, 民政局,
// 民政.
func ownNames(department string) []string {
	var names []string
	for _, d := range strings.FieldsFunc(department, func(r rune) bool { return strings.ContainsRune("/、,，()（） ", r) }) {
		names = append(names, d)
		stem := strings.TrimLeft(d, "省市区县")
		stem = strings.TrimPrefix(stem, "街道")
		names = append(names, stem)
		for _, end := range []string{"管理局", "局", "救援大队", "大队", "中心", "委员会", "委", "办公室", "办", "所", "会", "站"} {
			if s, ok := strings.CutSuffix(stem, end); ok && utf8.RuneCountInString(s) >= 2 {
				names = append(names, s)
				break
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(names)
}
