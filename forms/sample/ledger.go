package sample

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"huce/forms"
)

// ownValue is how a department's own field is filled (a line of data/values.txt).
type ownValue struct {
	share float64
	kind  string
	args  string
}

var ownValues = sync.OnceValue(func() map[string]ownValue {
	all := map[string]ownValue{}
	for _, line := range dataLines("values.txt") {
		p := strings.SplitN(line, " ", 4)
		share, err := strconv.ParseFloat(p[1], 64)
		if err != nil || len(p) < 3 {
			panic("sample: values.txt: " + line)
		}
		v := ownValue{share: share, kind: p[2]}
		if len(p) == 4 {
			v.args = p[3]
		}
		all[p[0]] = v
	}
	return all
})

// own is the value of a department's own field.
func (e *entry) own(f *field) string {
	v, ok := ownValues()[f.Name]
	if !ok {
		return e.plain(f)
	}
	if !e.has(f.Name+" filled", v.share) {
		return ""
	}
	return e.make(f, v)
}

// plain is a value by a field's type alone.
func (e *entry) plain(f *field) string {
	switch {
	case f.Name == "report.filler":
		return e.w.official(e.vary(f.Name))
	case f.Name == "report.date":
		return addDays(e.on, -e.vary(f.Name).draw("days", 30)).String()
	}
	return ""
}

// vary is a salt that changes from round to round.
func (e *entry) vary(name string) salt {
	return salt(mix(uint64(e.salt) ^ fnv(name) ^ uint64(e.round+1)))
}

func (e *entry) make(f *field, v ownValue) string {
	now := e.vary(f.Name)
	switch v.kind {
	case "list":
		return e.of(f.Name, v.args)
	case "vary":
		return now.of(f.Name, v.args)
	case "serial":
		prefix, digits, _ := strings.Cut(v.args, " ")
		n, _ := strconv.Atoi(digits)
		return prefix + fmt.Sprintf("%0*d", n, e.draw(f.Name, pow10(n)))
	case "number":
		a := numbers(v.args)
		return strconv.Itoa(a[0] + e.draw(f.Name, (a[1]-a[0])/a[2]+1)*a[2])
	case "decimal":
		a := numbers(v.args)
		return tenths(a[0]*10 + e.draw(f.Name, (a[1]-a[0])*10))
	case "yes":
		p, _ := strconv.ParseFloat(v.args, 64)
		return yes(e.has(f.Name, p))
	case "code":
		return e.someCode(f, v.args)
	case "codes":
		return e.someCodes(f, v.args)
	case "staff":
		return e.w.official(now)
	case "duty":
		return e.w.someNumber(salt(e.w.seed), "duty telephone")
	}
	return e.day(f, v, now)
}

// day is a date: long since, lately, soon.
func (e *entry) day(f *field, v ownValue, now salt) string {
	a := numbers(v.args)
	d := forms.Date{}
	switch v.kind {
	case "since", "month":
		d = addDays(e.w.start, -365*a[1]-e.draw(f.Name, 365*(a[0]-a[1])+1))
	case "recent":
		d = addDays(e.on, -a[0]-now.draw(f.Name, a[1]-a[0]+1))
	case "ahead":
		d = addDays(e.on, a[0]+now.draw(f.Name, a[1]-a[0]+1))
	default:
		panic("sample: values.txt: no such kind: " + v.kind)
	}
	if e.p != nil && d.Year < e.p.birth.Year+int16(bornBefore(f.Name)) {
		return ""
	}
	return d.String()
}

// bornBefore is how old one is at least when something of a field's kind happens.
func bornBefore(name string) int {
	if strings.HasPrefix(name, "vet.") || strings.HasPrefix(name, "party.") {
		return 17
	}
	return 0
}

func (e *entry) someCode(f *field, bars string) string {
	if bars != "" {
		return e.of(f.Name, bars)
	}
	all := codeTables()[f.Codes]
	if len(all) == 0 {
		return ""
	}
	return all[e.draw(f.Name, len(all))].code
}

func (e *entry) someCodes(f *field, bars string) string {
	first := e.someCode(f, bars)
	if !e.has(f.Name+" two", 0.2) {
		return first
	}
	second := e.of(f.Name+" second", bars)
	if second == first {
		return first
	}
	return first + "|" + second
}

func numbers(args string) []int {
	var all []int
	for _, s := range strings.Fields(args) {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic("sample: values.txt: " + args)
		}
		all = append(all, n)
	}
	return all
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// officials work for the committee; they are made up, as everybody is.
const officials = "钱慧|吴晓峰|郑丽萍|何建平|沈燕|许志强"

const leaderName = "周文斌"

func (w *world) official(s salt) string { return s.of("official", officials) }
