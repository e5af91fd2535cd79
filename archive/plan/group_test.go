package plan

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"huce/forms/formstest"

	"pgregory.net/rapid"
)

// read gives the rows of a CSV file by its header.
func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// askings are testdata/askings.csv: what departments ask, by the words they use,
// with the group that is right. Half of the groups and of the look-alikes were put
// aside while the lists of words were first made.
func askings(t *testing.T, file string) (tasks []Task, truth []string, aside []bool) {
	for i, row := range readTable(t, file) {
		task := Task{
			ID: fmt.Sprintf("T%04d", i+1), Department: row["department"], Text: row["text"], Indicator: row["indicator"],
			Deadline: row["deadline"], FundsText: row["funds"],
		}
		task.Target, task.Unit = targetOf(row["target"], "")
		task.Due, task.Recurring, _ = ParseDeadline(task.Deadline, 2026)
		task.Funds, task.FundsKnown = ParseFunds(task.FundsText)
		n, err := strconv.Atoi(row["group"])
		if err != nil {
			n = i
		}
		tasks, truth, aside = append(tasks, task), append(truth, row["group"]), append(aside, n%2 == 0)
	}
	return tasks, truth, aside
}

// pairFigures counts the pairs proposed, those that are right, and those there are.
func pairFigures(tasks []Task, truth []string) (precision, recall float64, wrong, missed [][2]int) {
	var right, proposed, there int
	for i := range tasks {
		for j := i + 1; j < len(tasks); j++ {
			p := tasks[i].Group != "" && tasks[i].Group == tasks[j].Group
			is := truth[i] != "" && truth[i] == truth[j]
			switch {
			case p && is:
				right++
			case p:
				wrong = append(wrong, [2]int{i, j})
			case is:
				missed = append(missed, [2]int{i, j})
			}
			if p {
				proposed++
			}
			if is {
				there++
			}
		}
	}
	return float64(right) / float64(max(proposed, 1)), float64(right) / float64(max(there, 1)), wrong, missed
}

func report(t *testing.T, what string, tasks []Task, truth []string, minPrecision, minRecall float64) {
	t.Helper()
	grouped := Groups(tasks)
	p, r, wrong, missed := pairFigures(grouped, truth)
	t.Logf("%s: %d tasks, precision %.3f, recall %.3f", what, len(tasks), p, r)
	if testing.Verbose() || p < minPrecision || r < minRecall {
		for _, w := range wrong {
			t.Logf("  one, wrongly: %s（%s） | %s（%s）", tasks[w[0]].Text, tasks[w[0]].Department, tasks[w[1]].Text, tasks[w[1]].Department)
		}
		for _, w := range missed {
			t.Logf("  missed: %s（%s） | %s（%s）", tasks[w[0]].Text, tasks[w[0]].Department, tasks[w[1]].Text, tasks[w[1]].Department)
		}
	}
	if p < minPrecision || r < minRecall {
		t.Errorf("%s: precision %.3f, recall %.3f", what, p, r)
	}
}

func pick(tasks []Task, truth []string, keep func(i int) bool) (some []Task, theirs []string) {
	for i := range tasks {
		if keep(i) {
			some, theirs = append(some, tasks[i]), append(theirs, truth[i])
		}
	}
	return some, theirs
}

func TestGroupsOfDepartmentsWords(t *testing.T) {
	tasks, truth, aside := askings(t, "testdata/askings.csv")
	seen, right := pick(tasks, truth, func(i int) bool { return !aside[i] })
	report(t, "seen while the words were listed", seen, right, 0.9, 0.8)
	unseen, right := pick(tasks, truth, func(i int) bool { return aside[i] })
	report(t, "put aside", unseen, right, 0.9, 0.8)
	report(t, "all", tasks, truth, 0.9, 0.8)
}

// When it was first measured, before any word was added for it, this set gave
// precision 0.87 and recall 0.87: what a community not seen here may expect.
func TestGroupsOfWordsUnseen(t *testing.T) {
	tasks, truth, _ := askings(t, "testdata/askings_late.csv")
	report(t, "written after the lists of words", tasks, truth, 0.9, 0.8)
}

// These were written without a look at the lists of words, and nothing was changed
// for them: 104 pairs among 190 askings, of departments that the other sets lack.
// Whoever adds a word for one of them has to write another such set.
func TestGroupsHeldOut(t *testing.T) {
	tasks, truth, _ := askings(t, "testdata/askings_held.csv")
	report(t, "held out", tasks, truth, 0.9, 0.8)
}

func TestGroupsOfTheCommunity(t *testing.T) {
	var tasks []Task
	var truth []string
	for _, row := range readTable(t, formstest.Shared(t, "community", "truth", "tasks.csv")) {
		tasks = append(tasks, Task{ID: row["task"], Department: row["department"], File: row["file"], Text: row["text"]})
		truth = append(truth, row["group"])
	}
	report(t, "the community's eight lists, words alone", tasks, truth, 0.9, 0.8)
}

// The order of the tasks makes no difference to their groups.
func TestGroupsInAnyOrder(t *testing.T) {
	tasks, _, _ := askings(t, "testdata/askings.csv")
	want := map[string]string{}
	for _, x := range Groups(tasks) {
		want[x.ID] = x.Group
	}
	rapid.Check(t, func(t *rapid.T) {
		mixed := rapid.Permutation(tasks).Draw(t, "order")
		for _, x := range Groups(mixed) {
			if x.Group != want[x.ID] {
				t.Fatalf("%s is in %q, was in %q", x.Text, x.Group, want[x.ID])
			}
		}
	})
}

// A clerk's word comes before any likeness.
func TestGroupsKeepTheClerksWord(t *testing.T) {
	tasks := []Task{
		{ID: "T1", Department: "区民政局", Text: "对80岁以上独居老人每周上门探访"},
		{ID: "T2", Department: "区卫生健康局", Text: "高龄独居老人定期入户巡访"},
		{ID: "T3", Department: "司法所", Text: "组织参加司法所业务培训"},
	}
	if g := Groups(tasks); g[0].Group == "" || g[0].Group != g[1].Group || g[2].Group != "" {
		t.Fatalf("before a word: %q %q %q", g[0].Group, g[1].Group, g[2].Group)
	}
	g := Groups(tasks, Word{"T2", "T1", false}, Word{"T1", "T3", true})
	if g[0].Group == "" || g[0].Group != g[2].Group || g[1].Group != "" {
		t.Errorf("after a word: %q %q %q", g[0].Group, g[1].Group, g[2].Group)
	}
}

// sampleAskings are the tasks of the sample community (forms/sample), by words that
// were written without regard to the lists here.
func sampleAskings(t *testing.T) (tasks []Task, truth []string) {
	data, err := os.ReadFile(filepath.Join("..", "..", "forms", "sample", "data", "tasks.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(data), "\n") {
		parts := strings.Split(line, "|")
		if strings.HasPrefix(line, "#") || len(parts) < 5 {
			continue
		}
		for _, asked := range parts[4:] {
			department, text, _ := strings.Cut(asked, "=")
			task := Task{ID: fmt.Sprintf("T%04d", len(tasks)), Department: "区" + department + "局", Text: text, Indicator: parts[0], Deadline: parts[3], FundsText: parts[2]}
			task.Target, task.Unit = targetOf(parts[1], "")
			task.Due, task.Recurring, _ = ParseDeadline(task.Deadline, 2026)
			task.Funds, task.FundsKnown = ParseFunds(task.FundsText)
			tasks, truth = append(tasks, task), append(truth, strconv.Itoa(n))
		}
	}
	return tasks, truth
}

// First measured, before a word was added for them, these gave precision 0.93 and
// recall 0.65 (words alone 0.87 and 0.58).
func TestGroupsOfTheSample(t *testing.T) {
	tasks, truth := sampleAskings(t)
	report(t, "the sample's tasks, as its lists say them", tasks, truth, 0.9, 0.6)
	for i := range tasks {
		tasks[i] = Task{ID: tasks[i].ID, Department: tasks[i].Department, Text: tasks[i].Text}
	}
	report(t, "the sample's tasks, words alone", tasks, truth, 0.9, 0.7)
}
