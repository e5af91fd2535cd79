package sample

import "huce/forms"

// relation is what p is to the head of a home, by its name in GB/T 4761-2008.
func relation(head, p *person) string {
	switch {
	case p == head:
		return "户主"
	case head.spouse == p:
		return pick(p.male, "夫", "妻")
	case isChild(head, p):
		return childName(head, p)
	case isChild(p, head):
		return pick(p.male, "父亲", "母亲")
	case head.spouse != nil && isChild(p, head.spouse):
		if head.male {
			return pick(p.male, "岳父", "岳母")
		}
		return pick(p.male, "公公", "婆婆")
	case p.spouse != nil && isChild(head, p.spouse):
		return pick(p.male, "女婿", "儿媳")
	case sameParent(head, p):
		return siblingName(head, p)
	}
	return farRelation(head, p)
}

// farRelation is a grandchild, a grandparent or none of kin.
func farRelation(head, p *person) string {
	for _, parent := range [...]*person{p.father, p.mother} {
		if parent == nil {
			continue
		}
		if isChild(head, parent) {
			if parent.male {
				return pick(p.male, "孙子", "孙女")
			}
			return pick(p.male, "外孙子", "外孙女")
		}
	}
	for _, parent := range [...]*person{head.father, head.mother} {
		if parent != nil && isChild(p, parent) {
			if parent.male {
				return pick(p.male, "祖父", "祖母")
			}
			return pick(p.male, "外祖父", "外祖母")
		}
	}
	return "非亲属"
}

func pick(male bool, man, woman string) string {
	if male {
		return man
	}
	return woman
}

// isChild reports whether c is a child of p, or of p's spouse.
func isChild(p, c *person) bool {
	return c.father != nil && (c.father == p || c.father == p.spouse) ||
		c.mother != nil && (c.mother == p || c.mother == p.spouse)
}

func sameParent(a, b *person) bool {
	return a.father != nil && a.father == b.father || a.mother != nil && a.mother == b.mother
}

// childName is 独生子, 长女, 次子 …: by birth among those of the same sex.
func childName(parent, c *person) string {
	all := childrenOf(parent)
	if len(all) == 1 {
		if c.has("says only child", 0.35) {
			return pick(c.male, "独生子", "独生女")
		}
		return pick(c.male, "子", "女")
	}
	elder, same := 0, 0
	for _, o := range all {
		if o.male == c.male {
			same++
			if o != c && (before(o.birth, c.birth) || o.birth == c.birth && o.no < c.no) {
				elder++
			}
		}
	}
	if same == 1 && c.has("says plain child", 0.3) {
		return pick(c.male, "子", "女")
	}
	return [...]string{"长", "次", "三", "四", "五"}[min(elder, 4)] + pick(c.male, "子", "女")
}

// childrenOf are a person's children, as far as the community knows them.
func childrenOf(p *person) []*person {
	var all []*person
	seen := map[*person]bool{}
	for _, h := range homesOf(p) {
		for _, c := range h.people {
			if c != p && !seen[c] && isChild(p, c) {
				seen[c] = true
				all = append(all, c)
			}
		}
	}
	return all
}

func homesOf(p *person) []*home {
	var all []*home
	for _, s := range p.stays {
		if s.home != nil {
			all = append(all, s.home)
		}
	}
	return all
}

func siblingName(head, p *person) string {
	if before(p.birth, head.birth) {
		return pick(p.male, "兄", "姐姐")
	}
	return pick(p.male, "弟", "妹妹")
}

// kinRank orders a home's people after its head: spouse, children by age, their
// spouses, parents, grandchildren, others.
func kinRank(head, p *person) int {
	rank := 9
	switch {
	case head.spouse == p:
		rank = 0
	case isChild(head, p), p.spouse != nil && isChild(head, p.spouse):
		rank = 1
	case isChild(p, head), head.spouse != nil && isChild(p, head.spouse):
		rank = 3
	case farRelation(head, p) != "非亲属":
		rank = 4
	}
	return rank*1_000_000 + p.birth.Days() - forms.NewDate(1880, 1, 1).Days()
}
