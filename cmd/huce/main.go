// Command huce is the desktop program: it wires the window to an archive. It is
// the one place that imports Fyne's driver, which needs a C compiler to build.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	window "huce/app"
	"huce/app/crash"
	"huce/app/instance"
	"huce/assets"
)

// exitNoGraphics is the exit code of a program that found nothing to draw with.
const exitNoGraphics = 3

// garbage is how much may lie about, in percent of what is in use, before it is
// collected. The register of a big community is most of what is in use, and Go's usual
// doubles it in the middle of work; this takes a third more of the processor's time.
// What an hour's work on 4,500 households leaves is given back all the same (app's
// settle): the program holds 421 MB then. A limit in bytes would have it collect without
// end on an archive that needs more.
const garbage = 30

// garbageAtStart is the same until the archive is read: what is read then stays, and
// looking through it again and again while it grows took a third of the time.
const garbageAtStart = 200

func main() {
	debug.SetGCPercent(garbageAtStart)
	paths := whole(os.Args[1:])
	dir, err := folder()
	if err != nil {
		fail(err)
	}
	if instance.HandOver(dir, paths, letToFront) {
		return
	}
	before, err := crash.Watch(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // it works without; where the disk is full or read-only opening an archive says so
	}
	go window.LoadFont()
	a := app.NewWithID("cn.huce.huce")
	if err := graphics(); err != nil {
		alert(assets.Text(window.LangOf(a), "app.no_graphics"), err)
		os.Exit(exitNoGraphics)
	}
	w := window.New(a, window.Options{
		Paths: paths, Crash: crash.Report(before), Previews: filepath.Join(dir, "preview"),
		Read: func() { debug.SetGCPercent(garbage) },
	})
	first, err := instance.Listen(dir, func(paths []string) {
		paths = whole(paths)
		fyne.Do(func() { w.TakeOver(paths) })
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // a second window is then kept off by the archive's own lock
	} else {
		defer first.Close()
	}
	if err := w.Run(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// folder is where the program keeps what concerns this computer alone:
// %LOCALAPPDATA%\HuCe on Windows, ~/.cache/HuCe on Linux.
func folder() (string, error) {
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, "HuCe"), err
}

// whole makes paths lead to the same files from any folder.
func whole(paths []string) []string {
	var all []string
	for _, p := range paths {
		if full, err := filepath.Abs(p); err == nil {
			p = full
		}
		all = append(all, p)
	}
	return all
}
