package plan

import (
	"cmp"
	"slices"
)

// MeetingCount counts a year's meetings against the monthly one that is to replace
// them.
type MeetingCount struct {
	Year        int
	Monthly     int // on record
	MonthlyHeld int
	MonthsHeld  [13]int // by month, from 1: monthly ones held
	Joint       int     // 联席会
	Resident    int     // 居民代表会议
	Others      int     // called by departments for themselves, beyond the monthly one
	OthersHeld  int
	People      int // sent to those others, counted by head and meeting
	Departments []DepartmentMeetings
}

// DepartmentMeetings are the meetings that one department called for itself.
type DepartmentMeetings struct {
	Department string
	Meetings   []int // indexes of the list
	People     int
}

// CountMeetings counts the meetings of a year; year 0 is every year.
func CountMeetings(list []Meeting, year int) MeetingCount {
	c := MeetingCount{Year: year}
	for i := range list {
		m := &list[i]
		if year != 0 && int(m.Date.Year) != year {
			continue
		}
		switch m.Kind {
		case MeetingMonthly:
			c.Monthly++
			if m.Held {
				c.MonthlyHeld++
				c.MonthsHeld[min(int(m.Date.Month), 12)]++
			}
		case MeetingJoint:
			c.Joint++
		case MeetingResident:
			c.Resident++
		default:
			c.other(i, m)
		}
	}
	slices.SortStableFunc(c.Departments, func(a, b DepartmentMeetings) int { return cmp.Compare(len(b.Meetings), len(a.Meetings)) })
	return c
}

func (c *MeetingCount) other(i int, m *Meeting) {
	c.Others++
	if m.Held {
		c.OthersHeld++
	}
	c.People += m.People
	k := slices.IndexFunc(c.Departments, func(d DepartmentMeetings) bool { return d.Department == m.Department })
	if k < 0 {
		k = len(c.Departments)
		c.Departments = append(c.Departments, DepartmentMeetings{Department: m.Department})
	}
	c.Departments[k].Meetings = append(c.Departments[k].Meetings, i)
	c.Departments[k].People += m.People
}
