package print

// The measures of every kind of page, in one place.

// GB/T 9704-2012, as measured right at 300 dpi. A page has 22 lines of 28
// characters: the last line's characters end where the type area ends, so the
// pitch is (225 mm − 16 pt) / 21.
const (
	gbtTop     = 37 * mm
	gbtLeft    = 28 * mm
	gbtWidth   = 156 * mm
	gbtHeight  = 225 * mm
	gbtLines   = 22
	gbtBody    = 16 // 三号
	gbtTitle   = 22 // 二号
	gbtSmall   = 14 // 四号: page numbers, 版记
	gbtPitch   = (gbtHeight - gbtBody) / (gbtLines - 1)
	gbtChar    = (gbtWidth - gbtBody) / 27 // from one character to the next
	gbtTrack   = gbtChar - gbtBody
	gbtRise    = 0.88 // of an em: from the top of a line to its baseline
	gbtDash    = 269 * mm
	gbtMarkTop = 35 * mm // 发文机关标志: below the top of the type area
	gbtMark    = 52      // its size at most; it shrinks to fit the width
	gbtRedRule = 4 * mm  // below 发文字号
	gbtEdge    = 0.35 * mm
	gbtHairs   = 0.25 * mm
	gbtNote    = 8.4 * mm // a row of the 版记
)

var (
	gbtPage = frame{left: gbtLeft, top: gbtTop, width: gbtWidth, height: gbtHeight}
	// A landscape page is the same type area turned: its top lies at the left edge
	// of the upright sheet (GB/T 9704-2012, 8: 横排表格).
	gbtWide = frame{left: a4Long - gbtTop - gbtHeight, top: gbtLeft, width: gbtHeight, height: gbtWidth, wide: true}

	gbtText   = style{letter: fangSong, size: gbtBody, track: gbtTrack}
	gbtLevels = map[int]style{
		1: {letter: heiTi, size: gbtBody, track: gbtTrack},
		2: {letter: kaiTi, size: gbtBody, track: gbtTrack},
	}
	gbtTitleStyle = style{letter: biaoSong, size: gbtTitle}
	gbtMarkStyle  = style{letter: biaoSong, size: gbtMark, ink: red}
	gbtSmallStyle = style{letter: fangSong, size: gbtSmall}
	gbtNumber     = style{letter: pageSong, size: gbtSmall}
	gbtAnnexMark  = style{letter: heiTi, size: gbtBody}
)

// look is how a table is drawn.
type look struct {
	head, body style
	padX, padY float64
	leading    float64 // lines of a cell, in em
	row, top   float64 // least height of a row, of the header
	outer      float64 // rules: around, between rows and columns, between groups
	inner      float64
	group      float64
	shaded     bool // the header's ground
}

// Sizes of the text in a document's table, by its number of columns at most.
var gbtTableSizes = []struct {
	columns int
	size    float64
}{{5, 12}, {8, 10.5}, {1 << 30, 9}}

func gbtTable(size float64) look {
	return look{
		head: style{letter: heiTi, size: size}, body: style{letter: tableSong, size: size},
		padX: 1.3 * mm, padY: 1.3 * mm, leading: 1.32, row: size * 2, top: size * 2.1,
		outer: 0.9, inner: 0.4, group: 0.4,
	}
}

// The register: A4 landscape.
var (
	rosterPage  = frame{left: 10 * mm, top: 16 * mm, width: 277 * mm, height: 178 * mm, wide: true}
	uprightPage = frame{left: 16 * mm, top: 20 * mm, width: 178 * mm, height: 256 * mm}
	rosterTitle = style{letter: biaoSong, size: 18}
	rosterNote  = style{letter: tableSong, size: 9.5}
	rosterSmall = style{letter: tableSong, size: 9, ink: dim}
	rosterLook  = look{
		head: style{letter: heiTi, size: 9}, body: style{letter: tableSong, size: 8.5},
		padX: 0.8 * mm, padY: 0.75 * mm, leading: 1.22, row: 7.4 * mm, top: 8.4 * mm,
		outer: 0.9, inner: 0.3, group: 0.75, shaded: true,
	}
)

// Visit sheets: A4 upright. The compact look is for homes that else need a second page.
var (
	visitPage  = frame{left: 16 * mm, top: 13 * mm, width: 178 * mm, height: 266 * mm}
	visitTitle = style{letter: biaoSong, size: 20}
	visitSub   = style{letter: fangSong, size: 11}
	visitCode  = style{letter: heiTi, size: 22}
	visitHead  = style{letter: heiTi, size: 11}
	visitHint  = style{letter: kaiTi, size: 8.5, ink: dim}
	visitLooks = []look{
		{
			head: style{letter: heiTi, size: 10}, body: style{letter: tableSong, size: 10.5},
			padX: 1.2 * mm, padY: 1.2 * mm, leading: 1.28, row: 9 * mm, top: 7.4 * mm,
			outer: 0.9, inner: 0.35, group: 0.6, shaded: true,
		},
		{
			head: style{letter: heiTi, size: 9}, body: style{letter: tableSong, size: 9},
			padX: 1 * mm, padY: 0.7 * mm, leading: 1.2, row: 6.6 * mm, top: 6.2 * mm,
			outer: 0.9, inner: 0.35, group: 0.6, shaded: true,
		},
	}
	visitAsks = []float64{24, 62, 64, 28} // of the columns: about, what, answer, asked by
)

const (
	visitCodeWide = 52 * mm
	visitCodeHigh = 14 * mm
	visitSign     = 13 * mm // the signature line's height
	visitRemarks  = 20 * mm // the box for remarks, at least
	visitMost     = 70 * mm // and at most
)

// Any sheet as it looks.
var (
	gridUpright = frame{left: 18 * mm, top: 18 * mm, width: 174 * mm, height: 256 * mm}
	gridWide    = frame{left: 14 * mm, top: 14 * mm, width: 269 * mm, height: 177 * mm, wide: true}
	gridTitle   = style{letter: biaoSong, size: 18}
	gridText    = style{letter: fangSong, size: 12}
	gridMark    = style{letter: heiTi, size: 12}
	gridLook    = look{
		head: style{letter: heiTi, size: 12}, body: style{letter: tableSong, size: 12},
		padX: 1 * mm, padY: 0.9 * mm, leading: 1.25, row: 8 * mm, outer: 0.9, inner: 0.4,
	}
)

const (
	gridLeast   = 6.0       // the smallest body size
	gridChar    = 1.95 * mm // what a character of a sheet's column width is on paper
	gridFull    = 190.0     // the characters a landscape page may have side by side, at 7 pt
	gridDefault = 9.0       // a column's width in characters where the sheet gives none
)

const (
	headRise   = 2 * mm // from the frame's top up to the baseline of the running head
	tallHeader = 0.4    // of a frame: a header higher than this is not repeated
	footDrop   = 6 * mm // from the frame's foot to the baseline of the page number
	rowShrink  = 0.5    // a word wider than its cell is set smaller by steps of this
	shrinkLast = 6.0    // down to this
)
