package archive

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"

	"huce/forms"
)

// header is what a page of bbolt's head says; the newer valid one of two counts.
type header struct {
	pageSize int64
	root     uint64
	freelist uint64
	pages    uint64 // the high-water mark
	tx       uint64
}

// heads reads the two headers of a file. It tells how many are whole: one alone is
// what a power cut while writing leaves, and the state before is complete.
func heads(f io.ReaderAt, size int64) (newest header, whole int, err error) {
	if size == 0 {
		return header{}, 0, forms.NewFault("archive_empty")
	}
	marked := 0
	for _, at := range headerPlaces(f) {
		var page [pageHeader + 64]byte
		if n, _ := f.ReadAt(page[:], at); n < len(page) {
			continue
		}
		h, isOne, ok := readHeader(page[pageHeader:])
		if isOne {
			marked++
		}
		if ok {
			whole++
			if whole == 1 || h.tx > newest.tx {
				newest = h
			}
		}
	}
	switch {
	case marked == 0 && pagesKnowTheirPlace(f, size):
		return header{}, 0, damaged("no header, though pages stand in their places")
	case marked == 0:
		return header{}, 0, forms.NewFault("archive_not")
	case whole == 0:
		return header{}, 0, damaged("both headers")
	case newest.pages < 4 || newest.pages > uint64(1<<62)/uint64(newest.pageSize):
		return header{}, whole, damaged("high-water mark %d", newest.pages)
	case int64(newest.pages)*newest.pageSize > size:
		return header{}, whole, forms.NewFault("archive_truncated").Because(
			fmt.Errorf("%d bytes of %d", size, int64(newest.pages)*newest.pageSize))
	}
	return newest, whole, nil
}

// pagesKnowTheirPlace reports whether a file without a header was an archive: every
// page that is in use begins with its own number.
func pagesKnowTheirPlace(f io.ReaderAt, size int64) bool {
	const looked = 64 // pages
	right := 0
	for no := int64(2); no < min(looked, size/pageSize); no++ {
		var id [8]byte
		if _, err := f.ReadAt(id[:], no*pageSize); err == nil && binary.LittleEndian.Uint64(id[:]) == uint64(no) {
			right++
		}
	}
	return right >= 2 // no other kind of file has them by chance
}

// headerPlaces are where the two headers stand: at the start, and one page on. An
// archive's pages have pageSize bytes; another size is taken from the first header.
func headerPlaces(f io.ReaderAt) []int64 {
	var page [pageHeader + 64]byte
	if n, _ := f.ReadAt(page[:], 0); n == len(page) {
		if h, _, ok := readHeader(page[pageHeader:]); ok {
			return []int64{0, h.pageSize}
		}
	}
	return []int64{0, pageSize}
}

// readHeader reads a header; isOne where its magic number is right, ok where its
// checksum is too.
func readHeader(b []byte) (h header, isOne, ok bool) {
	le := binary.LittleEndian
	if le.Uint32(b) != 0xED0CDAED {
		return h, false, false
	}
	sum := fnv.New64a()
	sum.Write(b[:56])
	h = header{int64(le.Uint32(b[8:])), le.Uint64(b[16:]), le.Uint64(b[32:]), le.Uint64(b[40:]), le.Uint64(b[48:])}
	ok = le.Uint32(b[4:]) == 2 && sum.Sum64() == le.Uint64(b[56:]) &&
		h.pageSize >= 1024 && h.pageSize <= 1<<24 && h.pageSize&(h.pageSize-1) == 0
	return h, true, ok
}
