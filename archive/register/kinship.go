package register

// Kin is what is known of one of a home for telling how two of them are related.
type Kin struct {
	Relation string // to the head, in words of GB/T 4761; 户主 is the head
	Sex      string // 男, 女
	Birth    string // 2020-05-25, or less of it
}

// generation is where somebody stands to the head of the home.
type generation uint8

const (
	unrelated generation = iota // or not told by the words alone
	headSelf
	headsSpouse
	headsChild
	headsParent
)

var generations = map[string]generation{
	"配偶": headsSpouse, "夫": headsSpouse, "妻": headsSpouse, "丈夫": headsSpouse, "妻子": headsSpouse,
	"子": headsChild, "儿子": headsChild, "独生子": headsChild, "长子": headsChild, "次子": headsChild, "三子": headsChild, "四子": headsChild,
	"女": headsChild, "女儿": headsChild, "独生女": headsChild, "长女": headsChild, "次女": headsChild, "三女": headsChild, "四女": headsChild,
	"父亲": headsParent, "父": headsParent, "母亲": headsParent, "母": headsParent,
}

// kinships are the words for a member by where he and the subject stand, those of a man
// first, those of a woman second.
var kinships = map[[2]generation][2]string{
	{headSelf, headsChild}:     {"父亲", "母亲"},
	{headsSpouse, headsChild}:  {"父亲", "母亲"},
	{headSelf, headsSpouse}:    {"夫", "妻"},
	{headsChild, headsSpouse}:  {"子", "女"},
	{headSelf, headsParent}:    {"子", "女"},
	{headsSpouse, headsParent}: {"女婿", "儿媳"},
}

// Kinship is how a member of a home is related to another of it, in words of GB/T 4761,
// by how both are related to the head. It is "" where that leaves it open: whose
// parents somebody's grandparents are, children of an earlier marriage.
func Kinship(member, subject Kin) string {
	man := member.Sex == "男"
	if !man && member.Sex != "女" {
		return ""
	}
	word := func(of [2]string) string {
		if man {
			return of[0]
		}
		return of[1]
	}
	m, s := member.generation(), subject.generation()
	if m == headsChild && s == headsChild {
		switch a, b := member.Birth, subject.Birth; {
		case len(a) < len("2020-05-25") || len(b) < len("2020-05-25") || a == b:
			return ""
		case a < b:
			return word([2]string{"兄", "姐姐"})
		}
		return word([2]string{"弟", "妹妹"})
	}
	return word(kinships[[2]generation{m, s}])
}

func (k Kin) generation() generation {
	if selves[k.Relation] {
		return headSelf
	}
	return generations[k.Relation]
}
