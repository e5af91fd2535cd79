package register

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"huce/forms"
)

// roster is an import of a list of people: name, ID number, phone, a note.
func roster(id string, rows ...[4]string) Submission {
	c := &forms.Claims{Sheet: "Sheet1", Fields: []string{"calc.seq", "person.name", "person.id_no", "person.phone", "~备注"}}
	c.Values, c.Shown = make([][]string, 5), make([][]string, 5)
	for i, row := range rows {
		r := c.Add(forms.RowRef{Number: int32(i + 3)})
		c.Put(r, "calc.seq", strconv.Itoa(i+1), strconv.Itoa(i+1))
		for f, v := range row {
			c.Put(r, c.Fields[f+1], v, v)
		}
	}
	return Submission{ID: id, Form: "t-list", Period: "2026", Unit: forms.UnitPerson, AsOf: forms.NewDate(2026, 3, 1), Claims: []*forms.Claims{c}}
}

func TestCorrespond(t *testing.T) {
	old := roster("S0001",
		[4]string{"张三", "110199195003070019", "19900000001", ""},
		[4]string{"李四", "110199196003070021", "19900000002", ""},
		[4]string{"王五", "", "19900000003", ""},
		[4]string{"赵六", "", "19900000004", "低保"},
		[4]string{"钱七", "", "", ""},
		[4]string{"钱七", "", "", "同名"})
	for _, tc := range []struct {
		name string
		row  [4]string
		want int // row of old, -1 for none
		same bool
	}{
		{"says the same", [4]string{"张三", "110199195003070019", "19900000001", ""}, 0, true},
		{"the phone corrected", [4]string{"李四", "110199196003070021", "19900000009", ""}, 1, false},
		{"the name corrected, the number stays", [4]string{"李肆", "110199196003070021", "19900000002", ""}, 1, false},
		{"a number added", [4]string{"王五", "110199197003070034", "19900000003", ""}, 2, false},
		{"a name that stands once", [4]string{"赵六", "110199198003070047", "19900000014", "低保"}, 3, false},
		{"a name that stands twice", [4]string{"钱七", "", "", "新"}, -1, false},
		{"somebody else", [4]string{"孙八", "110199199003070059", "19900000008", ""}, -1, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			again := roster("S0002", tc.row)
			again.Claims[0].Put(0, "calc.seq", "99", "99")
			again.Claims[0].Rows[0].Number = 99
			got := Correspond(&old, &again)
			if tc.want < 0 {
				if len(got) != 0 {
					t.Fatalf("paired with %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Old.Row != tc.want || got[0].Same != tc.same {
				t.Fatalf("paired %+v, want row %d", got, tc.want)
			}
		})
	}
}

// However rows are changed, put in another order, left out and added: no row is in
// two pairs, and a form sent again unchanged pairs every row with its own.
func TestCorrespondPairsARowOnce(t *testing.T) {
	row := rapid.Custom(func(t *rapid.T) [4]string {
		pick := func(from ...string) string { return rapid.SampledFrom(from).Draw(t, "value") }
		return [4]string{pick("张三", "李四", "王五", ""), pick("", "110199195003070019", "110199196003070021"), pick("", "19900000001", "19900000002"), pick("", "低保")}
	})
	rapid.Check(t, func(t *rapid.T) {
		old := roster("S0001", rapid.SliceOfN(row, 0, 8).Draw(t, "old")...)
		next := roster("S0002", rapid.SliceOfN(row, 0, 8).Draw(t, "new")...)
		var from, to []RowAt
		for _, p := range Correspond(&old, &next) {
			if slices.Contains(from, p.Old) || slices.Contains(to, p.New) {
				t.Fatalf("%+v is in two pairs", p)
			}
			from, to = append(from, p.Old), append(to, p.New)
		}
		again := old
		again.ID = "S0003"
		if got := Correspond(&old, &again); len(got) != len(old.Claims[0].Rows) || slices.ContainsFunc(got, func(p Pair) bool { return !p.Same }) {
			t.Fatalf("sent again unchanged: %+v", got)
		}
	})
}

// What was decided about a row stays with the row that corrects it, and with the row
// that corrects that one.
func TestDecisionsStayWithCorrectedRows(t *testing.T) {
	first := roster("S0001", [4]string{"张三", "110199195003070019", "19900000001", ""}, [4]string{"李四", "110199196003070021", "19900000002", ""})
	r := build(t, []Submission{first}, nil, 1)
	decisions := []Decision{{No: 1, Kind: Stands, A: r.Links[0].ID, Field: "person.phone", Value: "19900000077"}}
	second := roster("S0002", [4]string{"李四", "110199196003070021", "19900000002", ""}, [4]string{"张三", "110199195003070019", "19900000009", "改电话"})
	second.Corrects = &first
	third := roster("S0003", [4]string{"张山", "110199195003070019", "19900000009", "改姓名"})
	third.Corrects = &second
	for _, subs := range [][]Submission{{first}, {second}, {third}} {
		r := build(t, subs, decisions, 1)
		found := false
		for i := range r.People {
			if r.People[i].Value("person.id_no") == "110199195003070019" {
				found = true
				if got := r.People[i].Value("person.phone"); got != "19900000077" {
					t.Errorf("%s: the phone is %s", subs[0].ID, got)
				}
			}
		}
		if !found {
			t.Errorf("%s: nobody", subs[0].ID)
		}
	}
	loose := second
	loose.Corrects = nil
	if r := build(t, []Submission{loose}, decisions, 1); r.People[0].Value("person.phone") == "19900000077" && r.People[1].Value("person.phone") == "19900000077" {
		t.Error("the decision reached rows that correct nothing")
	}
}
