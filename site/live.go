package site

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"deskbell/status"
	"deskbell/themes"
)

// The state of the services for machines, and for the site's own pages, which
// ask for it while they are looked at. Its schema is
// docs/content/en/reference/schemas/status-1.json.

// liveFile is where it stands below an edition's root.
const liveFile = "status/status.json"

const (
	liveMaintenances = 20  // how many of those ahead it lists
	liveText         = 600 // runes of a text
)

type liveStatus struct {
	Version      int               `json:"version"` // 1
	GeneratedAt  string            `json:"generated_at"`
	StaleAfter   string            `json:"stale_after"`   // from then on nothing of it is known to hold
	NewestSample *string           `json:"newest_sample"` // the newest measurement that it rests on
	NextEdge     *string           `json:"next_edge"`     // when a maintenance window opens or closes next
	UpdatedAt    string            `json:"updated_at"`    // the last news of an incident or a maintenance
	Language     string            `json:"language"`
	TimeZone     string            `json:"time_zone"`
	Name         string            `json:"name"`
	URL          string            `json:"url"` // the status page; addresses are relative to this file's
	State        string            `json:"state"`
	StateText    string            `json:"state_text"`
	Sentence     string            `json:"sentence"`
	Services     []liveService     `json:"services"`
	Incidents    []liveIncident    `json:"incidents"`    // open ones, the latest first
	Maintenances []liveMaintenance `json:"maintenances"` // under way and ahead, by start
}

type liveService struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	State     string `json:"state"`
	StateText string `json:"state_text"`
	Beside    string `json:"beside_maintenance"` // its state apart from announced maintenance
}

type liveIncident struct {
	ID           string            `json:"id"`
	Title        string            `json:"title"`
	URL          string            `json:"url"`
	Severity     string            `json:"severity"`
	SeverityText string            `json:"severity_text"`
	State        string            `json:"state"` // worst of its services' now
	Phase        string            `json:"phase"`
	PhaseText    string            `json:"phase_text"`
	StartedAt    string            `json:"started_at"`
	UpdatedAt    string            `json:"updated_at"`
	UpdateDueAt  *string           `json:"update_due_at"` // when news is promised; past it, the news is late
	Services     map[string]string `json:"services"`      // what it does to them now
	Text         string            `json:"text"`          // the newest update, plain
	Workaround   string            `json:"workaround"`    // plain; empty without one
}

type liveMaintenance struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	URL      string            `json:"url"`
	StartAt  string            `json:"start_at"`
	EndAt    string            `json:"end_at"`
	ShowAt   string            `json:"show_at"` // from when it is announced over all pages
	GoesOn   bool              `json:"goes_on"` // an update says that it is under way: it ends with another
	Services map[string]string `json:"services"`
}

// live is an edition's state at the build's clock.
func (m *model) live(e *edition, v *voice) liveStatus {
	b := m.board
	out := liveStatus{Version: 1, GeneratedAt: utc(b.AsOf), StaleAfter: utc(b.AsOf.Add(b.Rules.StaleAfter)), NewestSample: utcPtr(b.NewestSample),
		NextEdge: utcPtr(b.NextEdge), UpdatedAt: utc(m.newsAt()), Language: v.site.Lang, TimeZone: m.config.zone.String(), Name: v.site.Title,
		URL: e.href("status/"), State: string(b.State), StateText: v.state(b.State), Sentence: m.sentence(v), Services: []liveService{}, Incidents: []liveIncident{}, Maintenances: []liveMaintenance{}}
	for _, s := range b.Services {
		out.Services = append(out.Services, liveService{s.ID, s.Name.For(v.site.Lang), string(s.State), v.state(s.State), string(b.Beside(s))})
	}
	for _, i := range b.Open() {
		out.Incidents = append(out.Incidents, m.liveIncident(e, v, i))
	}
	planned := append(b.Active(), b.Upcoming()...)
	for _, mt := range planned[:min(len(planned), liveMaintenances)] {
		x := liveMaintenance{ID: mt.ID, Title: mt.Title.For(v.site.Lang), URL: m.address.href(mt.URL[e.lang]), StartAt: utc(mt.Start), EndAt: utc(mt.End),
			ShowAt: utc(mt.Start.Add(-b.Rules.BannerLead)), GoesOn: mt.GoesOn(b.AsOf), Services: map[string]string{}}
		for id, state := range mt.During(b.Rules) {
			x.Services[id] = string(state)
		}
		out.Maintenances = append(out.Maintenances, x)
	}
	return out
}

func (m *model) liveIncident(e *edition, v *voice, i *status.Incident) liveIncident {
	x := liveIncident{ID: i.ID, Title: i.Title.For(v.site.Lang), URL: e.href(incidentPath(i)), Severity: string(i.Severity), SeverityText: v.text.Text("severity." + string(i.Severity)),
		State: string(stateOf(i)), Phase: string(i.Phase), PhaseText: v.text.Text("phase." + string(i.Phase)), StartedAt: utc(i.Started), UpdatedAt: utc(lastUpdate(i)),
		UpdateDueAt: utcPtr(m.board.SLA.UpdateDue(i)), Services: map[string]string{}}
	for _, effect := range i.Now {
		x.Services[effect.Service.ID] = string(effect.State)
	}
	if len(i.Updates) > 0 {
		x.Text = clip(i.Updates[0].Text.For(v.site.Lang), liveText)
	}
	x.Workaround = clip(plainText(string(m.markdown(e, v, i, "workaround", i.Workaround))), liveText)
	return x
}

// newsAt is when there was the last news of an incident or a maintenance, up to
// the build's clock. Unlike the clock it stays as it is while nothing happens.
func (m *model) newsAt() time.Time {
	var at time.Time
	for _, i := range m.board.Incidents {
		at = latest(at, i.Started, i.Resolved, lastUpdate(i))
	}
	for _, mt := range m.board.Maintenances {
		if t := changedAt(mt); !t.After(m.board.AsOf) {
			at = latest(at, t)
		}
	}
	return at
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

func (v *voice) state(s status.State) string { return v.text.Text("status.state." + string(s)) }

// utc is a moment as machines read it.
func utc(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func utcPtr(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return optional(utc(t))
}

// clip cuts a text off after some runes.
func clip(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimSpace(string(r[:most-1])) + "…"
}

// plainText is what HTML says, with a line for each paragraph and item.
func plainText(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			lines := strings.FieldsFunc(b.String(), func(r rune) bool { return r == '\n' })
			for i, l := range lines {
				lines[i] = strings.Join(strings.Fields(l), " ")
			}
			return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
		case html.TextToken:
			b.Write(z.Text())
		case html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); slices.Contains([]string{"p", "li", "pre", "br", "tr", "blockquote", "h2", "h3", "h4"}, string(name)) {
				b.WriteByte('\n')
			}
		}
	}
}

// livePage is what a page holds of the state, so that scripts can go on from it.
func (m *model) livePage(e *edition, v *voice) *themes.Live {
	if m.board == nil {
		return nil
	}
	words := map[string]any{}
	for _, key := range []string{"all", "no_data", "maintenance"} {
		words[key] = v.text.Text("status.sentence." + key)
	}
	one, several, states := map[string]string{}, map[string]map[string]string{}, map[string]string{}
	for _, s := range []status.State{status.Operational, status.Degraded, status.PartialOutage, status.MajorOutage, status.UnderMaintenance, status.NoData} {
		states[string(s)] = v.state(s)
		if s != status.Operational {
			one[string(s)] = v.text.Text("status.sentence.one." + string(s))
			several[string(s)] = v.text.Forms("status.sentence.several." + string(s))
		}
	}
	words["one"], words["several"], words["states"], words["works"] = one, several, states, v.text.Text("status.service.works")
	for _, key := range []string{"stale", "as_of", "workaround", "late", "starts_in", "ends_in", "is_over"} {
		words[key] = v.text.Text("status." + key)
	}
	words["resolved"] = v.text.Text("phase.resolved")
	return &themes.Live{Status: m.live(e, v), Words: words, Icons: m.address.href("/" + iconFolder)}
}

// liveAs is what a page holds whose title and icon show a state.
func (v *voice) liveAs(state status.State, words string) *themes.Live {
	live := *v.live
	live.State, live.Title = string(state), themes.StateSign(string(state))+" "+words
	return &live
}

// iconFolder is where the icons of the states are, which a status page has in
// the place of the site's.
const iconFolder = "status/icons/"

// liveFiles are each edition's state and the banner for other sites.
func (m *model) liveFiles(e *edition) ([]file, error) {
	if m.board == nil {
		return nil, nil
	}
	v := e.voices[e.lang]
	text, err := encodeJSON(m.live(e, v))
	return []file{{fileOf(e.prefix + liveFile), text}, {fileOf(e.prefix + "status/banner.js"), m.theme.BannerScript(v.text)}}, err
}

// stateIcons are the icons of the states.
func (m *model) stateIcons() []file {
	if m.board == nil {
		return nil
	}
	var out []file
	for _, s := range []status.State{status.Operational, status.Degraded, status.PartialOutage, status.MajorOutage, status.UnderMaintenance, status.NoData} {
		out = append(out, file{iconFolder + string(s) + ".svg", themes.StateIcon(string(s))})
	}
	return out
}
