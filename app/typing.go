package app

import (
	"fmt"
	"os"

	"huce/app/ime"
)

// followCaret has the input method's box follow the caret. Where it can't, typing
// works all the same and the box stands in the corner: nothing to trouble a user with.
func (w *Window) followCaret() {
	if err := ime.Follow(w.win); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
