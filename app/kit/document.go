package kit

// OpenDocument is an open document of pages.
type OpenDocument interface {
	Pages
	Close() error
}

// OpenPages opens a PDF as pictures of its pages, off the screen's goroutine. A nil
// one can't.
type OpenPages func(data []byte) (OpenDocument, error)
