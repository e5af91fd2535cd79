package recognise

import (
	"maps"
	"regexp"
	"slices"

	"huce/forms/vocab"
)

// pass lets the questions of a sheet speak to one another: each says what it knows of
// whom or what the others are about.
type pass func(qs []*question, m match)

// beforeWeighing settle whose a question is, before its own evidence is weighed: what its
// heading or the one in its own label says.
var beforeWeighing = []pass{
	ofOthers,       // headings of other people: 监护人 over 姓名
	ofSpouses,      // the wife is whom a form is about that asks for her husband
	ofSubjectsWord, // 志愿者电话 beside 老人姓名
	ofMembers,      // 成员1姓名 beside the 姓名 of whom a form is about
	byGroups,       // headings that no table knows go with all that stands under them
}

// afterWeighing change what the questions mean by what the others do. Each works with what
// those before it found, so their order counts: first what a column is by the ones beside
// it, then whose it is, at last what a form of this subject can't mean.
var afterWeighing = []pass{
	ofAccounts,      // 户名 and 卡号 beside a bank
	ofDoors,         // 户籍地 down to the door is an address
	somebody,        // a sheet about people asks for a name, under whatever label
	ofAnyHead,       // relations to somebody of whom no list of homes is
	ofCarers,        // whoever cares for a child is its guardian
	ofFamily,        // 家属 is a guardian or whoever is called in need
	chain,           // 联系电话 behind 产权人姓名 is the owner's
	inRow,           // the cells behind somebody's name in a row of a card
	ofTheOnlyOne,    // plain numbers are the owner's where he alone is named
	beside,          // the subject of the columns on both sides
	placeNames,      // a list of places asks for a name, under whatever label
	ofThings,        // numbers of things are not the form's own
	ofApplicants,    // whoever applies for a home whose members have their own columns
	ofRelations,     // 关系 under a heading of something else
	ofOrganisations, // what is asked of a shop is the shop's
	ofHomes,         // labels of homes on a form of homes
	ofSubjects,      // fields of a subject of which nothing else speaks
	ofNobody,        // numbers of someone whose name isn't asked for
}

// decide gives every question a field and how sure it is. The fields are given out
// for the sheet as a whole: two columns can't mean one field.
func decide(qs []*question, m match) ([]string, []float64) {
	for _, pass := range beforeWeighing {
		pass(qs, m)
	}
	named := m.names(qs)
	for _, q := range qs {
		q.weigh(m, named)
	}
	for _, pass := range afterWeighing {
		pass(qs, m)
	}
	fields, index := []string{}, map[string]int{}
	rows := make([]map[int]float64, len(qs))
	for i, q := range qs {
		rows[i] = map[int]float64{}
		first := earlier * float64(len(qs)-i) / float64(len(qs))
		for _, f := range slices.Sorted(maps.Keys(q.scores)) {
			j, ok := index[f]
			if !ok {
				j = len(fields)
				index[f] = j
				fields = append(fields, f)
			}
			rows[i][j] = q.scores[f]
			if rows[i][j] > 0 {
				rows[i][j] += first
			}
		}
	}
	chosen := assign(rows, len(fields))
	out, sure := make([]string, len(qs)), make([]float64, len(qs))
	taken := map[string]bool{}
	for i, j := range chosen {
		if j >= 0 {
			out[i] = fields[j]
			taken[fields[j]] = true
		}
	}
	for i, f := range out {
		if f != "" {
			sure[i] = qs[i].confidence(f, taken)
		}
	}
	return out, sure
}

// ofSubjectsWord gives what is asked of others to them, where the name asked for is of those
// whom another word names: 志愿者电话 beside 老人姓名 is no old person's.
func ofSubjectsWord(qs []*question, _ match) {
	of := ""
	for _, q := range qs {
		if w := vocab.SubjectWord(q.label); w != "" && len(q.seen) > 0 && q.seen[0].Field == "person.name" {
			of = w
			break
		}
	}
	if of == "" {
		return
	}
	same := map[string]bool{} // what is asked of those whose name is
	for _, q := range qs {
		if vocab.SubjectWord(q.label) == of && len(q.seen) > 0 {
			same[q.seen[0].Field] = true
		}
	}
	for _, q := range qs {
		if w := vocab.SubjectWord(q.label); w != "" && w != of && len(q.seen) > 0 && same[q.seen[0].Field] {
			q.another = true
			q.seen = slices.DeleteFunc(slices.Clone(q.seen), func(m vocab.Meaning) bool { return vocab.OfSubject(m.Field) })
		}
	}
}

// numberedMember is a label of one of several people beside the one whom a row is about.
var numberedMember = regexp.MustCompile(`^(?:家庭)?(?:成员|家长|监护人|联系人)[一二三四1-4](\p{Han}+)$`)

// ofMembers gives 成员1姓名, 成员1关系 to a relative of the one whom a form is about, where it
// names him too. Members that a row lists of a home are its own, see sets.go.
func ofMembers(qs []*question, _ match) {
	subject := slices.ContainsFunc(qs, func(q *question) bool {
		return !numberedMember.MatchString(bare(q.label)) && slices.ContainsFunc(q.seen, func(m vocab.Meaning) bool {
			return m.Field == "person.name" && m.Score >= 0.6
		})
	})
	if !subject {
		return
	}
	for _, q := range qs {
		if numberedMember.MatchString(bare(q.label)) {
			q.another = true
			q.seen = slices.DeleteFunc(slices.Clone(q.seen), func(m vocab.Meaning) bool { return vocab.OfSubject(m.Field) })
		}
	}
}
