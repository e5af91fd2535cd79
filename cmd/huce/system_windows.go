package main

import (
	"golang.org/x/sys/windows"
)

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// letToFront lets another process bring its window to the front, which Windows
// grants only to the one that the user has just started.
func letToFront(pid int) {
	_, _, _ = allowSetForegroundWindow.Call(uintptr(uint32(pid)))
}

// alert shows a message in a box of the system's own, as there is no window.
func alert(text string, why error) {
	caption, err := windows.UTF16PtrFromString("户册")
	if err != nil {
		return
	}
	words, err := windows.UTF16PtrFromString(text + "\n\n(" + why.Error() + ")")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, words, caption, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
