package sheet

import (
	"context"

	"huce/forms"
)

// readWordML reads a Word document that is one XML file: of 2003 (wordDocument),
// or a docx whose parts stand in one file (package).
func readWordML(ctx context.Context, data []byte) (*forms.Book, error) {
	b := newBudget(ctx)
	numbers := newNumbering()
	if err := numbers.scan(scanText(data, b)); err != nil {
		return nil, err
	}
	b.unzipped = maxUnzipped // it is read twice
	s := scanText(data, b)
	for {
		tok, err := s.next()
		if err != nil {
			return nil, err
		}
		if tok == tokenEnd {
			return nil, errXML
		}
		if tok == tokenOpen && string(s.name) == "body" {
			d := &docReader{s: s, b: b, numbers: numbers}
			return d.book(s.depth - 1)
		}
	}
}
