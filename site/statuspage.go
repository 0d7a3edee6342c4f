package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

const (
	historyDays = 14 // days of incidents that the status page shows in full
	pastListed  = 30 // older incidents that it lists by name
)

// statusSheets are the status page, the history, one page for each incident
// and each service, and the reports.
func (m *model) statusSheets(e *edition) []*sheet {
	if m.board == nil {
		return nil
	}
	v := e.voices[e.lang]
	sheets := []*sheet{m.generated(e, "status", v.text.Text("status.title"), "status/", func(p themes.Page) any { return m.statusView(e, v, p) })}
	sheets = append(sheets, m.historySheets(e)...)
	for _, i := range m.board.Incidents {
		s := m.generated(e, "incident", i.Title.For(e.lang), incidentPath(i), func(p themes.Page) any {
			p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v))
			p.JSONLD = m.breadcrumbData(p)
			if i.Open() {
				p.Live = v.liveAs(stateOf(i), v.text.Text("phase."+string(i.Phase)))
			}
			return themes.IncidentPage{Page: p, Incident: m.incident(e, v, i)}
		})
		s.source, s.updated = i.Source, lastUpdate(i)
		sheets = append(sheets, s)
	}
	return append(append(sheets, m.serviceSheets(e)...), m.slaSheets(e)...)
}

// statusCrumb is the way back to the status page from what stands below it.
func statusCrumb(e *edition, v *voice) themes.Link {
	return themes.Link{Text: v.text.Text("status.title"), URL: e.href("status/")}
}

// generated is a page that is made from several files and stands at the same
// path in every edition.
func (m *model) generated(e *edition, kind, title, path string, view func(themes.Page) any) *sheet {
	v := e.voices[e.lang]
	nav := e.navOf(e.root, v)
	make := func() any {
		p := m.base(e, v, kind, title, path)
		p.Breadcrumbs = m.trail(e, v, nil)
		p.Nav = nav.mark(p.URL)
		p.Switch, p.Alternates = m.languages(e, samePath(path)), m.alternates(samePath(path))
		return view(p)
	}
	return &sheet{url: e.prefix + path, kind: kind, lang: e.lang, title: title, template: kind, voice: v, nav: nav,
		alternates: m.alternates(samePath(path)), view: make}
}

func incidentPath(i *status.Incident) string { return "status/incidents/" + i.ID + "/" }

func lastUpdate(i *status.Incident) time.Time {
	if len(i.Updates) > 0 {
		return i.Updates[0].At
	}
	return i.Started
}

// announcedAt is when a maintenance became known, at the latest with its start.
func announcedAt(mt *status.Maintenance) time.Time {
	if mt.Announced.IsZero() {
		return mt.Start
	}
	return mt.Announced
}

// changedAt is when there was the last news of a maintenance.
func changedAt(mt *status.Maintenance) time.Time {
	if len(mt.Updates) > 0 {
		return mt.Updates[0].At
	}
	return announcedAt(mt)
}

func (m *model) statusView(e *edition, v *voice, p themes.Page) any {
	b := m.board
	p.Live = v.liveAs(b.State, m.sentence(v))
	p.Lead = v.text.Text("status.description") // what search engines show; the page itself says more
	view := themes.Status{Page: p, State: string(b.State), Sentence: m.sentence(v), AsOf: b.AsOf,
		StaleAfter: b.AsOf.Add(b.Rules.StaleAfter), NewestSample: b.NewestSample}
	for _, i := range b.Open() {
		view.Open = append(view.Open, m.incident(e, v, i))
	}
	for _, mt := range b.Active() {
		view.Active = append(view.Active, m.maintenance(e, v, mt))
	}
	for _, mt := range nextOfEach(b.Upcoming()) {
		view.Coming = append(view.Coming, m.maintenance(e, v, mt))
	}
	for _, g := range b.Groups {
		if group := m.serviceGroup(e, v, g); len(group.Services) > 0 || m.holdsGroups(g) {
			view.Groups = append(view.Groups, group)
		}
	}
	view.History, view.Past = m.history(e, v)
	view.Rules = m.rules(v)
	view.APIs = []themes.Link{
		{Text: v.text.Text("status.api.feed"), URL: e.href("status/feed.xml")},
		{Text: v.text.Text("status.api.calendar"), URL: e.href("status/" + calendarFile)},
		{Text: v.text.Text("status.service.badge"), URL: e.href("status/badge.svg")},
		{Text: v.text.Text("status.api.summary"), URL: e.href("api/v2/summary.json")},
		{Text: v.text.Text("status.api.status"), URL: e.href(liveFile)},
	}
	view.Reports = e.href("status/sla/")
	view.Feeds = append(view.Feeds, view.APIs[0])
	return view
}

// holdsGroups says whether a group has others in it.
func (m *model) holdsGroups(g *status.Group) bool {
	return slices.ContainsFunc(m.board.Groups, func(x *status.Group) bool { return x.Parent == g })
}

func (m *model) serviceGroup(e *edition, v *voice, g *status.Group) themes.ServiceGroup {
	out := themes.ServiceGroup{ID: g.ID, Name: g.Name.For(v.site.Lang), State: string(g.State), Description: g.Description.For(v.site.Lang), Sub: g.Parent != nil}
	if n := len(g.Services); n > 1 {
		out.Availability = v.text.Number(status.Availability(g.Services, g.Services[0].Days[0].Start, m.board.AsOf).Percent())
	}
	if out.Name == "" {
		out.Name = v.text.Text("status.other_services")
	}
	for _, s := range g.Services {
		if s.OnlyIfDegraded && s.State == status.Operational {
			continue // it has its page all the same
		}
		out.Services = append(out.Services, m.serviceRow(e, v, s))
	}
	return out
}

func (m *model) serviceRow(e *edition, v *voice, s *status.Service) themes.Service {
	row := themes.Service{ID: s.ID, Name: s.Name.For(v.site.Lang), Description: s.Description.For(v.site.Lang), State: string(s.State),
		Availability: v.text.Number(s.Last90.Percent()), Coverage: v.text.Number(s.Last90.Coverage()), URL: e.href(servicePath(s))}
	if slices.ContainsFunc(m.board.Services, func(x *status.Service) bool { return x.Weight != s.Weight }) {
		row.Weight = "×" + itoa(s.Weight)
	}
	for _, d := range s.Because {
		row.Because = append(row.Because, m.impact(e, d, d.State))
	}
	if s.Target != "" {
		row.Target = v.text.Number(s.Target + "%")
		row.Met, _ = s.Last90.Meets(s.Target)
	}
	for _, d := range s.Days {
		row.Days = append(row.Days, themes.Day{Date: d.Start, State: string(d.State), Text: m.dayText(v, d)})
	}
	return row
}

// dayText is what a day's bar says.
func (m *model) dayText(v *voice, d status.Day) string {
	var parts []string
	for _, span := range []struct {
		key     string
		seconds int
	}{{"down", d.Down}, {"partial", d.Partial}, {"degraded", d.Degraded}, {"planned", d.Planned}} {
		if span.seconds > 0 {
			parts = append(parts, v.text.Text("status.days."+span.key, v.text.Duration(span.seconds)))
		}
	}
	switch {
	case d.State == status.NoData:
		parts = append(parts, v.text.Text("status.days.unknown"))
	case d.Unknown > 0:
		parts = append(parts, v.text.Text("status.days.unknown_part", v.text.Duration(d.Unknown)))
	case len(parts) == 0:
		parts = append(parts, v.text.Text("status.days.operational"))
	}
	for _, i := range d.Incidents {
		parts = append(parts, i.Title.For(v.site.Lang))
	}
	return v.text.Text("status.days.text", v.text.Date(d.Start.In(m.config.zone)), strings.Join(parts, v.text.Text("list.comma")))
}

// rules are what the figures rest on, for the reader.
func (m *model) rules(v *voice) []themes.Fact {
	r, t := m.board.Rules, v.text.Text
	var weights []string
	for _, s := range []status.State{status.MajorOutage, status.PartialOutage, status.Degraded} {
		weights = append(weights, t("status.state."+string(s))+" "+v.text.Number(thousandths(r.Weights[s])))
	}
	return []themes.Fact{
		{Label: t("status.rule.policy"), Value: t("status.rule.policy_" + string(r.Policy))},
		{Label: t("status.rule.weights"), Value: strings.Join(weights, t("list.comma"))},
		{Label: t("status.rule.maintenance"), Value: t("status.rule.maintenance_text", v.text.Duration(int(r.Announce/time.Second)))},
		{Label: t("status.rule.no_data"), Value: t("status.rule.no_data_text")},
		{Label: t("status.rule.rounding"), Value: t("status.rule.rounding_text")},
	}
}

// thousandths writes 300 as 0.3.
func thousandths(n int) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%03d", n/1000, n%1000), "0"), ".")
}

func (m *model) maintenance(e *edition, v *voice, mt *status.Maintenance) themes.Maintenance {
	out := themes.Maintenance{ID: mt.ID, Title: mt.Title.For(v.site.Lang), URL: m.address.href(mt.URL[e.lang]), Start: mt.Start, End: mt.End,
		State: string(mt.Phase), Services: m.impacts(e, mt.Effects), Calendar: m.address.href(mt.URL[e.lang] + calendarFile)}
	if len(mt.Updates) > 0 {
		u := m.update(v, mt.Updates[0])
		out.Latest = &u
	}
	return out
}

// history is the last days with their incidents, days without folded together,
// and what came before them by name.
func (m *model) history(e *edition, v *voice) ([]themes.HistoryDay, []themes.Link) {
	var days []themes.HistoryDay
	rest := m.board.Incidents
	midnight := dayStart(m.board.AsOf.In(m.config.zone))
	for range historyDays {
		var on []themes.Incident
		for len(rest) > 0 && !rest[0].Started.Before(midnight) {
			on = append(on, m.incident(e, v, rest[0]))
			rest = rest[1:]
		}
		if n := len(days); len(on) == 0 && n > 0 && days[n-1].Count > 0 {
			days[n-1].From = midnight
			days[n-1].Count++
		} else {
			day := themes.HistoryDay{Date: midnight, From: midnight, Incidents: on}
			if len(on) == 0 {
				day.Count = 1
			}
			days = append(days, day)
		}
		midnight = dayStart(midnight.AddDate(0, 0, -1))
	}
	past := m.incidentLinks(e, v, rest[:min(len(rest), pastListed)])
	if len(rest) > 0 {
		past = append(past, themes.Link{Text: v.text.Text("status.all"), URL: e.href("status/history/"), Count: len(m.board.Incidents)})
	}
	return days, past
}

// dayStart is the first instant of t's day in its zone.
func dayStart(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func (m *model) incidentLinks(e *edition, v *voice, incidents []*status.Incident) []themes.Link {
	var out []themes.Link
	for _, i := range incidents {
		out = append(out, themes.Link{Text: i.Title.For(v.site.Lang), URL: e.href(incidentPath(i)), Note: v.text.Date(i.Started.In(m.config.zone))})
	}
	return out
}
