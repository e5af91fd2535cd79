package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/forms"
	"huce/forms/sample"
)

// demo does the main job on the built-in sample community.
func (t *terminal) demo() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use: "demo [-o DIR]", Short: t.text("demo"), Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			opt, err := t.options()
			if err != nil {
				return err
			}
			rep, err := office.Demo(c.Context(), dir, opt, t.progress())
			if err != nil {
				return err
			}
			if t.json {
				return t.writeJSON(rep.Stats)
			}
			t.tellDemo(rep)
			return partly(rep.Import.Refused())
		},
	}
	c.Flags().StringVarP(&dir, "output", "o", "huce-demo", t.text("flag.output_dir"))
	return c
}

func (t *terminal) tellDemo(rep *office.DemoReport) {
	t.sumUp(rep.Import)
	t.tellStats(rep.Stats)
	for _, p := range rep.Papers {
		if filepath.Dir(p) == "." {
			fmt.Fprintln(t.out, t.text("wrote", filepath.Join(rep.Dir, p)))
		}
	}
	cells := 0
	for _, f := range rep.Filled {
		cells += f.Cells
		for _, n := range f.Notes {
			fmt.Fprintf(t.out, "  %s: %s\n", f.File, n)
		}
	}
	fmt.Fprintln(t.out, t.text("filled_all", strconv.Itoa(len(rep.Filled)), strconv.Itoa(cells), filepath.Join(rep.Dir, "filled")))
}

// stats counts what an archive holds and what filling once has saved.
func (t *terminal) stats() *cobra.Command {
	return &cobra.Command{
		Use: "stats ARCHIVE", Short: t.text("stats"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.with(args[0], func(o *office.Office) error {
				s, err := o.Stats()
				if err != nil {
					return err
				}
				if t.json {
					return t.writeJSON(s)
				}
				t.tellStats(s)
				return nil
			})
		},
	}
}

func (t *terminal) tellStats(s *office.Stats) {
	for _, line := range []struct {
		key string
		n   []int
	}{
		{"stat_files", []int{s.Files, s.Rows}},
		{"stat_people", []int{s.People, s.Homes, s.Dwellings}},
		{"stat_questions", []int{s.Questions, s.Unplaced}},
		{"stat_tasks", []int{s.Tasks, s.TaskKinds}},
		{"stat_cells", []int{s.Burden.Cells, s.Burden.Known}},
	} {
		args := make([]string, len(line.n))
		for i, n := range line.n {
			args[i] = strconv.Itoa(n)
		}
		fmt.Fprintln(t.out, t.text(line.key, args...))
	}
	key := "stat_plain"
	if s.Sealed {
		key = "stat_sealed"
	}
	fmt.Fprintln(t.out, t.text(key))
}

// sample writes the sample community's files at any size, with their truth.
func (t *terminal) sample() *cobra.Command {
	var dir string
	o := sample.BuiltIn()
	c := &cobra.Command{
		Use: "sample -o DIR", Short: t.text("sample"), Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if dir == "" {
				return usage{fmt.Errorf("%s: -o DIR", c.CommandPath())}
			}
			if c.Flags().Changed("households") || c.Flags().Changed("seed") || c.Flags().Changed("rounds") {
				o.Files = nil // a community of one's own has every form
			}
			n := 0
			err := sample.Each(o, func(f sample.File) error {
				if c.Context().Err() != nil {
					return forms.NewFault("stopped").Because(c.Context().Err())
				}
				n++
				// Truth stands beside the files, so that importing a folder never reads it.
				path := filepath.Join(dir, filepath.FromSlash(f.Path))
				if !strings.HasPrefix(f.Path, "truth/") {
					path = filepath.Join(dir, "files", filepath.FromSlash(f.Path))
				}
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					return forms.NewFault("write_failed", path).Because(err)
				}
				return writeFile(path, f.Data)
			})
			if err != nil {
				return err
			}
			t.say("sampled", strconv.Itoa(n), dir)
			return nil
		},
	}
	c.Flags().StringVarP(&dir, "output", "o", "", t.text("flag.output_dir"))
	c.Flags().IntVar(&o.Households, "households", o.Households, t.text("flag.number_of_households"))
	c.Flags().Uint64Var(&o.Seed, "seed", o.Seed, t.text("flag.seed"))
	c.Flags().IntVar(&o.Rounds, "rounds", max(o.Rounds, 1), t.text("flag.rounds"))
	return c
}
