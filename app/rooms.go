package app

import (
	"context"

	"fyne.io/fyne/v2"

	"huce/app/filing"
	"huce/app/intake"
	"huce/app/kit"
	"huce/app/office"
	"huce/app/overview"
	"huce/app/papers"
	"huce/app/planning"
	"huce/app/residents"
	"huce/app/review"
	"huce/app/settings"
	"huce/app/visits"
)

// rooms are the screens in their order: the clerk's day from what waits to what is
// put away.
func rooms() []room {
	return []room{
		{"overview", office.Read, fyne.KeyF2, func(w *Window, p kit.Page) screen { return overview.New(p, w.office, w.show) }},
		{"intake", office.Enter, fyne.KeyF3, func(w *Window, p kit.Page) screen { return intake.New(p, w.office) }},
		{"residents", office.Read, fyne.KeyF4, func(w *Window, p kit.Page) screen { return residents.New(p, w.office, w.pages()) }},
		{"review", office.Enter, fyne.KeyF5, func(w *Window, p kit.Page) screen { return review.New(p, w.office) }},
		{"visits", office.Enter, fyne.KeyF6, func(w *Window, p kit.Page) screen { return visits.New(p, w.office, w.pages(), w.toPrinter(p)) }},
		{"planning", office.Read, fyne.KeyF7, func(w *Window, p kit.Page) screen { return planning.New(p, w.office, w.pages()) }},
		{"papers", office.Issue, fyne.KeyF8, func(w *Window, p kit.Page) screen {
			return papers.New(p, w.office, w.pages(), w.toPrinter(p))
		}},
		{"filing", office.Issue, fyne.KeyF9, func(w *Window, p kit.Page) screen { return filing.New(p, w.office, w.pages(), w.toPrinter(p)) }},
		{"settings", office.Read, fyne.KeyF10, func(w *Window, p kit.Page) screen {
			return settings.New(p, w.office, settings.Window{
				Restore: w.askRestore, SetLang: w.setLang, SetLook: w.setLook, Look: w.look,
				LockMinutes: w.lockMinutes(), SetLock: w.setLock, Print: w.toPrinter(p),
			})
		}},
	}
}

// pages opens a PDF as pictures of its pages; without a renderer there is none.
func (w *Window) pages() kit.OpenPages {
	if w.preview == nil {
		return nil
	}
	return func(data []byte) (kit.OpenDocument, error) {
		return w.preview.Open(context.Background(), data, "")
	}
}
