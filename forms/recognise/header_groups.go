package recognise

import (
	"regexp"
	"strconv"

	"huce/forms"
)

// period is the years, months and quarters that parts of a group are named by.
var period = regexp.MustCompile(`^(\d{4}年(度|上半年|下半年)?|\d{4}|\d{1,2}月(份)?|第?[一二三四1-4]季度|第[一二三四五六七八九十\d]{1,2}(次|轮|针|剂|期|批|周|月))$`)

// periodLeaves reports whether a row under a header holds nothing but years, months or
// rounds under a group of it: 历年缴费 over 2023年 2024年 2025年. Where the file keeps no
// merges, the group is the word to the left with room beside it.
func (p *page) periodLeaves(h header, row int) bool {
	cells := p.slots(row)
	if len(cells) < 2 {
		return false
	}
	for _, s := range cells {
		top := p.span(h.bottom, s.Left)
		if !period.MatchString(forms.Squeeze(s.text)) {
			return false
		}
		if top.Right == top.Left && (p.text(h.bottom, s.Left) == "" || p.groupLost(h.bottom, s.Left)) {
			continue
		}
		if top.Right == top.Left || top.Bottom >= row || top.Left == s.Left && top.Right == s.Right {
			return false
		}
	}
	return true
}

// groupLost reports whether the cell at row, col is followed by an empty one, as
// the first cell of a group is in a file that keeps no merges.
func (p *page) groupLost(row, col int) bool {
	return p.span(row, col).Right == col && p.text(row, col+1) == "" && p.span(row, col+1).Left == col+1 && col+1 < p.width
}

// groupsAbove reports whether the row above a header holds groups of its labels:
// merges over some columns but not over all, with short words in them.
func (p *page) groupsAbove(h header) bool {
	above := p.slots(h.top - 1)
	if len(above) == 0 {
		return false
	}
	groups, reaching, single := 0, 0, 0
	for _, s := range above {
		if s.Bottom >= h.top && s.wide() == 1 {
			reaching++
			continue // a label that reaches down into the header, whatever it looks like
		}
		k := p.words.of(s.text)
		if k.inline || k.label < 0 || len([]rune(s.text)) > 16 || noteStart(s.text) || len(above) == 1 && p.isFormTitle(s.text) {
			return false
		}
		switch {
		case s.wide() > 1 && len(above) == 1 && p.overAll(s, h.bottom):
			return false // a title over the table, beside which something else stands
		case s.wide() > 1 && s.wide() < p.width-1 || s.wide() > 1 && len(above) > 1:
			groups++
		case s.Bottom < h.top && s.wide() == 1 && p.text(h.top, s.Left) != "":
			single++ // a group of one: 6个月随访 over 结果
		case s.Bottom < h.top && s.wide() == 1:
			return false
		}
	}
	return groups > 0 && (single == 0 || reaching > 0 && single <= groups) || groups == 0 && reaching == 0 && p.groupsUnmerged(above, h)
}

// groupsUnmerged reports whether a row over a header holds groups whose merges the file
// lost: words with room beside them, over labels of which some stand twice, but none
// under one word.
func (p *page) groupsUnmerged(above []slot, h header) bool {
	labels := p.slots(h.top)
	if len(above) < 2 || 3*len(above) > 2*len(labels) || above[0].Left > labels[0].Left+2 {
		return false
	}
	seen, under := map[string]int{}, map[string]bool{}
	twice := false
	at := -1
	for _, l := range labels {
		for at+1 < len(above) && above[at+1].Left <= l.Left {
			at++
		}
		text := forms.Squeeze(l.text)
		key := strconv.Itoa(at) + text
		if under[key] {
			return false
		}
		under[key] = true
		if before, ok := seen[text]; ok && before != at {
			twice = true
		}
		seen[text] = at
	}
	return twice
}

// overAll reports whether a merged cell stands over all labels of a row that follow
// one another without a gap.
func (p *page) overAll(s slot, row int) bool {
	labels := p.slots(row)
	if len(labels) == 0 || labels[0].Left < s.Left {
		return false
	}
	end := labels[0].Left - 1
	for _, l := range labels {
		if l.Left > end+1 {
			break
		}
		end = l.Right
	}
	return end > s.Left && end <= s.Right
}
