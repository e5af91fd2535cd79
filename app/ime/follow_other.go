//go:build !windows

package ime

import "fyne.io/fyne/v2"

// Follow does nothing on this system: see the package's comment.
func Follow(fyne.Window) error { return nil }
