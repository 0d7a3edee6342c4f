package status

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A month with everything in it, reckoned by hand as a customer would. October
// 2026 in Berlin has 31 days and an hour, for the clock is put back on the 25th:
// 31 × 86,400 s + 3,600 s = 2,682,000 s.
//
// API, of weight 3, with a monitor and the target 99.9 %:
//
//	left out     the announced window of the 10th                          7,200 s
//	not known    the monitor's gap of the 5th, 10:00 to 12:00, without
//	             the ten minutes of which an incident tells                6,600 s
//	counted      2,682,000 − 7,200 − 6,600                             2,668,200 s
//
//	major        1st, from midnight on, of an incident since September     1,800 s
//	             7th, measured, reported by nobody                           750 s
//	             8th, 9:30 to 9:40, measured in a partial outage             600 s
//	             10th, 4:00 to 4:10, of an incident behind the window        600 s
//	             25th, 2:30 summer time to 2:30 winter time                3,600 s
//	             together                                                  7,350 s
//	partial      8th, 9:00 to 10:00 without those ten minutes              3,000 s
//	degraded     5th, 11:00 to 11:10                                         600 s
//	unplanned    10th, 4:10 to 4:20, when the work was done                  600 s
//	             15th, announced 14 hours before                           3,600 s
//	             together                                                  4,200 s
//	up           2,668,200 − 7,350 − 3,000 − 600 − 4,200               2,653,050 s
//
//	lost         7,350 × 1 + 3,000 × 0.3 + 600 × 0 + 4,200 × 1            12,450 s
//	availability (2,668,200 − 12,450) ÷ 2,668,200 = 99.53339… %
//	coverage     2,668,200 ÷ (2,682,000 − 7,200) = 99.75 %
//	budget       2,668,200 × 0.1 % = 2,668.2 s; left 2,668.2 − 12,450 = −9,781.8 s
//	burn         12,450 ÷ 2,668.2 = 4.666…
//	credit       below 99.9, not below 99.5: 10 %
//
// Store, of weight 1, since the 16th, without a monitor, with the target 99.95 %:
//
//	counted      16 × 86,400 s + 3,600 s                               1,386,000 s
//	lost         25th, partial: 3,600 × 0.3                                1,080 s
//	availability (1,386,000 − 1,080) ÷ 1,386,000 = 99.92207… %
//	budget       1,386,000 × 0.05 % = 693 s; left 693 − 1,080 = −387 s
//	burn         1,080 ÷ 693 = 1.558…
//	credit       not below 99.9: none
//
// Both together:
//
//	counted      3 × 2,668,200 + 1,386,000                             9,390,600 s
//	lost         3 × 12,450 + 1,080                                       38,430 s
//	availability (9,390,600 − 38,430) ÷ 9,390,600 = 99.59076… %
//
// Deadlines, in working time from 9:00 to 18:00, for what is critical always:
//
//	8th, Thursday 9:00    response  due 10:00, given 9:45: met, 15 min to spare
//	                      resolution due 17:00, 10:00: met, 7 h to spare
//	10th, Saturday 3:00   response  due Monday 10:00, given 3:30: met, 1 h to spare
//	                      resolution due Monday 17:00, 4:10: met, 8 h to spare
//	25th, noticed 2:40    response  due 2:55, given 2:50: met, 5 min to spare
//	  summer time         resolution due 30 min later, 2:10 winter time; 2:30: missed by 20 min
func TestGoldenMonth(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	b := clean(t, "2026-11-02T09:00:00+01:00", goldenFiles, func(c *Config) {
		c.Zone = zone
		window := func(id, announced, start, end string, updates ...Update) Maintenance {
			return Maintenance{ID: id, Announced: instant(t, announced), Start: instant(t, start), End: instant(t, end), Services: map[string]State{"api": UnderMaintenance}, Updates: updates}
		}
		c.Maintenances = []Maintenance{
			window("announced", "2026-10-01T12:00:00+02:00", "2026-10-10T02:00:00+02:00", "2026-10-10T04:00:00+02:00", Update{At: instant(t, "2026-10-10T04:20:00+02:00"), Phase: Completed}),
			window("too late", "2026-10-14T12:00:00+02:00", "2026-10-15T02:00:00+02:00", "2026-10-15T03:00:00+02:00"),
		}
	})
	report := b.Report(MonthOf(instant(t, "2026-10-15T00:00:00Z"), zone))
	var got strings.Builder
	for _, s := range report.Services {
		a := s.Account
		nines, _ := a.Nines()
		fmt.Fprintf(&got, "%s: %d s − %d − %d = %d; up %d major %d partial %d degraded %d unplanned %d; lost %d; %s coverage %q met %v; budget %d left %d burn %d; %d nines; credit",
			s.Service.ID, a.Span, a.Excluded, a.Unknown, a.Counted(), a.Up, a.Down, a.Partial, a.Degraded, a.Unplanned, a.Lost, a.Percent(), a.Coverage(), s.Met, s.Budget.Allowed, s.Budget.Left(), s.Budget.Burn, nines)
		for _, c := range s.Credits {
			fmt.Fprintf(&got, " %s %s%%", c.Plan, c.Tier.Credit)
		}
		got.WriteString("\n")
	}
	fmt.Fprintf(&got, "whole: %d s, lost %d, %s\n", report.Whole.Counted(), report.Whole.Lost, report.Whole.Percent())
	plan := report.Plans[0]
	for _, r := range plan.Records {
		fmt.Fprintf(&got, "%s:", r.Incident.ID)
		for _, d := range []*Deadline{r.Response, r.Resolution} {
			if d != nil {
				fmt.Fprintf(&got, " due %s %s by %s;", d.Due.In(zone).Format("02 15:04 MST"), d.Result, d.Margin)
			}
		}
		got.WriteString("\n")
	}
	fmt.Fprintf(&got, "response %v, resolution %v %s", plan.Response, plan.Resolution, plan.Resolution.Kept())
	if want := strings.TrimSpace(goldenReport); got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

const goldenReport = `
api: 2682000 s − 7200 − 6600 = 2668200; up 2653050 major 7350 partial 3000 degraded 600 unplanned 4200; lost 12450000; 99.533% coverage "99.7%" met false; budget 2668200 left -9781800 burn 466; 2 nines; credit standard 10%
store: 1386000 s − 0 − 0 = 1386000; up 1382400 major 0 partial 3600 degraded 0 unplanned 0; lost 1080000; 99.922% coverage "" met false; budget 693000 left -387000 burn 155; 3 nines; credit
whole: 9390600 s, lost 38430000, 99.59%
25-clock: due 25 02:55 CEST met by 5m0s; due 25 02:10 CET missed by 20m0s;
10-behind: due 12 10:00 CEST met by 1h0m0s; due 12 17:00 CEST met by 8h0m0s;
08-partial: due 08 10:00 CEST met by 15m0s; due 08 17:00 CEST met by 7h0m0s;
05-gap:
response 3 of 3 met, resolution 2 of 3 met 66.6%
`

var goldenFiles = map[string]string{
	"services.yaml": `services:
  - {id: api, name: API, since: 2026-09-01, target: 99.9, weight: 3, monitors: [probe]}
  - {id: store, name: Store, since: 2026-10-16, target: 99.95}
`,
	"sla.yaml": `calendars: [{id: office, zone: Europe/Berlin, hours: {mon-fri: "9:00-18:00"}}]
plans:
  - id: standard
    name: Standard
    calendar: office
    credits: [{below: 99.9, credit: 10}, {below: 99.5, credit: 25}, {below: 95, credit: 100}]
    targets:
      critical: {response: 15m, resolution: 30m, calendar: 7x24}
      major: {response: 1h, resolution: 8h}
`,
	"uptime/probe.csv": `service,start,end,state
probe,2026-10-01T00:00:00+02:00,2026-10-05T10:00:00+02:00,up
probe,2026-10-05T12:00:00+02:00,2026-10-07T03:00:00+02:00,up
probe,2026-10-07T03:00:00+02:00,2026-10-07T03:12:30+02:00,down
probe,2026-10-07T03:12:30+02:00,2026-10-08T09:30:00+02:00,up
probe,2026-10-08T09:30:00+02:00,2026-10-08T09:40:00+02:00,down
probe,2026-10-08T09:40:00+02:00,2026-11-02T09:00:00+01:00,up
`,
	"incidents/00-midnight.yaml": `title: Over midnight of the first
severity: major
started: 2026-09-30T23:30:00+02:00
services: {api: major_outage}
updates:
  - {at: 2026-10-01T00:30:00+02:00, state: resolved, text: It works.}
`,
	"incidents/05-gap.yaml": `title: In the monitor's gap
severity: minor
started: 2026-10-05T11:00:00+02:00
resolved: 2026-10-05T11:10:00+02:00
services: {api: degraded_performance}
`,
	"incidents/08-partial.yaml": `title: A part fails
severity: major
started: 2026-10-08T09:00:00+02:00
services: {api: partial_outage}
updates:
  - {at: 2026-10-08T09:45:00+02:00, state: identified, text: Found.}
  - {at: 2026-10-08T10:00:00+02:00, state: resolved, services: {api: operational}, text: It works.}
`,
	"incidents/10-behind.yaml": `title: Behind the window
severity: major
started: 2026-10-10T03:00:00+02:00
services: {api: major_outage}
updates:
  - {at: 2026-10-10T03:30:00+02:00, state: identified, text: Found.}
  - {at: 2026-10-10T04:10:00+02:00, state: resolved, text: It works.}
`,
	"incidents/25-clock.yaml": `title: While the clock is put back
severity: critical
started: 2026-10-25T02:30:00+02:00
detected: 2026-10-25T02:40:00+02:00
services: {api: major_outage, store: partial_outage}
updates:
  - {at: 2026-10-25T02:50:00+02:00, state: identified, text: Found.}
  - {at: 2026-10-25T02:30:00+01:00, state: resolved, text: It works.}
`,
}
