package office

import (
	"testing"

	"huce/archive"
)

// While a change of keys rewrites the archive the window still learns who works in it
// and what they may, as it was before; then as it is.
func TestWhoStandsWhileKeysChange(t *testing.T) {
	o := testOffice(t)
	asked := false
	ask := func(int64, int64) {
		asked = true
		if o.Sealed() || !o.May(Manage) {
			t.Error("it was sealed before it was")
		}
	}
	if _, err := o.Seal(t.Context(), "王主任", archive.Secret("红梅社区2026"), ask); err != nil {
		t.Fatal(err)
	}
	if !asked || !o.Sealed() || o.Who().Name != "王主任" {
		t.Errorf("asked %t, sealed %t, %+v", asked, o.Sealed(), o.Who())
	}
	if err := o.Unseal(t.Context(), nil); err != nil || o.Sealed() {
		t.Errorf("sealed %t, %v", o.Sealed(), err)
	}
}
