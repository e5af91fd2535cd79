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
