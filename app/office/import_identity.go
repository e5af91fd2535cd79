package office

import (
	"strconv"
	"strings"

	"huce/archive/link"
	"huce/archive/register"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// A column that was sorted without the others, filled down or put in a line off shows
// in its ID numbers: they are others' than the rows say. So many rows must show it,
// and one in so many of those that could.
const (
	misplacedRows  = 6
	misplacedShare = 3
)

// holders are the names under which valid ID numbers were given, by what was imported.
type holders map[string][]string

// known fills the holders, and what they hold, from the imports in force when they are
// first needed.
func (in *intake) known() (holders, error) {
	if in.holders != nil {
		return in.holders, nil
	}
	h, held := holders{}, newBelongings()
	for i := range in.subs {
		if in.subs[i].Withdrawn {
			continue
		}
		sub, err := in.archive.Submission(in.subs[i].ID)
		if err != nil {
			return nil, err
		}
		h.learn(sub.Claims)
		held.learn(sub.Claims)
	}
	in.holders, in.held = h, held
	return h, nil
}

func (h holders) add(id, name string) {
	if id != "" && name != "" {
		h[id] = append(h[id], name)
	}
}

// learn adds what a file taken in says.
func (h holders) learn(claims []*forms.Claims) {
	for _, c := range claims {
		eachIdentity(c, func(_ int, id vocab.ID, name string) {
			if !h.held(id.Number, name) {
				h.add(id.Number, name)
			}
		})
	}
}

// held reports whether a number is known under a name, or one that a slip of the hand
// may have made of it.
func (h holders) held(id, name string) bool {
	for _, n := range h[id] {
		if link.Alike(vocab.Simplified(n), vocab.Simplified(name)) || strings.HasPrefix(n, name+"·") || strings.HasPrefix(name, n+"·") {
			return true
		}
	}
	return false
}

// eachIdentity calls do with the rows that give a valid ID number and a name.
func eachIdentity(c *forms.Claims, do func(row int, id vocab.ID, name string)) {
	for r := range c.Rows {
		name := c.Get(r, "person.name")
		if id := vocab.ParseID(c.Get(r, "person.id_no")); id.Valid && name != "" {
			do(r, id, name)
		}
	}
}

// misplaced counts the rows of a sheet whose ID number is another's: it is known
// under another name, it stands under another name above, or its birth is not the one
// beside it. first is the file's number of the first of them.
func (h holders) misplaced(c *forms.Claims) (rows, first int) {
	birth, above := c.Column("person.birth"), map[string]string{}
	could := 0
	eachIdentity(c, func(r int, id vocab.ID, name string) {
		before, again := above[id.Number]
		above[id.Number] = name
		stated, dated := forms.Date{}, false
		if birth >= 0 && c.ShownAs(birth, r) != "" {
			stated, dated = forms.ParseISO(c.Value(birth, r))
		}
		switch {
		case len(h[id.Number]) == 0 && !again && !dated:
			return
		case len(h[id.Number]) > 0 && !h.held(id.Number, name), again && !link.Alike(before, name) && !h.held(id.Number, name), dated && stated.Year != id.Birth.Year:
			if rows == 0 {
				first = int(c.Rows[r].Number)
			}
			rows++
		}
		could++
	})
	if rows < misplacedRows || rows*misplacedShare < could {
		return 0, 0
	}
	return rows, first
}

// shiftedFrom counts the rows of a sheet whose values stand beside their columns.
func shiftedFrom(c *forms.Claims) (rows, first int) {
	for _, is := range c.Issues {
		if is.Code != "row_shifted" {
			continue
		}
		if rows == 0 || is.Row+1 < first {
			first = is.Row + 1
		}
		rows++
	}
	if rows < misplacedRows {
		return 0, 0
	}
	return rows, first
}

// asksIdentity is what a file has to have answered whose ID numbers are others' than
// its rows say, whose rows from one on stand a column off, or one of whose columns
// gives people what others had.
func (in *intake) asksIdentity(sub *register.Submission) ([]ImportQuestion, error) {
	var out []ImportQuestion
	for _, c := range sub.Claims {
		if rows, first := shiftedFrom(c); rows > 0 && !in.says(AskShifted) {
			return append(out, ImportQuestion{
				Key: AskShifted, Choices: []string{"yes"}, Proposed: "yes",
				Text: assets.Text(in.Lang, "ask.shifted_from", c.Sheet, strconv.Itoa(first), strconv.Itoa(rows)),
			}), nil
		}
	}
	if in.says(AskIdentity) && in.says(AskExchanged) {
		return nil, nil
	}
	known, err := in.known()
	if err != nil {
		return nil, err
	}
	for _, c := range sub.Claims {
		if rows, first := known.misplaced(c); rows > 0 {
			if in.says(AskIdentity) {
				return nil, nil // whose is what stands beside others' numbers can't be asked
			}
			return append(out, ImportQuestion{
				Key: AskIdentity, Choices: []string{"yes"}, Proposed: "yes",
				Text: assets.Text(in.Lang, "ask.identity", c.Sheet, strconv.Itoa(rows), strconv.Itoa(first)),
			}), nil
		}
	}
	for _, c := range sub.Claims {
		if field, rows, first := in.held.exchanged(c); rows > 0 && !in.says(AskExchanged) {
			about := []string{c.Sheet, FieldLabel(field), strconv.Itoa(rows), strconv.Itoa(first)}
			return append(out, ImportQuestion{
				Key: AskExchanged, Choices: []string{"yes"}, Proposed: "yes",
				Text: assets.Text(in.Lang, "ask.exchanged", about...), About: about,
			}), nil
		}
	}
	return nil, nil
}

// says reports whether a question of yes and no was answered by yes.
func (in *intake) says(key string) bool { return strings.EqualFold(in.opt.Answers[key], "yes") }
