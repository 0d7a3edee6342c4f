package importer

import (
	"bufio"
	"io"
	"strings"
	"time"
)

// deskbellSamples is Deskbell's own CSV of samples: service,time,state and,
// where it is known, latency_ms. Times are RFC 3339.
var deskbellSamples = format{
	name:   "deskbell-csv",
	detect: func(s *sniff) bool { return s.columns("service", "time", "state") },
	read:   readDeskbellSamples,
}

// deskbellIntervals is Deskbell's own CSV for long keeping:
// service,start,end,state.
var deskbellIntervals = format{
	name:   "deskbell-intervals",
	detect: func(s *sniff) bool { return s.columns("service", "start", "end", "state") },
	read:   readDeskbellIntervals,
}

const timeHint = "write a time with its zone, such as 2026-10-14T09:12:00+08:00"

func readDeskbellSamples(in *input) {
	t := newTable(in)
	service, at, state, latency := t.index("service"), t.index("time"), t.index("state"), t.index("latency_ms")
	for t.next() {
		b, ok := t.service(service)
		if !ok {
			continue
		}
		when, ok := t.time(at)
		if !ok {
			continue
		}
		s, ok := t.state(state)
		if !ok {
			continue
		}
		b.sample(when, s)
		t.latency(b, when, latency)
	}
}

func readDeskbellIntervals(in *input) {
	t := newTable(in)
	service, start, end, state := t.index("service"), t.index("start"), t.index("end"), t.index("state")
	for t.next() {
		b, ok := t.service(service)
		if !ok {
			continue
		}
		from, ok := t.time(start)
		if !ok {
			continue
		}
		to, ok := t.time(end)
		if !ok {
			continue
		}
		s, ok := t.state(state)
		if !ok {
			continue
		}
		if to < from {
			t.bad(end, "swap start and end, or mend their zones", "the interval ends at %s, before its start %s", t.row[end], t.row[start])
			continue
		}
		b.interval(from, to, s)
	}
}

func (t *table) time(field int) (int64, bool) {
	if at, ok := t.clock.parse(t.row[field]); ok {
		return at, true
	}
	at, err := time.Parse(time.RFC3339, string(t.row[field]))
	if err != nil {
		t.bad(field, timeHint, "expected a time, found %q", t.row[field])
		return 0, false
	}
	return at.Unix(), true
}

func (t *table) state(field int) (State, bool) {
	switch string(t.row[field]) {
	case "up":
		return Up, true
	case "down":
		return Down, true
	case "degraded":
		return Degraded, true
	case "maintenance":
		return Maintenance, true
	case "unknown":
		return Unknown, true
	}
	t.bad(field, "write up, degraded, down, maintenance or unknown", "unknown state %q", t.row[field])
	return Unknown, false
}

// WriteCSV writes monitors in Deskbell's form for long keeping, one interval a
// line, under their first names.
func WriteCSV(w io.Writer, monitors []*Monitor) error {
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("service,start,end,state\n") // Flush tells of errors
	for _, m := range monitors {
		name := m.Names[0]
		if strings.ContainsAny(name, ",\"\r\n") || strings.TrimSpace(name) != name {
			name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
		}
		for _, v := range m.Intervals {
			for _, s := range []string{name, ",", stamp(v.Start), ",", stamp(v.End), ",", v.State.String(), "\n"} {
				_, _ = out.WriteString(s)
			}
		}
	}
	return out.Flush()
}

func stamp(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.RFC3339) }
