package printing

import (
	"context"
	"image"
	"image/color"
	"testing"
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

func TestNoSuchPrinter(t *testing.T) {
	if err := ToPrinter(context.Background(), "没有这台打印机", "", "表", one{}); err == nil {
		t.Error("printed on a printer that isn't there")
	}
}
