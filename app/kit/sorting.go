package kit

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortKey is what a cell is sorted by: empty ones last, numbers by their size, texts
// as a Chinese dictionary has them.
type sortKey struct {
	rank   int // 0 a number, 1 a text, 2 nothing
	number float64
	text   []byte
}

func (a sortKey) compare(b sortKey) int {
	if n := cmp.Compare(a.rank, b.rank); n != 0 {
		return n
	}
	if n := cmp.Compare(a.number, b.number); n != 0 {
		return n
	}
	return bytes.Compare(a.text, b.text)
}

// collator orders Chinese by pinyin; it works for one at a time.
var (
	collating sync.Mutex
	collator  = sync.OnceValue(func() *collate.Collator { return collate.New(language.SimplifiedChinese, collate.Numeric) })
)

// longNumber is from how many characters on a number is a name: an ID or phone.
const longNumber = 11

func sortKeys(n int, of func(row int) string) []sortKey {
	collating.Lock()
	defer collating.Unlock()
	c := collator()
	var buffer collate.Buffer
	keys := make([]sortKey, n)
	known := map[string]sortKey{}
	for i := range keys {
		cell := strings.TrimSpace(of(i))
		k, ok := known[cell]
		if !ok {
			k = keyOf(c, &buffer, cell)
			known[cell] = k
		}
		keys[i] = k
	}
	return keys
}

func keyOf(c *collate.Collator, buffer *collate.Buffer, cell string) sortKey {
	if cell == "" {
		return sortKey{rank: 2}
	}
	if len(cell) < longNumber {
		if n, err := strconv.ParseFloat(cell, 64); err == nil {
			return sortKey{number: n}
		}
	}
	key := bytes.Clone(c.KeyFromString(buffer, cell))
	buffer.Reset()
	return sortKey{rank: 1, text: key}
}
