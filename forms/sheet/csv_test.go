package sheet

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/forms"
	"huce/forms/formstest"
)

func readText(t testing.TB, data string) *forms.Book {
	t.Helper()
	b, err := Read("花名册.csv", []byte(data))
	if err != nil {
		t.Fatalf("%.40q: %v", data, err)
	}
	return b
}

// encoded is a text in an encoding, with a mark where wanted.
func encoded(t testing.TB, text, enc string, bom bool) string {
	t.Helper()
	data, err := encodeText(text, enc, bom)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestEncodingsAreKnown(t *testing.T) {
	const simple = "姓名,性别,家庭住址\r\n王芹琴,女,锦绣小区1号楼\r\n"
	const traditional = "姓名,身份證號碼,電話\r\n測甲,990101195001010019,19900000001\r\n"
	for _, c := range []struct {
		data, encoding string
		bom            bool
		cell           string // B1
	}{
		{simple, encUTF8, false, "性别"},
		{encoded(t, simple, encUTF8, true), encUTF8, true, "性别"},
		{encoded(t, simple, encGB18030, false), encGB18030, false, "性别"},
		{encoded(t, simple, encUTF16LE, true), encUTF16LE, true, "性别"},
		{encoded(t, simple, encUTF16BE, true), encUTF16BE, true, "性别"},
		{encoded(t, simple, encUTF16LE, false), encUTF16LE, false, "性别"},
		{encoded(t, traditional, encBig5, false), encBig5, false, "身份證號碼"},
		{encoded(t, "姓名,联通\r\n", encGB18030, false), encGB18030, false, "联通"},
		{encoded(t, "序号,㙍𠀀䶮\r\n", encGB18030, false), encGB18030, false, "㙍𠀀䶮"},
		{simple[:len(simple)-3], encUTF8, false, "性别"}, // cut inside a character
		{"name,sex\nA,1\n", encUTF8, false, "sex"},
	} {
		b := readText(t, c.data)
		if got := b.Sheets[0].At(0, 1).Text; got != c.cell || b.Encoding != c.encoding || b.BOM != c.bom {
			t.Errorf("%.12q: %s %v %q, want %s %v %q", c.data, b.Encoding, b.BOM, got, c.encoding, c.bom, c.cell)
		}
	}
}

func TestTwoEncodingsInOneFile(t *testing.T) {
	b := readText(t, "姓名,地址\r\n"+encoded(t, "王芹琴,锦绣小区\r\n李四,幸福路\r\n", encGB18030, false))
	if got := row(b.Sheets[0], 0) + "/" + row(b.Sheets[0], 1); got != "姓名|地址/王芹琴|锦绣小区" {
		t.Errorf("%s", got)
	}
	if len(b.Notes) != 1 || b.Notes[0].Code != "csv_two_encodings" || b.Encoding != encGB18030 {
		t.Errorf("%s %v", b.Encoding, b.Notes)
	}
	b = readText(t, encoded(t, "姓名,地址\r\n王芹琴,锦绣小区\r\n", encGB18030, false)+"a,\xFF\r\n")
	if len(b.Notes) != 1 || b.Notes[0].Code != "csv_undecodable" || b.Notes[0].Args[0] != "1" {
		t.Errorf("%v", b.Notes)
	}
}

func TestRecords(t *testing.T) {
	for _, c := range []struct {
		data  string
		comma rune
		rows  []string
	}{
		{"a,b\r\n1,2\r\n", ',', []string{"a|b", "1|2"}},
		{"a;b\n1;2,5\n", ';', []string{"a|b", "1|2,5"}},
		{"a\tb\r1\t2\r", '\t', []string{"a|b", "1|2"}},
		{"a,b\r\r\n1,2\r\r\n", ',', []string{"a|b", "1|2"}},
		{"sep=;\r\na,x;b\r\n1;2\r\n", ';', []string{"a,x|b", "1|2"}},
		{"a,b\n\"x\r\ny\",\"he said \"\"hi\"\"\"\n", ',', []string{"a|b", "x\ny|he said \"hi\""}},
		{"a,b\n5\" pipe,\"x\"y\n", ',', []string{"a|b", "5\" pipe|xy"}},
		{"a,b\n\"never closed,2\n3,4\n", ',', []string{"a|b", "\"never closed|2", "3|4"}},
		{"a,b,c\n1\n\n2,3,4\n,,\n", ',', []string{"a|b|c", "1||", "||", "2|3|4"}},
		{"通知名单\na,b\n1,2\n3,4\n", ',', []string{"通知名单|", "a|b", "1|2", "3|4"}},
		{"姓名\n王芹琴\n李四\n", ',', []string{"姓名", "王芹琴", "李四"}},
		{"a,b\n=\"0012\",\"\t110199195001010019\"\n", ',', []string{"a|b", "0012|110199195001010019"}},
	} {
		b := readText(t, c.data)
		g := b.Sheets[0]
		if b.Comma != c.comma || len(g.Rows) != len(c.rows) {
			t.Errorf("%q: %q, %d rows", c.data, b.Comma, len(g.Rows))
			continue
		}
		for r, want := range c.rows {
			if got := row(g, r); got != want {
				t.Errorf("%q row %d: %q, want %q", c.data, r+1, got, want)
			}
		}
	}
}

// A guard stays in Raw and is written again.
func TestGuardsComeBack(t *testing.T) {
	const data = "姓名,身份证号,电话\r\n王芹琴,\"\t110199195001010019\",\"=\"\"19900001234\"\"\"\r\n"
	b := readText(t, data)
	if c := b.Sheets[0].At(1, 2); c.Text != "19900001234" || c.Raw != `="19900001234"` {
		t.Errorf("%+v", c)
	}
	out, err := Write(b, forms.CSV)
	if err != nil || string(out) != data {
		t.Errorf("%v\n%q", err, out)
	}
}

func TestWritingLacksCharacters(t *testing.T) {
	b := readText(t, "姓名,性别\r\n王㙍,女\r\n")
	for enc, code := range map[string]string{encBig5: "encoding_lacks_character", "koi8-r": "encoding_unknown"} {
		b.Encoding = enc
		if _, err := Write(b, forms.CSV); err == nil || fault(t, err) != code {
			t.Errorf("%s: %v", enc, err)
		}
	}
	if _, err := Write(b, "pdf"); err == nil || fault(t, err) != "file_not_written" {
		t.Errorf("%v", err)
	}
}

// The same list in every encoding of the corpus reads the same.
func TestEncodingsOfTheCorpusAgree(t *testing.T) {
	dir := formstest.Shared(t, "corpus", "encodings")
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return describeCells(readText(t, string(data)).Sheets[0])
	}
	want := read("disabled_utf8_nobom.csv")
	for _, name := range []string{"disabled_utf8_bom.csv", "disabled_gb18030.csv", "disabled_utf16le_tab.csv"} {
		if read(name) != want {
			t.Errorf("%s differs", name)
		}
	}
	// GBK lacks two rare characters; all else is the same.
	if strings.ReplaceAll(want, "㙍堃𠀀", "堃") != read("disabled_gbk_noext.csv") {
		t.Error("disabled_gbk_noext.csv differs")
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("姓名,性别\r\n\"a\"\"b\nc\",2\r\n"))
	f.Add([]byte("\xFF\xFEa\x00,\x00b\x00\n\x00"))
	f.Add([]byte("sep=;\na;b\n"))
	f.Add([]byte("\xd0\xd5\xc3\xfb,\xb5\xe7\xbb\xb0\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, "a.csv", data)
		if b, err := readCSV(context.Background(), "a", data); err == nil { // also where Sniff would refuse it
			if _, err := writeCSV(b); err != nil && fault(t, err) != "encoding_lacks_character" {
				t.Fatal(err)
			}
		}
	})
}

// A blank form has more lines around its header than rows below it.
func TestBlankFormIsATable(t *testing.T) {
	for name, text := range map[string]string{
		"blank":   "适龄儿童入学摸底登记表\n注：请于每月25日前报送，逾期不予受理。\n填报单位：,,,,,,,填报日期：\n序号,姓名,性别,出生日期,民族,住址,监护人,电话\n,,,,,,,\n单位负责人：    填表人：\n",
		"one row": "适龄儿童入学摸底登记表\n注：请于每月25日前报送。\n填报单位：安宁社区\n说明：带*为必填项。\n序号,姓名,性别,出生日期,民族,住址,监护人,电话\n1,张一,男,2020-09-06,汉族,锦绣小区1号楼,张二,19900000001\n合计,,1\n单位负责人：\n",
	} {
		book, err := Read(name+".csv", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if w := book.Sheets[0].Width(); w != 8 {
			t.Errorf("%s: %d columns", name, w)
		}
	}
}
