package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// careLine is a line of the table of welfare visits, ready to be tested.
type careLine struct {
	class, rhythm string
	days          int
	all           []condition
}

// usualCare is the table of assets/rules/plan_visits.json, a line for each group of
// conditions.
var usualCare = sync.OnceValue(func() []WelfareRule {
	var lines []WelfareRule
	for _, k := range visitBook().Classes {
		for _, group := range k.Any {
			parts := make([]string, len(group.All))
			for i := range group.All {
				c := &group.All[i]
				parts[i] = strings.Join(append([]string{c.field, c.test}, c.words...), " ")
			}
			lines = append(lines, WelfareRule{
				Class: k.Label, Rhythm: k.Rhythm, Days: k.Days, Who: group.Who, When: strings.Join(parts, "; "), Order: 10 * (len(lines) + 1),
			})
		}
	}
	return lines
})

// WelfareTable is the table of welfare visits in force, in its order: the clerk's lines,
// or while there are none the program's.
func WelfareTable(kept []WelfareRule) []WelfareRule {
	if len(kept) == 0 {
		return slices.Clone(usualCare())
	}
	table := slices.DeleteFunc(slices.Clone(kept), func(w WelfareRule) bool { return w.Dropped })
	slices.SortStableFunc(table, func(a, b WelfareRule) int { return a.Order - b.Order })
	return table
}

// CheckWelfareRule reports what of a line can't be read.
func CheckWelfareRule(w *WelfareRule) error {
	_, err := careConditions(w.When)
	return err
}

// careConditions reads WelfareRule.When.
func careConditions(when string) ([]condition, error) {
	var all []condition
	for _, part := range strings.FieldsFunc(when, func(r rune) bool { return strings.ContainsRune(";；\n", r) }) {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		if len(words) < 2 || tests[words[1]] == nil {
			return nil, fmt.Errorf("no such condition: %q", strings.TrimSpace(part))
		}
		k := condition{field: words[0], test: words[1], words: words[2:]}
		need := map[string]int{"age": 2, "same": 1, "upto": 1, "turns": 1, "is": 1, "has": 1, "other": 1}[k.test]
		if len(k.words) < need {
			return nil, fmt.Errorf("%s needs %d more words: %q", k.test, need-len(k.words), strings.TrimSpace(part))
		}
		if k.test == "age" {
			for _, y := range k.words {
				if _, err := strconv.Atoi(y); err != nil {
					return nil, fmt.Errorf("no age: %q", y)
				}
			}
		}
		all = append(all, k)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no condition")
	}
	return all, nil
}

// readCare makes the table of welfare visits ready. A line that can't be read holds of
// nobody: CheckWelfareRule keeps such from getting in.
func (c *census) readCare() {
	for _, w := range WelfareTable(c.in.WelfareRules) {
		all, err := careConditions(w.When)
		if err != nil {
			continue
		}
		for i := range all {
			k := &all[i]
			fields := k.fields()
			k.slot, k.other = c.slotOf(fields[0]), c.slotOf(fields[len(fields)-1])
		}
		c.care = append(c.care, careLine{w.Class, w.Rhythm, w.Days, all})
	}
}

// slotOf is the slot of a field, a new one where no rule of the program reads it.
func (c *census) slotOf(field string) int {
	if s, ok := c.slot[field]; ok {
		return s
	}
	if !c.ownSlots {
		own := make(map[string]int, len(c.slot)+1)
		for f, s := range c.slot {
			own[f] = s
		}
		c.slot, c.ownSlots = own, true
	}
	c.slot[field] = len(c.slot)
	return c.slot[field]
}
