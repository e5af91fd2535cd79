package printing

import (
	"context"
	"fmt"
	"image"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	gdi32    = windows.NewLazySystemDLL("gdi32.dll")
	comdlg32 = windows.NewLazySystemDLL("comdlg32.dll")
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")

	deleteDC      = gdi32.NewProc("DeleteDC")
	getDeviceCaps = gdi32.NewProc("GetDeviceCaps")
	startDoc      = gdi32.NewProc("StartDocW")
	startPage     = gdi32.NewProc("StartPage")
	endPage       = gdi32.NewProc("EndPage")
	endDoc        = gdi32.NewProc("EndDoc")
	abortDoc      = gdi32.NewProc("AbortDoc")
	stretchDIBits = gdi32.NewProc("StretchDIBits")
	printDlgEx    = comdlg32.NewProc("PrintDlgExW")
	globalFree    = kernel32.NewProc("GlobalFree")
)

// Of wingdi.h and commdlg.h.
const (
	logPixelsX, logPixelsY = 88, 90
	offsetX, offsetY       = 112, 113
	srcCopy                = 0x00CC0020

	pdPageNums        = 0x2
	pdNoSelection     = 0x4
	pdReturnDC        = 0x100
	pdDriverCopies    = 0x40000
	pdNoCurrentPage   = 0x800000
	pdStartGeneral    = 0xFFFFFFFF
	pdResultPrint     = 1
	mostRanges        = 16
	bitmapHeaderBytes = 40
)

// docInfo is DOCINFOW.
type docInfo struct {
	size                   int32
	name, output, datatype *uint16
	kind                   uint32
}

// bitmapHeader is BITMAPINFOHEADER.
type bitmapHeader struct {
	size                   uint32
	width, height          int32
	planes, bits           uint16
	compression, bytes     uint32
	xPerMetre, yPerMetre   int32
	colours, coloursNeeded uint32
}

// printDialog is PRINTDLGEXW.
type printDialog struct {
	size                         uint32
	owner, mode, names, dc       uintptr
	flags, flags2, exclusion     uint32
	ranges, mostRanges           uint32
	range_                       *[mostRanges]pageRange
	least, most, copies          uint32
	instance, template, callback uintptr
	sheets                       uint32
	sheet                        uintptr
	start, result                uint32
}

type pageRange struct{ from, to uint32 }

// Ask shows the system's print dialog over a window and prints what it says: printer,
// range, copies, both sides and tray. False where the user has cancelled.
func Ask(ctx context.Context, owner uintptr, title string, pages Pages) (bool, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err == nil {
		defer windows.CoUninitialize()
	}
	var ranges [mostRanges]pageRange
	ranges[0] = pageRange{1, uint32(pages.Pages())}
	d := printDialog{
		owner: owner, flags: pdReturnDC | pdNoSelection | pdNoCurrentPage | pdDriverCopies,
		ranges: 1, mostRanges: mostRanges, range_: &ranges,
		least: 1, most: uint32(pages.Pages()), copies: 1, start: pdStartGeneral,
	}
	d.size = uint32(unsafe.Sizeof(d))
	if r, _, _ := printDlgEx.Call(uintptr(unsafe.Pointer(&d))); int32(r) < 0 {
		return false, fmt.Errorf("PrintDlgEx: %#x", uint32(r))
	}
	for _, h := range []uintptr{d.mode, d.names} {
		if h != 0 {
			defer globalFree.Call(h)
		}
	}
	if d.dc != 0 {
		defer deleteDC.Call(d.dc)
	}
	if d.result != pdResultPrint {
		return false, nil
	}
	var wanted []Range
	if d.flags&pdPageNums != 0 {
		for _, r := range ranges[:d.ranges] {
			wanted = append(wanted, Range{int(r.from), int(r.to)})
		}
	}
	return true, draw300(ctx, d.dc, title, "", pages, wanted)
}

// draw300 prints pages on a device, one picture of 300 dots an inch in memory at a
// time; where file is named the driver's output goes there (DOCINFO.lpszOutput). What
// fails, or is stopped, is taken out of the printer's queue.
func draw300(ctx context.Context, dc uintptr, title, file string, pages Pages, ranges []Range) error {
	caps := func(index uintptr) int {
		v, _, _ := getDeviceCaps.Call(dc, index)
		return int(int32(v))
	}
	paper := device{caps(logPixelsX), caps(logPixelsY), caps(offsetX), caps(offsetY)}
	doc := docInfo{}
	doc.size = int32(unsafe.Sizeof(doc))
	var err error
	if doc.name, err = windows.UTF16PtrFromString(title); err != nil {
		return err
	}
	if file != "" {
		if doc.output, err = windows.UTF16PtrFromString(file); err != nil {
			return err
		}
	}
	if r, _, err := startDoc.Call(dc, uintptr(unsafe.Pointer(&doc))); int32(r) <= 0 {
		return fmt.Errorf("StartDoc: %w", err)
	}
	for _, n := range chosen(ranges, pages.Pages()) {
		if err := drawPage(ctx, dc, paper, n, pages); err != nil {
			abortDoc.Call(dc)
			return err
		}
	}
	if r, _, err := endDoc.Call(dc); int32(r) <= 0 {
		return fmt.Errorf("EndDoc: %w", err)
	}
	return nil
}

func drawPage(ctx context.Context, dc uintptr, paper device, n int, pages Pages) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	img, err := pages.Page(n, DPI)
	if err != nil {
		return err
	}
	if r, _, err := startPage.Call(dc); int32(r) <= 0 {
		return fmt.Errorf("StartPage: %w", err)
	}
	if err := stretch(dc, paper.place(img.Bounds().Size()), img); err != nil {
		return err
	}
	if r, _, err := endPage.Call(dc); int32(r) <= 0 {
		return fmt.Errorf("EndPage: %w", err)
	}
	return nil
}

func stretch(dc uintptr, at image.Rectangle, img image.Image) error {
	size, data := img.Bounds().Size(), dots(img)
	head := bitmapHeader{
		size: bitmapHeaderBytes, width: int32(size.X), height: -int32(size.Y), // from the top
		planes: 1, bits: 24,
	}
	r, _, err := stretchDIBits.Call(dc,
		uintptr(at.Min.X), uintptr(at.Min.Y), uintptr(at.Dx()), uintptr(at.Dy()),
		0, 0, uintptr(size.X), uintptr(size.Y),
		uintptr(unsafe.Pointer(&data[0])), uintptr(unsafe.Pointer(&head)), 0, srcCopy)
	if int32(r) <= 0 {
		return fmt.Errorf("StretchDIBits: %w", err)
	}
	return nil
}
