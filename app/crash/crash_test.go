package crash

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What a crash says of people stays out of its report; where it was stays in.
func TestReportHoldsNoPersonalData(t *testing.T) {
	words := "panic: 王小明 110199199001011234 住 安宁街1号 [recovered]\n" +
		"panic: runtime error: index out of range [5] with length 3\n\n" +
		"goroutine 18 [running]:\n" +
		"huce/archive/register.(*Register).Person(0xc000114000, {0xc00001, 0x5})\n" +
		"\t/home/wang/户册/huce/archive/register/person.go:41 +0x1d2\n" +
		"main.main()\n" +
		"\tC:/Users/王主任/huce/cmd/huce/main.go:20 +0x25\n" +
		"created by huce/app/kit.InBackground in goroutine 1\n" +
		"\thuce/app/kit/runner.go:12 +0x9a\n" +
		"13800000000 张三\n"
	report := Report(words)
	for _, secret := range []string{"王", "1101", "安宁", "wang", "Users", "张三", "138", "0xc0"} {
		if strings.Contains(report, secret) {
			t.Errorf("the report holds %s:\n%s", secret, report)
		}
	}
	for _, told := range []string{
		"panic: runtime error: index out of range", "goroutine 18 [running]:",
		"huce/archive/register.(*Register).Person", "person.go:41",
		"main.main", "main.go:20", "created by huce/app/kit.InBackground",
	} {
		if !strings.Contains(report, told) {
			t.Errorf("the report lacks %s:\n%s", told, report)
		}
	}
}

// A program that dies leaves its last words to its next start, once.
func TestWatch(t *testing.T) {
	const variable = "HUCE_TEST_CRASH_IN"
	if dir := os.Getenv(variable); dir != "" {
		if _, err := Watch(dir); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { // nobody recovers this one
			defer close(done)
			var nobody *struct{ name string }
			_ = nobody.name
		}()
		<-done
	}
	dir := filepath.Join(t.TempDir(), "户册")
	if before, err := Watch(dir); err != nil || before != "" {
		t.Fatalf("a first start finds %q, %v", before, err)
	}
	c := exec.Command(os.Args[0], "-test.run", "^TestWatch$")
	c.Env = append(os.Environ(), variable+"="+dir)
	if err := c.Run(); err == nil {
		t.Fatal("it didn't die")
	}
	before, err := Watch(dir)
	if err != nil || !strings.Contains(Report(before), "crash_test.go:") {
		t.Errorf("the next start finds %q, report %q, %v", before, Report(before), err)
	}
	if before, err = Watch(dir); err != nil || before != "" {
		t.Errorf("the one after it finds %q, %v", before, err)
	}
}
