package office

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"testing"
	"time"

	"huce/archive/register"
	"huce/forms/formstest"
)

// table is a csv file by its header.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // reading only
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

var noon = time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC)

func testOffice(t *testing.T) *Office {
	t.Helper()
	o, err := New(filepath.Join(t.TempDir(), "a.huce"), Options{Community: "安宁社区", Street: "幸福街道", Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	return o
}

// rowKey is a row of a file as truth and links name it. A csv's one sheet has the
// file's name with us and another in the truth, so the sheet counts elsewhere only.
func rowKey(file, sheet string, row string) string {
	if filepath.Ext(file) == ".csv" {
		sheet = ""
	}
	return file + "|" + sheet + "|" + row
}

// The shared community, imported whole: prints what is right, and fails under
// floors that were measured.
func TestCommunityIsUnderstood(t *testing.T) {
	dir := formstest.Shared(t, "community")
	o := testOffice(t)
	rep, err := o.Import(context.Background(), []string{filepath.Join(dir, "files")}, ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rep.Files {
		if f := &rep.Files[i]; f.Refused != nil {
			t.Errorf("refused %s: %v", f.File, Message(o.Lang, f.Refused))
		}
	}
	reg, err := o.Register()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d people, %d households, %d questions, %d unplaced", len(rep.Files), len(reg.People), len(reg.Households), len(reg.Questions), len(reg.Unplaced))
	truth := map[string][]map[string]string{}
	for _, r := range table(t, filepath.Join(dir, "truth", "rows.csv")) {
		k := rowKey(r["file"], r["sheet"], r["at"])
		truth[k] = append(truth[k], r)
	}
	who := scoreLinks(t, o, reg, filepath.Join(dir, "files"), truth)
	scoreValues(t, reg, who, table(t, filepath.Join(dir, "truth", "persons.csv")))
}

// scoreLinks prints pairwise precision and recall of the links and returns the true
// person of each person of the register, by most of its rows.
func scoreLinks(t *testing.T, o *Office, reg *register.Register, base string, truth map[string][]map[string]string) []string {
	votes := make([]map[string]int, len(reg.People))
	found, extra := 0, 0
	var several []register.Link
	type pair struct{ person, truth string }
	joint := map[pair]int{}
	byPerson, byTruth := map[string]int{}, map[string]int{}
	for _, k := range reg.Links {
		file, sheet, row := Place(reg, k.Row)
		rel, err := filepath.Rel(base, file)
		if err != nil {
			t.Fatal(err)
		}
		rows := truth[rowKey(filepath.ToSlash(rel), sheet, strconv.Itoa(row))]
		if len(rows) == 0 {
			extra++
			continue
		}
		found++
		want := rows[0]["person"]
		if len(rows) > 1 { // a tenant and the owner in one row: whichever is meant
			several = append(several, k)
			continue
		}
		if k.Status == register.Review {
			continue
		}
		if votes[k.Person] == nil {
			votes[k.Person] = map[string]int{}
		}
		votes[k.Person][want]++
		id := reg.People[k.Person].ID
		joint[pair{id, want}]++
		byPerson[id]++
		byTruth[want]++
	}
	for _, k := range several {
		file, sheet, row := Place(reg, k.Row)
		rel, err := filepath.Rel(base, file)
		if err != nil {
			t.Fatal(err)
		}
		want, votesFor := "", -1
		for _, r := range truth[rowKey(filepath.ToSlash(rel), sheet, strconv.Itoa(row))] {
			if n := votes[k.Person][r["person"]]; n > votesFor {
				want, votesFor = r["person"], n
			}
		}
		if k.Status == register.Review {
			continue
		}
		id := reg.People[k.Person].ID
		joint[pair{id, want}]++
		byPerson[id]++
		byTruth[want]++
	}
	for p, n := range joint {
		if n < byPerson[p.person] {
			t.Logf("%s is %s in %d of %d rows", p.person, p.truth, n, byPerson[p.person])
		}
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var tp, claimed, wanted float64
	for _, n := range joint {
		tp += pairs(n)
	}
	for _, n := range byPerson {
		claimed += pairs(n)
	}
	for _, n := range byTruth {
		wanted += pairs(n)
	}
	total := 0
	for _, r := range truth {
		total += len(r)
	}
	t.Logf("rows: %d of %d found, %d extra", found, total, extra)
	t.Logf("links: precision %.4f recall %.4f", tp/claimed, tp/wanted)
	if tp/claimed < 0.999 || tp/wanted < 0.85 || float64(found) < 0.95*float64(total) {
		t.Errorf("links are under their floors")
	}
	who := make([]string, len(reg.People))
	for i, v := range votes {
		best := 0
		for id, n := range v {
			if n > best || (n == best && id < who[i]) {
				who[i], best = id, n
			}
		}
	}
	return who
}

// scoreValues prints how often the register's standing value equals the truth's,
// of the people whom any row names.
func scoreValues(t *testing.T, reg *register.Register, who []string, persons []map[string]string) {
	truth := map[string]map[string]string{}
	for _, p := range persons {
		truth[p["person"]] = p
	}
	floors := map[string]float64{"name": 0.95, "id_no": 0.95, "birth": 0.95, "sex": 0.98, "phone": 0.85, "residence_address": 0.80}
	type score struct{ right, known int }
	got := map[string]*score{}
	wrong := map[string][]string{}
	for i := range reg.People {
		p, want := &reg.People[i], truth[who[i]]
		if want == nil {
			continue
		}
		for _, f := range []string{"name", "id_no", "birth", "sex", "relation", "phone", "residence_address", "hukou_address", "ethnic", "education", "political"} {
			v := p.Value("person." + f)
			if v == "" || want[f] == "" {
				continue
			}
			if got[f] == nil {
				got[f] = &score{}
			}
			got[f].known++
			if v == want[f] {
				got[f].right++
			} else if s := wrong[f]; len(s) < 3 {
				wrong[f] = append(s, v+" for "+want[f])
			}
		}
	}
	var names []string
	for f := range got {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		s := got[f]
		rate := float64(s.right) / float64(s.known)
		t.Logf("%-18s %4d of %4d right  %.4f  %q", f, s.right, s.known, rate, wrong[f])
		if rate < floors[f] {
			t.Errorf("%s is under its floor of %.2f", f, floors[f])
		}
	}
}
