package link

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// drawn are rows of people, some told twice with slips at known shares.
func drawn(people int, slip [4]float64) *Records {
	rng := rand.New(rand.NewPCG(3, 4))
	rec := &Records{Values: make([][]string, 4)}
	row := func(values [4]int) {
		rec.Sub = append(rec.Sub, 0)
		for f, v := range values {
			rec.Values[f] = append(rec.Values[f], fmt.Sprint(v))
		}
	}
	for range people {
		p := [4]int{10000 + rng.IntN(90000), 10000 + rng.IntN(3000), 10000 + rng.IntN(500), 10000 + rng.IntN(3000)}
		row(p)
		if rng.IntN(2) > 0 {
			continue
		}
		for f := range p {
			if rng.Float64() < slip[f] {
				p[f] = 100 + rng.IntN(900) // another number altogether
			}
		}
		row(p)
	}
	return rec
}

func fourNumbers() *Model {
	m := &Model{Longest: 100}
	for f := range 4 {
		m.Fields = append(m.Fields, Field{Name: fmt.Sprint("f", f), Kind: numbers{}, Levels: make([]Level, numberOther+1)})
		m.Blocks = append(m.Blocks, Block{{f, "whole"}})
	}
	return m
}

func TestFitFindsTheShares(t *testing.T) {
	slip := [4]float64{.05, .1, .2, .3}
	rec := drawn(4000, slip)
	m := fourNumbers()
	got, err := Fit(rec, m, m.Blocks[:2])
	if err != nil {
		t.Fatal(err)
	}
	for f, s := range slip {
		if d := math.Abs(got.Fields[f].Levels[0].M - (1 - s)); d > .03 {
			t.Errorf("field %d: M %.3f, drawn with %.3f", f, got.Fields[f].Levels[0].M, 1-s)
		}
	}
	rows := float64(rec.Len())
	if want := math.Log2(2000 / (rows * (rows - 1) / 2)); math.Abs(got.Prior-want) > .2 {
		t.Errorf("prior %.2f, want %.2f", got.Prior, want)
	}
	again, err := Fit(rec, m, m.Blocks[:2])
	if err != nil || !reflect.DeepEqual(got.Fields, again.Fields) {
		t.Error("the same records must give the same shares")
	}
	if m.Fields[0].Levels[0].M != 0 {
		t.Error("the model given must stay as it is")
	}
}

// Classes that are not people are refused: here the pairs that agree on the first
// field are kept apart by the second, which agrees at random more often than in them.
func TestFitRefusesFlippedClasses(t *testing.T) {
	rec := &Records{Values: make([][]string, 3)}
	for i := range 4000 {
		rec.Sub = append(rec.Sub, 0)
		rec.Values[0] = append(rec.Values[0], fmt.Sprint(10000+i/2))
		rec.Values[1] = append(rec.Values[1], []string{"111111", "999999"}[i%2])
		rec.Values[2] = append(rec.Values[2], fmt.Sprint(20000+i/2))
	}
	m := fourNumbers()
	m.Fields, m.Blocks = m.Fields[:3], []Block{{{0, "whole"}}}
	m.Fields[0].Name, m.Fields[1].Name = "home", "seat"
	if _, err := Fit(rec, m, m.Blocks); err == nil || !strings.Contains(err.Error(), "home") {
		t.Errorf("a field in every session can't be told: %v", err)
	}
	_, err := Fit(rec, m, []Block{{{0, "whole"}}, {{2, "whole"}}})
	if err == nil || !strings.Contains(err.Error(), "seat") {
		t.Errorf("flipped classes must be refused: %v", err)
	}
}
