package archive

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func init() { children["clerk"] = clerkChild }

// clerkChild works on an archive from act n on until it is killed: args are the
// archive, the place of its backup, and n. It closes and opens the archive now and
// then, so that it is killed at that too.
func clerkChild(args []string) error {
	out := announcer()
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	k := &clerk{backup: args[1], n: n}
	for {
		if err := k.open(args[0]); err != nil {
			return err
		}
		for range 9 {
			if _, err := fmt.Fprintf(out, "begin %d\n", n); err != nil {
				return err
			}
			if err := k.act(n); err != nil {
				return err
			}
			if _, err := fmt.Fprintf(out, "done %d\n", n); err != nil {
				return err
			}
			n++
		}
		if err := k.Close(); err != nil {
			return err
		}
	}
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
// act that was cut short or after it: a second archive, on which the same acts are
// done without any kill, says what that is.
func TestKilledAtRandomMoments(t *testing.T) {
	random := rand.New(rand.NewPCG(3, uint64(os.Getpid())))
	const perArchive = 25
	before, after, acts := 0, 0, 0
	for left := rounds(12, 200); left > 0; left -= perArchive {
		killedArchive(t, random, min(perArchive, left), &before, &after, &acts)
	}
	t.Logf("%d kills within %d acts: %d left the state before an act, %d after", before+after, acts, before, after)
}

// killedArchive kills programs that work on one archive.
func killedArchive(t *testing.T, random *rand.Rand, kills int, before, after, acts *int) {
	dir := t.TempDir()
	path, copyAt := filepath.Join(dir, "社区.huce"), filepath.Join(dir, "备份.huce")
	first := &clerk{}
	if err := first.create(path); err != nil {
		t.Fatal(err)
	}
	first.Close()
	shadow := &clerk{backup: filepath.Join(t.TempDir(), "备份.huce")}
	if err := shadow.create(filepath.Join(t.TempDir(), "社区.huce")); err != nil {
		t.Fatal(err)
	}
	defer func() { shadow.Close() }()
	next := 0 // the first act that the shadow hasn't done
	for range kills {
		said := killed(t, "clerk", time.Duration(random.IntN(120_000))*time.Microsecond, path, copyAt, strconv.Itoa(next))
		var begun, done int
		for _, line := range said {
			n, last := 0, ""
			if _, err := fmt.Sscanf(line, "%s %d", &last, &n); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			if last == "begin" {
				begun = n
			} else {
				done = n + 1
			}
		}
		for ; next < done; next++ {
			if err := shadow.act(next); err != nil {
				t.Fatal(err)
			}
			*acts++
		}
		was := must[string](t)(digest(shadow.Archive))
		is := wholeAfterCrash(t, path)
		if is == was {
			*before++
			continue
		}
		if begun < next {
			t.Fatalf("no act was begun after %d, yet the archive is not as that left it", next-1)
		}
		if err := shadow.act(next); err != nil {
			t.Fatal(err)
		}
		*acts++
		if will := must[string](t)(digest(shadow.Archive)); is != will {
			t.Fatalf("killed in act %d the archive is neither as before nor as after it", next)
		}
		next++
		*after++
		if _, err := os.Stat(copyAt); err == nil {
			if err := CheckBackup(copyAt, options()); err != nil {
				t.Fatalf("the backup: %v", err)
			}
		}
	}
}

// wholeAfterCrash opens an archive that a crash left behind, checks all of it, and
// gives its digest.
func wholeAfterCrash(t *testing.T, path string) string {
	t.Helper()
	a, err := Open(path, options())
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
