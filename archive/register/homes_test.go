package register

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huce/forms"
)

// idOf is a valid invented number of the n-th person of a test.
func idOf(n int) string {
	body := fmt.Sprintf("11019919%02d0%d1%d%03d", 50+n%50, 1+n%9, n%10, n)
	for _, c := range "0123456789X" {
		if validID(body + string(c)) {
			return body + string(c)
		}
	}
	panic("no such number: " + body)
}

// listed is a form whose rows are written as field=value, parted by blanks.
func listed(no, month int, unit forms.Unit, rows ...string) Submission {
	c := &forms.Claims{Sheet: "Sheet1"}
	for i, line := range rows {
		row := c.Add(forms.RowRef{Number: int32(i + 2)})
		for _, cell := range strings.Fields(line) {
			field, value, _ := strings.Cut(cell, "=")
			c.Put(row, field, value, value)
		}
	}
	return Submission{
		ID: fmt.Sprintf("S%04d", no), File: fmt.Sprint(no, ".csv"), Form: fmt.Sprint("f", no), Unit: unit,
		AsOf: forms.NewDate(2026, month, 1), Claims: []*forms.Claims{c},
	}
}

// homesOf are the names in each home, the head first and marked.
func homesOf(r *Register) []string {
	var out []string
	for _, h := range r.Households {
		var names []string
		for _, m := range h.Members {
			name := r.People[m].Value("person.name")
			if m == h.Head {
				name += "*"
			}
			names = append(names, name)
		}
		if h.Head < 0 {
			slices.Sort(names)
		}
		out = append(out, strings.Join(names, " "))
	}
	slices.Sort(out)
	return out
}

func person(n int, name, more string) string {
	return fmt.Sprintf("person.name=%s person.id_no=%s %s", name, idOf(n), more)
}

func TestHomes(t *testing.T) {
	const room, other = "person.residence_address=锦绣小区3号楼1单元502室", "person.residence_address=滨江花园8号楼2单元101室"
	for _, c := range []struct {
		name string
		subs []Submission
		want []string
	}{
		{"two households in one room", []Submission{listed(
			1, 1, forms.UnitPerson,
			person(1, "王一", room+" person.relation=户主"), person(2, "王二", room+" person.relation=子 household.head_name=王一"),
			person(3, "赵三", room+" person.relation=户主"), person(4, "赵四", room+" person.relation=女 household.head_name=赵三"),
		)}, []string{"王一* 王二", "赵三* 赵四"}},
		{"a collective home has no head", []Submission{listed(
			1, 1, forms.UnitPerson,
			person(1, "王一", "person.residence_address=幸福路9号安康养老院203室 person.relation=户主"),
			person(2, "李二", "person.residence_address=幸福路9号安康养老院305室 person.relation=户主"),
			person(3, "赵三", "person.residence_address=幸福路9号安康养老院"),
			person(4, "孙四", room+" person.relation=户主"),
		)}, []string{"孙四*", "李二 王一 赵三"}},
		{"a form calls it collective", []Submission{listed(
			1, 1, forms.UnitPerson,
			person(1, "王一", room+" household.kind=集体户"), person(2, "李二", room+" household.kind=集体户 person.relation=户主"),
		)}, []string{"李二 王一"}},
		{"an estate called a dormitory is none", []Submission{listed(
			1, 1, forms.UnitPerson,
			person(1, "王一", "person.residence_address=老棉纺厂宿舍3号楼1单元502室 person.relation=户主"),
			person(2, "李二", "person.residence_address=老棉纺厂宿舍3号楼1单元503室 person.relation=户主"),
		)}, []string{"李二*", "王一*"}},
		{"the head and most members move: the home moves", []Submission{
			listed(1, 1, forms.UnitPerson, person(1, "王一", room+" person.relation=户主"),
				person(2, "李二", room+" person.relation=配偶 household.head_name=王一"), person(3, "王三", room+" person.relation=子 household.head_name=王一")),
			listed(2, 6, forms.UnitPerson, person(1, "王一", other+" person.relation=户主"), person(2, "李二", other+" person.relation=配偶 household.head_name=王一")),
			listed(3, 7, forms.UnitPerson, person(1, "王一", other+" person.relation=户主"), person(2, "李二", other+" person.relation=配偶 household.head_name=王一")),
		}, []string{"王一* 李二 王三"}},
		{"a grown child who heads a new room parts from the home", []Submission{
			listed(1, 1, forms.UnitPerson, person(1, "王一", room+" person.relation=户主"), person(3, "王三", room+" person.relation=子 household.head_name=王一")),
			listed(2, 6, forms.UnitPerson, person(1, "王一", room+" person.relation=户主"), person(3, "王三", other+" person.relation=户主")),
			listed(3, 7, forms.UnitPerson, person(3, "王三", other+" person.relation=户主")),
		}, []string{"王一*", "王三*"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := build(t, c.subs, nil, 1)
			if got := homesOf(r); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			for _, h := range r.Households {
				if h.Collective != (h.Head < 0) {
					t.Errorf("%s: head %d, collective %t", h.ID, h.Head, h.Collective)
				}
			}
			for _, q := range r.Questions {
				t.Errorf("asks %s %s", q.Kind, q.Gate)
			}
		})
	}
}

// A rented dwelling ties the home that lives there to its owner, by the owner's ID
// number, or by the name with the phone; a name alone names nobody.
func TestTenure(t *testing.T) {
	const owned = "滨江花园8号楼2单元101室"
	for _, c := range []struct {
		name  string
		house string
		owner string
		let   bool
	}{
		{"by number", "house.owner_name=王一 house.owner_id=" + idOf(1), "王一", true},
		{"by name and phone", "house.owner_name=王一 house.owner_phone=19900000001", "王一", true},
		{"by name alone", "house.owner_name=王一", "", false},
		{"someone else's number", "house.owner_name=王二 house.owner_id=" + idOf(1), "", false},
		{"who lives there owns it", "house.owner_name=赵三 house.owner_id=" + idOf(3), "赵三", false},
		{"let by one from elsewhere", "house.owner_name=周七 house.is_rented=是", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := build(t, []Submission{
				listed(1, 1, forms.UnitPerson, person(1, "王一", "person.phone=19900000001 person.residence_address=锦绣小区3号楼1单元502室 person.relation=户主"),
					person(3, "赵三", "person.residence_address="+owned+" person.relation=户主 "+c.house)),
			}, nil, 1)
			at := slices.IndexFunc(r.Dwellings, func(d Dwelling) bool { return d.Address == owned })
			d := &r.Dwellings[at]
			owner := ""
			if d.Owner >= 0 {
				owner = r.People[d.Owner].Value("person.name")
			}
			if owner != c.owner || d.Let != c.let || len(d.Homes) != 1 {
				t.Errorf("owner %q, let %t, homes %v", owner, d.Let, d.Homes)
			}
		})
	}
}
