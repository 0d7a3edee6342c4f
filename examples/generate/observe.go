package main

import (
	"math/rand/v2"
	"slices"
	"time"
)

// Seen is what a probe reports, in the words of the CSV's state column.
type Seen string

// What a probe can report, from best to worst.
const (
	Up          Seen = "up"
	Degraded    Seen = "degraded"
	Maintenance Seen = "maintenance"
	Down        Seen = "down"
)

var rank = map[Seen]int{Up: 0, Degraded: 1, Maintenance: 2, Down: 3}

// Span is a stretch of one report: [Start, End).
type Span struct {
	Start, End time.Time
	State      Seen
}

// Observation is a probe with all that it reported, in order and without
// overlap; where the probe was off there is no span.
type Observation struct {
	Probe
	Spans []Span
}

// Until is the part of an observation before an instant.
func (o Observation) Until(end time.Time) Observation {
	return Observation{o.Probe, clip(o.Spans, from, end)}
}

// At is what was reported for an instant, false where there was no report.
func (o Observation) At(t time.Time) (Seen, bool) {
	i, found := slices.BinarySearchFunc(o.Spans, t, func(s Span, t time.Time) int { return s.Start.Compare(t) })
	if !found {
		i--
	}
	if i < 0 || !t.Before(o.Spans[i].End) {
		return "", false
	}
	return o.Spans[i].State, true
}

// observeAll are the observations of Acme's own probes, of those that
// Prometheus scrapes and of UptimeRobot.
func observeAll(events []Event) (own, media, web []Observation) {
	all := func(probes []Probe) []Observation {
		var out []Observation
		for _, p := range probes {
			out = append(out, observe(p, events))
		}
		return out
	}
	return all(ownProbes), all(mediaProbes), all(webProbes)
}

// observe lays what the probe sees of each event, and its own blips, over a
// year of being up.
func observe(p Probe, events []Event) Observation {
	random := p.random()
	var seen []Span
	for _, e := range events {
		if e.Service == p.Service && !slices.Contains(p.Blind, e.ID) {
			seen = append(seen, p.sees(e, random)...)
		}
	}
	for range p.Blips {
		at := from.Add(time.Duration(random.Int64N(int64(now.Sub(from)))))
		long := time.Duration(1+random.IntN(3)) * p.Every
		if p.Every > 2*time.Minute {
			long = p.Every
		}
		seen = append(seen, p.span(at, at.Add(long), Down))
	}
	// What the last check said holds until the export was made.
	spans := flatten(clip(seen, from, now), from, now)
	if p.Gap != nil {
		spans = append(clip(spans, from, p.Gap.Start), clip(spans, p.Gap.End, now)...)
	}
	return Observation{p, spans}
}

// sees is what a probe makes of an event: an outage from its first failed check
// to its next good one; a partial outage as slowness, with a failed check in
// each half hour.
func (p Probe) sees(e Event, random *rand.Rand) []Span {
	switch e.State {
	case "major_outage":
		return []Span{p.span(e.Start, e.End, Down)}
	case "degraded_performance":
		return []Span{p.span(e.Start, e.End, Degraded)}
	case "under_maintenance":
		return []Span{p.span(e.Start, e.End, Maintenance)}
	}
	spans := []Span{p.span(e.Start, e.End, Degraded)}
	for at := e.Start; e.End.Sub(at) > 20*time.Minute; at = at.Add(30 * time.Minute) {
		fail := at.Add(time.Duration(2+random.IntN(15)) * time.Minute)
		spans = append(spans, p.span(fail, fail.Add(min(2*time.Minute, p.Every)), Down))
	}
	return spans
}

// span has its ends at the probe's checks, for that is when it learns of them.
func (p Probe) span(start, end time.Time, state Seen) Span {
	return Span{p.next(start), p.next(end), state}
}

// flatten covers [start, end) with what is worst at each instant, up where
// there is nothing.
func flatten(seen []Span, start, end time.Time) []Span {
	edges := []time.Time{start, end}
	for _, s := range seen {
		edges = append(edges, s.Start, s.End)
	}
	slices.SortFunc(edges, time.Time.Compare)
	edges = slices.CompactFunc(edges, time.Time.Equal)
	var out []Span
	for i := 1; i < len(edges); i++ {
		state := Up
		for _, s := range seen {
			if !s.Start.After(edges[i-1]) && !s.End.Before(edges[i]) && rank[s.State] > rank[state] {
				state = s.State
			}
		}
		if n := len(out); n > 0 && out[n-1].State == state {
			out[n-1].End = edges[i]
		} else {
			out = append(out, Span{edges[i-1], edges[i], state})
		}
	}
	return out
}

// clip is what of the spans lies in [start, end).
func clip(spans []Span, start, end time.Time) []Span {
	var out []Span
	for _, s := range spans {
		if s.Start.Before(start) {
			s.Start = start
		}
		if s.End.After(end) {
			s.End = end
		}
		if s.Start.Before(s.End) {
			out = append(out, s)
		}
	}
	return out
}
