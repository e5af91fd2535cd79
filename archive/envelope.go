package archive

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
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
// that a value moved to another place is found as surely as a changed one. In a
// sealed archive the body is
//
//	nonce (24 bytes, random) · XChaCha20-Poly1305 of the packed value · tag (16 bytes)
//
// with bucket, key, version and flags as associated data: the checksum finds decay
// and can be checked by anyone, as it says nothing of what is sealed; the tag finds
// intent. Values are packed first and sealed then.

const (
	codecVersion   = 1 // of what the body holds, bucket by bucket; all are at 1
	flagZstd       = 1 // the packed value is one zstd frame
	flagSealed     = 2 // the body is sealed
	envelopeBefore = 2
	envelopeAfter  = 4

	worthPacking = 128     // shorter bodies gain nothing from compression
	largestBody  = 1 << 30 // bytes: no body grows beyond it when unpacked
)

var (
	errDamagedValue = errors.New("checksum differs")
	errNewerValue   = errors.New("a value of a newer program")
	errForeignValue = errors.New("not sealed with this archive's key")
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

// envelope is how an archive's values are wrapped: plainly where aead is nil.
type envelope struct {
	aead  cipher.AEAD
	names []byte // key of the hash that hides the names of originals
}

// plainly wraps without sealing.
var plainly = &envelope{}

func (e *envelope) sealed() bool { return e.aead != nil }

// seal wraps a value for its place in the file.
func (e *envelope) seal(b bucket, key, plain []byte) []byte {
	flags, packed := pack(plain)
	return e.wrap(b, key, flags, packed)
}

// unseal is the inverse of seal. What it gives may be a part of stored.
func (e *envelope) unseal(b bucket, key, stored []byte) ([]byte, error) {
	flags, packed, err := e.unwrap(b, key, stored)
	if err != nil {
		return nil, err
	}
	return unpack(flags, packed)
}

// pack compresses a value where that gains anything.
func pack(plain []byte) (flags byte, packed []byte) {
	if len(plain) >= worthPacking {
		if packed = packer().EncodeAll(plain, nil); len(packed) < len(plain) {
			return flagZstd, packed
		}
	}
	return 0, plain
}

func unpack(flags byte, packed []byte) ([]byte, error) {
	if flags&flagZstd == 0 {
		return packed, nil
	}
	plain, err := unpacker().DecodeAll(packed, nil)
	if err != nil {
		return nil, errors.Join(errDamagedValue, err)
	}
	return plain, nil
}

// wrap puts what pack gave into its envelope.
func (e *envelope) wrap(b bucket, key []byte, flags byte, packed []byte) []byte {
	var out []byte
	if e.sealed() {
		flags |= flagSealed
		nonce := e.aead.NonceSize()
		out = make([]byte, envelopeBefore+nonce, envelopeBefore+nonce+len(packed)+e.aead.Overhead()+envelopeAfter)
		out[0], out[1] = codecVersion, flags
		rand.Read(out[envelopeBefore:]) // never fails: the program ends where the system has no randomness
		out = e.aead.Seal(out, out[envelopeBefore:], packed, place(b, key, flags))
	} else {
		out = make([]byte, 0, envelopeBefore+len(packed)+envelopeAfter)
		out = append(append(out, codecVersion, flags), packed...)
	}
	return binary.BigEndian.AppendUint32(out, checksum(b, key, out))
}

// unwrap is the inverse of wrap. A plain value in a sealed archive is no value of
// it, nor a sealed one in a plain archive.
func (e *envelope) unwrap(b bucket, key, stored []byte) (flags byte, packed []byte, err error) {
	if len(stored) < envelopeBefore+envelopeAfter {
		return 0, nil, errDamagedValue
	}
	body := stored[:len(stored)-envelopeAfter]
	if checksum(b, key, body) != sumOf(stored) {
		return 0, nil, errDamagedValue
	}
	flags = body[1]
	if body[0] != codecVersion || flags&^(flagZstd|flagSealed) != 0 {
		return 0, nil, errNewerValue
	}
	body = body[envelopeBefore:]
	switch {
	case e.sealed() != (flags&flagSealed != 0):
		return 0, nil, errForeignValue
	case !e.sealed():
		return flags, body, nil
	case len(body) < e.aead.NonceSize():
		return 0, nil, errDamagedValue
	}
	nonce, body := body[:e.aead.NonceSize()], body[e.aead.NonceSize():]
	packed, err = e.aead.Open(nil, nonce, body, place(b, key, flags))
	if err != nil {
		return 0, nil, errForeignValue
	}
	return flags &^ flagSealed, packed, nil
}

// place is the associated data of a sealed value: where it stands and how it is
// packed. No two places give the same bytes.
func place(b bucket, key []byte, flags byte) []byte {
	out := make([]byte, 0, 3+len(b)+len(key))
	out = append(out, codecVersion, flags, byte(len(b)))
	return append(append(out, b...), key...)
}

// nameOf is the key that an original with this SHA-256 stands under. In a sealed
// archive it is hashed with a key: from the bare hash anyone who has a file, or can
// guess a short one, could tell that it is in there.
func (e *envelope) nameOf(sha []byte) []byte {
	if !e.sealed() {
		return sha
	}
	h := hmac.New(sha256.New, e.names)
	h.Write(sha)
	return h.Sum(nil)
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
