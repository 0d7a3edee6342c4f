package importer

import (
	"encoding/json"
	"strings"

	"deskbell/diag"
)

// cloudWatch is the answer of GetMetricData. What a value means is told from the
// metric's id and label: a count of failures is good at 0, a percentage is up at
// 100 and down at 0, anything else is up at 1 and down at 0; what lies between
// is degraded.
var cloudWatch = format{
	name:   "cloudwatch",
	detect: func(s *sniff) bool { return s.has("MetricDataResults") },
	read:   readCloudWatch,
}

func readCloudWatch(in *input) {
	d := newDocument(in)
	d.object(func(key string) {
		if key != "MetricDataResults" {
			d.skip()
			return
		}
		d.array(func(int) { d.cloudWatchMetric() })
	})
}

func (d *document) cloudWatchMetric() {
	var id, label, code string
	var times []*instant
	var values []*float64
	d.object(func(key string) {
		switch key {
		case "Id":
			d.decode(&id, "a string")
		case "Label":
			d.decode(&label, "a string")
		case "StatusCode":
			d.decode(&code, "a string")
		case "Timestamps":
			times = list[instant](d)
		case "Values":
			values = list[float64](d)
		default:
			d.skip()
		}
	})
	if len(times) != len(values) {
		d.bad("", "there are %d Timestamps, but %d Values", len(times), len(values))
	}
	if code == "PartialData" || code == "InternalError" {
		d.list.Warnf("uptime-partial", diag.Position{File: d.file}, "ask for the rest with NextToken", "%s: CloudWatch answered with %s; what is missing counts as no data", d.where(), code)
	}
	b := d.builder()
	d.adopt(b, id, label)
	mean := cloudWatchMeaning(id + " " + label)
	for i := range min(len(times), len(values)) {
		if times[i] != nil && values[i] != nil {
			b.sample(int64(*times[i]), mean(*values[i]))
		}
	}
}

// list reads an array whose elements are reported one by one; nil stands for
// one that cannot be read.
func list[T any](d *document) []*T {
	var out []*T
	d.array(func(int) {
		var raw json.RawMessage
		if !d.decode(&raw, "") {
			return
		}
		v := new(T)
		if err := json.Unmarshal(raw, v); err != nil {
			d.bad("", "cannot be read: %s", found(raw))
			v = nil
		}
		out = append(out, v)
	})
	return out
}

func cloudWatchMeaning(name string) func(float64) State {
	name = strings.ToLower(name)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(name, w) {
				return true
			}
		}
		return false
	}
	share := func(full float64) func(float64) State {
		return func(v float64) State {
			switch {
			case v >= full:
				return Up
			case v > 0:
				return Degraded
			}
			return Down
		}
	}
	switch {
	case has("fail", "error", "fault", "unhealthy"):
		return func(v float64) State {
			if v > 0 {
				return Down
			}
			return Up
		}
	case has("percent", "availability"):
		return share(100)
	}
	return share(1)
}
