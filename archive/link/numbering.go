package link

// numbering gives equal keys equal numbers in order of first sight.
type numbering struct {
	held  []uint64
	ids   []int32
	count int32
}

func newNumbering(n int) *numbering {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &numbering{held: make([]uint64, size), ids: make([]int32, size)}
}

func (x *numbering) of(key uint64) int32 {
	i := x.find(key)
	if x.held[i] == 0 {
		x.held[i], x.ids[i] = key, x.count
		x.count++
	}
	return x.ids[i]
}

// look is the number of a key, -1 where it has none.
func (x *numbering) look(key uint64) int32 {
	if i := x.find(key); x.held[i] != 0 {
		return x.ids[i]
	}
	return -1
}

func (x *numbering) find(key uint64) uint64 {
	mask := uint64(len(x.held) - 1)
	i := key & mask
	for x.held[i] != 0 && x.held[i] != key {
		i = (i + 1) & mask
	}
	return i
}
