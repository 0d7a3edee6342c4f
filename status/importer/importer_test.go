package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/diag"
)

// testdata is one file, and its damaged twin, for each format.
var testdata = os.DirFS("testdata")

var asOf = time.Date(2026, 10, 14, 2, 0, 0, 0, time.UTC)

// show writes monitors as one line each, for comparing.
func show(monitors []*Monitor) string {
	var b strings.Builder
	for _, m := range monitors {
		b.WriteString(strings.Join(m.Names, "|") + ":")
		for _, v := range m.Intervals {
			fmt.Fprintf(&b, " %s-%s=%s", wall(v.Start), wall(v.End), v.State)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func wall(unix int64) string {
	return strings.TrimPrefix(time.Unix(unix, 0).UTC().Format("02T15:04:05"), "14T")
}

func open(t *testing.T, name string) (Result, []string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list diag.List
	r := Read("uptime/"+name, f, Options{AsOf: asOf}, &list)
	var lines []string
	for _, d := range list.Sorted() {
		lines = append(lines, fmt.Sprintf("%s: %s", d.Pos, d.Message))
	}
	return r, lines
}

// cases has an entry for each format: what its file says, and what is said of
// its damaged twin.
var cases = []struct{ file, want, damaged string }{
	{"deskbell-csv.csv", `messaging: 01:00:00-01:02:00=up 01:02:00-01:03:00=down 01:03:00-01:05:00=up 01:13:00-01:14:00=up
push: 01:01:30-01:02:30=degraded 01:02:30-01:04:30=up
`,
		`uptime/deskbell-csv.damaged.csv:5:11: expected a time, found "2026-10-14T09:02:00"
uptime/deskbell-csv.damaged.csv:8:37: unknown state "sleepy"
uptime/deskbell-csv.damaged.csv:10:1: expected 4 fields (service,time,state,latency_ms), found 2`},
	{"deskbell-intervals.csv", `messaging: 01:00:00-02:00:00=up 02:00:00-02:10:00=down
edge, east: 02:00:00-02:10:00=maintenance
`,
		`uptime/deskbell-intervals.damaged.csv:3:32: the interval ends at 2026-10-14T01:10:00Z, before its start 2026-10-14T02:00:00Z`},
	{"upptime-summary.json", `manual|Manual|https://manual.example.com/: 18T00:00:00-18T11:42:00=up 18T11:42:00-18T12:18:00=down 18T12:18:00-20T11:48:30=up 20T11:48:30-20T12:11:30=down 20T12:11:30-21T00:00:00=up
chat|Chat|https://chat.example.com/:
`,
		`uptime/upptime-summary.damaged.json:2:3: [0].dailyMinutesDown.2026-08-18: expected 0 to 1440 minutes, found 3600
uptime/upptime-summary.damaged.json:14:3: [1].dailyMinutesDown.2026-8-x: expected a day such as 2026-08-18, found "2026-8-x"`},
	{"upptime-site.yml", `upptime-site|https://manual.example.com/: 21T23:23:41-21T23:28:41=up
`,
		`uptime/upptime-site.damaged.yml:2:9: unknown state "sideways"`},
	{"upptime-log.log", `Search Demo|search-demo: 01:00:00-01:25:00=up 01:25:00-01:30:00=degraded 01:30:00-01:40:00=up
Manual|manual: 01:00:00-01:10:00=up 01:10:00-01:20:00=down 01:20:00-01:40:00=up
`,
		`uptime/upptime-log.damaged.log:4:27: expected a change of state, found "🟩 Manual is sideways (200 in 310 ms) [skip ci] [upptime]"
uptime/upptime-log.damaged.log:5:1: expected a time, found "yesterday"`},
	{"uptime-kuma-csv.csv", `7: 01:00:00-01:02:00=up 01:02:00-01:04:00=down 01:04:00-01:05:00=maintenance 01:05:00-01:07:00=up
`,
		`uptime/uptime-kuma-csv.damaged.csv:5:7: unknown status "9"
uptime/uptime-kuma-csv.damaged.csv:7:20: expected a time such as 2026-10-14 09:12:00.000, found "yesterday"`},
	{"uptime-kuma-json.json", `7: 01:00:00-01:02:00=up 01:02:00-01:04:00=down
`,
		`uptime/uptime-kuma-json.damaged.json:2:1: [1]: expected a whole number, found "seven"
uptime/uptime-kuma-json.damaged.json:3:1: [2].status: unknown status 7`},
	{"uptime-kuma-stat-csv.csv", `7: 01:00:00-02:22:30=up 02:22:30-02:37:30=down 02:37:30-03:00:00=up
`,
		`uptime/uptime-kuma-stat-csv.damaged.csv:3:22: expected a whole number, found "-15"`},
	{"uptime-kuma-stat-json.json", `7: 00:00:00-15T11:55:00=up 15T11:55:00-15T12:05:00=down 15T12:05:00-16T00:00:00=up
`,
		`uptime/uptime-kuma-stat-json.damaged.json:2:2: [1]: expected monitor_id, timestamp, up and down`},
	{"gatus.json", `core_api|core/api|api: 01:00:00-01:02:00=up 01:02:00-01:04:00=down
`,
		`uptime/gatus.damaged.json:8:7: [0].results[1]: expected success and timestamp
uptime/gatus.damaged.json:9:7: [0].results[2]: expected a time with its zone, found "2026-10-14T09:02:00"`},
	{"prometheus.json", `https://api.example.com|blackbox/https://api.example.com|probe_success{instance="https://api.example.com",job="blackbox"}: 01:00:00-01:02:00=up 01:02:00-01:03:00=down 01:03:00-01:05:00=up 01:13:00-01:14:00=degraded
`,
		`uptime/prometheus.damaged.json:1:206: data.result[0].values[2]: expected [seconds, "value"], found [1791939720.781]`},
	{"uptimerobot.json", `777749809|API|https://api.example.com: 01:01:00-01:05:00=up 01:05:00-01:10:00=down 01:10:00-01:20:00=up
`,
		`uptime/uptimerobot.damaged.json:3:1: monitors[0].logs[1]: expected type and datetime`},
	{"pingdom-outage.json", `pingdom-outage: 01:00:00-01:10:00=up 01:10:00-01:11:00=down 01:20:00-01:30:00=up
`,
		`uptime/pingdom-outage.damaged.json:3:1: summary.states[1].timeto: the state ends at 2026-10-13T22:24:20Z, before its start 2026-10-14T01:10:00Z`},
	{"pingdom-performance.json", `pingdom-performance: 01:00:00-02:25:00=up 02:25:00-02:30:00=down 02:30:00-02:55:00=up
`,
		`uptime/pingdom-performance.damaged.json:3:1: summary.hours[1]: expected a time with its zone, found "noon"`},
	{"healthchecks.json", `healthchecks: 01:00:00-01:20:00=up 01:20:00-01:30:00=down 01:30:00-02:00:00=up
`,
		`uptime/healthchecks.damaged.json:3:3: [1]: expected a whole number, found "perhaps"`},
	{"better-stack.json", `API|https://api.example.com: 01:00:00-01:05:00=down 01:50:00-02:00:00=down
`,
		`uptime/better-stack.damaged.json:1:10: data[0].attributes.resolved_at: the incident ends at 2026-10-14T00:05:00Z, before its start 2026-10-14T01:00:00Z`},
	{"statuscake.json", `statuscake: 01:00:00-01:20:00=up 01:20:00-01:30:00=down 01:30:00-02:00:00=up
`,
		`uptime/statuscake.damaged.json:2:1: data[1]: expected a time with its zone, found "14 Oct"`},
	{"cloudwatch.json", `m1|HealthCheckStatus: 01:00:00-01:01:00=up 01:01:00-01:02:00=down 01:02:00-01:04:00=up
m2|StatusCheckFailed: 01:00:00-01:01:00=up 01:01:00-01:03:00=down
`,
		`uptime/cloudwatch.damaged.json:2:54: MetricDataResults[1].Timestamps[0]: cannot be read: "soon"
uptime/cloudwatch.damaged.json:2:118: MetricDataResults[1]: there are 2 Timestamps, but 1 Values`},
	{"site24x7.json", `site24x7: 11T15:00:00-13T02:45:36=up 13T02:45:36-13T03:14:24=down 13T03:14:24-13T21:00:00=up 13T21:00:00-03:00:00=maintenance 03:00:00-09:00:00=up
`,
		`uptime/site24x7.damaged.json:2:1: [1]: expected [time, up, down, maintenance] in percent, found ["2026-10-13T00:00:00+0900",98,"2%",0]`},
}

func TestEachFormat(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range cases {
		format := strings.TrimSuffix(c.file, filepath.Ext(c.file))
		seen[format] = true
		t.Run(format, func(t *testing.T) {
			r, lines := open(t, c.file)
			if len(lines) > 0 || r.Format != format {
				t.Errorf("read as %q, problems %q", r.Format, lines)
			}
			if got := show(r.Monitors); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			r, lines = open(t, strings.Replace(c.file, ".", ".damaged.", 1))
			if got := strings.Join(lines, "\n"); r.Format != format || got != c.damaged {
				t.Errorf("damaged, read as %q: got\n%s\nwant\n%s", r.Format, got, c.damaged)
			}
		})
	}
	for _, name := range Names() {
		if !seen[name] && name != upptimeBadge.name { // which has no record
			t.Errorf("no testdata for %s", name)
		}
	}
}

// A badge tells no times: it is known for what it is, whole or damaged, and
// nothing is taken from it.
func TestBadgesAreNotRead(t *testing.T) {
	for _, name := range []string{"upptime-badge.json", "upptime-badge.damaged.json"} {
		r, lines := open(t, name)
		if r.Format != "upptime-badge" || len(r.Monitors) != 0 || strings.Join(lines, "") != "uptime/"+name+": a badge tells no times and is not read" {
			t.Errorf("%s: %+v, %q", name, r, lines)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	var list diag.List
	r := Read("uptime/notes.txt", strings.NewReader("dear diary\n"), Options{}, &list)
	d := list.Sorted()
	if r.Format != "" || len(d) != 1 || d[0].Message != "the file is of no known uptime format" || d[0].Pos.Text != "dear diary" {
		t.Errorf("%q %+v", r.Format, d)
	}
}

// The form for long keeping says the same as what it was made from.
func TestWriteCSVReadsBack(t *testing.T) {
	for _, c := range cases {
		r, _ := open(t, c.file)
		var b strings.Builder
		if err := WriteCSV(&b, r.Monitors); err != nil {
			t.Fatal(err)
		}
		var list diag.List
		again := Read("x.csv", strings.NewReader(b.String()), Options{}, &list)
		var want []*Monitor
		for _, m := range r.Monitors {
			if len(m.Intervals) > 0 {
				want = append(want, &Monitor{Names: m.Names[:1], Intervals: m.Intervals})
			}
		}
		if got := show(again.Monitors); got != show(want) || len(list.Sorted()) > 0 {
			t.Errorf("%s: got\n%swant\n%s%v", c.file, got, show(want), list.Sorted())
		}
	}
}

func TestSampleHolds(t *testing.T) {
	var s series
	for i := range int64(20) {
		s.add(i*60, Up)
	}
	s.add(20*60+59, Up)    // 119 s after the last: within twice the usual interval
	s.add(20*60+300, Up)   // 241 s: a gap
	s.add(20*60+310, Down) // twice in ten seconds
	got := s.intervals()
	want := []Interval{{0, 20*60 + 179, Up}, {20*60 + 300, 20*60 + 310, Up}, {20*60 + 310, 20*60 + 430, Down}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A record in any order gives what it gives in order, also when it is longer
// than a block.
func TestSamplesBackwards(t *testing.T) {
	var forwards, backwards series
	state := func(i int64) State { return [...]State{Up, Up, Up, Down, Up, Unknown}[i*i%17%6] }
	for i := range int64(5 * block) {
		forwards.add(1_000_000+i*60, state(i))
	}
	for i := int64(5*block - 1); i >= 0; i-- {
		backwards.add(1_000_000+i*60, state(i))
	}
	if a, b := fmt.Sprint(forwards.intervals()), fmt.Sprint(backwards.intervals()); a != b {
		t.Errorf("forwards and backwards differ:\n%.300s\n%.300s", a, b)
	}
}

func TestIntervalOfChecksChanges(t *testing.T) {
	var s series
	for i := range int64(3 * block) {
		s.add(i*60, Up)
	}
	start := int64(3*block) * 60
	for i := range int64(2 * block) {
		s.add(start+i*300, Up)
	}
	got := s.intervals()
	if len(got) != 1 || got[0].Start != 0 {
		t.Errorf("got %v, want one interval: five minutes are the usual interval of later blocks", got)
	}
}

func TestLatencyByHour(t *testing.T) {
	for file, want := range map[string]string{
		"deskbell-csv.csv":         "[{1791939600 4 91 25}]",
		"uptime-kuma-csv.csv":      "[{1791939600 3 98 34}]",
		"uptime-kuma-json.json":    "[{1791939600 2 65 34}]",
		"gatus.json":               "[{1791939600 2 42 21}]",
		"uptimerobot.json":         "[{1791939600 1 123 123}]",
		"pingdom-performance.json": "[{1791939600 1 201 201} {1791943200 1 220 220}]",
	} {
		r, _ := open(t, file)
		if got := fmt.Sprint(r.Monitors[0].Latency); got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
}

// What the quick clock reads is what the standard library reads.
func TestClock(t *testing.T) {
	var c clock
	for i, s := range []string{
		"2026-10-14T09:12:00Z", "2026-10-14T09:12:59+08:00", "2026-10-14T23:59:59-09:30", "2024-02-29T00:00:00Z",
		"2026-10-14T24:00:00Z", "2026-10-14T09:12:60Z", "2026-02-29T00:00:00Z", "2026-10-14T09:12:00.5Z", "2026-10-14T09:12:00+24:00",
		"2026-10-14T9:12:00Z", "2026-10-14 09:12:00Z", "2026-10-14T09:12:00", "2026-10-14T09:12:00z", "2026-1a-14T09:12:00Z", "",
	} {
		at, err := time.Parse(time.RFC3339, s)
		if got, ok := c.parse([]byte(s)); ok && (err != nil || got != at.Unix()) {
			t.Errorf("%q: got %d, the library %d, %v", s, got, at.Unix(), err)
		} else if !ok && i < 4 {
			t.Errorf("%q is not read", s)
		}
	}
}

// So are the times of databases.
func TestClockOfDatabases(t *testing.T) {
	var c clock
	for i, s := range []string{
		"2026-10-14 09:12:00", "2026-10-14 09:12:00.123", "2026-10-14T09:12:59.999999", "2024-02-29 23:59:59.5", "2026-10-14 09:12:00+08:00",
		"2026-10-14 24:12:00", "2026-10-14 09:12:00.", "2026-10-14 09:12", "2026-10-14 09:12:00.12x", "2026-13-14 09:12:00", "yesterday", "",
	} {
		want, wanted := parseUTC(s)
		if got, ok := c.utc([]byte(s)); ok != wanted || ok && got != want || ok != (i < 5) {
			t.Errorf("%q: got %d %v, want %d %v", s, got, ok, want, wanted)
		}
	}
}

func TestQuotedRows(t *testing.T) {
	read := func(text string) (string, string) {
		var list diag.List
		r := Read("uptime/x.csv", strings.NewReader(text), Options{}, &list)
		var lines []string
		for _, d := range list.Sorted() {
			lines = append(lines, fmt.Sprintf("%s %s", d.Pos, d.Message))
		}
		return show(r.Monitors), strings.Join(lines, "\n")
	}
	const head = "service,start,end,state\r\n"
	const span = "2026-10-14T02:00:00Z,2026-10-14T02:10:00Z,down\r\n"
	got, problems := read(head + "\"a, \"\"b\"\"\nc\"," + span + "\r\nd," + span)
	if got != "a, \"b\"\nc: 02:00:00-02:10:00=down\nd: 02:00:00-02:10:00=down\n" || problems != "" {
		t.Errorf("got %q, %q", got, problems)
	}
	got, problems = read(head + "a\"b," + span + "d," + span + "e\"," + span + "f,x,2026-10-14T02:10:00Z,down\n")
	if !strings.Contains(problems, "uptime/x.csv:2:2 the line is no CSV") || !strings.Contains(problems, `:5:3 expected a time, found "x"`) {
		t.Errorf("got %q, %q", got, problems)
	}
	got, problems = read(head + strings.Repeat("x", 200_000) + ",a,b,c\nd," + strings.TrimSpace(span))
	if !strings.HasSuffix(got, "d: 02:00:00-02:10:00=down\n") || !strings.Contains(problems, "x.csv:2:") {
		t.Errorf("got %.80q, %.300q", got, problems)
	}
}

// What is read quickly is what is read slowly.
func TestPlainSeconds(t *testing.T) {
	for _, s := range []string{"0", "1791939600", "1791939600.781", "1.7e9", "-1", "", ".5", "1.", "1791939600781", "253402300799", "253402300800", "1a", "1.2.3", "99999999999999999999"} {
		want, wanted := wholeSeconds(s)
		if got, ok := plainSeconds([]byte(s)); ok != wanted || ok && got != want {
			t.Errorf("%q: got %d %v, want %d %v", s, got, ok, want, wanted)
		}
	}
}
