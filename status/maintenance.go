package status

import (
	"slices"
	"time"

	"deskbell/diag"
)

// readMaintenances takes over the site's maintenances: their services are put in
// order (whether there are such services is the site's to check, which knows every
// translation of the notice), and the phase is derived from the window where the
// notice does not say more.
func readMaintenances(cfg Config, known *catalogue, list *diag.List) []*Maintenance {
	var out []*Maintenance
	for _, m := range occurrences(cfg) {
		m.Effects = nil
		for _, s := range known.services {
			if state, ok := m.Services[s.ID]; ok {
				m.Effects = append(m.Effects, Effect{s, state})
			}
		}
		m.Phase = m.PhaseAt(cfg.Now)
		m.Cancelled = m.Phase == Cancelled
		if m.Phase == InProgress && !cfg.Now.Before(m.End) {
			list.Warnf("maintenance-overdue", m.Pos, "set status: completed with an update that says when, or move the end of the window",
				"the window ended at %s, but the notice says that the maintenance is in progress; what goes beyond the window counts as downtime", stamp(m.End))
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b *Maintenance) int { return b.Start.Compare(a.Start) })
	return out
}

// PhaseAt is what the notice or its newest update says, if it says more than the
// window does: that it was cancelled, goes on, or is over.
func (m *Maintenance) PhaseAt(now time.Time) Phase {
	if m.Cancelled {
		return Cancelled
	}
	said := m.Phase
	if said == "" {
		said = m.saidLast(now)
	}
	switch {
	case said == Cancelled || said == Completed:
		return said
	case (said == InProgress || said == Verifying) && !now.Before(m.Start):
		return said
	case now.Before(m.Start):
		return Scheduled
	case now.Before(m.End):
		return InProgress
	}
	return Completed
}

// saidLast is the phase of the newest update up to now that has one.
func (m *Maintenance) saidLast(now time.Time) Phase {
	var at time.Time
	var said Phase
	for _, u := range m.Updates {
		if u.Phase != "" && !u.At.After(now) && !u.At.Before(at) {
			at, said = u.At, u.Phase
		}
	}
	return said
}

// over is when the maintenance really ended: when an update says so, else with
// its window, else, while it goes beyond that, never.
func (m *Maintenance) over(now time.Time) int64 {
	end := m.End.Unix()
	switch m.Phase {
	case Completed:
		for _, u := range m.Updates {
			if u.Phase == Completed && u.At.After(m.Start) {
				return u.At.Unix()
			}
		}
		return min(end, now.Unix()) // over before its time, without saying when
	case InProgress, Verifying:
		return max(end, forever)
	}
	return end
}

// announced says whether the maintenance was announced early enough to be left
// out of the figures.
func (m *Maintenance) announced(rules Rules) bool {
	return !m.Announced.IsZero() && !m.Announced.After(m.Start.Add(-rules.Announce))
}

// evidence is what the maintenance says about a service: the time that is left
// out, and the time that counts with the state that the notice gives. A
// maintenance that leaves the service operational says nothing.
func (m *Maintenance) evidence(s *Service, rules Rules, now time.Time) (planned, counted []interval) {
	state, ok := m.Services[s.ID]
	if !ok || state == Operational || state == "" || m.Phase == Cancelled {
		return nil, nil
	}
	start, end, over := m.Start.Unix(), m.End.Unix(), m.over(now)
	if !m.announced(rules) {
		return nil, []interval{{start, over, state}}
	}
	planned = []interval{{start, min(end, over), state}}
	if over > end {
		counted = []interval{{end, over, state}}
	}
	return planned, counted
}

// nextEdge is the next instant after now at which a window opens or closes, or
// the time begins in which it is announced over all pages.
func nextEdge(all []*Maintenance, rules Rules, now time.Time) time.Time {
	var next time.Time
	for _, m := range all {
		if m.Phase == Cancelled || m.Phase == Completed {
			continue
		}
		for _, t := range []time.Time{m.Start.Add(-rules.BannerLead), m.Start, m.End} {
			if t.After(now) && (next.IsZero() || t.Before(next)) {
				next = t
			}
		}
	}
	return next
}
