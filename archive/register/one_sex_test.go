package register

import (
	"fmt"
	"testing"

	"huce/forms"
)

// A form lists one sex where its numbers show it, or its title says it and few of them
// speak against it; a column of sexes speaks for itself.
func TestFormsOfOneSex(t *testing.T) {
	numbers := func(women, men int, more string) []string {
		var rows []string
		for sex, n := range []int{women, men} {
			for i := range n {
				body := fmt.Sprintf("1101991980010%d0%d%d", 1+i%9, i/9, 4*(i%2)+2+sex)
				for len(body) < 17 {
					body = body[:14] + "0" + body[14:]
				}
				for _, c := range "0123456789X" {
					if validID(body + string(c)) {
						rows = append(rows, "person.name=甲 person.id_no="+body+string(c)+more)
					}
				}
			}
		}
		return rows
	}
	for _, c := range []struct {
		title string
		rows  []string
		want  string
	}{
		{"免费筛查登记表", numbers(40, 1, ""), "女"},
		{"兵役登记表", numbers(1, 40, ""), "男"},
		{"参保登记表", numbers(30, 10, ""), ""},
		{"免费筛查登记表", numbers(8, 0, ""), ""},
		{"适龄妇女筛查登记表", numbers(8, 1, ""), "女"},
		{"育龄妇女（全员人口）登记表", numbers(20, 20, ""), ""},
		{"适龄妇女筛查登记表", []string{"person.name=甲"}, "女"},
		{"适龄妇女筛查登记表", numbers(40, 0, " person.sex=女"), ""},
	} {
		s := listed(1, 1, forms.UnitPerson, c.rows...)
		if got := newSheet(s.Unit, c.title, s.Claims[0]).sex; got != c.want {
			t.Errorf("%s of %d rows: %q, want %q", c.title, len(c.rows), got, c.want)
		}
	}
}
