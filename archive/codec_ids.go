package archive

import "encoding/binary"

// The block of one minting, version 1: for people, households and dwellings each
// the number of holders, the holders by column, their numbers as steps.

func encodeMinting(m *minting) []byte {
	w := &blockWriter{}
	for _, holds := range [][]hold[uint64]{m.people, m.households} {
		w.count(len(holds))
		for _, h := range holds {
			w.fixed(binary.BigEndian.AppendUint64(nil, h.by))
		}
		writeNumbers(w, holds)
	}
	w.count(len(m.dwellings))
	addresses := make([]string, len(m.dwellings))
	for i, h := range m.dwellings {
		addresses[i] = h.by
	}
	w.coded(addresses)
	writeNumbers(w, m.dwellings)
	return w.block()
}

func decodeMinting(block []byte) (*minting, error) {
	r, m := readBlock(block), &minting{}
	for _, holds := range []*[]hold[uint64]{&m.people, &m.households} {
		n := r.count()
		keys := r.fixed(8 * n)
		*holds = make([]hold[uint64], len(keys)/8)
		for i := range *holds {
			(*holds)[i].by = binary.BigEndian.Uint64(keys[8*i:])
		}
		readNumbers(r, *holds)
	}
	addresses := r.coded(r.count())
	m.dwellings = make([]hold[string], len(addresses))
	for i, by := range addresses {
		m.dwellings[i].by = by
	}
	readNumbers(r, m.dwellings)
	if err := r.done(); err != nil {
		return nil, err
	}
	return m, nil
}

func writeNumbers[K comparable](w *blockWriter, holds []hold[K]) {
	last := uint32(0)
	for _, h := range holds {
		w.int(int64(h.number) - int64(last))
		last = h.number
	}
}

func readNumbers[K comparable](r *blockReader, holds []hold[K]) {
	last := int64(0)
	for i := range holds {
		if last += r.int(); last != int64(uint32(last)) {
			r.fail()
			return
		}
		holds[i].number = uint32(last)
	}
}
