//go:build flows

// Package flows is a clerk's way through the program in a real window: from the first
// start to an import withdrawn again. .ci/flows builds what it needs and starts it.
// Keys and clicks come from the display (xdotool), Chinese from the clipboard; what
// each flow did is proved by hucectl from the archive once the window is closed.
package flows

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A clerk's home: the forms that came lie in a folder of it.
const (
	formsFolder = "部门表格"
	community   = "安宁社区"
	street      = "幸福街道"
	households  = "60"
	visitor     = "李社工"
	note        = "老人在家，已告知体检时间"
)

// printerScript stands for the printer: it keeps what lp is given.
const printerScript = "#!/bin/sh\nfor f; do :; done\ncp \"$f\" \"$HOME/printed.pdf\"\n"

// TestFlows goes the whole way; each flow begins where the one before ended.
func TestFlows(t *testing.T) {
	home := t.TempDir()
	for _, dir := range []string{"Documents", "bin"} {
		if err := os.MkdirAll(filepath.Join(home, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(home, "bin", "lp"), []byte(printerScript), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, code := ctl(t, "sample", "-o", filepath.Join(home, "sample"), "--households", households); code != 0 {
		t.Fatalf("hucectl sample ends with %d", code)
	}
	if err := os.Rename(filepath.Join(home, "sample", "files"), filepath.Join(home, formsFolder)); err != nil {
		t.Fatal(err)
	}
	f := flow{home: home, archive: filepath.Join(home, "Documents", community+".huce")}
	for _, step := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"1 first start", f.firstStart},
		{"2 import", f.importFolder},
		{"3 a question answered", f.answer},
		{"4 a visit keyed", f.keyVisit},
		{"5 a form filled and printed", f.fillAndPrint},
		{"6 an import withdrawn", f.withdraw},
		{"screens", f.screens},
		{"two windows", f.twoWindows},
		{"closed in the middle of an import", f.closeInImport},
		{"the disk gone", f.diskGone},
	} {
		if !t.Run(step.name, step.run) && step.name[0] <= '6' {
			return // what follows begins where it ends
		}
	}
}

// flow is where the flows work.
type flow struct{ home, archive string }

// start starts the program as from its icon: with the archive that was open last.
func (f flow) start(t *testing.T) *window {
	t.Helper()
	w := start(t, f.home)
	w.says("全部已保存")
	return w
}

func (f flow) firstStart(t *testing.T) {
	w := start(t, f.home)
	w.says("自带一个虚构的社区")
	w.paste("社区名称", community)
	w.paste("街道名称", street)
	w.says(f.archive)
	w.picture("first")
	w.click("建档")
	w.says("全部已保存")
	w.says("点按钮选择，或把文件")
	w.quit()

	verified(t, f.archive)
	if s := asked[stats](t, "stats", f.archive); s.Files != 0 || s.People != 0 {
		t.Errorf("the new archive holds %+v", s)
	}
}

func (f flow) importFolder(t *testing.T) {
	w := f.start(t)
	w.click("导入文件夹")
	w.click(formsFolder)
	w.until("the folder opened", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Above && e.Text == "民政局" })
	})
	w.click("打开")
	w.says("个文件将新增")
	w.says("人社局 / 医保局")
	w.picture("import")
	w.click("确认导入")
	w.says("导入 54 个文件")
	w.picture("imported")
	w.quit()

	verified(t, f.archive)
	other := filepath.Join(t.TempDir(), "other.huce") // the same folder by the terminal
	for _, args := range [][]string{
		{"new", other, "--community", community, "--street", street},
		{"import", other, filepath.Join(f.home, formsFolder)},
	} {
		if _, code := ctl(t, args...); code != 0 {
			t.Fatalf("hucectl %s ends with %d", args[0], code)
		}
	}
	if got, want := asked[stats](t, "stats", f.archive), asked[stats](t, "stats", other); got != want || got.Files != 54 {
		t.Errorf("the window's archive holds %+v, the terminal's %+v", got, want)
	}
}

// question is an open question as hucectl lists it.
type question struct{ ID, Kind, Text string }

func (f flow) answer(t *testing.T) {
	before := asked[[]question](t, "review", f.archive, "list")
	w := f.start(t)
	w.key("F5")
	w.says("是不是同一个人？")
	w.says("以后再说")
	w.picture("review")
	w.key("1")
	w.says("已记录，编号")
	w.quit()

	after := asked[[]question](t, "review", f.archive, "list")
	gone := slices.DeleteFunc(slices.Clone(before), func(q question) bool { return slices.Contains(after, q) })
	if len(after) != len(before)-1 || len(gone) != 1 || gone[0].Kind != "same_person" {
		t.Errorf("of %d questions %d are open, answered: %+v", len(before), len(after), gone)
	}
	if n := acts(t, f.archive, "decide"); n != 1 {
		t.Errorf("the log tells of %d decisions", n)
	}
}

// visit is a visit as hucectl lists it.
type visit struct{ Visitor, Outcome, Note string }

func (f flow) keyVisit(t *testing.T) {
	w := f.start(t)
	w.key("F6")
	w.says("/ 62 户")
	w.pasteHere("单元")
	w.enter()
	lines := []string{"", visitor, "1", "1", note} // the day is today's
	for _, text := range lines {
		if text != "" {
			w.pasteHere(text)
		}
		if text == note {
			w.picture("visits")
		}
		w.enter()
	}
	w.until("the visit kept", func(all []element) bool {
		for _, e := range all {
			if strings.HasPrefix(e.Text, "已记下走访") {
				return true
			}
		}
		if slices.ContainsFunc(all, func(e element) bool { return e.Focus && strings.HasSuffix(e.Kind, "Entry") }) {
			w.key("Return") // on over what the sheet asks
		}
		return false
	})
	w.quit()

	kept := asked[[]visit](t, "visit", f.archive, "list")
	if len(kept) != 1 || kept[0].Visitor != visitor || kept[0].Outcome != "met" || kept[0].Note != note {
		t.Errorf("the archive keeps the visits %v", kept)
	}
}

// enter presses Enter and waits until another line has the focus.
func (w *window) enter() {
	w.Helper()
	focus := func(all []element) (e element) {
		if at := slices.IndexFunc(all, func(e element) bool { return e.Focus }); at >= 0 {
			e = all[at]
		}
		return e
	}
	before := focus(w.shown())
	w.key("Return")
	w.until("the next line", func(all []element) bool {
		now := focus(all)
		return now.X != before.X || now.Y != before.Y
	})
}

func (f flow) fillAndPrint(t *testing.T) {
	const form = "安宁社区高龄津贴花名册"
	w := f.start(t)
	w.key("F8")
	w.focused()
	w.pasteHere("高龄津贴")
	w.click("安宁社区高龄津贴花名册")
	w.says("已填 ")
	w.says("第 1 页")
	w.until("the page drawn", func(all []element) bool {
		return slices.ContainsFunc(all, func(e element) bool { return e.Kind == "Image" && e.W > 300 })
	})
	w.picture("filling")
	w.click("打印")
	w.says("已送到打印机")
	w.click("编号归档")
	w.says("档号")
	w.quit()

	paper, err := os.ReadFile(filepath.Join(f.home, "printed.pdf"))
	if err != nil || !bytes.HasPrefix(paper, []byte("%PDF-")) || len(paper) < 10000 {
		t.Errorf("the printer was given %d bytes, %v", len(paper), err)
	}
	filed := asked[[]row](t, "document", f.archive, "list")
	if len(filed) != 1 || !strings.Contains(filed[0]["title"], form) {
		t.Errorf("filed are %v", filed)
	}
	verified(t, f.archive)
}

func (f flow) withdraw(t *testing.T) {
	before := asked[[]row](t, "submissions", f.archive)
	first, second := before[0]["submission"], before[1]["submission"]
	w := f.start(t)
	w.key("F3")
	w.click(first)
	w.click("撤回此次导入")
	w.says("已撤回 " + first)
	w.picture("withdrawn")
	w.click(second)
	w.click("撤回此次导入")
	w.says("已撤回 " + second)
	w.key("ctrl+z")
	w.says("已撤销")
	w.quit()

	for i, s := range asked[[]row](t, "submissions", f.archive) {
		want := map[bool]string{true: "true", false: "false"}[i == 0]
		if s["submission"] != before[i]["submission"] || s["withdrawn"] != want {
			t.Errorf("%s is withdrawn: %s", s["submission"], s["withdrawn"])
		}
	}
	if acts(t, f.archive, "withdraw") != 2 || acts(t, f.archive, "restore") != 1 {
		t.Errorf("the log tells of %d withdrawn and %d brought back", acts(t, f.archive, "withdraw"), acts(t, f.archive, "restore"))
	}
	verified(t, f.archive)
	if _, code := ctl(t, "redo", f.archive, first); code != 0 {
		t.Errorf("hucectl redo ends with %d", code)
	}
}
