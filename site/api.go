package site

import (
	"bytes"
	"encoding/json"
	"time"

	"deskbell/status"
)

// The public JSON of Statuspage, version 2, which many clients read:
// https://metastatuspage.com/api.

type apiPage struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	URL       string `json:"url"`
	TimeZone  string `json:"time_zone"`
	UpdatedAt string `json:"updated_at"`
}

type apiStatus struct {
	Indicator   string `json:"indicator"` // none minor major critical maintenance
	Description string `json:"description"`
}

type apiComponent struct {
	ID                 string   `json:"id"`
	Name               string   `json:"name"`
	Status             string   `json:"status"`
	CreatedAt          string   `json:"created_at"`
	UpdatedAt          string   `json:"updated_at"`
	Position           int      `json:"position"`
	Description        *string  `json:"description"`
	Showcase           bool     `json:"showcase"`
	StartDate          *string  `json:"start_date"`
	GroupID            *string  `json:"group_id"`
	PageID             string   `json:"page_id"`
	Group              bool     `json:"group"`
	OnlyShowIfDegraded bool     `json:"only_show_if_degraded"`
	Components         []string `json:"components,omitempty"`
}

type apiIncident struct {
	ID                string         `json:"id"`
	Name              string         `json:"name"`
	Status            string         `json:"status"`
	CreatedAt         string         `json:"created_at"`
	UpdatedAt         string         `json:"updated_at"`
	MonitoringAt      *string        `json:"monitoring_at"`
	ResolvedAt        *string        `json:"resolved_at"`
	Impact            string         `json:"impact"`
	Shortlink         string         `json:"shortlink"`
	StartedAt         string         `json:"started_at"`
	PageID            string         `json:"page_id"`
	Updates           []apiUpdate    `json:"incident_updates"`
	Components        []apiComponent `json:"components"`
	ReminderIntervals *string        `json:"reminder_intervals"`
	ScheduledFor      string         `json:"scheduled_for,omitempty"`
	ScheduledUntil    string         `json:"scheduled_until,omitempty"`
}

type apiUpdate struct {
	ID         string        `json:"id"`
	Status     string        `json:"status"`
	Body       string        `json:"body"`
	IncidentID string        `json:"incident_id"`
	CreatedAt  string        `json:"created_at"`
	UpdatedAt  string        `json:"updated_at"`
	DisplayAt  string        `json:"display_at"`
	Affected   []apiAffected `json:"affected_components"`
}

type apiAffected struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	OldStatus string `json:"old_status"`
	NewStatus string `json:"new_status"`
}

// apiFreshness is what Deskbell adds: how long the rest may be believed.
type apiFreshness struct {
	GeneratedAt  string  `json:"generated_at"`
	StaleAfter   string  `json:"stale_after"`
	NewestSample *string `json:"newest_sample"`
}

// apiLimit is how many entries a list holds at most, as Statuspage's do.
const apiLimit = 50

// api writes an edition's JSON under api/v2/.
type api struct {
	m    *model
	e    *edition
	v    *voice
	page apiPage
}

func (m *model) apiFiles(e *edition) ([]file, error) {
	if m.board == nil {
		return nil, nil
	}
	v := e.voices[e.lang]
	a := &api{m: m, e: e, v: v}
	a.page = apiPage{ID: "deskbell", Name: v.site.Title, URL: m.address.absolute(e.prefix + "status/"), TimeZone: m.config.zone.String(), UpdatedAt: a.time(m.board.AsOf)}
	open, incidents := a.incidents(m.board.Open()), a.incidents(m.board.Incidents)
	upcoming, active, all := a.maintenances(m.board.Upcoming()), a.maintenances(m.board.Active()), a.maintenances(m.board.Maintenances)
	planned := append(append([]apiIncident{}, active...), upcoming...)
	type object = map[string]any
	fresh := a.freshness()
	contents := []struct {
		name string
		body object
	}{
		{"summary", object{"components": a.components(), "incidents": open, "scheduled_maintenances": limit(planned), "status": a.status(), "deskbell": fresh}},
		{"status", object{"status": a.status(), "deskbell": fresh}},
		{"components", object{"components": a.components()}},
		{"incidents", object{"incidents": incidents}},
		{"incidents/unresolved", object{"incidents": open}},
		{"scheduled-maintenances", object{"scheduled_maintenances": all}},
		{"scheduled-maintenances/upcoming", object{"scheduled_maintenances": upcoming}},
		{"scheduled-maintenances/active", object{"scheduled_maintenances": active}},
	}
	var files []file
	for _, c := range contents {
		c.body["page"] = a.page
		text, err := encodeJSON(c.body)
		if err != nil {
			return nil, err
		}
		files = append(files, file{fileOf(e.prefix + "api/v2/" + c.name + ".json"), text})
	}
	return files, nil
}

func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// time is milliseconds with the offset of the site's zone.
func (a *api) time(t time.Time) string {
	return t.In(a.m.config.zone).Format("2006-01-02T15:04:05.000Z07:00")
}

func (a *api) timePtr(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return optional(a.time(t))
}

func (a *api) freshness() apiFreshness {
	b := a.m.board
	return apiFreshness{a.time(b.AsOf), a.time(b.AsOf.Add(b.Rules.StaleAfter)), a.timePtr(b.NewestSample)}
}

func (a *api) status() apiStatus {
	return apiStatus{indicator(a.m.board.State), a.m.sentence(a.v)}
}

func indicator(s status.State) string {
	switch s {
	case status.Degraded:
		return "minor"
	case status.PartialOutage:
		return "major"
	case status.MajorOutage:
		return "critical"
	case status.UnderMaintenance:
		return "maintenance"
	}
	return "none"
}

// apiState is a service's state in Statuspage's words, which has none for 'no
// data': a service of which nothing bad is known is operational there.
func apiState(s status.State) string {
	if s == status.NoData {
		return string(status.Operational)
	}
	return string(s)
}

func (a *api) components() []apiComponent {
	out := []apiComponent{}
	for _, g := range a.m.board.Groups {
		var group *string
		if g.ID != "" {
			c := apiComponent{ID: "group-" + g.ID, Name: g.Name.For(a.e.lang), Status: apiState(g.State), CreatedAt: a.page.UpdatedAt, UpdatedAt: a.page.UpdatedAt,
				Position: len(out) + 1, PageID: a.page.ID, Group: true, Components: []string{}}
			for _, s := range g.Services {
				c.Components = append(c.Components, s.ID)
			}
			group = &c.ID
			out = append(out, c)
		}
		for _, s := range g.Services {
			c := a.component(s)
			c.GroupID, c.Position = group, len(out)+1
			out = append(out, c)
		}
	}
	return out
}

func (a *api) component(s *status.Service) apiComponent {
	c := apiComponent{ID: s.ID, Name: s.Name.For(a.e.lang), Status: apiState(s.State), CreatedAt: a.page.UpdatedAt, UpdatedAt: a.page.UpdatedAt, PageID: a.page.ID, Showcase: true, OnlyShowIfDegraded: s.OnlyIfDegraded}
	if !s.Since.IsZero() {
		c.CreatedAt = a.time(s.Since)
		c.StartDate = optional(s.Since.In(a.m.config.zone).Format(time.DateOnly))
	}
	c.Description = optional(s.Description.For(a.e.lang))
	return c
}

func (a *api) incidents(list []*status.Incident) []apiIncident {
	out := []apiIncident{}
	for _, i := range list[:min(len(list), apiLimit)] {
		x := apiIncident{ID: i.ID, Name: i.Title.For(a.e.lang), Status: string(i.Phase), CreatedAt: a.time(i.Started), UpdatedAt: a.time(lastUpdate(i)),
			ResolvedAt: a.timePtr(i.Resolved), Impact: string(i.Severity), Shortlink: a.m.address.absolute(a.e.prefix + incidentPath(i)), StartedAt: a.time(i.Started), PageID: a.page.ID}
		x.Components = a.effects(i.Services)
		x.Updates = a.updates(i.ID, i.Updates)
		for _, u := range i.Updates {
			if u.Phase == status.Monitoring {
				x.MonitoringAt = a.timePtr(u.At)
			}
		}
		out = append(out, x)
	}
	return out
}

func (a *api) effects(effects []status.Effect) []apiComponent {
	out := []apiComponent{}
	for _, f := range effects {
		out = append(out, a.component(f.Service))
	}
	return out
}

// updates are newest first, each with what it changed.
func (a *api) updates(id string, updates []status.Update) []apiUpdate {
	out := make([]apiUpdate, len(updates))
	states := map[string]status.State{}
	for n := len(updates) - 1; n >= 0; n-- {
		u := updates[n]
		at := a.time(u.At)
		x := apiUpdate{ID: id + "-" + itoa(len(updates)-n), Status: string(u.Phase), Body: u.Text.For(a.e.lang), IncidentID: id, CreatedAt: at, UpdatedAt: at, DisplayAt: at}
		for _, s := range a.m.board.Services {
			now, ok := u.Services[s.ID]
			if !ok {
				continue
			}
			old := states[s.ID]
			if old == "" {
				old = status.Operational
			}
			x.Affected = append(x.Affected, apiAffected{s.ID, s.Name.For(a.e.lang), string(old), string(now)})
			states[s.ID] = now
		}
		out[n] = x
	}
	return out
}

func (a *api) maintenances(list []*status.Maintenance) []apiIncident {
	out := []apiIncident{}
	for _, mt := range list[:min(len(list), apiLimit)] {
		x := apiIncident{ID: mt.ID, Name: mt.Title.For(a.e.lang), Status: string(mt.Phase), CreatedAt: a.time(announcedAt(mt)), UpdatedAt: a.time(changedAt(mt)), Impact: "maintenance",
			Shortlink: a.m.address.absolute(mt.URL[a.e.lang]), StartedAt: a.time(mt.Start), PageID: a.page.ID, ScheduledFor: a.time(mt.Start), ScheduledUntil: a.time(mt.End)}
		if mt.Phase == status.Completed || mt.Phase == status.Cancelled {
			// Statuspage has no word for 'cancelled'; a client must not go on waiting.
			x.Status = string(status.Completed)
			x.ResolvedAt = a.timePtr(mt.End)
		}
		x.Components = a.effects(mt.Effects)
		x.Updates = a.updates(mt.ID, mt.Updates)
		said := string(status.Scheduled)
		for n := len(x.Updates) - 1; n >= 0; n-- { // from the oldest on
			switch u := &x.Updates[n]; u.Status {
			case "":
				u.Status = said
			case string(status.Cancelled):
				u.Status = string(status.Completed)
			}
			said = x.Updates[n].Status
		}
		out = append(out, x)
	}
	return out
}

func limit(list []apiIncident) []apiIncident { return list[:min(len(list), apiLimit)] }
