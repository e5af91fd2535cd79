package recognise

import (
	"encoding/json"
	"testing"

	"huce/forms"
)

// FuzzBook recognises sheets written as text: no panic, and the promises hold.
func FuzzBook(f *testing.F) {
	for _, s := range []string{
		stacked, "", "|", "<|^\n^|<", "姓名|性别\n张三|男", "填表说明\n一、每户一行。", "甲|乙|1\n1|2|3", "合计|1\n合计|2",
		"户别|常住人口登记表|户主姓名\n家庭户||张三\n姓名|李四|<", "序号|基本情况|<\n^|姓名|性别\n1|张三|男\n小计|1|",
		"00000000000000000000000000000姓名|与户主关系|年龄|姓名|与户主关系|年龄",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		b := bookOf(sheetOf("Sheet1", text))
		all := Book(b)
		checkLayouts(t, "fuzz", b, all)
		first, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(Book(b))
		if err != nil {
			t.Fatal(err)
		}
		if string(first) != string(again) {
			t.Fatalf("two answers for one book:\n%s\n%s", first, again)
		}
		for i := range all {
			rowsAreAccounted(t, b.Sheets[all[i].SheetIndex], &all[i])
		}
	})
}

// rowsAreAccounted holds a table to its promise: a row among the data is claimed or
// named with its reason.
func rowsAreAccounted(t *testing.T, g *forms.Grid, l *forms.Layout) {
	if l.Kind != forms.KindTable {
		return
	}
	c := Claims(g, l)
	said := skippedRows(l)
	for _, ref := range c.Rows {
		said[int(ref.Number)] = "claimed"
	}
	for n := l.DataRows.First; n >= 1 && n <= l.DataRows.Last; n++ {
		if said[n] == "" {
			t.Fatalf("row %d is neither claimed nor skipped: %+v", n, l)
		}
	}
}
