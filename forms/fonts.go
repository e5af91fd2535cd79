package forms

// Fonts are typefaces of the user's own that a document is set in instead of the
// embedded ones: the bytes of TrueType files (.ttf), or of collections of them
// (.ttc), of which the face that File.Name names is taken. A typeface without bytes
// stays the embedded one, which also lends every character that the own one lacks.
type Fonts struct {
	Fang  FontFile // 仿宋, the body of official documents
	Kai   FontFile // 楷体, second-level headings
	Hei   FontFile // 黑体, first-level headings, table headers
	Song  FontFile // 宋体, tables and page numbers
	Title FontFile // 小标宋, titles
}

// FontFile is a font as a file holds it.
type FontFile struct {
	Face string // of a collection: the English name of the face's family; "" is its first
	Data []byte
}
