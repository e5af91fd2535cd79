package archive

import (
	"strconv"
	"sync"
	"testing"

	"huce/archive/register"
)

// A window imports, draws and searches at once.
func TestActsSideBySide(t *testing.T) {
	a := fresh(t)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 5 {
				if _, err := a.Import(other(strconv.Itoa(worker) + "-" + strconv.Itoa(i))); err != nil {
					t.Error(err)
				}
				if _, err := a.Decide(register.Decision{Kind: register.Different, A: register.RowID{byte(worker)}, B: register.RowID{byte(i)}}); err != nil {
					t.Error(err)
				}
				reg, err := a.Register()
				if err != nil {
					t.Error(err)
					continue
				}
				for _, s := range reg.Submissions {
					if len(s.Claims) != 1 {
						t.Errorf("%s has %d sheets", s.ID, len(s.Claims))
					}
				}
				if _, err := a.Submissions(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if reg := must[*register.Register](t)(a.Register()); len(reg.Submissions) != 20 {
		t.Errorf("%d submissions", len(reg.Submissions))
	}
	sound(t, a)
}
