package site

import (
	"slices"
	"time"

	"deskbell/diag"
	"deskbell/status"
	"deskbell/themes"
)

// incidentsListed is how many incidents a service's page lists; the history has
// them all.
const incidentsListed = 50

// serviceFacts are what the pages of services need, gathered once for all.
type serviceFacts struct {
	incidents    map[*status.Service][]*status.Incident // newest first
	maintenances map[string][]*status.Maintenance       // under way and planned, by service id
}

func (m *model) serviceFacts() serviceFacts {
	f := serviceFacts{map[*status.Service][]*status.Incident{}, map[string][]*status.Maintenance{}}
	for _, i := range m.board.Incidents {
		for _, effect := range i.Services {
			f.incidents[effect.Service] = append(f.incidents[effect.Service], i)
		}
	}
	for _, mt := range append(m.board.Active(), nextOfEach(m.board.Upcoming())...) {
		for _, effect := range mt.Effects {
			f.maintenances[effect.Service.ID] = append(f.maintenances[effect.Service.ID], mt)
		}
	}
	return f
}

func servicePath(s *status.Service) string { return "status/services/" + s.ID + "/" }

// serviceSheets are one page for each service.
func (m *model) serviceSheets(e *edition) []*sheet {
	v := e.voices[e.lang]
	var sheets []*sheet
	for _, s := range m.board.Services {
		sheets = append(sheets, m.generated(e, "service", s.Name.For(e.lang), servicePath(s), func(p themes.Page) any {
			p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v))
			p.Lead = s.Description.For(e.lang)
			p.JSONLD = m.breadcrumbData(p)
			p.Feeds = append(p.Feeds, themes.Link{Text: s.Name.For(e.lang), URL: e.href(servicePath(s) + "feed.xml")})
			return m.serviceView(e, v, p, s)
		}))
	}
	return sheets
}

func (m *model) serviceView(e *edition, v *voice, p themes.Page, s *status.Service) any {
	b, path := m.board, servicePath(s)
	p.Live = v.liveAs(s.State, v.state(s.State))
	view := themes.ServicePage{Page: p, Service: m.serviceRow(e, v, s), Sentence: m.serviceSentence(v, s), AsOf: b.AsOf, StaleAfter: b.AsOf.Add(b.Rules.StaleAfter)}
	for _, d := range s.Because {
		view.Because = append(view.Because, m.impact(e, d, d.State))
	}
	for _, d := range s.DependsOn {
		view.DependsOn = append(view.DependsOn, m.impact(e, d, d.State))
	}
	for _, mt := range m.services.maintenances[s.ID] {
		if mt.Phase == status.Scheduled {
			view.Coming = append(view.Coming, m.maintenance(e, v, mt))
		} else {
			view.Active = append(view.Active, m.maintenance(e, v, mt))
		}
	}
	view.Months = m.monthRows(e, v, s)
	view.Latency = latencyDays(s)
	m.serviceRecord(e, v, &view, s, m.services.incidents[s])
	for _, l := range s.Links {
		if link, ok := m.serviceLink(e, l); ok {
			view.Links = append(view.Links, link)
		}
	}
	view.APIs = []themes.Link{
		{Text: v.text.Text("status.service.feed"), URL: e.href(path + "feed.xml")},
		{Text: v.text.Text("status.api.calendar"), URL: e.href(path + calendarFile)},
		{Text: v.text.Text("status.service.badge"), URL: e.href(path + "badge.svg")},
	}
	view.Badge = &themes.Image{Src: e.href(path + "badge.svg"), Alt: v.text.Text("status.badge.alt", view.Service.Name)}
	return view
}

// serviceRecord fills in the incidents: those that are open in full, all by name.
func (m *model) serviceRecord(e *edition, v *voice, view *themes.ServicePage, s *status.Service, incidents []*status.Incident) {
	for _, i := range incidents {
		if i.Open() {
			view.Open = append(view.Open, m.incident(e, v, i))
		}
	}
	listed := incidents[:min(len(incidents), incidentsListed)]
	view.Incidents = m.incidentLinks(e, v, listed)
	for _, i := range listed {
		for _, effect := range i.Services {
			if effect.Service == s {
				view.Effects = append(view.Effects, string(effect.State))
			}
		}
	}
	if len(listed) < len(incidents) {
		view.More = &themes.Link{Text: v.text.Text("status.service.older", len(incidents)), URL: e.href("status/history/")}
	}
}

// serviceSentence says how a service is now, and since when.
func (m *model) serviceSentence(v *voice, s *status.Service) string {
	name := s.Name.For(v.site.Lang)
	if s.State == status.NoData {
		return v.text.Text("status.sentence.one.no_data", name)
	}
	if s.State != status.Operational {
		at := m.edge([]*status.Service{s})
		if at.Equal(m.board.AsOf) { // measured, and nobody has reported it yet
			at = stateSince(s, at)
		}
		return v.text.Text("status.sentence.one."+string(s.State), name, v.text.DateTime(at, m.config.zone))
	}
	spans := s.Timeline.Spans(s.Days[0].Start, m.board.AsOf)
	known := false
	for n := len(spans) - 1; n >= 0; n-- {
		span := spans[n]
		switch {
		case span.State == status.Degraded, span.State == status.PartialOutage, span.State == status.MajorOutage, span.State == status.UnderMaintenance && !span.Excluded:
			return v.text.Text("status.service.works_since", name, v.text.DateTime(span.End, m.config.zone))
		case span.State == status.NoData: // what was then is not known
			return v.text.Text("status.service.works", name)
		}
		known = span.Start.Unix() <= s.Days[0].Start.Unix()
	}
	if known {
		return v.text.Text("status.service.works_90", name)
	}
	return v.text.Text("status.service.works", name)
}

// stateSince is when the stretch of time began in which a service is in its
// present state; at where the record does not say.
func stateSince(s *status.Service, at time.Time) time.Time {
	spans := s.Timeline.Spans(s.Days[0].Start, at)
	if n := len(spans); n > 0 && spans[n-1].State == s.State && !spans[n-1].Excluded {
		return spans[n-1].Start
	}
	return at
}

// monthRows are a service's months, newest first.
func (m *model) monthRows(e *edition, v *voice, s *status.Service) []themes.FigureRow {
	var rows []themes.FigureRow
	for _, month := range s.Months {
		p := status.MonthOf(month.Start.Add(36*time.Hour), m.config.zone)
		row := m.figureRow(v, s.Timeline.Account(p.Start, p.End), p, s.Target)
		row.Name = v.text.Month(p.Start)
		if at := slices.IndexFunc(m.periods, func(x period) bool { return x.kind == "month" && x.Start.Equal(p.Start) }); at >= 0 {
			row.URL = e.href(m.periods[at].path())
		}
		rows = append(rows, row)
	}
	return rows
}

func latencyDays(s *status.Service) []themes.LatencyDay {
	var out []themes.LatencyDay
	day := 0
	for _, l := range s.Latency {
		for day < len(s.Days) && s.Days[day].Start.Before(l.Start) {
			day++
		}
		out = append(out, themes.LatencyDay{Date: l.Start, Index: day, Mean: l.Mean, Max: l.Max, Count: l.Count})
	}
	return out
}

// serviceLink resolves what services.yaml links a service to. The text is the
// page's title where none is given.
func (m *model) serviceLink(e *edition, l status.Link) (themes.Link, bool) {
	href, ok := m.target(e, l.URL)
	text := l.Text.For(e.lang)
	if text == "" {
		text = l.URL
		if x := e.entryByPath(l.URL); x != nil {
			text = x.page.Title
		}
	}
	return themes.Link{Text: text, URL: href}, ok
}

// checkServiceLinks reports links of services that lead nowhere.
func (m *model) checkServiceLinks(list *diag.List) {
	if m.board == nil {
		return
	}
	for _, s := range m.board.Services {
		for _, l := range s.Links {
			found := false
			for _, e := range m.editions {
				_, ok := m.serviceLink(e, l)
				found = found || ok
			}
			if !found {
				list.Errorf("config-link", diag.Position{File: "status/services.yaml"}, "write the path of a Markdown file below the language's folder, or a full address",
					"the service %q links to %q, which is not there", s.ID, l.URL)
			}
		}
	}
}

// shield is what a badge service draws: https://shields.io/badges/endpoint-badge.
type shield struct {
	Schema  int    `json:"schemaVersion"`
	Label   string `json:"label"`
	Message string `json:"message"`
	Color   string `json:"color"`
}

// shieldColors are the words of the badge service for the states.
var shieldColors = map[status.State]string{
	status.Operational: "brightgreen", status.Degraded: "yellow", status.PartialOutage: "orange", status.MajorOutage: "red",
	status.UnderMaintenance: "blue", status.NoData: "lightgrey",
}

// badgeFiles are a badge as a picture, and for badge services: of a service, or of
// all together. path is the folder below the edition's root.
func (m *model) badgeFiles(e *edition, v *voice, path, name string, state status.State) ([]file, error) {
	path = e.prefix + path
	// The badge service keeps what it draws: the picture must say how old it is.
	message := v.state(state) + " · " + v.text.Text("status.badge.as_of", m.board.AsOf.In(m.config.zone).Format("2006-01-02 15:04 -07:00"))
	text, err := encodeJSON(shield{1, name, message, shieldColors[state]})
	return []file{{fileOf(path + "badge.svg"), v.text.Badge(name, string(state), m.board.AsOf)}, {fileOf(path + "badge.json"), text}}, err
}

// serviceFiles are each service's feed, calendar and badge.
func (m *model) serviceFiles(e *edition) ([]file, error) {
	if m.board == nil {
		return nil, nil
	}
	v := e.voices[e.lang]
	notices := map[string]atomEntry{}
	for _, a := range m.maintenanceEntries(e) {
		notices[a.ID] = a
	}
	files, err := m.badgeFiles(e, v, "status/", v.site.Title, m.board.State)
	if err != nil {
		return nil, err
	}
	for _, s := range m.board.Services {
		badge, err := m.badgeFiles(e, v, servicePath(s), s.Name.For(e.lang), s.State)
		if err != nil {
			return nil, err
		}
		var planned []*status.Maintenance
		var entries []atomEntry
		incidents := m.services.incidents[s]
		for _, i := range incidents[:min(len(incidents), feedLimit)] {
			entries = append(entries, m.incidentEntry(e, v, i))
		}
		for _, mt := range m.board.Maintenances {
			if _, touched := mt.Services[s.ID]; !touched {
				continue
			}
			planned = append(planned, mt)
			id := m.identity(mt.URL[e.lang])
			entry := func(a atomEntry) bool { return a.ID == id } // of a window that repeats there are several
			if notices[id].ID != "" && !slices.ContainsFunc(entries, entry) {
				entries = append(entries, notices[id])
			}
		}
		made, err := m.feed(e, v, servicePath(s), "feed", s.Name.For(e.lang), entries, s.Timeline.Start())
		if err != nil {
			return nil, err
		}
		files = append(slices.Concat(files, badge, made), file{fileOf(e.prefix + servicePath(s) + calendarFile), m.calendar(e, v, planned)})
	}
	return files, nil
}
