package sheet

import (
	"errors"
	"io/fs"

	"huce/forms"
)

// damaged is the fault of a file that begins like an office file and then
// breaks off or contradicts itself.
func damaged(cause error) *forms.Fault { return forms.NewFault("file_damaged").Because(cause) }

// faultOf makes any error a fault: one that is none means a damaged file.
func faultOf(err error) *forms.Fault {
	var f *forms.Fault
	if errors.As(err, &f) {
		return f
	}
	return damaged(err)
}

// other is the fault of a file of a kind that is not read; kind ends its code.
func other(kind string) *forms.Fault { return forms.NewFault("file_is_" + kind) }

// Unopened is the fault for an error of opening or reading a path: a folder, a
// file that is gone, not permitted, or held by another program. It gives the
// callers that read files the same words everywhere.
func Unopened(err error) *forms.Fault {
	code := "file_unreadable"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		code = "file_missing"
	case errors.Is(err, fs.ErrPermission):
		code = "file_not_permitted"
	case isFolder(err):
		code = "file_is_folder"
	case isHeld(err):
		code = "file_in_use"
	}
	return forms.NewFault(code).Because(err)
}
