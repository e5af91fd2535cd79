package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"huce/archive/plan"
	"huce/archive/register"
	"huce/forms"
)

// What the tests of crashes, power cuts and full disks have in common: a clerk who
// does one act after another, each of them the same whenever it is done to an
// archive in the same state; and a digest of all that an archive holds.

// rounds is how often a test of chance is tried: HUCE_LONG=1 asks for the long form.
func rounds(short, long int) int {
	if os.Getenv("HUCE_LONG") != "" {
		return long
	}
	return short
}

// clerk does acts on an archive. The n-th happens n seconds after noon.
type clerk struct {
	*Archive
	n      int
	sealed bool
	backup string // where backups go, "" where the clerk makes none
}

// options are those of an archive that the clerk opens.
func (k *clerk) options() Options {
	o := options()
	o.Now = func() time.Time { return noon.Add(time.Duration(k.n) * time.Second) }
	if k.sealed {
		o.Password, o.Cost = Secret("户册户册户册户册"), cheap
	}
	return o
}

func (k *clerk) open(path string) (err error) {
	k.Archive, err = Open(path, k.options())
	return err
}

func (k *clerk) create(path string) (err error) {
	k.Archive, err = Create(path, k.options())
	return err
}

// act does the n-th act. Which one comes from n, on what from n and the archive. An
// act on what isn't there yet does nothing.
func (k *clerk) act(n int) error {
	k.n = n
	random := rand.New(rand.NewPCG(uint64(n), 7))
	switch random.IntN(14) {
	case 0, 1, 2, 3:
		_, err := k.Import(k.file(random))
		return err
	case 4, 5:
		return k.turnSubmission(random, false)
	case 6:
		return k.turnSubmission(random, true)
	case 7, 8:
		return k.decide(random)
	case 9:
		return k.turnDecision(random)
	case 10:
		_, err := k.FileDocument(Document{Kind: "plan", Title: "计划" + strconv.Itoa(n), Data: noise(1 + random.IntN(20000))})
		return err
	case 11:
		if _, err := k.PutVisit(plan.Visit{Household: "H00001", Outcome: plan.OutcomeMet}); err != nil {
			return err
		}
		return nil
	case 12:
		_, err := k.Register() // mints the ids of those seen for the first time
		return err
	}
	if k.backup != "" && random.IntN(2) == 0 {
		return k.Backup(context.Background(), k.backup, nil)
	}
	return k.SetSetting("region", strconv.Itoa(n))
}

// file is a form about a few of a hundred people, so that some meet.
func (k *clerk) file(random *rand.Rand) ImportFile {
	c := &forms.Claims{Sheet: "Sheet1"}
	for i := range 1 + random.IntN(12) {
		p := random.IntN(100)
		row := c.Add(forms.RowRef{Number: int32(i + 2)})
		for f, v := range personRow(p) {
			c.Put(row, columns[f], v, v)
		}
	}
	path := fmt.Sprintf("表%d.csv", k.n)
	data := append([]byte(path), noise(random.IntN(3)*random.IntN(15000))...)
	return ImportFile{
		Path: path, Format: forms.CSV, Data: data,
		Submission: register.Submission{
			File: path, Form: "form" + strconv.Itoa(random.IntN(5)), Department: "民政局", Unit: forms.UnitPerson,
			AsOf: forms.NewDate(2026, 1+random.IntN(12), 1), Claims: []*forms.Claims{c},
		},
		Tasks: []plan.Task{{Department: "民政局", Text: "探访" + path}},
	}
}

// turnSubmission withdraws an import that stands, or brings one back.
func (k *clerk) turnSubmission(random *rand.Rand, back bool) error {
	all, err := k.Submissions()
	if err != nil {
		return err
	}
	var some []string
	for _, s := range all {
		if s.Withdrawn == back {
			some = append(some, s.ID)
		}
	}
	switch {
	case len(some) == 0:
		return nil
	case back:
		return k.Restore(some[random.IntN(len(some))])
	}
	return k.Withdraw(some[random.IntN(len(some))])
}

func (k *clerk) decide(random *rand.Rand) error {
	reg, err := built(k.Archive)
	if err != nil || len(reg.Links) < 2 {
		return err
	}
	d := register.Decision{A: reg.Links[random.IntN(len(reg.Links))].ID, B: reg.Links[random.IntN(len(reg.Links))].ID}
	switch random.IntN(3) {
	case 0:
		d.Kind = register.Same
	case 1:
		d.Kind = register.Different
	default:
		d.Kind, d.B, d.Field, d.Value = register.Stands, register.RowID{}, "person.phone", "19900000000"
	}
	_, err = k.Decide(d)
	return err
}

func (k *clerk) turnDecision(random *rand.Rand) error {
	all, err := k.Decisions()
	if err != nil || len(all) == 0 {
		return err
	}
	d := all[random.IntN(len(all))]
	if d.Revoked {
		return k.ReinstateDecision(d.No)
	}
	return k.RevokeDecision(d.No)
}

// built is the register that claims and decisions give, computed apart from the
// archive: without ids, and nothing is written.
func built(a *Archive) (*register.Register, error) {
	var subs []register.Submission
	var decisions []register.Decision
	err := a.view(func(c *txn) error {
		from, err := basisIn(c)
		if err != nil {
			return err
		}
		decisions = from.decisions
		var fresh standing
		subs, err = fresh.submissions(c, from.infos)
		return err
	})
	if err != nil {
		return nil, err
	}
	return register.NewMaker(register.Options{}).Make(subs, decisions)
}

// step is a day's work in steps: opening the archive every ten steps, closing it
// before where it is open, and acts in between.
func (k *clerk) step(path string, i int) error {
	if i%10 > 0 {
		return k.act(k.n + 1)
	}
	if k.Archive != nil {
		if err := k.Close(); err != nil {
			return err
		}
	}
	return k.open(path)
}

// digest stands for all that an archive holds, but for the stored register, which
// may be there or not: what stands in it, a dot, and how far its numbers were counted.
func digest(a *Archive) (string, error) {
	h, counts := sha256.New(), sha256.New()
	err := a.view(func(c *txn) error {
		for _, b := range tallied {
			in, err := c.bucket(b)
			if err != nil {
				return err
			}
			fmt.Fprintf(h, "%s\n", b)
			fmt.Fprintf(counts, "%s %d\n", b, in.Sequence())
			if err := c.each(b, func(key, plain []byte) error {
				_, err := fmt.Fprintf(h, "%x %x\n", key, sha256.Sum256(plain))
				return err
			}); err != nil {
				return err
			}
		}
		head, err := c.get(bucketMeta, keyLogHead)
		h.Write(head)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:8]) + "." + hex.EncodeToString(counts.Sum(nil)[:8]), err
}

// The clerk's acts are the same when done again, and every kind of them occurs.
func TestClerk(t *testing.T) {
	var digests [2][]string
	for i := range digests {
		k := &clerk{backup: filepath.Join(t.TempDir(), "b.huce")}
		if err := k.create(filepath.Join(t.TempDir(), "a.huce")); err != nil {
			t.Fatal(err)
		}
		for n := range 60 {
			if err := k.act(n); err != nil {
				t.Fatalf("act %d: %v", n, err)
			}
			digests[i] = append(digests[i], must[string](t)(digest(k.Archive)))
		}
		acts := map[string]bool{}
		for _, e := range must[[]Entry](t)(k.Log()) {
			acts[e.Act] = true
		}
		for _, act := range []string{"import", "withdraw", "restore", "decide", "revoke", "document", "visit", "setting", "backup"} {
			if !acts[act] {
				t.Errorf("in 60 acts there is no %s", act)
			}
		}
		sound(t, k.Archive)
		k.Close()
	}
	for n := range digests[0] {
		if digests[0][n] != digests[1][n] {
			t.Fatalf("act %d gives %s and %s", n, digests[0][n], digests[1][n])
		}
	}
}

// children are the programs that this test binary becomes when a test needs a
// second one: by the name in HUCE_TEST_CHILD, with the arguments after it.
var children = map[string]func(args []string) error{}

func TestMain(m *testing.M) {
	child, ok := children[os.Getenv("HUCE_TEST_CHILD")]
	if !ok {
		os.Exit(m.Run())
	}
	if err := child(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// announcer is where a child says what it begins and what it has done: file 3.
func announcer() *os.File { return os.NewFile(3, "announcements") }
