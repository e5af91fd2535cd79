package archive

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func backupsAt(times ...time.Time) []Backup {
	var all []Backup
	for _, at := range times {
		all = append(all, Backup{Path: at.Format(backupTime), At: at})
	}
	return all
}

// left are the times of those that Spare keeps, newest first.
func left(all []Backup) []string {
	spare := Spare(all)
	var kept []string
	for _, b := range all {
		if !slices.ContainsFunc(spare, func(s Backup) bool { return s.Path == b.Path }) {
			kept = append(kept, b.At.Format("2006-01-02 15:04"))
		}
	}
	slices.Sort(kept)
	slices.Reverse(kept)
	return kept
}

func TestSpare(t *testing.T) {
	for _, c := range []struct {
		name string
		at   []string
		want []string
	}{
		{"none", nil, nil},
		{"one", []string{"2020-01-01 08:00"}, []string{"2020-01-01 08:00"}},
		{
			"the newest of a day",
			[]string{"2026-11-25 08:00", "2026-11-25 17:30", "2026-11-25 12:00"},
			[]string{"2026-11-25 17:30"},
		},
		{
			"the newest of weeks and months gone by",
			[]string{
				"2026-11-25 17:00", "2026-11-24 17:00", "2026-11-23 17:00", "2026-11-20 17:00", "2026-11-19 17:00",
				"2026-11-18 17:00", "2026-11-17 17:00", // seven days with a backup
				"2026-11-16 17:00", // the week of the 20th has newer ones
				"2026-11-15 17:00", // the newest of the week before
				"2026-11-14 17:00", "2026-11-06 17:00", "2026-11-05 17:00",
				"2026-10-31 17:00", "2026-10-30 17:00", "2026-09-30 17:00",
			},
			[]string{
				"2026-11-25 17:00", "2026-11-24 17:00", "2026-11-23 17:00", "2026-11-20 17:00", "2026-11-19 17:00",
				"2026-11-18 17:00", "2026-11-17 17:00", "2026-11-15 17:00", "2026-11-06 17:00",
				"2026-10-31 17:00", "2026-09-30 17:00",
			},
		},
		{
			"a computer that was off for years",
			[]string{"2026-11-25 17:00", "2021-03-02 17:00", "2019-03-02 17:00"},
			[]string{"2026-11-25 17:00", "2021-03-02 17:00", "2019-03-02 17:00"},
		},
		{
			"the last days of a year belong to a week of the next",
			[]string{"2027-01-02 17:00", "2026-12-31 17:00", "2026-12-28 09:00"},
			[]string{"2027-01-02 17:00", "2026-12-31 17:00", "2026-12-28 09:00"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all []Backup
			for _, at := range c.at {
				all = append(all, backupsAt(day(at))...)
			}
			if got := left(all); !slices.Equal(got, c.want) {
				t.Errorf("kept\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// Whatever the times: the newest stays, at most 7+4+12 stay, those of the last seven
// days with a backup have their newest, and who stays once stays when asked again.
func TestSpareLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.SliceOfNDistinct(rapid.IntRange(0, 3*365*24*60), 1, 80, rapid.ID).Draw(t, "minutes")
		var times []time.Time
		for _, m := range minutes {
			times = append(times, day("2024-01-01 00:00").Add(time.Duration(m)*time.Minute))
		}
		all := backupsAt(times...)
		kept := left(all)
		newest := slices.MaxFunc(times, time.Time.Compare).Format("2006-01-02 15:04")
		if kept[0] != newest {
			t.Fatalf("the newest, %s, is not kept", newest)
		}
		if len(kept) > 7+4+12 {
			t.Fatalf("%d are kept", len(kept))
		}
		var again []Backup
		for _, at := range kept {
			again = append(again, backupsAt(day(at))...)
		}
		if twice := left(again); !slices.Equal(twice, kept) {
			t.Fatalf("asked again %v stay of %v", twice, kept)
		}
	})
}

// After two years of a backup a day there is one of each of the last seven days, of
// weeks up to four back, of months up to twelve back.
func TestRotationOverTwoYears(t *testing.T) {
	var all []Backup
	today := day("2024-01-01 17:00")
	for range 2 * 365 {
		today = today.AddDate(0, 0, 1)
		all = append(all, backupsAt(today)...)
		for _, s := range Spare(all) {
			all = slices.DeleteFunc(all, func(b Backup) bool { return b.Path == s.Path })
		}
	}
	within := func(from, to time.Time) bool {
		return slices.ContainsFunc(all, func(b Backup) bool { return !b.At.Before(from) && b.At.Before(to) })
	}
	for back := range 7 {
		if d := today.AddDate(0, 0, -back).Truncate(24 * time.Hour); !within(d, d.AddDate(0, 0, 1)) {
			t.Errorf("none of %s", d.Format(time.DateOnly))
		}
	}
	monday := today.Truncate(24*time.Hour).AddDate(0, 0, -(int(today.Weekday())+6)%7)
	for back := range 4 {
		if w := monday.AddDate(0, 0, -7*back); !within(w, w.AddDate(0, 0, 7)) {
			t.Errorf("none of the week of %s", w.Format(time.DateOnly))
		}
	}
	first := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
	for back := range 12 {
		if m := first.AddDate(0, -back, 0); !within(m, m.AddDate(0, 1, 0)) {
			t.Errorf("none of %s", m.Format("2006-01"))
		}
	}
	if len(all) > 7+4+12 {
		t.Errorf("%d are kept", len(all))
	}
}

// clocked is an archive whose clock the test sets.
func clocked(t *testing.T, path string, now *time.Time) *Archive {
	t.Helper()
	o := options()
	o.Now = func() time.Time { return *now }
	a := must[*Archive](t)(Create(path, o))
	t.Cleanup(func() { a.Close() })
	return a
}

// Two archives of one name share a folder of backups with a stranger's files: each
// rotates its own and finds its own.
func TestBackupIntoASharedFolder(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "U盘")
	now := noon
	var archives []*Archive
	for _, place := range []string{"甲", "乙"} {
		at := filepath.Join(dir, place)
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		archives = append(archives, clocked(t, filepath.Join(at, "社区.huce"), &now))
	}
	strangers := []string{"社区.huce", "社区-2026-03-02-120000.huce", "照片.jpg", "社区-0000ffff-2026-03-02-120000.huce"}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range strangers {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must[Imported](t)(archives[0].Import(dibao()))
	for range 3 { // three a day on ten days
		for range 10 {
			now = now.AddDate(0, 0, 1)
			for range 3 {
				now = now.Add(time.Minute)
				for _, a := range archives {
					must[Backup](t)(a.BackupInto(t.Context(), folder, nil))
				}
			}
		}
	}
	for i, a := range archives {
		all := must[[]Backup](t)(Backups(folder, a.Path()))
		if len(all) < 7 || len(all) > 7+4+12 {
			t.Errorf("archive %d has %d backups", i, len(all))
		}
		newest, ok, err := NewestSound(t.Context(), folder, a.Path(), options())
		if err != nil || !ok || !newest.At.Equal(now) {
			t.Fatalf("archive %d: newest sound is %+v, %v, %v, not of %v", i, newest, ok, err, now)
		}
		b := must[*Archive](t)(Open(newest.Path, Options{ReadOnly: true}))
		if subs := must[[]SubmissionInfo](t)(b.Submissions()); len(subs) != 1-i {
			t.Errorf("archive %d has the other's backup: %v", i, subs)
		}
		b.Close()
	}
	for _, name := range strangers {
		if got := readFile(t, filepath.Join(folder, name)); string(got) != "x" {
			t.Errorf("%s is no longer what it was", name)
		}
	}
}

// A backup that is damaged is passed over for the one before it.
func TestNewestSoundPassesOverDamage(t *testing.T) {
	dir := t.TempDir()
	now := noon
	a := clocked(t, filepath.Join(dir, "社区.huce"), &now)
	must[Imported](t)(a.Import(dibao()))
	var made []Backup
	for range 3 {
		now = now.AddDate(0, 0, 1)
		made = append(made, must[Backup](t)(a.BackupInto(t.Context(), dir, nil)))
	}
	cut := readFile(t, made[2].Path)
	if err := os.WriteFile(made[2].Path, cut[:len(cut)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	flipped := readFile(t, made[1].Path)
	flipped = bytes.ReplaceAll(flipped, []byte("安宁社区"), []byte("安乐社区")) // a value, which no page check sees
	if err := os.WriteFile(made[1].Path, flipped, 0o600); err != nil {
		t.Fatal(err)
	}
	got, ok, err := NewestSound(t.Context(), dir, a.Path(), options())
	if err != nil || !ok || got.Path != made[0].Path {
		t.Errorf("got %+v %v %v, want %s", got, ok, err, made[0].Path)
	}
	wantFault(t, CheckBackup(made[1].Path, options()), "backup_unsound")
	wantFault(t, CheckBackup(made[2].Path, options()), "backup_unsound")
	_, _, err = NewestSound(t.Context(), filepath.Join(dir, "none"), a.Path(), options())
	wantFault(t, err, "backup_place")
}

func ExampleSpare() {
	at := func(day int) Backup {
		return Backup{At: time.Date(2026, 11, day, 17, 0, 0, 0, time.UTC)}
	}
	var all []Backup
	for day := 1; day <= 25; day++ {
		all = append(all, at(day))
	}
	fmt.Println(len(all)-len(Spare(all)), "of", len(all), "are kept")
	// Output: 9 of 25 are kept
}
