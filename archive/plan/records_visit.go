package plan

import "huce/forms"

// Visitor is someone who goes to homes (走访员, 网格员).
type Visitor struct {
	ID       string // G0001, the archive's
	Name     string
	Areas    []string // what is theirs: a grid (第一网格), an estate, an estate and building (桂花园3号楼); none is what is nobody else's
	Weekdays []int    // on which they go, 1 is Monday; none is Monday to Friday
	PerDay   int      // visits a day, 0 is VisitsADay
	Away     []forms.Date
	Dropped  bool // goes no more
}

// VisitsADay is how many homes a visitor is taken to see in a day.
const VisitsADay = 12

// Booking is a home reserved for a day and a visitor (预约); released, the plan is free
// to place the home anew.
type Booking struct {
	ID        string // K0001, the archive's
	Household string // H00001
	Date      forms.Date
	Visitor   string // the visitor's name
	Purpose   string // PurposeCollect or PurposeWelfare
	By        string
	At        string // RFC 3339
	Note      string
	Released  bool
}

// WelfareRule is a line of the table of welfare visits: who is owed one how often. The
// first line that fits somebody of a home counts for the home.
type WelfareRule struct {
	ID     string // Y0001, the archive's
	Class  string // 高风险, 重点, 一般: what is printed of it
	Rhythm string // 每周不少于1次
	Days   int    // a visit is due when the last one is so many days ago
	Who    string // in words: 80岁以上独居
	// When says of whom it holds, conditions parted by ";" that all hold:
	// "person.birth age 80 200; elder.living has 独居 空巢". The tests are those of the
	// program's rules.
	When    string
	Order   int // of the lines, the smallest first
	Dropped bool
}

// Retention is a line of the table of retention periods (保管期限表).
type Retention struct {
	ID      string   // B0001, the archive's
	Group   string   // 居民自治
	Name    string   // 年度工作计划、总结（综合）
	Period  string   // Y 永久, D30, D10 …
	Kinds   []string // of the program's own papers that it is for: plan, summary …
	Words   []string // of titles that it is for, any of them
	Order   int      // of the lines; the first that fits counts
	Dropped bool
}

// Closing is a year's closing (年度结卷): from then on its numbers are final.
type Closing struct {
	ID        string // C0001, the archive's
	Year      int
	On        forms.Date
	By        string
	Documents int            // that had numbers by then
	Last      map[string]int // the last 件号 by heading: the 档号 up to the 件号
	SHA       string         // of the catalogue as it was printed then
}
