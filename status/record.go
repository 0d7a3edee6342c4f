package status

import (
	"slices"
	"time"

	"deskbell/status/importer"
)

// recorder makes the record of each service: its timeline, days and months.
type recorder struct {
	board *Board
	zone  *time.Location
	days  []time.Time // the local midnights of the days shown, and the one behind
	first time.Time   // the board's first incident; zero without any
}

// shownDays and shownMonths are how far back the record is shown.
const (
	shownDays   = 90
	shownMonths = 12
)

func newRecorder(b *Board, zone *time.Location) *recorder {
	r := &recorder{board: b, zone: zone}
	// Backwards from tomorrow, so that a day that the zone left out is not one.
	for day := localDay(b.AsOf, zone, 1); len(r.days) <= shownDays; day = localDay(day.Add(-time.Second), zone, 0) {
		r.days = append(r.days, day)
	}
	slices.Reverse(r.days)
	for _, i := range b.Incidents {
		if r.first.IsZero() || i.Started.Before(r.first) {
			r.first = i.Started
		}
	}
	return r
}

// record fills in a service. Probes are nil for one without monitors, whose
// downtime is that of its incidents alone, whatever the policy.
func (r *recorder) record(s *Service, effects []effect, probes []interval, monitored bool) {
	rules := r.board.Rules
	e := evidence{probes: probes, policy: rules.Policy}
	if !monitored {
		e.policy = Incidents
	}
	s.Policy = e.policy
	for _, x := range effects {
		e.incidents = append(e.incidents, x.interval)
	}
	for _, m := range r.board.Maintenances {
		planned, counted := m.evidence(s, rules, r.board.AsOf)
		e.planned = append(e.planned, planned...)
		e.incidents = append(e.incidents, counted...)
	}
	asOf := r.board.AsOf.Unix()
	s.Timeline = sweep(e, r.begin(s, e, monitored), asOf, rules.byRank())
	s.State = e.now(asOf, int64(rules.StaleAfter/time.Second))
	s.Days = r.daysOf(s)
	s.Last90 = s.Timeline.Figure(r.days[0], r.board.AsOf)
	s.Months = r.monthsOf(s)
}

// begin is where a service's record begins: since, or with the first data. A
// service that is known from incidents alone begins with the first of the
// board's, because from then on incidents were written down; without any it
// begins today.
func (r *recorder) begin(s *Service, e evidence, monitored bool) int64 {
	if !s.Since.IsZero() {
		return s.Since.Unix()
	}
	first := forever
	for _, said := range [][]interval{e.incidents, e.probes, e.planned} {
		for _, v := range said {
			first = min(first, v.start)
		}
	}
	if !monitored && !r.first.IsZero() {
		first = min(first, r.first.Unix())
	}
	return min(first, localDay(r.board.AsOf, r.zone, 0).Unix())
}

// now is the state at an instant. What people say goes on counts, and what was
// measured lately; announced maintenance stands for both. Under the policy
// probes a service that was not measured lately has no data; else its incidents
// speak for it.
func (e evidence) now(at, lately int64) State {
	state := Operational
	for _, v := range e.planned {
		if v.start <= at && at < v.end {
			return UnderMaintenance
		}
	}
	if e.policy != Probes {
		for _, v := range e.incidents {
			if v.start <= at && at < v.end {
				state = Worst(state, v.state)
			}
		}
	}
	if e.policy == Incidents {
		return state
	}
	newest := int64(0)
	for _, v := range e.probes {
		if v.start < at {
			newest = max(newest, min(v.end, at))
		}
	}
	if newest == 0 || newest < at-lately {
		if e.policy == Probes {
			return NoData
		}
		return state
	}
	for _, v := range e.probes {
		if v.start < newest && newest <= v.end {
			state = Worst(state, v.state)
		}
	}
	return state
}

func (r *recorder) daysOf(s *Service) []Day {
	out := make([]Day, shownDays)
	for i := range out {
		sum := s.Timeline.between(r.days[i].Unix(), r.days[i+1].Unix())
		seconds := func(state State) int { return int(sum[state.rank()]) }
		d := Day{
			Start: r.days[i], State: NoData,
			Down: seconds(MajorOutage), Partial: seconds(PartialOutage), Degraded: seconds(Degraded),
			Planned: seconds(UnderMaintenance) + int(sum[excluded]), Unknown: seconds(NoData),
		}
		switch {
		case d.Down > 0:
			d.State = MajorOutage
		case d.Partial > 0:
			d.State = PartialOutage
		case d.Degraded > 0:
			d.State = Degraded
		case d.Planned > 0:
			d.State = UnderMaintenance
		case seconds(Operational) > 0:
			d.State = Operational
		}
		out[i] = d
	}
	return out
}

// monthsOf are the calendar months back to the record's beginning, without
// those before the first that has a figure.
func (r *recorder) monthsOf(s *Service) []Month {
	var out []Month
	last := 0
	start := localMonth(r.board.AsOf, r.zone, 0)
	end := localMonth(r.board.AsOf, r.zone, 1)
	for range shownMonths {
		if end.Unix() <= s.Timeline.start {
			break
		}
		m := Month{start, s.Timeline.Figure(start, end)}
		if out = append(out, m); m.Figure.Known {
			last = len(out)
		}
		start, end = localMonth(start, r.zone, -1), start
	}
	return out[:last]
}

// mark puts an incident on the days of a service that it touches.
func (r *recorder) mark(s *Service, i *Incident) {
	end := r.board.AsOf
	if !i.Open() {
		end = i.Resolved
	}
	for n := range s.Days {
		begins, ends := r.days[n], r.days[n+1]
		if i.Started.Before(ends) && (end.After(begins) || i.Started.Equal(begins)) {
			s.Days[n].Incidents = append(s.Days[n].Incidents, i)
		}
	}
}

// latencyOf sums up the latencies of a service's monitors by day.
func (r *recorder) latencyOf(monitors []*importer.Monitor) []Latency {
	sums := make([]importer.Latency, shownDays)
	for _, m := range monitors {
		day := 0
		for _, h := range m.Latency {
			for day < shownDays && r.days[day+1].Unix() <= h.Hour {
				day++
			}
			if day == shownDays || h.Hour >= r.board.AsOf.Unix() {
				break
			}
			if h.Hour >= r.days[day].Unix() {
				sums[day].Count += h.Count
				sums[day].Sum += h.Sum
				sums[day].Max = max(sums[day].Max, h.Max)
			}
		}
	}
	var out []Latency
	for i, s := range sums {
		if s.Count > 0 {
			out = append(out, Latency{r.days[i], int(s.Sum / int64(s.Count)), int(s.Max), s.Count})
		}
	}
	return out
}
