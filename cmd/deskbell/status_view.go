package main

import "deskbell/status"

// statusJSON is what status prints: texts in the site's first language, times
// as RFC 3339 in its zone.
type statusJSON struct {
	AsOf         string            `json:"as_of"`
	State        status.State      `json:"state"` // the worst of the services'
	Month        string            `json:"month"` // "2026-10", or the first day of the contract's month
	Services     []serviceJSON     `json:"services"`
	Incidents    []incidentJSON    `json:"incidents"`    // the open ones, the latest first
	Maintenances []maintenanceJSON `json:"maintenances"` // under way or to come, the next first; of one that repeats the next alone
	Next         []eventJSON       `json:"next"`         // what comes, by time
	NextEdge     *string           `json:"next_edge"`    // when a window next opens or closes
}

type serviceJSON struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Group  string       `json:"group"` // its name; empty without one
	State  status.State `json:"state"`
	Last90 *string      `json:"availability_90_days"` // "99.987%", rounded down; null without data
	Target *string      `json:"target"`               // "99.95%"; null without one
	Met    *bool        `json:"target_met"`           // over 90 days; null where there is no figure or no target
	Month  monthJSON    `json:"month"`
}

// monthJSON is how a service does in the month that goes on.
type monthJSON struct {
	Availability *string     `json:"availability"` // null without data
	Coverage     *string     `json:"coverage"`     // how much of it is known; null where all is
	Met          *bool       `json:"target_met"`
	Budget       *budgetJSON `json:"budget"` // null where there is no figure or no target
}

// budgetJSON is what a target allows to be lost in the whole of a month, in
// seconds, and what is left of it.
type budgetJSON struct {
	Allowed float64  `json:"allowed_seconds"`
	Left    float64  `json:"left_seconds"` // negative where the target is missed for good
	Burn    *float64 `json:"burn"`         // 1: just gone at the end of the month; null with a target of 100 that is missed
}

type incidentJSON struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Severity status.Severity `json:"severity"`
	Phase    status.Phase    `json:"state"`
	Started  string          `json:"started"`
	Updated  string          `json:"updated"`
	Services []string        `json:"services"` // names
	// NextUpdate is until when the next update is promised, null where it is not.
	NextUpdate *string        `json:"next_update"`
	Late       bool           `json:"update_late"` // that is past
	Deadlines  []deadlineJSON `json:"deadlines"`   // of all plans that promise any
}

// deadlineJSON is a promise of a plan, and how an incident does against it.
type deadlineJSON struct {
	Plan    string        `json:"plan"`
	Promise string        `json:"promise"` // "response", "resolution"
	Due     string        `json:"due"`
	Result  status.Result `json:"result"`         // met, missed, running
	Margin  int           `json:"margin_seconds"` // of the plan's working time: left, to spare, or over
	Working bool          `json:"working_time"`   // the plan counts working time alone
}

// eventJSON is something that comes by itself.
type eventJSON struct {
	At   string `json:"at"`
	What string `json:"what"`
}

type maintenanceJSON struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Phase    status.Phase `json:"state"`
	Start    string       `json:"start"`
	End      string       `json:"end"`
	Services []string     `json:"services"` // names
}

func statusView(b *status.Board, l *layout) statusJSON {
	v := statusJSON{
		AsOf:         rfc3339(b.AsOf, l.zone),
		State:        b.State,
		Services:     []serviceJSON{},
		Month:        creditMonth(b).Name,
		Incidents:    []incidentJSON{},
		Maintenances: []maintenanceJSON{},
	}
	if !b.NextEdge.IsZero() {
		v.NextEdge = timeJSON(b.NextEdge.In(l.zone))
	}
	for _, s := range b.Services {
		service := serviceView(s, l.languages)
		service.Month = monthView(s, creditMonth(b))
		v.Services = append(v.Services, service)
	}
	for _, i := range b.Incidents {
		if i.Open() || i.Resolved.After(b.AsOf) {
			v.Incidents = append(v.Incidents, incidentView(b, i, l))
		}
	}
	shown := map[string]bool{}
	for _, m := range append(b.Active(), b.Upcoming()...) {
		if shown[m.Series] {
			continue
		}
		shown[m.Series] = true
		v.Maintenances = append(v.Maintenances, maintenanceJSON{
			ID: m.ID, Title: m.Title.For(l.languages...), Phase: m.Phase,
			Start: rfc3339(m.Start, l.zone), End: rfc3339(m.End, l.zone),
			Services: effectNames(m.Effects, l.languages),
		})
	}
	v.Next = comingViews(v)
	return v
}

func serviceView(s *status.Service, languages []string) serviceJSON {
	v := serviceJSON{ID: s.ID, Name: s.Name.For(languages...), State: s.State}
	if v.Name == "" {
		v.Name = s.ID
	}
	if s.Group != nil {
		v.Group = s.Group.Name.For(languages...)
	}
	if percent := s.Last90.Percent(); percent != "" {
		v.Last90 = &percent
	}
	if s.Target != "" {
		target := s.Target + "%"
		v.Target = &target
	}
	if met, known := s.Last90.Meets(s.Target); known {
		v.Met = &met
	}
	return v
}
