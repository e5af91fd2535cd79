package ime

import (
	"os"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// TestComposition tells a window of the program that runs beside this one that an
// input method begins to compose, as Pinyin does at the first letter, so that it
// notes the positions in HUCE_IME_LOG; .ci/windows compares them with a picture of
// the screen. It logs where the window's client area begins.
func TestComposition(t *testing.T) {
	if os.Getenv(LogVariable) == "" {
		t.Skip(LogVariable + " names no log")
	}
	class, err := windows.UTF16PtrFromString("GLFW30") // the class of every window of GLFW
	if err != nil {
		t.Fatal(err)
	}
	hwnd, _, err := user32.NewProc("FindWindowW").Call(uintptr(unsafe.Pointer(class)), 0)
	if hwnd == 0 {
		t.Fatal("no window: ", err)
	}
	user32.NewProc("SendMessageW").Call(hwnd, wmIMEStartComposition, 0, 0)
	var origin point
	if done, _, err := clientToScreen.Call(hwnd, uintptr(unsafe.Pointer(&origin))); done == 0 {
		t.Fatal(err)
	}
	t.Logf("origin %d %d", origin.x, origin.y)
}
