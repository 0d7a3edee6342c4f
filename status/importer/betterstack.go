package importer

// betterStack is the list of a monitor's incidents. It tells downtime alone;
// between the first incident and the end of the last the monitor is taken as
// watched, and so as up outside its incidents. An incident that is not resolved
// goes on until the build.
var betterStack = format{
	name:   "better-stack",
	detect: func(s *sniff) bool { return s.has("data[].attributes.started_at") },
	read:   readBetterStack,
}

func readBetterStack(in *input) {
	d := newDocument(in)
	d.object(func(key string) {
		if key != "data" {
			d.skip()
			return
		}
		d.array(func(int) { d.betterStackIncident() })
	})
	for _, b := range in.builders {
		first, last := int64(0), int64(0)
		for i, v := range b.intervals {
			if i == 0 || v.Start < first {
				first = v.Start
			}
			last = max(last, v.End)
		}
		b.complete, b.watched = true, Interval{first, last, Up}
	}
}

func (d *document) betterStackIncident() {
	var record struct {
		Attributes struct {
			Name     string   `json:"name"`
			URL      string   `json:"url"`
			Started  *instant `json:"started_at"`
			Resolved *instant `json:"resolved_at"`
		} `json:"attributes"`
	}
	if !d.decode(&record, "") {
		return
	}
	a := record.Attributes
	if a.Started == nil {
		d.badAt("attributes", "", "expected started_at")
		return
	}
	b := d.monitor(a.Name, a.URL)
	start := int64(*a.Started)
	switch {
	case a.Resolved == nil:
		b.newest = max(b.newest, start)
		b.lay(start, goesOn, Down)
	case int64(*a.Resolved) < start:
		d.badAt("attributes.resolved_at", "", "the incident ends at %s, before its start %s", stamp(int64(*a.Resolved)), stamp(start))
	default:
		b.interval(start, int64(*a.Resolved), Down)
	}
}
