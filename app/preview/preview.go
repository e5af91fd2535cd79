// Package preview makes pictures of the pages of a PDF, for the screen. It runs
// PDFium as WebAssembly inside the program: no C, no file of its own, no access to
// any file at all, and a damaged PDF can harm nothing outside of it.
//
// Starting it the first time compiles it, which takes seconds; what was compiled is
// kept in a folder, from which it starts in a fraction of one. Warm does either in
// the background, and never makes anybody wait.
package preview

import (
	"context"
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

// Renderer makes pictures. The zero value is no renderer; it is used by any number
// of goroutines, one at a time.
type Renderer struct {
	folder string
	start  sync.Once
	ready  chan struct{} // closed once it has started, or failed to
	err    error

	mu    sync.Mutex // PDFium works for one at a time
	cache wazero.CompilationCache
	pool  pdfium.Pool
	work  pdfium.Pdfium
}

// New is a renderer that keeps what it compiles in a folder, made where there is
// none; "" keeps it in memory alone. Nothing starts yet.
func New(folder string) *Renderer {
	return &Renderer{folder: folder, ready: make(chan struct{})}
}

// Warm starts the renderer in the background, once.
func (r *Renderer) Warm() {
	r.start.Do(func() {
		go func() {
			defer close(r.ready)
			r.err = r.begin()
			debug.FreeOSMemory() // of a quarter of a gigabyte that compiling takes
		}()
	})
}

// Ready reports whether the renderer has started, without waiting for it.
func (r *Renderer) Ready() bool {
	select {
	case <-r.ready:
		return r.err == nil
	default:
		return false
	}
}

func (r *Renderer) begin() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cache = wazero.NewCompilationCache()
	if r.folder != "" {
		// A folder that can't be used only makes the next start slow.
		if err := os.MkdirAll(r.folder, 0o755); err == nil {
			if kept, err := wazero.NewCompilationCacheWithDir(r.folder); err == nil {
				r.cache = kept
			}
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, ReuseWorkers: true,
		FSConfig: wazero.NewFSConfig(), // no folder of the computer
		Stdout:   io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(r.cache).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return forms.NewFault("preview_failed").Because(err)
	}
	r.pool = pool
	if r.work, err = pool.GetInstance(startMost); err != nil {
		return forms.NewFault("preview_failed").Because(err)
	}
	return nil
}

// startMost is how long a slow computer may take to start.
const startMost = 2 * time.Minute

// Close ends the renderer; its documents can't be used any more.
func (r *Renderer) Close() error {
	r.start.Do(func() { close(r.ready) }) // one that never started never will
	<-r.ready
	r.mu.Lock()
	defer r.mu.Unlock()
	var first error
	keep := func(err error) {
		if first == nil {
			first = err
		}
	}
	if r.work != nil {
		keep(r.work.Close())
	}
	if r.pool != nil {
		keep(r.pool.Close())
	}
	if r.cache != nil {
		keep(r.cache.Close(context.Background()))
	}
	r.work, r.pool, r.cache = nil, nil, nil
	return first
}

// Document is an open PDF.
type Document struct {
	r     *Renderer
	data  []byte // PDFium reads it as long as it is open
	ref   references.FPDF_DOCUMENT
	pages int
}

// Open opens a PDF, with its password where it has one. It waits for the renderer
// to start, or for the context's end. Fault: preview_failed.
func (r *Renderer) Open(ctx context.Context, data []byte, password string) (*Document, error) {
	r.Warm()
	select {
	case <-r.ready:
	case <-ctx.Done():
		return nil, forms.NewFault("stopped").Because(ctx.Err())
	}
	if r.err != nil {
		return nil, r.err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.work == nil {
		return nil, forms.NewFault("preview_failed")
	}
	d := &Document{r: r, data: data}
	open := requests.OpenDocument{File: &d.data}
	if password != "" {
		open.Password = &password
	}
	doc, err := r.work.OpenDocument(&open)
	if err != nil {
		return nil, forms.NewFault("preview_failed").Because(err)
	}
	d.ref = doc.Document
	n, err := r.work.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err != nil {
		return nil, forms.NewFault("preview_failed").Because(err)
	}
	d.pages = n.PageCount
	return d, nil
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
	d.r.mu.Lock()
	defer d.r.mu.Unlock()
	if d.r.work == nil {
		return nil, forms.NewFault("preview_failed")
	}
	page, err := d.r.work.RenderPageInDPI(&requests.RenderPageInDPI{
		DPI:  min(max(dpi, leastDPI), mostDPI),
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: n - 1}},
	})
	if err != nil {
		return nil, forms.NewFault("preview_failed").Because(err)
	}
	defer page.Cleanup()
	// The picture lies in PDFium's own memory and is gone after Cleanup.
	own := image.NewRGBA(page.Result.RenderedImage.Bounds())
	draw.Draw(own, own.Bounds(), page.Result.RenderedImage, own.Bounds().Min, draw.Src)
	return own, nil
}

// Close closes the document.
func (d *Document) Close() error {
	d.r.mu.Lock()
	defer d.r.mu.Unlock()
	if d.r.work == nil {
		return nil
	}
	_, err := d.r.work.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.ref})
	return err
}
