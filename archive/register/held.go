package register

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"sync/atomic"

	"huce/archive/link"
	"huce/forms"
)

// held is one submission as read: all of it that depends on nothing else.
type held struct {
	sub      Submission
	key      [32]byte
	rows     [][]RowID // as they are hashed
	ids      [][]RowID // with equal ones counted up; the same as rows where there are none
	mentions []mention // in the list of the last register, once it is in one
	unnamed  []Ref     // rows of forms about people that name no one
	texts    [link.Fields][]string
	raw      [link.Fields][]int32
	lists    []int32
}

// period is a form and its period: only within one are rows ever equal.
type period struct{ form, period string }

// is reports whether a submission is the one that was read.
func (h *held) is(s *Submission) bool {
	a, b := h.sub, *s
	if len(a.Claims) != len(b.Claims) {
		return false
	}
	for i := range a.Claims {
		if a.Claims[i] != b.Claims[i] {
			return false
		}
	}
	return a.ID == b.ID && a.File == b.File && a.Form == b.Form && a.Title == b.Title && a.Department == b.Department &&
		a.Unit == b.Unit && a.AsOf == b.AsOf && a.Period == b.Period && sameCorrected(a.Corrects, b.Corrects)
}

// uids numbers mentions: no two ever share a number.
var uids atomic.Uint64

// read finds who the rows speak of.
func (h *held) read() {
	s := &h.sub
	h.rows = identities(s)
	sum := sha256.New()
	for k := range s.Claims {
		for _, id := range h.rows[k] {
			sum.Write(id[:])
		}
	}
	sum.Write([]byte(s.Department + "\x00" + s.Title + "\x00" + s.ID))
	h.key = [32]byte(sum.Sum(nil))
	for k, c := range s.Claims {
		sheet := newSheet(s.Unit, s.Title, c)
		for r := range c.Rows {
			ref := Ref{Sheet: int32(k), Row: int32(r)}
			if as := sheet.speaking(r); as != nil {
				h.mentions = append(h.mentions, mention{ref: ref, as: as, from: sheet})
			} else if len(sheet.speaks) > 0 && !sheet.speaks[0].guest {
				h.unnamed = append(h.unnamed, ref)
			}
		}
	}
	uid := uids.Add(uint64(len(h.mentions))) - uint64(len(h.mentions))
	for f := range h.texts {
		h.texts[f] = make([]string, len(h.mentions))
	}
	for i := range h.mentions {
		m := &h.mentions[i]
		m.uid = uid + uint64(i) + 1
		texts := resident(m, s.AsOf).Texts()
		for f, text := range texts {
			h.texts[f][i] = text
		}
		address, _ := m.address()
		m.named, m.known = texts[link.Name] != "", identified(m, &texts, address)
	}
}

// list numbers the lists that name each person once: a table, or the members of one
// card beside its subject.
func (h *held) list(last *int32) {
	type list struct{ sheet, card int32 }
	numbers := map[list]int32{}
	h.lists = make([]int32, len(h.mentions))
	for i := range h.mentions {
		m := &h.mentions[i]
		card, ok := listOf(m, h.sub.Unit)
		if !ok {
			h.lists[i] = -1
			continue
		}
		k := list{m.ref.Sheet, card}
		if _, known := numbers[k]; !known {
			*last++
			numbers[k] = *last
		}
		h.lists[i] = numbers[k]
	}
}

// locate finds the addresses that the rows name.
func (h *held) locate(a *atlas) {
	for i := range h.mentions {
		m := &h.mentions[i]
		text, _ := m.address()
		m.lives = a.id(text)
		m.registered = a.id(m.person("person.hukou_address"))
		m.house = a.id(m.from.get(int(m.ref.Row), "house.address"))
	}
}

// identify numbers the people who are surely known: those of the same valid ID number
// and name have the same.
func (h *held) identify(people map[uint64]int32) {
	for i := range h.mentions {
		if who := surely(&h.mentions[i]); who != 0 {
			if people[who] == 0 {
				people[who] = int32(len(people) + 1)
			}
			h.mentions[i].who = people[who]
		}
	}
}

func (h *held) intern(f int, words *link.Words) {
	h.raw[f] = make([]int32, len(h.mentions))
	for i, text := range h.texts[f] {
		h.raw[f][i] = words.Raw(text)
	}
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
func countUp(group []*held) {
	total := 0
	for _, h := range group {
		h.ids = make([][]RowID, len(h.rows))
		for k, rows := range h.rows {
			total += len(rows)
			h.ids[k] = rows
		}
	}
	seen := make(map[RowID]uint32, total)
	for _, h := range group {
		for k, rows := range h.rows {
			for i, id := range rows {
				n := seen[id]
				seen[id] = n + 1
				if n == 0 {
					continue
				}
				if &h.ids[k][0] == &rows[0] {
					h.ids[k] = slices.Clone(rows)
				}
				h.ids[k][i] = again(id, n)
			}
		}
	}
}

func again(id RowID, n uint32) RowID {
	sum := sha256.Sum256(binary.BigEndian.AppendUint32(id[:], n))
	return RowID(sum[:16])
}
