package site

import (
	"bytes"
	"encoding/csv"
	"strings"
	"time"

	"deskbell/status"
)

// The figures of a report for machines. Amounts of time are whole seconds;
// lost and the budget are thousandths of a second, weighted.

type figuresFile struct {
	Generator string           `json:"generator"`
	Period    figuresPeriod    `json:"period"`
	AsOf      string           `json:"as_of"`
	Rules     figuresRules     `json:"rules"`
	Whole     figuresAccount   `json:"whole"`
	Services  []figuresService `json:"services"`
	Incidents []figuresEvent   `json:"incidents"`
	Plans     []figuresPlan    `json:"plans"`
}

type figuresPeriod struct {
	Name  string `json:"name"`
	Start string `json:"start"`
	End   string `json:"end"`
	Zone  string `json:"time_zone"`
	Over  bool   `json:"over"`
}

type figuresRules struct {
	Policy   string         `json:"policy"`
	Weights  map[string]int `json:"weights_thousandths"`
	Announce int            `json:"announce_seconds"`
}

type figuresAccount struct {
	Availability *string `json:"availability"`
	Coverage     *string `json:"coverage"`
	Span         int     `json:"span_seconds"`
	Excluded     int     `json:"excluded_seconds"`
	Unknown      int     `json:"unknown_seconds"`
	Counted      int     `json:"counted_seconds"`
	Lost         int     `json:"lost_ms"`
}

type figuresService struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Policy string  `json:"policy"`
	Weight int     `json:"weight"`
	Target *string `json:"target"`
	Met    *bool   `json:"met"`
	figuresAccount
	Up         int               `json:"up_seconds"`
	Degraded   int               `json:"degraded_seconds"`
	Partial    int               `json:"partial_seconds"`
	Down       int               `json:"down_seconds"`
	Unplanned  int               `json:"unplanned_seconds"`
	Budget     *int64            `json:"budget_ms"`
	Left       *int64            `json:"budget_left_ms"`
	Credits    []figuresCredit   `json:"credits"`
	Correction *figuresPublished `json:"published_before"`
}

type figuresCredit struct {
	Plan   string `json:"plan"`
	Below  string `json:"below"`
	Credit string `json:"credit"`
}

type figuresPublished struct {
	At           string  `json:"at"`
	Availability *string `json:"availability"`
	Lost         int     `json:"lost_ms"`
	Target       *string `json:"target,omitempty"` // where that is another now
}

// figuresTallies are how many deadlines were met and missed when it was published.
type figuresTallies struct {
	At         string     `json:"at"`
	Response   figuresMet `json:"first_response"`
	Resolution figuresMet `json:"resolution"`
}

type figuresMet struct {
	Met    int `json:"met"`
	Missed int `json:"missed"`
}

type figuresEvent struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	URL      string            `json:"url"`
	Severity string            `json:"severity"`
	Started  string            `json:"started_at"`
	Resolved *string           `json:"resolved_at"`
	Services map[string]string `json:"services"`
}

type figuresPlan struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Records []figuresRecord `json:"records"`
	// Published is what was published, where it is something else now.
	Published *figuresTallies `json:"published_before,omitempty"`
}

type figuresRecord struct {
	Incident   string           `json:"incident"`
	Response   *figuresDeadline `json:"first_response"`
	Resolution *figuresDeadline `json:"resolution"`
}

type figuresDeadline struct {
	Due    string  `json:"due_at"`
	Done   *string `json:"done_at"`
	Result string  `json:"result"`
	Margin int     `json:"margin_seconds"`
}

// slaFiles are the figures of every report as CSV and JSON.
func (m *model) slaFiles(e *edition) ([]file, error) {
	if m.board == nil {
		return nil, nil
	}
	v := e.voices[e.lang]
	var files []file
	for _, p := range m.periods {
		f := m.figures(e, v, p)
		text, err := encodeJSON(f)
		if err != nil {
			return nil, err
		}
		table, err := f.csv()
		if err != nil {
			return nil, err
		}
		files = append(files, file{fileOf(e.prefix + p.path() + "figures.json"), text}, file{fileOf(e.prefix + p.path() + "figures.csv"), table})
	}
	return files, nil
}

func (m *model) figures(e *edition, v *voice, p period) figuresFile {
	b := m.board
	r := p.report
	f := figuresFile{Generator: "Deskbell", AsOf: m.stamp(b.AsOf), Whole: accountOf(r.Whole), Services: []figuresService{}, Incidents: []figuresEvent{}, Plans: []figuresPlan{},
		Period: figuresPeriod{p.Name, m.stamp(p.Start), m.stamp(p.End), m.config.zone.String(), r.Over},
		Rules:  figuresRules{string(b.Rules.Policy), map[string]int{}, int(b.Rules.Announce / time.Second)}}
	for state, w := range b.Rules.Weights {
		f.Rules.Weights[string(state)] = w
	}
	for _, s := range r.Services {
		f.Services = append(f.Services, m.figuresOf(v, s, p.Period))
	}
	for _, i := range m.incidentsOf(p.Period) {
		x := figuresEvent{ID: i.ID, Title: i.Title.For(v.site.Lang), URL: m.address.absolute(e.prefix + incidentPath(i)), Severity: string(i.Severity), Started: m.stamp(i.Started),
			Resolved: m.stampPtr(i.Resolved), Services: map[string]string{}}
		for _, effect := range i.Services {
			x.Services[effect.Service.ID] = string(effect.State)
		}
		f.Incidents = append(f.Incidents, x)
	}
	for _, plan := range r.Plans {
		x := figuresPlan{ID: plan.Plan.ID, Name: plan.Plan.Name.For(v.site.Lang), Records: []figuresRecord{}}
		for _, record := range plan.Records {
			x.Records = append(x.Records, figuresRecord{record.Incident.ID, m.figuresDeadline(record.Response), m.figuresDeadline(record.Resolution)})
		}
		if c := m.planCorrected(plan.Plan, p.Period); c != nil {
			x.Published = &figuresTallies{m.stamp(c.Frozen), figuresMet{c.WasResponse.Met, c.WasResponse.Missed}, figuresMet{c.WasResolution.Met, c.WasResolution.Missed}}
		}
		f.Plans = append(f.Plans, x)
	}
	return f
}

func (m *model) figuresOf(v *voice, s status.ServiceReport, p status.Period) figuresService {
	a := s.Account
	x := figuresService{ID: s.Service.ID, Name: s.Service.Name.For(v.site.Lang), Policy: string(s.Service.Policy), Weight: s.Service.Weight, figuresAccount: accountOf(a.Figure),
		Up: a.Up, Degraded: a.Degraded, Partial: a.Partial, Down: a.Down, Unplanned: a.Unplanned, Credits: []figuresCredit{}}
	if s.Service.Target != "" {
		target := s.Service.Target + "%"
		x.Target = &target
	}
	if s.Known {
		left := s.Budget.Left()
		x.Met, x.Budget, x.Left = &s.Met, &s.Budget.Allowed, &left
	}
	for _, c := range s.Credits {
		x.Credits = append(x.Credits, figuresCredit{c.Plan, bare(c.Tier.Below) + "%", bare(c.Tier.Credit) + "%"})
	}
	if c := m.correction(s.Service, p); c != nil {
		x.Correction = &figuresPublished{At: m.stamp(c.Frozen), Availability: optional(c.Was.Percent()), Lost: c.Was.Lost}
		if c.Retarget() {
			x.Correction.Target = optional(c.WasTarget + "%")
		}
	}
	return x
}

func accountOf(f status.Figure) figuresAccount {
	a := figuresAccount{Availability: optional(f.Percent()), Span: f.Span, Excluded: f.Excluded, Unknown: f.Unknown, Counted: f.Counted(), Lost: f.Lost}
	if a.Coverage = optional(f.Coverage()); f.Known && f.Unknown == 0 {
		a.Coverage = optional("100%")
	}
	return a
}

func (m *model) figuresDeadline(d *status.Deadline) *figuresDeadline {
	if d == nil {
		return nil
	}
	return &figuresDeadline{m.stamp(d.Due), m.stampPtr(d.Done), string(d.Result), int(d.Margin / time.Second)}
}

func (m *model) stamp(t time.Time) string { return t.In(m.config.zone).Format(time.RFC3339) }

func (m *model) stampPtr(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return optional(m.stamp(t))
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// csv is the services as a table, RFC 4180.
func (f figuresFile) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows := [][]string{{"service", "name", "target", "availability", "coverage", "met", "period_start", "period_end", "as_of", "span_seconds", "excluded_seconds", "unknown_seconds", "counted_seconds",
		"up_seconds", "degraded_seconds", "partial_seconds", "down_seconds", "unplanned_seconds", "lost_ms", "budget_ms", "budget_left_ms", "over_budget_ms", "credits"}}
	for _, s := range f.Services {
		var credits []string
		for _, c := range s.Credits {
			credits = append(credits, c.Plan+" "+c.Credit)
		}
		rows = append(rows, []string{s.ID, s.Name, value(s.Target), value(s.Availability), value(s.Coverage), verdict(s.Met), f.Period.Start, f.Period.End, f.AsOf, itoa(s.Span), itoa(s.Excluded), itoa(s.Unknown), itoa(s.Counted),
			itoa(s.Up), itoa(s.Degraded), itoa(s.Partial), itoa(s.Down), itoa(s.Unplanned), itoa(s.Lost), amountOf(s.Budget, 1), amountOf(s.Left, 1), amountOf(s.Left, -1), strings.Join(credits, "; ")})
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = inert(cell)
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func verdict(met *bool) string {
	switch {
	case met == nil:
		return ""
	case *met:
		return "yes"
	}
	return "no"
}

// amountOf is the part of an amount that has a sign, without it; a table has no
// number below zero, which a spreadsheet could take for a formula.
func amountOf(n *int64, sign int64) string {
	if n == nil {
		return ""
	}
	return itoa(int(max(0, *n*sign)))
}
