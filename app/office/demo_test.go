package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/print/pdftext"
)

// sampleFiles are the files of the built-in sample community, by name.
func sampleFiles(t *testing.T) (names []string, data map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(assets.Sample()), int64(len(assets.Sample())))
	if err != nil {
		t.Fatal(err)
	}
	data = map[string][]byte{}
	for _, f := range z.File {
		if data[f.Name], err = unzipped(f); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return names, data
}

// took is an office that has imported files in the order of their names as given.
func took(t *testing.T, names []string, data map[string][]byte) *Office {
	t.Helper()
	o := testOffice(t)
	for _, name := range names {
		if f := importOne(t, o, name, data[name]); f.Refused != nil {
			t.Fatalf("%s: %s", name, Message(o.Lang, f.Refused))
		}
	}
	return o
}

// sayings is all that a register says, without the ids that its people and homes
// go by.
func sayings(reg *register.Register) string {
	place := func(ref register.Ref) string {
		file, sheet, row := Place(reg, ref)
		return fmt.Sprint(file, "/", sheet, "/", row)
	}
	standing := func(b *strings.Builder, values []register.Standing) {
		for _, v := range values {
			fmt.Fprintln(b, " ", v.Field, v.Value, v.Reason)
			for _, s := range v.Sources {
				fmt.Fprintln(b, "   ", place(s.Row), reg.Shown(s))
			}
		}
	}
	var homes []string
	for _, h := range reg.Households {
		var b strings.Builder
		fmt.Fprintln(&b, address(reg, &h))
		standing(&b, h.Values)
		for _, m := range h.Members {
			standing(&b, reg.People[m].Values)
		}
		homes = append(homes, b.String())
	}
	for _, p := range reg.People {
		if p.Household < 0 {
			var b strings.Builder
			standing(&b, p.Values)
			homes = append(homes, b.String())
		}
	}
	for _, q := range reg.Questions {
		homes = append(homes, fmt.Sprint(q.Kind, q.Field, q.A, q.B, q.Weight, q.Gate))
	}
	slices.Sort(homes)
	return strings.Join(homes, "\n")
}

// The whole way from files to the register: in any order of the files the same.
func TestOrderOfFilesMakesNoDifference(t *testing.T) {
	names, data := sampleFiles(t)
	var want string
	rng := rand.New(rand.NewPCG(3, 11))
	for round := range 3 {
		reg, err := took(t, names, data).Register()
		if err != nil {
			t.Fatal(err)
		}
		got := sayings(reg)
		if round == 0 {
			want = got
		}
		if got != want {
			t.Fatalf("round %d: the register says something else", round)
		}
		rng.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
	}
}

// Every paper of the sample community, read back: each character that was to be
// printed is there as often as it was given, the headings in their order, and every
// character drawn has a glyph.
func TestPapersSayWhatWasGiven(t *testing.T) {
	names, data := sampleFiles(t)
	o := took(t, names, data)
	in, err := o.Input()
	if err != nil {
		t.Fatal(err)
	}
	roster, err := o.Roster(in.Register)
	if err != nil {
		t.Fatal(err)
	}
	yearPlan, summary := plan.Plan(in), plan.Summary(in)
	for kind, texts := range map[PaperKind][]string{
		RegisterPaper: rosterTexts(roster),
		PlanPaper:     officialTexts(&yearPlan),
		SummaryPaper:  officialTexts(&summary),
		VisitsPaper:   visitTexts(plan.VisitSheets(in)),
	} {
		t.Run(string(kind), func(t *testing.T) {
			p, err := o.Print(kind)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Report.Missing) > 0 {
				t.Errorf("no font has %q", p.Report.Missing)
			}
			doc, err := pdftext.Read(p.Data)
			if err != nil {
				t.Fatal(err)
			}
			undrawn, err := doc.Undrawn()
			if err != nil || len(undrawn) > 0 {
				t.Errorf("drawn blank: %q %v", undrawn, err)
			}
			allThere(t, doc.Text(), texts)
		})
	}
}

// allThere fails where a text lacks a character of those given.
func allThere(t *testing.T, text string, given []string) {
	t.Helper()
	have := counted(text)
	for r, n := range counted(strings.Join(given, "")) {
		if have[r] < n {
			t.Errorf("%q stands %d times, was given %d times", r, have[r], n)
		}
	}
}

func counted(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range s {
		if !unicode.IsSpace(r) {
			m[r]++
		}
	}
	return m
}

func rosterTexts(r *forms.Roster) []string {
	texts := slices.Concat([]string{r.Title}, r.Notes, r.Footer)
	for _, g := range r.Groups {
		texts = append(texts, g.Lead...)
		for _, row := range g.Rows {
			texts = append(texts, row...)
		}
	}
	return texts
}

func officialTexts(d *forms.Official) []string {
	texts := append([]string{d.Title, d.To, d.Issuer, d.PrintedBy, d.CopyTo}, blockTexts(d.Body)...)
	for _, a := range d.Annexes {
		texts = append(append(texts, a.Title), blockTexts(a.Body)...)
	}
	return texts
}

func blockTexts(blocks []forms.Block) (texts []string) {
	for _, b := range blocks {
		texts = append(texts, b.Text)
		if b.Table == nil {
			continue
		}
		texts = append(texts, b.Table.Title, b.Table.Note)
		for _, c := range b.Table.Columns {
			texts = append(texts, c.Label)
		}
		for _, row := range b.Table.Rows {
			texts = append(texts, row...)
		}
	}
	return texts
}

func visitTexts(sheets []forms.VisitSheet) (texts []string) {
	for _, s := range sheets {
		texts = append(texts, s.Code, s.Head, s.Home)
		for _, row := range s.Members.Rows {
			texts = append(texts, row...)
		}
		for _, k := range s.Known {
			texts = append(texts, k.Label, k.Value)
		}
		for _, a := range s.Asks {
			texts = append(texts, a.Label, a.Hint, strings.Join(a.Options, ""))
		}
	}
	return texts
}

// importOne takes one file in, as Import does with each.
func importOne(t *testing.T, o *Office, name string, data []byte) FileReport {
	t.Helper()
	in, err := o.intake(ImportOptions{Accept: true})
	if err != nil {
		t.Fatal(err)
	}
	return in.one(name, data, 0)
}

// A person's page begins with who they are, not with their dog.
func TestPageBeginsWithThePerson(t *testing.T) {
	names, data := sampleFiles(t)
	o := took(t, names, data)
	page, err := o.Show("P00001")
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Values) < 5 || page.Values[0].Field != "person.name" || page.Values[1].Field != "person.sex" {
		t.Errorf("the page begins with %+v", page.Values[:min(2, len(page.Values))])
	}
}
