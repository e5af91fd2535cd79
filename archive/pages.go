package archive

import (
	"bytes"
	"encoding/binary"
	"io"
)

// bbolt trusts its pages: on damaged ones it panics, runs in circles or hands out
// a page in use. So before it works on a file every page that its tree reaches is
// checked here, by plain reading. What the pages hold is not: that is the
// envelopes' business. Layout of bbolt's file format version 2, little-endian as
// on every machine the program is built for.

const (
	pageHeader   = 16 // id u64, flags u16, count u16, overflow u32
	branchEntry  = 16 // pos u32, key size u32, page u64
	leafEntry    = 16 // flags u32, pos u32, key size u32, value size u32
	bucketHeader = 16 // root page u64, sequence u64

	pageBranch   = 0x01
	pageLeaf     = 0x02
	pageFreelist = 0x10
	leafBucket   = 0x01

	noFreelist = 1<<64 - 1
	deepest    = 64 // pages from the root to a leaf: far more than any file has
)

// pageCheck walks a file's pages.
type pageCheck struct {
	file io.ReaderAt
	header
	used []bool // by page
}

// checkPages walks the tree and the list of free pages. lost is the number of
// pages that are in neither: harmless, but never the work of bbolt.
func checkPages(f io.ReaderAt, h header) (lost int, err error) {
	c := &pageCheck{file: f, header: h, used: make([]bool, h.pages)}
	c.used[0], c.used[1] = true, true
	if err := c.tree(h.root, nil, nil, 0); err != nil {
		return 0, err
	}
	if h.freelist != noFreelist {
		if err := c.free(h.freelist); err != nil {
			return 0, err
		}
		for _, used := range c.used {
			if !used {
				lost++
			}
		}
	}
	return lost, nil
}

// page is one page with its overflow, read as far as it is asked for.
type page struct {
	file  io.ReaderAt
	at    int64
	size  int64
	flags uint16
	count int
	head  []byte // its first bytes, read at once
}

// open reads the head of a page and takes the page and its overflow as used.
func (c *pageCheck) open(id uint64) (*page, error) {
	if id < 2 || id >= c.pages {
		return nil, damaged("page %d of %d", id, c.pages)
	}
	p := &page{file: c.file, at: int64(id) * c.pageSize, head: make([]byte, c.pageSize)}
	if _, err := c.file.ReadAt(p.head, p.at); err != nil {
		return nil, damaged("page %d: %w", id, err)
	}
	le := binary.LittleEndian
	overflow := uint64(le.Uint32(p.head[12:]))
	if le.Uint64(p.head) != id || id+overflow >= c.pages {
		return nil, damaged("page %d calls itself %d, %d more", id, le.Uint64(p.head), overflow)
	}
	for i := id; i <= id+overflow; i++ {
		if c.used[i] {
			return nil, damaged("page %d is used twice", i)
		}
		c.used[i] = true
	}
	p.size = int64(overflow+1) * c.pageSize
	p.flags, p.count = le.Uint16(p.head[8:]), int(le.Uint16(p.head[10:]))
	return p, nil
}

// bytes gives n bytes of a page.
func (p *page) bytes(at, n int64) ([]byte, error) {
	if at < 0 || n < 0 || at+n > p.size {
		return nil, damaged("%d bytes at %d of a page of %d", n, at, p.size)
	}
	if at+n <= int64(len(p.head)) {
		return p.head[at : at+n], nil
	}
	if p.file == nil {
		return nil, damaged("an inner page is cut")
	}
	b := make([]byte, n)
	if _, err := p.file.ReadAt(b, p.at+at); err != nil {
		return nil, damaged("reading a page: %w", err)
	}
	return b, nil
}

// tree checks the page and all below it; its keys lie in [low, high).
func (c *pageCheck) tree(id uint64, low, high []byte, depth int) error {
	if depth > deepest {
		return damaged("a tree deeper than %d", deepest)
	}
	p, err := c.open(id)
	if err != nil {
		return err
	}
	switch p.flags {
	case pageBranch:
		return c.branch(p, low, high, depth)
	case pageLeaf:
		return c.leaf(p, low, high, depth)
	}
	return damaged("page %d has flags %#x", id, p.flags)
}

func (c *pageCheck) branch(p *page, low, high []byte, depth int) error {
	if p.count == 0 {
		return damaged("a branch without pages")
	}
	keys, children := make([][]byte, p.count), make([]uint64, p.count)
	for i := range keys {
		at := int64(pageHeader + i*branchEntry)
		e, err := p.bytes(at, branchEntry)
		if err != nil {
			return err
		}
		le := binary.LittleEndian
		children[i] = le.Uint64(e[8:])
		if keys[i], err = p.bytes(at+int64(le.Uint32(e)), int64(le.Uint32(e[4:]))); err != nil {
			return err
		}
	}
	if err := inOrder(keys, low, high); err != nil {
		return err
	}
	for i, child := range children {
		next := high
		if i+1 < len(keys) {
			next = keys[i+1]
		}
		if err := c.tree(child, keys[i], next, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (c *pageCheck) leaf(p *page, low, high []byte, depth int) error {
	keys := make([][]byte, p.count)
	for i := range keys {
		at := int64(pageHeader + i*leafEntry)
		e, err := p.bytes(at, leafEntry)
		if err != nil {
			return err
		}
		le := binary.LittleEndian
		flags, pos := le.Uint32(e), at+int64(le.Uint32(e[4:]))
		keySize, valueSize := int64(le.Uint32(e[8:])), int64(le.Uint32(e[12:]))
		if keys[i], err = p.bytes(pos, keySize); err != nil {
			return err
		}
		if pos+keySize+valueSize > p.size {
			return damaged("a value of %d bytes on a page of %d", valueSize, p.size)
		}
		switch flags {
		case 0:
		case leafBucket:
			if err := c.bucket(p, pos+keySize, valueSize, depth); err != nil {
				return err
			}
		default:
			return damaged("a value with flags %#x", flags)
		}
	}
	return inOrder(keys, low, high)
}

// bucket checks a bucket: a root page of its own, or a small one inside the value.
func (c *pageCheck) bucket(p *page, at, size int64, depth int) error {
	v, err := p.bytes(at, size)
	if err != nil {
		return err
	}
	if len(v) < bucketHeader {
		return damaged("a bucket of %d bytes", len(v))
	}
	if root := binary.LittleEndian.Uint64(v); root != 0 {
		return c.tree(root, nil, nil, depth+1)
	}
	inner := v[bucketHeader:]
	if len(inner) < pageHeader {
		return damaged("an inner page of %d bytes", len(inner))
	}
	le := binary.LittleEndian
	q := &page{size: int64(len(inner)), flags: le.Uint16(inner[8:]), count: int(le.Uint16(inner[10:])), head: inner}
	if q.flags != pageLeaf || depth > deepest {
		return damaged("an inner page with flags %#x", q.flags)
	}
	return c.leaf(q, nil, nil, depth+1)
}

// free checks the list of free pages: none of them is in use, none stands twice.
func (c *pageCheck) free(id uint64) error {
	p, err := c.open(id)
	if err != nil {
		return err
	}
	if p.flags != pageFreelist {
		return damaged("the list of free pages has flags %#x", p.flags)
	}
	le := binary.LittleEndian
	at, count := int64(pageHeader), int64(p.count)
	if count == 0xFFFF { // the number stands in the first entry
		b, err := p.bytes(at, 8)
		if err != nil {
			return err
		}
		at, count = at+8, int64(le.Uint64(b))
		if count < 0 || count > p.size {
			return damaged("a list of %d free pages", count)
		}
	}
	ids, err := p.bytes(at, count*8)
	if err != nil {
		return err
	}
	for ; len(ids) > 0; ids = ids[8:] {
		id := le.Uint64(ids)
		if id < 2 || id >= c.pages || c.used[id] {
			return damaged("page %d is free and in use", id)
		}
		c.used[id] = true
	}
	return nil
}

func inOrder(keys [][]byte, low, high []byte) error {
	for i, k := range keys {
		switch {
		case i == 0 && low != nil && bytes.Compare(k, low) < 0,
			i > 0 && bytes.Compare(k, keys[i-1]) <= 0,
			high != nil && bytes.Compare(k, high) >= 0:
			return damaged("key %d is out of order", i)
		}
	}
	return nil
}
