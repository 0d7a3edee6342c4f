package site

import (
	"slices"
	"strings"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// reportMonths is how far back reports are made at most.
const reportMonths = 120

// period is a month, quarter, year or contract month that there is a report on.
type period struct {
	status.Period
	kind   string // "month", "quarter", "year", "contract"
	report status.Report
}

// path is where the report stands below the edition's root.
func (p period) path() string { return "status/sla/" + strings.ToLower(p.Name) + "/" }

// title is how the language calls the period.
func (p period) title(v *voice) string {
	switch p.kind {
	case "month":
		return v.text.Month(p.Start)
	case "quarter":
		return v.text.Text("status.sla.quarter", p.Name[len(p.Name)-1:], p.Name[:4])
	case "year":
		return v.text.Text("status.sla.year", p.Name)
	}
	return v.text.Date(p.Start) + " – " + v.text.Date(p.End.Add(-time.Second))
}

// findPeriods are all periods with data, each kind newest first: months, quarters,
// years, and where the contract's month is another than the calendar's, those.
func (m *model) findPeriods() []period {
	b, zone := m.board, m.config.zone
	first := b.AsOf
	for _, s := range b.Services {
		if start := s.Timeline.Start(); start.Before(first) {
			first = start
		}
	}
	if limit := b.AsOf.AddDate(0, -reportMonths, 0); first.Before(limit) {
		first = limit
	}
	kinds := []struct {
		name string
		of   func(time.Time) status.Period
	}{
		{"month", func(t time.Time) status.Period { return status.MonthOf(t, zone) }},
		{"quarter", func(t time.Time) status.Period { return status.QuarterOf(t, zone) }},
		{"year", func(t time.Time) status.Period { return status.YearOf(t, zone) }},
	}
	if b.SLA != nil && b.SLA.ContractDay > 1 {
		kinds = append(kinds, struct {
			name string
			of   func(time.Time) status.Period
		}{"contract", func(t time.Time) status.Period { return status.ContractMonthOf(t, zone, b.SLA.ContractDay) }})
	}
	var out []period
	for _, k := range kinds {
		for p := k.of(b.AsOf); p.End.After(first); p = k.of(p.Start.Add(-time.Second)) {
			if status.Availability(b.Services, p.Start, p.End).Known {
				out = append(out, period{p, k.name, m.report(p, k.name)})
			}
		}
	}
	return out
}

// slaSheets are the list of reports, and one page for each.
func (m *model) slaSheets(e *edition) []*sheet {
	v := e.voices[e.lang]
	title := v.text.Text("status.sla.title")
	sheets := []*sheet{m.generated(e, "slaindex", title, "status/sla/", func(p themes.Page) any {
		p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v))
		p.Lead = v.text.Text("status.sla.lead")
		return themes.SLAIndex{Page: p, AsOf: m.board.AsOf, Kinds: m.periodLists(e, v)}
	})}
	for n, at := range m.periods {
		sheets = append(sheets, m.generated(e, "sla", v.text.Text("status.sla.of", at.title(v)), at.path(), func(p themes.Page) any {
			p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v), themes.Link{Text: title, URL: e.href("status/sla/")})
			p.JSONLD = m.breadcrumbData(p)
			p.Prev, p.Next = m.besides(e, v, n, n+1), m.besides(e, v, n, n-1)
			return m.slaView(e, v, p, at)
		}))
	}
	return sheets
}

// besides is the report before or after another of the same kind.
func (m *model) besides(e *edition, v *voice, n, other int) *themes.Link {
	periods := m.periods
	if other < 0 || other >= len(periods) || periods[other].kind != periods[n].kind {
		return nil
	}
	return &themes.Link{Text: periods[other].title(v), URL: e.href(periods[other].path())}
}

func (m *model) periodLists(e *edition, v *voice) []themes.PeriodList {
	var lists []themes.PeriodList
	for n, p := range m.periods {
		if n == 0 || m.periods[n-1].kind != p.kind {
			lists = append(lists, themes.PeriodList{Title: v.text.Text("status.sla." + p.kind + "s")})
		}
		row := themes.PeriodRow{Name: p.title(v), URL: e.href(p.path()), Running: m.board.AsOf.Before(p.End), Availability: v.text.Number(p.report.Whole.Percent()), Coverage: v.text.Number(p.report.Whole.Coverage())}
		for _, s := range m.board.Services {
			switch met, known := s.Timeline.Figure(p.Start, p.End).Meets(s.Target); {
			case known && met:
				row.Met++
			case known:
				row.Missed++
			}
		}
		row.Of = row.Met + row.Missed
		last := &lists[len(lists)-1]
		last.Rows = append(last.Rows, row)
	}
	return lists
}

func (m *model) slaView(e *edition, v *voice, p themes.Page, at period) any {
	b := m.board
	r := at.report
	view := themes.SLAReport{Page: p, Period: at.title(v), Start: at.Start, End: at.End, Over: r.Over, AsOf: b.AsOf, Rules: m.rules(v)}
	rows := map[*status.Service]themes.FigureRow{}
	for _, s := range r.Services {
		rows[s.Service] = m.reportRow(e, v, s, at.Period)
		view.Credit = view.Credit || len(s.Credits) > 0
	}
	for n, g := range b.Groups {
		group := themes.FigureGroup{Figure: themes.FigureRow{Name: g.Name.For(v.site.Lang), Availability: v.text.Number(r.Groups[n].Figure.Percent()), Coverage: v.text.Number(r.Groups[n].Figure.Coverage())}}
		for _, s := range g.Services {
			group.Rows = append(group.Rows, rows[s])
		}
		view.Groups = append(view.Groups, group)
	}
	view.Whole = themes.FigureRow{Name: v.text.Text("status.sla.whole"), Availability: v.text.Number(r.Whole.Percent()), Coverage: v.text.Number(r.Whole.Coverage()), Lines: m.together(v, r.Services, r.Whole)}
	for _, i := range m.incidentsOf(at.Period) {
		view.Incidents = append(view.Incidents, m.incident(e, v, i))
	}
	for _, plan := range r.Plans {
		view.Plans = append(view.Plans, m.planRecord(e, v, plan, at.Period))
	}
	if b.SLA != nil && slices.ContainsFunc(b.SLA.Plans, func(p *status.Plan) bool { return len(p.Credits) > 0 }) {
		view.Rules = append(view.Rules, themes.Fact{Label: v.text.Text("status.table.credit"), Value: v.text.Text("status.sla.method_credit")})
	}
	view.Downloads = []themes.Link{
		{Text: v.text.Text("status.sla.csv"), URL: e.href(at.path() + "figures.csv")},
		{Text: v.text.Text("status.sla.json"), URL: e.href(at.path() + "figures.json")},
	}
	return view
}

// report is the report on a period. Credit is owed by the month, the contract's
// where it has its own: reports on other periods have none.
func (m *model) report(p status.Period, kind string) status.Report {
	r := m.board.Report(p)
	credited := "month"
	if m.board.SLA != nil && m.board.SLA.ContractDay > 1 {
		credited = "contract"
	}
	if kind != credited {
		for n := range r.Services {
			r.Services[n].Credits = nil
		}
	}
	return r
}

// reportRow is a service's line in a report, with its arithmetic.
func (m *model) reportRow(e *edition, v *voice, r status.ServiceReport, p status.Period) themes.FigureRow {
	row := m.figureRow(v, r.Account, p, r.Service.Target)
	row.Name, row.URL = r.Service.Name.For(v.site.Lang), e.href(servicePath(r.Service))
	for _, c := range r.Credits {
		row.Credits = append(row.Credits, v.text.Text("status.sla.credit", v.text.Number(bare(c.Tier.Credit)+"%"), c.Name.For(v.site.Lang)))
	}
	row.Lines = m.sumsOf(v, r, p)
	row.Correction = m.correctionText(v, r.Service, p)
	return row
}

// correction is what was published of a service's figure, where it is another
// now; nil where it is not.
func (m *model) correction(s *status.Service, p status.Period) *status.Correction {
	for n := range m.board.Corrections {
		if c := &m.board.Corrections[n]; c.Service == s && c.Month.Start.Equal(p.Start) && c.Month.End.Equal(p.End) {
			return c
		}
	}
	return nil
}

// incidentsOf are the incidents that went on in a period, newest first.
func (m *model) incidentsOf(p status.Period) []*status.Incident {
	return slices.DeleteFunc(slices.Clone(m.board.Incidents), func(i *status.Incident) bool {
		return !i.Started.Before(p.End) || !i.Open() && !i.Resolved.After(p.Start)
	})
}

// planRecord is how the incidents that began in a period did against a plan.
func (m *model) planRecord(e *edition, v *voice, r status.PlanReport, p status.Period) themes.PlanRecord {
	out := themes.PlanRecord{Name: r.Plan.Name.For(v.site.Lang), Response: m.tally(v, r.Response), Resolution: m.tally(v, r.Resolution), Correction: m.planCorrection(v, r.Plan, p)}
	for _, record := range r.Records {
		if record.Response == nil && record.Resolution == nil {
			continue // the plan promises nothing for the severity
		}
		i := record.Incident
		out.Records = append(out.Records, themes.DeadlineRow{Title: i.Title.For(v.site.Lang), URL: e.href(incidentPath(i)), Severity: string(i.Severity), Started: i.Started,
			Response: m.deadline(v, r.Plan, i, record.Response), Resolution: m.deadline(v, r.Plan, i, record.Resolution)})
	}
	return out
}

func (m *model) tally(v *voice, t status.Tally) string {
	if t.Met+t.Missed == 0 {
		return ""
	}
	return v.text.Text("status.sla.tally", itoa(t.Met), itoa(t.Met+t.Missed), v.text.Number(t.Kept()))
}

// deadline is a promise and what became of it. The time to spare or over is that
// of the promise's calendar, in hours: a working day has no 24 of them.
func (m *model) deadline(v *voice, plan *status.Plan, i *status.Incident, d *status.Deadline) *themes.Deadline {
	if d == nil {
		return nil
	}
	margin := v.hours(int(d.Margin / time.Second))
	if promise, ok := plan.Promise(i.Severity); ok && promise.Hours.ID != allHours {
		margin = v.text.Text("status.sla.working", margin)
	}
	return &themes.Deadline{Result: string(d.Result), Due: d.Due, Margin: v.text.Text("status.sla.margin_"+string(d.Result), margin)}
}

// allHours is the calendar in which every hour counts.
const allHours = "7x24"

// hours writes a span in hours and minutes, without days.
func (v *voice) hours(seconds int) string {
	if seconds < 24*3600 {
		return v.text.Duration(seconds)
	}
	text := v.text.Text("duration.hours", seconds/3600)
	if minutes := seconds % 3600 / 60; minutes > 0 {
		text = v.text.Text("duration.two", text, v.text.Text("duration.minutes", minutes))
	}
	return text
}
