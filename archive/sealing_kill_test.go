package archive

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func init() { children["sealer"] = sealerChild }

// keyStates are what the sealer brings an archive to, round and round: by each step
// it is written anew. "" is no password.
var keyStates = []string{"", "第一个密码一二三四", "第二个密码一二三四", "第三个密码一二三四"}

// toKeyState does the step that leads to a state from the one before it.
func toKeyState(a *Archive, state int) error {
	switch password := Secret(keyStates[state]); state {
	case 0:
		return a.Unseal(context.Background(), nil)
	case 1:
		return a.Seal(context.Background(), "王录入", password, nil)
	case 2:
		_, err := a.AddUser("李录入", RoleEntry, Secret("李录入的密码一二三四"))
		return errors.Join(err, a.SetPassword(context.Background(), "王录入", password, nil))
	default:
		return errors.Join(a.SetPassword(context.Background(), "王录入", password, nil), a.RemoveUser(context.Background(), "李录入", nil))
	}
}

func openKeyState(path string, state int) (*Archive, error) {
	o := options()
	o.Cost, o.Password = cheap, Secret(keyStates[state])
	return Open(path, o)
}

// sealerChild changes the key of an archive until it is killed. Its arguments: the
// archive, the state it is in.
func sealerChild(args []string) error {
	state, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	a, err := openKeyState(args[0], state)
	if err != nil {
		return err
	}
	out := announcer()
	for {
		if _, err := fmt.Fprintf(out, "%d\n", state); err != nil {
			return err
		}
		state = (state + 1) % len(keyStates)
		if err := toKeyState(a, state); err != nil {
			return err
		}
	}
}

// A program is killed at random moments while it seals an archive, changes its
// passwords, removes a user or takes the password off. The archive opens by the
// password of before or of after, whole, with all that it held, and nothing is left
// beside it.
func TestKilledWhileRewriting(t *testing.T) {
	random := rand.New(rand.NewPCG(5, uint64(os.Getpid())))
	path := filepath.Join(t.TempDir(), "社区.huce")
	a := must[*Archive](t)(Create(path, options()))
	fillVersion1(t, a)
	big := other("丙")
	big.Data = noise(300_000)
	must[Imported](t)(a.Import(big))
	want := holdings(t, a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	state, leftovers, moved := 0, 0, 0
	for range rounds(10, 200) {
		said := killed(t, "sealer", time.Duration(random.IntN(150_000))*time.Microsecond, path, strconv.Itoa(state))
		if _, err := fmt.Sscanf(said[len(said)-1], "%d", &state); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path + rewriteExt); err == nil {
			leftovers++
		}
		// Within one step there may be two rewritings, each by the password of after.
		next := (state + 1) % len(keyStates)
		a, err := openKeyState(path, state)
		if err == nil && a.Sealed() != (keyStates[state] != "") { // a plain one opens by any password
			err = a.Close()
			a = nil
		}
		if err != nil || a == nil {
			if a, err = openKeyState(path, next); err != nil {
				t.Fatalf("killed after state %d it opens by no password: %v", state, err)
			}
			state, moved = next, moved+1
		}
		wantHoldings(t, a, want)
		// A step of two acts that was cut between them is done to its end.
		users := len(must[[]User](t)(a.Users()))
		if state == 1 && users == 2 || state == 3 && users == 2 {
			if err := a.RemoveUser(context.Background(), "李录入", nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
		alone(t, path)
	}
	t.Logf("%d kills: %d left a part of a rewriting, %d the state after", rounds(10, 200), leftovers, moved)
}
