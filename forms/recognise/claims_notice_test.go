package recognise

import (
	"slices"
	"testing"

	"huce/forms"
)

func noticeOf(lines ...string) *forms.Grid { return &forms.Grid{Name: "表1", Before: lines} }

// A notice without a table asks what it asks by a day, and by which.
func TestNotice(t *testing.T) {
	g := noticeOf(
		"安和区平安街道办事处文件", "平街办〔2026〕12号", "关于做好2026年城乡居民医保参保缴费工作的通知", "各社区居民委员会：",
		"为做好参保工作，现将有关事项通知如下。",
		"一、工作安排", "（一）9月1日至9月20日为摸底阶段，逐户登记未参保人员。",
		"（二）各社区要高度重视，指定专人负责，于9月5日前将联络员名单报街道医保站；每月25日前报送参保进度。",
		"2.12月底前完成参保动员。", "本通知自2026年9月1日前印发的文件同时废止。",
		"采集内容包括姓名、身份证号、联系电话等信息。", "联系人：冯丽　　联系电话：010-00000000", "平安街道办事处", "2026年8月28日")
	l := Book(&forms.Book{Format: forms.DOCX, Sheets: []*forms.Grid{g}})[0]
	if l.Kind != forms.KindNotice || l.Unit != forms.UnitTask || l.AsOf.String() != "2026-08-28" || len(l.Columns) > 0 {
		t.Fatalf("%+v", l)
	}
	c := Claims(g, &l)
	if c == nil {
		t.Fatal("nothing is asked")
	}
	var got []string
	for r := range c.Rows {
		got = append(got, c.Get(r, "task.name")+" | "+c.Get(r, "task.due"))
	}
	want := []string{
		"摸底阶段，逐户登记未参保人员 | 9月20日",
		"将联络员名单报街道医保站 | 9月5日前",
		"2026年城乡居民医保参保缴费：报送参保进度 | 每月25日前",
		"2026年城乡居民医保参保缴费：完成参保动员 | 12月底前",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestNoticeWithoutDay(t *testing.T) {
	g := noticeOf("关于加强文明养犬的通知", "广大居民：", "请自觉遵守养犬规定，及时为犬只办理登记。", "平安社区居委会")
	l := Book(&forms.Book{Format: forms.DOCX, Sheets: []*forms.Grid{g}})[0]
	if l.Kind != forms.KindNotice {
		t.Fatalf("a %s", l.Kind)
	}
	if c := Claims(g, &l); c != nil {
		t.Errorf("it asks %v", c.Values)
	}
}
