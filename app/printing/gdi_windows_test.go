package printing

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"os"
	"slices"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// TestStretch draws on a picture in memory, as a printer's driver does, and reads
// the corners back.
func TestStretch(t *testing.T) {
	dc, _, err := gdi32.NewProc("CreateCompatibleDC").Call(0)
	if dc == 0 {
		t.Fatal(err)
	}
	defer deleteDC.Call(dc)
	screen, _, err := gdi32.NewProc("CreateBitmap").Call(30, 40, 1, 32, 0)
	if screen == 0 {
		t.Fatal(err)
	}
	defer gdi32.NewProc("DeleteObject").Call(screen)
	gdi32.NewProc("SelectObject").Call(dc, screen)
	img := image.NewRGBA(image.Rect(0, 0, 15, 20))
	img.Set(0, 0, color.RGBA{255, 0, 0, 255})
	img.Set(14, 19, color.RGBA{0, 0, 255, 255})
	if err := stretch(dc, image.Rect(0, 0, 30, 40), img); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]uintptr{
		image.Pt(0, 0): 0x0000FF, image.Pt(29, 39): 0xFF0000, image.Pt(15, 20): 0xFFFFFF, // 0x00bbggrr
	} {
		if got, _, _ := gdi32.NewProc("GetPixel").Call(dc, uintptr(at.X), uintptr(at.Y)); got&0xFFFFFF != want {
			t.Errorf("%v is %06x, want %06x", at, got, want)
		}
	}
}

// corners is a document of A4 pages of white with a black square of 20 mm in the
// corner at the upper left, 10 mm from both edges, and one at the lower right on the
// second page.
type corners struct{}

func (corners) Pages() int { return 2 }

func (corners) Page(n, dpi int) (image.Image, error) {
	mm := func(v int) int { return v * dpi * 10 / 254 }
	page := image.NewGray(image.Rect(0, 0, mm(210), mm(297)))
	draw.Draw(page, page.Bounds(), image.White, image.Point{}, draw.Src)
	at := image.Rect(mm(10), mm(10), mm(30), mm(30))
	if n == 2 {
		at = image.Rect(mm(180), mm(267), mm(200), mm(287))
	}
	draw.Draw(page, at, image.Black, image.Point{}, draw.Src)
	return page, nil
}

// printer is the device of the printer that HUCE_PRINTER names: .ci/windows sets one
// up, a build machine has none.
func printer(t *testing.T) (dc uintptr, file string) {
	t.Helper()
	name, file := os.Getenv("HUCE_PRINTER"), os.Getenv("HUCE_PRINTED")
	if name == "" {
		t.Skip("HUCE_PRINTER names no printer")
	}
	if err := windows.NewLazySystemDLL("winspool.drv").Load(); err != nil { // Wine looks for printers now
		t.Fatal(err)
	}
	words, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	dc, _, err = gdi32.NewProc("CreateDCW").Call(0, uintptr(unsafe.Pointer(words)), 0, 0)
	if dc == 0 {
		t.Fatal(err)
	}
	t.Cleanup(func() { deleteDC.Call(dc) })
	return dc, file
}

// TestPrint prints two pages to the file of HUCE_PRINTED; .ci/windows measures them.
func TestPrint(t *testing.T) {
	dc, file := printer(t)
	if err := draw300(context.Background(), dc, "户册", file, corners{}, nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() == 0 {
		t.Error("nothing was printed")
	}
}

// drawn counts the pages that are asked for.
type drawn struct {
	corners
	pages *[]int
}

func (d drawn) Page(n, dpi int) (image.Image, error) {
	*d.pages = append(*d.pages, n)
	return d.corners.Page(n, dpi)
}

// TestAsk shows the system's print dialog, which .ci/windows answers: with Enter, or
// with Escape where HUCE_PRINT_DIALOG says so.
func TestAsk(t *testing.T) {
	answer := os.Getenv("HUCE_PRINT_DIALOG")
	if answer == "" {
		t.Skip("HUCE_PRINT_DIALOG names no answer")
	}
	owner, _, _ := windows.NewLazySystemDLL("user32.dll").NewProc("GetDesktopWindow").Call() // it wants a window
	var pages []int
	printed, err := Ask(context.Background(), owner, "户册", drawn{pages: &pages})
	if err != nil {
		t.Fatal(err)
	}
	if want := answer == "Return"; printed != want || len(pages) > 0 != want {
		t.Errorf("after %s: printed %v, pages %v", answer, printed, pages)
	}
	if printed && !slices.Equal(pages, []int{1, 2}) {
		t.Errorf("pages %v", pages)
	}
}

func TestPrintStopped(t *testing.T) {
	dc, file := printer(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := draw300(ctx, dc, "户册", file+".stopped", corners{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, and got %v", err)
	}
}
