package status

import (
	"slices"
	"time"
)

// Open are the incidents that go on, the latest first.
func (b *Board) Open() []*Incident {
	var out []*Incident
	for _, i := range b.Incidents {
		if i.Open() {
			out = append(out, i)
		}
	}
	return out
}

// Upcoming are the maintenances that have not begun, the nearest first.
func (b *Board) Upcoming() []*Maintenance {
	var out []*Maintenance
	for _, m := range b.Maintenances {
		if m.Phase == Scheduled {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(x, y *Maintenance) int { return x.Start.Compare(y.Start) })
	return out
}

// Active are the maintenances under way, the first to have begun first.
func (b *Board) Active() []*Maintenance {
	var out []*Maintenance
	for _, m := range b.Maintenances {
		if m.Phase == InProgress || m.Phase == Verifying {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(x, y *Maintenance) int { return x.Start.Compare(y.Start) })
	return out
}

// Incident is the incident with an id, or nil.
func (b *Board) Incident(id string) *Incident {
	for _, i := range b.Incidents {
		if i.ID == id {
			return i
		}
	}
	return nil
}

// Service is the service with an id, or nil.
func (b *Board) Service(id string) *Service {
	for _, s := range b.Services {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Duration is how long the incident lasted, or has lasted by now.
func (i *Incident) Duration(now time.Time) time.Duration {
	if i.Open() {
		return max(0, now.Sub(i.Started)).Truncate(time.Second)
	}
	return i.Resolved.Sub(i.Started).Truncate(time.Second)
}

// Downtime is the time in which at least one of the incidents went on, until now:
// where windows overlap, the time counts once.
func Downtime(incidents []*Incident, now time.Time) time.Duration {
	windows := slices.Clone(incidents)
	slices.SortFunc(windows, func(x, y *Incident) int { return x.Started.Compare(y.Started) })
	var total time.Duration
	var until time.Time // the end of what is counted
	for _, i := range windows {
		start, end := i.Started, i.Started.Add(i.Duration(now))
		if start.Before(until) {
			start = until
		}
		if end.After(start) {
			total += end.Sub(start)
			until = end
		}
	}
	return total
}
