package sheet

import "huce/forms"

func sniffOLE(data []byte) (forms.Format, error) { return "", other("doc") }
func readXLS(data []byte) (*forms.Book, error)   { return nil, other("doc") }
func writeXLS(b *forms.Book) ([]byte, error)     { return nil, other("doc") }
