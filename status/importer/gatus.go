package importer

// gatus is Gatus's /api/v1/endpoints/statuses, or the statuses of one endpoint.
var gatus = format{
	name: "gatus",
	detect: func(s *sniff) bool {
		return s.has("[].results", "[].key") || s.has("results", "key") || s.has("[].results[].success") || s.has("results[].success")
	},
	read: readGatus,
}

func readGatus(in *input) {
	d := newDocument(in)
	if d.peek() == '{' {
		d.gatusEndpoint()
		return
	}
	d.array(func(int) { d.gatusEndpoint() })
}

func (d *document) gatusEndpoint() {
	var name, group, key string
	b := d.builder()
	d.object(func(field string) {
		switch field {
		case "name":
			d.decode(&name, "a string")
		case "group":
			d.decode(&group, "a string")
		case "key":
			d.decode(&key, "a string")
		case "results":
			d.array(func(int) { d.gatusResult(b) })
		default:
			d.skip()
		}
	})
	full := name
	if group != "" {
		full = group + "/" + name
	}
	d.adopt(b, key, full, name)
}

func (d *document) gatusResult(b *builder) {
	var r struct {
		Success   *bool    `json:"success"`
		Timestamp *instant `json:"timestamp"`
		Duration  whole    `json:"duration"` // nanoseconds
	}
	if !d.decode(&r, "") {
		return
	}
	switch {
	case r.Success == nil || r.Timestamp == nil:
		d.bad("", "expected success and timestamp")
	case *r.Success:
		b.sample(int64(*r.Timestamp), Up)
		b.latency(int64(*r.Timestamp), int64(r.Duration)/1_000_000)
	default:
		b.sample(int64(*r.Timestamp), Down)
	}
}
