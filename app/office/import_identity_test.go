package office

import (
	"fmt"
	"testing"

	"huce/forms"
	"huce/forms/vocab"
)

// A sheet whose names were sorted without their numbers, or whose numbers were filled
// down, asks; slips in a row or two don't.
func TestMisplacedNumbers(t *testing.T) {
	number := func(n int) string {
		body := fmt.Sprintf("1101991980%02d%02d%03d", 1+n%12, 1+n%28, n)
		return body + string(vocab.CheckChar(body))
	}
	names := []string{"王一", "李二心", "张三丰", "赵四海", "孙五福", "周六顺", "吴七星", "郑八方", "冯九州", "陈十全"}
	known := holders{}
	for i, name := range names {
		known.add(number(i), name)
	}
	for _, c := range []struct {
		what string
		at   func(i int) int // whose number row i gives
		rows int
	}{
		{"as they are", func(i int) int { return i }, 0},
		{"one slip", func(i int) int { return max(i, 1) }, 0},
		{"a line off", func(i int) int { return (i + 1) % len(names) }, 10},
		{"filled down", func(int) int { return 3 }, 9},
	} {
		sheet := &forms.Claims{Sheet: "Sheet1"}
		for i, name := range names {
			row := sheet.Add(forms.RowRef{Number: int32(i + 2)})
			sheet.Put(row, "person.name", name, name)
			sheet.Put(row, "person.id_no", number(c.at(i)), number(c.at(i)))
		}
		if rows, _ := known.misplaced(sheet); rows != c.rows {
			t.Errorf("%s: %d rows, want %d", c.what, rows, c.rows)
		}
	}
}

// A sheet one of whose columns was sorted, moved by a line or filled down alone asks;
// new phones, a moved family and rooms written in another way don't.
func TestExchangedColumns(t *testing.T) {
	number := func(n int) string {
		body := fmt.Sprintf("1101991980%02d%02d%03d", 1+n%12, 1+n%28, n)
		return body + string(vocab.CheckChar(body))
	}
	const people = 12
	form := func(phone func(i int) string, address func(i int) string) []*forms.Claims {
		sheet := &forms.Claims{Sheet: "Sheet1"}
		for i := range people {
			row := sheet.Add(forms.RowRef{Number: int32(i + 2)})
			sheet.Put(row, "person.name", "王一", "王一")
			sheet.Put(row, "person.id_no", number(i), number(i))
			sheet.Put(row, "person.phone", phone(i), phone(i))
			sheet.Put(row, "person.residence_address", address(i), address(i))
		}
		return []*forms.Claims{sheet}
	}
	phone := func(i int) string { return fmt.Sprintf("199000000%02d", i) }
	room := func(i int) string { return fmt.Sprintf("锦绣小区%d号楼1单元%d01", 1+i/4, 1+i%4) }
	known := newBelongings()
	known.learn(form(phone, room))
	for _, c := range []struct {
		what           string
		phone, address func(i int) string
		field          string
		rows           int
	}{
		{"as they are", phone, room, "", 0},
		{"new phones", func(i int) string { return phone(i + 50) }, room, "", 0},
		{"rooms without their unit", phone, func(i int) string { return fmt.Sprintf("%d-%d01", 1+i/4, 1+i%4) }, "", 0},
		{"a family of three moves to a neighbour's", phone, func(i int) string { return room(max(i, 3)) }, "", 0},
		{"a line off", func(i int) string { return phone((i + 1) % people) }, room, "person.phone", people},
		{"backwards", phone, func(i int) string { return room(people - 1 - i) }, "person.residence_address", people},
		{"filled down", func(int) string { return phone(3) }, room, "person.phone", people - 1},
	} {
		if field, rows, _ := known.exchanged(form(c.phone, c.address)[0]); field != c.field || rows != c.rows {
			t.Errorf("%s: %d rows of %q, want %d of %q", c.what, rows, field, c.rows, c.field)
		}
	}
}
