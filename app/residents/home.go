package residents

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"huce/app/office"
)

func number(n int) string { return strconv.Itoa(n) }

// showHome shows a person's home: its members, then the person with every value.
func (s *Screen) showHome(person int) {
	p := &s.reg.People[person]
	var home, own *office.Page
	var err error
	reg := s.reg
	s.page.Run(func() {
		if p.Household >= 0 {
			if home, err = s.book.Show(reg.Households[p.Household].ID); err != nil {
				return
			}
		}
		own, err = s.book.Show(p.ID)
	}, func() {
		if err != nil {
			s.page.Fail(err)
			return
		}
		s.home.Objects = s.homeObjects(home, own)
		s.home.Refresh()
	})
}

func (s *Screen) homeObjects(home, own *office.Page) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if home != nil {
		out = append(out, heading(home.ID+"  "+home.Title))
		for _, m := range home.Members {
			text := m.Name + "  " + m.Relation
			if m.Person == own.ID {
				text = "▸ " + text
			}
			b := widget.NewButton(text, func() { s.showPerson(m.Person) })
			b.Alignment = widget.ButtonAlignLeading
			b.Importance = widget.LowImportance
			out = append(out, b)
		}
		out = append(out, widget.NewSeparator())
	}
	out = append(out, heading(own.ID+"  "+own.Title))
	out = append(out, s.values(own.Values)...)
	for _, q := range own.Questions {
		out = append(out, line("？ "+q.Text+"  "+q.Gate))
	}
	if home != nil && len(home.Values) > 0 {
		out = append(out, widget.NewSeparator())
		out = append(out, s.values(home.Values)...)
	}
	return out
}

func (s *Screen) showPerson(id string) {
	for i := range s.reg.People {
		if s.reg.People[i].ID == id {
			s.showHome(i)
			return
		}
	}
}

// values are a page's values, each opening on who says so and who disagrees.
func (s *Screen) values(values []office.PageValue) []fyne.CanvasObject {
	a := widget.NewAccordion()
	a.MultiOpen = true
	for _, v := range values {
		var said []fyne.CanvasObject
		said = append(said, line(v.Reason))
		for _, src := range v.Sources {
			said = append(said, line(src.At()+"："+src.Shown))
		}
		for _, r := range v.Rivals {
			for _, src := range r.Sources {
				said = append(said, line("≠ "+r.Value+"  "+src.At()))
			}
		}
		title := v.Label + "：" + v.Value
		if len(v.Rivals) > 0 {
			title += "  ≠"
		}
		a.Append(widget.NewAccordionItem(title, column(said)))
	}
	return []fyne.CanvasObject{a}
}
