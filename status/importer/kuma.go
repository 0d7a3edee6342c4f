package importer

import (
	"strconv"
)

// The tables of Uptime Kuma, exported as CSV or as JSON. Kuma counts a pending
// check, one that failed and is tried again, as down; so does Deskbell.
var (
	kumaHeartbeatCSV = format{
		name:   "uptime-kuma-csv",
		detect: func(s *sniff) bool { return s.columns("monitor_id", "status", "time") },
		read:   readKumaHeartbeatCSV,
	}
	kumaHeartbeatJSON = format{
		name:   "uptime-kuma-json",
		detect: func(s *sniff) bool { return s.has("[].monitor_id", "[].status", "[].time") },
		read:   readKumaHeartbeatJSON,
	}
	kumaStatCSV = format{
		name:   "uptime-kuma-stat-csv",
		detect: func(s *sniff) bool { return s.columns("monitor_id", "timestamp", "up", "down") },
		read:   readKumaStatCSV,
	}
	kumaStatJSON = format{
		name:   "uptime-kuma-stat-json",
		detect: func(s *sniff) bool { return s.has("[].monitor_id", "[].timestamp", "[].up", "[].down") },
		read:   readKumaStatJSON,
	}
)

// kumaState is the state of a heartbeat's status.
func kumaState(status int64) (State, bool) {
	states := [...]State{0: Down, 1: Up, 2: Down, 3: Maintenance}
	if status < 0 || status >= int64(len(states)) {
		return Unknown, false
	}
	return states[status], true
}

// kumaDigit is a status of one digit; -1 for anything else.
func kumaDigit(s []byte) int64 {
	if len(s) != 1 || s[0] < '0' || s[0] > '9' {
		return -1
	}
	return int64(s[0] - '0')
}

const kumaStatusHint = "Uptime Kuma writes 0 down, 1 up, 2 pending, 3 maintenance"

func readKumaHeartbeatCSV(in *input) {
	t := newTable(in)
	monitor, status, at, ping := t.index("monitor_id"), t.index("status"), t.index("time"), t.index("ping")
	for t.next() {
		b, ok := t.service(monitor)
		if !ok {
			continue
		}
		state, known := kumaState(kumaDigit(t.row[status]))
		if !known {
			t.bad(status, kumaStatusHint, "unknown status %q", t.row[status])
			continue
		}
		when, ok := t.clock.utc(t.row[at])
		if !ok {
			t.bad(at, "", "expected a time such as 2026-10-14 09:12:00.000, found %q", t.row[at])
			continue
		}
		b.sample(when, state)
		t.latency(b, when, ping)
	}
}

func readKumaHeartbeatJSON(in *input) {
	d := newDocument(in)
	d.array(func(int) {
		var beat struct {
			Monitor *whole   `json:"monitor_id"`
			Status  *whole   `json:"status"`
			Time    *string  `json:"time"`
			Ping    *float64 `json:"ping"`
		}
		if !d.decode(&beat, "") {
			return
		}
		if beat.Monitor == nil || beat.Status == nil || beat.Time == nil {
			d.bad("", "expected monitor_id, status and time")
			return
		}
		state, known := kumaState(int64(*beat.Status))
		if !known {
			d.badAt("status", kumaStatusHint, "unknown status %d", *beat.Status)
			return
		}
		when, ok := parseUTC(*beat.Time)
		if !ok {
			d.badAt("time", "", "expected a time such as 2026-10-14 09:12:00.000, found %q", *beat.Time)
			return
		}
		b := in.named(strconv.FormatInt(int64(*beat.Monitor), 10))
		b.sample(when, state)
		if beat.Ping != nil {
			b.latency(when, int64(*beat.Ping))
		}
	})
}

// kumaStat is a row of stat_minutely, stat_hourly or stat_daily: how many checks
// of the period found the monitor up and down. The times of the checks are gone,
// so their shares are taken as shares of the period.
type kumaStat struct {
	Monitor   *whole `json:"monitor_id"`
	Timestamp *whole `json:"timestamp"`
	Up        *whole `json:"up"`
	Down      *whole `json:"down"`
}

func readKumaStatCSV(in *input) {
	t := newTable(in)
	monitor := t.index("monitor_id")
	fields := []int{t.index("timestamp"), t.index("up"), t.index("down")}
	stats := kumaStats{}
	for t.next() {
		b, ok := t.service(monitor)
		if !ok {
			continue
		}
		var n [3]int64
		bad := -1
		for i, field := range fields {
			var err error
			if n[i], err = strconv.ParseInt(string(t.row[field]), 10, 64); err != nil || !plausible(n[i]) {
				bad = field
				break
			}
		}
		if bad >= 0 {
			t.bad(bad, "", "expected a whole number, found %q", t.row[bad])
			continue
		}
		stats.add(b, n)
	}
	stats.lay(in)
}

func readKumaStatJSON(in *input) {
	d := newDocument(in)
	stats := kumaStats{}
	d.array(func(int) {
		var s kumaStat
		if !d.decode(&s, "") {
			return
		}
		if s.Monitor == nil || s.Timestamp == nil || s.Up == nil || s.Down == nil || !plausible(int64(*s.Timestamp)) || !plausible(int64(*s.Up)) || !plausible(int64(*s.Down)) {
			d.bad("", "expected monitor_id, timestamp, up and down")
			return
		}
		stats.add(in.named(strconv.FormatInt(int64(*s.Monitor), 10)), [3]int64{int64(*s.Timestamp), int64(*s.Up), int64(*s.Down)})
	})
	stats.lay(in)
}

// kumaStats are rows of timestamp, up and down by monitor.
type kumaStats map[*builder][][3]int64

func (k kumaStats) add(b *builder, row [3]int64) { k[b] = append(k[b], row) }

// lay finds from the timestamps which of the three tables the file is.
func (k kumaStats) lay(in *input) {
	period := int64(dayLength)
	for _, rows := range k {
		for _, row := range rows {
			for row[0]%period != 0 && period > 60 {
				period = map[int64]int64{dayLength: 3600, 3600: 60}[period]
			}
		}
	}
	for _, b := range in.builders {
		for _, row := range k[b] {
			if checks := row[1] + row[2]; checks > 0 {
				down := (period*row[2] + checks - 1) / checks // in doubt down
				b.totals(row[0], row[0]+period, down, 0, period-down)
			}
		}
	}
}
