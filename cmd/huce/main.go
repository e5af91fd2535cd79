// Command huce is the desktop program: it wires the window to an archive. It is
// the one place that imports Fyne's driver, which needs a C compiler to build.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2/app"

	window "huce/app"
)

func main() {
	a := app.NewWithID("cn.huce.huce")
	w := window.New(a, window.Options{Paths: os.Args[1:]})
	if err := w.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
