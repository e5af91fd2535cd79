// Package link finds out which rows speak of the same thing. It is a
// Fellegi–Sunter engine: a declared Model says which fields are compared, which
// levels of agreement they have and what each is worth, how candidates are found
// (blocks) and which patterns of agreement must never be trusted to a sum (gates).
// Residents is the model of people in a Chinese community.
//
// The way of a run: values are interned; rows that are exact copies, or share a
// valid identifier and a name, are one node; blocks give candidate pairs, scored
// in parallel; pairs that may match divide the nodes into small components; each
// component is merged best first, on its own, with every merge scored against all
// that is known of both sides; what a gate holds back is left as an open pair.
//
// It promises: the same records give the same result with any number of threads;
// a component is decided by its own records alone, so a new row changes only what
// it touches; a pair under a "different" rule is never in one entity, one under a
// "same" rule always is. The order of records breaks ties and names entities, so
// the caller sorts them by what they say, not by when they came.
//
// It knows nothing of files or registers and keeps nothing.
package link

// Records are the rows to link, by columns.
type Records struct {
	// Sub is the submission a row came in: two different rows of one submission
	// hardly speak of one person. -1 where a row may well repeat another.
	Sub []int32
	// Values[f][r] is what row r says in field f of the model; "" says nothing.
	Values [][]string
	// Raw stands for Values in records that are linked again and again: Raw[f][r] is
	// the number of what row r says among Words[f], which stay from run to run.
	Raw   [][]int32
	Words []*Words
	// Content is a hash of what each row says and of the submission it came in, the
	// same in every run; nil where no run is like another.
	Content []uint64
}

// Len is the number of rows.
func (r *Records) Len() int { return len(r.Sub) }

// Rules are what is settled, by record index.
type Rules struct {
	Same      [][2]int32
	Different [][2]int32
}

// Status is how a record came to its entity.
type Status uint8

// The statuses.
const (
	Auto    Status = iota // by its weight, or new on its own
	Review                // on its own until an open pair is settled
	Decided               // by a rule
)

// Pair is two entities that may be one: only a person can say.
type Pair struct {
	A, B   int32     // the first record of each; B's entity is the smaller, under review
	Weight float64   // bits
	Gate   string    // what held the merge back
	Rival  int32     // a record of the runner-up of A or B, -1 where there is none
	Levels []uint8   // the level of each field, None where a side says nothing
	Parts  []float64 // bits that each field adds
}

// Result is who is who.
type Result struct {
	Entity []int32   // per record, numbered from 0 by first record
	Status []Status  // per record
	Weight []float64 // per record: bits of the weakest merge that holds it in its entity
	Lent   []bool    // per record: its identifier is another's
	Open   []Pair    // by descending weight
	Stats  Stats
}

// Stats counts the work of a run.
type Stats struct {
	Nodes, Keys, Pairs, Edges, Components, Entities, Skipped int
}

// Link finds which records are one. It uses up to threads goroutines and gives
// the same result with any number of them.
func Link(rec *Records, rules Rules, m *Model, threads int) *Result {
	return NewLinker(m).Link(rec, rules, threads)
}

// Linker links again and again, and takes over from the run before what has not
// changed: with the same records all but the components that rules touch, with
// others the components that say the same as before. What it gives is what Link
// gives. It is one goroutine's own.
type Linker struct {
	model    *Model
	rec      *Records // of the last run
	nodes    *nodes
	edges    *edges
	parts    []part
	done     []settled  // per component: what comes of it where no rule touches it, once known
	lexicons []*lexicon // of the words of records that are linked again
	earlier  *earlier
}

// Holders is how many names hold what record r of the last run says in a field whose
// model counts them (Crowd): of several values the fewest; 0 where it says nothing.
func (l *Linker) Holders(f int, r int32) int {
	c := l.nodes.cols[f]
	least := int32(0)
	for _, v := range c.at(r) {
		if k := c.crowd[v]; least == 0 || k < least {
			least = k
		}
	}
	return int(least)
}

// Model is what the linker links by.
func (l *Linker) Model() *Model { return l.model }

// NewLinker is a linker that has linked nothing.
func NewLinker(m *Model) *Linker { return &Linker{model: m} }

// Link finds which records are one. Records that were given before are not changed
// in between.
func (l *Linker) Link(rec *Records, rules Rules, threads int) *Result {
	threads = max(threads, 1)
	if rec != l.rec {
		t := newTable(rec, l.model, l.lexiconsOf(rec), threads)
		l.rec, l.nodes = rec, newNodes(t, threads)
		if rec.Content != nil {
			l.edges = l.edgesAgain(threads)
		} else {
			l.edges = findEdges(l.nodes, threads)
		}
		before, done := l.parts, l.done
		l.parts = components(l.nodes, l.edges)
		l.sign(threads)
		l.done = l.takeOver(before, done)
	}
	return l.settle(rules, threads)
}

// lexiconsOf are what is known of the records' words.
func (l *Linker) lexiconsOf(rec *Records) []*lexicon {
	if rec.Raw == nil {
		return nil
	}
	if l.lexicons == nil {
		for _, w := range rec.Words {
			l.lexicons = append(l.lexicons, newLexicon(w))
		}
	}
	return l.lexicons
}
