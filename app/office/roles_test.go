package office

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huce/archive"
	"huce/archive/plan"
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

const (
	elders = `高龄津贴花名册,,,,
填报单位：安宁社区居民委员会,,,填报日期：2026年3月1日,
序号,姓名,身份证号,家庭住址,联系电话
1,王一,110199194001010018,桂花花园3号楼2单元304室,19900000001
2,李二,110199193502020025,桂花花园3号楼2单元305室,19900000002
`
	corrected = `社区矫正（安置帮教）对象帮扶登记表,,,,
填报单位：安宁社区居民委员会,,,填报日期：2026年4月1日,
序号,姓名,身份证号,具体罪名,联系电话
1,钱四,110199198004040046,盗窃,19900000004
2,王一,110199194001010018,诈骗,19900000009
`
)

// staffed is an archive with a password, two forms (one of them sensitive) and a
// user of every role, closed; open opens it as one of them.
func staffed(t *testing.T) (open func(user string) *Office) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.huce")
	options := func(user string) Options {
		return Options{
			Community: "安宁社区", Street: "幸福街道", User: user, Password: archive.Secret(user + "的密码一二三四"),
			Cost: cheap, Now: func() time.Time { return noon },
		}
	}
	o, err := New(path, options("王主任"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range [][2]string{{"高龄.csv", elders}, {"矫正.csv", corrected}} {
		if err := os.WriteFile(filepath.Join(dir, f[0]), []byte(f[1]), 0o600); err != nil {
			t.Fatal(err)
		}
		rep, err := o.Import(t.Context(), []string{filepath.Join(dir, f[0])}, ImportOptions{}, nil)
		if err != nil || rep.Refused() > 0 {
			t.Fatal(err, rep)
		}
	}
	for _, u := range []archive.User{{Name: "李录入", Role: archive.RoleEntry}, {Name: "赵查看", Role: archive.RoleView}} {
		if _, err := o.AddUser(u.Name, u.Role, options(u.Name).Password); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	return func(user string) *Office {
		o, err := Open(path, options(user))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { o.Close() })
		return o
	}
}

// Every act of the office, and who may do it: 管, 录, 查.
func TestWhatRolesMayDo(t *testing.T) {
	acts := []struct {
		name string
		who  string
		do   func(o *Office) error
	}{
		{"see the register", "管录查", func(o *Office) error { _, err := o.Register(); return err }},
		{"list", "管录查", func(o *Office) error { _, err := o.List(ListPersons); return err }},
		{"show", "管录查", func(o *Office) error { _, err := o.Show("P00001"); return err }},
		{"questions", "管录查", func(o *Office) error { _, err := o.Questions(); return err }},
		{"submissions", "管录查", func(o *Office) error { _, err := o.Submissions(); return err }},
		{"stats", "管录查", func(o *Office) error { _, err := o.Stats(); return err }},
		{"tasks", "管录查", func(o *Office) error { _, err := o.Tasks(); return err }},
		{"visits", "管录查", func(o *Office) error { _, err := o.Visits(); return err }},
		{"verify", "管录查", func(o *Office) error { _, err := o.Verify(false); return err }},
		{"own password", "管录查", func(o *Office) error {
			return o.SetPassword(t.Context(), "", archive.Secret(o.Who().Name+"的密码一二三四"), nil)
		}},
		{"see it whole", "管录", func(o *Office) error { return o.Look(vocab.Whole, "核对") }},
		{"import", "管录", func(o *Office) error {
			_, err := o.Import(context.Background(), []string{os.DevNull}, ImportOptions{}, nil)
			return err
		}},
		{"withdraw", "管录", func(o *Office) error { return o.Withdraw(elderForm(o)) }},
		{"bring back", "管录", func(o *Office) error { return o.BringBack(elderForm(o)) }},
		{"answer", "管录", func(o *Office) error {
			_, err := o.Answer("none", register.Same, "")
			return passed(err, "unknown_question")
		}},
		{"revoke", "管录", func(o *Office) error { return passed(o.Revoke("99"), "archive_unknown") }},
		{"keep a task", "管录", func(o *Office) error { _, err := o.PutTask(plan.Task{Text: "探访"}); return err }},
		{"keep a fund", "管录", func(o *Office) error { _, err := o.PutFund(plan.Fund{}); return err }},
		{"keep a meeting", "管录", func(o *Office) error { _, err := o.PutMeeting(plan.Meeting{}); return err }},
		{"keep a visit", "管录", func(o *Office) error { _, err := o.PutVisit(plan.Visit{}); return err }},
		{"find papers", "管录查", func(o *Office) error { _, err := o.Documents(""); return err }},
		{"see what ran out", "管录查", func(o *Office) error { _, err := o.RunOut(); return err }},
		{"destroy a paper", "管", func(o *Office) error {
			_, err := o.Destroy(t.Context(), []string{"A9999"}, [2]string{"甲", "乙"}, nil)
			return passed(err, "archive_unknown")
		}},
		{"export a year", "管录", func(o *Office) error { return passed(o.ExportYear(t.Context(), io.Discard, 1999), "no_documents") }},
		{"attach a file", "管录", func(o *Office) error {
			_, err := o.AttachBytes("P00001", "a.txt", []byte(o.Who().Name), "", forms.Date{})
			return err
		}},
		{"see attachments", "管录查", func(o *Office) error { _, err := o.Attachments("", true); return err }},
		{"open an attachment", "管录", func(o *Office) error {
			if !o.May(Unmask) {
				_, _, err := o.AttachmentContent("J0001")
				if isFault(err, "attach_masked") {
					return o.need(Unmask)
				}
				return err
			}
			_, _, err := o.AttachmentContent("J0001")
			return err
		}},
		{"take an attachment off", "管录", func(o *Office) error { return o.Detach("J0001") }},
		{"put it back", "管录", func(o *Office) error { return o.Reattach("J0001") }},
		{"plan visits", "管录查", func(o *Office) error { _, err := o.PlanVisits(forms.Date{}, forms.Date{}); return err }},
		{"keep a visitor", "管录", func(o *Office) error { _, err := o.PutVisitor(plan.Visitor{Name: "王"}); return err }},
		{"reserve", "管录", func(o *Office) error {
			_, err := o.Reserve(plan.Booking{Household: "H99999"})
			return passed(err, "visit_home")
		}},
		{"release", "管录", func(o *Office) error { return passed(o.Release("K9999"), "archive_unknown") }},
		{"change the welfare table", "管录", func(o *Office) error {
			_, err := o.PutWelfareRule(plan.WelfareRule{})
			return passed(err, "welfare_rule")
		}},
		{"change the retention table", "管录", func(o *Office) error {
			_, err := o.PutRetention(plan.Retention{})
			return passed(err, "document_retention")
		}},
		{"file what was received", "管录", func(o *Office) error { _, err := o.FileReceived(1999); return err }},
		{"close a year", "管", func(o *Office) error { _, err := o.CloseYear(2999); return passed(err, "closing_early") }},
		{"open a visit sheet", "管录", func(o *Office) error { _, err := o.VisitSheet("H1"); return passed(err, "visit_code") }},
		{"key a visit sheet", "管录", func(o *Office) error { _, err := o.KeyVisit(VisitKeying{Code: "H1"}); return passed(err, "visit_code") }},
		{"open a keyed sheet", "管录", func(o *Office) error { _, err := o.KeyedVisit("V9999"); return passed(err, "archive_unknown") }},
		{"key it a second time", "管录", func(o *Office) error { _, err := o.VerifyVisit("V9999", nil); return passed(err, "archive_unknown") }},
		{"print", "管录", func(o *Office) error { _, err := o.Print(PlanPaper); return err }},
		{"fill", "管录", func(o *Office) error { _, err := o.Fill(elderForm(o)); return err }},
		{"fill by name", "管录", func(o *Office) error { _, err := o.FillForm(elderForm(o)); return err }},
		{"back up", "管录", func(o *Office) error { return o.Backup(context.Background(), o.Path()+".copy", nil) }},
		{"choose the fonts papers are set in", "管", func(o *Office) error { return o.SetFontFolder("") }},
		{"choose where backups go", "管", func(o *Office) error { return o.SetBackupFolder("") }},
		{"read the log", "管", func(o *Office) error { _, err := o.Log(); return err }},
		{"users", "管", func(o *Office) error { _, err := o.Users(); return err }},
		{"add a user", "管", func(o *Office) error {
			_, err := o.AddUser("新人", archive.RoleView, archive.Secret("新人的密码一二三四"))
			return err
		}},
		{"change a role", "管", func(o *Office) error { return o.SetRole("新人", archive.RoleEntry, false) }},
		{"another's password", "管", func(o *Office) error {
			return o.SetPassword(t.Context(), "新人", archive.Secret("新人换了的密码一二"), nil)
		}},
		{"remove a user", "管", func(o *Office) error { return o.RemoveUser(t.Context(), "新人", nil) }},
		{"the sensitive forms", "管", func(o *Office) error { _, err := o.Fill(correctionForm(o)); return err }},
		{"unseal", "管", func(o *Office) error { return o.Unseal(t.Context(), nil) }},
	}
	open := staffed(t)
	for _, user := range []string{"赵查看", "李录入", "王主任"} {
		o := open(user)
		for _, act := range acts {
			may := strings.Contains(act.who, map[string]string{"赵查看": "查", "李录入": "录", "王主任": "管"}[user])
			err := act.do(o)
			refused := isFault(err, "role_may_not") || isFault(err, "sensitive_form")
			if refused == may || may && err != nil {
				t.Errorf("%s: %s: %v", user, act.name, err)
			}
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// passed is nil for the fault that an act has once its right was not missing.
func passed(err error, code string) error {
	if isFault(err, code) {
		return nil
	}
	return err
}

func formNamed(o *Office, file string) string {
	all, err := o.archive.Submissions()
	at := slices.IndexFunc(all, func(s archive.SubmissionInfo) bool { return filepath.Base(s.File) == file })
	if err != nil || at < 0 {
		panic("no " + file)
	}
	return all[at].ID
}

func elderForm(o *Office) string      { return formNamed(o, "高龄.csv") }
func correctionForm(o *Office) string { return formNamed(o, "矫正.csv") }

func TestRoleWords(t *testing.T) {
	for _, r := range archive.Roles {
		for _, word := range []string{string(r), RoleName(r)} {
			if got, err := RoleOf(word); err != nil || got != r {
				t.Errorf("%q is %q, %v", word, got, err)
			}
		}
	}
	if _, err := RoleOf("组长"); !isFault(err, "role_unknown") {
		t.Error(err)
	}
}

// shown is all that a register shows of anyone, without the claims behind it.
func shown(t *testing.T, reg *register.Register) string {
	t.Helper()
	seen := *reg
	seen.Submissions = nil
	text, err := json.Marshal(seen)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What only a sensitive form says is not shown to whom it wasn't granted: no value,
// no source, no row, nobody who is only on it; nor does it fill their forms.
func TestSensitiveFormsAreHidden(t *testing.T) {
	open := staffed(t)
	for _, c := range []struct {
		user    string
		granted bool
	}{{"王主任", true}, {"李录入", false}, {"赵查看", false}} {
		o := open(c.user)
		reg, err := o.Register()
		if err != nil {
			t.Fatal(err)
		}
		text := shown(t, reg)
		for _, secret := range []string{"钱四", "盗窃", "诈骗", "0009", "corr.crime"} {
			if strings.Contains(text, secret) != c.granted {
				t.Errorf("%s is shown %q: %v, want %v", c.user, secret, !c.granted, c.granted)
			}
		}
		if !strings.Contains(text, "199****0001") || strings.Contains(text, "19900000001") {
			t.Errorf("%s is shown the phone otherwise than masked", c.user)
		}
		links, err := o.List(ListLinks)
		if err != nil || len(links.Rows) != map[bool]int{true: 4, false: 2}[c.granted] {
			t.Errorf("%s: %d links, %v", c.user, len(links.Rows), err)
		}
		subs, err := o.Submissions()
		if err != nil || len(subs.Rows) != map[bool]int{true: 2, false: 1}[c.granted] {
			t.Errorf("%s: %d submissions, %v", c.user, len(subs.Rows), err)
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
	o := open("李录入")
	o.LookAtWork() // whole, and still without them
	reg, err := o.Register()
	if err != nil {
		t.Fatal(err)
	}
	if text := shown(t, reg); strings.Contains(text, "诈骗") || !strings.Contains(text, "110199194001010018") {
		t.Errorf("at work 录入 sees %s", text)
	}
	filled, err := o.Fill(elderForm(o))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(filled.Result.Data); strings.Contains(text, "19900000009") || !strings.Contains(text, "19900000001") {
		t.Errorf("the form is filled from what is hidden: %s", text)
	}
}

// The log names every act that gives data out, and the reason why all was shown.
func TestLogOfWhatIsGivenOut(t *testing.T) {
	open := staffed(t)
	o := open("李录入")
	id := elderForm(o)
	steps := []func() error{
		func() error { _, err := o.List(ListHouseholds); return err },
		func() error { _, err := o.Print(RegisterPaper); return err },
		func() error { _, err := o.Print(RegisterPaper); return err }, // the same paper again is no second document
		func() error { _, err := o.Fill(id); return err },
		func() error { return o.Look(vocab.Whole, " 核对低保 ") },
		func() error { _, err := o.Show("P00001"); return err },
		func() error { _, err := o.Questions(); return err },
		func() error { _, err := o.List(ListPersons); return err },
		func() error { return o.Look(vocab.InList, "") },
		func() error { _, err := o.Show("P00001"); return err },
	}
	for i, step := range steps {
		if err := step(); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := o.Look(vocab.Whole, "  "); !isFault(err, "reason_missing") {
		t.Errorf("without a reason: %v", err)
	}
	all, err := o.archive.Log()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		if e.User == "李录入" {
			got = append(got, strings.TrimSpace(e.Act+" "+e.Subject+" "+e.Reason))
		}
		if assets.Keys(assets.English)["archive.act."+e.Act] == "" {
			t.Errorf("the act %q has no words", e.Act)
		}
	}
	want := []string{
		"login U0002", "export households", "document A0001", "print A0001", "print A0001", "fill " + id,
		"unmask P00001 核对低保", "unmask questions 核对低保", "export persons", "unmask persons 核对低保",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the log says\n%q\nwant\n%q", got, want)
	}
}

// Of the whole sample community nothing that is masked is shown in any listing,
// page or question, at either level, and the register's shape stays.
func TestMaskedCommunity(t *testing.T) {
	names, files := sampleFiles(t)
	o := took(t, names, files)
	whole, err := o.archive.Register()
	if err != nil {
		t.Fatal(err)
	}
	var secrets []string
	for i := range whole.People {
		p := &whole.People[i]
		for _, f := range []string{"person.id_no", "person.phone", "person.bank_account", "person.guardian_phone"} {
			if v := p.Value(f); len(v) > 6 {
				secrets = append(secrets, v)
			}
		}
	}
	if len(secrets) < 200 {
		t.Fatalf("only %d numbers", len(secrets))
	}
	for _, level := range vocab.Levels {
		if err := o.Look(level, ""); err != nil {
			t.Fatal(err)
		}
		reg, err := o.Register()
		if err != nil {
			t.Fatal(err)
		}
		if len(reg.People) != len(whole.People) || len(reg.Households) != len(whole.Households) || len(reg.Links) != len(whole.Links) {
			t.Fatal("the masked register has another shape")
		}
		text := shown(t, reg) + everything(t, o, reg)
		for _, s := range secrets {
			if strings.Contains(text, s) {
				t.Errorf("at %s %q is shown", level, s)
			}
		}
		if m := regexp.MustCompile(`[1-9]\d{5}(?:19|20)\d{9}[\dX]|单元\d+室`).FindString(text); m != "" {
			t.Errorf("at %s %q is shown", level, m)
		}
	}
}

// everything is what listings, pages and questions say.
func everything(t *testing.T, o *Office, reg *register.Register) string {
	t.Helper()
	var all []any
	for of := range lists {
		l, err := o.List(of)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	for i := range min(40, len(reg.People)) {
		page, err := o.Show(reg.People[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page)
	}
	questions, err := o.Questions()
	if err != nil {
		t.Fatal(err)
	}
	roster, err := o.Roster(reg)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(append(all, questions, roster))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
