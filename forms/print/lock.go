package print

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"huce/forms"
)

// Locked is a PDF that opens with a password alone: AES with a key of 256 bits
// (PDF 2.0, security handler revision 6). Its key is random, so that no two are the
// same bytes. Who has the password may print and copy. Fault: print_lock.
func Locked(file []byte, password string) ([]byte, error) {
	api.DisableConfigDir() // nothing is kept in the user's home
	conf := model.NewAESConfiguration(password, password, 256)
	conf.Permissions = model.PermissionsAll
	var out bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(file), &out, conf); err != nil {
		return nil, forms.NewFault("print_lock").Because(err)
	}
	return out.Bytes(), nil
}
