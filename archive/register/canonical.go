package register

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"huce/forms"
)

// canonical puts submissions in the order that what they say gives them: by day,
// form, period and content. Whatever order they came in, all that follows sees the
// same. The answers are the submissions in that order, the place of each among
// those given, and the ids of their rows.
func canonical(subs []Submission, threads int) ([]Submission, []int32, [][][]RowID) {
	type keyed struct {
		sub  Submission
		from int32
		rows [][]RowID
		key  [32]byte
	}
	list := make([]keyed, len(subs))
	spread(len(subs), threads, func(i int) {
		s := subs[i]
		rows := make([][]RowID, len(s.Claims))
		h := sha256.New()
		for k, c := range s.Claims {
			rows[k] = rowIDs(&s, c)
			for _, id := range rows[k] {
				h.Write(id[:])
			}
		}
		h.Write([]byte(s.Department + "\x00" + s.Title + "\x00" + s.ID))
		list[i] = keyed{sub: s, from: int32(i), rows: rows, key: [32]byte(h.Sum(nil))}
	})
	slices.SortStableFunc(list, func(a, b keyed) int {
		return cmp.Or(a.sub.AsOf.Compare(b.sub.AsOf), cmp.Compare(a.sub.Form, b.sub.Form),
			cmp.Compare(a.sub.Period, b.sub.Period), bytes.Compare(a.key[:], b.key[:]))
	})
	ordered, from, ids := make([]Submission, len(list)), make([]int32, len(list)), make([][][]RowID, len(list))
	for i, k := range list {
		ordered[i], from[i], ids[i] = k.sub, k.from, k.rows
	}
	countUp(ids)
	return ordered, from, ids
}

// rowIDs hashes what the rows of one sheet say: the form, its period, and the texts
// as the file shows them, whatever column they were taken for. Running numbers and
// what a card repeats on its members are left out.
func rowIDs(s *Submission, c *forms.Claims) []RowID {
	ids := make([]RowID, len(c.Rows))
	var texts []string
	var buf []byte
	for r, ref := range c.Rows {
		texts = texts[:0]
		for f, field := range c.Fields {
			if strings.HasPrefix(field, "calc.") || strings.HasPrefix(field, "card.") {
				continue
			}
			if ref.Card > 0 && ref.Role == forms.RoleMember && strings.HasPrefix(field, "household.") {
				continue
			}
			if text := c.ShownAs(f, r); text != "" {
				texts = append(texts, text)
			}
		}
		slices.Sort(texts)
		buf = append(buf[:0], s.Form...)
		buf = append(buf, 0)
		buf = append(buf, s.Period...)
		for _, t := range texts {
			buf = append(buf, 0)
			buf = append(buf, t...)
		}
		sum := sha256.Sum256(buf)
		copy(ids[r][:], sum[:])
	}
	return ids
}

// countUp makes equal rows differ: the second says that it is the second.
func countUp(ids [][][]RowID) {
	total := 0
	for _, sheets := range ids {
		for _, rows := range sheets {
			total += len(rows)
		}
	}
	seen := make(map[RowID]uint32, total)
	for _, sheets := range ids {
		for _, rows := range sheets {
			for i, id := range rows {
				n := seen[id]
				seen[id] = n + 1
				if n > 0 {
					rows[i] = again(id, n)
				}
			}
		}
	}
}

func again(id RowID, n uint32) RowID {
	sum := sha256.Sum256(binary.BigEndian.AppendUint32(id[:], n))
	return RowID(sum[:16])
}

// spread calls do(0 … n-1) on up to threads goroutines; each call writes only what
// is its own.
func spread(n, threads int, do func(i int)) {
	if threads <= 1 || n <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(threads, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}
