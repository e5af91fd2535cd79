package review

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"huce/app/kit"
	"huce/app/office"
	"huce/archive/register"
)

// pairs are the answers to a question of two: yes and no, by its kind.
var pairs = map[register.QuestionKind][2]struct {
	key  string
	kind register.DecisionKind
}{
	register.SamePerson: {{"same", register.Same}, {"different", register.Different}},
	register.SameHome:   {{"together", register.Together}, {"apart", register.Apart}},
	register.SameEstate: {{"alias", register.Alias}, {"no_alias", register.NoAlias}},
}

// pair reports whether the question shown is one of yes and no.
func (s *Screen) pair() bool {
	_, ok := pairs[register.QuestionKind(s.questions[s.at].Kind)]
	return ok
}

// show lays a question out: what is asked and why, the two sides or the values with
// who says so, and the answers.
func (s *Screen) show(row int) {
	s.at, s.answers, s.own = row, nil, nil
	if row < 0 || row >= len(s.questions) {
		s.at = -1
		text := s.page.Text("no_questions")
		s.ask.Objects = []fyne.CanvasObject{s.line(text)}
		s.ask.Refresh()
		return
	}
	q := &s.questions[row]
	title := s.line(q.Text)
	title.TextStyle.Bold = true
	why := s.line(q.Gate)
	objects := []fyne.CanvasObject{title}
	if q.Gate != "" {
		objects = append(objects, why)
	}
	if len(q.Evidence) > 0 {
		objects = append(objects, s.sides(q))
	}
	if q.RunnerUp != "" {
		objects = append(objects, s.line(s.page.Text("runner_up", q.RunnerUp)))
	}
	if s.pair() {
		objects = append(objects, s.spoken(q)...)
		for _, a := range pairs[register.QuestionKind(q.Kind)] {
			s.answers = append(s.answers, answer{words: s.page.Text(a.key), kind: a.kind})
		}
	} else {
		for _, c := range q.Choices {
			s.answers = append(s.answers, answer{words: c.Value, kind: register.Stands, value: c.Value})
		}
	}
	objects = append(objects, widget.NewSeparator(), s.buttons(q))
	s.ask.Objects = objects
	s.ask.Refresh()
}

func (s *Screen) line(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = kit.Wrap(s.page.Lang)
	return l
}

// sides are the two beside each other, a field a line: its name, what either says
// with the characters that differ standing out, what that is worth.
func (s *Screen) sides(q *office.Asked) fyne.CanvasObject {
	grid := container.New(&thirds{})
	head := func(text string) fyne.CanvasObject {
		l := s.line(text)
		l.TextStyle.Bold = true
		return l
	}
	add := func(a, b, c fyne.CanvasObject) { grid.Objects = append(grid.Objects, a, b, c) }
	other := q.OtherName
	if other == "" {
		other = s.page.Text("the_other_row")
	}
	add(head(""), head(q.Name+"  "+q.Person), head(other+"  "+q.Other))
	for _, e := range q.Evidence {
		add(s.line(e.Words), s.side(e.A), s.side(e.B))
	}
	return grid
}

// side is what one side says, and who says it.
func (s *Screen) side(v office.AskedValue) fyne.CanvasObject {
	box := container.NewVBox(kit.Diff(v.Value))
	for i, src := range v.Sources {
		if i == mostSources {
			box.Add(small(s.page.Text("and_more", strconv.Itoa(len(v.Sources)-i))))
			break
		}
		box.Add(small(src.Department + " " + src.AsOf))
	}
	return box
}

// mostSources are how many sources of a value a question names.
const mostSources = 2

// small is a line of small print.
func small(text string) fyne.CanvasObject {
	t := canvas.NewText(text, theme.Color(theme.ColorNamePlaceHolder))
	t.TextSize = theme.CaptionTextSize()
	return t
}

// spoken are the rows that a question of two is about, as their files say them.
func (s *Screen) spoken(q *office.Asked) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range q.Choices {
		text := c.Value
		for _, src := range c.Sources {
			text += "\n    " + src.At() + "：" + src.Shown
		}
		out = append(out, s.line(text))
	}
	return out
}

// buttons are the answers with their keys.
func (s *Screen) buttons(q *office.Asked) fyne.CanvasObject {
	box := container.NewVBox()
	add := func(key, words string, act func()) *widget.Button {
		b := widget.NewButton(key+"　"+words, act)
		b.Alignment = widget.ButtonAlignLeading
		s.own = append(s.own, b)
		return b
	}
	var row []fyne.CanvasObject
	for i, a := range s.answers {
		b := add(strconv.Itoa(i+1), a.words, func() { s.answer(a) })
		if s.pair() {
			b.Importance = widget.HighImportance
			row = append(row, b)
			continue
		}
		box.Add(b)
		for _, src := range q.Choices[i].Sources {
			box.Add(s.line("　　" + src.At() + "：" + src.Shown))
		}
	}
	later := keyLater
	if len(s.answers) < 3 {
		later = keyAlso
	}
	row = append(row, add(later, s.page.Text("later"), s.putLater))
	back := add(keyBack, s.page.Text("take_back"), s.takeBack)
	if s.given == 0 {
		back.Disable()
	}
	row = append(row, back)
	box.Add(container.New(layout.NewGridLayout(2), row...))
	if q.Like > 0 && s.pair() {
		n := strconv.Itoa(q.Like + 1)
		box.Add(container.New(layout.NewGridLayout(2),
			add(keyLike, s.page.Text("all_like", n, s.answers[0].words), func() { s.answerLike(s.answers[0]) }),
			add(keyUnlike, s.page.Text("all_like", n, s.answers[1].words), func() { s.answerLike(s.answers[1]) })))
	}
	return box
}

// thirds lays objects out in rows of three: a narrow one and two equal ones.
type thirds struct{}

// narrow is the first column's share.
const narrow = 0.26

func (*thirds) widths(w float32) [3]float32 {
	side := w * (1 - narrow) / 2
	return [3]float32{w * narrow, side, side}
}

func (t *thirds) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths := t.widths(size.Width)
	y := float32(0)
	for i := 0; i+2 < len(objects); i += 3 {
		height := float32(0)
		for k := range 3 {
			o := objects[i+k]
			o.Resize(fyne.NewSize(widths[k], o.MinSize().Height))
			height = max(height, o.MinSize().Height)
		}
		x := float32(0)
		for k := range 3 {
			objects[i+k].Move(fyne.NewPos(x, y))
			objects[i+k].Resize(fyne.NewSize(widths[k], height))
			x += widths[k]
		}
		y += height
	}
}

func (t *thirds) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for i := 0; i+2 < len(objects); i += 3 {
		tallest := float32(0)
		for k := range 3 {
			tallest = max(tallest, objects[i+k].MinSize().Height)
		}
		height += tallest
	}
	return fyne.NewSize(360, height)
}
