package vocab

import (
	"path"
	"slices"
	"strings"
	"sync"

	"huce/assets"
)

// Code is an entry of a code list.
type Code struct {
	Code string // 01; "" for a word that forms use and the list has no code for
	Name string // 大学专科教育, as the list has it
	Word string // 大专, as the register keeps it; "" where it means that nothing is known
}

// CodeList is a code table: what its codes mean, and how else people write them.
type CodeList struct {
	ID      string // gbt4658_education
	Entries []Code // in the order of the table, words without a code last
	byCode  map[string]int
	byWord  map[string]int  // folded spellings
	jobs    map[string]bool // those of them, folded, that say more than their entry: 护士
}

var codeLists = sync.OnceValue(func() map[string]*CodeList {
	all := map[string]*CodeList{}
	for _, file := range assets.List("codes") {
		id := strings.TrimSuffix(path.Base(file), ".csv")
		if id == "_index" || strings.HasPrefix(id, "xwalk_") {
			continue
		}
		l := &CodeList{ID: id, byCode: map[string]int{}, byWord: map[string]int{}, jobs: map[string]bool{}}
		readAsset(file, func(row map[string]string) {
			name := row["name"]
			l.Entries = append(l.Entries, Code{Code: row["code"], Name: name, Word: name})
			at := len(l.Entries) - 1
			l.byCode[row["code"]] = at
			l.spell(name, at)
			l.spell(row["short"], at)
			if short, ok := strings.CutSuffix(name, "族"); ok && id == "gbt3304_ethnic" {
				l.spell(short, at)
			}
		})
		all[id] = l
	}
	readCSV("tables/words.csv", wordTable, func(row map[string]string) {
		l := all[row["list"]]
		if l == nil {
			panic("vocab: words.csv: no list " + row["list"])
		}
		l.learn(row["code"], row["word"], strings.Split(row["spellings"], "|"))
	})
	readCSV("tables/jobs.csv", jobTable, func(row map[string]string) {
		all[row["list"]].employ(row["code"], strings.Split(row["jobs"], "|"))
	})
	for _, l := range all {
		l.spellShort()
	}
	return all
})

// spellShort lets a name stand without its brackets (C级(局部危险) as C级) where only
// one entry of the list does: 居民户口 alone may be either of two.
func (l *CodeList) spellShort() {
	has := map[string][]int{}
	for at, e := range l.Entries {
		if short, _, cut := strings.Cut(fold(e.Name), "("); cut {
			has[short] = append(has[short], at)
		}
	}
	for short, entries := range has {
		if len(entries) == 1 {
			l.spell(short, entries[0])
		}
	}
}

// learn gives an entry its word and spellings; without a code it is a new entry.
func (l *CodeList) learn(code, word string, spellings []string) {
	at, ok := l.byCode[code]
	if code == "" {
		at, ok = len(l.Entries), true
		l.Entries = append(l.Entries, Code{Name: word, Word: word})
	}
	if !ok {
		panic("vocab: words.csv: " + l.ID + " has no code " + code)
	}
	l.Entries[at].Word = word
	l.spell(word, at)
	for _, s := range spellings {
		l.spell(s, at)
	}
}

// spell adds a spelling; the first entry to have one keeps it.
func (l *CodeList) spell(s string, at int) {
	key := fold(s)
	if key == "" {
		return
	}
	if _, taken := l.byWord[key]; !taken {
		l.byWord[key] = at
	}
}

// Codes is the code list of an id such as gbt3304_ethnic.
func Codes(list string) (*CodeList, bool) {
	l, ok := codeLists()[list]
	return l, ok
}

// CodeListIDs are the ids of all code lists, in order.
func CodeListIDs() []string {
	var ids []string
	for id := range codeLists() {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Name is what a code means, in the list's own words.
func (l *CodeList) Name(code string) (string, bool) {
	if at, ok := l.at(code); ok {
		return l.Entries[at].Name, true
	}
	return "", false
}

// Word is the short word that the register keeps for a code.
func (l *CodeList) Word(code string) (string, bool) {
	if at, ok := l.at(code); ok {
		return l.Entries[at].Word, true
	}
	return "", false
}

// Code is the code for a name or any spelling of it. It is false where the list
// has none, also for words that it has no code for.
func (l *CodeList) Code(name string) (string, bool) {
	if at, ok := l.byWord[fold(name)]; ok && l.Entries[at].Code != "" {
		return l.Entries[at].Code, true
	}
	return "", false
}

// at finds a code, also with its zeros left out or added: 1 for 01.
func (l *CodeList) at(code string) (int, bool) {
	if at, ok := l.byCode[code]; ok {
		return at, ok
	}
	if code == "" || !allDigits(code) {
		return 0, false
	}
	bare := strings.TrimLeft(code, "0")
	for _, c := range [...]string{bare, "0" + bare, "00" + bare} {
		if at, ok := l.byCode[c]; ok && c != "" && len(c)-len(bare) < 3 {
			return at, true
		}
	}
	return 0, false
}

// read finds the entry that a text means: a spelling, a code, or both (01 汉族,
// 01、汉, 汉族(01)). sure is false where only the code was there to go by.
func (l *CodeList) read(text string) (at int, sure, ok bool) {
	key := fold(text)
	if key == "" {
		return 0, false, false
	}
	if at, ok = l.byWord[key]; ok {
		return at, true, true
	}
	if at, ok = l.at(key); ok {
		return at, false, true
	}
	_, word := splitCode(key)
	if open := strings.TrimLeft(key, "("); open != "" && !isDigit(open[0]) {
		if _, lettered := l.byCode[open[:1]]; lettered {
			word = strings.TrimLeft(open[1:], joins)
		}
	}
	if word == "" {
		return 0, false, false
	}
	if at, ok = l.byWord[word]; ok {
		return at, true, true
	}
	return 0, false, false
}

// joins may stand between a code and its word.
const joins = ".、,:-)_=，。;"

// splitCode parts a folded text into the code and the word: 01、汉族, 01.汉族,
// (1)男, 1男, 汉族01. Either may be "".
func splitCode(key string) (code, word string) {
	s := strings.TrimLeft(key, "(")
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n > 0 && n <= 5 {
		return s[:n], strings.TrimLeft(s[n:], joins)
	}
	end := strings.TrimRight(key, ")")
	n = len(end)
	for n > 0 && isDigit(end[n-1]) {
		n--
	}
	if n < len(end) && n > 0 {
		return end[n:], strings.TrimRight(end[:n], "(.、-:")
	}
	return "", key
}
