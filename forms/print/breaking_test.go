package print

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"huce/forms"

	"pgregory.net/rapid"
)

var tenEm = style{letter: fangSong, size: 10}

func broken(width float64, s string) []string {
	ts := newTypesetter(forms.Info{})
	var out []string
	for _, l := range ts.lines(column(width), span{text: s, style: tenEm}) {
		var b strings.Builder
		for _, r := range l.runs {
			b.WriteString(l.text[r.from:r.to])
		}
		out = append(out, b.String())
	}
	return out
}

// 禁则: lines of ten characters.
func TestLineBreaks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"ten fit", "一二三四五六七八九十", "一二三四五六七八九十"},
		{"eleven don't", "一二三四五六七八九十甲", "一二三四五六七八九十|甲"},
		{"a comma is not first: pushed out", "一二三四五六七八九十，甲", "一二三四五六七八九|十，甲"},
		{"a full stop may end a full line", "一二三四五六七八九。甲", "一二三四五六七八九。|甲"},
		{"two closing marks stay together", "一二三四五六七八九十。”甲", "一二三四五六七八九|十。”甲"},
		{"an opening mark is not last", "一二三四五六七八九（甲）", "一二三四五六七八九|（甲）"},
		{"nor are two", "一二三四五六七八（《甲》）", "一二三四五六七八|（《甲》）"},
		{"marks side by side take a character less", "一二三四五六七“甲”，乙", "一二三四五六七“甲”，|乙"},
		{"a number stays whole", "一二三四五六七八13027人", "一二三四五六七八|13027人"},
		{"with its decimal point and percent", "一二三四五六七八98.7%甲", "一二三四五六七八|98.7%甲"},
		{"full-width percent", "一二三四五六七八九９８％", "一二三四五六七八九|９８％"},
		{"a word stays whole", "一二三四五六七八九Version甲", "一二三四五六七八九|Version甲"},
		{"a dash is not split", "一二三四五六七八九——甲", "一二三四五六七八|九——甲"},
		{"nor an ellipsis", "一二三四五六七八九……甲", "一二三四五六七八|九……甲"},
		{"a space hangs at the end", "一二三四五六七八九十 甲", "一二三四五六七八九十 |甲"},
		{"words break at spaces", "abcdefghijk lmnopqrstu vwxyz", "abcdefghijk |lmnopqrstu vwxyz"},
		{"a word wider than the line is broken", strings.Repeat("8", 45), strings.Repeat("8", 20) + "|" + strings.Repeat("8", 20) + "|88888"},
		{"but not before its comma", strings.Repeat("8", 20) + "，甲", strings.Repeat("8", 19) + "|8，甲"},
		{"codes in a list break at commas", "HS000001,HS000002,HS000003", "HS000001,HS000002,|HS000003"},
		{"amounts don't", "共计人民币一二三12,500元", "共计人民币一二三|12,500元"},
		{"a sign of money stays with its sum", "一二三四五六七八九￥35", "一二三四五六七八九|￥35"},
		{"a box stays with its word", "一二三四五六七八九□是", "一二三四五六七八九|□是"},
		{"line ends are kept", "一二\n\n三", "一二||三"},
		{"marks beside each other take half", strings.Repeat("。", 12), strings.Repeat("。", 12)},
		{"nothing", "", ""},
	} {
		if got := strings.Join(broken(100, c.text), "|"); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

// A closing mark that just overflows is squeezed in where the line has enough gaps.
func TestClosingMarkIsSqueezedIn(t *testing.T) {
	long := strings.Repeat("户", 28)
	ts := newTypesetter(forms.Info{})
	lines := ts.lines(column(280), span{text: long + "，" + long, style: tenEm})
	if n := utf8.RuneCountInString(lines[0].text[:lines[0].runs[len(lines[0].runs)-1].to]); n != 29 {
		t.Fatalf("the first line has %d characters, want 29", n)
	}
	l := &lines[0]
	spread := l.spread(280, true)
	end := l.natural + float64(l.gaps)*spread - l.tail
	if math.Abs(end-280) > 0.02 || spread < -squeezeMost*10 {
		t.Errorf("its ink ends at %.2f with %.3f a gap", end, spread)
	}
}

// Whatever the text: no character is lost, no line is wider than it may be, and no
// line begins or ends with a mark it must not, if there was a choice.
func TestLineBreaksProperty(t *testing.T) {
	piece := rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("户册社区镕喆堃𬭎一二三")), 0, 12, -1),
		rapid.StringOfN(rapid.SampledFrom([]rune("，。、；：！？）》」』”’…—％（《「『“‘〔")), 0, 3, -1),
		rapid.StringOfN(rapid.SampledFrom([]rune("abc019.,-/%():;")), 0, 30, -1),
		rapid.SampledFrom([]string{" ", "　", "\n", "ＡＢ１２", "HS000001", "110199199001010000"}),
		rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := clean(strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), ""))
		width := rapid.Float64Range(5, 300).Draw(t, "width")
		ts := newTypesetter(forms.Info{})
		lines := ts.lines(column(width), span{text: text, style: tenEm})
		var whole strings.Builder
		for i := range lines {
			l := &lines[i]
			var s string
			for _, r := range l.runs {
				s += l.text[r.from:r.to]
			}
			whole.WriteString(s)
			checkLine(t, l, s, width)
		}
		if got, want := whole.String(), strings.ReplaceAll(text, "\n", ""); got != want {
			t.Fatalf("given %q\n  set %q", want, got)
		}
		checkBreaks(t, ts, lines)
	})
}

// A mark after a space that hangs at the line's end begins no line.
func TestMarkAfterASpace(t *testing.T) {
	ts := newTypesetter(forms.Info{})
	lines := ts.lines(column(19.5), span{text: "，（， ，", style: tenEm})
	if got := length(&lines[0]); got != len("，") {
		t.Errorf("the first line has %d bytes, want it to end before （", got)
	}
}

func checkLine(t *rapid.T, l *line, s string, width float64) {
	chars := []rune(strings.TrimRight(s, " 　\u2002\u2003\u2009"))
	spread := l.spread(width, true)
	if w := l.natural + float64(l.gaps)*(spread-l.track) - l.tail; w > width+0.05 && len(chars) > 1 {
		t.Fatalf("%q is %.2f wide in %.2f", s, w, width)
	}
	if spread < -squeezeMost*l.size-hair {
		t.Fatalf("%q is squeezed by %.3f", s, spread)
	}
}

// checkBreaks finds lines that end where they may not, though they had a choice.
func checkBreaks(t *rapid.T, ts *typesetter, lines []line) {
	at := 0
	for i := range lines {
		from := at
		for n := length(&lines[i]); n > 0; at++ {
			n -= int(ts.offset(at+1) - ts.offset(at))
		}
		if at == len(ts.glyphs) {
			return
		}
		if ts.glyphs[at].class == isNewline {
			at++
			continue
		}
		for k := from + 1; k < at && !ts.mayBreak(at); k++ {
			if ts.mayBreak(k) {
				t.Fatalf("broken before %q of %q, might have been before %q", ts.text[ts.glyphs[at].at:], ts.text, ts.text[ts.glyphs[k].at:])
			}
		}
	}
}

// length is the number of bytes on a line.
func length(l *line) int {
	n := 0
	for _, r := range l.runs {
		n += int(r.to - r.from)
	}
	return n
}

func TestCleanKeepsWhatHasAShape(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"户册", "户册"},
		{"一\r\n二\r三\v四", "一\n二\n三\n四"},
		{"一\t二", "一 二"},
		{"\ufeff一\u200b二\u0000三\ufe0f", "一二三"},
		{"一\xff二", "一\ufffd二"},
		{"𬭎\U000e0100", "𬭎"},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTitlesBreakAtWords(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"和平里社区2026年度工作总结", "和平里社区2026年度工作总结"},
		{"某某街道和平里社区居民委员会关于报送2026年度综合工作总结的报告", "某某街道和平里社区居民委员会|关于报送2026年度综合工作总结的报告"},
		{"幸福街道安宁社区居民委员会2026年度综合工作计划", "幸福街道安宁社区居民委员会|2026年度综合工作计划"},
		{"第一行\n第二行", "第一行|第二行"},
		{"关于报送《幸福街道安宁社区城乡居民基本养老（医疗）保险参保摸底登记表》的函", "关于报送《幸福街道安宁社区城乡居民|基本养老（医疗）保险参保摸底登记表》的函"},
		{"安宁社区居民委员会2026年度区民政局交办工作情况（摘自年度综合工作总结）", "安宁社区居民委员会2026年度区民政局交办|工作情况（摘自年度综合工作总结）"},
	} {
		var got []string
		ts := newTypesetter(forms.Info{})
		for _, l := range ts.titleLines(c.title, gbtTitleStyle, gbtWidth) {
			var s string
			for _, r := range l.runs {
				s += l.text[r.from:r.to]
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("got %s, want %s", s, c.want)
		}
	}
}

// What belongs together stands on one line: a range of numbers, and in a table a day.
func TestRangesAndDaysStayWhole(t *testing.T) {
	ts := newTypesetter(forms.Info{})
	for _, whole := range []string{"0—6", "15～59", "2026–2027"} {
		text := "儿童（" + whole + "周岁）建证"
		for chars := 6.0; chars < 12; chars += 0.25 {
			joined := ""
			for _, l := range ts.lines(column(chars*gbtBody), span{text: text, style: style{letter: fangSong, size: gbtBody}}) {
				for _, r := range l.runs {
					joined += l.text[r.from:r.to]
				}
				joined += "|"
			}
			if !strings.Contains(joined, whole) {
				t.Errorf("in %.2f em: %s", chars, joined)
			}
		}
	}
	day := "2026年12月31日"
	tb := newTable(ts, newFlow(gbtWide), gbtTable(9), []forms.TableColumn{{Label: "应到位日期", Width: 1}, {Label: "事项", Width: 9}}, nil)
	if l := tb.lay(tb.plain(day, forms.Centre), 0); len(l.lines) != 1 || l.lines[0].size >= 9 {
		t.Errorf("%d lines of %.1f points", len(l.lines), l.lines[0].size)
	}
}
