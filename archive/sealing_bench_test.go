package archive

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"huce/archive/register"
)

// What sealing costs. Each benchmark does the same to a plain archive in the same
// run and gives the ratio.

// spent is the time that the clock and the processor needed for work.
type spent struct{ clock, cpu time.Duration }

func (s *spent) on(work func()) {
	began, cpu := time.Now(), cpuTime()
	work()
	s.clock += time.Since(began)
	s.cpu += cpuTime() - cpu
}

// reportAgainst gives the ratios of one time to another.
func (s *spent) reportAgainst(b *testing.B, plain spent) {
	b.ReportMetric(float64(s.clock)/float64(plain.clock), "x-plain")
	if plain.cpu > 0 {
		b.ReportMetric(float64(s.cpu)/float64(plain.cpu), "x-plain-cpu")
	}
}

// benchSealed are the options of a sealed archive whose password costs nothing, so
// that what is measured is not the key's derivation.
func benchSealed() Options {
	o := options()
	o.Password, o.Cost = Secret(password), cheap
	return o
}

// Goal: sealing adds at most a quarter to the time of an import.
func BenchmarkImport5000RowsSealed(b *testing.B) {
	cal := calibrate()
	var archives [2]*Archive
	for i, o := range []Options{options(), benchSealed()} {
		archives[i] = must[*Archive](b)(Create(filepath.Join(b.TempDir(), "a.huce"), o))
		defer archives[i].Close()
	}
	random := rand.New(rand.NewPCG(1, 2))
	var took [2]spent
	round := 0
	for b.Loop() {
		b.StopTimer()
		f := formOf(random, 1, random.IntN(peopleCount), 5000)
		for turn := range archives {
			i := (turn + round) % 2 // each of them first as often as the other
			if i == 1 {
				b.StartTimer()
			}
			took[i].on(func() { must[Imported](b)(archives[i].Import(f)) })
			b.StopTimer()
		}
		round++
		b.StartTimer()
	}
	report(b, cal)
	took[1].reportAgainst(b, took[0])
}

// Goal: a sealed archive of 200,000 rows opens with its claims and register in 1 s
// beside the key's derivation, in at most 300 MB with it.
func BenchmarkOpen200000RowsSealed(b *testing.B) {
	var paths [2]string
	var opts [2]Options
	for i, o := range []Options{options(), benchSealed()} {
		a, _ := community(b, o)
		must[*register.Register](b)(a.Register())
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		paths[i], opts[i] = a.Path(), o
	}
	cal := calibrate()
	var took [2]spent
	for b.Loop() {
		b.StopTimer()
		for i := range paths {
			if i == 1 {
				b.StartTimer()
			}
			var a *Archive
			took[i].on(func() {
				a = must[*Archive](b)(Open(paths[i], opts[i]))
				must[*register.Register](b)(a.Register())
			})
			b.StopTimer()
			if err := a.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
	}
	report(b, cal)
	took[1].reportAgainst(b, took[0])
	b.ReportMetric(took[1].cpu.Seconds()/float64(b.N), "cpu-s")
	b.ReportMetric(float64(len(readFile(b, paths[1])))/float64(len(readFile(b, paths[0]))), "x-plain-size")
	for i, name := range []string{"MB-peak-plain", "MB-peak-sealed"} {
		b.ReportMetric(peakOf(b, paths[i], i == 1), name)
	}
}

func init() { children["opener"] = openerChild }

// openerChild opens an archive with its register in a program of its own, the
// password tried at its usual cost, and prints the most memory it had, in KiB.
func openerChild(args []string) error {
	o := options()
	if args[1] == "sealed" {
		o = benchSealed()
		if _, _, err := newSlot("", Secret(password), usualCost); err != nil {
			return err
		}
	}
	a, err := Open(args[0], o)
	if err != nil {
		return err
	}
	if _, err := a.Register(); err != nil {
		return err
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	_, line, _ := bytes.Cut(status, []byte("VmHWM:"))
	var peak int
	if _, err := fmt.Sscan(string(line), &peak); err != nil {
		return err
	}
	fmt.Println(peak)
	return a.Close()
}

// peakOf is the peak of a program that opens an archive, in MB; 0 where the system
// doesn't tell.
func peakOf(b *testing.B, path string, sealed bool) float64 {
	if _, err := os.Stat("/proc/self/status"); err != nil {
		return 0
	}
	cmd := exec.Command(os.Args[0], path, map[bool]string{true: "sealed", false: "plain"}[sealed])
	cmd.Env = append(os.Environ(), "HUCE_TEST_CHILD=opener")
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	peak := must[int](b)(strconv.Atoi(string(bytes.TrimSpace(out))))
	return float64(peak) / 1024
}

// Goal: trying a password takes about half a second.
func BenchmarkKeyDerivation(b *testing.B) {
	cal := calibrate()
	s, _, err := newSlot("王录入", Secret(password), usualCost)
	if err != nil {
		b.Fatal(err)
	}
	var took spent
	for b.Loop() {
		took.on(func() {
			if _, err := s.private(Secret(password)); err != nil {
				b.Fatal(err)
			}
		})
	}
	report(b, cal)
	b.ReportMetric(took.cpu.Seconds()/float64(b.N), "cpu-s")
}

// An archive of 200,000 rows is written anew under another key, read back and put in
// place.
func BenchmarkRekey200000Rows(b *testing.B) {
	a, _ := community(b, benchSealed())
	defer a.Close()
	must[*register.Register](b)(a.Register())
	cal := calibrate()
	for b.Loop() {
		if err := a.SetPassword(context.Background(), "王录入", Secret(password), nil); err != nil {
			b.Fatal(err)
		}
	}
	report(b, cal)
	b.ReportMetric(float64(len(readFile(b, a.Path())))/(1<<20), "MB-file")
}
