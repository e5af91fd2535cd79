package forms

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a column says, it says when it is packed, however many different texts it has.
func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		different := rapid.SampledFrom([]int{0, 1, 3, 255, 256, 70000}).Draw(t, "different")
		rows := rapid.IntRange(0, 300).Draw(t, "rows")
		column := make([]string, 0, rows+different)
		for k := range different {
			column = append(column, fmt.Sprint("户", k))
		}
		for range rows {
			column = append(column, rapid.SampledFrom([]string{"", "男", "女", "户0", "·"}).Draw(t, "text"))
		}
		x := NewTexts(column)
		for r, want := range column {
			if got := x.At(r); got != want {
				t.Fatalf("row %d says %q, not %q", r, got, want)
			}
			if x.Text(x.Number(r)) != want || int(x.Number(r)) >= x.Count() {
				t.Fatalf("row %d has number %d of %d", r, x.Number(r), x.Count())
			}
		}
	})
}

func TestPackedClaimsSayTheSame(t *testing.T) {
	c := &Claims{Sheet: "表"}
	for range 3 {
		c.Add(RowRef{})
	}
	c.Put(0, "person.name", "张伟", "张 伟")
	c.Put(2, "person.name", "王芳", "王芳")
	c.Put(1, "person.sex", "男", "1")
	c.Put(0, "~备注", "", "")
	want := *c
	want.Values, want.Shown = c.Values, c.Shown
	c.Pack()
	if c.Values != nil || !c.Whole() {
		t.Fatal("packed claims have their columns once, and all of them")
	}
	for f := range c.Fields {
		for r := range c.Rows {
			if c.Value(f, r) != want.Values[f][r] || c.OwnShown(f, r) != want.Shown[f][r] || c.ShownAs(f, r) != want.ShownAs(f, r) {
				t.Errorf("%s of row %d: %q %q", c.Fields[f], r, c.Value(f, r), c.OwnShown(f, r))
			}
		}
	}
	if c.Packed.Values[0] = NewTexts([]string{"一"}); c.Whole() {
		t.Error("a column of one row fits no sheet of three")
	}
}
