package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"

	"huce/forms"
)

// Options are what a reader can't find in the file.
type Options struct {
	Password string          // that opens the file, "" where none is known
	Context  context.Context // stops the reading; nil for none. A minute is the most that any file gets
}

// standardPassword opens files that are encrypted only so that their structure is
// protected; Office tries it before it asks ([MS-XLS] 2.4.191).
const standardPassword = "VelvetSweatshop"

// maxSpins limits the work that a file may ask for to make a key of a password;
// Office asks for 100,000 rounds.
const maxSpins = 1_000_000

// spinCount is what the head of an encrypted file says of that work.
var spinCount = regexp.MustCompile(`spinCount="(\d+)"`)

// Unlock gives a file without its opening password; one that has none as it is.
// Without the right password the error is the fault file_password or
// file_password_wrong.
func Unlock(data []byte, password string) ([]byte, error) {
	if _, err := Sniff(data); err == nil || faultOf(err).Code != "file_password" {
		return data, nil // if it can't be read, reading it says why
	}
	plain, err := unlock(data, password)
	if err != nil {
		return nil, faultOf(err)
	}
	return plain, nil
}

// unlock decrypts an Office Open XML file, which then is a zip.
func unlock(data []byte, password string) ([]byte, error) {
	info, err := oleStream(data, "EncryptionInfo")
	if err != nil {
		return nil, damaged(err)
	}
	for _, m := range spinCount.FindAllSubmatch(info, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > maxSpins {
			return nil, forms.NewFault("file_locked")
		}
	}
	for _, p := range []string{standardPassword, password} {
		if p == "" {
			continue
		}
		plain, err := excelize.Decrypt(data, &excelize.Options{Password: p})
		if err == nil && bytes.HasPrefix(plain, []byte(zipMagic)) {
			return plain[:packageSize(data, len(plain))], nil
		}
	}
	if password == "" {
		return nil, forms.NewFault("file_password")
	}
	return nil, forms.NewFault("file_password_wrong")
}

// packageSize is the size that the container says the file has, without what
// fills the last block.
func packageSize(data []byte, most int) int {
	head, err := oleStream(data, "EncryptedPackage")
	if err != nil || len(head) < 8 {
		return most
	}
	if n := binary.LittleEndian.Uint64(head); n < uint64(most) {
		return int(n)
	}
	return most
}
