//go:build !windows

package archive

import "syscall"

// What the system calls a full disk, one that may only be read, and one that
// doesn't lock.
var systemFaultOf = []struct {
	err  error
	code string
}{
	{syscall.ENOSPC, "archive_full"},
	{syscall.EDQUOT, "archive_full"},
	{syscall.EFBIG, "archive_full"},
	{syscall.EROFS, "archive_read_only"},
	{syscall.ENOLCK, "archive_no_lock"},
	{syscall.ENOSYS, "archive_no_lock"},
	{syscall.EOPNOTSUPP, "archive_no_lock"},
	{syscall.EISDIR, "archive_is_folder"},
}
