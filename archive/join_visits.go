package archive

import (
	"cmp"
	"fmt"

	"huce/archive/plan"
	"huce/archive/register"
)

// homesVisited are, of the homes that visits speak of, rows of their people: what the
// home is known by in another archive, where it has another id.
func (a *Archive) homesVisited(list []plan.Visit) (map[string][]register.RowID, error) {
	homes := map[string][]register.RowID{}
	if len(list) == 0 {
		return homes, nil
	}
	reg, err := a.Register()
	if err != nil {
		return nil, err
	}
	visited := map[int][]string{} // household → ids by which visits call it
	for _, v := range list {
		if _, seen := homes[v.Household]; seen {
			continue
		}
		homes[v.Household] = nil
		id, err := a.CurrentID(v.Household)
		if err != nil {
			return nil, err
		}
		if h := reg.FindHousehold(id); h >= 0 {
			visited[h] = append(visited[h], v.Household)
		}
	}
	for i := range reg.Links {
		l := &reg.Links[i]
		for _, id := range visited[reg.People[l.Person].Household] {
			homes[id] = append(homes[id], l.ID)
		}
	}
	return homes, nil
}

// joinVisits keeps the visits that aren't here, each at the home that its rows are of.
func (a *Archive) joinVisits(theirs []plan.Visit, homes map[string][]register.RowID) (n int, err error) {
	if len(theirs) == 0 {
		return 0, nil
	}
	reg, err := a.Register()
	if err != nil {
		return 0, err
	}
	here := map[register.RowID]string{} // the home of a row
	for i := range reg.Links {
		if h := reg.People[reg.Links[i].Person].Household; h >= 0 {
			here[reg.Links[i].ID] = reg.Households[h].ID
		}
	}
	err = a.update(func(c *txn) error {
		n = 0
		mine, err := listJSON[plan.Visit](c, bucketVisits)
		if err != nil {
			return err
		}
		have := map[string]int{}
		for _, v := range mine {
			have[visitSays(v)]++
		}
		for _, v := range theirs {
			raw := visitSays(v)
			v.Household = cmp.Or(homeOf(homes[v.Household], here), v.Household)
			key := visitSays(v)
			if have[raw] > 0 {
				key = raw
			}
			if have[key] > 0 {
				have[key]--
				continue
			}
			v.ID = ""
			if _, err := visits.put(c, v); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return errNothing
		}
		return a.enter(c, "join", "", "")
	})
	return n, err
}

func visitSays(v plan.Visit) string {
	v.ID = ""
	return fmt.Sprintf("%+v", v)
}

// homeOf is the home here that most of some rows are of, the first of two.
func homeOf(rows []register.RowID, here map[register.RowID]string) string {
	count, best := map[string]int{}, ""
	for _, r := range rows {
		id := here[r]
		if id == "" {
			continue
		}
		count[id]++
		if best == "" || count[id] > count[best] || count[id] == count[best] && id < best {
			best = id
		}
	}
	return best
}
