package status

import "time"

// During is the state that a maintenance puts its services in while its window
// is open, by service id: under_maintenance where it was announced in time and so
// is left out of the figures, else what the notice says. A service that stays
// operational is not in it.
func (m *Maintenance) During(rules Rules) map[string]State {
	out := map[string]State{}
	for _, e := range m.Effects {
		switch {
		case e.State == Operational || e.State == "":
		case m.announced(rules):
			out[e.Service.ID] = UnderMaintenance
		default:
			out[e.Service.ID] = e.State
		}
	}
	return out
}

// GoesOn says whether an update tells that the maintenance is under way. Such a
// maintenance ends when another update says so, and not with its window.
func (m *Maintenance) GoesOn(now time.Time) bool {
	said := m.saidLast(now)
	return said == InProgress || said == Verifying
}

// Beside is a service's state apart from announced maintenance: what its readers
// will find once the window is over, as far as that is known now.
func (b *Board) Beside(s *Service) State {
	if s.State != UnderMaintenance {
		return s.State
	}
	if s.Policy == Probes {
		return NoData
	}
	state := Operational
	for _, i := range b.Incidents {
		for _, e := range i.Now {
			if e.Service == s {
				state = Worst(state, e.State)
			}
		}
	}
	return state
}
