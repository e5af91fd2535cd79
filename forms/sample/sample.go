// Package sample invents a community and writes the files that departments would
// have from it, with the truth beside them: who each row speaks of, what every
// column means, which tasks are one task in other words.
//
// A community (people, families, dwellings, and what becomes of them in the year)
// is made first; each form then asks it, and a clerk's hand, a department's
// template and a spreadsheet each do their damage on the way to the file. The truth
// says which damage was done where.
//
// Nobody in it exists: identity numbers begin with areas that no table holds,
// telephones can't ring, the villages and the firms are made up.
//
// Equal options give equal bytes: nothing comes from the clock, from the machine
// or from the order of a map.
package sample

import (
	"fmt"
	"slices"

	"huce/forms"
)

// Options say which community to invent.
type Options struct {
	Households int      // of the first day; 1 to 100,000
	Seed       uint64   // equal seeds give equal communities
	Rounds     int      // 1: every form once in the year; 2: half-years; more: quarters, from the first of Year
	Year       int      // 0 is 2026
	Community  string   // without 社区; "" is 安宁
	Street     string   // without 街道; "" is 幸福
	Files      []string // ids of forms to write (templates' ids, tasks, survey); none is all
	Noise      float64  // how faulty the files are, up to 10: 1 (and 0) is usual; Faultless is none
}

// Faultless is the Noise of a community without faults.
const Faultless = -1

//go:generate go test -run TestEmbeddedSample -update .

// BuiltIn are the options of the sample community that comes with the program.
func BuiltIn() Options {
	return Options{Households: 60, Seed: 20260165, Rounds: 1, Year: 2026, Community: "安宁", Street: "幸福", Noise: 1}
}

// File is one file of the community: its path with slashes, its bytes.
type File struct {
	Path string
	Data []byte
}

// Community is a whole community's files: what departments have, and the truth
// about them (under truth/).
type Community struct {
	Files []File
	Truth []File
}

// Generate writes a whole community. Use Each where it is big: one with 4,500
// households and three rounds holds 200,000 rows.
func Generate(o Options) (*Community, error) {
	c := &Community{}
	err := Each(o, func(f File) error {
		if len(f.Path) > len(truthFolder) && f.Path[:len(truthFolder)] == truthFolder {
			c.Truth = append(c.Truth, f)
		} else {
			c.Files = append(c.Files, f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Each hands over one file after the other, the truth last; it keeps none. An
// error of emit ends it.
func Each(o Options, emit func(File) error) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	return newPress(newWorld(o), emit).run()
}

// complete puts in what is left out and refuses what makes no sense.
func (o Options) complete() (Options, error) {
	if o.Year == 0 {
		o.Year = 2026
	}
	if o.Rounds == 0 {
		o.Rounds = 1
	}
	if o.Community == "" {
		o.Community = "安宁"
	}
	if o.Street == "" {
		o.Street = "幸福"
	}
	switch o.Noise {
	case 0:
		o.Noise = 1
	case Faultless:
		o.Noise = 0
	}
	switch {
	case o.Households < 1 || o.Households > 100_000:
		return o, forms.NewFault("sample_households", fmt.Sprint(o.Households))
	case o.Rounds < 1 || o.Rounds > 40:
		return o, forms.NewFault("sample_rounds", fmt.Sprint(o.Rounds))
	case o.Year < 2000 || o.Year > 2100:
		return o, forms.NewFault("sample_year", fmt.Sprint(o.Year))
	case o.Noise < 0 || o.Noise > 10:
		return o, forms.NewFault("sample_noise", fmt.Sprint(o.Noise))
	}
	for _, id := range o.Files {
		if id != tasksForm && id != surveyForm && templateByID(id) == nil {
			return o, forms.NewFault("sample_form", id)
		}
	}
	return o, nil
}

// wants reports whether a form is to be written.
func (o Options) wants(id string) bool { return len(o.Files) == 0 || slices.Contains(o.Files, id) }

// newWorld makes the community and lets its time pass.
func newWorld(o Options) *world {
	w := &world{seed: o.Seed, options: o, rounds: periods(o.Year, o.Rounds)}
	w.start, w.end = w.rounds[0].from, w.rounds[len(w.rounds)-1].to
	w.registry = registry{ids: map[string]bool{}, offset: int(mix(o.Seed) % phoneRange)}
	w.build(o.Households)
	d := newDice(o.Seed, "dwellings")
	w.vacant = slices.Clone(w.dwellings)
	d.Shuffle(len(w.vacant), func(i, j int) { w.vacant[i], w.vacant[j] = w.vacant[j], w.vacant[i] })
	for range o.Households {
		w.settle(w.dwell(d), forms.Date{})
	}
	w.namesakes(newDice(o.Seed, "namesakes"))
	w.drift()
	return w
}

func personID(no int) string { return fmt.Sprintf("P%05d", no) }
func homeID(no int) string   { return fmt.Sprintf("H%05d", no) }
