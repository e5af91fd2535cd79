package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"huce/archive"
	"huce/forms/sample"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hucectl": func() {
			keyCost = archive.KeyCost{Passes: 1, Memory: 64, Lanes: 1}
			os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
		},
	})
}

// The scripts run hucectl as a user does. community DIR writes the built-in sample
// community's files there.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"community": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(sample.Each(sample.BuiltIn(), func(f sample.File) error {
					path := filepath.Join(ts.MkAbs(args[0]), filepath.FromSlash(f.Path))
					if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
						return err
					}
					return os.WriteFile(path, f.Data, 0o644)
				}))
			},
			// find NAME PATTERN sets a variable to the one file of that pattern.
			"find": func(ts *testscript.TestScript, _ bool, args []string) {
				found, err := filepath.Glob(ts.MkAbs(args[1]))
				ts.Check(err)
				if len(found) != 1 {
					ts.Fatalf("%s: %v", args[1], found)
				}
				ts.Setenv(args[0], found[0])
			},
			// grab NAME PATTERN sets a variable to what the pattern's group finds in the
			// last command's output.
			"grab": func(ts *testscript.TestScript, _ bool, args []string) {
				found := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
				if len(found) != 2 {
					ts.Fatalf("nothing like %s", args[1])
				}
				ts.Setenv(args[0], found[1])
			},
			// cut FILE N leaves the first N bytes of a file; garble FILE AT... changes bytes.
			"cut": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.ParseInt(args[1], 10, 64)
				ts.Check(errors.Join(err, os.Truncate(ts.MkAbs(args[0]), n)))
			},
			"garble": func(ts *testscript.TestScript, _ bool, args []string) {
				file, err := os.ReadFile(ts.MkAbs(args[0]))
				ts.Check(err)
				for _, arg := range args[1:] {
					at, err := strconv.Atoi(arg)
					ts.Check(err)
					file[at] ^= 0xFF
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), file, 0o644))
			},
			// hold FILE opens an archive in another program (this one) to the script's end.
			"hold": func(ts *testscript.TestScript, _ bool, args []string) {
				a, err := archive.Open(ts.MkAbs(args[0]), archive.Options{User: "李走访"})
				ts.Check(err)
				ts.Defer(func() {
					if err := a.Close(); err != nil {
						t.Error(err)
					}
				})
			},
			// id NAME FILE sets a variable to the id of the first form learnt in a listing.
			"id": func(ts *testscript.TestScript, _ bool, args []string) {
				found := regexp.MustCompile(`(?m)^t-[0-9a-f]+`).FindString(ts.ReadFile(args[1]))
				if found == "" {
					ts.Fatalf("%s lists no form learnt", args[1])
				}
				ts.Setenv(args[0], found)
			},
			// code N CMD... runs hucectl and wants the exit code.
			"code": wantCode,
		},
	})
}

func wantCode(ts *testscript.TestScript, _ bool, args []string) {
	want := map[string]int{"0": exitDone, "1": exitFailed, "2": exitUsage, "3": exitPart, "4": exitArchive}[args[0]]
	got := exitDone
	if err := ts.Exec("hucectl", args[1:]...); err != nil {
		var e *exec.ExitError
		if !errors.As(err, &e) {
			ts.Fatalf("%v", err)
		}
		got = e.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
