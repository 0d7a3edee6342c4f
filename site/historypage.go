package site

import (
	"slices"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// historyPath is the list of all months.
const historyPath = "status/history/"

// pastMonth is a calendar month of the site's zone with what happened in it.
type pastMonth struct {
	status.Period
	incidents    []*status.Incident // that went on in it, newest first
	maintenances []*status.Maintenance
	days         []pastDay
}

// pastDay is a day of all services together.
type pastDay struct {
	start     time.Time
	state     status.State // the worst of any service; NoData without a record
	incidents int
}

func (p *pastMonth) path() string { return historyPath + p.Name + "/" }

// findMonths are the months of the record, newest first, up to the present one.
// Each incident is looked at in its own months alone.
func (m *model) findMonths() []*pastMonth {
	b, zone := m.board, m.config.zone
	first := b.AsOf
	for _, s := range b.Services {
		first = earliest(first, s.Timeline.Start())
	}
	for _, i := range b.Incidents {
		first = earliest(first, i.Started)
	}
	if limit := b.AsOf.AddDate(0, -reportMonths, 0); first.Before(limit) {
		first = limit
	}
	var out []*pastMonth
	at := map[string]*pastMonth{}
	for p := status.MonthOf(b.AsOf, zone); p.End.After(first); p = status.MonthOf(p.Start.Add(-time.Second), zone) {
		month := &pastMonth{Period: p}
		out = append(out, month)
		at[p.Name] = month
	}
	each := func(start, end time.Time, add func(*pastMonth)) {
		for p := status.MonthOf(start, zone); ; p = status.MonthOf(p.End, zone) {
			if month := at[p.Name]; month != nil {
				add(month)
			}
			if !p.End.Before(end) || p.End.After(b.AsOf) {
				return
			}
		}
	}
	for _, i := range b.Incidents {
		end := i.Resolved
		if i.Open() {
			end = b.AsOf
		}
		each(i.Started, end, func(p *pastMonth) { p.incidents = append(p.incidents, i) })
	}
	for _, mt := range b.Maintenances {
		if mt.Phase != status.Scheduled {
			each(mt.Start, mt.End, func(p *pastMonth) { p.maintenances = append(p.maintenances, mt) })
		}
	}
	for _, p := range out {
		p.days = m.daysOf(p)
	}
	for len(out) > 1 && out[len(out)-1].empty() { // before anything is known
		out = out[:len(out)-1]
	}
	return out
}

// empty says whether nothing is known of the month.
func (p *pastMonth) empty() bool {
	known := func(d pastDay) bool { return d.state != status.NoData }
	return len(p.incidents)+len(p.maintenances) == 0 && !slices.ContainsFunc(p.days, known)
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// daysOf are a month's days up to today, with the worst that any service was in.
func (m *model) daysOf(p *pastMonth) []pastDay {
	var out []pastDay
	for start := p.Start; start.Before(p.End) && start.Before(m.board.AsOf); {
		end := dayStart(start.In(m.config.zone).Add(36 * time.Hour))
		d := pastDay{start: start, state: status.NoData}
		known := false
		states := []status.State{status.Operational}
		for _, s := range m.board.Services {
			a := s.Timeline.Account(start, end)
			known = known || a.Up+a.Degraded+a.Partial+a.Down+a.Unplanned+a.Excluded > 0
			states = append(states, worstOf(a))
		}
		if known {
			d.state = status.Worst(states...)
		}
		for _, i := range p.incidents {
			if i.Started.Before(end) && (i.Open() || i.Resolved.After(start)) {
				d.incidents++
			}
		}
		out = append(out, d)
		start = end
	}
	return out
}

// worstOf is the worst state that an account has seconds of.
func worstOf(a status.Account) status.State {
	switch {
	case a.Down > 0:
		return status.MajorOutage
	case a.Partial > 0:
		return status.PartialOutage
	case a.Degraded > 0:
		return status.Degraded
	case a.Unplanned+a.Excluded > 0:
		return status.UnderMaintenance
	}
	return status.Operational
}

// historySheets are the list of months and a page for each.
func (m *model) historySheets(e *edition) []*sheet {
	v := e.voices[e.lang]
	title := v.text.Text("status.all")
	sheets := []*sheet{m.generated(e, "history", title, historyPath, func(p themes.Page) any {
		p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v))
		return themes.History{Page: p, Years: m.historyYears(e, v), Count: len(m.board.Incidents)}
	})}
	for n, month := range m.months {
		sheets = append(sheets, m.generated(e, "month", v.text.Text("status.of_month", v.text.Month(month.Start)), month.path(), func(p themes.Page) any {
			p.Breadcrumbs = append(p.Breadcrumbs, statusCrumb(e, v), themes.Link{Text: title, URL: e.href(historyPath)})
			p.JSONLD = m.breadcrumbData(p)
			if n+1 < len(m.months) {
				p.Prev = &themes.Link{Text: v.text.Month(m.months[n+1].Start), URL: e.href(m.months[n+1].path())}
			}
			if n > 0 {
				p.Next = &themes.Link{Text: v.text.Month(m.months[n-1].Start), URL: e.href(m.months[n-1].path())}
			}
			return m.monthView(e, v, p, month)
		}))
	}
	return sheets
}

func (m *model) historyYears(e *edition, v *voice) []themes.HistoryYear {
	var out []themes.HistoryYear
	for _, month := range m.months {
		name := month.Start.In(m.config.zone).Format("2006")
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, themes.HistoryYear{Name: name})
		}
		year := &out[len(out)-1]
		year.Months = append(year.Months, themes.MonthItem{Name: v.text.Month(month.Start), URL: e.href(month.path()), Count: len(month.incidents),
			Availability: v.text.Number(status.Availability(m.board.Services, month.Start, month.End).Percent()), Days: m.monthDays(v, month)})
	}
	return out
}

// monthDays are a month's days as bars.
func (m *model) monthDays(v *voice, month *pastMonth) []themes.Day {
	var out []themes.Day
	for _, d := range month.days {
		out = append(out, themes.Day{Date: d.start, State: string(d.state), Text: m.dayWords(v, d)})
	}
	return out
}

// dayWords say a day's date, state and number of incidents.
func (m *model) dayWords(v *voice, d pastDay) string {
	words := v.text.Text("status.days.good_day")
	if d.state != status.Operational {
		words = v.state(d.state)
	}
	if d.incidents > 0 {
		words += v.text.Text("list.comma") + v.text.Text("status.days.incidents", d.incidents)
	}
	return v.text.Text("status.days.text", v.text.Date(d.start.In(m.config.zone)), words)
}

func (m *model) monthView(e *edition, v *voice, p themes.Page, month *pastMonth) any {
	figure := status.Availability(m.board.Services, month.Start, month.End)
	view := themes.HistoryMonth{Page: p, Name: v.text.Month(month.Start), AsOf: m.board.AsOf, Running: m.board.AsOf.Before(month.End),
		Availability: v.text.Number(figure.Percent()), Coverage: v.text.Number(figure.Coverage()), Weeks: m.weeks(v, month)}
	for i := range 7 {
		view.Weekdays = append(view.Weekdays, v.text.Text("date.weekdays."+itoa((i+1)%7+1)))
	}
	for _, i := range month.incidents {
		item := m.incident(e, v, i)
		item.Updates = nil // its own page has them
		view.Incidents = append(view.Incidents, item)
	}
	for _, mt := range month.maintenances {
		item := m.maintenance(e, v, mt)
		item.Calendar = ""
		view.Maintenances = append(view.Maintenances, item)
	}
	if at := slices.IndexFunc(m.periods, func(x period) bool { return x.kind == "month" && x.Start.Equal(month.Start) }); at >= 0 {
		view.Report = e.href(m.periods[at].path())
	}
	return view
}

// weeks are a month as a calendar has it: rows from Monday to Sunday, with empty
// places before the first and after the last day.
func (m *model) weeks(v *voice, month *pastMonth) [][]themes.CalendarDay {
	var out [][]themes.CalendarDay
	zone := m.config.zone
	row := make([]themes.CalendarDay, 0, 7)
	for range (int(month.Start.In(zone).Weekday()) + 6) % 7 {
		row = append(row, themes.CalendarDay{})
	}
	n := 0
	for start := month.Start; start.Before(month.End); start = dayStart(start.In(zone).Add(36 * time.Hour)) {
		day := themes.CalendarDay{Number: start.In(zone).Day(), Text: v.text.Date(start.In(zone))}
		if n < len(month.days) {
			d := month.days[n]
			day.State, day.Count, day.Text = string(d.state), d.incidents, m.dayWords(v, d)
		}
		if row = append(row, day); len(row) == 7 {
			out, row = append(out, row), make([]themes.CalendarDay, 0, 7)
		}
		n++
	}
	for len(row) > 0 && len(row) < 7 {
		row = append(row, themes.CalendarDay{})
	}
	if len(row) > 0 {
		out = append(out, row)
	}
	return out
}
