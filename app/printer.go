package app

import (
	"context"
	"runtime"

	"fyne.io/fyne/v2/driver"

	"huce/app/kit"
	"huce/app/office"
	"huce/app/printing"
)

// printer is what papers are printed by: Windows' own dialog there, else lp.
func (w *Window) printer() printing.Fallback {
	other := office.NewPrinter()
	if runtime.GOOS != "windows" || w.preview == nil {
		return other
	}
	return printing.New(other, w.handle, func(ctx context.Context, data []byte) (printing.Pages, func() error, error) {
		d, err := w.preview.Open(ctx, data, "")
		if err != nil {
			return nil, nil, err
		}
		return d, d.Close, nil
	})
}

// toPrinter is how screens bring papers to a printer.
func (w *Window) toPrinter(page kit.Page) kit.PrintFunc {
	to := w.printer()
	return func(data []byte) (string, error) {
		what, done, err := to.Print(context.Background(), office.PrintJob{Data: data})
		if err != nil {
			return "", err
		}
		if what == office.SentToPrinter {
			err = done()
		}
		return page.Text("printed_" + string(what)), err
	}
}

// handle is the window's HWND; 0 is none.
func (w *Window) handle() (hwnd uintptr) {
	if native, ok := w.win.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				hwnd = c.HWND
			}
		})
	}
	return hwnd
}
