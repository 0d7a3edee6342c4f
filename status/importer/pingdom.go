package importer

// Pingdom's summary.outage and summary.performance. Neither names its check: the
// monitor's id is the file's name.
var (
	pingdomOutage = format{
		name:   "pingdom-outage",
		detect: func(s *sniff) bool { return s.has("summary.states[].timefrom") },
		read:   readPingdomOutage,
	}
	pingdomPerformance = format{
		name: "pingdom-performance",
		detect: func(s *sniff) bool {
			return s.has("summary.hours[].uptime") || s.has("summary.days[].uptime") || s.has("summary.weeks[].uptime")
		},
		read: readPingdomPerformance,
	}
)

// summary calls f for each key of the object "summary".
func (d *document) summary(f func(key string)) {
	d.object(func(key string) {
		if key == "summary" {
			d.object(f)
		} else {
			d.skip()
		}
	})
}

func readPingdomOutage(in *input) {
	d := newDocument(in)
	b := in.monitor()
	d.summary(func(key string) {
		if key != "states" {
			d.skip()
			return
		}
		d.array(func(int) { d.pingdomState(b) })
	})
}

func (d *document) pingdomState(b *builder) {
	var s struct {
		Status string   `json:"status"`
		From   *instant `json:"timefrom"`
		To     *instant `json:"timeto"`
	}
	if !d.decode(&s, "") {
		return
	}
	state, known := map[string]State{"up": Up, "down": Down, "unknown": Unknown}[s.Status]
	switch {
	case s.From == nil || s.To == nil:
		d.bad("", "expected timefrom and timeto")
	case !known:
		d.badAt("status", "Pingdom writes up, down or unknown", "unknown status %q", s.Status)
	case *s.To < *s.From:
		d.badAt("timeto", "", "the state ends at %s, before its start %s", stamp(int64(*s.To)), stamp(int64(*s.From)))
	default:
		b.interval(int64(*s.From), int64(*s.To), state)
	}
}

func readPingdomPerformance(in *input) {
	d := newDocument(in)
	b := in.monitor()
	lengths := map[string]int64{"hours": 3600, "days": dayLength, "weeks": 7 * dayLength}
	d.summary(func(key string) {
		length, ok := lengths[key]
		if !ok {
			d.skip()
			return
		}
		d.array(func(int) { d.pingdomPeriod(b, length) })
	})
}

func (d *document) pingdomPeriod(b *builder, length int64) {
	var p struct {
		Start    *instant `json:"starttime"`
		Uptime   whole    `json:"uptime"`
		Downtime whole    `json:"downtime"`
		Response whole    `json:"avgresponse"` // milliseconds
	}
	if !d.decode(&p, "") {
		return
	}
	if p.Start == nil || p.Uptime < 0 || p.Downtime < 0 {
		d.bad("", "expected starttime, uptime and downtime, in seconds")
		return
	}
	start := int64(*p.Start)
	b.totals(start, start+length, int64(p.Downtime), 0, int64(p.Uptime))
	if p.Uptime > 0 {
		b.latency(start, int64(p.Response))
	}
}
