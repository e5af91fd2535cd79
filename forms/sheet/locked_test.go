package sheet

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huce/forms"
	"huce/forms/formstest"
)

// lockedWith is a workbook under a password, of a size that excelize's container
// holds rightly (more than 4096 bytes).
func lockedWith(t testing.TB, password string) []byte {
	t.Helper()
	g := &forms.Grid{Name: "花名册"}
	for r := range 400 {
		g.Set(r, 0, forms.T("王芹琴", forms.StyleBody))
		g.Set(r, 1, forms.T(strconv.Itoa(r*r*7919), forms.StyleBody))
	}
	data, err := Write(&forms.Book{Sheets: []*forms.Grid{g}}, forms.XLSX)
	if err != nil {
		t.Fatal(err)
	}
	data, err = excelize.Encrypt(data, &excelize.Options{Password: password})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPasswords(t *testing.T) {
	for _, c := range []struct{ set, given, code string }{
		{"密码123", "", "file_password"},
		{"密码123", "密码124", "file_password_wrong"},
		{"密码123", "密码123", ""},
		{standardPassword, "", ""},
	} {
		b, err := ReadWith("a.xlsx", lockedWith(t, c.set), Options{Password: c.given})
		switch {
		case c.code != "":
			if err == nil || fault(t, err) != c.code {
				t.Errorf("%+v: %v", c, err)
			}
		case err != nil || b.Format != forms.XLSX || b.Sheets[0].At(1, 0).Text != "王芹琴" || len(b.Notes) > 0:
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := Sniff(lockedWith(t, "x")); fault(t, err) != "file_password" {
		t.Errorf("%v", err)
	}
	if _, err := Read("a.xlsx", oleFile("EncryptedPackage", []byte("x"))); fault(t, err) != "file_damaged" {
		t.Errorf("%v", err)
	}
}

func TestUnlock(t *testing.T) {
	plain := small(t, forms.XLS)
	if got, err := Unlock(plain, "x"); err != nil || string(got) != string(plain) {
		t.Errorf("a file without a password: %v", err)
	}
	if got, err := Unlock(lockedWith(t, "abc"), "abc"); err != nil || string(got[:4]) != zipMagic {
		t.Errorf("with its password: %v", err)
	}
	if _, err := Unlock(lockedWith(t, "abc"), ""); err == nil || fault(t, err) != "file_password" {
		t.Errorf("without: %v", err)
	}
}

// A file that asks for endless work to make the key is left alone.
func TestPasswordsThatTakeTooLong(t *testing.T) {
	info := append([]byte{4, 0, 4, 0, 0x40, 0, 0, 0}, `<encryption><keyEncryptors><keyEncryptor><encryptedKey spinCount="2000000000"/></keyEncryptor></keyEncryptors></encryption>`...)
	if _, err := unlock(oleFile("EncryptionInfo", info), "x"); err == nil || fault(t, err) != "file_locked" {
		t.Errorf("%v", err)
	}
}

// The passwords of files of the corpus open them.
func TestPasswordsOfTheCorpus(t *testing.T) {
	dir := formstest.Shared(t, "corpus", "hostile")
	for name, password := range map[string]string{
		"edr__agile_AES256_SHA512_CBC_pwd_password.xlsx": "password",
		"excelize__encryptAES.xlsx":                      "password",
		"poi__spreadsheet__protected_passtika.xlsx":      "tika",
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := ReadWith(name, data, Options{Password: password})
		if err != nil || len(b.Sheets) == 0 || strings.TrimSpace(tableTexts(b.Sheets[0])) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
