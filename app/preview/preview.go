// Package preview makes pictures of the pages of a PDF, for the screen. It runs
// PDFium as WebAssembly inside the program: no C, no file of its own, no access to
// any file at all, and a damaged PDF can harm nothing outside of it.
//
// Starting it the first time compiles it, which takes seconds; what was compiled is
// kept in a folder, from which it starts in a tenth of one. Running it takes 45 MB, so
// it rests while nobody looks at pages; its documents know nothing of that. Warm
// compiles in the background, and never makes anybody wait.
package preview

import (
	"context"
	"errors"
	"image"
	"image/draw"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"huce/forms"
)

// Renderer makes pictures. It is used by any number of goroutines, one at a time.
type Renderer struct {
	folder string

	turn   sync.Mutex // guards what follows
	run    *run       // nil while it rests
	users  int        // those that use it now
	used   bool       // somebody has since Rest was last called
	closed bool
}

// run is PDFium from one start to its end.
type run struct {
	ready chan struct{} // closed once it has started, or failed to
	err   error
	kept  bool // what was compiled is kept in the folder

	mu    sync.Mutex // PDFium works for one at a time
	cache wazero.CompilationCache
	pool  pdfium.Pool
	work  pdfium.Pdfium // nil once it has ended
}

// New is a renderer that keeps what it compiles in a folder, made where there is
// none; "" keeps it in memory alone. Nothing starts yet.
func New(folder string) *Renderer { return &Renderer{folder: folder} }

// Warm compiles in the background what isn't compiled yet, and rests again.
func (r *Renderer) Warm() {
	go func() {
		// Who looks at pages hears what is wrong; nobody does yet.
		if err := r.use(context.Background(), func(*run) error { return nil }); err != nil {
			return
		}
		r.turn.Lock()
		r.used = false
		r.turn.Unlock()
		r.Rest()
		debug.FreeOSMemory() // of a quarter of a gigabyte that compiling takes
	}()
}

// Rest gives back the memory that running takes, where nobody has looked at a page
// since it was last called, and reports whether it did. What is compiled anew with
// every start never rests.
func (r *Renderer) Rest() bool {
	r.turn.Lock()
	w := r.run
	if used := r.used; w == nil || used || r.users > 0 || !w.kept {
		r.used = false
		r.turn.Unlock()
		return false
	}
	r.run = nil
	r.turn.Unlock()
	return w.end() == nil
}

// use does something with PDFium, started where it rests. It waits for the start, or
// for the context's end. Fault: preview_failed.
func (r *Renderer) use(ctx context.Context, act func(*run) error) error {
	w, err := r.enter()
	if err != nil {
		return err
	}
	defer r.leave()
	select {
	case <-w.ready:
	case <-ctx.Done():
		return forms.NewFault("stopped").Because(ctx.Err())
	}
	if w.err != nil {
		return w.err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.work == nil {
		return forms.NewFault("preview_failed")
	}
	return act(w)
}

func (r *Renderer) enter() (*run, error) {
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.closed {
		return nil, forms.NewFault("preview_failed")
	}
	if r.run == nil {
		w := &run{ready: make(chan struct{})}
		r.run = w
		go func() {
			defer close(w.ready)
			w.err = w.begin(r.folder)
		}()
	}
	r.users++
	r.used = true
	return r.run, nil
}

func (r *Renderer) leave() {
	r.turn.Lock()
	defer r.turn.Unlock()
	r.users--
}

func (w *run) begin(folder string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cache = wazero.NewCompilationCache()
	if folder != "" {
		// A folder that can't be used only makes the next start slow.
		if err := os.MkdirAll(folder, 0o755); err == nil {
			if kept, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
				w.cache, w.kept = kept, true
			}
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, ReuseWorkers: true,
		FSConfig: wazero.NewFSConfig(), // no folder of the computer
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(w.cache).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return forms.NewFault("preview_failed").Because(err)
	}
	w.pool = pool
	if w.work, err = pool.GetInstance(startMost); err != nil {
		return forms.NewFault("preview_failed").Because(err)
	}
	return nil
}

// startMost is how long a slow computer may take to start.
const startMost = 2 * time.Minute

// Close ends the renderer; its documents can't be used any more.
func (r *Renderer) Close() error {
	r.turn.Lock()
	w := r.run
	r.run, r.closed = nil, true
	r.turn.Unlock()
	if w == nil {
		return nil
	}
	return w.end()
}

// end ends PDFium, once it has started.
func (w *run) end() error {
	<-w.ready
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []error
	if w.work != nil {
		all = append(all, w.work.Close())
	}
	if w.pool != nil {
		all = append(all, w.pool.Close())
	}
	if w.cache != nil {
		all = append(all, w.cache.Close(context.Background()))
	}
	w.work, w.pool, w.cache = nil, nil, nil
	return errors.Join(all...)
}

// Document is an open PDF.
type Document struct {
	r        *Renderer
	data     []byte // PDFium reads it as long as it is open
	password string
	pages    int

	in  *run // what has it open
	ref references.FPDF_DOCUMENT
}

// Open opens a PDF, with its password where it has one. It waits for the renderer
// to start, or for the context's end. Fault: preview_failed.
func (r *Renderer) Open(ctx context.Context, data []byte, password string) (*Document, error) {
	d := &Document{r: r, data: data, password: password}
	err := r.use(ctx, func(w *run) error {
		if err := d.openIn(w); err != nil {
			return err
		}
		n, err := w.work.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
		if err != nil {
			return forms.NewFault("preview_failed").Because(err)
		}
		d.pages = n.PageCount
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// openIn opens the document where it isn't open since PDFium was last started.
func (d *Document) openIn(w *run) error {
	if d.in == w {
		return nil
	}
	open := requests.OpenDocument{File: &d.data}
	if d.password != "" {
		open.Password = &d.password
	}
	doc, err := w.work.OpenDocument(&open)
	if err != nil {
		return forms.NewFault("preview_failed").Because(err)
	}
	d.in, d.ref = w, doc.Document
	return nil
}

// Pages is how many pages there are.
func (d *Document) Pages() int { return d.pages }

// The resolutions a page may be asked for, dots per inch: what is less is unreadable,
// what is more fills the memory.
const (
	leastDPI = 20
	mostDPI  = 600
)

// Page is a picture of the n-th page, from 1, at so many dots per inch. Faults:
// preview_page where there is no such page, preview_failed.
func (d *Document) Page(n, dpi int) (image.Image, error) {
	if n < 1 || n > d.pages {
		return nil, forms.NewFault("preview_page", strconv.Itoa(n), strconv.Itoa(d.pages))
	}
	var own *image.RGBA
	err := d.r.use(context.Background(), func(w *run) error {
		if err := d.openIn(w); err != nil {
			return err
		}
		page, err := w.work.RenderPageInDPI(&requests.RenderPageInDPI{
			DPI:  min(max(dpi, leastDPI), mostDPI),
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: n - 1}},
		})
		if err != nil {
			return forms.NewFault("preview_failed").Because(err)
		}
		defer page.Cleanup()
		// The picture lies in PDFium's own memory and is gone after Cleanup.
		own = image.NewRGBA(page.Result.RenderedImage.Bounds())
		draw.Draw(own, own.Bounds(), page.Result.RenderedImage, own.Bounds().Min, draw.Src)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return own, nil
}

// Close closes the document.
func (d *Document) Close() error {
	d.r.turn.Lock()
	w := d.r.run
	d.r.turn.Unlock()
	if w == nil {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.work == nil || d.in != w {
		return nil // it went with what had it open
	}
	_, err := w.work.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.ref})
	return err
}
