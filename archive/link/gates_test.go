package link

import (
	"slices"
	"testing"
)

// ids of invented people, with their check characters.
const (
	father  = "110199196203062317"
	mother  = "110199196306116621"
	sonA    = "110199199104171474"
	sonB    = "110199199104171490"
	another = "11019919771212041X"
)

func residentsOf(rows ...Resident) *Records {
	rec := NewRecords(len(rows))
	for i, p := range rows {
		rec.Put(i, int32(i), p)
	}
	return rec
}

func valid(t *testing.T, ids ...string) {
	t.Helper()
	for _, s := range ids {
		if id := newIDNumber(s); !id.valid {
			t.Fatalf("%s is no valid number", s)
		}
	}
}

const room = "锦绣\t3\t1\t502"

func TestGates(t *testing.T) {
	valid(t, father, mother, sonA, sonB, another)
	for _, c := range []struct {
		name string
		rows []Resident
		want []int32 // entities
		gate string  // of the open pair, "" for none
	}{
		{"one person, told in many ways", []Resident{
			{Name: "张建国", ID: father, Birth: "1962-03-06", Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张建国", Birth: "1962-03-06", Phone: "19900000001"},
			{Name: "张建国", ID: "110199********2317", Address: room},
			{Name: "张 建国", Phone: "19900000001", Address: room},
		}, []int32{0, 0, 0, 0}, ""},
		{"two valid numbers are two people", []Resident{
			{Name: "张建国", ID: father, Sex: "男", Address: room}, {Name: "张建国", ID: another, Sex: "男"},
		}, []int32{0, 1}, ""},
		{"two valid numbers, and all else the same", []Resident{
			{Name: "张子轩", ID: sonA, Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
			{Name: "张子轩", ID: sonB, Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
		}, []int32{0, 1}, "two_ids_alike"},
		{"twins before they have names", []Resident{
			{Birth: "2023-05-10", Sex: "男", Address: room, Phone: "19900000001", Order: "1"},
			{Birth: "2023-05-10", Sex: "男", Address: room, Phone: "19900000001", Order: "2"},
		}, []int32{0, 1}, "twins"},
		{"a child before it has a name, its order told once", []Resident{
			{Birth: "2023-05-10", Sex: "男", Address: room, Phone: "19900000001", Order: "1"},
			{Birth: "2023-05-10", Sex: "男", Address: room, Phone: "19900000001"},
		}, []int32{0, 0}, ""},
		{"children of one month before they have names", []Resident{
			{ID: mother, Parents: true, Birth: "2023-05-10", Sex: "男", Address: room},
			{ID: mother, Parents: true, Birth: "2023-05", Sex: "男", Address: room},
		}, []int32{0, 1}, "twins"},
		{"a child without a name under its mother's number", []Resident{
			{Name: "李秀英", ID: mother, Sex: "女", Phone: "19900000001", Address: room},
			{ID: mother, Parents: true, Sex: "女", Phone: "19900000001", Address: room},
		}, []int32{0, 1}, WeakEvidence},
		{"two who give the numbers of others under one name", []Resident{
			{Name: "张建国", ID: father, Birth: "1962-03-06", Sex: "男", Address: room},
			{Name: "张建国", ID: father, Birth: "1962-03-06", Sex: "男", Address: room, Phone: "19900000009"},
			{Name: "张建国", ID: father, Sex: "男", Address: room, Phone: "19900000008"},
			{Name: "李向阳", ID: father, Phone: "19900000001", Address: "锦绣\t5\t2\t101"},
			{Name: "李向阳", ID: "430199********282X", Phone: "19900000001", Sex: "女", Birth: "1945-06-30", Address: "建设新村\t1\t1\t501"},
		}, []int32{0, 0, 0, 1, 2}, "borrowed_id"},
		{"father and son at one phone", []Resident{
			{Name: "张建国", Birth: "1962-03-06", Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张子轩", Birth: "1991-04-17", Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张子轩", Phone: "19900000001", Address: room},
		}, []int32{0, 1, 1}, ""},
		{"the same name, a generation apart", []Resident{
			{Name: "张建国", Birth: "1962-03-06", Phone: "19900000001", Address: room},
			{Name: "张建国", Birth: "1991-04-17", Phone: "19900000001", Address: room},
		}, []int32{0, 1}, ""},
		{"twins whose names sound alike", []Resident{
			{Name: "张子轩", Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
			{Name: "张梓轩", Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
		}, []int32{0, 1}, "twins"},
		{"twins with numbers", []Resident{
			{Name: "张子轩", ID: sonA, Sex: "男", Address: room}, {Name: "张子涵", ID: sonB, Sex: "男", Address: room},
		}, []int32{0, 1}, ""},
		{"a neighbour's number", []Resident{
			{Name: "李秀英", ID: mother, Sex: "女", Address: "锦绣\t8\t1\t101"}, {Name: "张建国", ID: mother, Address: room},
		}, []int32{0, 1}, "id_name_differs"},
		{"a child under a parent's number", []Resident{
			{Name: "张建国", ID: father, Birth: "1962-03-06", Address: room, Phone: "19900000001"},
			{Name: "张一诺", ID: father, Birth: "2023-05-07", Address: room, Phone: "19900000001"},
			{Name: "张一诺", Birth: "2023-05-07", Address: room},
		}, []int32{0, 1, 1}, ""},
		{"a husband's name with his wife's number", []Resident{
			{Name: "张建国", ID: father, Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张建国", ID: mother, Phone: "19900000001", Address: room},
			{Name: "李秀英", ID: mother, Sex: "女", Phone: "19900000001", Address: room},
			{Name: "李秀英", ID: mother, Sex: "女", Address: room, Birth: "1963-06"},
		}, []int32{0, 1, 2, 2}, "id_of_home"},
		{"a husband's name with his wife's number, and with his own another's sex and birth", []Resident{
			{Name: "张建国", ID: father, Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张建国", ID: father, Sex: "男", Address: room, Birth: "1962-03-06"},
			{Name: "李秀英", ID: mother, Sex: "女", Phone: "19900000003", Address: room},
			{Name: "李秀英", ID: mother, Sex: "女", Address: room, Birth: "1963-06"},
			{Name: "张建国", ID: mother, Sex: "女", Phone: "19900000003", Address: room},
			{Name: "张建国", ID: father, Birth: "1938-08-30", Sex: "女", Phone: "19900000004", Address: room},
		}, []int32{0, 0, 1, 1, 2, 3}, "id_of_home"},
		{"twins, and rows of before they had a name", []Resident{
			{Name: "张子轩", ID: sonA, Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
			{Name: "张子轩", ID: sonA, Address: room, Phone: "19900000001"},
			{Name: "张博文", ID: sonB, Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
			{Name: "张博文", ID: sonB, Address: room, Phone: "19900000001"},
			{Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
			{Birth: "1991-04-17", Sex: "男", Address: room, Phone: "19900000001"},
		}, []int32{0, 0, 1, 1, 2, 3}, RunnerUp},
		{"a neighbour's number of an age", []Resident{
			{Name: "张建国", ID: father, Sex: "男", Phone: "19900000001", Address: room},
			{Name: "张建国", ID: mother, Phone: "19900000001", Address: room},
			{Name: "李秀英", ID: mother, Sex: "女", Address: "锦绣\t8\t1\t101"},
			{Name: "李秀英", ID: mother, Sex: "女", Address: "锦绣\t8\t1\t101", Birth: "1963-06"},
		}, []int32{0, 0, 1, 1}, ""},
		{"a name alone", []Resident{
			{Name: "欧阳乐美", ID: mother, Sex: "女", Address: room}, {Name: "欧阳乐美"},
		}, []int32{0, 1}, "name_alone"},
		{"two of a name, and a row that says neither", []Resident{
			{Name: "欧阳乐美", ID: mother, Phone: "19900000001", Address: room},
			{Name: "欧阳乐美", ID: father, Phone: "19900000001", Address: room},
			{Name: "欧阳乐美", Phone: "19900000001", Address: room},
		}, []int32{0, 1, 2}, RunnerUp},
		{"a cut number and a sign", []Resident{
			{Name: "张建国", ID: "110199196203062***", Phone: "19900000001"}, {Name: "张建国", ID: father},
		}, []int32{0, 0}, ""},
	} {
		r := Link(residentsOf(c.rows...), Rules{}, Residents(pinyin), 1)
		if !slices.Equal(r.Entity, c.want) {
			t.Errorf("%s: entities %v, want %v", c.name, r.Entity, c.want)
		}
		gate := ""
		if len(r.Open) > 0 {
			gate = r.Open[0].Gate
		}
		if gate != c.gate {
			t.Errorf("%s: open %v, want gate %q", c.name, r.Open, c.gate)
		}
	}
}

// What a relation or a form says of the sex stays where the number is another's.
func TestImpliedSexStays(t *testing.T) {
	said := Resident{Name: "李秀英", ID: mother, Sex: Implied("女")}.Texts()[Sex]
	if got := stated(said); got != implied+"女" {
		t.Errorf("of %q stays %q", said, got)
	}
	if row := (Resident{Name: "张建国", ID: father, Birth: "1963-06", Sex: Implied("女")}).Texts(); row[ID] != borrowed+father {
		t.Errorf("a wife's row with his number says %q", row)
	}
}

// Two different rows of one form are two people until someone says otherwise.
func TestSameFormAsks(t *testing.T) {
	rec := residentsOf(
		Resident{Name: "欧阳乐美", Birth: "1962-03-06", Phone: "19900000001"},
		Resident{Name: "欧阳乐美", Birth: "1962-03-06", Phone: "19900000002"},
		Resident{Name: "欧阳乐美", Birth: "1962-03-06", Phone: "19900000002"},
	)
	rec.Sub = []int32{5, 5, 5}
	r := Link(rec, Rules{}, Residents(pinyin), 1)
	if !slices.Equal(r.Entity, []int32{0, 1, 1}) || len(r.Open) != 1 || r.Open[0].Gate != "same_form" {
		t.Errorf("entities %v, open %v", r.Entity, r.Open)
	}
}

func TestRulesHold(t *testing.T) {
	rec := residentsOf(
		Resident{Name: "张建国", ID: father, Address: room},
		Resident{Name: "张建国", ID: father, Address: room},
		Resident{Name: "李秀英", ID: mother},
	)
	m := Residents(pinyin)
	r := Link(rec, Rules{Different: [][2]int32{{0, 1}}}, m, 1)
	if r.Entity[0] == r.Entity[1] {
		t.Error("a rule keeps 0 and 1 apart")
	}
	r = Link(rec, Rules{Same: [][2]int32{{1, 2}}}, m, 1)
	if r.Entity[1] != r.Entity[2] || r.Status[2] != Decided {
		t.Errorf("a rule joins 1 and 2: %v %v", r.Entity, r.Status)
	}
	r = Link(rec, Rules{Same: [][2]int32{{0, 2}, {1, 2}}, Different: [][2]int32{{0, 1}}}, m, 1)
	if r.Entity[0] == r.Entity[1] {
		t.Error("joining both to a third must not undo that they differ")
	}
}
