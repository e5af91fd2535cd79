package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"huce/archive/register"
	"huce/forms"
	"huce/forms/sheet"
)

// The figures of DESIGN.md for an archive are of 200,000 rows in 42 forms about
// 14,000 people. Each benchmark also times a fixed piece of work (hashing 256 MB)
// in the same run and gives the ratio: seconds alone say little on a busy machine.

const (
	formCount   = 42
	peopleCount = 14000
	rowCount    = 200000
)

// calibrate is how long the fixed piece of work takes.
func calibrate() time.Duration {
	block := noise(1 << 20)
	began := time.Now()
	h := sha256.New()
	for range 256 {
		h.Write(block)
	}
	h.Sum(nil)
	return time.Since(began)
}

// spentIn gives the processor time of a round, which a busy machine changes least.
func spentIn(b *testing.B, processor time.Duration) {
	if processor > 0 {
		b.ReportMetric(processor.Seconds()/float64(b.N), "cpu-s")
	}
}

// report gives the mean time of a round and its ratio to the fixed piece of work.
func report(b *testing.B, cal time.Duration) {
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(cal), "x-sha256-256MB")
}

var columns = []string{
	"person.name", "person.id_no", "person.sex", "person.birth", "person.ethnic", "person.phone",
	"person.residence_address", "household.relation", "person.education", "person.employment", "~备注",
}

// formOf is one form about rows of the invented people from first on.
func formOf(random *rand.Rand, no, first, rows int) ImportFile {
	c := &forms.Claims{
		Sheet: "Sheet1", Fields: columns,
		Values: make([][]string, len(columns)), Shown: make([][]string, len(columns)),
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	for r := range rows {
		p := (first + r) % peopleCount
		row := personRow(p)
		if random.IntN(50) == 0 {
			row[10] = "补" + strconv.Itoa(random.IntN(1000))
		}
		c.Add(forms.RowRef{Number: int32(r + 2)})
		for f, v := range row {
			c.Values[f][r] = v
		}
		c.Shown[3][r] = row[3][:4] + "." + row[3][5:7]
		w.Write(row)
	}
	w.Flush()
	path := fmt.Sprintf("表%02d.csv", no)
	return ImportFile{Path: path, Format: forms.CSV, Data: text.Bytes(), Submission: register.Submission{
		File: path, Form: "form" + strconv.Itoa(no), Department: "民政局", Unit: forms.UnitPerson, Claims: []*forms.Claims{c},
	}}
}

// personRow is what forms say of the p-th invented person.
func personRow(p int) []string {
	x := uint64(p)*0x9E3779B97F4A7C15 + 1
	pick := func(words ...string) string {
		x ^= x >> 29
		x *= 0xBF58476D1CE4E5B9
		return words[(x>>33)%uint64(len(words))]
	}
	name := pick("张", "王", "李", "赵", "陈", "刘", "杨", "周") + pick("伟", "芳", "娜", "敏", "静", "强", "磊", "军") +
		pick("", "华", "明", "丽", "平", "红", "英", "杰")
	birth := fmt.Sprintf("%d-%02d-%02d", 1930+x>>20%90, 1+x>>30%12, 1+x>>40%28)
	home := p / 3
	return []string{
		name, fmt.Sprintf("110199%s%s%s%04d", birth[:4], birth[5:7], birth[8:], p%10000), pick("男", "女"), birth, "汉族",
		fmt.Sprintf("1990000%04d", p%10000), fmt.Sprintf("幸福小区%d号楼%d单元%d室", home/60+1, home/20%3+1, home%20/4*100+101+home%4),
		pick("户主", "配偶", "子", "女"), pick("小学", "初中", "高中", "大学本科"), pick("在职", "退休", "失业"), "",
	}
}

// asSent is a form as a department sends it: a workbook with a title, a header and
// the rows.
func asSent(b *testing.B, f ImportFile) ImportFile {
	b.Helper()
	c := f.Submission.Claims[0]
	g := &forms.Grid{Name: c.Sheet}
	g.Set(0, 0, forms.T(f.Path, forms.StyleHead))
	for j, field := range c.Fields {
		g.Set(1, j, forms.T(field, forms.StyleHead))
		for i, v := range c.Values[j] {
			g.Set(i+2, j, forms.T(v, forms.StyleBody))
		}
	}
	f.Data = must[[]byte](b)(sheet.Write(&forms.Book{Format: forms.XLSX, Sheets: []*forms.Grid{g}}, forms.XLSX))
	f.Format = forms.XLSX
	return f
}

// community is an archive with all the forms, and the size of what its originals
// come to once each is compressed.
func community(b *testing.B, o Options) (a *Archive, originals int) {
	b.Helper()
	a, err := Create(filepath.Join(b.TempDir(), "社区.huce"), o)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for no := range formCount {
		rows := rowCount / formCount
		f := asSent(b, formOf(random, no, no*331, rows))
		originals += len(packer().EncodeAll(f.Data, nil))
		must[Imported](b)(a.Import(f))
	}
	return a, originals
}

// Goal: 5,000 rows committed in 0.5 s.
func BenchmarkImport5000Rows(b *testing.B) {
	cal := calibrate()
	a, err := Create(filepath.Join(b.TempDir(), "a.huce"), options())
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	random := rand.New(rand.NewPCG(1, 2))
	var spent time.Duration
	for b.Loop() {
		b.StopTimer()
		f := asSent(b, formOf(random, 1, random.IntN(peopleCount), 5000))
		b.StartTimer()
		began := processorTime()
		must[Imported](b)(a.Import(f))
		spent += processorTime() - began
	}
	spentIn(b, spent)
	report(b, cal)
}

// Goal: an archive of 200,000 rows opens with its claims and register in 1 s.
func BenchmarkOpen200000Rows(b *testing.B) {
	a, originals := community(b, options())
	must[*register.Register](b)(a.Register())
	began := time.Now()
	if err := a.Close(); err != nil {
		b.Fatal(err)
	}
	closing := time.Since(began)
	cal := calibrate()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var spent time.Duration
	for b.Loop() {
		began := processorTime()
		opened := must[*Archive](b)(Open(a.Path(), options()))
		reg := must[*register.Register](b)(opened.Register())
		b.StopTimer()
		spent += processorTime() - began
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(len(reg.People)), "people")
		runtime.KeepAlive(reg)
		if err := opened.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	spentIn(b, spent)
	report(b, cal)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB-live")
	b.ReportMetric(float64(len(readFile(b, a.Path())))/float64(originals), "x-originals")
	b.ReportMetric(float64(originals)/(1<<20), "MB-originals")
	b.ReportMetric(closing.Seconds(), "s-to-keep-register")
}

// Goal: a copy of the whole archive in 2 s.
func BenchmarkBackup200000Rows(b *testing.B) {
	a, _ := community(b, options())
	defer a.Close()
	cal := calibrate()
	began := processorTime()
	for b.Loop() {
		if err := a.Backup(b.Context(), filepath.Join(b.TempDir(), "copy.huce"), nil); err != nil {
			b.Fatal(err)
		}
	}
	spentIn(b, processorTime()-began)
	report(b, cal)
}

func init() { children["day"] = dayChild }

// dayChild is a day's work on a big archive: it opens it, looks at the register,
// imports 5,000 rows, makes a backup, and closes it. Its arguments: the archive and
// the backup's place; without that it only looks. It prints the most memory it had.
func dayChild(args []string) error {
	defer func() { fmt.Println(peakMemory()) }()
	debug.SetGCPercent(14) // as hucectl does
	a, err := Open(args[0], options())
	if err != nil {
		return err
	}
	if _, err := a.Register(); err != nil {
		return err
	}
	if len(args) == 1 {
		return a.Close()
	}
	if _, err := a.Import(formOf(rand.New(rand.NewPCG(1, 2)), 99, 77, 5000)); err != nil {
		return err
	}
	if _, err := a.Register(); err != nil {
		return err
	}
	return errors.Join(a.Backup(context.Background(), args[1], nil), a.Close())
}

// Goal: a program with a big archive takes 300 MB at the most.
func BenchmarkMemory200000Rows(b *testing.B) {
	a, _ := community(b, options())
	must[*register.Register](b)(a.Register())
	if err := a.Close(); err != nil {
		b.Fatal(err)
	}
	cal := calibrate()
	for b.Loop() {
		for what, args := range map[string][]string{
			"MB-peak-looking": {a.Path()}, "MB-peak-day": {a.Path(), filepath.Join(b.TempDir(), "copy.huce")},
		} {
			cmd := exec.Command(os.Args[0], args...)
			cmd.Env = append(os.Environ(), "HUCE_TEST_CHILD=day")
			out, err := cmd.CombinedOutput()
			if err != nil {
				b.Fatalf("%v: %s", err, out)
			}
			peak, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			if err != nil {
				b.Fatal(err)
			}
			if peak > 0 {
				b.ReportMetric(peak, what)
			}
		}
	}
	report(b, cal)
}
