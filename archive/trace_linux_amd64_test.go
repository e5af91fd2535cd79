package archive

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// recorded runs a child of this kind to its end as a debugger would, and gives what
// its system calls did to the file at path, and what it announced, in order.
func recorded(t *testing.T, path, kind string, args ...string) []event {
	t.Helper()
	runtime.LockOSThread() // a tracer is a thread
	defer runtime.UnlockOSThread()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "HUCE_TEST_CHILD="+kind, "GODEBUG=asyncpreemptoff=1")
	cmd.Stderr = os.Stderr
	nowhere := must[*os.File](t)(os.OpenFile(os.DevNull, os.O_WRONLY, 0))
	defer nowhere.Close()
	cmd.ExtraFiles = []*os.File{nowhere} // announcements are seen as they are written
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		if errors.Is(err, syscall.EPERM) {
			t.Skipf("this system lets no program trace another: %v", err)
		}
		t.Fatal(err)
	}
	pid := cmd.Process.Pid
	defer cmd.Process.Release() //nolint:errcheck // it was waited for below
	memory := must[*os.File](t)(os.Open("/proc/" + strconv.Itoa(pid) + "/mem"))
	defer memory.Close()
	r := &recorder{t: t, path: path, memory: memory, open: map[uint64]bool{}, calls: map[int]*call{}}
	if status := r.follow(pid); status != 0 {
		t.Fatalf("the traced child ended with %d", status)
	}
	return r.events
}

const (
	traceFlags = syscall.PTRACE_O_TRACECLONE | syscall.PTRACE_O_TRACESYSGOOD | 0x100000 // PTRACE_O_EXITKILL
	waitFlags  = syscall.WALL | 0x20000000                                              // __WNOTHREAD
	callStop   = syscall.SIGTRAP | 0x80
)

// recorder is the tracer of one program.
type recorder struct {
	t      *testing.T
	path   string
	memory io.ReaderAt // the program's
	open   map[uint64]bool
	calls  map[int]*call // by thread, those entered and not left
	events []event
}

// call is a system call that was entered, with what it is about to write.
type call struct {
	syscall.PtraceRegs
	data []byte
}

// follow goes with the program and all its threads to its end.
func (r *recorder) follow(pid int) (exit int) {
	var s syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &s, waitFlags, nil); err != nil {
		r.t.Fatal(err)
	}
	if err := syscall.PtraceSetOptions(pid, traceFlags); err != nil {
		r.t.Fatal(err)
	}
	for thread, signal := pid, 0; ; {
		if err := syscall.PtraceSyscall(thread, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			r.t.Fatal(err)
		}
		for {
			var err error
			if thread, err = syscall.Wait4(-1, &s, waitFlags, nil); err != nil {
				r.t.Fatal(err)
			}
			if s.Stopped() {
				break
			}
			if thread == pid {
				return s.ExitStatus()
			}
		}
		signal = 0
		switch stop := s.StopSignal(); stop {
		case callStop:
			r.stopped(thread)
		case syscall.SIGTRAP, syscall.SIGSTOP: // a thread was born
		default:
			signal = int(stop)
		}
	}
}

// stopped is at the beginning and at the end of every call.
func (r *recorder) stopped(thread int) {
	var now syscall.PtraceRegs
	if err := syscall.PtraceGetRegs(thread, &now); errors.Is(err, syscall.ESRCH) {
		return // another thread ended the program while this one stood here
	} else if err != nil {
		r.t.Fatal(err)
	}
	if c := r.calls[thread]; c != nil {
		delete(r.calls, thread)
		r.left(c, int64(now.Rax))
		return
	}
	c := &call{PtraceRegs: now}
	switch now.Orig_rax {
	case syscall.SYS_WRITE, syscall.SYS_PWRITE64:
		if now.Rdi == 3 || r.open[now.Rdi] {
			c.data = r.bytes(now.Rsi, int(now.Rdx))
		}
	case syscall.SYS_OPENAT:
		if name := r.bytes(now.Rsi, len(r.path)+1); string(name) == r.path+"\x00" {
			c.data = name
		}
	}
	r.calls[thread] = c
}

// bytes are the program's memory; short where the mapping ends, none where the
// program was ended by another thread meanwhile.
func (r *recorder) bytes(at uint64, n int) []byte {
	b := make([]byte, n)
	got, err := r.memory.ReadAt(b, int64(at))
	if err != nil && err != io.EOF && got == 0 {
		r.t.Fatal(err)
	}
	return b[:got]
}

// left keeps what a call did once it has done it.
func (r *recorder) left(c *call, result int64) {
	if result < 0 {
		return
	}
	if c.Orig_rax == syscall.SYS_OPENAT {
		if c.data != nil {
			r.open[uint64(result)] = true
		}
		return
	}
	if c.Orig_rax == syscall.SYS_WRITE && c.Rdi == 3 {
		r.events = append(r.events, event{kind: said, data: c.data[:result]})
		return
	}
	if c.Orig_rax == syscall.SYS_MMAP {
		if r.open[c.R8] && c.R10&syscall.MAP_SHARED != 0 && c.Rdx&syscall.PROT_WRITE != 0 {
			r.t.Fatal("the file is mapped to be written to")
		}
		return
	}
	if r.open[c.Rdi] {
		r.didTo(c, result)
	}
}

// didTo keeps what a call did to the file.
func (r *recorder) didTo(c *call, result int64) {
	switch c.Orig_rax {
	case syscall.SYS_CLOSE:
		delete(r.open, c.Rdi)
	case syscall.SYS_PWRITE64:
		if int(result) != len(c.data) {
			r.t.Fatalf("%d bytes of %d were written", result, len(c.data))
		}
		r.events = append(r.events, event{wrote, int64(c.R10), c.data})
	case syscall.SYS_FTRUNCATE:
		r.events = append(r.events, event{kind: sized, at: int64(c.Rsi)})
	case syscall.SYS_FSYNC, syscall.SYS_FDATASYNC:
		r.events = append(r.events, event{kind: synced})
	case syscall.SYS_WRITE, syscall.SYS_WRITEV, syscall.SYS_PWRITEV, syscall.SYS_SENDFILE, syscall.SYS_SPLICE,
		syscall.SYS_FALLOCATE, syscall.SYS_DUP, syscall.SYS_DUP2, syscall.SYS_DUP3:
		r.t.Fatalf("system call %d on the file: the recorder doesn't follow it", c.Orig_rax)
	}
}
