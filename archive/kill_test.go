package archive

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func init() { children["clerk"] = clerkChild }

// clerkChild works on an archive step by step until it is killed, saying what it
// begins and what the archive is after it. Its arguments: the archive, the place of
// its backup, the number of the last act done, whether it is sealed, and, where it
// isn't to be killed, after how many steps it ends.
func clerkChild(args []string) error {
	k, err := clerkOf(args)
	if err != nil {
		return err
	}
	last := math.MaxInt
	if len(args) > 4 {
		if last, err = strconv.Atoi(args[4]); err != nil {
			return err
		}
	}
	out := announcer()
	for i := range last {
		if _, err := fmt.Fprintf(out, "begin %d\n", i); err != nil {
			return err
		}
		if err := k.step(args[0], i); err != nil {
			return err
		}
		is, err := digest(k.Archive)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "done %d %s\n", i, is); err != nil {
			return err
		}
	}
	return k.Close()
}

func clerkOf(args []string) (*clerk, error) {
	n, err := strconv.Atoi(args[2])
	return &clerk{backup: args[1], n: n, sealed: args[3] == "sealed"}, err
}

// killed starts a child of this kind, kills it the given time after its first
// announcement, and gives all of its announcements.
func killed(t *testing.T, kind string, after time.Duration, args ...string) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "HUCE_TEST_CHILD="+kind)
	cmd.Stderr = os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	lines := bufio.NewReader(r)
	var said []string
	for {
		line, err := lines.ReadString('\n')
		if err != nil { // a line cut short was not said
			break
		}
		said = append(said, line)
		if len(said) == 1 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the child was not killed but ended by itself: %v", err)
	}
	if len(said) == 0 {
		t.Fatal("the child said nothing")
	}
	return said
}

// A program is killed at random moments, 200 times in the long form. Every time the
// archive opens, is whole down to its register, and holds what it held before the
// step that was cut short or what it holds after it: the same steps on a copy, which
// nobody kills, say what that is.
func TestKilledAtRandomMoments(t *testing.T) {
	random := rand.New(rand.NewPCG(3, uint64(os.Getpid())))
	const perArchive = 10
	var c killCount
	for left, sealed := rounds(12, 200), false; left > 0; left, sealed = left-perArchive, !sealed {
		killedArchive(t, random, sealed, min(perArchive, left), &c)
	}
	t.Logf("%d kills within %d steps: %d left the state before a step, %d after", c.before+c.after, c.steps, c.before, c.after)
}

type killCount struct{ before, after, steps int }

// killedArchive kills programs that work on one archive.
func killedArchive(t *testing.T, random *rand.Rand, sealed bool, kills int, c *killCount) {
	dir := t.TempDir()
	path, copyAt := filepath.Join(dir, "社区.huce"), filepath.Join(dir, "备份.huce")
	args := []string{path, copyAt, "0", map[bool]string{true: "sealed", false: "plain"}[sealed]}
	first := &clerk{sealed: sealed}
	if err := first.create(path); err != nil {
		t.Fatal(err)
	}
	was := must[string](t)(digest(first.Archive))
	first.Close()
	acts := 0
	for range kills {
		before := readFile(t, path)
		said := killed(t, "clerk", time.Duration(random.IntN(150_000))*time.Microsecond, args...)
		begun := -1
		for _, line := range said {
			var what string
			if n, err := fmt.Sscanf(line, "%s %d %s", &what, &begun, &was); err != nil && !(n == 2 && what == "begin") {
				t.Fatalf("%q: %v", line, err)
			}
		}
		c.steps += begun + 1
		is := wholeAfterCrash(t, path, sealed)
		if is == was {
			c.before++
		} else {
			again := must[*clerk](t)(clerkOf(args))
			again.backup = filepath.Join(t.TempDir(), "备份.huce")
			if will := stepsOn(t, again, before, begun); is != will {
				t.Fatalf("killed in step %d the archive is neither as before nor as after it", begun)
			}
			c.after++
			was = is
		}
		if _, err := os.Stat(copyAt); err == nil {
			if err := CheckBackup(copyAt, first.options()); err != nil {
				t.Fatalf("the backup: %v", err)
			}
		}
		acts += begun + 1
		args[2] = strconv.Itoa(acts)
	}
}

// stepsOn does steps 0 to last on a copy of an archive and gives its digest then.
func stepsOn(t *testing.T, k *clerk, file []byte, last int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "社区.huce")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range last + 1 {
		if err := k.step(path, i); err != nil {
			t.Fatal(err)
		}
	}
	defer k.Close()
	return must[string](t)(digest(k.Archive))
}

// wholeAfterCrash opens an archive that a crash left behind, checks all of it, and
// gives its digest.
func wholeAfterCrash(t *testing.T, path string, sealed bool) string {
	t.Helper()
	o := (&clerk{sealed: sealed}).options()
	o.ReadOnly = true
	a, err := Open(path, o)
	if err != nil {
		t.Fatalf("it doesn't open: %v", err)
	}
	sound(t, a)
	is := must[string](t)(digest(a))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return is
}

func init() { children["restore"] = restoreChild }

// restoreChild puts one backup and the other in an archive's place until it is
// killed: args are the archive and the backups.
func restoreChild(args []string) error {
	out := announcer()
	for i := 1; ; i = 3 - i {
		if _, err := fmt.Fprintf(out, "begin %d\n", i); err != nil {
			return err
		}
		kept, err := Restore(context.Background(), args[i], args[0], options(), nil)
		if err != nil {
			return err
		}
		if err := os.Remove(kept); err != nil {
			return err
		}
	}
}

// Killed while a backup is put in its place, an archive is the old one or the new
// one, whole.
func TestKilledWhileRestoring(t *testing.T) {
	random := rand.New(rand.NewPCG(5, uint64(os.Getpid())))
	a := fresh(t)
	path := a.Path()
	var backups []string
	for i := range 2 {
		must[Imported](t)(a.Import(other(strconv.Itoa(i))))
		backups = append(backups, filepath.Join(t.TempDir(), "b.huce"))
		if err := a.Backup(t.Context(), backups[i], nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	seen := map[int]int{}
	for range rounds(4, 40) {
		killed(t, "restore", time.Duration(random.IntN(60_000))*time.Microsecond, path, backups[0], backups[1])
		a, err := Open(path, options())
		if err != nil {
			t.Fatal(err)
		}
		sound(t, a)
		seen[len(must[[]SubmissionInfo](t)(a.Submissions()))]++
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if seen[1]+seen[2] != rounds(4, 40) {
		t.Errorf("archives by their submissions: %v", seen)
	}
}
