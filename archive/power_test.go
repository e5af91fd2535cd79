package archive

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A power cut differs from a kill: what was written but not yet brought to the disk
// may be there, or not, or in part, and in any order. So a clerk's work is recorded
// once, write by write and sync by sync, and every test disk below holds what was
// synced up to a moment, and of the rest a random part.
//
// The recording is faithful because it is of system calls: the clerk works in a
// program of its own that is traced as a debugger traces it (trace_linux_test.go),
// and every call that writes to the archive's file, changes its size or syncs it is
// taken with its bytes in the order the kernel was asked. A call that could change
// the file in another way (a writable mapping, another kind of write) fails the
// test, and what was recorded must make the very file that is there in the end.
// bbolt and the archive are the real ones, with no hook in them.

type eventKind int

const (
	wrote  eventKind = iota // data at a place in the file
	sized                   // the file has this size now
	synced                  // all before is on the disk
	said                    // data was announced
)

// event is one thing that the recorded program did to the archive's file, or said.
type event struct {
	kind eventKind
	at   int64 // place, or size
	data []byte
}

const sector = 512 // bytes: what a disk writes whole or not at all

// disk is what would be there after a power cut.
type disk struct {
	file    []byte  // brought to the disk
	pending []event // not yet
}

func (d *disk) take(e event) {
	switch e.kind {
	case wrote, sized:
		d.pending = append(d.pending, e)
	case synced:
		for _, p := range d.pending {
			d.file = applied(d.file, p, func(int) bool { return true })
		}
		d.pending = nil
	}
}

// applied is a file after those sectors of an event that are kept.
func applied(file []byte, e event, keep func(sector int) bool) []byte {
	if e.kind == sized {
		if keep(0) {
			file = append(file[:min(len(file), int(e.at))], make([]byte, max(0, int(e.at)-len(file)))...)
		}
		return file
	}
	for i := 0; i < len(e.data); i += sector {
		if !keep(i / sector) {
			continue
		}
		end := min(i+sector, len(e.data))
		if short := int(e.at) + end - len(file); short > 0 {
			file = append(file, make([]byte, short)...)
		}
		copy(file[int(e.at)+i:], e.data[i:end])
	}
	return file
}

// cuts are the ways in which what was pending is lost.
var cuts = []struct {
	name string
	cut  func(random *rand.Rand, file []byte, pending []event) []byte
}{
	{"all of it dropped", func(_ *rand.Rand, file []byte, _ []event) []byte { return file }},
	{"all of it there", func(_ *rand.Rand, file []byte, pending []event) []byte {
		return kept(file, pending, func(int, int) bool { return true })
	}},
	{"some writes dropped", func(random *rand.Rand, file []byte, pending []event) []byte {
		is := map[int]bool{}
		return kept(file, pending, func(i, _ int) bool {
			if _, ok := is[i]; !ok {
				is[i] = random.IntN(2) == 0
			}
			return is[i]
		})
	}},
	{"some sectors dropped", func(random *rand.Rand, file []byte, pending []event) []byte {
		return kept(file, pending, func(int, int) bool { return random.IntN(2) == 0 })
	}},
	{"the newest write torn", func(random *rand.Rand, file []byte, pending []event) []byte {
		if len(pending) == 0 {
			return file
		}
		last := len(pending) - 1
		n := random.IntN(1 + len(pending[last].data)/sector)
		return kept(file, pending, func(i, sector int) bool { return i < last || sector < n })
	}},
	{"a sector of the newest write garbled", func(random *rand.Rand, file []byte, pending []event) []byte {
		file = kept(file, pending, func(int, int) bool { return true })
		if len(pending) == 0 || len(pending[len(pending)-1].data) == 0 {
			return file
		}
		e := pending[len(pending)-1]
		at := int(e.at) + random.IntN(len(e.data))/sector*sector
		copy(file[at:min(at+sector, len(file))], noise(sector))
		return file
	}},
}

func kept(file []byte, pending []event, keep func(event, sector int) bool) []byte {
	for i, e := range pending {
		file = applied(file, e, func(sector int) bool { return keep(i, sector) })
	}
	return file
}

// After a power cut at any of 1,000 moments (in the long form) an archive opens, is
// whole, and holds what it held before the step that was cut short or after it. What
// the program said was done stays done.
func TestPowerCuts(t *testing.T) {
	random := rand.New(rand.NewPCG(9, uint64(os.Getpid())))
	for _, how := range []string{"plain", "sealed"} {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "社区.huce")
			first := &clerk{sealed: how == "sealed"}
			if err := first.create(path); err != nil {
				t.Fatal(err)
			}
			was := must[string](t)(digest(first.Archive))
			if err := first.Close(); err != nil {
				t.Fatal(err)
			}
			start := readFile(t, path)
			steps := rounds(25, 60)
			events := recorded(t, path, "clerk", path, filepath.Join(dir, "备份.huce"), "0", how, strconv.Itoa(steps))
			wantComplete(t, start, events, readFile(t, path))
			p := &powerCut{first.options(), start, was, events}
			cutShort(t, random, p, rounds(30, 500))
			lyingDisk(t, random, p, rounds(30, 500))
		})
	}
}

// wantComplete fails unless the recorded events make the file that is there.
func wantComplete(t *testing.T, start []byte, events []event, end []byte) {
	t.Helper()
	d := disk{file: bytes.Clone(start)}
	syncs := 0
	for _, e := range events {
		d.take(e)
		if e.kind == synced {
			syncs++
		}
	}
	if len(d.pending) > 0 {
		t.Errorf("%d writes were never synced", len(d.pending))
	}
	if !bytes.Equal(d.file, end) {
		t.Fatal("what was recorded does not give the file that is there")
	}
	t.Logf("recorded %d events with %d syncs", len(events), syncs)
}

type powerCut struct {
	options Options
	start   []byte
	was     string // the digest at the start
	events  []event
}

// cutShort cuts the power at random moments and looks at what is left.
func cutShort(t *testing.T, random *rand.Rand, p *powerCut, times int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "社区.huce")
	before, after, torn := 0, 0, 0
	for n := range times {
		at, cut := p.moment(random, n), cuts[random.IntN(len(cuts))]
		when := fmt.Sprintf("power cut after event %d of %d, %s", at, len(p.events), cut.name)
		d, was, will := p.until(at)
		is, header, err := p.left(path, cut.cut(random, d.file, d.pending))
		switch {
		case err != nil:
			t.Fatalf("%s: %v", when, err)
		case is == was:
			before++
		case is == will:
			after++
		default:
			t.Fatalf("%s: neither the state before nor that after", when)
		}
		if header {
			torn++
		}
		if n%10 == 0 { // and it can be worked with
			worksOn(t, path, p.options)
		}
	}
	t.Logf("%d power cuts: %d left the state before a step, %d after; %d with one header torn", times, before, after, torn)
}

// lyingDisk is the same on a disk that says that it has synced and has not: then
// done acts may be lost and the archive refused, but it never shows what never was,
// nor gives a number twice.
func lyingDisk(t *testing.T, random *rand.Rand, p *powerCut, times int) {
	t.Helper()
	held := func(digest string) string { // a number skipped is no data
		what, _, _ := strings.Cut(digest, ".")
		return what
	}
	states := map[string]bool{held(p.was): true}
	var lied []event
	for _, e := range p.events {
		if e.kind == said && strings.HasPrefix(string(e.data), "done") {
			states[held(strings.Fields(string(e.data))[2])] = true
		}
		if e.kind != synced {
			lied = append(lied, e)
		}
	}
	q := &powerCut{p.options, p.start, p.was, lied}
	path := filepath.Join(t.TempDir(), "社区.huce")
	refused, lost := 0, 0
	for n := range times {
		at, cut := q.moment(random, n), cuts[random.IntN(len(cuts))]
		d, was, will := q.until(at)
		is, _, err := q.left(path, cut.cut(random, d.file, d.pending))
		switch {
		case err != nil:
			refused++
		case !states[held(is)] && !unborn(t, path, p.options):
			t.Fatalf("power cut after event %d, %s: it shows what never was", at, cut.name)
		case is != was && is != will:
			lost++
		}
	}
	if refused == 0 {
		t.Error("without syncs every cut leaves a whole archive: the cuts cut nothing")
	}
	t.Logf("%d power cuts on a disk that lies: %d refused, %d went back further than a step", times, refused, lost)
}

// unborn reports whether an archive is as it was before the recording began: while it
// was being made, or made and not yet logged in to. Nothing stands in it but its
// settings, its users, and at most the entry of its making.
func unborn(t *testing.T, path string, o Options) bool {
	t.Helper()
	o.ReadOnly = true
	a := must[*Archive](t)(Open(path, o))
	defer a.Close()
	log, err := a.Log()
	if err != nil || slices.ContainsFunc(log, func(e Entry) bool { return e.Act != "create" }) {
		return false
	}
	made := []bucket{bucketUsers, bucketSlots, bucketSettings, bucketLog}
	for _, b := range slices.DeleteFunc(slices.Clone(tallied), func(b bucket) bool { return slices.Contains(made, b) }) {
		if err := a.view(func(c *txn) error {
			in, err := c.bucket(b)
			if err == nil && in.Stats().KeyN > 0 {
				err = errNothing
			}
			return err
		}); err != nil {
			return false
		}
	}
	return true
}

// moment is where the n-th cut is: after any event, or every fourth time at one of
// those on which most hangs.
func (p *powerCut) moment(random *rand.Rand, n int) int {
	if heads := p.headMoments(); n%4 == 3 && len(heads) > 0 {
		return heads[random.IntN(len(heads))]
	}
	return random.IntN(len(p.events) + 1)
}

// left is the digest of what a disk holds; header tells that one of the two headers
// is torn. It fails where that is refused, or anything in it is amiss.
func (p *powerCut) left(path string, file []byte) (is string, header bool, err error) {
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return "", false, err
	}
	o := p.options
	o.ReadOnly = true
	a, err := Open(path, o)
	if err != nil {
		return "", false, err
	}
	defer a.Close()
	r, err := a.Verify(true)
	if err != nil {
		return "", a.torn, err
	}
	for _, problem := range r.Problems {
		if problem.Code != "header" || !a.torn {
			return "", a.torn, fmt.Errorf("%+v", problem)
		}
	}
	is, err = digest(a)
	return is, a.torn, err
}

// headMoments are those at which a header was written and not yet synced: between a
// transaction that is not and one that is.
func (p *powerCut) headMoments() []int {
	var at []int
	for i, e := range p.events {
		if e.kind == wrote && e.at < 2*pageSize {
			at = append(at, i+1)
		}
	}
	return at
}

// until is the disk after the first events, the digest of what was said to be done
// by then, and that of the step in progress ("" between steps).
func (p *powerCut) until(at int) (d disk, was, will string) {
	d.file, was = bytes.Clone(p.start), p.was
	inStep := false
	for i, e := range p.events {
		if i == at && !inStep {
			return d, was, ""
		}
		if i < at {
			d.take(e)
		}
		if e.kind != said {
			continue
		}
		line := strings.Fields(string(e.data))
		if inStep = line[0] == "begin"; inStep {
			continue
		}
		if i >= at {
			return d, was, line[2]
		}
		was = line[2]
	}
	return d, was, ""
}

// worksOn does an act on an archive that a power cut left, which then is whole.
func worksOn(t *testing.T, path string, o Options) {
	t.Helper()
	o.ReadOnly = false
	a := must[*Archive](t)(Open(path, o))
	for i := range 2 { // each writes the other header
		if err := a.SetSetting("after the cut", fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = must[*Archive](t)(Open(path, o))
	defer a.Close()
	sound(t, a)
}
