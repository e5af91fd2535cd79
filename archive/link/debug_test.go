package link

import (
	"os"
	"testing"
)

func show(t *testing.T, c *community, r int32) string {
	s := c.person[r] + ":"
	for f := range c.records.Values {
		s += " " + c.records.Values[f][r]
	}
	return s
}

func TestDebug(t *testing.T) {
	gate := os.Getenv("GATE")
	if gate == "" {
		t.Skip("debug")
	}
	c := loadCommunity(t)
	r := Link(c.records, Rules{}, Residents(pinyin), 2)
	n := 0
	for i, p := range r.Open {
		if p.Gate != gate || i%7 != 0 {
			continue
		}
		n++
		if n > 25 {
			break
		}
		t.Logf("%.1f %v\n A %s\n B %s", p.Weight, p.Levels, show(t, c, p.A), show(t, c, p.B))
		if p.Rival >= 0 {
			t.Logf(" R %s", show(t, c, p.Rival))
		}
	}
	// wrong
	type cell struct {
		e int32
		p string
	}
	seen := map[int32]map[string]int32{}
	for rec := range c.person {
		if r.Status[rec] == Review {
			continue
		}
		m := seen[r.Entity[rec]]
		if m == nil {
			m = map[string]int32{}
			seen[r.Entity[rec]] = m
		}
		m[c.person[rec]] = int32(rec)
	}
	for _, m := range seen {
		if len(m) > 1 {
			for _, rec := range m {
				t.Log("MIXED", show(t, c, rec))
			}
		}
	}
}

func TestDebugSplit(t *testing.T) {
	if os.Getenv("SPLIT") == "" {
		t.Skip("debug")
	}
	c := loadCommunity(t)
	m := Residents(pinyin)
	r := Link(c.records, Rules{}, m, 2)
	ents := map[string]map[int32]int32{}
	size := map[int32]int{}
	for rec, p := range c.person {
		if r.Status[rec] == Review {
			continue
		}
		if ents[p] == nil {
			ents[p] = map[int32]int32{}
		}
		ents[p][r.Entity[rec]] = int32(rec)
		size[r.Entity[rec]]++
	}
	n := 0
	for p, es := range ents {
		if len(es) < 2 {
			continue
		}
		n++
		if n > 45 {
			break
		}
		t.Log("---", p)
		for e, rec := range es {
			t.Logf("   %d: %s", size[e], show(t, c, rec))
		}
	}
}

func TestDebugPerson(t *testing.T) {
	who := os.Getenv("WHO")
	if who == "" {
		t.Skip("debug")
	}
	c := loadCommunity(t)
	m := Residents(pinyin)
	r := Link(c.records, Rules{}, m, 2)
	es := map[int32]bool{}
	for rec, p := range c.person {
		if p == who {
			es[r.Entity[rec]] = true
		}
	}
	for rec := range c.person {
		if es[r.Entity[rec]] {
			t.Logf("%d e%d s%d w%.1f sub%d %s", rec, r.Entity[rec], r.Status[rec], r.Weight[rec], c.records.Sub[rec], show(t, c, int32(rec)))
		}
	}
	for _, p := range r.Open {
		if es[r.Entity[p.A]] || es[r.Entity[p.B]] {
			t.Log(p)
		}
	}
}
