package recognise

import (
	"testing"

	"huce/forms"
	"huce/forms/formstest"
)

// BenchmarkResidents recognises a sheet of 15,000 people in 20 columns and reads its
// claims; reading the file is sheet's.
func BenchmarkResidents(b *testing.B) {
	book := readBook(b, formstest.Shared(b, "corpus", "perf", "residents_15000x20.xlsx"))
	if book == nil {
		b.Skip("not read")
	}
	b.Run("recognise", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Book(book)
		}
	})
	layouts := Book(book)
	b.Run("claims", func(b *testing.B) {
		b.ReportAllocs()
		var c *forms.Claims
		for b.Loop() {
			c = Claims(book.Sheets[layouts[0].SheetIndex], &layouts[0])
		}
		if len(c.Rows) < 14000 {
			b.Fatalf("%d rows", len(c.Rows))
		}
	})
}
