package status

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// place is a zone with an instant near which its clock changes.
type place struct{ zone, near string }

var places = []place{
	{"UTC", "2026-02-28T20:00:00Z"}, {"Asia/Shanghai", "2026-09-30T12:00:00Z"},
	{"Europe/Berlin", "2026-03-28T22:00:00Z"}, {"Europe/Berlin", "2026-10-24T20:00:00Z"},
	{"America/Sao_Paulo", "2018-11-03T20:00:00Z"}, {"America/Sao_Paulo", "2018-02-17T12:00:00Z"},
	{"America/Havana", "2026-10-31T23:00:00Z"}, {"Australia/Lord_Howe", "2026-04-04T02:00:00Z"},
	{"Pacific/Apia", "2011-12-29T02:00:00Z"}, {"Asia/Kathmandu", "2026-12-31T12:00:00Z"},
	// Leap days, changes of two hours, and zones that changed their offset for good.
	{"America/New_York", "2028-02-28T20:00:00Z"}, {"Antarctica/Troll", "2026-03-28T18:00:00Z"}, {"Antarctica/Troll", "2026-10-24T20:00:00Z"},
	{"Asia/Pyongyang", "2018-05-04T10:00:00Z"}, {"America/Caracas", "2016-04-30T20:00:00Z"}, {"Africa/Casablanca", "2026-02-14T20:00:00Z"},
}

// scene is one random timeline, as facts.
type scene struct {
	zone         *time.Location
	since, asOf  int64
	rules        Rules
	incidents    []sceneIncident
	samples      []sceneSample
	second       []interval // what another monitor measured, kept in another form
	maintenances []Maintenance
	contractDay  int
}

type sceneIncident struct {
	start, resolved int64 // 0: open
	changes         []sceneSample
}

type sceneSample struct {
	at    int64
	state State
}

var faults = []State{Operational, Degraded, PartialOutage, MajorOutage, UnderMaintenance}

func newScene(r *rand.Rand) scene {
	p := places[r.IntN(len(places))]
	zone, err := time.LoadLocation(p.zone)
	if err != nil {
		panic(err)
	}
	near, _ := time.Parse(time.RFC3339, p.near)
	length := int64(600 + r.IntN(150_000))
	s := scene{zone: zone, since: near.Unix() + int64(r.IntN(20_000))}
	s.asOf = s.since + length
	s.rules = Rules{
		Policy:   []Policy{Incidents, Probes, Union, ""}[r.IntN(4)],
		Announce: time.Duration(1+r.IntN(48)) * time.Hour,
	}
	if r.IntN(2) == 0 {
		s.rules.Weights = map[State]int{PartialOutage: r.IntN(1001), Degraded: r.IntN(1001), UnderMaintenance: r.IntN(1001), MajorOutage: r.IntN(1001)}
	}
	at := func() int64 { return s.since - length/4 + r.Int64N(length+length/4) }
	for range r.IntN(6) {
		i := sceneIncident{start: at()}
		t := i.start
		for n := range 1 + r.IntN(4) {
			if n > 0 || r.IntN(3) > 0 {
				i.changes = append(i.changes, sceneSample{t, faults[r.IntN(len(faults))]})
			}
			t += r.Int64N(length / 3)
		}
		i.changes = slices.DeleteFunc(i.changes, func(c sceneSample) bool { return c.at > s.asOf })
		if r.IntN(4) > 0 && t <= s.asOf {
			i.resolved = t
		}
		s.incidents = append(s.incidents, i)
	}
	s.contractDay = 1 + r.IntN(31)
	s.sample(r, at())
	s.watch(r, at())
	for range r.IntN(4) {
		m := Maintenance{Start: time.Unix(at(), 0), Services: map[string]State{"s": faults[r.IntN(len(faults))]}}
		m.End = m.Start.Add(time.Duration(1+r.Int64N(length)) * time.Second)
		m.Announced = m.Start.Add(-time.Duration(r.IntN(72)) * time.Hour)
		switch r.IntN(8) {
		case 0:
			m.Cancelled = true
		case 1:
			m.Phase = InProgress // goes beyond its window, where that is over
		case 2:
			if done := m.Start.Add(time.Duration(1+r.Int64N(length)) * time.Second); done.Unix() <= s.asOf {
				m.Updates = []Update{{At: done, Phase: Completed}}
			}
		case 3:
			m.Announced = time.Time{}
		case 4, 5:
			moved := time.Unix(at(), 0)
			m.Updates = []Update{{At: m.Start.Add(-time.Duration(r.IntN(48)) * time.Hour), Start: moved, End: moved.Add(time.Duration(1+r.Int64N(length)) * time.Second)}}
			if r.IntN(3) == 0 { // shorter, so as well announced as before
				m.Updates[0].Start, m.Updates[0].End = m.Start.Add(m.End.Sub(m.Start)/4).Truncate(time.Second), m.End
			}
		case 6, 7:
			s.repeat(r, &m)
		}
		s.maintenances = append(s.maintenances, m)
	}
	return s
}

// sample checks at about one interval, with gaps.
func (s *scene) sample(r *rand.Rand, at int64) {
	if r.IntN(5) == 0 {
		return
	}
	every := int64(20 + r.IntN(600))
	at = max(at, s.asOf-900*every)
	for at < s.asOf+3*every && len(s.samples) < 900 {
		state := Operational
		if r.IntN(4) == 0 {
			state = []State{Degraded, MajorOutage, UnderMaintenance, NoData}[r.IntN(4)]
		}
		s.samples = append(s.samples, sceneSample{at, state})
		at += every + r.Int64N(every/4+1)
		if r.IntN(20) == 0 {
			at += r.Int64N(10 * every)
		}
	}
}

// repeat makes a window one of each day, at a whole minute, of which some are
// cancelled.
func (s *scene) repeat(r *rand.Rand, m *Maintenance) {
	rule, err := ParseRecurrence("FREQ=DAILY", s.zone)
	if err != nil {
		panic(err)
	}
	length := time.Duration(1+r.IntN(20*3600)) * time.Second
	m.Repeat, m.Start = &rule, m.Start.Truncate(time.Minute)
	m.End = m.Start.Add(length)
	for day := range 3 {
		if r.IntN(4) == 0 {
			on := civil(m.Start.In(s.zone)).add(1 + day)
			m.Updates = append(m.Updates, Update{At: m.Announced, Phase: Cancelled, On: fmt.Sprintf("%04d-%02d-%02d", on.Year, on.Month, on.Day)})
		}
	}
}

// watch measures the service with another monitor, which keeps intervals.
func (s *scene) watch(r *rand.Rand, at int64) {
	if r.IntN(3) > 0 {
		return
	}
	for range r.IntN(12) {
		at += r.Int64N(4000)
		end := at + 1 + r.Int64N(20_000)
		s.second = append(s.second, interval{at, end, []State{Operational, Degraded, MajorOutage, UnderMaintenance}[r.IntN(4)]})
		at = end
	}
}

// files writes the scene as a site's status folder.
func (s scene) files() map[string]string {
	out := map[string]string{"services.yaml": fmt.Sprintf("services: [{id: s, name: S, since: %s, monitors: [%s]}]", stamp(time.Unix(s.since, 0).UTC()), map[bool]string{true: "second"}[len(s.second) > 0])}
	for n, i := range s.incidents {
		var b strings.Builder
		fmt.Fprintf(&b, "title: T\nseverity: minor\nstarted: %s\n", stamp(time.Unix(i.start, 0).In(s.zone)))
		changes := i.changes
		if len(changes) > 0 && changes[0].at == i.start {
			fmt.Fprintf(&b, "services: {s: %s}\n", changes[0].state)
			changes = changes[1:]
		}
		b.WriteString("updates:\n")
		for _, c := range changes {
			fmt.Fprintf(&b, "  - {at: %s, state: identified, services: {s: %s}, text: x}\n", stamp(time.Unix(c.at, 0).UTC()), c.state)
		}
		if i.resolved > 0 {
			fmt.Fprintf(&b, "  - {at: %s, state: resolved, text: x}\n", stamp(time.Unix(i.resolved, 0).UTC()))
		}
		out[fmt.Sprintf("incidents/%d.yaml", n)] = b.String()
	}
	names := map[State]string{Operational: "up", Degraded: "degraded", MajorOutage: "down", UnderMaintenance: "maintenance", NoData: "unknown"}
	if len(s.second) > 0 {
		b := "service,start,end,state\n"
		for _, v := range s.second {
			b += fmt.Sprintf("second,%s,%s,%s\n", stamp(time.Unix(v.start, 0).In(s.zone)), stamp(time.Unix(v.end, 0).UTC()), names[v.state])
		}
		out["uptime/second.csv"] = b
	}
	if len(s.samples) > 0 {
		b := "service,time,state\n"
		for _, x := range s.samples {
			b += fmt.Sprintf("s,%s,%s\n", stamp(time.Unix(x.at, 0).In(s.zone)), names[x.state])
		}
		out["uptime/probe.csv"] = b
	}
	return out
}
