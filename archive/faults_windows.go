package archive

import "syscall"

// What Windows calls a full disk, one that may only be read, and one that doesn't
// lock (winerror.h).
var systemFaultOf = []struct {
	err  error
	code string
}{
	{syscall.Errno(39), "archive_full"},              // ERROR_HANDLE_DISK_FULL
	{syscall.Errno(112), "archive_full"},             // ERROR_DISK_FULL
	{syscall.Errno(1295), "archive_full"},            // ERROR_DISK_QUOTA_EXCEEDED
	{syscall.Errno(19), "archive_read_only"},         // ERROR_WRITE_PROTECT
	{syscall.Errno(1), "archive_no_lock"},            // ERROR_INVALID_FUNCTION, LockFileEx on such shares
	{syscall.Errno(50), "archive_no_lock"},           // ERROR_NOT_SUPPORTED
	{syscall.Errno(32), "archive_in_use_by_unknown"}, // ERROR_SHARING_VIOLATION
}
