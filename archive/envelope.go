package archive

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A value in the file is
//
//	codec version (1 byte) · flags (1 byte) · body · CRC-32C (4 bytes, big-endian)
//
// The checksum covers the name of the bucket, the key and everything before it, so
// that a value moved to another place is found as surely as a changed one.

const (
	codecVersion   = 1 // of what the body holds, bucket by bucket; all are at 1
	flagZstd       = 1 // the body is one zstd frame
	envelopeBefore = 2
	envelopeAfter  = 4

	worthPacking = 128     // shorter bodies gain nothing from compression
	largestBody  = 1 << 30 // bytes: no body grows beyond it when unpacked
)

var (
	errDamagedValue = errors.New("checksum differs")
	errNewerValue   = errors.New("a value of a newer program")
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// packers are shared by all archives of the program; EncodeAll and DecodeAll may
// run side by side.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false),
			zstd.WithLowerEncoderMem(true))
		if err != nil {
			panic(err) // only wrong options of our own
		}
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(largestBody),
			zstd.WithDecoderLowmem(true))
		if err != nil {
			panic(err)
		}
		return d
	})
)

// seal packs a value for its place in the file.
func seal(b bucket, key, plain []byte) []byte {
	out := make([]byte, envelopeBefore, envelopeBefore+len(plain)+envelopeAfter)
	out[0] = codecVersion
	if len(plain) >= worthPacking {
		out = packer().EncodeAll(plain, out)
		out[1] = flagZstd
	}
	if out[1] == 0 || len(out)-envelopeBefore >= len(plain) {
		out[1] = 0
		out = append(out[:envelopeBefore], plain...)
	}
	return binary.BigEndian.AppendUint32(out, checksum(b, key, out))
}

// unseal is the inverse of seal. What it gives may be a part of stored.
func unseal(b bucket, key, stored []byte) ([]byte, error) {
	if len(stored) < envelopeBefore+envelopeAfter {
		return nil, errDamagedValue
	}
	body := stored[:len(stored)-envelopeAfter]
	if checksum(b, key, body) != sumOf(stored) {
		return nil, errDamagedValue
	}
	if body[0] != codecVersion || body[1]&^flagZstd != 0 {
		return nil, errNewerValue
	}
	if body[1]&flagZstd == 0 {
		return body[envelopeBefore:], nil
	}
	plain, err := unpacker().DecodeAll(body[envelopeBefore:], nil)
	if err != nil {
		return nil, errors.Join(errDamagedValue, err)
	}
	return plain, nil
}

// sumOf is the checksum that a stored value carries, 0 where it is too short.
func sumOf(stored []byte) uint32 {
	if len(stored) < envelopeAfter {
		return 0
	}
	return binary.BigEndian.Uint32(stored[len(stored)-envelopeAfter:])
}

func checksum(b bucket, key, body []byte) uint32 {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(key)))
	sum := crc32.Update(0, castagnoli, []byte(b))
	sum = crc32.Update(sum, castagnoli, n[:])
	sum = crc32.Update(sum, castagnoli, key)
	return crc32.Update(sum, castagnoli, body)
}
