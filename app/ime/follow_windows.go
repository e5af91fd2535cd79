package ime

import (
	"errors"
	"fmt"
	"image"
	"os"
	"sync"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// Messages and constants of winuser.h and imm.h.
const (
	wmKeyDown             = 0x0100
	wmIMEStartComposition = 0x010D
	wmIMEComposition      = 0x010F
	wmIMESetContext       = 0x0281
	wmIMENotify           = 0x0282
	wmIMERequest          = 0x0288
	wmDestroy             = 0x0002

	imnChangeCandidate = 0x0003
	imnOpenCandidate   = 0x0005
	imnSetOpenStatus   = 0x0008

	vkProcessKey         = 0xE5
	imrQueryCharPosition = 6
	cfsPoint             = 0x0002
	cfsCandidatePos      = 0x0040
	cfsExclude           = 0x0080
)

var (
	comctl32 = windows.NewLazySystemDLL("comctl32.dll")
	imm32    = windows.NewLazySystemDLL("imm32.dll")
	user32   = windows.NewLazySystemDLL("user32.dll")

	setWindowSubclass    = comctl32.NewProc("SetWindowSubclass")
	removeWindowSubclass = comctl32.NewProc("RemoveWindowSubclass")
	defSubclassProc      = comctl32.NewProc("DefSubclassProc")

	immGetContext           = imm32.NewProc("ImmGetContext")
	immReleaseContext       = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWindow = imm32.NewProc("ImmSetCompositionWindow")
	immGetCompositionWindow = imm32.NewProc("ImmGetCompositionWindow")
	immSetCandidateWindow   = imm32.NewProc("ImmSetCandidateWindow")
	immGetCandidateWindow   = imm32.NewProc("ImmGetCandidateWindow")

	createCaret    = user32.NewProc("CreateCaret")
	destroyCaret   = user32.NewProc("DestroyCaret")
	setCaretPos    = user32.NewProc("SetCaretPos")
	getCaretPos    = user32.NewProc("GetCaretPos")
	clientToScreen = user32.NewProc("ClientToScreen")
	getClientRect  = user32.NewProc("GetClientRect")
)

type point struct{ x, y int32 }

type rect struct{ left, top, right, bottom int32 }

// compositionForm is COMPOSITIONFORM of imm.h.
type compositionForm struct {
	style uint32
	at    point
	area  rect
}

// candidateForm is CANDIDATEFORM of imm.h.
type candidateForm struct {
	index, style uint32
	at           point
	area         rect
}

// charPosition is IMECHARPOSITION of imm.h, in pixels of the screen.
type charPosition struct {
	size, char uint32
	at         point
	lineHeight uint32
	document   rect
}

// follower is the one window that is followed: the program has no other.
type follower struct {
	hwnd      uintptr
	procedure uintptr
	canvas    fyne.Canvas
	caret     image.Point // the size of the hidden caret that has been made; zero is none
	log       string      // the file that positions are noted in, for the test under Wine
}

var following *follower

// LogVariable names the environment variable that names a file to which each
// position is appended, as the system gives it back: message, composition x y,
// candidate x y, excluded left top right bottom, caret x y.
const LogVariable = "HUCE_IME_LOG"

// Follow keeps telling the system where the caret of a window's focused field is.
// It is called on the screen's goroutine once the window is shown. Win10's Pinyin
// asks for the composition's place, Win11's by IMR_QUERYCHARPOSITION, the older and
// other makers' for the candidates' place or for the system's own caret: all four
// are given.
func Follow(win fyne.Window) error {
	native, ok := win.(driver.NativeWindow)
	if !ok {
		return nil // a test's window
	}
	if following != nil {
		return nil
	}
	for _, p := range []*windows.LazyProc{setWindowSubclass, defSubclassProc, immGetContext, createCaret} {
		if err := p.Find(); err != nil {
			return fmt.Errorf("input method: %w", err)
		}
	}
	var hwnd uintptr
	native.RunNative(func(context any) {
		if c, ok := context.(driver.WindowsWindowContext); ok {
			hwnd = c.HWND
		}
	})
	if hwnd == 0 {
		return errors.New("input method: the window has no handle yet")
	}
	following = &follower{hwnd: hwnd, procedure: procedure(), canvas: win.Canvas(), log: os.Getenv(LogVariable)}
	if done, _, err := setWindowSubclass.Call(hwnd, following.procedure, 1, 0); done == 0 {
		following = nil
		return fmt.Errorf("input method: %w", err)
	}
	return nil
}

// procedure is the address of handle: Windows lets a program make few of them.
var procedure = sync.OnceValue(func() uintptr { return windows.NewCallback(handle) })

// handle is a SUBCLASSPROC: it sees the window's messages before GLFW does.
func handle(hwnd, message, wparam, lparam, id, _ uintptr) uintptr {
	f := following
	if f == nil || f.hwnd != hwnd {
		r, _, _ := defSubclassProc.Call(hwnd, message, wparam, lparam)
		return r
	}
	switch message {
	case wmIMESetContext, wmIMEStartComposition, wmIMEComposition:
		f.place(message)
	case wmIMENotify:
		// Of the rest, some say that a position was set, by place itself: without end.
		switch wparam {
		case imnChangeCandidate, imnOpenCandidate, imnSetOpenStatus:
			f.place(message)
		}
	case wmKeyDown:
		if wparam == vkProcessKey { // the input method has taken the key
			f.place(message)
		}
	case wmIMERequest:
		if wparam == imrQueryCharPosition && f.answer(lparam) {
			return 1
		}
	case wmDestroy:
		f.dropCaret()
		removeWindowSubclass.Call(hwnd, f.procedure, id)
		following = nil
	}
	r, _, _ := defSubclassProc.Call(hwnd, message, wparam, lparam)
	return r
}

// place tells the caret's place in every way there is. What one input method refuses
// another takes, so a refusal is no error.
func (f *follower) place(message uintptr) {
	caret, ok := Caret(f.canvas)
	if !ok {
		f.dropCaret()
		return
	}
	at := point{int32(caret.Min.X), int32(caret.Min.Y)}
	below := point{at.x, int32(caret.Max.Y)}
	area := rect{at.x, at.y, int32(caret.Max.X), below.y}

	if size := caret.Size(); f.caret != size {
		createCaret.Call(f.hwnd, 0, uintptr(size.X), uintptr(size.Y)) // never shown
		f.caret = size
	}
	setCaretPos.Call(uintptr(at.x), uintptr(at.y))

	himc, _, _ := immGetContext.Call(f.hwnd)
	if himc != 0 {
		defer immReleaseContext.Call(f.hwnd, himc)
		composition := compositionForm{style: cfsPoint, at: at, area: area}
		immSetCompositionWindow.Call(himc, uintptr(unsafe.Pointer(&composition)))
		candidate := candidateForm{style: cfsCandidatePos, at: below}
		immSetCandidateWindow.Call(himc, uintptr(unsafe.Pointer(&candidate)))
		exclude := candidateForm{style: cfsExclude, at: at, area: area}
		immSetCandidateWindow.Call(himc, uintptr(unsafe.Pointer(&exclude)))
	}
	if f.log != "" {
		f.note(message, himc)
	}
}

// answer fills in the reply to IMR_QUERYCHARPOSITION.
func (f *follower) answer(lparam uintptr) bool {
	caret, ok := Caret(f.canvas)
	if !ok || lparam == 0 {
		return false
	}
	// The address is the system's own, and lives until the message is answered.
	reply := *(**charPosition)(unsafe.Pointer(&lparam))
	at := point{int32(caret.Min.X), int32(caret.Min.Y)}
	if done, _, _ := clientToScreen.Call(f.hwnd, uintptr(unsafe.Pointer(&at))); done == 0 {
		return false
	}
	var client rect
	if done, _, _ := getClientRect.Call(f.hwnd, uintptr(unsafe.Pointer(&client))); done == 0 {
		return false
	}
	origin := point{}
	clientToScreen.Call(f.hwnd, uintptr(unsafe.Pointer(&origin)))
	reply.at = at
	reply.lineHeight = uint32(caret.Dy())
	reply.document = rect{origin.x, origin.y, origin.x + client.right, origin.y + client.bottom}
	return true
}

func (f *follower) dropCaret() {
	if f.caret != (image.Point{}) {
		destroyCaret.Call()
		f.caret = image.Point{}
	}
}

// note appends what the system now says of the positions to the log.
func (f *follower) note(message, himc uintptr) {
	var composition compositionForm
	var exclude candidateForm
	var caret point
	if himc != 0 {
		immGetCompositionWindow.Call(himc, uintptr(unsafe.Pointer(&composition)))
		immGetCandidateWindow.Call(himc, 0, uintptr(unsafe.Pointer(&exclude)))
	}
	getCaretPos.Call(uintptr(unsafe.Pointer(&caret)))
	out, err := os.OpenFile(f.log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	_, err = fmt.Fprintf(out, "%#x composition %d %d candidate %d %d exclude %d %d %d %d caret %d %d\n",
		message, composition.at.x, composition.at.y, exclude.at.x, exclude.at.y,
		exclude.area.left, exclude.area.top, exclude.area.right, exclude.area.bottom, caret.x, caret.y)
	if err := errors.Join(err, out.Close()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
