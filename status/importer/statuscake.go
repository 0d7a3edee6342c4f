package importer

// statusCake is the list of an uptime check's periods. The period without an
// end goes on until the build. The list does not name its check: the monitor's
// id is the file's name.
var statusCake = format{
	name:   "statuscake",
	detect: func(s *sniff) bool { return s.has("data[].status", "data[].created_at") },
	read:   readStatusCake,
}

func readStatusCake(in *input) {
	d := newDocument(in)
	b := in.monitor()
	d.object(func(key string) {
		if key != "data" {
			d.skip()
			return
		}
		d.array(func(int) { d.statusCakePeriod(b) })
	})
}

func (d *document) statusCakePeriod(b *builder) {
	var p struct {
		Status  string   `json:"status"`
		Created *instant `json:"created_at"`
		Ended   *instant `json:"ended_at"`
	}
	if !d.decode(&p, "") {
		return
	}
	state, known := map[string]State{"up": Up, "down": Down}[p.Status]
	switch {
	case p.Created == nil:
		d.bad("", "expected status and created_at")
	case !known:
		d.badAt("status", "StatusCake writes up or down", "unknown status %q", p.Status)
	case p.Ended == nil:
		b.newest = max(b.newest, int64(*p.Created))
		b.lay(int64(*p.Created), goesOn, state)
	case *p.Ended < *p.Created:
		d.badAt("ended_at", "", "the period ends at %s, before its start %s", stamp(int64(*p.Ended)), stamp(int64(*p.Created)))
	default:
		b.interval(int64(*p.Created), int64(*p.Ended), state)
	}
}
