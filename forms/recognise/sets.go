package recognise

import (
	"strings"

	"huce/forms"
	"huce/forms/vocab"
)

// block is a run of columns that comes again and again in a table that lists the
// members of a home in one row: 姓名 关系 身份证号 姓名 关系 身份证号.
type block struct{ first, size, times int }

// maxBlock is how many columns one member may have.
const maxBlock = 12

// blocks finds the run of columns that names people and repeats at once, most
// columns first. times is 0 where none does.
func blocks(cols []forms.Column) block {
	keys := make([]string, len(cols))
	for i, c := range cols {
		keys[i] = memberKey(c.Label)
	}
	best := block{}
	for first := range cols {
		for size := 2; size <= maxBlock && first+2*size <= len(cols); size++ {
			times := 1
			for first+(times+1)*size <= len(cols) && sameRun(keys, first, first+times*size, size) && ofOneKind(cols, first, first+times*size, size) {
				times++
			}
			if times > 1 && times*size > best.times*best.size && namesMembers(keys[first:first+size]) {
				best = block{first, size, times}
			}
		}
	}
	return best
}

func sameRun(keys []string, a, b, size int) bool {
	for i := range size {
		if keys[a+i] == "" || keys[a+i] != keys[b+i] {
			return false
		}
	}
	return true
}

// ofOneKind reports whether two runs of columns are about people of one kind: the
// columns of a child's father and of his mother are alike, and no members of a list.
func ofOneKind(cols []forms.Column, a, b, size int) bool {
	for i := range size {
		if nameUnder(cols[a+i].Group) != nameUnder(cols[b+i].Group) || vocab.OfAnother(cols[a+i].Group) {
			return false // 监护人一 and 监护人二 are no members
		}
	}
	return true
}

// nameUnder is whose name 姓名 is under a group.
func nameUnder(group string) string {
	if group == "" {
		return "person.name"
	}
	for _, m := range meanings("姓名", group) {
		return m.Field
	}
	return ""
}

// namesMembers reports whether a run of labels is about a person: it begins with,
// or holds, a name.
func namesMembers(keys []string) bool {
	for i, k := range keys {
		if strings.HasSuffix(k, "姓名") {
			for _, other := range keys[:i] {
				if other == k {
					return false // the run itself repeats
				}
			}
			return true
		}
	}
	return false
}

// memberKey is a label without the number of the member it is about: 成员2姓名 and
// 成员一姓名 are 成员姓名.
func memberKey(label string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十①②③④⑤⑥⑦⑧⑨", r) {
			return -1
		}
		return r
	}, bare(label))
}

// members is the column of the first member that column i is about the same thing
// as, -1 where it is not of a later member.
func (b block) members(i int) int {
	if b.times < 2 || i < b.first+b.size || i >= b.first+b.size*b.times {
		return -1
	}
	return b.first + (i-b.first)%b.size
}

// in reports whether column i is of a member at all.
func (b block) in(i int) bool {
	return b.times >= 2 && i >= b.first && i < b.first+b.size*b.times
}
