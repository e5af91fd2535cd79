package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"huce/app/kit"
	"huce/app/kit/kittest"
)

func pictureTable(kit.Page) fyne.CanvasObject {
	table := kit.NewDataTable([]kit.Column{{Label: "姓名", Width: 80}, {Label: "家庭住址", Width: 120}, {Label: "联系电话", Width: 110}})
	table.Tone = func(row, column int) kit.Tone { return kit.Tone((row + column) % 4) }
	table.SetRows([][]string{
		{"王一", "桂花花园3号楼2单元304室", "19900000001"}, {"李二", "桂花花园3号楼2单元305室", ""}, {"镕喆堃", "幸福里", "19900000003"},
	})
	table.SortBy(1)
	return table.Object()
}

func pictureTree(kit.Page) fyne.CanvasObject {
	return kit.Tree([]kit.Leaf{
		{Text: "王一　户主", Chosen: true},
		{Text: "李二　配偶"},
		{Text: "王父　父亲", Level: 1},
		{Text: "王小　儿子", Level: -1},
		{Text: "王女　女儿", Level: -1},
		{Text: "赵三　租客", Apart: true},
	})
}

func pictureBars(kit.Page) fyne.CanvasObject {
	return kit.Bars([]kit.Bar{{Label: "民政局", Text: "1,200 / 2,400 格", Whole: 2400, Part: 1200}, {Label: "派出所", Text: "0 / 600 格", Whole: 600}})
}

func pictureMonth(page kit.Page) fyne.CanvasObject {
	m := kit.NewMonth(page)
	m.Word = func(day time.Time) string { return map[int]string{24: "3", 27: "12"}[day.Day()] }
	m.Refresh()
	return m.Object()
}

func pictureDiff(kit.Page) fyne.CanvasObject {
	return container.NewVBox(kit.Diff("桂花花园【3】号楼2单元304室"), kit.Diff("【王】一【平】"), kit.Diff(""))
}

// What is drawn by ourselves looks as it did, to the pixel, in every look.
func TestPicturesOfWidgets(t *testing.T) {
	for _, c := range []struct {
		name  string
		made  func(kit.Page) fyne.CanvasObject
		width float32
		high  float32
	}{
		{"table", pictureTable, 340, 180},
		{"tree", pictureTree, 420, 220},
		{"bars", pictureBars, 420, 90},
		{"month", pictureMonth, 420, 320},
		{"diff", pictureDiff, 300, 100},
	} {
		for _, look := range kit.Looks {
			name := c.name + "_" + string(look)
			t.Run(name, func(t *testing.T) {
				stage := kittest.New(t)
				test.ApplyTheme(t, kit.NewTheme(look))
				stage.Window.SetContent(c.made(stage.Page))
				stage.Window.Resize(fyne.NewSize(c.width, c.high))
				kittest.Picture(t, name, stage.Window)
			})
		}
	}
}
