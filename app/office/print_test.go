package office

import (
	"bytes"
	"strings"
	"testing"

	"huce/archive"
	"huce/forms"
	"huce/forms/print/pdftext"
	"huce/forms/vocab"
)

// roster is a small form of two people.
const printRoster = "人口登记表\n填报日期：2026-03-01\n姓名,身份证号,联系电话,家庭住址,与户主关系\n王一,110199194001010018,19900000001,桂花园1号楼1单元101室,户主\n李二,11019919930202002X,19900000002,桂花园1号楼1单元102室,户主\n"

func printOffice(t *testing.T) *Office {
	t.Helper()
	o := testOffice(t)
	if f := importOne(t, o, "派出所/人口登记表.csv", []byte(printRoster)); f.Refused != nil {
		t.Fatal(f.Refused)
	}
	return o
}

func pdfOf(t *testing.T, p *Paper) *pdftext.Document {
	t.Helper()
	doc, err := pdftext.Read(p.Data)
	if err != nil {
		t.Fatal(err)
	}
	if undrawn, err := doc.Undrawn(); err != nil || len(undrawn) > 0 {
		t.Fatalf("undrawn %q, %v", undrawn, err)
	}
	return doc
}

func TestPrintForm(t *testing.T) {
	o := printOffice(t)
	for _, filled := range []bool{false, true} {
		p, err := o.PrintWith(FormPaper, PrintOptions{Of: "S0001", Filled: filled})
		if err != nil {
			t.Fatal(err)
		}
		text := pdfOf(t, p).Text()
		for _, s := range []string{"人口登记表", "王一", "110199194001010018", "李二", p.ArchivalNo} {
			if !strings.Contains(text, s) {
				t.Errorf("filled %v: %s is not printed", filled, s)
			}
		}
	}
	if err := o.Look(vocab.InList, ""); err != nil {
		t.Fatal(err)
	}
	for kind, of := range map[PaperKind]string{FormPaper: "S0001", FormsPaper: "", RegisterPaper: ""} {
		p, err := o.PrintWith(kind, PrintOptions{Of: of})
		if err != nil {
			t.Fatal(err)
		}
		text := pdfOf(t, p).Text()
		for _, s := range []string{"110199194001010018", "19900000001", "11019919930202002X"} {
			if strings.Contains(text, s) {
				t.Errorf("%s: %s is printed, masked as it should be", kind, s)
			}
		}
		if !strings.Contains(text, "110") || !strings.Contains(text, "0018") {
			t.Errorf("%s: nothing of the number is printed", kind)
		}
	}
	if _, err := o.PrintWith(FormPaper, PrintOptions{Of: "S0009"}); !isFault(err, "no_form") {
		t.Errorf("a form there is not: %v", err)
	}
}

// A printed page is checked against the archive by its code, however it is typed;
// a code of other content, of another number or page is told apart.
func TestCheckPaper(t *testing.T) {
	o := printOffice(t)
	p, err := o.PrintWith(RegisterPaper, PrintOptions{Stamp: true})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := o.archive.Documents()
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	filed, err := o.archive.Paper(d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(filed.Data, p.Data) {
		t.Error("what is given out bears no marks")
	}
	hash := d.SHA[:paperHash]
	same := []string{
		PaperCode(d.ArchivalNo, 1, hash), d.ArchivalNo + "　" + hash, d.ArchivalNo + " " + strings.ToUpper(hash),
		strings.ReplaceAll(d.ArchivalNo, "·", ".") + " 1 " + hash,
	}
	for _, code := range same {
		if got, err := o.CheckPaper(code); err != nil || got.ID != d.ID {
			t.Errorf("%q: %v", code, err)
		}
	}
	other := "0123456789abcdef"
	for code, fault := range map[string]string{
		"":                                   "paper_code",
		d.ArchivalNo:                         "paper_code",
		d.ArchivalNo + "/1/" + hash[:8]:      "paper_code",
		d.ArchivalNo + "/0/" + hash:          "paper_code",
		PaperCode(d.ArchivalNo, 1, other):    "paper_differs",
		PaperCode(d.ArchivalNo, 99, hash):    "paper_page",
		PaperCode(d.ArchivalNo+"9", 1, hash): "paper_unknown",
		"不是核对码/1/zzzzzzzzzzzzzzzz":           "paper_code",
	} {
		if _, err := o.CheckPaper(code); !isFault(err, fault) {
			t.Errorf("%q: %v, not %s", code, err, fault)
		}
	}
	again, err := o.PrintWith(RegisterPaper, PrintOptions{Stamp: true})
	if err != nil || !bytes.Equal(again.Data, p.Data) || again.ArchivalNo != p.ArchivalNo {
		t.Errorf("printed again it is another paper: %v", err)
	}
}

func TestPrintLocked(t *testing.T) {
	o := printOffice(t)
	secret := archive.Secret("天安门-2026")
	p, err := o.PrintWith(PlanPaper, PrintOptions{Password: secret})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(p.Data, []byte("/AESV3")) {
		t.Error("the PDF is not locked")
	}
	for _, b := range secret {
		if b != 0 {
			t.Fatal("the password was not wiped")
		}
	}
	docs, err := o.archive.Documents()
	if err != nil {
		t.Fatal(err)
	}
	filed, err := o.archive.Paper(docs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pdftext.Read(filed.Data); err != nil {
		t.Errorf("the archive's own copy can't be read: %v", err)
	}
}

// Every paper is printed, says what it must, and is filed if it is one.
func TestPrintEveryPaper(t *testing.T) {
	o := printOffice(t)
	request := "关于申请走访经费的请示\n一、基本情况\n今年入户走访62次。\n二、申请事项\n（一）申请经费3000元。\n"
	for _, c := range []struct {
		kind PaperKind
		opt  PrintOptions
		want []string
	}{
		{RegisterPaper, PrintOptions{Cover: true, Index: true}, []string{"户主索引", "编制单位", "王一"}},
		{RegisterPaper, PrintOptions{Homes: true}, []string{"王一", "李二"}},
		{FormsPaper, PrintOptions{}, []string{"人口登记表"}},
		{BurdenPaper, PrintOptions{}, []string{"负担台账", "合计", "要填的格"}},
		{PopulationPaper, PrintOptions{StatHead: forms.StatHead{No: "社区人口1表", Valid: "2027年"}}, []string{"表　　号：社区人口1表", "有效期至：2027年", "85—", "人口金字塔", "小区和楼栋", "每户人数"}},
		{LetterPaper, PrintOptions{Of: "S0001", Number: "安社函〔2026〕1号"}, []string{"关于报送《人口登记表》的函", "安社函〔2026〕1号", "回　执", "接收人"}},
		{RequestPaper, PrintOptions{Text: []byte(request), Number: "安社〔2026〕3号", SealRoom: true}, []string{"关于申请走访经费的请示", "幸福街道办事处：", "妥否，请批示。"}},
		{CataloguePaper, PrintOptions{}, []string{"归档文件目录", "关于申请走访经费的请示", "安社〔2026〕3号", "永久", "10年"}},
		{BoxCoverPaper, PrintOptions{}, []string{"安宁社区居民委员会"}},
		{SpinePaper, PrintOptions{Spine: 20, Retention: "D10"}, []string{"起止件号", "10年"}},
		{BoxNotesPaper, PrintOptions{}, []string{"备考表", "整理人"}},
	} {
		p, err := o.PrintWith(c.kind, c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.kind, err)
			continue
		}
		text := pdfOf(t, p).Text()
		for _, w := range c.want {
			if w = strings.TrimSuffix(w, "—"); !strings.Contains(strings.ReplaceAll(text, "\n", ""), w) {
				t.Errorf("%s does not say %s", c.kind, w)
			}
		}
		if (p.ArchivalNo == "") != makers[c.kind].unfiled {
			t.Errorf("%s has the number %q", c.kind, p.ArchivalNo)
		}
	}
	for _, c := range []struct {
		kind  PaperKind
		opt   PrintOptions
		fault string
	}{
		{CataloguePaper, PrintOptions{Year: 1999}, "no_documents"},
		{SpinePaper, PrintOptions{Spine: 25}, "box_spine"},
		{RequestPaper, PrintOptions{Text: []byte("只有标题")}, "request_empty"},
		{RequestPaper, PrintOptions{Text: []byte("\xc7\xeb\xca\xbe\n\xd5\xfd\xce\xc4")}, "request_not_utf8"},
		{LetterPaper, PrintOptions{Of: "S0009"}, "no_form"},
	} {
		if _, err := o.PrintWith(c.kind, c.opt); !isFault(err, c.fault) {
			t.Errorf("%s: %v, not %s", c.kind, err, c.fault)
		}
	}
}

// A box holds what its spine allows, in the order of the numbers, and no document is
// left without one.
func TestBoxes(t *testing.T) {
	o := printOffice(t)
	for i, pages := range []int{100, 60, 30, 400, 5} {
		_, err := o.archive.FileDocument(archive.Document{Kind: "form", Title: string(rune('甲' + i)), Pages: pages, Data: []byte{byte(i)}, Date: o.Today()})
		if err != nil {
			t.Fatal(err)
		}
	}
	j := &job{Office: o, PrintOptions: PrintOptions{Spine: 20}}
	boxes, err := j.boxes()
	if err != nil {
		t.Fatal(err)
	}
	var got [][3]int
	for _, b := range boxes {
		got = append(got, [3]int{b.First, b.Last, b.Pages})
	}
	want := [][3]int{{1, 2, 160}, {3, 3, 30}, {4, 4, 400}, {5, 5, 5}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] || boxes[i].No != i+1 {
			t.Errorf("box %d: %v, not %v", i+1, got[i], want[i])
		}
	}
}

// A register that is posted has no columns that nothing may be said in, and ages are
// called ages.
func TestPostedRegisterHasNoEmptyColumns(t *testing.T) {
	o := printOffice(t)
	if err := o.Look(vocab.Public, ""); err != nil {
		t.Fatal(err)
	}
	p, err := o.Print(RegisterPaper)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(pdfOf(t, p).Text(), "\n", "")
	for _, no := range []string{"公民身份号码", "联系电话：1", "出生日期", "王一"} {
		if strings.Contains(text, no) {
			t.Errorf("it says %s", no)
		}
	}
	for _, yes := range []string{"年龄", "岁", "王*", "住址"} {
		if !strings.Contains(text, yes) {
			t.Errorf("it doesn't say %s", yes)
		}
	}
}
