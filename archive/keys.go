package archive

import (
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// A sealed archive has one random data key. Each user's slot holds it, wrapped so
// that only their password opens it:
//
//	password → Argon2id (RFC 9106) → X25519 private key → HPKE (RFC 9180) → data key
//
// The public half of a user's key is kept with the user (sealed). With it a new
// data key can be wrapped for everyone who stays when one is removed, whose
// passwords nobody knows: a secret kept for that purpose would be known to whoever
// was removed.
//
// Values are sealed with XChaCha20-Poly1305, not AES-256-GCM. Where a processor has
// AES instructions GCM is 1.5 times as fast, and the packing before it takes ten
// times as long as either; where it has none, as on old office machines, Go's GCM
// is seven times slower and its time tells of the key. And nonces of 24 random
// bytes never meet, however often copies of one archive are written on apart.

// Secret is a password or a key. It is never printed, and wiped once used.
type Secret []byte

var _ fmt.Formatter = Secret(nil)

// Format prints nothing of a secret, whatever the verb.
func (Secret) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "secret") }

// MarshalText keeps secrets out of JSON and the like.
func (Secret) MarshalText() ([]byte, error) { return []byte("secret"), nil }

// Wipe overwrites a secret. What the runtime or a cipher has copied it can't reach.
func (s Secret) Wipe() { clear(s) }

// KeyCost is what it costs to try a password. It is kept in each slot, so that it
// can grow with the machines.
type KeyCost struct {
	Passes uint32 `json:"passes"`
	Memory uint32 `json:"memory"` // KiB
	Lanes  uint8  `json:"lanes"`
}

// usualCost takes about half a second on two cores of an office machine (.9 s of
// processor time), and 128 MB.
var usualCost = KeyCost{Passes: 6, Memory: 128 << 10, Lanes: 4}

// The most that a slot may ask for: a slot that was tampered with must not take a
// machine's memory or minutes.
var largestCost = KeyCost{Passes: 16, Memory: 256 << 10, Lanes: 8}

func (k KeyCost) sane() bool {
	return k.Passes >= 1 && k.Passes <= largestCost.Passes && k.Lanes >= 1 && k.Lanes <= largestCost.Lanes &&
		k.Memory >= 8*uint32(k.Lanes) && k.Memory <= largestCost.Memory
}

const (
	keySize  = 32
	saltSize = 16
	nameSize = 16
)

// slot holds the data key for one user. It is the only thing in a sealed archive
// that is not sealed, and names nobody: the user's name is hashed with the salt.
// That keeps names out of sight, not from someone who guesses them.
type slot struct {
	Cost    KeyCost `json:"cost"`
	Salt    []byte  `json:"salt"`
	Name    []byte  `json:"name"`
	Wrapped []byte  `json:"wrapped"` // HPKE: encapsulated key, sealed data key
}

// newSlot makes a slot for a user, still without a key, and gives the public half
// of the user's own.
func newSlot(name string, password Secret, cost KeyCost) (slot, []byte, error) {
	s := slot{Cost: cost, Salt: make([]byte, saltSize)}
	rand.Read(s.Salt)
	s.Name = s.nameHash(name)
	own, err := s.private(password)
	if err != nil {
		return slot{}, nil, err
	}
	return s, own.PublicKey().Bytes(), nil
}

// fill puts a data key into a slot for whoever has the private key.
func (s *slot) fill(no uint64, public []byte, data Secret) error {
	key, err := ecdh.X25519().NewPublicKey(public)
	if err != nil {
		return err
	}
	to, err := hpke.NewDHKEMPublicKey(key)
	if err != nil {
		return err
	}
	s.Wrapped, err = hpke.Seal(to, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), s.info(no), data)
	return err
}

// errWrongPassword is all that is told of a password that opens nothing.
var errWrongPassword = errors.New("the slot doesn't open")

// open gives the data key. The caller wipes it.
func (s *slot) open(no uint64, password Secret) (Secret, error) {
	own, err := s.private(password)
	if err != nil {
		return nil, err
	}
	key, err := hpke.NewDHKEMPrivateKey(own)
	if err != nil {
		return nil, err
	}
	data, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), s.info(no), s.Wrapped)
	if err != nil || len(data) != keySize {
		return nil, errWrongPassword
	}
	return data, nil
}

// private is the private key that a password gives with this slot's salt and cost.
func (s *slot) private(password Secret) (*ecdh.PrivateKey, error) {
	if !s.Cost.sane() || len(s.Salt) != saltSize {
		return nil, damaged("a slot asks for %+v and has a salt of %d bytes", s.Cost, len(s.Salt))
	}
	text := norm.NFC.Append(nil, password...) // the same password, however a system composes it
	seed := Secret(argon2.IDKey(text, s.Salt, s.Cost.Passes, s.Cost.Memory, s.Cost.Lanes, keySize))
	Secret(text).Wipe()
	defer seed.Wipe()
	if s.Cost.Memory >= 32<<10 {
		debug.FreeOSMemory() // what Argon2id took would else stay with the program
	}
	return ecdh.X25519().NewPrivateKey(seed)
}

// info binds what a slot says to the key in it: a slot that was changed, or put in
// another's place, doesn't open.
func (s *slot) info(no uint64) []byte {
	out := append([]byte("huce slot\x01"), numberKey(no)...)
	out = binary.BigEndian.AppendUint32(out, s.Cost.Passes)
	out = binary.BigEndian.AppendUint32(out, s.Cost.Memory)
	out = append(append(out, s.Cost.Lanes), s.Salt...)
	return append(out, s.Name...)
}

func (s *slot) nameHash(name string) []byte {
	h := sha256.New()
	h.Write([]byte("huce name\x01"))
	h.Write(s.Salt)
	h.Write(norm.NFC.Bytes([]byte(name)))
	return h.Sum(nil)[:nameSize]
}

func (s *slot) is(name string) bool {
	return subtle.ConstantTimeCompare(s.Name, s.nameHash(name)) == 1
}

// keyring is the data key of an open archive and what is made of it; without a
// password it seals nothing.
type keyring struct {
	env  *envelope
	data Secret // nil in a plain archive
}

// freshKeyring has a new random data key.
func freshKeyring() (keyring, error) {
	data := make(Secret, keySize)
	rand.Read(data)
	return newKeyring(data)
}

// newKeyring takes the data key over.
func newKeyring(data Secret) (keyring, error) {
	values, err := hkdf.Key(sha256.New, data, nil, "huce values\x01", keySize)
	if err != nil {
		return keyring{}, err
	}
	defer Secret(values).Wipe()
	names, err := hkdf.Key(sha256.New, data, nil, "huce originals\x01", keySize)
	if err != nil {
		return keyring{}, err
	}
	var aead cipher.AEAD
	if aead, err = chacha20poly1305.NewX(values); err != nil {
		return keyring{}, err
	}
	return keyring{env: &envelope{aead: aead, names: names}, data: data}, nil
}

func (k keyring) wipe() {
	k.data.Wipe()
	Secret(k.env.names).Wipe()
}
