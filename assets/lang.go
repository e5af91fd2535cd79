package assets

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Lang is a language of the program.
type Lang string

// The languages; Chinese is the first.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Langs are all languages.
var Langs = []Lang{Chinese, English}

// words of all languages: lang/<lang>/<room>.json, one flat object of key and
// text each, read once.
var words = sync.OnceValue(func() map[Lang]map[string]string {
	all := map[Lang]map[string]string{}
	for _, l := range Langs {
		all[l] = map[string]string{}
		for _, name := range List("lang/" + string(l)) {
			var m map[string]string
			if err := json.Unmarshal(Read(name), &m); err != nil {
				panic(fmt.Sprintf("assets: %s: %v", name, err))
			}
			for k, v := range m {
				if _, twice := all[l][k]; twice {
					panic(fmt.Sprintf("assets: %s: %s stands twice", name, k))
				}
				all[l][k] = v
			}
		}
	}
	return all
})

// Text is the words for a key, with {0}, {1} … replaced by args. A key without
// words is shown as itself, so that nothing is ever blank.
func Text(l Lang, key string, args ...string) string {
	s, ok := words()[l][key]
	if !ok {
		if s, ok = words()[Chinese][key]; !ok {
			s = key
			for i := range args {
				s += " {" + strconv.Itoa(i) + "}"
			}
		}
	}
	if len(args) == 0 || !strings.Contains(s, "{") {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for i, a := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", a)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Keys are all keys of a language, for the test that keeps languages whole.
func Keys(l Lang) map[string]string { return words()[l] }
