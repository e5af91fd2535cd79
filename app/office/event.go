package office

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"time"

	"huce/archive"
	"huce/archive/register"
	"huce/forms"
	"huce/forms/vocab"
)

// HappeningKind is a kind of event that a clerk enters by hand.
type HappeningKind string

// The kinds of happening.
const (
	HappenedBirth HappeningKind = "birth" // 出生, in a home
	HappenedDeath HappeningKind = "death" // 死亡, of a person
	HappenedMove  HappeningKind = "move"  // 搬家, of a person or of all in a home
	HappenedLeave HappeningKind = "leave" // 迁出, of a person or of all in a home
)

// Happening is something that a clerk knows without a form: who was born, died, moved
// or left.
type Happening struct {
	Kind    HappeningKind
	Subject string     // P… or H…; of a birth the home
	Day     forms.Date // on which it happened
	To      string     // of a move the new address, of a leave where to, "" where unknown
	// Of a birth the child; its ID number and relation to the head may not be known yet.
	Name, Sex, ID, Relation string
}

// happenings are what each kind is called on its form, and what it says of its person.
var happenings = map[HappeningKind]struct{ title, says string }{
	HappenedBirth: {"出生登记", "出生"},
	HappenedDeath: {"死亡登记", "死亡"},
	HappenedMove:  {"搬家登记", "搬家"},
	HappenedLeave: {"迁出登记", "迁出"},
}

// happened are the columns of what is entered by hand.
var happened = []struct{ label, field string }{
	{"姓名", "person.name"},
	{"身份证号码", "person.id_no"},
	{"性别", "person.sex"},
	{"出生日期", "person.birth"},
	{"与户主关系", "person.relation"},
	{"户主姓名", "household.head_name"},
	{"户主身份证号码", "household.head_id"},
	{"现住址", "person.residence_address"},
	{"登记事项", forms.OwnField + "登记事项"},
	{"去向", forms.OwnField + "去向"},
}

// Happened enters an event by hand. It is kept as a form of one's own, whose source is
// the clerk: Withdraw takes it back by the id that is returned, and every value says
// where it comes from. The same on the same day again is refused: event_known.
func (o *Office) Happened(h Happening) (string, error) {
	if err := o.need(Enter); err != nil {
		return "", err
	}
	reg, err := o.archive.Register()
	if err != nil {
		return "", err
	}
	rows, err := o.happenedTo(reg, h)
	if err != nil {
		return "", err
	}
	f, err := o.happenedFile(h, rows)
	if err != nil {
		return "", err
	}
	done, err := o.archive.Import(f)
	switch {
	case err != nil:
		return "", err
	case done.Already && !done.Withdrawn:
		return "", forms.NewFault("event_known", done.ID)
	case done.Already:
		return done.ID, o.archive.Restore(done.ID)
	}
	return done.ID, nil
}

// happenedTo are the rows that an event makes, by the fields of happened.
func (o *Office) happenedTo(reg *register.Register, h Happening) ([]map[string]string, error) {
	kind, known := happenings[h.Kind]
	if !known {
		return nil, forms.NewFault("event_kind", string(h.Kind))
	}
	if !h.Day.Full() || h.Day.Compare(o.Today()) > 0 {
		return nil, forms.NewFault("event_day", h.Day.String())
	}
	if h.Kind == HappenedBirth {
		row, err := born(reg, h)
		if err != nil {
			return nil, err
		}
		row[forms.OwnField+"登记事项"] = kind.says
		return []map[string]string{row}, nil
	}
	var people []int
	if p := reg.FindPerson(h.Subject); p >= 0 {
		people = []int{p}
	} else if at := reg.FindHousehold(h.Subject); at >= 0 && h.Kind != HappenedDeath {
		people = reg.Households[at].Members
	}
	if len(people) == 0 {
		return nil, forms.NewFault("unknown_subject", h.Subject)
	}
	to, _ := vocab.ParseText("person.residence_address", h.To)
	if h.Kind == HappenedMove && to == "" {
		return nil, forms.NewFault("event_where")
	}
	var rows []map[string]string
	for _, p := range people {
		row := map[string]string{forms.OwnField + "登记事项": kind.says}
		for _, f := range []string{"person.name", "person.id_no", "person.sex", "person.birth"} {
			row[f] = reg.People[p].Value(f)
		}
		if h.Kind == HappenedMove {
			row["person.residence_address"] = to
		} else {
			row[forms.OwnField+"去向"] = strings.TrimSpace(h.To)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// born is the row of a child.
func born(reg *register.Register, h Happening) (map[string]string, error) {
	at := reg.FindHousehold(h.Subject)
	if at < 0 {
		return nil, forms.NewFault("unknown_subject", h.Subject)
	}
	home := &reg.Households[at]
	row := map[string]string{"person.birth": h.Day.String()}
	for field, text := range map[string]string{"person.name": h.Name, "person.sex": h.Sex, "person.id_no": h.ID, "person.relation": h.Relation} {
		value, issues := vocab.ParseText(field, text)
		if len(issues) > 0 {
			return nil, forms.NewFault("event_value", text)
		}
		row[field] = value
	}
	if row["person.name"] == "" {
		return nil, forms.NewFault("event_name")
	}
	if id := vocab.ParseID(row["person.id_no"]); row["person.id_no"] != "" && (!id.Valid || id.Birth != h.Day) {
		return nil, forms.NewFault("event_value", h.ID)
	}
	if home.Head >= 0 {
		row["household.head_name"] = reg.People[home.Head].Value("person.name")
		row["household.head_id"] = reg.People[home.Head].Value("person.id_no")
	}
	if home.Dwelling >= 0 {
		row["person.residence_address"] = reg.Dwellings[home.Dwelling].Address
	}
	return row, nil
}

// happenedFile is the form that an event is kept as.
func (o *Office) happenedFile(h Happening, rows []map[string]string) (archive.ImportFile, error) {
	title := happenings[h.Kind].title
	l := forms.Layout{
		Sheet: title, Kind: forms.KindTable, Title: title, Department: register.Clerks, Unit: forms.UnitPerson, AsOf: h.Day,
		HeaderRows: forms.Span{First: 2, Last: 2}, DataRows: forms.Span{First: 3, Last: 2 + len(rows)},
	}
	c := &forms.Claims{Sheet: title}
	for range rows {
		c.Add(forms.RowRef{Number: int32(3 + len(c.Rows))})
	}
	table := [][]string{{title, h.Day.String()}, nil}
	for range rows {
		table = append(table, nil)
	}
	for _, col := range happened {
		if !slices.ContainsFunc(rows, func(r map[string]string) bool { return r[col.field] != "" }) {
			continue
		}
		l.Columns = append(l.Columns, forms.Column{Index: len(l.Columns), Label: col.label, Field: standard(col.field), Confidence: 1})
		table[1] = append(table[1], col.label)
		for r, row := range rows {
			c.Put(r, col.field, row[col.field], row[col.field])
			table[2+r] = append(table[2+r], row[col.field])
		}
	}
	b := bytes.NewBufferString("\ufeff")
	if err := csv.NewWriter(b).WriteAll(table); err != nil {
		return archive.ImportFile{}, forms.NewFault("write_failed", title).Because(err)
	}
	return archive.ImportFile{
		Path: title + "-" + o.Now().Format(time.DateOnly) + ".csv", Format: forms.CSV, Data: b.Bytes(), Layouts: []forms.Layout{l},
		Submission: register.Submission{
			File: title + "-" + o.Now().Format(time.DateOnly) + ".csv", Form: "entered-" + string(h.Kind), Title: title,
			Department: register.Clerks, Unit: forms.UnitPerson, AsOf: h.Day, Period: h.Day.String(), Claims: []*forms.Claims{c},
		},
	}, nil
}

// standard is a field as a layout names it: "" for a form's own.
func standard(field string) string {
	if strings.HasPrefix(field, forms.OwnField) {
		return ""
	}
	return field
}
