package kit

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// Of shobjidl_core.h: the dialogs, what is asked of them and the places of their
// methods in the table of IFileDialog and IShellItem.
var (
	fileOpenDialog = windows.GUID{Data1: 0xDC1C5A9C, Data2: 0xE88A, Data3: 0x4DDE, Data4: [8]byte{0xA5, 0xA1, 0x60, 0xF8, 0x2A, 0x20, 0xAE, 0xF7}}
	fileSaveDialog = windows.GUID{Data1: 0xC0B4E2F3, Data2: 0xBA21, Data3: 0x4773, Data4: [8]byte{0x8D, 0xBA, 0x33, 0x5E, 0xC9, 0x46, 0xEB, 0x8B}}
	iFileDialog    = windows.GUID{Data1: 0x42F85136, Data2: 0xDB7E, Data3: 0x439C, Data4: [8]byte{0x85, 0xF1, 0xE4, 0x07, 0x5D, 0x13, 0x5F, 0xC8}}

	coCreateInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")
)

const (
	inProcess = 1 // CLSCTX_INPROC_SERVER

	comRelease        = 2
	dialogShow        = 3
	dialogFileTypes   = 4
	dialogSetOptions  = 9
	dialogGetOptions  = 10
	dialogSetFileName = 15
	dialogGetResult   = 20
	dialogDefaultExt  = 22
	itemDisplayName   = 5

	fosOverwritePrompt = 0x2
	fosPickFolders     = 0x20
	fosForceFileSystem = 0x40
	fosPathMustExist   = 0x800
	fosFileMustExist   = 0x1000

	fileSystemPath = 0x80058000 // SIGDN_FILESYSPATH
	cancelled      = 0x800704C7 // HRESULT_FROM_WIN32(ERROR_CANCELLED)
)

// comObject is any COM object: the address of its table of methods.
type comObject struct{ methods *[32]uintptr }

// do calls a method; an HRESULT below zero is an error.
func (o *comObject) do(method int, args ...uintptr) error {
	r, _, _ := syscall.SyscallN(o.methods[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...)
	if int32(r) < 0 {
		return syscall.Errno(uint32(r))
	}
	return nil
}

func (o *comObject) release() { syscall.SyscallN(o.methods[comRelease], uintptr(unsafe.Pointer(o))) }

// filterSpec is COMDLG_FILTERSPEC.
type filterSpec struct{ name, pattern *uint16 }

// askSystem asks by Windows' own dialog. It runs beside the screen, which keeps being
// drawn while it is open; where it can't be shown Fyne's is.
func askSystem(what fileQuestion, q FileQuestion) bool {
	native, ok := q.Window.(driver.NativeWindow)
	if !ok {
		return false // a test's window
	}
	var owner uintptr
	native.RunNative(func(context any) {
		if c, ok := context.(driver.WindowsWindowContext); ok {
			owner = c.HWND
		}
	})
	go func() {
		path, err := askShell(what, q, owner)
		fyne.Do(func() {
			switch {
			case err != nil:
				q.askFyne(what)
			case path != "":
				q.Then(path)
			}
		})
	}()
	return true
}

// askShell shows the dialog and waits for it; no path and no error is one that was
// cancelled.
func askShell(what fileQuestion, q FileQuestion, owner uintptr) (string, error) {
	runtime.LockOSThread() // the dialog belongs to its thread's apartment
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err != nil &&
		!errors.Is(err, syscall.Errno(1)) { // S_FALSE: the thread has one already
		return "", fmt.Errorf("CoInitializeEx: %w", err)
	}
	defer windows.CoUninitialize()
	class := &fileOpenDialog
	if what == saveFile {
		class = &fileSaveDialog
	}
	var d *comObject
	if r, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, inProcess,
		uintptr(unsafe.Pointer(&iFileDialog)), uintptr(unsafe.Pointer(&d))); int32(r) < 0 || d == nil {
		return "", fmt.Errorf("CoCreateInstance: %w", syscall.Errno(uint32(r)))
	}
	defer d.release()
	if err := q.dress(what, d); err != nil {
		return "", err
	}
	switch err := d.do(dialogShow, owner); {
	case errors.Is(err, syscall.Errno(cancelled)):
		return "", nil
	case err != nil:
		return "", err
	}
	var item *comObject
	if err := d.do(dialogGetResult, uintptr(unsafe.Pointer(&item))); err != nil {
		return "", err
	}
	defer item.release()
	var name *uint16
	if err := item.do(itemDisplayName, fileSystemPath, uintptr(unsafe.Pointer(&name))); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}

// dress tells the dialog what is asked for.
func (q FileQuestion) dress(what fileQuestion, d *comObject) error {
	var options uint32
	if err := d.do(dialogGetOptions, uintptr(unsafe.Pointer(&options))); err != nil {
		return err
	}
	options |= fosForceFileSystem | fosPathMustExist |
		map[fileQuestion]uint32{openFile: fosFileMustExist, openFolder: fosPickFolders, saveFile: fosOverwritePrompt}[what]
	if err := d.do(dialogSetOptions, uintptr(options)); err != nil {
		return err
	}
	if q.Name != "" {
		name, err := windows.UTF16PtrFromString(q.Name)
		if err != nil {
			return err
		}
		if err := d.do(dialogSetFileName, uintptr(unsafe.Pointer(name))); err != nil {
			return err
		}
	}
	if q.Ext == "" || what == openFolder {
		return nil
	}
	kind := q.Kind
	if kind == "" {
		kind = "*" + q.Ext
	}
	var filter filterSpec
	var bare *uint16
	for to, text := range map[**uint16]string{&filter.name: kind, &filter.pattern: "*" + q.Ext, &bare: q.Ext[1:]} {
		s, err := windows.UTF16PtrFromString(text)
		if err != nil {
			return err
		}
		*to = s
	}
	// Only a file to save is given an ending; Wine's dialog for opening dies of one.
	if err := d.do(dialogFileTypes, 1, uintptr(unsafe.Pointer(&filter))); err != nil || what != saveFile {
		return err
	}
	return d.do(dialogDefaultExt, uintptr(unsafe.Pointer(bare)))
}
