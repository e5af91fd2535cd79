package plan

import (
	"huce/archive/register"
	"huce/forms"
)

// Task is one asking of one department: a row of its plan form. The same task
// asked by several departments is several Tasks of one Group.
//
// Money is in fen (分) everywhere in this package, so that sums are exact.
type Task struct {
	ID         string // T0001, the archive's
	Submission string // the import it came with, "" where a clerk wrote it
	Department string // who asks
	File       string
	Sheet      string
	Row        int // the file's own 1-based row
	Text       string
	Basis      string // 文件号, 会议, 交办
	Indicator  string // 考核指标
	Target     string // 98, without its unit
	Unit       string // %, 户, 场
	Deadline   string // as the form says
	Due        forms.Date
	Recurring  string // how often it falls due: daily weekly monthly quarterly half-yearly yearly, "" once
	Funds      int64  // fen; 0 where none is promised or the sum is open
	FundsText  string // as the form says: 6000, 1.5万元, 按实
	FundsKnown bool   // the form names a sum, be it 0

	Responsible string // 社区责任人
	Lead        string // 牵头科室
	Support     string // 配合部门
	Note        string
	Block       string // 01…16 of the plan's blocks
	Group       string // equal where askings are held to be one task, "" where it stands alone
	Status      string // one of the Status constants, "" is StatusOpen
	Done        string // 完成值, as a clerk wrote it
	Admission   string // one of the Admission constants, "" is not checked yet
}

// What a task's Status may be (进展). The words for the user stand in the
// translations as "plan.status." and the value.
const (
	StatusOpen     = "open"     // 未启动
	StatusDoing    = "doing"    // 进行中
	StatusDone     = "done"     // 已完成
	StatusPaused   = "paused"   // 暂停
	StatusDeclined = "declined" // 不予承接
)

// What a task's Admission may be (准入情况), "plan.admission." and the value in the
// translations.
const (
	AdmissionListed   = "listed"   // 清单内
	AdmissionApproved = "approved" // 已审批
	AdmissionNone     = "none"     // 未审批
)

// Fund is one line of the 费随事转 ledger: what a department owes for a task, what
// came and what was spent. Sums are fen.
type Fund struct {
	ID         string // F0001, the archive's
	Task       string // a task's or group's id, "" where for none alone
	Department string // 拨款部门
	Basis      string // 文件依据
	Name       string // 经费名称
	Allocated  int64  // 应拨
	Due        forms.Date
	Arrived    int64 // 到账
	ArrivedOn  forms.Date
	Voucher    string // 到账凭证号
	Spent      int64
	SpentOn    forms.Date
	SpentFor   string // 支出事项
	Urged      string // 催拨记录
	Note       string
}

// Balance is what arrived and is not spent, in fen.
func (f *Fund) Balance() int64 { return f.Arrived - f.Spent }

// Meeting is one meeting that the community holds or is called to.
type Meeting struct {
	ID         string // M0001, the archive's
	Date       forms.Date
	Kind       string // one of the Meeting constants
	Title      string
	Department string // who called it, "" for the community's own
	Place      string
	People     int
	Held       bool // false is only planned
	Decided    string
	Note       string
}

// The kinds of meeting, "plan.meeting." and the value in the translations.
const (
	MeetingMonthly  = "monthly"  // 社区工作例会: the one that replaces the others
	MeetingJoint    = "joint"    // 联席会
	MeetingResident = "resident" // 居民代表会议
	MeetingOther    = "other"    // called by a department for itself
)

// Visit is one visit made to a home, or tried.
type Visit struct {
	ID        string // V0001, the archive's
	Household string // H00001
	Date      forms.Date
	Visitor   string
	Purpose   string // PurposeCollect or PurposeWelfare
	Outcome   string // one of the Outcome constants
	Reason    string // why a home was asked a second time in the year
	Note      string
	// Of a sheet that was keyed back:
	Submission string `json:",omitempty"` // the import that holds its answers, "" without any
	Verified   string `json:",omitempty"` // who keyed it a second time, and found the same

	TakenBack bool `json:",omitempty"` // it was entered by mistake: nothing counts it, its line stays
}

// Two classes of visit are kept apart: collecting ones are capped at one a year,
// welfare ones have a floor by risk.
const (
	PurposeCollect = "collect"
	PurposeWelfare = "welfare"
)

// What came of a visit, "plan.outcome." and the value in the translations.
const (
	OutcomeMet     = "met"     // 见到
	OutcomeAway    = "away"    // 无人
	OutcomeRefused = "refused" // 拒访
	OutcomeMoved   = "moved"   // 搬离
)

// Asking is what a survey notice or a form asks of whom by when.
type Asking struct {
	Submission string
	File       string
	Department string
	Title      string
	Unit       forms.Unit // of whom: every person or every home of the audience
	Fields     []string   // standard fields, or forms.OwnField and a label
	Labels     []string   // as the form spells them, beside Fields
	Audience   Audience
	Due        forms.Date
	Text       string // the sentence that asks, "" where only a form does
}

// Audience is who is asked. The zero Audience is everyone.
type Audience struct {
	Text   string // in the department's words: 35—64岁妇女
	MinAge int
	MaxAge int    // 0 is no upper limit
	Sex    string // 男, 女, "" for both
}

// Input is all that a plan, a summary and the visits are made from.
type Input struct {
	Community string // 安宁社区
	Street    string // 幸福街道
	Year      int
	Today     forms.Date
	Register  *register.Register
	Tasks     []Task
	Funds     []Fund
	Meetings  []Meeting
	Visits    []Visit
	Askings   []Asking

	Proposed map[string]bool   // groups of tasks that no clerk confirmed yet
	Figures  []Figure          // numbers that departments hold to be right
	LastYear map[string]string // last year's numbers as they were shown, by code; nil where none are on record

	WelfareRules []WelfareRule // the clerk's table of welfare visits; none is the program's

	Attachments []Attachment // 佐证材料, those not taken off, by who has them now

	Heads map[string]forms.StatHead // 表号 and 批准文号 of imports by their ids; none was looked at where it is not in it

	SecondsPerCell int // what writing one cell costs, 0 is the usual SecondsPerCell
}
