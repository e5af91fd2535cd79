package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"fyne.io/fyne/v2"

	"huce/app/office"
)

// stick is a disk of its own, an ext4 in a file, that can be pulled out.
type stick struct{ dir, image string }

// newStick makes one and plugs it in, where this user may.
func newStick(t *testing.T) *stick {
	t.Helper()
	s := &stick{dir: t.TempDir(), image: filepath.Join(t.TempDir(), "stick.img")}
	if os.Getuid() != 0 {
		t.Skip("this user may not mount a disk")
	}
	f, err := os.Create(s.image)
	if err == nil {
		err = f.Truncate(64 << 20)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", s.image).CombinedOutput(); err != nil {
		t.Skipf("no disk can be made here: %v %s", err, out)
	}
	if out, err := exec.Command("mount", "-o", "loop", s.image, s.dir).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() { s.run(t, "umount", s.dir) })
	return s
}

func (s *stick) run(t *testing.T, command ...string) {
	t.Helper()
	if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
		t.Errorf("%s: %v %s", strings.Join(command, " "), err, out)
	}
}

// goingDown is the kernel's XFS_IOC_GOINGDOWN, which ext4 knows too: from then on the
// file system gives I/O errors, and what was not yet on the disk never comes there.
const goingDown = 0x8004587d

// pull pulls it out while files on it are open.
func (s *stick) pull(t *testing.T) {
	t.Helper()
	dir, err := os.Open(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	withoutFlushing := uint32(2)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, dir.Fd(), goingDown, uintptr(unsafe.Pointer(&withoutFlushing))); no != 0 {
		t.Skipf("this kernel can't pull a disk out: %v", no)
	}
}

// again plugs it in again, once nothing on it is open.
func (s *stick) again(t *testing.T) {
	t.Helper()
	s.run(t, "umount", s.dir)
	s.run(t, "mount", "-o", "loop", s.image, s.dir)
}

// The disk of the archive is pulled out while it is open. What is done then is told to
// have failed, the window stays and closes, and with the disk plugged in again all that
// was done before is there, whole.
func TestDiskIsPulledOut(t *testing.T) {
	s := newStick(t)
	archive, form := newArchive(t)
	data, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.dir, "a.huce")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWindow(t, path)
	w.dropped(fyne.Position{}, []fyne.URI{uri(form)})
	tap(t, w.win.Content(), "确认导入")
	w.show("settings")
	s.pull(t)

	other := filepath.Join(t.TempDir(), "残疾人登记表.csv")
	if err := os.WriteFile(other, []byte(strings.ReplaceAll(roster, "高龄津贴花名册", "残疾人登记表")), 0o644); err != nil {
		t.Fatal(err)
	}
	w.say("")
	w.dropped(fyne.Position{}, []fyne.URI{uri(other)})
	tap(t, w.win.Content(), "确认导入")
	if !strings.HasPrefix(w.status.Text, "⚠") || !strings.Contains(w.status.Text, "没有丢失") {
		t.Errorf("an import into a disk that is gone says %q", w.status.Text)
	}
	for _, r := range rooms() { // what is in memory is still shown; nothing panics
		w.show(r.name)
		w.changed()
	}
	w.say("")
	w.undo()
	if !strings.HasPrefix(w.status.Text, "⚠") || !strings.Contains(w.status.Text, "没有丢失") {
		t.Errorf("taking the import back says %q", w.status.Text)
	}
	w.close()
	if w.office != nil {
		t.Error("the archive stays open")
	}

	s.again(t)
	o, err := office.Open(path, office.Options{Now: day})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	reg, err := o.Register()
	if err != nil || len(reg.People) != 2 || len(reg.Submissions) != 1 {
		t.Errorf("plugged in again: %d people of %d imports, %v", len(reg.People), len(reg.Submissions), err)
	}
	if report, err := o.Verify(true); err != nil || len(report.Problems) > 0 {
		t.Errorf("plugged in again: %v, %v", report.Problems, err)
	}
}
