package site

import (
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// bannerMaintenances is how many maintenances a page announces, each when its time
// comes.
const bannerMaintenances = 3

// banners are what stands over all pages: the worst open incident, and the
// nearest maintenances. A maintenance is in the page long before it is shown: the
// reader's clock decides, for the page may be older than the hour.
func (m *model) banners(e *edition, v *voice) []themes.Banner {
	if m.board == nil {
		return nil
	}
	var out []themes.Banner
	var worst *status.Incident
	for _, i := range m.board.Open() {
		if worst == nil || rank(i) > rank(worst) {
			worst = i
		}
	}
	if worst != nil {
		out = append(out, themes.Banner{State: string(stateOf(worst)), Text: worst.Title.For(v.site.Lang), URL: e.href(incidentPath(worst))})
	}
	return append(out, m.nextWindows(e, v, bannerMaintenances)...)
}

// nextWindows are the maintenances under way, and the nearest ahead.
func (m *model) nextWindows(e *edition, v *voice, most int) []themes.Banner {
	var out []themes.Banner
	next := append(m.board.Active(), m.board.Upcoming()...)
	for _, mt := range next[:min(len(next), most)] {
		out = append(out, themes.Banner{State: string(status.UnderMaintenance), Text: mt.Title.For(v.site.Lang), URL: m.address.href(mt.URL[e.lang]),
			Start: mt.Start, End: mt.End, Show: mt.Start.Add(-m.board.Rules.BannerLead), GoesOn: mt.GoesOn(m.board.AsOf)})
	}
	return out
}

func rank(i *status.Incident) int {
	return map[status.Severity]int{status.Minor: 1, status.Major: 2, status.Critical: 3}[i.Severity]
}

// stateOf is the worst state now of the services that an incident is about. It
// is never better than degraded while the incident is open.
func stateOf(i *status.Incident) status.State {
	states := []status.State{status.Degraded}
	for _, f := range i.Services {
		states = append(states, f.Service.State)
	}
	return status.Worst(states...)
}

// statusLine is the one sentence on the home page.
func (m *model) statusLine(e *edition, v *voice) *themes.StatusLine {
	if m.board == nil {
		return nil
	}
	return &themes.StatusLine{State: string(m.board.State), Text: m.sentence(v), URL: e.href("status/"), AsOf: m.board.AsOf,
		StaleAfter: m.board.AsOf.Add(m.board.Rules.StaleAfter)}
}

// sentence says in one line how things are, and since when.
func (m *model) sentence(v *voice) string {
	b := m.board
	switch b.State {
	case status.Operational:
		return v.text.Text("status.sentence.all")
	case status.NoData:
		return v.text.Text("status.sentence.no_data")
	}
	var hit []*status.Service
	for _, s := range b.Services {
		if s.State == b.State {
			hit = append(hit, s)
		}
	}
	when := m.moment(v, m.edge(hit))
	switch {
	case len(hit) == 1:
		return v.text.Text("status.sentence.one."+string(b.State), hit[0].Name.For(v.site.Lang), when)
	case b.State == status.UnderMaintenance:
		return v.text.Text("status.sentence.maintenance", when)
	}
	return v.text.Text("status.sentence.several."+string(b.State), len(hit), when)
}

// moment is a time in the site's zone, without its day where that is today.
func (m *model) moment(v *voice, t time.Time) string {
	t = t.In(m.config.zone)
	if dayStart(t).Equal(dayStart(m.board.AsOf.In(m.config.zone))) {
		return t.Format("15:04")
	}
	return v.text.DateTime(t, m.config.zone)
}

// edge is when the services came into their state, or for a maintenance when
// they will leave it.
func (m *model) edge(services []*status.Service) time.Time {
	edge := m.board.AsOf
	for _, s := range services {
		for _, mt := range m.board.Active() {
			if _, ok := mt.Services[s.ID]; ok && s.State == status.UnderMaintenance && mt.End.After(edge) {
				edge = mt.End
			}
		}
		for _, i := range m.board.Open() {
			for _, f := range i.Services {
				if f.Service == s && s.State != status.UnderMaintenance && i.Started.Before(edge) {
					edge = i.Started
				}
			}
		}
	}
	return edge
}
