package status

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func figure(counted, lost int) Figure { return Figure{Span: counted, Lost: lost, Known: counted > 0} }

func TestPercent(t *testing.T) {
	const year = 365 * 86400
	for _, c := range []struct {
		figure Figure
		want   string
	}{
		{figure(86400, 0), "100%"},
		{figure(86400, 1), "99.999%"},
		{figure(86400, 86400*1000), "0%"},
		{figure(86400, 43200*1000), "50%"},
		{figure(year, 31536*1000), "99.9%"}, // 8.76 h
		{figure(year, 31537*1000), "99.899%"},
		{figure(year, 15768*1000), "99.95%"}, // 4.38 h
		{figure(year, 3153_600), "99.99%"},   // 52.56 min
		{figure(3, 1000), "66.666%"},
		{Figure{Span: 86400, Unknown: 86400}, ""},
		{Figure{}, ""},
	} {
		if got := c.figure.Percent(); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.figure, got, c.want)
		}
	}
}

func Test_99_9996_percent_is_not_shown_as_100(t *testing.T) {
	f := figure(1_000_000, 4*1000)
	if f.Percent() != "99.999%" {
		t.Errorf("got %s", f.Percent())
	}
	for target, want := range map[string]bool{"99.9996": true, "99.9997": false, "99.999": true, "100": false, "99.9996%": true} {
		if met, known := f.Meets(target); met != want || !known {
			t.Errorf("meets %s: %v, %v", target, met, known)
		}
	}
}

func TestMeetsNothing(t *testing.T) {
	for _, target := range []string{"", "high", "0", "101", "1e2", "-1", "99,9"} {
		if _, known := figure(100, 0).Meets(target); known {
			t.Errorf("target %q is known", target)
		}
	}
	if _, known := (Figure{}).Meets("99"); known {
		t.Error("a figure that is not known meets something")
	}
}

func TestCoverage(t *testing.T) {
	for want, f := range map[string]Figure{
		"":      {Span: 1000},
		"97.3%": {Span: 10000, Unknown: 261},
		"99.9%": {Span: 1_000_000, Unknown: 1},
		"50%":   {Span: 1000, Excluded: 500, Unknown: 250},
		"0%":    {Span: 1000, Unknown: 1000},
	} {
		if got := f.Coverage(); got != want {
			t.Errorf("%+v: got %q, want %q", f, got, want)
		}
	}
}

// The last figure of a board with a probe that measures one minute in two.
func Test_a_month_without_data_has_no_figure(t *testing.T) {
	b := clean(t, "2026-10-20T00:00:00Z", map[string]string{
		"services.yaml": "services: [{id: api, name: API, monitors: [probe]}]",
		"uptime/u.csv":  "service,start,end,state\nprobe,2026-08-01T00:00:00Z,2026-09-01T00:00:00Z,up\nprobe,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,down\n",
	})
	var got []string
	for _, m := range b.Services[0].Months {
		got = append(got, fmt.Sprintf("%s %q %q", m.Start.Format("2006-01"), m.Figure.Percent(), m.Figure.Coverage()))
	}
	want := `2026-10 "0%" "5.2%"; 2026-09 "" "0%"; 2026-08 "100%" ""`
	if strings.Join(got, "; ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
	}
}

func Test_a_future_maintenance_does_not_colour_today(t *testing.T) {
	maintenance := func(start, end string) func(*Config) {
		return func(c *Config) {
			c.Maintenances = []Maintenance{{ID: "m", Start: instant(t, start), End: instant(t, end),
				Announced: instant(t, "2026-10-01T00:00:00Z"), Services: map[string]State{"messaging": UnderMaintenance}}}
		}
	}
	at := func(start, end string) (*Board, Day) {
		b := clean(t, "2026-10-20T12:00:00Z", map[string]string{"services.yaml": contract}, maintenance(start, end))
		days := b.Service("messaging").Days
		return b, days[len(days)-1]
	}
	b, today := at("2026-10-20T12:00:01Z", "2026-10-20T14:00:00Z")
	if today.State != Operational || today.Planned != 0 || b.State != Operational || len(b.Upcoming()) != 1 || len(b.Active()) != 0 {
		t.Errorf("before: today %+v, board %s", today, b.State)
	}
	if !b.NextEdge.Equal(instant(t, "2026-10-20T12:00:01Z")) {
		t.Errorf("next edge %s", b.NextEdge)
	}
	b, today = at("2026-10-20T11:00:00Z", "2026-10-20T14:00:00Z")
	if today.State != UnderMaintenance || today.Planned != 3600 || b.State != UnderMaintenance || len(b.Active()) != 1 {
		t.Errorf("during: today %+v, board %s", today, b.State)
	}
	b, today = at("2026-10-20T11:00:00Z", "2026-10-20T12:00:00Z")
	if today.Planned != 3600 || b.State != Operational || len(b.Active()) != 0 || !b.NextEdge.IsZero() {
		t.Errorf("after: today %+v, board %s, edge %s", today, b.State, b.NextEdge)
	}
	b, _ = at("2026-10-25T11:00:00Z", "2026-10-25T12:00:00Z")
	if !b.NextEdge.Equal(instant(t, "2026-10-24T11:00:00Z")) {
		t.Errorf("the banner begins at %s", b.NextEdge)
	}
}

// Announced maintenance leaves the figure inside its window; beyond it, and when
// it was not announced in time, it is downtime.
func TestMaintenanceInFigures(t *testing.T) {
	for name, c := range map[string]struct {
		announced      string
		done           string
		excluded, lost int
	}{
		"announced":             {"2026-10-18T00:00:00Z", "", 7200, 0},
		"announced just enough": {"2026-10-19T01:00:00Z", "", 7200, 0},
		"announced too late":    {"2026-10-19T01:00:01Z", "", 0, 7200_000},
		"beyond its window":     {"2026-10-18T00:00:00Z", "2026-10-20T03:30:00Z", 7200, 1800_000},
		"over early":            {"2026-10-18T00:00:00Z", "2026-10-20T01:30:00Z", 1800, 0},
	} {
		m := Maintenance{ID: "m", Start: instant(t, "2026-10-20T01:00:00Z"), End: instant(t, "2026-10-20T03:00:00Z"),
			Announced: instant(t, c.announced), Services: map[string]State{"messaging": UnderMaintenance}}
		if c.done != "" {
			m.Updates = []Update{{At: instant(t, c.done), Phase: Completed}}
		}
		b := clean(t, "2026-10-21T00:00:00Z", map[string]string{"services.yaml": contract}, func(cfg *Config) { cfg.Maintenances = []Maintenance{m} })
		day := instant(t, "2026-10-20T00:00:00Z")
		f := b.Service("push").Timeline.Figure(day, day.Add(24*time.Hour))
		if f.Excluded != 0 || f.Lost != 0 {
			t.Errorf("%s: another service has %+v", name, f)
		}
		f = b.Service("messaging").Timeline.Figure(day, day.Add(24*time.Hour))
		if f.Excluded != c.excluded || f.Lost != c.lost {
			t.Errorf("%s: got %+v", name, f)
		}
	}
}

// A service is not green for lack of news, and not grey while people speak for it.
func TestStateNow(t *testing.T) {
	const services = "services: [{id: api, name: API, monitors: [probe], since: 2026-10-01}]"
	uptime := func(last string) string {
		return "service,start,end,state\nprobe,2026-10-19T00:00:00Z," + last + ",down\n"
	}
	for name, c := range map[string]struct {
		policy Policy
		until  string
		also   string
		want   State
	}{
		"measured now":                 {Union, "2026-10-20T12:00:00Z", "", MajorOutage},
		"measured lately":              {Union, "2026-10-20T11:46:00Z", "", MajorOutage},
		"measured long ago, no news":   {Union, "2026-10-20T11:44:00Z", "", Operational},
		"measured long ago, probes":    {Probes, "2026-10-20T11:44:00Z", "", NoData},
		"measured long ago, with news": {Union, "2026-10-20T11:44:00Z", "services: {api: partial_outage}\n", PartialOutage},
		"news alone":                   {Incidents, "2026-10-20T12:00:00Z", "services: {api: partial_outage}\n", PartialOutage},
		"probes alone":                 {Probes, "2026-10-20T12:00:00Z", "services: {api: partial_outage}\n", MajorOutage},
	} {
		files := map[string]string{"services.yaml": services, "uptime/u.csv": uptime(c.until),
			"incidents/a.yaml": "title: T\nseverity: minor\nstarted: 2026-10-20T10:00:00Z\n" + c.also}
		b := clean(t, "2026-10-20T12:00:00Z", files, func(cfg *Config) { cfg.Rules.Policy = c.policy })
		if b.Services[0].State != c.want || b.State != c.want || b.Groups[0].State != c.want {
			t.Errorf("%s: got %s, want %s", name, b.Services[0].State, c.want)
		}
	}
}

func TestDependencies(t *testing.T) {
	b := clean(t, "2026-10-20T12:00:00Z", map[string]string{
		"services.yaml":    "groups: [{id: g, name: G}, {id: h, name: H, group: g}]\nservices: [{id: api, name: API, depends_on: [db, cache]}, {id: db, name: DB, group: h}, {id: cache, name: Cache}]",
		"incidents/a.yaml": "title: T\nseverity: minor\nstarted: 2026-10-20T10:00:00Z\nservices: {api: degraded_performance, db: major_outage}\n",
	})
	api := b.Service("api")
	if len(api.Because) != 1 || api.Because[0].ID != "db" {
		t.Errorf("because of %v", api.Because)
	}
	if api.Policy != Incidents {
		t.Errorf("a service without monitors rests on %s", api.Policy)
	}
	if b.Groups[0].State != MajorOutage || b.Groups[1].Parent != b.Groups[0] || b.Groups[2].State != Degraded {
		t.Errorf("groups %+v", b.Groups)
	}
}

func TestWorst(t *testing.T) {
	for _, c := range []struct {
		in   []State
		want State
	}{
		{nil, NoData},
		{[]State{Operational, Operational}, Operational},
		{[]State{Operational, NoData}, NoData},
		{[]State{NoData, UnderMaintenance}, UnderMaintenance},
		{[]State{UnderMaintenance, Degraded, Operational}, Degraded},
		{[]State{MajorOutage, PartialOutage}, MajorOutage},
	} {
		if got := Worst(c.in...); got != c.want {
			t.Errorf("%v: got %s, want %s", c.in, got, c.want)
		}
	}
}

// A day with a change of the clock has 23 or 25 hours, and an incident over
// midnight of the first is split between the months.
func TestCalendarOfTheZone(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	b := clean(t, "2026-11-03T00:00:00Z", map[string]string{
		"services.yaml":    contract,
		"incidents/a.yaml": "title: T\nseverity: critical\nstarted: 2026-10-31T23:00:00+01:00\nresolved: 2026-11-01T02:00:00+01:00\nservices: {messaging: major_outage}\n",
	}, func(c *Config) { c.Zone = zone })
	s := b.Service("messaging")
	if s.Months[0].Figure.Lost != 2*3600_000 || s.Months[1].Figure.Lost != 3600_000 || s.Months[1].Figure.Span != 31*86400+3600 {
		t.Errorf("months %+v", s.Months[:2])
	}
	for _, d := range s.Days {
		if d.Start.Format("01-02") == "10-31" && d.Down != 3600 || d.Start.Format("01-02") == "11-01" && d.Down != 7200 {
			t.Errorf("day %+v", d)
		}
	}
}

func TestLatencyByDay(t *testing.T) {
	b := clean(t, "2026-10-20T12:00:00Z", map[string]string{
		"services.yaml": "services: [{id: api, name: API, monitors: [east, west]}]",
		"uptime/u.csv": "service,time,state,latency_ms\neast,2026-10-18T10:00:00Z,up,20\nwest,2026-10-18T10:00:00Z,up,41\nwest,2026-10-20T10:00:00Z,up,50\n" +
			"east,2026-10-20T23:00:00Z,up,90\neast,2026-01-01T10:00:00Z,up,20\neast,2026-10-22T10:00:00Z,up,20\n",
	})
	var got []string
	for _, l := range b.Services[0].Latency {
		got = append(got, fmt.Sprintf("%s %d %d %d", l.Start.Format("01-02"), l.Mean, l.Max, l.Count))
	}
	if strings.Join(got, "; ") != "10-18 30 41 2; 10-20 50 50 1" {
		t.Errorf("got %q", got)
	}
}

func TestAFigureNeedsAHundredthOfThePeriod(t *testing.T) {
	for _, c := range []struct {
		span, excluded, unknown int
		want                    bool
	}{
		{86400, 0, 0, true},
		{86400, 0, 86400, false},
		{86400, 0, 86400 - 863, false},
		{86400, 0, 86400 - 864, true},
		{86400, 43200, 43200 - 431, false},
		{86400, 43200, 43200 - 432, true},
		{86400, 86400, 0, false},
		{0, 0, 0, false},
	} {
		if got := (Figure{Span: c.span, Excluded: c.excluded, Unknown: c.unknown}).enough(); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
