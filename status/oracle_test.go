package status

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

// The oracle knows nothing of intervals. It has a cell for each second and
// paints into it what each file says; then it counts cells.

var oracleCases = flag.Int("oracle", 120, "random timelines to compare with the oracle")

// cell is what the oracle knows of a second.
type cell struct {
	said, measured State // empty: nothing
	planned        bool
}

// severity orders states of the same weight. It stands here again, so that a
// slip in the code that is tested is none of the oracle's.
var severity = map[State]int{Operational: 1, NoData: 2, UnderMaintenance: 3, Degraded: 4, PartialOutage: 5, MajorOutage: 6}

// worst is which of two states counts.
func worst(a, b State, weights map[State]int) State {
	switch {
	case a == "" || b != "" && weights[b] > weights[a]:
		return b
	case b != "" && weights[b] == weights[a] && severity[b] > severity[a]:
		return b
	}
	return a
}

// paint gives a cell for each second from since to asOf.
func (s scene) paint(weights map[State]int) []cell {
	cells := make([]cell, s.asOf-s.since)
	worse := func(a, b State) State { return worst(a, b, weights) }
	brush := func(from, to int64, f func(*cell)) {
		for t := max(from, s.since); t < min(to, s.asOf); t++ {
			f(&cells[t-s.since])
		}
	}
	for _, i := range s.incidents {
		for n, c := range i.changes {
			to := s.asOf
			if i.resolved > 0 {
				to = i.resolved
			}
			if n+1 < len(i.changes) {
				to = min(to, i.changes[n+1].at)
			}
			if c.state != Operational {
				brush(c.at, to, func(x *cell) { x.said = worse(x.said, c.state) })
			}
		}
	}
	s.paintSamples(s.samples, brush, worse)
	for _, v := range s.second {
		brush(v.start, v.end, func(x *cell) { x.measured = worse(x.measured, v.state) })
	}
	for _, m := range s.maintenances {
		for _, w := range s.windows(m) {
			impact := m.Services["s"]
			if w.cancelled || impact == Operational {
				continue
			}
			inside := w.start // the end of what is left out
			if early := w.announced != 0 && w.start-w.announced >= int64(s.rules.Announce/time.Second); early {
				inside = min(w.over, w.end)
				brush(w.start, inside, func(x *cell) { x.planned = true })
			}
			brush(inside, w.over, func(x *cell) { x.said = worse(x.said, impact) })
		}
	}
	return cells
}

// sceneWindow is a window as the oracle sees it: over is when it really was, and
// announced is 0 where it was not.
type sceneWindow struct {
	start, end, over, announced int64
	cancelled                   bool
}

// windows are those of a maintenance. One that repeats does so each day at the
// time that the wall shows.
func (s scene) windows(m Maintenance) []sceneWindow {
	first := sceneWindow{start: m.Start.Unix(), end: m.End.Unix(), over: m.End.Unix(), cancelled: m.Cancelled}
	if !m.Announced.IsZero() {
		first.announced = m.Announced.Unix()
	}
	if m.Repeat == nil {
		for _, u := range slices.Backward(m.Updates) {
			if u.Start.IsZero() || u.At.Unix() > s.asOf {
				continue
			}
			if u.Start.Unix() < first.start || u.End.Unix() > first.end {
				first.announced = u.At.Unix()
			}
			first.start, first.end = u.Start.Unix(), u.End.Unix()
			first.over = first.end
		}
		if m.Phase == InProgress && first.start <= s.asOf {
			first.over = max(first.end, s.asOf)
		}
		if len(m.Updates) > 0 && m.Updates[0].Phase == Completed {
			first.over = m.Updates[0].At.Unix()
		}
		return []sceneWindow{first}
	}
	all := []sceneWindow{first}
	local := m.Start.In(s.zone)
	for day := civil(local).add(1); day.noon().Unix() < s.asOf+2*86400; day = day.add(1) {
		w := first
		w.start = newBruteClock(day, s.zone).find(local.Hour()*60 + local.Minute()).Unix()
		if number(time.Unix(w.start, 0).In(s.zone)) != number(day.noon()) {
			continue // a day that the zone left out
		}
		w.end = w.start + first.end - first.start
		w.over = w.end
		for _, u := range m.Updates {
			if u.On == fmt.Sprintf("%04d-%02d-%02d", day.Year, day.Month, day.Day) {
				w.cancelled = true
			}
		}
		all = append(all, w)
	}
	return all
}

func (s scene) paintSamples(samples []sceneSample, brush func(from, to int64, f func(*cell)), worse func(a, b State) State) {
	var gaps []int64
	for i := 1; i < len(samples); i++ {
		gaps = append(gaps, samples[i].at-samples[i-1].at)
	}
	if len(gaps) == 0 {
		return
	}
	slices.Sort(gaps)
	usual := gaps[(len(gaps)-1)/2]
	for i, x := range samples {
		to := x.at + 2*usual
		if i+1 < len(samples) {
			to = min(to, samples[i+1].at)
		}
		if x.state != NoData {
			brush(x.at, to, func(c *cell) { c.measured = worse(c.measured, x.state) })
		}
	}
}

// counts is what the oracle counts for a period.
type counts struct {
	Span, Excluded, Unknown, Lost, Down, Partial, Degraded, Planned int
}

func (c *counts) add(x cell, policy Policy, weights map[State]int) {
	c.Span++
	if x.planned {
		c.Excluded++
		c.Planned++
		return
	}
	state := x.said
	switch policy {
	case Incidents:
		if state == "" {
			state = Operational
		}
	case Probes:
		state = x.measured
	default:
		state = worst(state, x.measured, weights)
	}
	c.Lost += weights[state]
	switch state {
	case "":
		c.Unknown++
	case MajorOutage:
		c.Down++
	case PartialOutage:
		c.Partial++
	case Degraded:
		c.Degraded++
	case UnderMaintenance:
		c.Planned++
	}
}

func TestSweepAgainstOracle(t *testing.T) {
	differences := 0
	for n := range *oracleCases {
		s := newScene(rand.New(rand.NewPCG(2026, uint64(n))))
		if !compareWithOracle(t, n, s) {
			differences++
		}
	}
	t.Logf("%d random timelines: %d differences", *oracleCases, differences)
}

// compareWithOracle says whether a scene's figures are the oracle's: of 90 days,
// each day, month and contract's month.
func compareWithOracle(t *testing.T, n int, s scene) (same bool) {
	t.Helper()
	b, lines := read(t, stamp(time.Unix(s.asOf, 0).UTC()), s.files(), func(c *Config) {
		c.Zone, c.Rules, c.Maintenances = s.zone, s.rules, s.maintenances
	})
	same = true
	differ := func(format string, args ...any) {
		same = false
		t.Errorf("scene %d (%s): %s", n, s.zone, fmt.Sprintf(format, args...))
	}
	for _, l := range lines {
		if !strings.Contains(l, "maintenance-overdue") {
			differ("%s", l)
		}
	}
	policy := b.Rules.Policy
	if len(s.samples) == 0 && len(s.second) == 0 {
		policy = Incidents
	}
	var whole counts
	days, months, contracts := map[int]*counts{}, map[int]*counts{}, map[int]*counts{}
	at := func(m map[int]*counts, key int) *counts {
		if m[key] == nil {
			m[key] = &counts{}
		}
		return m[key]
	}
	day, contract := 0, 0
	for i, x := range s.paint(b.Rules.Weights) {
		if second := s.since + int64(i); i == 0 || second%900 == 0 { // clocks change, and days begin, at quarters of an hour
			local := time.Unix(second, 0).In(s.zone)
			day, contract = number(local), contractMonth(local, s.contractDay)
		}
		for _, c := range []*counts{&whole, at(days, day), at(months, day/100), at(contracts, contract)} {
			c.add(x, policy, b.Rules.Weights)
		}
	}
	figure := func(what string, f Figure, want *counts) {
		if f.Span != want.Span || f.Excluded != want.Excluded || f.Unknown != want.Unknown || f.Lost != want.Lost {
			differ("%s: got %+v, want %+v", what, f, *want)
		}
	}
	service := b.Services[0]
	figure("90 days", service.Last90, &whole)
	for _, m := range service.Months {
		figure(m.Start.Format("2006-01"), m.Figure, at(months, number(m.Start)/100))
	}
	for month := ContractMonthOf(b.AsOf, s.zone, s.contractDay); month.End.Unix() > s.since; month = ContractMonthOf(month.Start.Add(-time.Second), s.zone, s.contractDay) {
		figure("contract month "+month.Name, service.Timeline.Figure(month.Start, month.End), at(contracts, contractMonth(month.Start, s.contractDay)))
	}
	for _, d := range service.Days {
		want := at(days, number(d.Start))
		got := counts{Down: d.Down, Partial: d.Partial, Degraded: d.Degraded, Planned: d.Planned, Unknown: d.Unknown}
		if got != (counts{Down: want.Down, Partial: want.Partial, Degraded: want.Degraded, Planned: want.Planned, Unknown: want.Unknown}) {
			differ("%s: got %+v, want %+v", d.Start, got, *want)
		}
	}
	return same
}

// contractMonth is the month of a contract that a local time lies in, by counting
// days: the year and month in which it began, as 202610.
func contractMonth(t time.Time, day int) int {
	begins := func(y int, m time.Month) int { // on the last day of a month that has no such day
		for d := day; ; d-- {
			if _, month, _ := time.Date(y, m, d, 12, 0, 0, 0, time.UTC).Date(); month == m {
				return d
			}
		}
	}
	y, m, d := t.Date()
	if d < begins(y, m) {
		if m--; m == 0 {
			y, m = y-1, time.December
		}
	}
	return y*100 + int(m)
}

// number is a local day as 20261014.
func number(t time.Time) int {
	y, m, d := t.Date()
	return y*10000 + int(m)*100 + d
}
