package status

import (
	"slices"
	"time"
)

// How far repetitions of a window are made: all that have begun, the next one,
// and of those behind it so many within two months.
const (
	ahead      = 62 * 24 * time.Hour
	manyAhead  = 12
	nextWithin = 3 * 366 * 24 * time.Hour
)

// occurrences are the site's maintenances with one for each repetition.
func occurrences(cfg Config) []*Maintenance {
	var out []*Maintenance
	for i := range cfg.Maintenances {
		out = append(out, cfg.Maintenances[i].Occurrences(cfg.Zone, cfg.Now)...)
	}
	return out
}

// Occurrences are a maintenance for each repetition of its window up to now, and
// those to come that are known: the next, and up to eleven more within 62 days.
// They are in order of the rule. Each has the updates that speak of it, and the
// window that these have moved it to.
//
// An update with a day is about the repetition of that day. Without one, what is
// in progress, verified or completed is the repetition that had begun last; all
// else is about every repetition to come.
func (m *Maintenance) Occurrences(zone *time.Location, now time.Time) []*Maintenance {
	if m.Zone != nil {
		zone = m.Zone
	}
	if m.Repeat == nil {
		once := *m
		once.Series = m.ID
		once.move(now)
		return []*Maintenance{&once}
	}
	starts := m.Repeat.known(m.Start, zone, now)
	length := m.End.Sub(m.Start)
	own := func(u Update) bool { // it is about the repetition that had begun by then
		return u.On == "" && (u.progress() || u.Phase == "" && within(starts, length, u.At))
	}
	out := make([]*Maintenance, len(starts))
	for i, start := range starts {
		x := *m
		day := start.In(zone).Format(time.DateOnly)
		x.Start, x.End, x.Series, x.Phase = start, start.Add(length), m.ID, ""
		x.Updates = slices.DeleteFunc(slices.Clone(m.Updates), func(u Update) bool {
			return u.On != day && (u.On != "" || own(u) || !u.At.Before(start))
		})
		if i > 0 {
			x.ID = m.ID + "@" + day
		}
		x.move(now)
		out[i] = &x
	}
	for _, u := range slices.Backward(m.Updates) {
		if own(u) {
			underWay(out, u, now)
		}
	}
	return out
}

// progress says whether the update tells of a maintenance that has begun.
func (u Update) progress() bool {
	return u.Phase == InProgress || u.Phase == Verifying || u.Phase == Completed
}

// within says whether an instant falls into one of the windows of a length.
func within(starts []time.Time, length time.Duration, at time.Time) bool {
	n, begins := slices.BinarySearchFunc(starts, at, time.Time.Compare)
	return begins || n > 0 && at.Before(starts[n-1].Add(length))
}

// underWay gives an update to the repetition that had begun last, wherever that
// was moved, or to the first.
func underWay(all []*Maintenance, u Update, now time.Time) {
	last := all[0]
	for _, m := range all {
		if !u.At.Before(m.Start) && (m.Start.After(last.Start) || u.At.Before(last.Start)) && m.PhaseAt(now) != Cancelled {
			last = m
		}
	}
	at, _ := slices.BinarySearchFunc(last.Updates, u, func(x, y Update) int { return y.At.Compare(x.At) })
	last.Updates = slices.Insert(last.Updates, at, u)
}

// known are the beginnings that have been, and those to come that are made.
func (r *Recurrence) known(first time.Time, zone *time.Location, now time.Time) []time.Time {
	starts := r.Starts(first, zone, now.Add(ahead))
	next, _ := slices.BinarySearchFunc(starts, now, time.Time.Compare)
	if next == len(starts) {
		starts = r.Starts(first, zone, now.Add(nextWithin))
		return starts[:min(len(starts), next+1)]
	}
	return starts[:min(len(starts), next+manyAhead)]
}

// Names says whether a window that first begins at first begins on a local day,
// written 2026-12-06.
func (r *Recurrence) Names(first time.Time, zone *time.Location, day string) bool {
	at, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(r.Starts(first, zone, at.Add(48*time.Hour)), func(t time.Time) bool {
		return t.In(zone).Format(time.DateOnly) == day
	})
}

// move gives the maintenance the window that its updates up to now have moved it
// to. A window is as good as announced when it was named; one that lies within
// the window before it was announced with that.
func (m *Maintenance) move(now time.Time) {
	m.Was = nil
	for _, u := range slices.Backward(m.Updates) {
		if u.Start.IsZero() || u.End.IsZero() || u.At.After(now) {
			continue
		}
		m.Was = append(m.Was, Window{m.Start, m.End})
		if u.Start.Before(m.Start) || u.End.After(m.End) {
			m.Announced = u.At
		}
		m.Start, m.End = u.Start, u.End
	}
}

// Current is of the occurrences of one notice the one that people want to know
// of: the first that is not over, else the last that took place, else the last.
func Current(all []*Maintenance, now time.Time) *Maintenance {
	var current *Maintenance
	for _, m := range all {
		phase := m.PhaseAt(now)
		switch {
		case !phase.over() && (current == nil || current.PhaseAt(now).over() || m.Start.Before(current.Start)):
			current = m
		case phase.over() && (current == nil || current.PhaseAt(now).over() && (phase == Completed || current.PhaseAt(now) == Cancelled)):
			current = m
		}
	}
	return current
}

// MovedBy is the window that an update moved this maintenance from, if it did.
func (m *Maintenance) MovedBy(u Update) (from Window, moved bool) {
	n := 0
	for _, x := range slices.Backward(m.Updates) {
		if x.Start.IsZero() || n == len(m.Was) {
			continue
		}
		if x.At.Equal(u.At) && x.On == u.On && x.Start.Equal(u.Start) {
			return m.Was[n], true
		}
		n++
	}
	return Window{}, false
}
