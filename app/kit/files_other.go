//go:build !windows

package kit

// askSystem leaves the question to Fyne: GTK's and KDE's dialogs can be had by C
// alone.
func askSystem(fileQuestion, FileQuestion) bool { return false }
