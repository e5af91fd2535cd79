package sheet

import (
	"encoding/binary"
	"unicode/utf16"
)

// Sector numbers with a meaning ([MS-CFB] 2.1).
const (
	oleSector  = 512
	sectDIFAT  = 0xFFFFFFFC
	sectFAT    = 0xFFFFFFFD
	sectEnd    = 0xFFFFFFFE
	sectFree   = 0xFFFFFFFF
	perSector  = oleSector / 4 // sector numbers in a sector
	inHeader   = 109           // FAT sectors that the header lists
	miniCutoff = 4096          // a shorter stream would have to stand among the small ones
)

// oleFile puts one stream into a compound file of version 3. The stream's
// sectors come first, then the directory, the FAT and what lists the FAT.
func oleFile(name string, stream []byte) []byte {
	size := max(len(stream), miniCutoff)
	data := (size + oleSector - 1) / oleSector
	fat, difat := fatSectors(data + 1)

	out := make([]byte, 0, (data+2+fat+difat)*oleSector)
	out = append(out, oleHeader(uint32(data), uint32(fat), uint32(difat))...)
	out = append(out, stream...)
	out = append(out, make([]byte, oleSector+data*oleSector-len(out))...)
	out = append(out, oleDirectory(name, uint32(size))...)
	return append(out, oleTables(data, fat, difat)...)
}

// fatSectors is how many sectors the FAT of n other sectors takes, and how many
// list those that the header has no room for.
func fatSectors(n int) (fat, difat int) {
	for {
		needed := (n + fat + difat + perSector - 1) / perSector
		listed := max(0, (needed-inHeader+perSector-2)/(perSector-1))
		if needed == fat && listed == difat {
			return fat, difat
		}
		fat, difat = needed, listed
	}
}

func oleHeader(data, fat, difat uint32) []byte {
	h := make([]byte, 0, oleSector)
	le := binary.LittleEndian
	h = append(h, oleMagic...)
	h = append(h, make([]byte, 16)...)
	for _, v := range []uint16{0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0} {
		h = le.AppendUint16(h, v)
	}
	firstDIFAT := uint32(sectEnd)
	if difat > 0 {
		firstDIFAT = data + 1 + fat
	}
	for _, v := range []uint32{0, fat, data, 0, miniCutoff, sectEnd, 0, firstDIFAT, difat} {
		h = le.AppendUint32(h, v)
	}
	for i := range uint32(inHeader) {
		h = le.AppendUint32(h, fatSector(data, fat, i))
	}
	return h
}

// fatSector is where the i-th sector of the FAT stands, free where there is none.
func fatSector(data, fat, i uint32) uint32 {
	if i < fat {
		return data + 1 + i
	}
	return sectFree
}

// oleTables are the FAT and its further lists.
func oleTables(data, fat, difat int) []byte {
	le := binary.LittleEndian
	var out []byte
	entries := 0
	add := func(v uint32) {
		out = le.AppendUint32(out, v)
		entries++
	}
	for i := range data - 1 {
		add(uint32(i + 1))
	}
	add(sectEnd)
	add(sectEnd) // the directory
	for range fat {
		add(sectFAT)
	}
	for range difat {
		add(sectDIFAT)
	}
	for entries < fat*perSector {
		add(sectFree)
	}
	for s := range difat {
		for i := range perSector - 1 {
			out = le.AppendUint32(out, fatSector(uint32(data), uint32(fat), uint32(inHeader+s*(perSector-1)+i)))
		}
		next := uint32(sectEnd)
		if s+1 < difat {
			next = uint32(data + 1 + fat + s + 1)
		}
		out = le.AppendUint32(out, next)
	}
	return out
}

// oleDirectory is the one sector of the directory: the root and its stream.
func oleDirectory(name string, size uint32) []byte {
	const root, stream, unused = 5, 2, 0
	var d []byte
	d = append(d, oleEntry("Root Entry", root, 1, sectEnd, 0)...)
	d = append(d, oleEntry(name, stream, sectFree, 0, size)...)
	d = append(d, oleEntry("", unused, sectFree, 0, 0)...)
	return append(d, oleEntry("", unused, sectFree, 0, 0)...)
}

func oleEntry(name string, kind byte, child, start, size uint32) []byte {
	le := binary.LittleEndian
	e := make([]byte, 128)
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		le.PutUint16(e[2*i:], u)
	}
	if name != "" {
		le.PutUint16(e[64:], uint16(2*len(units)+2))
	}
	e[66] = kind
	e[67] = 1 // black: the tree is a single node
	le.PutUint32(e[68:], sectFree)
	le.PutUint32(e[72:], sectFree)
	le.PutUint32(e[76:], child)
	le.PutUint32(e[116:], start)
	le.PutUint32(e[120:], size)
	return e
}
