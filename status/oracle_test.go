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

var oracleCases = flag.Int("oracle", 200, "random timelines to compare with the oracle")

// cell is what the oracle knows of a second.
type cell struct {
	said, measured State // empty: nothing
	planned        bool
}

// paint gives a cell for each second from since to asOf.
func (s scene) paint(weights map[State]int) []cell {
	cells := make([]cell, s.asOf-s.since)
	worse := func(a, b State) State {
		if a == "" || weights[b] > weights[a] || weights[b] == weights[a] && b.rank() > a.rank() {
			return b
		}
		return a
	}
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
	s.paintSamples(brush)
	for _, m := range s.maintenances {
		impact := m.Services["s"]
		if m.Cancelled || impact == Operational {
			continue
		}
		end := m.End.Unix()
		if m.Phase == InProgress && m.Start.Unix() <= s.asOf {
			end = s.asOf
			if end < m.End.Unix() {
				end = m.End.Unix()
			}
		}
		if len(m.Updates) > 0 {
			end = m.Updates[0].At.Unix()
		}
		inside := m.Start.Unix() // the end of what is left out
		if early := !m.Announced.IsZero() && m.Start.Sub(m.Announced) >= s.rules.Announce; early {
			inside = min(end, m.End.Unix())
			brush(m.Start.Unix(), inside, func(x *cell) { x.planned = true })
		}
		brush(inside, end, func(x *cell) { x.said = worse(x.said, impact) })
	}
	return cells
}

func (s scene) paintSamples(brush func(from, to int64, f func(*cell))) {
	var gaps []int64
	for i := 1; i < len(s.samples); i++ {
		gaps = append(gaps, s.samples[i].at-s.samples[i-1].at)
	}
	if len(gaps) == 0 {
		return
	}
	slices.Sort(gaps)
	usual := gaps[(len(gaps)-1)/2]
	for i, x := range s.samples {
		to := x.at + 2*usual
		if i+1 < len(s.samples) {
			to = min(to, s.samples[i+1].at)
		}
		if x.state != NoData {
			brush(x.at, to, func(c *cell) { c.measured = x.state })
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
		if m := x.measured; state == "" || m != "" && (weights[m] > weights[state] || weights[m] == weights[state] && m.rank() > state.rank()) {
			state = m
		}
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
	for n := range *oracleCases {
		s := newScene(rand.New(rand.NewPCG(2026, uint64(n))))
		compareWithOracle(t, n, s)
		if t.Failed() {
			return
		}
	}
}

func compareWithOracle(t *testing.T, n int, s scene) {
	t.Helper()
	b, lines := read(t, stamp(time.Unix(s.asOf, 0).UTC()), s.files(), func(c *Config) {
		c.Zone, c.Rules, c.Maintenances = s.zone, s.rules, s.maintenances
	})
	for _, l := range lines {
		if !strings.Contains(l, "maintenance-overdue") {
			t.Fatalf("scene %d: %s", n, l)
		}
	}
	policy := b.Rules.Policy
	if len(s.samples) == 0 {
		policy = Incidents
	}
	var whole counts
	days, months := map[int]*counts{}, map[int]*counts{}
	day := 0
	for i, x := range s.paint(b.Rules.Weights) {
		if at := s.since + int64(i); i == 0 || at%900 == 0 { // clocks change, and days begin, at quarters of an hour
			day = number(time.Unix(at, 0).In(s.zone))
		}
		if days[day] == nil {
			days[day] = &counts{}
		}
		if months[day/100] == nil {
			months[day/100] = &counts{}
		}
		whole.add(x, policy, b.Rules.Weights)
		days[day].add(x, policy, b.Rules.Weights)
		months[day/100].add(x, policy, b.Rules.Weights)
	}
	service := b.Services[0]
	sameFigure(t, fmt.Sprintf("scene %d, 90 days", n), service.Last90, whole)
	for _, m := range service.Months {
		if want := months[number(m.Start)/100]; want != nil {
			sameFigure(t, fmt.Sprintf("scene %d, %s", n, m.Start.Format("2006-01")), m.Figure, *want)
		}
	}
	for _, d := range service.Days {
		want := days[number(d.Start)]
		if want == nil {
			want = &counts{}
		}
		got := counts{Down: d.Down, Partial: d.Partial, Degraded: d.Degraded, Planned: d.Planned, Unknown: d.Unknown}
		if got != (counts{Down: want.Down, Partial: want.Partial, Degraded: want.Degraded, Planned: want.Planned, Unknown: want.Unknown}) {
			t.Errorf("scene %d, %s (%s): got %+v, want %+v", n, d.Start, s.zone, got, *want)
		}
	}
}

// number is a local day as 20261014.
func number(t time.Time) int {
	y, m, d := t.Date()
	return y*10000 + int(m)*100 + d
}

func sameFigure(t *testing.T, what string, f Figure, want counts) {
	t.Helper()
	if f.Span != want.Span || f.Excluded != want.Excluded || f.Unknown != want.Unknown || f.Lost != want.Lost {
		t.Errorf("%s: got %+v, want %+v", what, f, want)
	}
}
