package forms

// Box is one archive box (档案盒) as DA/T 22-2015 labels it: documents of one year,
// retention and office.
type Box struct {
	Fonds       string // 全宗名称
	FondsNo     string // 全宗号, "" where the archives have given none
	Year        string
	Retention   string // Y, D30, D10
	Office      string // 机构（问题）
	No          int    // 盒号
	First, Last int    // 件号
	Count       int    // documents in it
	Pages       int    // of them all
	Thick       int    // of its spine, mm
}

// Catalogue is a catalogue of filed documents (归档文件目录) under one heading.
type Catalogue struct {
	Box   // its heading; No and Thick are not printed
	Items []CatalogueItem
}

// CatalogueItem is one line of a Catalogue.
type CatalogueItem struct {
	ArchivalNo  string // 档号
	RefNo       string // 文号
	Responsible string // 责任者
	Title       string // 题名
	Date        Date
	Secrecy     string // 密级
	Pages       int
	Note        string
}

// Statistics is a statistical report: what it is registered as at its upper right,
// tables and charts one below the other.
type Statistics struct {
	Title   string
	Head    *StatHead // nil where it is no registered table
	Unit    string    // 填报单位
	Period  string    // the month or day it speaks of
	Measure string    // 计量单位
	Parts   []StatPart
	Footer  []string
	Info    Info
}

// StatHead is what a statistical table must say of itself (统计法 第十五条): a table
// without it may be refused. Empty lines stay to be filled in.
type StatHead struct {
	No       string // 表号
	Organ    string // 制定机关
	Approval string // 批准文号 or 备案文号
	Valid    string // 有效期至
}

// StatPart is a table or a chart of a Statistics.
type StatPart struct {
	Table *Table
	Chart *Chart
}

// Chart is a chart of horizontal bars. A value of the second series is a part of
// the first's, or in a pyramid stands at the other side.
type Chart struct {
	Title   string
	Series  []string // one or two
	Bars    []Bar
	Pyramid bool
}

// Bar is one bar of a Chart: a value for each series.
type Bar struct {
	Label  string
	Values []float64
}

// Cover is the first page of a register or a catalogue.
type Cover struct {
	Title string
	Lines []Pair // the first over a double rule
	Info  Info
}

// Picture is an image printed on a page of its own.
type Picture struct {
	Caption string   // above it
	Notes   []string // under it, one below the other
	Data    []byte   // JPEG or PNG
	Wide    int      // pixels
	High    int
}
