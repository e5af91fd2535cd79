package office

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// document is a text document of some paragraphs (ECMA-376, WordprocessingML).
func document(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + strings.Join(paragraphs, `</w:t></w:r></w:p><w:p><w:r><w:t>`) + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A notice is a text that asks: it is taken in, and what it asks by a day are tasks.
func TestNoticeIsTakenIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notice.docx")
	text := document(t,
		"关于开展2026年燃气安全排查工作的通知", "各社区居民委员会：", "请各社区于6月20日前完成入户排查。",
		"各社区于6月25日前将排查台账报街道应急办。", "平安街道办事处", "2026年5月8日")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	o := testOffice(t)
	rep, err := o.Import(context.Background(), []string{path}, ImportOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &rep.Files[0]
	if f.Refused != nil || f.Tasks != 2 || len(f.Asks) > 0 || f.Title != "关于开展2026年燃气安全排查工作的通知" {
		t.Fatalf("%+v, refused: %v", f, f.Refused)
	}
	tasks, err := o.archive.Tasks()
	if err != nil || len(tasks) != 2 {
		t.Fatalf("%d tasks, %v", len(tasks), err)
	}
	for i, due := range []string{"2026-06-20", "2026-06-25"} {
		if tasks[i].Due.String() != due {
			t.Errorf("task %q by %s, want %s", tasks[i].Text, tasks[i].Due, due)
		}
	}
}
