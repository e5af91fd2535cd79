package register

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"huce/forms"
)

// BenchmarkBuild makes the register of 200,109 rows, 66 forms, 12,617 people. Beside
// the time it prints how many times that of a fixed loop of arithmetic it is, as
// machines are noisy, and the most memory that was in use.
func BenchmarkBuild(b *testing.B) {
	subs, _ := loadMade(b)
	runtime.GC()
	var most uint64
	stop := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	most = 0
	b.ResetTimer()
	for b.Loop() {
		if _, err := Build(subs, nil, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	close(stop)
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(each)/float64(calibration()), "×loop")
	b.ReportMetric(float64(most)/1e6, "MB")
}

// calibration is how long this machine takes for a fixed piece of work.
func calibration() time.Duration {
	start := time.Now()
	x := uint64(1)
	for range 200_000_000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	sink = x
	return time.Since(start)
}

var sink uint64

// BenchmarkSteps takes a clerk's single steps on the register of BenchmarkBuild: a
// form of 1,000 rows comes and is withdrawn, a question is answered and the answer
// taken back. It prints the median and the worst of each, and the median as a share
// of the whole register made anew in the same run.
func BenchmarkSteps(b *testing.B) {
	subs, _ := loadMade(b)
	form := part(subs[len(subs)/2], 1000)
	m := NewMaker(Options{})
	made := func(subs []Submission, decisions []Decision) (*Register, time.Duration) {
		start := time.Now()
		r, err := m.Make(subs, decisions)
		if err != nil {
			b.Fatal(err)
		}
		return r, time.Since(start)
	}
	r, whole := made(subs, nil)
	var came, went, decided, revoked []time.Duration
	for i := 0; b.Loop(); i++ {
		q := r.Questions[i*7%len(r.Questions)]
		if q.Kind != SamePerson {
			continue
		}
		d := Decision{No: 1, Kind: []DecisionKind{Same, Different}[i%2], A: q.A, B: q.B}
		_, t := made(append(slices.Clone(subs), form), nil)
		came = append(came, t)
		_, t = made(subs, nil)
		went = append(went, t)
		_, t = made(subs, []Decision{d})
		decided = append(decided, t)
		_, t = made(subs, nil)
		revoked = append(revoked, t)
	}
	for name, times := range map[string][]time.Duration{"form": came, "withdrawal": went, "decision": decided, "revocation": revoked} {
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2])/1e6, name+"-ms")
		b.ReportMetric(float64(times[len(times)-1])/1e6, name+"-worst-ms")
		b.ReportMetric(float64(times[len(times)/2])/float64(whole), name+"/rebuild")
	}
	b.ReportMetric(float64(whole)/1e6, "rebuild-ms")
}

// part is a form of the first rows of another, of another day.
func part(s Submission, rows int) Submission {
	from := s.Claims[0]
	c := &forms.Claims{Sheet: from.Sheet, Fields: from.Fields, Rows: from.Rows[:rows]}
	for f := range c.Fields {
		values, shown := make([]string, rows), make([]string, rows)
		for r := range rows {
			values[r], shown[r] = from.Value(f, r), from.OwnShown(f, r)
		}
		c.Values, c.Shown = append(c.Values, values), append(c.Shown, shown)
	}
	c.Pack()
	s.ID, s.Form, s.AsOf.Day, s.Claims = "S9999", "f9999", s.AsOf.Day%28+1, []*forms.Claims{c}
	return s
}
