package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"huce/forms"
)

// The faults of an archive, each with its words in assets/lang/*/archive.json:
//
//	archive_missing       there is no such file
//	archive_exists        a new archive would take another file's place
//	archive_is_folder     the path is a folder
//	archive_empty         the file has no bytes
//	archive_not           it is some other file
//	archive_truncated     its end is missing
//	archive_damaged       what it holds is not what was written
//	archive_newer         a newer program wrote it: its version, ours
//	archive_older         an older program wrote it, and it was opened to read alone
//	archive_in_use        by another program: user and machine, since when
//	archive_in_use_by_unknown
//	archive_read_only     it, its disk or this program may only read
//	archive_no_lock       its disk (a network share) can't keep two programs apart
//	archive_full          its disk has no room
//	archive_disk_gone     its disk gives and takes nothing any more: unplugged, broken
//	archive_closed        it was closed meanwhile
//	archive_unknown       there is no such submission, decision, task …: its id

// faultOf says which fault an error of bbolt or the file system is.
var faultOf = []struct {
	err  error
	code string
}{
	{berrors.ErrDatabaseNotOpen, "archive_closed"},
	{berrors.ErrTxClosed, "archive_closed"},
	{berrors.ErrDatabaseReadOnly, "archive_read_only"},
	{berrors.ErrTxNotWritable, "archive_read_only"},
	{berrors.ErrInvalid, "archive_damaged"},
	{berrors.ErrChecksum, "archive_damaged"},
	{berrors.ErrVersionMismatch, "archive_damaged"},
	{berrors.ErrInvalidMapping, "archive_closed"},
	{berrors.ErrIncompatibleValue, "archive_damaged"},
	{berrors.ErrMaxSizeReached, "archive_full"},
	{fs.ErrNotExist, "archive_missing"},
	{fs.ErrPermission, "archive_read_only"},
}

// goneOf is what a system says of a disk that was pulled out, of a share that is no
// longer there, of one that is broken. Windows' own are in winerror.h: not ready, no
// such device, I/O error, not connected; of a share: no path, no name, a network error.
var goneOf = sync.OnceValue(func() []error {
	if runtime.GOOS != "windows" {
		return []error{syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE}
	}
	var all []error
	for _, code := range []syscall.Errno{21, 55, 1117, 1167, 53, 64, 59} {
		all = append(all, code)
	}
	return all
})

// asFault gives an error of bbolt or the system its words for the user. Faults and
// errors that no table knows stay as they are.
func asFault(err error) error {
	var f *forms.Fault
	if err == nil || errors.As(err, &f) {
		return err
	}
	for _, k := range faultOf {
		if errors.Is(err, k.err) {
			return forms.NewFault(k.code).Because(err)
		}
	}
	for _, k := range systemFaultOf {
		if says(err, k.err) {
			return forms.NewFault(k.code).Because(err)
		}
	}
	for _, gone := range goneOf() {
		if says(err, gone) {
			return forms.NewFault("archive_disk_gone").Because(err)
		}
	}
	return err
}

// says reports whether an error is one of the system's. bbolt hands some of them on as
// text alone.
func says(err, system error) bool {
	return errors.Is(err, system) || strings.HasSuffix(err.Error(), ": "+system.Error())
}

// damaged is the fault of a file whose content is not what was written.
func damaged(format string, args ...any) *forms.Fault {
	return forms.NewFault("archive_damaged").Because(fmt.Errorf(format, args...))
}

// unknown is the fault of an id that the archive doesn't hold.
func unknown(id string) *forms.Fault { return forms.NewFault("archive_unknown", id) }

func isFault(err error, code string) bool {
	var f *forms.Fault
	return errors.As(err, &f) && f.Code == code
}
