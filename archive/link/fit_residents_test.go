package link

import (
	"math"
	"testing"
)

// caution is how many bits a shipped level may lie off the fitted one.
const caution = 3.5

// TestResidentsAsFitted fits the model of residents by EM on
// linkdata/cn_dev_rows.csv.gz, whose truth it does not see, and holds the shipped
// levels against it: those that the rows show often enough must be worth about as
// much. What shipped is rounded towards caution, by a few bits at most.
func TestResidentsAsFitted(t *testing.T) {
	c := loadCommunity(t)
	m := Residents(pinyin)
	fitted, err := Fit(c.records, m, []Block{
		{{ID, "whole"}}, {{Name, "whole"}, {Birth, "day"}}, {{Name, "whole"}, {Phone, "whole"}}, {{Birth, "day"}, {Address, "room"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for f, field := range m.Fields {
		for l, x := range field.Levels {
			y := fitted.Fields[f].Levels[l]
			shipped, em := math.Log2(x.M/x.U), math.Log2(y.M/y.U)
			named := f == Name && l == nameSame // weighed by how common the name is
			lent := f == ID && l == idBorrowed  // worth nothing by design
			if f != Head && !named && !lent && y.M > 2e-4 && y.U > 1e-5 && math.Abs(shipped-em) > caution {
				t.Errorf("%s %s ships with %+.1f bits, the rows say %+.1f", field.Name, x.Name, shipped, em)
			}
			t.Logf("%-8s %-10s shipped %+6.1f fitted %+6.1f (m %.5f u %.7f)", field.Name, x.Name, shipped, em, y.M, y.U)
		}
	}
	if math.Abs(m.Prior-fitted.Prior) > 1 {
		t.Errorf("the prior ships as %.1f, the rows say %.1f", m.Prior, fitted.Prior)
	}
	t.Logf("prior shipped %.1f fitted %.1f", m.Prior, fitted.Prior)
}
