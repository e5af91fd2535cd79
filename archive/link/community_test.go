package link

import (
	"strings"
	"testing"

	"huce/archive/link/linktest"
	"huce/forms/formstest"
	"huce/forms/vocab"
)

// community is rows of known truth.
type community struct {
	records   *Records
	person    []string
	household []string
	names     map[string]string // person → name
}

// loadCommunity reads linkdata/cn_dev_rows.csv.gz.
func loadCommunity(t testing.TB) *community {
	c := &community{names: map[string]string{}}
	var subs []int32
	var rows []Resident
	linktest.ReadTable(t, formstest.Shared(t, "linkdata", "cn_dev_rows.csv.gz"), func(get func(string) string) {
		name, _ := vocab.CleanName(get("name"))
		head, _ := vocab.CleanName(get("head"))
		birth, _ := vocab.ParseDate(get("birth"))
		sex, _ := vocab.ParseText("person.sex", get("sex"))
		phone, _ := vocab.ParsePhone(get("phone"))
		subs = append(subs, int32(digitsOf(get("form"), len(get("form")))))
		rows = append(rows, Resident{
			Name: name, ID: idText(get("id_no")), Birth: birth.String(), Sex: sex,
			Phone: strings.Join(phone, Also), Address: placeText(get("address")), Head: head,
		})
		c.person = append(c.person, get("person_truth"))
		c.household = append(c.household, get("household_truth"))
	})
	c.records = NewRecords(len(rows))
	for i, p := range rows {
		c.records.Put(i, subs[i], p)
	}
	linktest.ReadTable(t, formstest.Shared(t, "linkdata", "cn_dev_persons.csv.gz"), func(get func(string) string) {
		c.names[get("person_truth")] = get("name")
	})
	return c
}

func idText(s string) string {
	id := vocab.ParseID(s)
	if id.Fault == "id_cut" {
		return id.Number[:15] + "***"
	}
	if id.Fault == "id_scientific" {
		return ""
	}
	return id.Number
}

func placeText(s string) string {
	if s == "" {
		return ""
	}
	a := vocab.ParseAddress(s)
	return PlaceText(vocab.EstateKey(a.Estate), a.Building, a.Unit, a.Room, s)
}

func pinyin(s string) string {
	full, _ := vocab.Pinyin(s)
	return full
}
