package register

import (
	"fmt"
)

// truth is who rows really speak of, and what is true of them.
type truth struct {
	person  func(r *Register, ref Ref) string // "" where the row is nobody's
	home    map[string]string                 // person → household
	values  map[string]map[string]string      // person → field → value
	known   map[string]map[string]bool        // person → field: some row says it rightly
	answers map[RowID]string                  // row → person
}

// figures are how far a register is from the truth.
type figures struct {
	rows, people, found   int
	precision, recall     float64 // pairs of rows, automatic links
	wrong, mixed, split   int     // automatic rows with the wrong person; people of several; people in several
	heldWrong             int     // rows under review with the wrong person
	review, unplaced      int
	homePrecision, homeF1 float64
	questions, asked      int // all, and of them about who is who
	standing              map[string]float64
	homesRight            float64
	strays                []string
}

func (f figures) String() string {
	s := fmt.Sprintf("rows %d people %d/%d\n  auto P %.5f R %.4f wrong %d mixed %d split %d (%.2f%%) review %d (wrong %d) unplaced %d\n  questions %.1f/1000 (who is who %.1f) home pairs P %.4f F1 %.4f household right %.4f\n  standing",
		f.rows, f.found, f.people, f.precision, f.recall, f.wrong, f.mixed, f.split, 100*float64(f.split)/float64(f.people), f.review, f.heldWrong, f.unplaced,
		1000*float64(f.questions)/float64(f.rows), 1000*float64(f.asked)/float64(f.rows), f.homePrecision, f.homeF1, f.homesRight)
	for _, field := range scored {
		s += fmt.Sprintf(" %s %.4f", field, f.standing[field])
	}
	return s
}

var scored = []string{"person.name", "person.id_no", "person.birth", "person.sex", "person.phone", "person.residence_address"}

type pairOf struct {
	person int
	truth  string
}

// score judges a register.
func score(r *Register, t *truth) figures {
	f := figures{people: len(t.home), found: len(r.People), unplaced: len(r.Unplaced), questions: len(r.Questions), standing: map[string]float64{}}
	auto, all := map[pairOf]int{}, map[string]int{}
	for _, l := range r.Links {
		p := t.person(r, l.Row)
		if p == "" {
			continue
		}
		f.rows++
		all[p]++
		if l.Status != Review {
			auto[pairOf{l.Person, p}]++
		} else {
			f.review++
		}
	}
	for _, ref := range r.Unplaced {
		if p := t.person(r, ref); p != "" {
			f.rows++
			all[p]++
		}
	}
	for _, q := range r.Questions {
		if q.Kind == SamePerson {
			f.asked++
		}
	}
	owner := f.links(auto, all)
	if f.mixed > 0 {
		f.strays = strays(r, t, owner)
	}
	for _, l := range r.Links {
		if p := t.person(r, l.Row); p != "" && l.Status == Review && owner[l.Person] != "" && owner[l.Person] != p {
			f.heldWrong++
		}
	}
	f.homes(r, t, owner)
	f.values(r, t, owner)
	return f
}

// links judges pairs of rows and tells whose each register person is.
func (f *figures) links(auto map[pairOf]int, all map[string]int) map[int]string {
	size, most, kinds, owner := map[int]int{}, map[int]int{}, map[int]int{}, map[int]string{}
	in := map[string]int{}
	right, said, possible := 0, 0, 0
	for c, n := range auto {
		size[c.person] += n
		kinds[c.person]++
		in[c.truth]++
		right += n * (n - 1) / 2
		if n > most[c.person] || n == most[c.person] && c.truth < owner[c.person] {
			most[c.person], owner[c.person] = n, c.truth
		}
	}
	for p, n := range size {
		said += n * (n - 1) / 2
		f.wrong += n - most[p]
		if kinds[p] > 1 {
			f.mixed++
		}
	}
	for p, n := range all {
		possible += n * (n - 1) / 2
		if in[p] > 1 {
			f.split++
		}
	}
	f.precision, f.recall = float64(right)/float64(max(said, 1)), float64(right)/float64(max(possible, 1))
	return owner
}

// homes judges pairs of people who live together.
func (f *figures) homes(r *Register, t *truth, owner map[int]string) {
	home := map[string]int{}
	rows := map[string]int{}
	for i, p := range r.People {
		if who := owner[i]; who != "" && len(p.Rows) > rows[who] {
			rows[who] = len(p.Rows)
			home[who] = p.Household
		}
	}
	type cell struct {
		register int
		truth    string
	}
	both, mine, theirs := map[cell]int{}, map[int]int{}, map[string]int{}
	for p, h := range t.home {
		theirs[h]++
		if g, known := home[p]; known && g >= 0 {
			both[cell{g, h}]++
			mine[g]++
		}
	}
	pairs := func(n int) int { return n * (n - 1) / 2 }
	right, said, possible := 0, 0, 0
	most := map[int]cell{}
	for c, n := range both {
		right += pairs(n)
		if n > both[most[c.register]] {
			most[c.register] = c
		}
	}
	for _, n := range mine {
		said += pairs(n)
	}
	for _, n := range theirs {
		possible += pairs(n)
	}
	f.homePrecision = float64(right) / float64(max(said, 1))
	recall := float64(right) / float64(max(possible, 1))
	f.homeF1 = 2 * f.homePrecision * recall / (f.homePrecision + recall)
	ok := 0
	for p, h := range t.home {
		if g, known := home[p]; known && g >= 0 && most[g].truth == h {
			ok++
		}
	}
	f.homesRight = float64(ok) / float64(len(t.home))
}

// values judges what stands, of those whom any row knew rightly.
func (f *figures) values(r *Register, t *truth, owner map[int]string) {
	best := map[string]int{}
	for i, p := range r.People {
		if who := owner[i]; who != "" {
			if b, known := best[who]; !known || len(p.Rows) > len(r.People[b].Rows) {
				best[who] = i
			}
		}
	}
	for _, field := range scored {
		n, ok := 0, 0
		for who := range t.home {
			want := t.values[who][field]
			if want == "" || !t.known[who][field] {
				continue
			}
			n++
			if i, found := best[who]; found && r.People[i].Value(field) == want {
				ok++
			}
		}
		f.standing[field] = float64(ok) / float64(max(n, 1))
	}
}
