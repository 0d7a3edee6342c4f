package status

import (
	"fmt"
	"time"
)

// Period is a stretch of the calendar, [Start, End), that figures are given
// for. It is cut at local midnights, so its length follows the clock changes.
type Period struct {
	Name       string // "2026-10", "2026-Q4", "2026", "2026-09-17" for a contract month, "90d"
	Start, End time.Time
}

// MonthOf is the calendar month of an instant.
func MonthOf(t time.Time, zone *time.Location) Period {
	start := localMonth(t, zone, 0)
	return Period{start.Format("2006-01"), start, localMonth(t, zone, 1)}
}

// QuarterOf is the quarter of an instant.
func QuarterOf(t time.Time, zone *time.Location) Period {
	into := int(t.In(zone).Month()-1) % 3
	start := localMonth(t, zone, -into)
	return Period{fmt.Sprintf("%d-Q%d", start.Year(), int(start.Month()-1)/3+1), start, localMonth(t, zone, 3-into)}
}

// YearOf is the calendar year of an instant.
func YearOf(t time.Time, zone *time.Location) Period {
	year := t.In(zone).Year()
	return Period{fmt.Sprint(year), dayStart(year, time.January, 1, zone), dayStart(year+1, time.January, 1, zone)}
}

// ContractMonthOf is the month of a contract that begins on a day of the month:
// with 17, from the 17th to the 16th. In a month that has no such day it begins
// on the last one.
func ContractMonthOf(t time.Time, zone *time.Location, day int) Period {
	y, m, d := t.In(zone).Date()
	begin := func(months int) time.Time {
		last := time.Date(y, m+time.Month(months)+1, 0, 12, 0, 0, 0, time.UTC)
		return dayStart(last.Year(), last.Month(), min(day, last.Day()), zone)
	}
	back := 0
	if _, _, first := begin(0).Date(); d < first {
		back = 1
	}
	start := begin(-back)
	return Period{start.Format(time.DateOnly), start, begin(1 - back)}
}

// Rolling is the last days up to the end of t's.
func Rolling(t time.Time, zone *time.Location, days int) Period {
	return Period{fmt.Sprintf("%dd", days), localDay(t, zone, 1-days), localDay(t, zone, 1)}
}

// seconds is the period's whole length.
func (p Period) seconds() int64 { return p.End.Unix() - p.Start.Unix() }

// Account is a figure with the seconds of each state, so that it can be checked
// by hand: Up, Degraded, Partial, Down and Unplanned are what is counted, and
// with the figure's Excluded and Unknown they make its Span.
type Account struct {
	Figure
	Up, Degraded, Partial, Down int
	Unplanned                   int // maintenance that was not announced in time, or beyond its window
}

// Account is the account from start to end, as far as the record goes.
func (t *Timeline) Account(start, end time.Time) Account {
	sum := t.between(start.Unix(), end.Unix())
	seconds := func(s State) int { return int(sum[s.rank()]) }
	return Account{t.Figure(start, end), seconds(Operational), seconds(Degraded), seconds(PartialOutage), seconds(MajorOutage), seconds(UnderMaintenance)}
}

// Availability is that of several services as one: the sums of their seconds,
// each service's multiplied by its weight. A service that is known for half the
// period counts half as much as one that is known for all of it.
func Availability(services []*Service, start, end time.Time) Figure {
	all := Figure{Start: start, End: start}
	for _, s := range services {
		f := s.Timeline.Figure(start, end)
		all.Span += f.Span * s.Weight
		all.Excluded += f.Excluded * s.Weight
		all.Unknown += f.Unknown * s.Weight
		all.Lost += f.Lost * s.Weight
		if f.End.After(all.End) {
			all.End = f.End
		}
	}
	all.Known = all.enough()
	return all
}

// All are the group's services and those of the groups in it.
func (b *Board) All(g *Group) []*Service {
	var out []*Service
	for _, s := range b.Services {
		if s.Group == g || s.Group.Parent != nil && s.Group.Parent == g {
			out = append(out, s)
		}
	}
	return out
}
